//! Answers, as they are given and as they are kept.

use crate::Day;
use crate::values::{FileReference, Key};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One answer, in its JSON form: `"text"`, `"chosen_value"`, `["several", "values"]`, `12`,
/// `{"pence": 1250}`, `{"until": "2027-06-30"}`, `true`, or `{"name", "sha256", "bytes"}`.
///
/// A form has only text, so [`super::check`] also reads text where a number (`"12"`), an amount in
/// pounds (`"12.50"`), a day (`"2027-06-30"`), one choice of several or a yes or no is wanted, and keeps the typed form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(
    untagged,
    expecting = "an answer is text, a whole number, true or false, a list of text, {\"pence\": number}, {\"until\": day} or a file"
)]
pub enum Answer {
    /// To a yes-or-no question.
    YesNo(bool),
    /// A whole number.
    Number(i64),
    /// Text, or the value of the option chosen.
    Text(String),
    /// The values of the options chosen.
    Choices(Vec<String>),
    /// An amount.
    Money(Pence),
    /// The last day on which something lasts.
    Until(LastsUntil),
    /// A file.
    File(FileReference),
}

/// An amount, in pence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pence {
    /// How many pence.
    pub pence: i64,
}

/// The last day on which something lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LastsUntil {
    /// That day.
    #[schema(value_type = String, format = Date)]
    pub until: Day,
}

impl Answer {
    /// Whether this answers nothing: blank text, or no choice. A form sends these for untouched fields.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Choices(chosen) => chosen.iter().all(|value| value.trim().is_empty()),
            _ => false,
        }
    }
}

/// Answers by the key of their question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<Key, Answer>);

impl Answers {
    /// The answer to one question.
    #[must_use]
    pub fn get(&self, question: &Key) -> Option<&Answer> {
        self.0.get(question)
    }

    /// These answers with others laid over them. A blank answer takes an earlier one away.
    #[must_use]
    pub fn overlaid_with(mut self, others: Self) -> Self {
        for (question, answer) in others.0 {
            if answer.is_blank() {
                self.0.remove(&question);
            } else {
                self.0.insert(question, answer);
            }
        }
        self
    }
}

impl<K: Into<Key>> FromIterator<(K, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (K, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().map(|(question, answer)| (question.into(), answer)).collect())
    }
}
