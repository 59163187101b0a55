//! What is offered: the content of an offering, and what it still needs before people can have it.

use super::{
    Area, Channel, Commitments, Cost, CostKind, Decline, IdentityCheck, Location, Place, Price, Reference,
    Safeguarding, WebChat, WhoTypes,
};
use crate::kernel::fields::{FieldErrors, Fields};
use crate::values::hours::OpeningHours;
use crate::values::{
    AuthorityCode, FacilityCode, LanguageCode, Line, Name, Nation, PhoneNumber, Postcode, Prose, Slug, Tariff,
};
use crate::{Day, OrganisationId, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// Whether people make an appointment.
    pub enum Booking {
        /// Come, or call, when it is open.
        DropIn = "drop_in",
        /// Only by appointment.
        Appointment = "appointment",
        /// Either.
        Either = "either",
    }
}

/// How many people it can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// People a week, 1 to 100,000.
    pub people_a_week: u32,
    /// Days that people wait now, 0 to 365.
    pub wait_days: u16,
}

/// The services that people are helped with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpsWith {
    /// Every government service.
    pub every_service: bool,
    /// These services.
    pub services: BTreeSet<Slug>,
    /// Every service of these clusters.
    pub clusters: BTreeSet<Slug>,
}

impl HelpsWith {
    /// Whether nothing has been said yet.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        !self.every_service && self.services.is_empty() && self.clusters.is_empty()
    }
}

/// What is offered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The provider's own name for it in its records: one offering has it at a time.
    #[serde(default)]
    pub reference: Option<Reference>,
    /// What it is called.
    pub name: Name,
    /// The same in Welsh.
    pub name_cy: Option<Name>,
    /// What happens, for the people who might come.
    pub summary: Option<Prose>,
    /// The same in Welsh.
    pub summary_cy: Option<Prose>,
    /// How help reaches people.
    pub channels: BTreeSet<Channel>,
    /// Where people come to: needed in person.
    pub place: Option<Place>,
    /// Whom it serves where they are: needed by outreach, telephone and web chat.
    pub area: Option<Area>,
    /// Needed by telephone; elsewhere for booking.
    pub phone: Option<PhoneNumber>,
    /// The number through text relay, where it is another.
    pub text_relay: Option<PhoneNumber>,
    /// Needed by web chat.
    pub web_chat: Option<WebChat>,
    /// When it can be had.
    pub hours: Option<OpeningHours>,
    /// Whether people make an appointment.
    pub booking: Booking,
    /// Languages in which it is given (rule 3: free).
    pub languages: BTreeSet<LanguageCode>,
    /// Languages that can be had by asking before.
    pub languages_on_request: BTreeSet<LanguageCode>,
    /// What makes the place or the help easier to use (rule 3: free).
    pub facilities: BTreeSet<FacilityCode>,
    /// Who it is for, when it is not for everyone.
    pub eligibility: Option<Line>,
    /// The same in Welsh.
    pub eligibility_cy: Option<Line>,
    /// What people bring or have at hand.
    pub bring: Option<Line>,
    /// The same in Welsh.
    pub bring_cy: Option<Line>,
    /// What it can give when identity is checked online (rule 12).
    pub identity_check: IdentityCheck,
    /// Who types (rule 4).
    pub who_types: WhoTypes,
    /// What the provider undertakes (rule 4).
    pub commitments: Commitments,
    /// When it may decline, and what the user does then (rule 4).
    pub declines: Vec<Decline>,
    /// What the user may still pay for (rule 2).
    pub costs: Vec<Cost>,
    /// How many people it can help.
    pub capacity: Option<Capacity>,
    /// Whether someone visits homes (rule 13).
    pub visits_homes: bool,
    /// Who keeps people safe.
    pub safeguarding: Option<Safeguarding>,
    /// The partner who gives it under the provider's name.
    pub delivery_partner: Option<OrganisationId>,
    /// What people are helped with.
    pub helps_with: HelpsWith,
    /// What a department pays.
    pub price: Option<Price>,
}

/// The codes that reference data knows, against which an offering is checked.
pub struct KnownCodes<'a> {
    /// Whether a language is known.
    pub language: &'a dyn Fn(&LanguageCode) -> bool,
    /// Whether a facility is known.
    pub facility: &'a dyn Fn(&FacilityCode) -> bool,
    /// Whether a local authority is known.
    pub authority: &'a dyn Fn(&AuthorityCode) -> bool,
    /// Whether a service is known.
    pub service: &'a dyn Fn(&Slug) -> bool,
    /// Whether a cluster is known.
    pub cluster: &'a dyn Fn(&Slug) -> bool,
}

/// Something that must be there before people can have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The field, as a JSON pointer.
    pub pointer: &'static str,
    /// What to do.
    pub message: &'static str,
}

impl Support {
    /// The most months that a safeguarding policy may go without a review.
    const POLICY_REVIEW_MONTHS: i32 = 36;

    /// Everything that it still needs before it can be published; empty when it is whole.
    ///
    /// Source: rules 1 (what each channel is), 2 and 4 (what the user is told), 13 (home visits).
    #[must_use]
    pub fn missing(&self, today: Day) -> Vec<Missing> {
        let has = |channel| self.channels.contains(&channel);
        let reaches_out = self.channels.iter().any(|channel| *channel != Channel::InPerson);
        let never_open = self.hours.as_ref().is_none_or(OpeningHours::is_never_open);
        let by_provider = self.who_types.provider_may_type();
        let needs = [
            (self.summary.is_none(), "/summary", "Say what happens when someone comes for help"),
            (self.channels.is_empty(), "/channels", "Choose how help reaches people"),
            (
                has(Channel::InPerson) && self.place.is_none(),
                "/place",
                "Help in person needs a place with an address and a postcode",
            ),
            (
                reaches_out && self.area.is_none(),
                "/area",
                "Say whom you serve by visit, telephone or web chat: a circle, local authorities, or everywhere",
            ),
            (
                has(Channel::Telephone) && self.phone.is_none(),
                "/phone",
                "Help by telephone needs a number to call",
            ),
            (
                has(Channel::WebChat) && self.web_chat.is_none(),
                "/web_chat",
                "Help by web chat needs the https address at which the chat opens",
            ),
            (
                has(Channel::Outreach) && self.phone.is_none(),
                "/phone",
                "A visit needs a number to arrange it by",
            ),
            (never_open, "/hours", "Say when help can be had"),
            (self.languages.is_empty(), "/languages", "Choose at least one language"),
            (self.helps_with.is_nothing(), "/services", "Say which services you help with, or every service"),
            (self.capacity.is_none(), "/capacity", "Say how many people you can help in a week"),
            (
                !self.commitments.checks_understanding,
                "/commitments/checks_understanding",
                "Undertake to make sure that the user has a basic understanding of the service",
            ),
            (
                !self.commitments.uses_published_information,
                "/commitments/uses_published_information",
                "Undertake to use only information that is already published",
            ),
            (
                by_provider && !self.commitments.answers_for_accuracy,
                "/commitments/answers_for_accuracy",
                "Where you type for the user you answer for accuracy: undertake to do so",
            ),
            (
                self.visits_homes && !self.has_checks_on_record(today),
                "/safeguarding/checks",
                "Home visits need background checks on record: who was checked, when, and the reference",
            ),
            (
                self.visits_homes && !self.policy_is_current(today),
                "/safeguarding/policy_reviewed_on",
                "Home visits need a safeguarding policy that was reviewed within the last three years",
            ),
        ];
        needs
            .into_iter()
            .filter(|(is_missing, ..)| *is_missing)
            .map(|(_, pointer, message)| Missing { pointer, message })
            .collect()
    }

    fn has_checks_on_record(&self, today: Day) -> bool {
        self.safeguarding.as_ref().is_some_and(|safe| {
            !safe.checks.is_empty() && safe.checks.iter().all(|check| check.checked_on <= today)
        })
    }

    fn policy_is_current(&self, today: Day) -> bool {
        let oldest = today.saturating_sub(jiff::Span::new().months(Self::POLICY_REVIEW_MONTHS));
        self.safeguarding.as_ref().is_some_and(|safe| (oldest..=today).contains(&safe.policy_reviewed_on))
    }

    /// Every cost to show: those declared, and the call when its number is not free to call.
    #[must_use]
    pub fn costs_to_show(&self) -> Vec<Cost> {
        let mut costs = self.costs.clone();
        let declared = costs.iter().any(|cost| cost.kind == CostKind::CallStandardRate);
        let must_call = self.channels.contains(&Channel::Telephone);
        let costs_a_call = self.phone.as_ref().is_some_and(|number| number.tariff() == Tariff::Standard);
        if must_call && costs_a_call && !declared {
            let kind = CostKind::CallStandardRate;
            costs.push(Cost { kind, amount_pence: None, per: None, note: None, note_cy: None });
        }
        costs
    }

    /// The postcode of its place.
    #[must_use]
    pub fn place_postcode(&self) -> Option<&Postcode> {
        self.place.as_ref().map(|place| &place.address.postcode)
    }

    /// The nations in which people can have it.
    #[must_use]
    pub fn nations(&self) -> BTreeSet<Nation> {
        let of_place = self.place.iter().filter_map(|place| place.location.as_ref());
        let mut nations: BTreeSet<_> = of_place.map(|at| at.authority.nation()).collect();
        nations.extend(self.area.iter().flat_map(Area::nations));
        nations
    }

    /// Whether people of one of these authorities can have it there.
    #[must_use]
    pub fn serves_one_of(&self, authorities: &BTreeSet<AuthorityCode>) -> bool {
        let location = self.place.as_ref().and_then(|place| place.location.as_ref());
        location.is_some_and(|at| authorities.contains(&at.authority))
            || self.area.as_ref().is_some_and(|area| area.touches(authorities))
    }

    /// Every postcode in it with its position looked up.
    ///
    /// # Errors
    /// A postcode that the gazetteer does not know, with its pointer.
    pub fn located(mut self, gazetteer: impl Fn(&Postcode) -> Option<Location>) -> Result<Self, FieldErrors> {
        let mut fields = Fields::new();
        let unknown = "This postcode does not exist, or is too new to be known here. Check it";
        if let Some(place) = &mut self.place {
            place.location = gazetteer(&place.address.postcode);
            if place.location.is_none() {
                fields.refuse("/place/address/postcode", "unknown_postcode", unknown);
            }
        }
        if let Some(Area::Radius { from, location, .. }) = &mut self.area {
            *location = gazetteer(from);
            if location.is_none() {
                fields.refuse("/area/from", "unknown_postcode", unknown);
            }
        }
        fields.finish(|| Some(self))
    }

    /// Whether every code in it is one that reference data knows.
    ///
    /// # Errors
    /// Each code that is not, with its pointer.
    pub fn check_codes(&self, known: &KnownCodes<'_>) -> Result<(), FieldErrors> {
        let mut fields = Fields::new();
        let mut check = |pointer: &str, code: &str, what: &str, is_known: bool| {
            if !is_known {
                fields.refuse(pointer, "unknown", format!("“{code}” is not {what} that Signpost knows"));
            }
        };
        for code in &self.languages {
            check("/languages", code.as_str(), "a language", (known.language)(code));
        }
        for code in &self.languages_on_request {
            check("/languages_on_request", code.as_str(), "a language", (known.language)(code));
        }
        for code in &self.facilities {
            check("/facilities", code.as_str(), "a facility", (known.facility)(code));
        }
        if let Some(Area::LocalAuthorities { codes }) = &self.area {
            for code in codes {
                check("/area/codes", code.as_str(), "a local authority", (known.authority)(code));
            }
        }
        for slug in &self.helps_with.services {
            check("/services", slug.as_str(), "a service", (known.service)(slug));
        }
        for slug in &self.helps_with.clusters {
            check("/clusters", slug.as_str(), "a cluster", (known.cluster)(slug));
        }
        fields.finish(|| Some(()))
    }
}
