//! What the demo's providers hand in, and what the authority's people write: made once, used for everyone.

use crate::seeds::BadSeed;
use domain::accreditation::commands::{EvidenceDraft, Fill, FillDraft, JudgeDraft, JudgementDraft};
use domain::accreditation::{Criterion, CriterionId, Direction, Judgement, StandardDefinition};
use domain::frameworks::questions::{Answer, Answers, Kind, LastsUntil, Pence, Question, YesOrNo};
use domain::frameworks::{AskedDeclaration, Lot, Section};
use domain::values::{FileName, Key};
use jiff::civil::date;
use std::collections::BTreeMap;

/// The papers of an application for the quality mark.
pub(super) struct MarkPapers {
    /// Evidence for every criterion.
    pub(super) whole: Fill,
    /// Evidence for some of them.
    pub(super) begun: Fill,
    /// Every criterion met.
    pub(super) met: BTreeMap<CriterionId, Judgement>,
    /// Every criterion met but one, of which a part is.
    pub(super) partly: BTreeMap<CriterionId, Judgement>,
    /// Every criterion met but one.
    pub(super) not_met: BTreeMap<CriterionId, Judgement>,
}

fn bad(cause: impl std::fmt::Display) -> BadSeed {
    BadSeed::of("standard/v1", cause)
}

impl MarkPapers {
    /// Papers that answer to a version of the Standard.
    ///
    /// # Errors
    /// When the domain does not take them.
    pub(super) fn for_standard(standard: &StandardDefinition) -> Result<Self, BadSeed> {
        let fill = |criteria: &[Criterion]| {
            let evidence = criteria.iter().map(|criterion| (criterion.id.to_string(), evidence(criterion)));
            FillDraft { scope: None, evidence: evidence.collect() }.parse().map_err(bad)
        };
        let some = standard.criteria.get(..standard.criteria.len() / 2).unwrap_or_default();
        Ok(Self {
            whole: fill(&standard.criteria)?,
            begun: fill(some)?,
            met: judgements(standard, "met")?,
            partly: judgements(standard, "partly_met")?,
            not_met: judgements(standard, "not_met")?,
        })
    }
}

fn evidence(criterion: &Criterion) -> EvidenceDraft {
    let shown = criterion.evidence.first().map(ToString::to_string).unwrap_or_default();
    let measured = criterion.measure.as_ref().map(|measure| match measure.direction {
        Direction::AtLeast => measure.threshold + 3,
        Direction::AtMost => (measure.threshold - 1).max(0),
    });
    // A share has a hundred in a hundred at most.
    let is_percent = criterion.measure.as_ref().is_some_and(|measure| measure.unit.as_str() == "percent");
    let measured = measured.map(|value| if is_percent { value.min(100) } else { value });
    EvidenceDraft {
        text: Some(format!("Handed in for “{}”: {shown}. Looked at again each quarter.", criterion.title)),
        files: None,
        measured: measured.map(|value| value.to_string()),
        equivalent: None,
    }
}

/// Judgements in which the first essential criterion has a verdict of its own, and all others are met.
fn judgements(
    standard: &StandardDefinition,
    first: &str,
) -> Result<BTreeMap<CriterionId, Judgement>, BadSeed> {
    let special = standard.essential().next().map(|criterion| criterion.id.clone());
    let judged = standard.criteria.iter().map(|criterion| {
        let verdict = if Some(&criterion.id) == special.as_ref() { first } else { "met" };
        let reasons = match verdict {
            "met" => "The evidence shows it, and the people spoken to said the same.",
            "partly_met" => "The evidence shows it for some places. It is still to come for the others.",
            _ => "The evidence is older than two years, and nothing newer was handed in when asked.",
        };
        let draft = JudgementDraft { verdict: verdict.into(), reasons: reasons.into(), equivalent: None };
        (criterion.id.to_string(), draft)
    });
    JudgeDraft { judgements: judged.collect() }.parse().map_err(bad)
}

/// Texts that answer a question of the demo's framework; the rest get one that answers any.
const ANSWERS: &[(&str, &str)] = &[
    (
        "user_at_keyboard",
        "We greet the person, ask what they want to do and sit beside them. They type; we read each page with them. \
         Staff type only when someone cannot, and read the answers back before sending. At the end we look at what \
         they could do alone next time.",
    ),
    (
        "mobilisation",
        "Staff are trained and places are open. Each new place takes two weeks: a visit, a connection test, a practice day.",
    ),
    (
        "lone_working",
        "Visitors carry a card that can be checked by telephone. A first visit is assessed for risk, and they call in before and after.",
    ),
    (
        "equipment",
        "A laptop with a large screen, a connection of its own, a scanner and a magnifier. Nothing stays on the device.",
    ),
    (
        "accuracy",
        "The adviser reads each answer back, the caller says yes to it, and one call in twenty is listened to afterwards.",
    ),
    (
        "decline",
        "When the line is too poor to read answers back we call again, or book a visit at a place near by.",
    ),
];

const ANY: &str =
    "We have done this for three years, look at it again every quarter, and can show the record.";

/// A file that answers a question.
pub(super) struct AnsweringFile {
    pub(super) question: Key,
    pub(super) name: FileName,
    pub(super) bytes: Vec<u8>,
}

/// Answers to every question of a lot, each within its limits.
#[derive(Default)]
pub(super) struct Answered {
    pub(super) answers: Answers,
    /// The answers that are files.
    pub(super) files: Vec<AnsweringFile>,
}

/// Answers every question of a lot.
///
/// # Errors
/// When a question cannot be answered.
pub(super) fn answers_to(lot: &Lot) -> Result<Answered, BadSeed> {
    let mut answered = Answered::default();
    for question in &lot.questions {
        answer(question, &mut answered)?;
    }
    Ok(answered)
}

/// Answers to the sections of a declaration: those that leave nothing to explain.
pub(super) fn declared(asked: &AskedDeclaration) -> Vec<(Key, Answers)> {
    let plain = |question: &Question| {
        let Kind::YesNo { must_be, .. } = &question.kind else { return None };
        let asks_more = |answer: &YesOrNo| question.asked_after(*answer).next().is_some();
        let given = must_be.or_else(|| YesOrNo::ALL.iter().copied().find(|answer| !asks_more(answer)))?;
        Some((question.id.clone(), Answer::YesNo(given == YesOrNo::Yes)))
    };
    let section =
        |section: &Section| (section.id.clone(), section.questions.iter().filter_map(plain).collect());
    asked.sections.iter().map(section).collect()
}

/// The first half of some answers.
pub(super) fn half_of(answers: &Answers) -> Answers {
    let first = answers.0.iter().take(answers.0.len() / 2);
    Answers(first.map(|(question, answer)| (question.clone(), answer.clone())).collect())
}

fn answer(question: &Question, answered: &mut Answered) -> Result<(), BadSeed> {
    let given = match &question.kind {
        Kind::Text { max_words } => Answer::Text(text_for(&question.id, *max_words)),
        Kind::Choice { options } => {
            Answer::Text(options.first().map(|option| option.value.to_string()).unwrap_or_default())
        }
        Kind::Choices { options, min, max } => {
            let wanted = usize::try_from((*min).max(2).min(*max)).unwrap_or(1);
            Answer::Choices(options.iter().take(wanted).map(|option| option.value.to_string()).collect())
        }
        Kind::Number { min, max, .. } => Answer::Number(min + (max - min) / 10),
        Kind::Money { min, max, .. } => Answer::Money(Pence { pence: min + (max - min) / 3 }),
        Kind::File { accepts, .. } => {
            answered.files.push(file(&question.id, accepts)?);
            return Ok(());
        }
        Kind::Until => Answer::Until(LastsUntil { until: date(2028, 3, 31) }),
        Kind::YesNo { must_be, .. } => {
            let given = must_be.unwrap_or(YesOrNo::Yes);
            answered.answers.0.insert(question.id.clone(), Answer::YesNo(given == YesOrNo::Yes));
            for further in question.asked_after(given) {
                answer(further, answered)?;
            }
            return Ok(());
        }
    };
    answered.answers.0.insert(question.id.clone(), given);
    Ok(())
}

fn text_for(question: &Key, max_words: u32) -> String {
    let text = ANSWERS.iter().find(|(id, _)| *id == question.as_str()).map_or(ANY, |(_, text)| text);
    let most = usize::try_from(max_words).unwrap_or(usize::MAX);
    text.split_whitespace().take(most).collect::<Vec<_>>().join(" ")
}

/// A file of the demo: a PDF of one empty page.
fn file(question: &Key, accepts: &[Key]) -> Result<AnsweringFile, BadSeed> {
    let ending = accepts.first().map_or("pdf", Key::as_str);
    let name = format!("{}.{ending}", question.as_str().replace('_', "-"));
    Ok(AnsweringFile { question: question.clone(), name: name.parse().map_err(bad)?, bytes: empty_page() })
}

pub(super) fn empty_page() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(objects) {
        places.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let at = pdf.len();
    pdf.push_str(&format!("xref\n0 4\n0000000000 65535 f \n{places}trailer\n<< /Size 4 /Root 1 0 R >>\n"));
    pdf.push_str(&format!("startxref\n{at}\n%%EOF\n"));
    pdf.into_bytes()
}
