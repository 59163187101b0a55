//! What a draft asks questions in: a lot, or a section of the declaration.

use super::draft::{faults_in, load, path, save, step_form};
use crate::door::parts::{section, text};
use crate::door::{Outcome, Sent, Stop, Visit};
use actix_web::post;
use actix_web::web::{Path, ServiceConfig};
use domain::FrameworkRevisionId;
use domain::frameworks::questions::QuestionDraft;
use domain::frameworks::{FrameworkDraft, Revision};
use marketplace::At;
use ui::Markup;
use ui::components::{Tag, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(add);
}

/// A lot, or a section of the declaration, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    Lot(usize),
    Section(usize),
}

impl Asks {
    /// As an address says it: `lots`, or `sections`.
    pub(super) fn of(list: &str, place: usize) -> Option<Self> {
        match list {
            "lots" => Some(Self::Lot(place)),
            "sections" => Some(Self::Section(place)),
            _ => None,
        }
    }

    pub(super) fn path(self, id: FrameworkRevisionId) -> String {
        match self {
            Self::Lot(place) => format!("{}/lots/{place}", path(id)),
            Self::Section(place) => format!("{}/sections/{place}", path(id)),
        }
    }

    /// Where its faults are.
    pub(super) fn pointer(self) -> String {
        match self {
            Self::Lot(place) => format!("/lot/{place}"),
            Self::Section(place) => format!("/declaration/section/{place}"),
        }
    }

    /// What it is called above its questions.
    pub(super) fn title(self, content: &FrameworkDraft) -> String {
        match self {
            Self::Lot(place) => {
                let lot = content.lots.get(place);
                lot.map(|lot| format!("Lot {}: {}", lot.number, lot.title)).unwrap_or_default()
            }
            Self::Section(place) => {
                let sections = content.declaration.iter().flat_map(|it| &it.sections);
                let section = sections.into_iter().nth(place);
                section.map(|section| format!("Declaration: {}", section.title)).unwrap_or_default()
            }
        }
    }

    /// Its questions.
    pub(super) fn questions(self, content: &mut FrameworkDraft) -> Option<&mut Vec<QuestionDraft>> {
        match self {
            Self::Lot(place) => Some(&mut content.lots.get_mut(place)?.questions),
            Self::Section(place) => {
                Some(&mut content.declaration.as_mut()?.sections.get_mut(place)?.questions)
            }
        }
    }
}

/// The questions as a list to be worked on.
pub(super) fn questions(
    visit: &Visit,
    revision: &Revision,
    asks: Asks,
    questions: &[QuestionDraft],
) -> Vec<Markup> {
    let here = asks.path(revision.id);
    let faults = faults_in(revision, &format!("{}/questions", asks.pointer()));
    let tasks = questions.iter().enumerate().map(|(at, question)| {
        let within = format!("/{at}");
        let own = faults.iter().filter(|fault| crate::door::is_within(&fault.pointer, &within)).count();
        let status: TaskStatus = match own {
            0 => TaskStatus::done(question.kind.replace('_', " ")),
            some => Tag::new(format!("{some} to put right")).into(),
        };
        let words = if question.question.is_empty() { "Not written yet" } else { question.question.as_str() };
        Task::new(words, status).href(format!("{here}/questions/{at}"))
    });
    let tasks: Vec<_> = tasks.collect();
    let list =
        if tasks.is_empty() { text("It asks nothing yet.") } else { Markup::from(TaskList::new(tasks)) };
    let more = step_form(visit, revision, &format!("{here}/questions"), "Add a question");
    vec![section("Questions"), list, more]
}

#[post("/authority/framework-drafts/{id}/{list:lots|sections}/{place}/questions")]
async fn add(sent: Sent, at: Path<(FrameworkRevisionId, String, usize)>) -> Outcome {
    let (id, list, place) = at.into_inner();
    let before = load(&sent.visit, id).await?;
    let mut content = before.content.clone();
    let asks = Asks::of(&list, place);
    let Some((asks, questions)) = asks.and_then(|asks| Some((asks, asks.questions(&mut content)?))) else {
        return Err(sent.visit.stop(Stop::NotFound));
    };
    questions.push(QuestionDraft { kind: "text".into(), max_words: Some(300), ..QuestionDraft::default() });
    let last = questions.len() - 1;
    match save(&sent.visit, At { id, version: sent.version }, content).await {
        Ok(_) => Ok(sent.visit.go(format!("{}/questions/{last}", asks.path(id)), "")),
        Err(rejected) => {
            rejected.on(&sent.visit, |mistakes| super::draft::page(&sent.visit, &before, mistakes))
        }
    }
}
