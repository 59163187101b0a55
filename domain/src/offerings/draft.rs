//! The raw fields of an offering, as JSON, forms and rows give them.

use super::{
    Area, AreaDraft, Booking, Capacity, Channel, CommitmentsDraft, CostDraft, DeclineDraft, HelpsWith,
    IdentityCheckDraft, PlaceDraft, PriceDraft, SafeguardingDraft, Support, WebChatDraft, WhoTypes,
};
use crate::kernel::fields::{FieldErrors, Fields};
use crate::values::hours::HoursDraft;
use crate::values::{HigherRate, PhoneNumber};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::{fmt, str::FromStr};

/// Raw fields of an offering. Only the name is needed to begin; see [`Support::missing`] for what is
/// needed to publish.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OfferingDraft {
    /// What your own records call it, at most 60 characters: one of your offerings has it at a time.
    pub reference: Option<String>,
    /// What it is called, at most 120 characters.
    pub name: String,
    /// The same in Welsh.
    pub name_cy: Option<String>,
    /// What happens, at most 5,000 characters.
    pub summary: Option<String>,
    /// The same in Welsh.
    pub summary_cy: Option<String>,
    /// `in_person`, `outreach`, `telephone`, `web_chat`.
    pub channels: Vec<String>,
    /// Where people come to.
    pub place: Option<PlaceDraft>,
    /// Whom it serves where they are.
    pub area: Option<AreaDraft>,
    /// A number that costs no more than an ordinary call.
    pub phone: Option<String>,
    /// The number through text relay.
    pub text_relay: Option<String>,
    /// Where the web chat opens.
    pub web_chat: Option<WebChatDraft>,
    /// When it can be had.
    pub hours: Option<HoursDraft>,
    /// `drop_in` (when left out), `appointment` or `either`.
    pub booking: Option<String>,
    /// Language codes.
    pub languages: Vec<String>,
    /// Language codes.
    pub languages_on_request: Vec<String>,
    /// Facility codes.
    pub facilities: Vec<String>,
    /// Who it is for, when it is not for everyone.
    pub eligibility: Option<String>,
    /// The same in Welsh.
    pub eligibility_cy: Option<String>,
    /// What people bring or have at hand, such as a letter or an old licence.
    pub bring: Option<String>,
    /// The same in Welsh.
    pub bring_cy: Option<String>,
    /// What it can give when identity is checked online.
    pub identity_check: Option<IdentityCheckDraft>,
    /// `user` (when left out), `provider` or `either`.
    pub who_types: Option<String>,
    /// What the provider undertakes.
    pub commitments: CommitmentsDraft,
    /// When it may decline, at most 20.
    pub declines: Vec<DeclineDraft>,
    /// What the user may still pay for, at most 20.
    pub costs: Vec<CostDraft>,
    /// People a week, 1 to 100,000, and days of waiting, 0 to 365.
    pub capacity: Option<Capacity>,
    /// Whether someone visits homes.
    pub visits_homes: bool,
    /// Who keeps people safe.
    pub safeguarding: Option<SafeguardingDraft>,
    /// The identifier of the partner who gives it.
    pub delivery_partner: Option<String>,
    /// Whether it helps with every government service.
    pub every_service: bool,
    /// Slugs of services, at most 200.
    pub services: Vec<String>,
    /// Slugs of clusters, at most 50.
    pub clusters: Vec<String>,
    /// What a department pays.
    pub price: Option<PriceDraft>,
}

impl OfferingDraft {
    /// What is offered, or every error.
    ///
    /// # Errors
    /// With pointers such as `/place/address/postcode`.
    pub fn parse(self) -> Result<Support, FieldErrors> {
        let mut fields = Fields::new();
        let support = self.read(&mut fields);
        fields.finish(|| support)
    }

    fn read(self, fields: &mut Fields) -> Option<Support> {
        let reference = fields.optional("/reference", self.reference.as_deref());
        let name = fields.parse("/name", &self.name);
        let name_cy = fields.optional("/name_cy", self.name_cy.as_deref());
        let summary = fields.optional("/summary", self.summary.as_deref());
        let summary_cy = fields.optional("/summary_cy", self.summary_cy.as_deref());
        let channels: Option<BTreeSet<Channel>> = set(fields, "/channels", self.channels, 4);
        let place = nested(fields, "/place", self.place, |fields, place| place.read(fields));
        let postcode = place.iter().flatten().map(|place| &place.address.postcode).next();
        let area: Option<Option<Area>> =
            nested(fields, "/area", self.area, |fields, area| area.read(fields, postcode));
        let phone = free_or_ordinary(fields, "/phone", self.phone.as_deref());
        let text_relay = free_or_ordinary(fields, "/text_relay", self.text_relay.as_deref());
        let web_chat = nested(fields, "/web_chat", self.web_chat, |fields, chat| chat.read(fields));
        let hours = nested(fields, "/hours", self.hours, |fields, hours| hours.read(fields));
        let booking = fields.parse("/booking", self.booking.as_deref().unwrap_or(Booking::DropIn.word()));
        let languages = set(fields, "/languages", self.languages, 50);
        let languages_on_request = set(fields, "/languages_on_request", self.languages_on_request, 50);
        let facilities = set(fields, "/facilities", self.facilities, 60);
        let eligibility = fields.optional("/eligibility", self.eligibility.as_deref());
        let eligibility_cy = fields.optional("/eligibility_cy", self.eligibility_cy.as_deref());
        let bring = fields.optional("/bring", self.bring.as_deref());
        let bring_cy = fields.optional("/bring_cy", self.bring_cy.as_deref());
        let who_types: Option<WhoTypes> =
            fields.parse("/who_types", self.who_types.as_deref().unwrap_or(WhoTypes::User.word()));
        let face_to_face = channels.iter().flatten().any(|channel| channel.is_face_to_face());
        let identity_check = fields.inside("/identity_check", |fields| {
            self.identity_check.unwrap_or_default().read(fields, who_types, face_to_face)
        });
        let declines = list(fields, "/declines", self.declines, 20, |fields, raw| raw.read(fields));
        let costs = list(fields, "/costs", self.costs, 20, |fields, raw| raw.read(fields));
        let capacity = nested(fields, "/capacity", self.capacity, read_capacity);
        let safeguarding = nested(fields, "/safeguarding", self.safeguarding, |fields, raw| raw.read(fields));
        let delivery_partner = fields.optional("/delivery_partner", self.delivery_partner.as_deref());
        let services = set(fields, "/services", self.services, 200);
        let clusters = set(fields, "/clusters", self.clusters, 50);
        let price = nested(fields, "/price", self.price, |fields, raw| raw.read(fields));
        Some(Support {
            reference: reference?,
            name: name?,
            name_cy: name_cy?,
            summary: summary?,
            summary_cy: summary_cy?,
            channels: channels?,
            place: place?,
            area: area?,
            phone: phone?,
            text_relay: text_relay?,
            web_chat: web_chat?,
            hours: hours?,
            booking: booking?,
            languages: languages?,
            languages_on_request: languages_on_request?,
            facilities: facilities?,
            eligibility: eligibility?,
            eligibility_cy: eligibility_cy?,
            bring: bring?,
            bring_cy: bring_cy?,
            identity_check: identity_check?,
            who_types: who_types?,
            commitments: self.commitments,
            declines: declines?,
            costs: costs?,
            capacity: capacity?,
            visits_homes: self.visits_homes,
            safeguarding: safeguarding?,
            delivery_partner: delivery_partner?,
            helps_with: HelpsWith {
                every_service: self.every_service,
                services: services?,
                clusters: clusters?,
            },
            price: price?,
        })
    }
}

/// Something that may be left out, read below its pointer. `Some(None)`: left out.
fn nested<R, T>(
    fields: &mut Fields,
    pointer: &str,
    raw: Option<R>,
    read: impl FnOnce(&mut Fields, R) -> Option<T>,
) -> Option<Option<T>> {
    match raw {
        None => Some(None),
        Some(raw) => fields.inside(pointer, |fields| read(fields, raw)).map(Some),
    }
}

fn list<R, T>(
    fields: &mut Fields,
    pointer: &str,
    raw: Vec<R>,
    most: usize,
    read: impl FnMut(&mut Fields, R) -> Option<T>,
) -> Option<Vec<T>> {
    if raw.len() > most {
        fields.refuse(pointer, "too_many", format!("Enter at most {most}"));
        return None;
    }
    fields.each(pointer, raw, read)
}

fn set<T>(fields: &mut Fields, pointer: &str, raw: Vec<String>, most: usize) -> Option<BTreeSet<T>>
where
    T: FromStr + Ord,
    T::Err: fmt::Display,
{
    let values = list(fields, pointer, raw, most, |fields, raw| fields.parse("", &raw))?;
    Some(values.into_iter().collect())
}

/// A telephone number that the user may be asked to call (rule 2).
fn free_or_ordinary(fields: &mut Fields, pointer: &str, raw: Option<&str>) -> Option<Option<PhoneNumber>> {
    let number = fields.optional::<PhoneNumber>(pointer, raw)?;
    if let Some(Err(reason)) = number.as_ref().map(PhoneNumber::costs_no_more_than_an_ordinary_call) {
        fields.refuse(pointer, "higher_rate_number", format!("{reason}. {}", HigherRate::INSTEAD));
        return None;
    }
    Some(number)
}

fn read_capacity(fields: &mut Fields, raw: Capacity) -> Option<Capacity> {
    if !(1..=100_000).contains(&raw.people_a_week) {
        fields.refuse("/people_a_week", "invalid", "Enter a number of people from 1 to 100,000");
        return None;
    }
    if raw.wait_days > 365 {
        fields.refuse("/wait_days", "invalid", "Enter a number of days from 0 to 365");
        return None;
    }
    Some(raw)
}
