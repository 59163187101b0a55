//! What was submitted, word for word, for ever.
//!
//! Questions change with the next version of a framework, organisations change their names, files move. So what a
//! provider sent is kept at that moment as one document of its own, with the words of every question, under its hash.

use super::change::applied_to;
use super::documents::{self, KeptDocument};
use crate::{Work, declarations};
use domain::frameworks::Section;
use domain::frameworks::questions::{Answer, Answers, Kind, Question};
use domain::organisations::Organisation;
use domain::placements::Placement;
use domain::{Actor, PlacementId, Refused};
use serde::{Deserialize, Serialize};
use store::placements::DocumentKind;
use utoipa::ToSchema;

/// What a provider submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Submission {
    /// Who applied, by its name on that day.
    pub provider: String,
    /// Its numbers in registers on that day, such as `GB-COH 01234567`.
    pub identifiers: Vec<String>,
    /// Partners with whom it would deliver, by their names on that day.
    pub partners: Vec<String>,
    /// To which framework.
    pub framework: String,
    /// The version of the framework whose questions were asked.
    pub framework_version: u32,
    /// To which lot.
    pub lot: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub submitted_at: domain::Timestamp,
    /// Every question that was answered, in its order.
    pub answers: Vec<Answered>,
    /// What the provider declared to the framework, as it stood then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declaration: Vec<DeclaredSection>,
}

/// A section of a declaration as it was asked and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeclaredSection {
    /// The section's key.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// When the provider confirmed it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub confirmed_at: Option<domain::Timestamp>,
    /// Every question that was answered, in its order.
    pub answers: Vec<Answered>,
}

/// A question as it was asked, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Answered {
    /// The question's key.
    pub id: String,
    /// What was asked.
    pub question: String,
    /// What was answered. A file is named with its hash.
    pub answer: Answer,
    /// The options that were chosen, in the words in which they were shown.
    pub chosen: Vec<String>,
}

/// The words of the options that an answer chooses.
fn chosen(question: &Question, answer: &Answer) -> Vec<String> {
    let (Kind::Choice { options } | Kind::Choices { options, .. }) = &question.kind else { return vec![] };
    let is_chosen = |value: &str| match answer {
        Answer::Text(one) => one == value,
        Answer::Choices(several) => several.iter().any(|one| one == value),
        _ => false,
    };
    let chosen = options.iter().filter(|option| is_chosen(option.value.as_str()));
    chosen.map(|option| option.label.to_string()).collect()
}

/// Keeps what was submitted, in the transaction that submits it.
pub(super) fn keep(work: &mut Work<'_, '_>, placement: &Placement) -> Result<(), Refused> {
    let provider: Organisation = work.find(placement.provider)?;
    let (_, lot) = applied_to(work, placement)?;
    let partners = partners_of(work, placement)?;
    let submission = Submission {
        identifiers: identifiers_of(&provider),
        provider: provider.name.to_string(),
        partners,
        framework: placement.framework.to_string(),
        framework_version: placement.framework_version,
        lot: placement.lot.to_string(),
        submitted_at: placement.submitted_at.unwrap_or_else(|| work.now()),
        answers: answered(&lot.questions, &placement.answers),
        declaration: declared(work, placement)?,
    };
    documents::keep(work, placement.id, DocumentKind::Submission, &submission)
}

/// The partners that an application names, by their names now.
pub(super) fn partners_of(work: &mut Work<'_, '_>, placement: &Placement) -> Result<Vec<String>, Refused> {
    let mut names = vec![];
    for partner in &placement.partners {
        names.push(work.find::<Organisation>(*partner)?.name.to_string());
    }
    Ok(names)
}

/// The questions that were answered, in the words in which they were asked.
fn answered(questions: &[Question], answers: &Answers) -> Vec<Answered> {
    let asked = questions.iter().flat_map(Question::with_follow_ups);
    let answered = asked.filter_map(|question| {
        let answer = answers.get(&question.id)?.clone();
        let (id, words) = (question.id.to_string(), question.question.to_string());
        Some(Answered { id, question: words, chosen: chosen(question, &answer), answer })
    });
    answered.collect()
}

/// What the provider declares, as the version of the framework to which it applied asks it.
fn declared(work: &mut Work<'_, '_>, placement: &Placement) -> Result<Vec<DeclaredSection>, Refused> {
    let Some((asked, declaration)) = declarations::for_application(work, placement)? else {
        return Ok(vec![]);
    };
    let section = |section: &Section| DeclaredSection {
        id: section.id.to_string(),
        title: section.title.to_string(),
        confirmed_at: declaration.confirmed_at(section),
        answers: answered(&section.questions, &declaration.answers),
    };
    Ok(asked.sections.iter().map(section).collect())
}

/// The numbers of an organisation in registers, such as `GB-COH 01234567`.
pub(super) fn identifiers_of(organisation: &Organisation) -> Vec<String> {
    let numbers = organisation.identifiers.iter();
    numbers.map(|it| format!("{} {}", it.scheme().word(), it.number.as_str())).collect()
}

/// What was submitted as one application.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not know of it, nothing was submitted, or it was before documents were kept.
pub fn submission(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: PlacementId,
) -> Result<KeptDocument<Submission>, Refused> {
    documents::find(work, by, id, DocumentKind::Submission)
}
