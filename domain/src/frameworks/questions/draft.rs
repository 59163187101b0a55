//! Questions as a definition file writes them, and the check of the definition itself.

use super::{Choice, FollowUp, Kind, Question, YesOrNo};
use crate::values::{Key, LARGEST_FILE, Line};
use crate::{FieldErrors, Fields};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A question as a definition file writes it. Which of the fields belong depends on the kind.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct QuestionDraft {
    /// The key.
    pub id: String,
    /// One of `text`, `choice`, `choices`, `number`, `money`, `file`, `until`, `yes_no`.
    pub kind: String,
    /// What is asked.
    pub question: String,
    /// What helps to answer it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// Of a follow-up: the answer after which it is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_words: Option<u32>,
    /// Of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionDraft>,
    /// Of several choices, a number or money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Of several choices, a number or money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// Of a number or money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Of a file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<String>,
    /// Of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_megabytes: Option<u32>,
    /// Of yes or no: the only answer with which a provider may go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_be: Option<String>,
    /// Of yes or no.
    #[schema(no_recursion)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<QuestionDraft>,
}

/// An option as a definition file writes it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OptionDraft {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// The most that a question may allow a file to have, in megabytes: what can be handed in.
const LARGEST: usize = LARGEST_FILE / 1_000_000;
/// The most words that any answer may have.
const LONGEST_TEXT: u32 = 2_000;
/// How deep follow-ups may go below a question.
const DEEPEST: usize = 3;

/// Reads the questions of a lot.
///
/// # Errors
/// Everything that would make a question unanswerable or ambiguous: a key used twice, a choice without
/// options, limits that exclude everything, a field that does not belong to the kind.
pub fn parse_questions(drafts: Vec<QuestionDraft>) -> Result<Vec<Question>, FieldErrors> {
    parse_questions_among(drafts, &mut BTreeSet::new())
}

/// The same, where others have been read that must not have the same keys.
pub(in crate::frameworks) fn parse_questions_among(
    drafts: Vec<QuestionDraft>,
    seen: &mut BTreeSet<Key>,
) -> Result<Vec<Question>, FieldErrors> {
    let mut fields = Fields::new();
    let questions = read_all(&mut fields, "/questions", drafts, seen, 0, |fields, question, when| {
        if when.is_some() {
            fields.refuse("/when", "not_of_this_kind", "Only a follow-up is asked after an answer");
        }
        Some(question)
    });
    fields.finish(|| questions)
}

fn read_all<T>(
    fields: &mut Fields,
    pointer: &str,
    drafts: Vec<QuestionDraft>,
    seen: &mut BTreeSet<Key>,
    depth: usize,
    mut wrap: impl FnMut(&mut Fields, Question, Option<String>) -> Option<T>,
) -> Option<Vec<T>> {
    fields.each(pointer, drafts, |fields, mut draft| {
        let when = draft.when.take();
        let question = read(fields, draft, seen, depth)?;
        wrap(fields, question, when)
    })
}

fn read(
    fields: &mut Fields,
    draft: QuestionDraft,
    seen: &mut BTreeSet<Key>,
    depth: usize,
) -> Option<Question> {
    let id: Option<Key> = fields.parse("/id", &draft.id);
    if let Some(id) = &id
        && !seen.insert(id.clone())
    {
        fields.refuse("/id", "repeated", format!("Two questions have the key {id}"));
    }
    let question: Option<Line> = fields.parse("/question", &draft.question);
    let hint = fields.optional("/hint", draft.hint.as_deref());
    let required = draft.required;
    let kind = kind_of(fields, draft, seen, depth);
    Some(Question { id: id?, question: question?, hint: hint?, required, kind: kind? })
}

fn kind_of(
    fields: &mut Fields,
    draft: QuestionDraft,
    seen: &mut BTreeSet<Key>,
    depth: usize,
) -> Option<Kind> {
    let kind = draft.kind.clone();
    refuse_what_is_of_another_kind(fields, &draft);
    match kind.as_str() {
        "text" => {
            let max_words = draft.max_words.filter(|words| (1..=LONGEST_TEXT).contains(words));
            if max_words.is_none() {
                fields.refuse("/max_words", "out_of_range", format!("Allow 1 to {LONGEST_TEXT} words"));
            }
            Some(Kind::Text { max_words: max_words? })
        }
        "choice" => Some(Kind::Choice { options: options(fields, draft.options)? }),
        "choices" => {
            let options = options(fields, draft.options)?;
            let count = u32::try_from(options.len()).unwrap_or(u32::MAX);
            let bound = |raw: Option<i64>, other| raw.map_or(Some(other), |raw| u32::try_from(raw).ok());
            let (min, max) = (bound(draft.min, 1), bound(draft.max, count));
            match (min, max) {
                (Some(min), Some(max)) if min >= 1 && min <= max && max <= count => {
                    Some(Kind::Choices { options, min, max })
                }
                _ => {
                    let sentence = format!("Let people choose between 1 and {count} options");
                    fields.refuse("/max", "out_of_range", sentence);
                    None
                }
            }
        }
        "number" | "money" => {
            let unit = fields.optional("/unit", draft.unit.as_deref());
            let (min, max) = (draft.min, draft.max);
            let (Some(min), Some(max)) = (min, max) else {
                fields.refuse("/max", "required", "Say the least and the most that may be answered");
                return None;
            };
            if min > max || (kind == "money" && min < 0) {
                fields.refuse(
                    "/min",
                    "out_of_range",
                    "The least may be no more than the most, nor below nothing",
                );
                return None;
            }
            let unit = unit?;
            Some(if kind == "money" {
                Kind::Money { min, max, unit }
            } else {
                Kind::Number { min, max, unit }
            })
        }
        "file" => {
            let accepts = fields.each("/accepts", draft.accepts, |fields, ending| fields.parse("", &ending));
            if accepts.as_ref().is_some_and(Vec::is_empty) {
                fields.refuse("/accepts", "required", "Say which kinds of file are accepted");
            }
            let max_megabytes = draft
                .max_megabytes
                .filter(|most| usize::try_from(*most).is_ok_and(|most| (1..=LARGEST).contains(&most)));
            if max_megabytes.is_none() {
                fields.refuse("/max_megabytes", "out_of_range", format!("Allow 1 to {LARGEST} MB"));
            }
            Some(Kind::File { accepts: accepts?, max_megabytes: max_megabytes? })
        }
        "until" => Some(Kind::Until),
        "yes_no" => {
            if depth >= DEEPEST && !draft.follow_ups.is_empty() {
                let sentence = format!("Follow-ups go at most {DEEPEST} deep");
                fields.refuse("/follow_ups", "too_deep", sentence);
                return None;
            }
            let must_be: Option<Option<YesOrNo>> = fields.optional("/must_be", draft.must_be.as_deref());
            let wrap = |fields: &mut Fields, question, when: Option<String>| {
                let when: Option<YesOrNo> = fields.parse("/when", when.as_deref().unwrap_or_default());
                if when.is_some() && must_be.flatten().is_some_and(|only| Some(only) != when) {
                    let sentence = "Nobody who answers so can go on: leave out what is asked after it";
                    fields.refuse("/when", "never_asked", sentence);
                }
                Some(FollowUp { when: when?, question })
            };
            let follow_ups = read_all(fields, "/follow_ups", draft.follow_ups, seen, depth + 1, wrap);
            Some(Kind::YesNo { must_be: must_be?, follow_ups: follow_ups? })
        }
        _ => {
            let sentence = "Use one of: text, choice, choices, number, money, file, until, yes_no";
            fields.refuse("/kind", "invalid", sentence);
            None
        }
    }
}

fn options(fields: &mut Fields, drafts: Vec<OptionDraft>) -> Option<Vec<Choice>> {
    if drafts.len() < 2 {
        fields.refuse("/options", "required", "Give at least two options");
        return None;
    }
    let mut seen = BTreeSet::new();
    fields.each("/options", drafts, |fields, draft| {
        let value: Option<Key> = fields.parse("/value", &draft.value);
        let label: Option<Line> = fields.parse("/label", &draft.label);
        let value = value?;
        if !seen.insert(value.clone()) {
            fields.refuse("/value", "repeated", format!("Two options have the value {value}"));
        }
        Some(Choice { value, label: label? })
    })
}

/// A limit on the wrong kind would be a rule that nobody keeps: refused rather than ignored.
fn refuse_what_is_of_another_kind(fields: &mut Fields, draft: &QuestionDraft) {
    let kind = draft.kind.as_str();
    let strays = [
        ("/max_words", draft.max_words.is_some(), kind == "text"),
        ("/options", !draft.options.is_empty(), matches!(kind, "choice" | "choices")),
        ("/min", draft.min.is_some(), matches!(kind, "choices" | "number" | "money")),
        ("/max", draft.max.is_some(), matches!(kind, "choices" | "number" | "money")),
        ("/unit", draft.unit.is_some(), matches!(kind, "number" | "money")),
        ("/accepts", !draft.accepts.is_empty(), kind == "file"),
        ("/max_megabytes", draft.max_megabytes.is_some(), kind == "file"),
        ("/must_be", draft.must_be.is_some(), kind == "yes_no"),
        ("/follow_ups", !draft.follow_ups.is_empty(), kind == "yes_no"),
    ];
    for (pointer, _, _) in strays.into_iter().filter(|(_, given, belongs)| *given && !belongs) {
        fields.refuse(pointer, "not_of_this_kind", format!("A question of kind “{kind}” has no such field"));
    }
}
