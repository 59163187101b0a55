//! The one check of answers against questions.

use super::answers::{LastsUntil, Pence};
use super::{Answer, Answers, Choice, Kind, Question, YesOrNo};
use crate::kernel::days;
use crate::values::Key;
use crate::{FieldErrors, Fields};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Answers that were found complete and within every limit, in their typed form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CheckedAnswers(Answers);

impl CheckedAnswers {
    /// The answers.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.0
    }
}

/// Answers that are right as far as they go, in their typed form, and what is still missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partly {
    /// What was answered.
    pub answers: Answers,
    /// The required questions that are still to be answered, in the order in which they are asked.
    pub missing: Vec<Key>,
}

/// Checks that every required question is answered, and every answer within its limits.
///
/// An answer to a follow-up that is not asked, because the answer above it changed, is left out.
///
/// # Errors
/// Each answer that is missing (`required`), to no question (`unknown_question`), of the wrong kind
/// (`invalid`) or outside its limits (`too_long`, `out_of_range`, `not_an_option`, `file_kind`,
/// `too_large`), with the pointer `/answers/{question}`.
pub fn check(questions: &[Question], answers: &Answers) -> Result<CheckedAnswers, FieldErrors> {
    let mut reader = Reader::over(questions, answers);
    for missing in std::mem::take(&mut reader.missing) {
        let pointer = pointer_to(missing.as_str());
        reader.fields.refuse(&pointer, "required", "Answer this question");
    }
    let (fields, answers) = (reader.fields, reader.right);
    fields.finish(|| Some(CheckedAnswers(answers)))
}

/// Checks what is answered so far, and says what is missing.
///
/// # Errors
/// As [`check`], but nothing is an error for being missing.
pub fn check_partly(questions: &[Question], answers: &Answers) -> Result<Partly, FieldErrors> {
    let Reader { fields, right, missing, .. } = Reader::over(questions, answers);
    fields.finish(|| Some(Partly { answers: right, missing }))
}

fn pointer_to(question: &str) -> String {
    format!("/answers/{question}")
}

/// Reads answers question by question.
struct Reader<'a> {
    given: &'a Answers,
    fields: Fields,
    right: Answers,
    missing: Vec<Key>,
}

impl<'a> Reader<'a> {
    fn over(questions: &[Question], given: &'a Answers) -> Self {
        let mut reader =
            Self { given, fields: Fields::new(), right: Answers::default(), missing: Vec::new() };
        let known: BTreeSet<&Key> =
            questions.iter().flat_map(Question::with_follow_ups).map(|question| &question.id).collect();
        for unknown in given.0.keys().filter(|key| !known.contains(key)) {
            let pointer = pointer_to(unknown.as_str());
            reader.fields.refuse(&pointer, "unknown_question", "No such question is asked here");
        }
        for question in questions {
            reader.read(question);
        }
        reader
    }

    /// Reads one answer, then those that it leads to.
    fn read(&mut self, question: &Question) {
        let Some(given) = self.given.get(&question.id).filter(|answer| !answer.is_blank()) else {
            if question.required {
                self.missing.push(question.id.clone());
            }
            return;
        };
        match typed(&question.kind, given) {
            Ok(answer) => {
                let leads_to = match answer {
                    Answer::YesNo(yes) => Some(YesOrNo::from(yes)),
                    _ => None,
                };
                self.right.0.insert(question.id.clone(), answer);
                for further in leads_to.into_iter().flat_map(|answer| question.asked_after(answer)) {
                    self.read(further);
                }
            }
            Err((code, sentence)) => {
                self.fields.refuse(&pointer_to(question.id.as_str()), code, sentence);
            }
        }
    }
}

pub(super) type Wrong = (&'static str, String);

/// The answer in the form that its question wants, or what is wrong with it.
pub(super) fn typed(kind: &Kind, given: &Answer) -> Result<Answer, Wrong> {
    match (kind, given) {
        (Kind::Text { max_words }, Answer::Text(text)) => words_within(text, *max_words).map(Answer::Text),
        (Kind::Choice { options }, Answer::Text(value)) => {
            one_of(options, value).map(|value| Answer::Text(value.to_string()))
        }
        (Kind::Choices { options, min, max }, Answer::Choices(values)) => {
            some_of(options, values, *min, *max).map(Answer::Choices)
        }
        // A form sends a single ticked box as text.
        (Kind::Choices { options, min, max }, Answer::Text(value)) => {
            some_of(options, std::slice::from_ref(value), *min, *max).map(Answer::Choices)
        }
        (Kind::Number { min, max, .. }, Answer::Number(number)) => {
            within(*number, *min, *max, |bound| bound.to_string()).map(Answer::Number)
        }
        (Kind::Number { min, max, .. }, Answer::Text(text)) => {
            let number = without_commas(text)
                .parse()
                .map_err(|_| ("invalid", "Enter a whole number, such as 12".to_owned()))?;
            within(number, *min, *max, |bound| bound.to_string()).map(Answer::Number)
        }
        (Kind::Money { min, max, .. }, Answer::Money(amount)) => {
            within(amount.pence, *min, *max, pounds).map(|pence| Answer::Money(Pence { pence }))
        }
        (Kind::Money { min, max, .. }, Answer::Text(text)) => {
            let pence = pence(text)
                .ok_or_else(|| ("invalid", "Enter an amount in pounds, such as 12.50".to_owned()))?;
            within(pence, *min, *max, pounds).map(|pence| Answer::Money(Pence { pence }))
        }
        (Kind::File { accepts, max_megabytes }, Answer::File(file)) => {
            let ending = file.name.ending();
            if !accepts.iter().any(|accepted| accepted.as_str() == ending) {
                let known: Vec<_> = accepts.iter().map(Key::as_str).collect();
                return Err(("file_kind", format!("Upload a file that ends in {}", known.join(", "))));
            }
            if file.bytes == 0 || file.bytes > u64::from(*max_megabytes) * 1_000_000 {
                return Err((
                    "too_large",
                    format!("Upload a file that is not empty and has at most {max_megabytes} MB"),
                ));
            }
            Ok(Answer::File(file.clone()))
        }
        (Kind::Until, Answer::Until(lasts)) => Ok(Answer::Until(*lasts)),
        (Kind::Until, Answer::Text(text)) => match days::read(text) {
            Ok(until) => Ok(Answer::Until(LastsUntil { until })),
            Err(reason) => Err(("invalid", reason.to_string())),
        },
        (Kind::YesNo { must_be, .. }, Answer::YesNo(yes)) => yes_or_no((*yes).into(), *must_be),
        (Kind::YesNo { must_be, .. }, Answer::Text(text)) => match text.trim().parse::<YesOrNo>() {
            Ok(answer) => yes_or_no(answer, *must_be),
            Err(_) => Err(("invalid", "Answer yes or no".to_owned())),
        },
        (kind, _) => Err(("invalid", format!("This question wants {}", wanted(kind)))),
    }
}

/// An answer of yes or no. Where only one lets a provider go on, the other is refused rather than kept.
fn yes_or_no(answer: YesOrNo, must_be: Option<YesOrNo>) -> Result<Answer, Wrong> {
    match must_be {
        Some(only) if only != answer => {
            let says = format!("Only who answers {only} can take part. Answer {only}, or do not apply");
            Err(("not_as_needed", says))
        }
        _ => Ok(Answer::YesNo(answer == YesOrNo::Yes)),
    }
}

const fn wanted(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text { .. } => "text",
        Kind::Choice { .. } => "the value of one option",
        Kind::Choices { .. } => "a list of the values of options",
        Kind::Number { .. } => "a whole number",
        Kind::Money { .. } => "an amount, as {\"pence\": 1250}",
        Kind::File { .. } => "a file, as {\"name\", \"sha256\", \"bytes\"}",
        Kind::Until => "a day, as {\"until\": \"2027-06-30\"}",
        Kind::YesNo { .. } => "true or false",
    }
}

/// The most characters that text may have for each word allowed. Bounds what is stored also where the
/// words are endless.
const CHARACTERS_A_WORD: usize = 20;

fn words_within(text: &str, max_words: u32) -> Result<String, Wrong> {
    let text = text.trim().replace("\r\n", "\n");
    if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(("invalid", "Remove control characters from this answer".to_owned()));
    }
    let most = usize::try_from(max_words).unwrap_or(usize::MAX);
    let words = text.split_whitespace().count();
    if words > most {
        return Err(("too_long", format!("Use {max_words} words or fewer: this answer has {words}")));
    }
    if text.chars().count() > most.saturating_mul(CHARACTERS_A_WORD) {
        return Err(("too_long", format!("Use {} characters or fewer", most * CHARACTERS_A_WORD)));
    }
    Ok(text)
}

fn one_of<'a>(options: &'a [Choice], value: &str) -> Result<&'a Key, Wrong> {
    let found = options.iter().map(|option| &option.value).find(|known| known.as_str() == value.trim());
    found.ok_or_else(|| {
        let known: Vec<_> = options.iter().map(|option| option.value.as_str()).collect();
        ("not_an_option", format!("Choose one of: {}", known.join(", ")))
    })
}

/// The values chosen, each once, in the order of the options.
fn some_of(options: &[Choice], values: &[String], min: u32, max: u32) -> Result<Vec<String>, Wrong> {
    let mut chosen = BTreeSet::new();
    for value in values.iter().filter(|value| !value.trim().is_empty()) {
        chosen.insert(one_of(options, value)?);
    }
    let ordered: Vec<_> = options
        .iter()
        .filter(|option| chosen.contains(&option.value))
        .map(|option| option.value.to_string())
        .collect();
    let count = u32::try_from(ordered.len()).unwrap_or(u32::MAX);
    if count < min || count > max {
        return Err(("out_of_range", format!("Choose between {min} and {max}")));
    }
    Ok(ordered)
}

fn within(value: i64, min: i64, max: i64, shown: impl Fn(i64) -> String) -> Result<i64, Wrong> {
    (min..=max)
        .contains(&value)
        .then_some(value)
        .ok_or_else(|| ("out_of_range", format!("Enter an amount between {} and {}", shown(min), shown(max))))
}

fn without_commas(text: &str) -> String {
    text.trim().replace([',', ' '], "")
}

/// Pounds and pence as a person types them: `1,200`, `£12.5`, `12.50`.
fn pence(text: &str) -> Option<i64> {
    let text = without_commas(text);
    let text = text.strip_prefix('£').unwrap_or(&text);
    let (pounds, pence) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(pounds) || !digits(pence) || pence.len() > 2 {
        return None;
    }
    let pence: i64 = format!("{pence:0<2}").parse().ok()?;
    pounds.parse::<i64>().ok()?.checked_mul(100)?.checked_add(pence)
}

/// An amount as a person reads it: `£12.50`.
fn pounds(pence: i64) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    format!("{sign}£{}.{:02}", pence.unsigned_abs() / 100, pence.unsigned_abs() % 100)
}
