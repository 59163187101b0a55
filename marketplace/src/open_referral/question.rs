//! Asking the feed: from raw parameters to a question, or every parameter that is not understood.

use crate::directories::BadParameter;
use crate::reference::Reference;
use domain::{Day, Timestamp};
use finder::Point;
use finder::postcodes::Unresolved;
use finder::words::{self, Asked};
use std::num::NonZeroUsize;
use uuid::Uuid;

/// Records on a page when nobody says how many.
const ON_A_PAGE: usize = 50;
/// The most records on a page. Whoever wants all of them asks for `ndjson`.
const MOST_ON_A_PAGE: usize = 1_000;
/// The furthest that is looked, in metres: the country is not longer.
const FURTHEST_METRES: f64 = 1_500_000.0;
/// The most words, and the most terms, that are asked for at once.
const MOST_VALUES: usize = 16;

/// Where someone is who asks for what serves them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Near {
    pub(super) point: Option<Point>,
    pub(super) authority: Option<String>,
}

/// What is asked of the feed. All conditions hold together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Question {
    /// Which page, from 1.
    pub page: usize,
    /// Records on a page. `None`: all on one.
    pub per_page: Option<NonZeroUsize>,
    /// One record a line, without pages.
    pub as_lines: bool,
    /// Only identifiers and when each changed.
    pub minimal: bool,
    /// With everything that belongs to each record.
    pub full: bool,
    /// Organizations with their services in full.
    pub full_service: bool,
    /// Only terms at the top.
    pub top_only: bool,
    pub(super) words: Vec<Asked>,
    pub(super) terms: Vec<Uuid>,
    pub(super) taxonomies: Vec<Uuid>,
    pub(super) organization: Option<Uuid>,
    pub(super) parent: Option<Uuid>,
    pub(super) modified_after: Option<Timestamp>,
    pub(super) near: Option<Near>,
    pub(super) within_km: Option<f64>,
}

impl Question {
    /// What lists of services are asked by.
    pub const OF_SERVICES: &'static [&'static str] = &[
        "search",
        "taxonomy_term_id",
        "taxonomy_id",
        "organization_id",
        "modified_after",
        "postcode",
        "proximity",
        "minimal",
        "full",
        "page",
        "per_page",
        "perPage",
        "format",
    ];
    /// What lists of services at locations are asked by.
    pub const OF_PLACES: &'static [&'static str] = &[
        "search",
        "taxonomy_term_id",
        "taxonomy_id",
        "organization_id",
        "modified_after",
        "postcode",
        "proximity",
        "full",
        "page",
        "per_page",
        "perPage",
        "format",
    ];
    /// What lists of organizations are asked by.
    pub const OF_ORGANIZATIONS: &'static [&'static str] =
        &["search", "full", "full_service", "page", "per_page", "perPage", "format"];
    /// What one organization is asked by.
    pub const OF_ONE_ORGANIZATION: &'static [&'static str] = &["full_service"];
    /// What lists of taxonomies are asked by.
    pub const OF_TAXONOMIES: &'static [&'static str] = &["search", "page", "per_page", "perPage", "format"];
    /// What lists of terms are asked by.
    pub const OF_TERMS: &'static [&'static str] =
        &["search", "taxonomy_id", "parent_id", "top_only", "page", "per_page", "perPage", "format"];

    /// Understands parameters; those without a value are left out, as forms send them.
    ///
    /// # Errors
    /// Every parameter that is not taken here, given twice or not what it must be.
    pub fn read(
        parameters: &[(String, String)],
        takes: &'static [&'static str],
        reference: &Reference,
    ) -> Result<Self, Vec<BadParameter>> {
        let mut reader = Reader {
            takes,
            reference,
            question: Self::default(),
            per_page: None,
            seen: vec![],
            wrong: vec![],
        };
        for (name, value) in parameters {
            reader.take(name, value.trim());
        }
        reader.finish()
    }

    /// Whether a record or term with these words is meant.
    pub(super) fn is_meant_by_words(&self, has: impl Fn(&Asked) -> bool) -> bool {
        self.words.iter().all(has)
    }
}

struct Reader<'r> {
    takes: &'static [&'static str],
    reference: &'r Reference,
    question: Question,
    per_page: Option<NonZeroUsize>,
    seen: Vec<&'r str>,
    wrong: Vec<BadParameter>,
}

impl<'r> Reader<'r> {
    fn refuse(&mut self, name: &str, given: &str, code: &'static str, detail: impl Into<String>) {
        let short = |text: &str| text.chars().take(100).collect::<String>();
        let (name, given) = (short(name), short(given));
        self.wrong.push(BadParameter { name, code, detail: detail.into(), given, choices: vec![] });
    }

    fn take(&mut self, name: &'r str, value: &str) {
        if !self.takes.contains(&name) {
            let detail = match self.takes {
                [] => "Ask for one record without parameters".to_owned(),
                takes => format!("Ask here by: {}", takes.join(", ")),
            };
            return self.refuse(name, value, "unknown_parameter", detail);
        }
        if value.is_empty() {
            return;
        }
        // The standard says `per_page`, validators send `perPage`: one parameter.
        let one = if name == "perPage" { "per_page" } else { name };
        let may_repeat = matches!(name, "taxonomy_term_id" | "taxonomy_id");
        if self.seen.contains(&one) && !may_repeat {
            return self.refuse(name, value, "given_twice", "Give this once");
        }
        self.seen.push(one);
        match one {
            "search" => self.search(value),
            "taxonomy_term_id" => self.many(name, value, |question| &mut question.terms),
            "taxonomy_id" => self.many(name, value, |question| &mut question.taxonomies),
            "organization_id" => self.question.organization = self.identifier(name, value),
            "parent_id" => self.question.parent = self.identifier(name, value),
            "modified_after" => self.modified_after(value),
            "postcode" => self.postcode(value),
            "proximity" => self.proximity(value),
            "minimal" => self.question.minimal = self.truth(name, value),
            "full" => self.question.full = self.truth(name, value),
            "full_service" => self.question.full_service = self.truth(name, value),
            "top_only" => self.question.top_only = self.truth(name, value),
            "page" => self.page(value),
            "per_page" => self.per_page(name, value),
            _ => self.format(value),
        }
    }

    fn search(&mut self, value: &str) {
        let words = words::asked(value);
        if value.chars().count() > 200 || words.len() > MOST_VALUES {
            let detail = format!("Search for at most {MOST_VALUES} words and 200 characters");
            return self.refuse("search", value, "too_long", detail);
        }
        self.question.words = words;
    }

    fn identifier(&mut self, name: &str, value: &str) -> Option<Uuid> {
        // Only the hyphenated form, as everywhere.
        let id = Uuid::try_parse(value).ok().filter(|_| value.len() == 36);
        if id.is_none() {
            let detail = "Give an identifier as the feed shows it: a UUID such as \
                          0190163d-8694-739b-aea5-966c26f8ad91";
            self.refuse(name, value, "invalid_identifier", detail);
        }
        id
    }

    fn many(&mut self, name: &str, value: &str, of: impl Fn(&mut Question) -> &mut Vec<Uuid>) {
        let Some(id) = self.identifier(name, value) else { return };
        let ids = of(&mut self.question);
        if ids.len() < MOST_VALUES {
            ids.push(id);
        } else {
            self.refuse(name, value, "too_many", format!("Give at most {MOST_VALUES}"));
        }
    }

    fn modified_after(&mut self, value: &str) {
        // A plus sign that was not escaped arrives as a space.
        let restored = value.rsplit_once(' ').map(|(time, offset)| format!("{time}+{offset}"));
        let instant = |text: &str| text.parse::<Timestamp>().ok();
        let in_utc = |civil: jiff::civil::DateTime| civil.to_zoned(jiff::tz::TimeZone::UTC).ok();
        let without_offset = || in_utc(value.parse::<jiff::civil::DateTime>().ok()?).map(|at| at.timestamp());
        let day = || in_utc(value.parse::<Day>().ok()?.at(0, 0, 0, 0)).map(|at| at.timestamp());
        let found =
            instant(value).or_else(|| instant(restored.as_deref()?)).or_else(without_offset).or_else(day);
        match found {
            Some(instant) => self.question.modified_after = Some(instant),
            None => {
                let detail = "Give a date such as 2026-11-22, or a time such as 2026-11-22T09:30:00Z; without an \
                              offset it is UTC";
                self.refuse("modified_after", value, "invalid_time", detail);
            }
        }
    }

    fn postcode(&mut self, value: &str) {
        let resolved = match self.reference.postcodes() {
            Some(postcodes) => postcodes.resolve(value),
            None => Err(Unresolved::NotAPostcode),
        };
        let reason = match resolved {
            Ok(place) => {
                let authority = Some(place.authority.to_owned());
                self.question.near = Some(Near { point: Some(place.point), authority });
                return;
            }
            Err(Unresolved::Forces) => {
                self.question.near = Some(Near { point: None, authority: None });
                return;
            }
            Err(reason) => reason,
        };
        let code = match reason {
            Unresolved::NotInUse(_) | Unresolved::NoSuchOutcode(_) => "postcode_not_in_use",
            Unresolved::CrownDependency(_) => "not_in_the_united_kingdom",
            _ => "invalid_postcode",
        };
        let what_to_do = "Give a postcode of the United Kingdom, such as LS1 4AP, or its first half";
        self.refuse("postcode", value, code, format!("{what_to_do}: {reason}"));
    }

    fn proximity(&mut self, value: &str) {
        match value.parse::<f64>().ok().filter(|metres| (1.0..=FURTHEST_METRES).contains(metres)) {
            Some(metres) => self.question.within_km = Some(metres / 1_000.0),
            None => {
                let detail = "Give metres, from 1 to 1500000";
                self.refuse("proximity", value, "invalid_distance", detail);
            }
        }
    }

    fn truth(&mut self, name: &str, value: &str) -> bool {
        match value {
            "true" | "True" => return true,
            "false" | "False" => {}
            _ => self.refuse(name, value, "not_true_or_false", "Give true or false"),
        }
        false
    }

    fn page(&mut self, value: &str) {
        match value.parse::<u32>().ok().and_then(|page| usize::try_from(page).ok()).filter(|page| *page > 0) {
            Some(page) => self.question.page = page,
            None => self.refuse("page", value, "invalid_page", "Give the number of a page, from 1"),
        }
    }

    fn per_page(&mut self, name: &str, value: &str) {
        self.per_page =
            value.parse::<NonZeroUsize>().ok().filter(|per_page| per_page.get() <= MOST_ON_A_PAGE);
        if self.per_page.is_none() {
            let detail = format!(
                "Ask for 1 to {MOST_ON_A_PAGE} records on a page, or for all of them with format=ndjson"
            );
            self.refuse(name, value, "invalid_per_page", detail);
        }
    }

    fn format(&mut self, value: &str) {
        match value {
            "json" => {}
            "ndjson" => self.question.as_lines = true,
            _ => self.refuse("format", value, "unknown_value", "Ask for json or ndjson"),
        }
    }

    fn finish(mut self) -> Result<Question, Vec<BadParameter>> {
        let names_near = self.seen.contains(&"postcode");
        if self.question.within_km.is_some() && !names_near {
            let detail = "A distance needs somewhere to be near: give “postcode” as well";
            self.refuse("proximity", "", "needs_postcode", detail);
        }
        let nowhere = self.question.near.as_ref().is_some_and(|near| near.point.is_none());
        if self.question.within_km.is_some() && nowhere {
            let detail = "A forces postcode says not where it is: leave out “proximity”, and find what serves \
                          people everywhere";
            self.refuse("proximity", "", "no_position", detail);
        }
        if self.question.minimal && self.question.full {
            let detail = "Ask for “minimal” or for “full”, not for both";
            self.refuse("minimal", "true", "contradiction", detail);
        }
        let question = &mut self.question;
        question.page = question.page.max(1);
        // The standard wants all of the minimal records on one page, unless someone says otherwise.
        let all_on_one = question.as_lines || (question.minimal && self.per_page.is_none());
        let per_page = self.per_page.or(NonZeroUsize::new(ON_A_PAGE));
        question.per_page = if all_on_one { None } else { per_page };
        if question.per_page.is_none() {
            question.page = 1;
        }
        if self.wrong.is_empty() { Ok(self.question) } else { Err(self.wrong) }
    }
}
