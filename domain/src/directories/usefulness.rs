//! Whether people found help: counts by page and day, and nothing about the people (rule 13).

use crate::{Day, Refusal, RefusalKind};
use jiff::SignedDuration;

crate::words! {
    /// Where people are asked whether they found help.
    pub enum AskedOn {
        /// What a search found.
        Results = "results",
        /// One entry.
        Entry = "entry",
    }
}

crate::words! {
    /// What they answer.
    pub enum FoundHelp {
        /// They found it.
        Yes = "yes",
        /// They did not.
        No = "no",
    }
}

/// One answer, as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HelpAnswer {
    /// Where it was given.
    pub on: AskedOn,
    /// What it says.
    pub found: FoundHelp,
}

/// How many gave an answer, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswersCounted {
    /// The day, in London.
    pub day: Day,
    /// The answer.
    pub answer: HelpAnswer,
    /// How many.
    pub count: i64,
}

/// Within this time one network address may answer so often: a library's readers share one.
pub const ANSWERS_WITHIN: SignedDuration = SignedDuration::from_hours(1);
const MOST_ANSWERS: i64 = 30;

/// Whether one more answer is counted, after so many of one sender within the time.
///
/// # Errors
/// When there were as many as are counted.
pub fn allow_answer(of_sender: i64) -> Result<(), CannotAnswer> {
    if of_sender < MOST_ANSWERS { Ok(()) } else { Err(CannotAnswer::TooOften) }
}

/// Why an answer is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotAnswer {
    /// Too many came from one network address.
    #[error("Too many answers came from your network address. Yours was not counted: try again in an hour")]
    TooOften,
}

impl Refusal for CannotAnswer {
    fn code(&self) -> &'static str {
        "too_many_answers"
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::TooOften { seconds: u32::try_from(ANSWERS_WITHIN.as_secs()).unwrap_or(u32::MAX) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_address_answers_only_so_often() {
        assert_eq!(allow_answer(29), Ok(()));
        assert_eq!(allow_answer(30), Err(CannotAnswer::TooOften));
        assert_eq!(CannotAnswer::TooOften.kind(), RefusalKind::TooOften { seconds: 3600 });
    }
}
