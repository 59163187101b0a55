//! A framework as versioned data: what a definition says once it was read and found right.

use super::agreement::AgreementText;
use super::declaration::AskedDeclaration;
use super::questions::Question;
use super::state::State;
use crate::kernel::time::start_of;
use crate::offerings::Channel;
use crate::values::{Key, Line, Name, Prose, Slug};
use crate::{Day, Timestamp, words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One version of a framework's definition. Never changed once loaded: a change is a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FrameworkDefinition)]
pub struct Definition {
    /// Its number, from 1.
    pub version: u32,
    /// The framework's name in addresses: `focs`.
    pub slug: Slug,
    /// Its name in English.
    pub name: Name,
    /// Its name in Welsh.
    pub name_cy: Name,
    /// The authority's own number for it, where it has one.
    pub reference: Option<Line>,
    /// What it is for, in English.
    pub summary: Prose,
    /// What it is for, in Welsh.
    pub summary_cy: Prose,
    /// The body that runs it, by the slug of its entry.
    pub authority: Slug,
    /// The kind of agreement in law.
    pub instrument: Instrument,
    /// The law under which it was let: `PA2023`, `PCR2015` (rule 14: data, not a constant).
    pub regime: Line,
    /// Why its lots are only illustrative, where they are.
    pub illustrative: Option<Line>,
    /// Whether newcomers may apply while it runs.
    pub admits_while_live: bool,
    /// How departments may buy from it.
    pub calls_off_by: Vec<CallOff>,
    /// What it was thought to be worth over its life, in pence.
    pub estimated_value_pence: Option<i64>,
    /// What in this definition is a reading of ours rather than on record, by path.
    pub uncertain: Vec<Line>,
    /// Where the facts are from.
    pub sources: Vec<Line>,
    /// When it moves on.
    pub dates: Dates,
    /// When newcomers apply while it runs.
    pub reopenings: Vec<Window>,
    /// How it ended, where that is part of the record rather than of the calendar.
    pub outcome: Option<Outcome>,
    /// Who was on it before Signpost kept records.
    pub past_suppliers: Vec<PastSupplier>,
    /// The agreement that providers sign, where this version has its text.
    #[serde(default)]
    pub agreement: Option<AgreementText>,
    /// What a provider declares once, whatever the lots that it applies to.
    #[serde(default)]
    pub declaration: Option<AskedDeclaration>,
    /// Its lots, by number.
    pub lots: Vec<Lot>,
}

words! {
    /// The kind of agreement in law: it says whether newcomers are let on while it runs.
    pub enum Instrument {
        /// A closed framework: whoever is on it at the start, and nobody after.
        Framework = "framework",
        /// An open framework: opened again at set times (Procurement Act 2023, section 49).
        OpenFramework = "open_framework",
        /// A dynamic market: open to newcomers for as long as it runs (Procurement Act 2023, section 34).
        DynamicMarket = "dynamic_market",
    }
}

words! {
    /// A way of buying from a framework.
    pub enum CallOff {
        /// Straight from one provider.
        DirectAward = "direct_award",
        /// By inviting offers from the providers on a lot.
        FurtherCompetition = "further_competition",
    }
}

/// The instants at which a framework moves on. What is not known, or not yet set, is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Dates {
    /// First applications are taken from here.
    pub opens: Option<Timestamp>,
    /// First applications are taken until here.
    pub closes: Option<Timestamp>,
    /// What was decided is announced.
    pub standstill_starts: Option<Timestamp>,
    /// The last day for a challenge is over.
    pub standstill_ends: Option<Timestamp>,
    /// Departments may buy from here.
    pub starts: Option<Timestamp>,
    /// Departments may buy until here.
    pub expires: Option<Timestamp>,
}

/// A half-open time: from its first instant until just before its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Window {
    /// The first instant inside.
    pub opens: Timestamp,
    /// The first instant after.
    pub closes: Timestamp,
}

impl Window {
    /// Whether an instant lies inside.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.opens <= now && now < self.closes
    }
}

/// How a framework ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FrameworkOutcome)]
pub struct Outcome {
    /// Expired, unsuccessful or cancelled.
    #[schema(inline)]
    pub state: State,
    /// From which day. `None`: from when the calendar says, or it has ended on a day that is not known.
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Day>,
    /// What is known of it.
    pub note: Prose,
}

/// Who held a place before Signpost kept records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PastSupplier {
    /// By name: there is no entry.
    pub name: Name,
    /// What it was, in a word.
    pub kind: Key,
    /// On which lots, by number.
    pub lots: Vec<u32>,
}

/// One lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Lot {
    /// Its number in the framework.
    pub number: u32,
    /// Its name in addresses: `in-person`.
    pub slug: Slug,
    /// Its title in English.
    pub title: Line,
    /// Its title in Welsh.
    pub title_cy: Line,
    /// What it is for, in English.
    pub summary: Prose,
    /// What it is for, in Welsh.
    pub summary_cy: Prose,
    /// The channels of support that are bought through it. None: it is for something else.
    pub covers: Vec<Channel>,
    /// What bounds applications and call-offs.
    pub limits: Limits,
    /// What it asks of providers.
    pub questions: Vec<Question>,
}

impl Lot {
    /// Whether support by a channel is bought through this lot.
    #[must_use]
    pub fn covers(&self, channel: Channel) -> bool {
        self.covers.contains(&channel)
    }
}

/// What bounds applications and call-offs. What is left out has no limit here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Limits {
    /// The most partners that an application may name.
    pub max_partners: Option<u32>,
    /// The most places that one provider may list.
    pub max_places: Option<u32>,
    /// The longest call-off, in months.
    pub max_call_off_months: Option<u32>,
    /// The largest direct award, in pence.
    pub direct_award_max_pence: Option<i64>,
    /// For what prices are: `session`, `call`.
    pub price_unit: Option<Key>,
    /// The highest price for one, in pence.
    pub price_ceiling_pence: Option<i64>,
}

impl Definition {
    /// The lot with a slug.
    #[must_use]
    pub fn lot(&self, slug: &Slug) -> Option<&Lot> {
        self.lots.iter().find(|lot| lot.slug == *slug)
    }

    /// Whether an outcome has come: on its day, else when the time of the framework is over.
    #[must_use]
    pub fn has_ended_by(&self, outcome: &Outcome, now: Timestamp) -> bool {
        let from = outcome.on.map(start_of).or(self.dates.expires);
        from.is_none_or(|from| from <= now)
    }

    /// Where the calendar alone puts the framework.
    #[must_use]
    pub fn scheduled_at(&self, now: Timestamp) -> State {
        let passed = |instant: Option<Timestamp>| instant.is_some_and(|instant| instant <= now);
        let Dates { opens, closes, standstill_starts, starts, expires, .. } = self.dates;
        if passed(expires) {
            State::Expired
        } else if passed(starts) {
            State::Live
        } else if passed(standstill_starts) {
            State::Standstill
        } else if passed(closes) {
            State::Evaluating
        } else if passed(opens) {
            State::Open
        } else {
            State::Coming
        }
    }
}
