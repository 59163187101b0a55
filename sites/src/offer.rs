//! What lists and entries both say of a listing.

use crate::hours::{OpenNow, open_now};
use crate::site::Site;
use domain::OfferingId;
use domain::offerings::{Area, Channel};
use domain::values::LanguageCode;
use finder::Point;
use marketplace::directories::ListedSupport;
use std::collections::BTreeSet;
use ui::args;

/// One listing of a list.
pub(crate) struct Item {
    /// Its place in the list, from 1.
    pub number: usize,
    pub id: OfferingId,
    pub name: String,
    pub href: String,
    pub provider: String,
    pub channels: Vec<String>,
    pub distance: Option<String>,
    pub place: Option<String>,
    /// Where on the map.
    pub at: Option<Point>,
    pub phone: Option<(String, String)>,
    /// The number also where people come to: to book, or to ask.
    pub any_phone: Option<(String, String)>,
    pub open: Option<OpenNow>,
    pub booking: String,
    /// That there is no room for a while.
    pub full: Option<String>,
    pub languages: String,
    pub facilities: String,
}

impl Item {
    /// The same at a place in the list.
    pub fn numbered(self, number: usize) -> Self {
        Self { number, ..self }
    }

    /// A listing that was found. `query` is the search, for the way back.
    pub fn of(site: &Site, listed: &ListedSupport, distance_km: Option<f64>, query: &str) -> Self {
        let place = listed.place.as_ref().map(|place| {
            let name = site.best(&place.name, place.name_cy.as_deref());
            format!("{name}, {}, {} {}", place.lines.join(", "), place.town, place.postcode)
        });
        let calls = listed.channels.iter().any(|channel| *channel != Channel::InPerson);
        let any_phone = listed.phone.clone().zip(listed.phone_link.clone());
        let phone = any_phone.clone().filter(|_| calls || place.is_none());
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        let at = listed.place.as_ref().and_then(|place| Point::new(place.latitude, place.longitude));
        Self {
            number: 0,
            id: listed.id,
            at,
            name: site.best(&listed.name, listed.name_cy.as_deref()).to_owned(),
            href: format!("{}/listings/{}{query}", site.base, listed.id),
            provider: listed.provider.clone(),
            channels: channels(site, &listed.channels),
            distance: distance_km.map(|km| site.words.distance(km)),
            place,
            phone,
            any_phone,
            open: open_now(site, listed),
            booking: site.words.say_word("booking", listed.booking.word()),
            full: full(site, listed),
            languages: languages(site, &listed.languages),
            facilities: facilities(site, listed),
        }
    }
}

/// That there is no room for a while, when there is none.
pub(crate) fn full(site: &Site, listed: &ListedSupport) -> Option<String> {
    let until = listed.full_until(site.now)?;
    Some(site.words.say_with("full-until", &args! { "date" => site.words.date(until) }))
}

pub(crate) fn channels(site: &Site, channels: &BTreeSet<Channel>) -> Vec<String> {
    channels.iter().map(|channel| site.words.say_word("channel", channel.word())).collect()
}

pub(crate) fn languages(site: &Site, codes: &BTreeSet<LanguageCode>) -> String {
    let reference = site.market.reference();
    let names = codes.iter().map(|code| site.called(reference.language(code), code.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

pub(crate) fn facilities(site: &Site, listed: &ListedSupport) -> String {
    let reference = site.market.reference();
    let names = listed.facilities.iter().map(|code| site.called(reference.facility(code), code.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

/// Where help is given to people where they are.
pub(crate) fn area(site: &Site, area: &Area) -> String {
    match area {
        Area::Everywhere {} => site.words.say("area-everywhere"),
        Area::Radius { from, km, .. } => {
            let miles = (f64::from(*km) / 1.609_344).round();
            site.words.say_with("area-radius", &args! { "miles" => miles, "postcode" => from.as_str() })
        }
        Area::LocalAuthorities { codes } => {
            let reference = site.market.reference();
            let names = codes.iter().map(|code| reference.authority(code).unwrap_or(code.as_str()));
            names.collect::<Vec<_>>().join(", ")
        }
    }
}
