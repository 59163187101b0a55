//! An offering as directories show it: what is searched, and the ready-made bytes of its answers.

use super::facts::ProviderFacts;
use crate::reference::{division_of, division_to_search};
use domain::directories::Entitlement;
use domain::offerings::{
    Area, Booking, Channel, Cost, CostKind, Decline, Offering, Place, PlaceHost, Support, WhoTypes,
};
use domain::services::Catalogue;
use domain::values::bank_holidays::Division;
use domain::values::hours::{BankHolidayRule, Opening, OpeningHours, Weekday};
use domain::values::{AuthorityCode, FacilityCode, LanguageCode, Slug};
use domain::{Day, DirectoryId, OfferingId, OrganisationId, QualityMarkId, Timestamp};
use finder::{Facet, Listing, OnBankHolidays, Point, Reach, Stretch};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// What can be done there beyond help.
pub const CAPABILITIES: [&str; 7] =
    ["identity_check", "home_visits", "printing", "scanning", "photographs", "cash_payment", HAS_ROOM];
/// What is not full now. A listing is worked out again when its day has come.
const HAS_ROOM: &str = "has_room";
/// An offering that says nothing else is for everyone.
pub(super) const FOR_EVERYONE: &str = "everyone";
/// One that says whom it is for.
pub(super) const FOR_SOME: &str = "some";

/// What is asked for by who can bear no cost at all.
pub(super) const NO_COST: &str = "none";

/// What an entry's own page shows: everything of an offering that is public.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ListedSupport {
    /// The offering.
    pub id: OfferingId,
    /// What it is called.
    pub name: String,
    /// The same in Welsh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_cy: Option<String>,
    /// What happens.
    pub summary: String,
    /// The same in Welsh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary_cy: Option<String>,
    /// Who gives it.
    pub provider: String,
    /// The provider's identifier.
    pub provider_id: OrganisationId,
    /// The quality mark under which it is listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality_mark: Option<QualityMarkId>,
    /// The channels for which it is listed.
    pub channels: BTreeSet<Channel>,
    /// Where people come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ListedPlace>,
    /// Whom it serves where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub area: Option<Area>,
    /// A number, as people write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The number as a link dials it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_link: Option<String>,
    /// The number through text relay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_relay: Option<String>,
    /// Where the web chat opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web_chat: Option<String>,
    /// When it can be had, by the clocks of London.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub hours: Option<OpeningHours>,
    /// Whose bank holidays count.
    pub bank_holidays_of: Division,
    /// Whether people make an appointment.
    pub booking: Booking,
    /// The first day on which there is room for more people, while there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub full_until: Option<Day>,
    /// Languages in which it is given.
    pub languages: BTreeSet<LanguageCode>,
    /// Languages that can be had by asking before.
    pub languages_on_request: BTreeSet<LanguageCode>,
    /// What makes the place or the help easier to use.
    pub facilities: BTreeSet<FacilityCode>,
    /// Who it is for, when it is not for everyone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<String>,
    /// The same in Welsh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility_cy: Option<String>,
    /// What people bring or have at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring: Option<String>,
    /// The same in Welsh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring_cy: Option<String>,
    /// Whether it supports online identity checks.
    pub identity_check: bool,
    /// Who types.
    pub who_types: WhoTypes,
    /// Whether someone visits homes.
    pub visits_homes: bool,
    /// When it may decline, and what the user does then.
    #[schema(value_type = Vec<Object>)]
    pub declines: Vec<Decline>,
    /// What the user may still pay for.
    #[schema(value_type = Vec<Object>)]
    pub costs: Vec<Cost>,
    /// Days that people wait now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_days: Option<u16>,
    /// Short names of the services that people are helped with.
    pub services: BTreeSet<Slug>,
    /// When its provider last said that all this is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub last_checked_on: Option<Day>,
}

/// A place that people come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ListedPlace {
    /// What it is called.
    pub name: String,
    /// The same in Welsh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_cy: Option<String>,
    /// Building and street.
    pub lines: Vec<String>,
    /// Town or city.
    pub town: String,
    /// Postcode.
    pub postcode: String,
    /// Degrees north (WGS 84).
    pub latitude: f64,
    /// Degrees east (WGS 84).
    pub longitude: f64,
    /// The local authority it lies in.
    pub authority: AuthorityCode,
    /// Whose building it is in.
    pub host: PlaceHost,
    /// How to find it once there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directions: Option<String>,
}

/// What lists show, in the order of the bytes: without braces, so that a distance can follow.
#[derive(Serialize)]
struct InLists<'a> {
    id: OfferingId,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_cy: Option<&'a str>,
    provider: &'a str,
    channels: &'a BTreeSet<Channel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceInLists<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
    booking: Booking,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_until: Option<Day>,
    languages: &'a BTreeSet<LanguageCode>,
}

#[derive(Serialize)]
struct PlaceInLists<'a> {
    town: &'a str,
    postcode: &'a str,
    latitude: f64,
    longitude: f64,
}

fn listed_place(place: &Place) -> Option<ListedPlace> {
    let location = place.location.as_ref()?;
    Some(ListedPlace {
        name: place.name.to_string(),
        name_cy: place.name_cy.as_ref().map(ToString::to_string),
        lines: place.address.lines.iter().map(ToString::to_string).collect(),
        town: place.address.town.to_string(),
        postcode: place.address.postcode.to_string(),
        latitude: location.position.latitude(),
        longitude: location.position.longitude(),
        authority: location.authority.clone(),
        host: place.host,
        directions: place.directions.as_ref().map(ToString::to_string),
    })
}

impl ListedSupport {
    /// The first day on which there is room again, while there is none: by the clock, since what was written
    /// down may be read after it.
    #[must_use]
    pub fn full_until(&self, now: Timestamp) -> Option<Day> {
        self.full_until.filter(|until| domain::kernel::time::day_of(now) < *until)
    }

    fn of(
        offering: &Offering,
        provider: &ProviderFacts,
        entitled: &Entitlement,
        catalogue: &Catalogue,
        now: Timestamp,
    ) -> Self {
        let support = &offering.support;
        let text = |text: Option<&dyn ToString>| text.map(ToString::to_string);
        let in_person = entitled.channels.contains(&Channel::InPerson);
        let reaches_out = entitled.channels.iter().any(|channel| *channel != Channel::InPerson);
        let mark = provider.marks.iter().find(|mark| mark.in_force(now) && !mark.covers(offering).is_empty());
        Self {
            id: offering.id,
            name: support.name.to_string(),
            name_cy: support.name_cy.as_ref().map(ToString::to_string),
            summary: text(support.summary.as_ref().map(|it| it as _)).unwrap_or_default(),
            summary_cy: support.summary_cy.as_ref().map(ToString::to_string),
            provider: provider.name.clone(),
            provider_id: offering.provider,
            quality_mark: mark.map(|mark| mark.mark),
            channels: entitled.channels.clone(),
            place: support.place.as_ref().filter(|_| in_person).and_then(listed_place),
            area: support.area.clone().filter(|_| reaches_out),
            phone: support.phone.as_ref().map(domain::values::PhoneNumber::printed),
            phone_link: support.phone.as_ref().map(domain::values::PhoneNumber::dialled),
            text_relay: support.text_relay.as_ref().map(domain::values::PhoneNumber::printed),
            web_chat: support
                .web_chat
                .as_ref()
                .filter(|_| entitled.channels.contains(&Channel::WebChat))
                .map(|chat| chat.url.to_string()),
            hours: support.hours.clone(),
            bank_holidays_of: division_of(&support.nations()),
            booking: support.booking,
            full_until: offering.full_until(now),
            languages: support.languages.clone(),
            languages_on_request: support.languages_on_request.clone(),
            facilities: support.facilities.clone(),
            eligibility: support.eligibility.as_ref().map(ToString::to_string),
            eligibility_cy: support.eligibility_cy.as_ref().map(ToString::to_string),
            bring: support.bring.as_ref().map(ToString::to_string),
            bring_cy: support.bring_cy.as_ref().map(ToString::to_string),
            identity_check: support.identity_check.supported,
            who_types: support.who_types,
            visits_homes: support.visits_homes,
            declines: support.declines.clone(),
            costs: support.costs_to_show(),
            wait_days: support.capacity.map(|capacity| capacity.wait_days),
            services: catalogue.helped_by(&support.helps_with).map(|(service, _)| service.clone()).collect(),
            last_checked_on: offering.last_checked_on,
        }
    }

    /// The bytes of an item of a list, without its braces.
    fn in_lists(&self) -> Vec<u8> {
        let item = InLists {
            id: self.id,
            name: &self.name,
            name_cy: self.name_cy.as_deref(),
            provider: &self.provider,
            channels: &self.channels,
            place: self.place.as_ref().map(|place| PlaceInLists {
                town: &place.town,
                postcode: &place.postcode,
                latitude: place.latitude,
                longitude: place.longitude,
            }),
            phone: self.phone.as_deref(),
            booking: self.booking,
            full_until: self.full_until,
            languages: &self.languages,
        };
        // A plain struct of text, numbers and lists always has a JSON form, in braces.
        let bytes = serde_json::to_vec(&item).unwrap_or_default();
        bytes.get(1..bytes.len().saturating_sub(1)).unwrap_or_default().to_vec()
    }
}

fn stretch(opening: &Opening) -> Stretch {
    Stretch { from: opening.opens.minutes(), until: opening.closes.minutes() }
}

const fn weekday(day: Weekday) -> jiff::civil::Weekday {
    match day {
        Weekday::Monday => jiff::civil::Weekday::Monday,
        Weekday::Tuesday => jiff::civil::Weekday::Tuesday,
        Weekday::Wednesday => jiff::civil::Weekday::Wednesday,
        Weekday::Thursday => jiff::civil::Weekday::Thursday,
        Weekday::Friday => jiff::civil::Weekday::Friday,
        Weekday::Saturday => jiff::civil::Weekday::Saturday,
        Weekday::Sunday => jiff::civil::Weekday::Sunday,
    }
}

fn hours_to_search(hours: &OpeningHours, division: Division) -> finder::Hours {
    let weekly = hours
        .weekly
        .iter()
        .flat_map(|(day, openings)| openings.iter().map(move |opening| (weekday(*day), stretch(opening))));
    let exceptions = hours.exceptions.iter().map(|(day, exception)| finder::Exception {
        first: *day,
        last: *day,
        open: exception.openings.iter().map(stretch).collect(),
    });
    finder::Hours {
        division: division_to_search(division),
        weekly: weekly.collect(),
        bank_holidays: match hours.bank_holidays {
            BankHolidayRule::AsUsual => OnBankHolidays::AsUsual,
            BankHolidayRule::Closed => OnBankHolidays::Closed,
            BankHolidayRule::OtherHours => {
                OnBankHolidays::Open(hours.bank_holiday_openings.iter().map(stretch).collect())
            }
        },
        exceptions: exceptions.collect(),
    }
}

/// Where an area lies, as distances are reckoned.
pub(crate) fn reach(area: &Area) -> Option<Reach> {
    Some(match area {
        Area::Radius { km, location, .. } => {
            let position = location.as_ref()?.position;
            let centre = Point::new(position.latitude(), position.longitude())?;
            Reach::Radius { centre, km: f64::from(*km) }
        }
        Area::LocalAuthorities { codes } => {
            Reach::Authorities(codes.iter().map(ToString::to_string).collect())
        }
        Area::Everywhere {} => Reach::Everywhere,
    })
}

fn facets(
    listed: &ListedSupport,
    support: &Support,
    provider: &ProviderFacts,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Vec<(Facet, String)> {
    let each = |facet: Facet, values: Vec<String>| values.into_iter().map(move |value| (facet, value));
    let words = |values: &mut dyn Iterator<Item = String>| values.collect::<Vec<_>>();
    let clusters: BTreeSet<&Slug> =
        catalogue.helped_by(&support.helps_with).flat_map(|(_, clusters)| clusters).collect();
    let costs: BTreeSet<CostKind> = listed.costs.iter().map(|cost| cost.kind).collect();
    let costs = match costs.is_empty() {
        true => vec![NO_COST.to_owned()],
        false => words(&mut costs.iter().map(ToString::to_string)),
    };
    let counting =
        provider.standings.iter().filter(|lot| lot.counts(now) && !lot.covers.is_disjoint(&listed.channels));
    let lots = counting.map(|standing| format!("{}/{}", standing.lot.framework, standing.lot.number));
    let can = |capability: &&str| match *capability {
        "identity_check" => listed.identity_check,
        "home_visits" => listed.visits_homes,
        HAS_ROOM => listed.full_until.is_none(),
        // The rest is declared as facilities, by the same words.
        facility => listed.facilities.iter().any(|declared| declared.as_str() == facility),
    };
    let capabilities = CAPABILITIES.iter().filter(|it| can(it)).map(|it| (*it).to_owned()).collect();
    let eligibility = if listed.eligibility.is_none() { FOR_EVERYONE } else { FOR_SOME };
    each(Facet::Channel, words(&mut listed.channels.iter().map(ToString::to_string)))
        .chain(each(Facet::Language, words(&mut listed.languages.iter().map(ToString::to_string))))
        .chain(each(Facet::Facility, words(&mut listed.facilities.iter().map(ToString::to_string))))
        .chain(each(Facet::Cost, costs))
        .chain(each(Facet::Eligibility, vec![eligibility.to_owned()]))
        .chain(each(Facet::Capability, capabilities))
        .chain(each(Facet::Service, words(&mut listed.services.iter().map(ToString::to_string))))
        .chain(each(Facet::Cluster, words(&mut clusters.iter().map(ToString::to_string))))
        .chain(each(Facet::Lot, lots.collect()))
        .chain(each(Facet::Provider, vec![listed.provider_id.to_string()]))
        .collect()
}

/// The entry of an offering in the directories that list it now.
pub(super) fn listing(
    offering: &Offering,
    provider: &ProviderFacts,
    catalogue: &Catalogue,
    listed_in: &[(DirectoryId, Entitlement)],
    now: Timestamp,
) -> Option<Listing> {
    let (_, entitled) = listed_in.first()?;
    let support = &offering.support;
    let listed = ListedSupport::of(offering, provider, entitled, catalogue, now);
    let mut entry = Listing::new(offering.id.uuid(), listed.name.clone());
    entry.directories = listed_in.iter().map(|(directory, _)| directory.uuid()).collect();
    entry.place = listed.place.as_ref().and_then(|place| Point::new(place.latitude, place.longitude));
    entry.reach = listed.area.as_ref().and_then(reach);
    entry.facets = facets(&listed, support, provider, catalogue, now);
    entry.hours = listed.hours.as_ref().map(|hours| hours_to_search(hours, listed.bank_holidays_of));
    entry.listed_until = listed_in.iter().filter_map(|(_, entitled)| entitled.until).min();
    let place = listed.place.as_ref();
    let place_text = place.map_or_else(String::new, |place| format!("{} {}", place.name, place.town));
    entry.text = [listed.summary.as_str(), &listed.provider, &place_text].join(" ");
    entry.text_cy = [
        listed.name_cy.as_deref().unwrap_or_default(),
        listed.summary_cy.as_deref().unwrap_or_default(),
        place.and_then(|place| place.name_cy.as_deref()).unwrap_or_default(),
    ]
    .join(" ");
    entry.body = listed.in_lists();
    entry.detail = serde_json::to_vec(&listed).unwrap_or_default();
    Some(entry)
}
