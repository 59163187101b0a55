//! Asking a directory: from raw parameters to a question that the engine answers, or every parameter
//! that is not understood. The API and the pages ask by the same words.

use super::Shelf;
use super::listing::{CAPABILITIES, FOR_EVERYONE, FOR_SOME, NO_COST};
use super::near;
use crate::reference::{Named, Reference};
use domain::kernel::time::london;
use domain::offerings::{Channel, CostKind};
use domain::values::Slug;
use domain::{DirectoryId, OrganisationId, Timestamp};
use finder::{Cursor, Facet, Filter, MOST_WORDS, Origin, Point, Query};

/// A parameter that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadParameter {
    /// Its name, as it was given.
    pub name: String,
    /// A stable code.
    pub code: &'static str,
    /// What is wrong, and what to do.
    pub detail: String,
    /// What was given.
    pub given: String,
    /// The places of which one is meant, where a name stands for several.
    pub choices: Vec<Named>,
}

/// Where the person who asks is, as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundOrigin {
    /// The postcode, or the part of one, in its usual spelling.
    pub postcode: Option<String>,
    /// The town or the local authority, where it was given by name.
    pub named: Option<Named>,
    /// The position. `None`: it has none (forces post, anywhere).
    pub point: Option<Point>,
    /// How exactly it was found: `point`, `postcode`, `sector`, `outcode`, `town`, `authority` or `elsewhere`.
    pub precision: &'static str,
}

/// A question to a directory, as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// The question.
    pub query: Query,
    /// Where the person is, when they said.
    pub origin: Option<FoundOrigin>,
    /// Whether the answer depends on the minute at which it is asked.
    pub asks_about_now: bool,
}

/// The most listings on a page.
pub const MOST_ON_A_PAGE: usize = 100;
/// The widest radius, in kilometres: the country is not longer.
const WIDEST_KM: f64 = 1_500.0;
/// A point further than so many kilometres from any postcode is not in the United Kingdom.
const FAR_FROM_ANY_POSTCODE_KM: f64 = 60.0;
/// Whom offerings are for.
const ELIGIBILITY: [&str; 2] = [FOR_EVERYONE, FOR_SOME];
/// Values of one kind that may be asked for at once.
const MOST_VALUES: usize = 20;

/// Reads parameters one by one and remembers what was wrong with each.
struct Reader<'r> {
    reference: &'r Reference,
    shelf: &'r Shelf,
    search: Search,
    seen: Vec<&'r str>,
    wrong: Vec<BadParameter>,
}

impl Search {
    /// What a directory is asked by.
    pub const PARAMETERS: [&'static str; 17] = [
        "near",
        "within_km",
        "channel",
        "language",
        "facility",
        "service",
        "cluster",
        "cost",
        "capability",
        "eligibility",
        "provider",
        "lot",
        "open_at",
        "closed_at",
        "q",
        "limit",
        "after",
    ];

    /// Understands the parameters of a question. Parameters without a value are left out, as forms send
    /// them; `channel`, `language` and the other kinds may be repeated, and then any of the values will do.
    ///
    /// # Errors
    /// Every parameter that is unknown, given twice or not what it must be.
    pub fn read(
        parameters: &[(String, String)],
        directory: DirectoryId,
        shelf: &Shelf,
        reference: &Reference,
        now: Timestamp,
    ) -> Result<Self, Vec<BadParameter>> {
        let mut query = Query::new(directory.uuid(), now);
        query.count = vec![Facet::Channel, Facet::Language, Facet::Facility, Facet::Service];
        let search = Self { query, origin: None, asks_about_now: false };
        let mut reader = Reader { reference, shelf, search, seen: vec![], wrong: vec![] };
        for (name, value) in parameters {
            reader.take(name, value.trim());
        }
        reader.finish()
    }

    /// The values that were asked for of one kind.
    #[must_use]
    pub fn chosen(&self, facet: Facet) -> &[String] {
        let filter = self.query.filters.iter().find(|filter| filter.facet == facet);
        filter.map_or(&[], |filter| filter.any_of.as_slice())
    }
}

impl<'r> Reader<'r> {
    fn refuse(&mut self, name: &str, given: &str, code: &'static str, detail: impl Into<String>) {
        let short = |text: &str| text.chars().take(100).collect::<String>();
        let (name, given) = (short(name), short(given));
        self.wrong.push(BadParameter { name, code, detail: detail.into(), given, choices: vec![] });
    }

    fn take(&mut self, name: &'r str, value: &str) {
        if !Search::PARAMETERS.contains(&name) {
            let detail = format!("Directories are asked by: {}", Search::PARAMETERS.join(", "));
            return self.refuse(name, value, "unknown_parameter", detail);
        }
        if value.is_empty() {
            return;
        }
        if let Some(facet) = Facet::parse(name) {
            return self.filter(facet, name, value);
        }
        if self.seen.contains(&name) {
            return self.refuse(name, value, "given_twice", "Give this once");
        }
        self.seen.push(name);
        match name {
            "near" => self.near(value),
            "within_km" => self.within_km(value),
            "open_at" => self.search.query.open_at = self.instant(name, value),
            "closed_at" => self.search.query.closed_at = self.instant(name, value),
            "q" => self.text(value),
            "limit" => self.limit(value),
            _ => match value.parse::<Cursor>() {
                Ok(cursor) => self.search.query.after = Some(cursor),
                Err(reason) => self.refuse(name, value, "invalid_cursor", reason.to_string()),
            },
        }
    }

    fn filter(&mut self, facet: Facet, name: &str, value: &str) {
        let unknown = |what: &str| format!("“{}” is not {what}", value.chars().take(60).collect::<String>());
        let wrong = match facet {
            Facet::Channel => value.parse::<Channel>().err().map(|reason| reason.to_string()),
            Facet::Cost if value == NO_COST => None,
            Facet::Cost => value.parse::<CostKind>().err().map(|reason| reason.to_string()),
            Facet::Language => {
                let known = value.parse().is_ok_and(|code| self.reference.language(&code).is_some());
                (!known).then(|| unknown("the code of a language that Signpost knows"))
            }
            Facet::Facility => {
                let known = value.parse().is_ok_and(|code| self.reference.facility(&code).is_some());
                (!known).then(|| unknown("the code of a facility that Signpost knows"))
            }
            Facet::Service => {
                self.shelf.service(value).is_none().then(|| unknown("the short name of a service"))
            }
            Facet::Cluster => {
                self.shelf.cluster(value).is_none().then(|| unknown("the short name of a cluster"))
            }
            Facet::Eligibility => {
                (!ELIGIBILITY.contains(&value)).then(|| unknown(&format!("{FOR_EVERYONE} or {FOR_SOME}")))
            }
            Facet::Provider => {
                value.parse::<OrganisationId>().err().map(|_| unknown("the identifier of a provider"))
            }
            Facet::Lot => {
                (!is_a_lot(value)).then(|| unknown("a framework and the number of a lot, as focs/1"))
            }
            Facet::Capability => {
                let known = CAPABILITIES.join(", ");
                (!CAPABILITIES.contains(&value)).then(|| unknown(&format!("one of {known}")))
            }
        };
        if let Some(detail) = wrong {
            return self.refuse(name, value, "unknown_value", detail);
        }
        let filters = &mut self.search.query.filters;
        match filters.iter_mut().find(|filter| filter.facet == facet) {
            None => filters.push(Filter::new(facet, value)),
            Some(filter) if filter.any_of.iter().any(|given| given == value) => {}
            Some(filter) if filter.any_of.len() < MOST_VALUES => filter.any_of.push(value.to_owned()),
            Some(_) => self.refuse(name, value, "too_many", format!("Give at most {MOST_VALUES} values")),
        }
    }

    fn near(&mut self, value: &str) {
        // A comma stands between degrees, and between a town and its county.
        match value.split_once(',').filter(|(first, _)| !first.contains(' ') && !is_a_word(first)) {
            Some((latitude, longitude)) => self.near_point(value, latitude, longitude),
            None => self.near_written(value),
        }
    }

    fn near_point(&mut self, value: &str, latitude: &str, longitude: &str) {
        let degrees = |text: &str| text.trim().parse::<f64>().ok();
        let point =
            degrees(latitude).zip(degrees(longitude)).and_then(|(north, east)| Point::new(north, east));
        let Some(point) = point else {
            let detail = "Give a postcode such as LS1 4AP, or degrees north and east such as 53.7965,-1.5478";
            return self.refuse("near", value, "invalid_near", detail);
        };
        let nearest = self.reference.postcodes().and_then(|postcodes| postcodes.nearest(point));
        match nearest.filter(|nearest| nearest.km <= FAR_FROM_ANY_POSTCODE_KM) {
            Some(nearest) => {
                let authority = Some(nearest.authority.to_owned());
                self.search.query.origin = Origin::At { point, authority };
                self.search.origin =
                    Some(FoundOrigin { postcode: None, named: None, point: Some(point), precision: "point" });
            }
            None => {
                self.refuse("near", value, "not_in_the_united_kingdom", "Give a point in the United Kingdom");
            }
        }
    }

    fn near_written(&mut self, value: &str) {
        match near::understood(self.reference, value) {
            Ok((origin, found)) => {
                self.search.query.origin = origin;
                self.search.origin = Some(found);
            }
            Err(reason) => {
                self.refuse("near", value, reason.code, reason.detail);
                self.wrong.last_mut().into_iter().for_each(|wrong| wrong.choices.clone_from(&reason.choices));
            }
        }
    }

    fn within_km(&mut self, value: &str) {
        match value.parse::<f64>().ok().filter(|km| (0.1..=WIDEST_KM).contains(km)) {
            Some(km) => self.search.query.within_km = Some(km),
            None => self.refuse("within_km", value, "invalid_distance", "Give kilometres, from 0.1 to 1500"),
        }
    }

    fn instant(&mut self, name: &str, value: &str) -> Option<Timestamp> {
        let civil = || value.parse::<jiff::civil::DateTime>().ok()?.to_zoned(london()).ok();
        let instant = match value {
            "now" => {
                self.search.asks_about_now = true;
                Some(self.search.query.now)
            }
            _ => value.parse::<Timestamp>().ok().or_else(|| civil().map(|zoned| zoned.timestamp())),
        };
        if instant.is_none() {
            let detail = "Give a time in London such as 2026-11-24T10:30, one with an offset, or “now”";
            self.refuse(name, value, "invalid_time", detail);
        }
        instant
    }

    fn text(&mut self, value: &str) {
        if value.chars().count() > 200 || value.split_whitespace().count() > MOST_WORDS {
            let detail = format!("Look for at most {MOST_WORDS} words and 200 characters");
            return self.refuse("q", value, "too_long", detail);
        }
        self.search.query.text = Some(value.to_owned());
    }

    fn limit(&mut self, value: &str) {
        match value.parse::<usize>().ok().filter(|limit| (1..=MOST_ON_A_PAGE).contains(limit)) {
            Some(limit) => self.search.query.limit = limit,
            None => {
                let detail = format!("Ask for 1 to {MOST_ON_A_PAGE} listings at a time");
                self.refuse("limit", value, "invalid_limit", detail);
            }
        }
    }

    fn finish(mut self) -> Result<Search, Vec<BadParameter>> {
        let Query { within_km, origin, .. } = &self.search.query;
        let near_is_wrong = self.wrong.iter().any(|wrong| wrong.name == "near");
        if within_km.is_some() && *origin == Origin::Unstated && !near_is_wrong {
            self.refuse(
                "within_km",
                "",
                "needs_near",
                "A distance needs somewhere to be near: give “near” as well",
            );
        }
        if self.wrong.is_empty() { Ok(self.search) } else { Err(self.wrong) }
    }
}

/// Letters, rather than a number.
fn is_a_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.parse::<f64>().is_err()
}

/// A framework's short name and the number of one of its lots.
fn is_a_lot(value: &str) -> bool {
    let is_number = |lot: &str| !lot.is_empty() && lot.len() <= 20 && lot.chars().all(char::is_alphanumeric);
    value.split_once('/').is_some_and(|(framework, lot)| framework.parse::<Slug>().is_ok() && is_number(lot))
}
