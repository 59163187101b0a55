//! What a lot, or a declaration, asks of a provider: typed questions, and the one check of answers to them.
//!
//! The same definition validates what comes by JSON, by form and by import, tells a form which field to
//! show, and tells an export how to write an answer down.

mod answers;
mod carried;
mod check;
mod draft;
#[cfg(test)]
mod tests;

pub use answers::{Answer, Answers, LastsUntil, Pence};
pub use carried::{Carried, NotTaken, carry_over};
pub use check::{CheckedAnswers, Partly, check, check_partly};
pub(super) use draft::parse_questions_among;
pub use draft::{OptionDraft, QuestionDraft, parse_questions};

use crate::values::{Key, Line};
use crate::words;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One question of a lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Question {
    /// Its key among all questions of the lot, or of the declaration, follow-ups included.
    pub id: Key,
    /// What is asked.
    pub question: Line,
    /// What helps to answer it.
    pub hint: Option<Line>,
    /// Whether an application is incomplete without an answer.
    pub required: bool,
    /// What kind of answer it takes.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What kind of answer a question takes, with its limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = QuestionKind)]
pub enum Kind {
    /// Text of at most so many words.
    Text {
        /// The most words.
        max_words: u32,
    },
    /// One of some options.
    Choice {
        /// The options.
        options: Vec<Choice>,
    },
    /// Several of some options.
    Choices {
        /// The options.
        options: Vec<Choice>,
        /// The fewest that may be chosen.
        min: u32,
        /// The most that may be chosen.
        max: u32,
    },
    /// A whole number.
    Number {
        /// The least, itself allowed.
        min: i64,
        /// The most, itself allowed.
        max: i64,
        /// Of what: `places`, `working_days`.
        unit: Option<Key>,
    },
    /// An amount in pence.
    Money {
        /// The least, in pence, itself allowed.
        min: i64,
        /// The most, in pence, itself allowed.
        max: i64,
        /// For what: `session`, `visit`.
        unit: Option<Key>,
    },
    /// A file.
    File {
        /// The endings allowed, in lower case.
        accepts: Vec<Key>,
        /// The largest size, in megabytes of 1,000,000 bytes.
        max_megabytes: u32,
    },
    /// The last day on which something lasts, such as an insurance: whoever answers is reminded before.
    Until,
    /// Yes or no, with what is asked further.
    YesNo {
        /// The only answer with which a provider may go on, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        must_be: Option<YesOrNo>,
        /// Questions asked only after one of the two answers.
        follow_ups: Vec<FollowUp>,
    },
}

impl Kind {
    /// The word for this kind, as definitions spell it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Number { .. } => "number",
            Self::Money { .. } => "money",
            Self::File { .. } => "file",
            Self::Until => "until",
            Self::YesNo { .. } => "yes_no",
        }
    }

    /// Of what it counts, or for what it is a price.
    #[must_use]
    pub const fn unit(&self) -> Option<&Key> {
        match self {
            Self::Number { unit, .. } | Self::Money { unit, .. } => unit.as_ref(),
            _ => None,
        }
    }
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Choice {
    /// What is stored.
    pub value: Key,
    /// What is shown.
    pub label: Line,
}

words! {
    /// The answer after which a follow-up is asked.
    pub enum YesOrNo { Yes = "yes", No = "no" }
}

impl From<bool> for YesOrNo {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// A question asked only after one answer to a yes-or-no question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowUp {
    /// After which answer it is asked.
    pub when: YesOrNo,
    /// What is asked.
    #[serde(flatten)]
    #[schema(no_recursion)]
    pub question: Question,
}

impl Question {
    /// The questions asked further after an answer to this one.
    pub fn asked_after(&self, answer: YesOrNo) -> impl Iterator<Item = &Self> {
        let follow_ups = match &self.kind {
            Kind::YesNo { follow_ups, .. } => follow_ups.as_slice(),
            _ => &[],
        };
        follow_ups.iter().filter(move |further| further.when == answer).map(|further| &further.question)
    }

    /// This question and every one below it, in the order in which they are shown.
    #[must_use]
    pub fn with_follow_ups(&self) -> Vec<&Self> {
        let mut all = vec![self];
        if let Kind::YesNo { follow_ups, .. } = &self.kind {
            all.extend(follow_ups.iter().flat_map(|further| further.question.with_follow_ups()));
        }
        all
    }
}
