//! Suspensions: a provider is heard first, unless people are at risk (rule 8).

use crate::kernel::time::{day_of, start_of};
use crate::values::Prose;
use crate::{Day, FieldErrors, Fields, Timestamp, words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

words! {
    /// The words for [`Grounds`], as a form or a program gives them.
    pub enum GroundsWord {
        /// People are at risk.
        Urgent = "urgent",
        /// The provider was heard.
        Heard = "heard",
    }
}

/// On which grounds a provider can be suspended: people are at risk, or it was heard first (rule 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "grounds", rename_all = "snake_case")]
pub enum Grounds {
    /// People are at risk: at once.
    Urgent,
    /// The provider could say its side.
    Heard {
        /// On which day.
        #[schema(value_type = String, format = Date)]
        heard_on: Day,
    },
}

/// Suspends a place on a lot, or a quality mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspend {
    /// Why.
    pub reason: Prose,
    /// On which grounds.
    pub grounds: Grounds,
    /// The first day back. `None`: until someone decides.
    pub until: Option<Day>,
}

/// See [`Suspend`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendDraft {
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// `urgent` or `heard`.
    #[serde(default)]
    pub grounds: String,
    /// Where it was heard: on which day, as `2027-01-31`.
    pub heard_on: Option<String>,
    /// The first day back, as `2027-01-31`. Left out: until someone decides.
    pub until: Option<String>,
}

impl SuspendDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a hearing that is missing or still to come; an end that is
    /// not after today.
    pub fn parse(self, now: Timestamp) -> Result<Suspend, FieldErrors> {
        let mut fields = Fields::new();
        let today = day_of(now);
        let reason = fields.parse("/reason", &self.reason);
        let grounds = grounds(&mut fields, &self.grounds, self.heard_on.as_deref(), today);
        let until = fields.optional_day("/until", self.until.as_deref());
        if until.flatten().is_some_and(|day| day <= today) {
            fields.refuse("/until", "in_the_past", "A suspension ends after today");
        }
        fields.finish(|| Some(Suspend { reason: reason?, grounds: grounds?, until: until? }))
    }
}

/// Takes a quality mark away for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoke {
    /// Why.
    pub reason: Prose,
    /// On which grounds.
    pub grounds: Grounds,
}

/// See [`Revoke`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeDraft {
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// `urgent` or `heard`.
    #[serde(default)]
    pub grounds: String,
    /// Where it was heard: on which day, as `2027-01-31`.
    pub heard_on: Option<String>,
}

impl RevokeDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a hearing that is missing or still to come.
    pub fn parse(self, now: Timestamp) -> Result<Revoke, FieldErrors> {
        let mut fields = Fields::new();
        let reason = fields.parse("/reason", &self.reason);
        let grounds = grounds(&mut fields, &self.grounds, self.heard_on.as_deref(), day_of(now));
        fields.finish(|| Some(Revoke { reason: reason?, grounds: grounds? }))
    }
}

fn grounds(fields: &mut Fields, word: &str, heard_on: Option<&str>, today: Day) -> Option<Grounds> {
    let word = fields.parse::<GroundsWord>("/grounds", word);
    let heard_on = fields.optional_day("/heard_on", heard_on)?;
    match (word?, heard_on) {
        (GroundsWord::Urgent, _) => Some(Grounds::Urgent),
        (GroundsWord::Heard, Some(heard_on)) if heard_on <= today => Some(Grounds::Heard { heard_on }),
        (GroundsWord::Heard, Some(_)) => {
            fields.refuse("/heard_on", "in_the_future", "Hear the provider first, then suspend it");
            None
        }
        (GroundsWord::Heard, None) => {
            fields.refuse("/heard_on", "required", "Give the day on which the provider was heard");
            None
        }
    }
}

/// A time for which a place on a lot, or a quality mark, does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CaseSuspension)]
pub struct Suspension {
    /// Why.
    pub reason: Prose,
    /// On which grounds it could be done.
    pub grounds: Grounds,
    /// Since when.
    pub since: Timestamp,
    /// The first day on which it counts again. `None`: until someone decides.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

impl Suspend {
    /// The record of this suspension, begun now.
    #[must_use]
    pub fn begun(self, now: Timestamp) -> Suspension {
        let Self { reason, grounds, until } = self;
        Suspension { reason, grounds, since: now, until, ended_at: None }
    }
}

impl Suspension {
    /// Whether its end has come: the first instant of its last day in London.
    #[must_use]
    pub fn is_over_by(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|day| start_of(day) <= now)
    }
}
