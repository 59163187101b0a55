//! An application to a lot, as the provider and as the authority see it.

use super::question::{headed, pages_of, said_answer};
use super::renew::documents;
use super::steps::offered;
use crate::door::parts::{buttons, link_line, section, text, written};
use crate::door::{Answer, Outcome, Page, SignedIn, Typed, Visit};
use crate::words::{count, day, state_tag, when};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::casework::Grounds;
use domain::frameworks::questions::Question;
use domain::frameworks::{AgreementText, Framework, Lot};
use domain::organisations::Organisation;
use domain::placements::{Placement, Reason, State};
use domain::values::Key;
use domain::{Action, PlacementId, Timestamp};
use marketplace::declarations::{self, Asked};
use marketplace::frameworks::LotNames;
use marketplace::placements::DocumentKind;
use marketplace::{frameworks, placements};
use ui::Markup;
use ui::components::{SummaryList, SummaryRow, Tag, TagColour, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// An application with what stands around it.
pub(super) struct Case {
    pub(super) placement: Placement,
    pub(super) missing: Vec<Key>,
    /// Everything that keeps it from being sent, while it is a draft of whoever looks.
    pub(super) left: Vec<Reason>,
    pub(super) provider: Organisation,
    pub(super) framework: Framework,
    pub(super) lot: Lot,
    /// The agreement that is signed first, where the framework has its text.
    pub(super) agreement: Option<AgreementText>,
    /// Whether a declaration goes with the application.
    pub(super) declares: bool,
    pub(super) may_fill: bool,
    pub(super) may_sign: bool,
    pub(super) may_decide: bool,
    pub(super) may_suspend: bool,
    pub(super) now: Timestamp,
}

pub(super) async fn case(visit: &Visit, id: PlacementId) -> Result<Case, Answer> {
    visit
        .read(move |work, by| {
            let progress = placements::show(work, by, id)?;
            let placement = progress.placement;
            let (version, lot) = (Some(placement.framework_version), &placement.lot);
            let (framework, definition, lot) = frameworks::lot(work, &placement.framework, version, lot)?;
            let may = |action| by.may(action, &placement).is_ok();
            let may_fill = may(Action::ApplyToLot) && placement.state == State::Draft;
            let left = if may_fill { placements::left_to_send(work, by, id)? } else { vec![] };
            Ok(Case {
                missing: progress.missing,
                left,
                provider: work.find(placement.provider)?,
                framework,
                lot,
                declares: definition.declaration.is_some(),
                agreement: definition.agreement,
                may_fill,
                may_sign: may(Action::SignAgreement),
                may_decide: may(Action::DecidePlacement),
                may_suspend: may(Action::SuspendPlacement),
                now: work.now(),
                placement,
            })
        })
        .await
}

impl Case {
    /// Whether the answer to a question, or to one that follows it, was copied and not looked at yet.
    pub(super) fn is_to_review(&self, question: &Question) -> bool {
        let within = question.with_follow_ups();
        let copied = self.placement.copied.iter().flat_map(|copied| &copied.to_review);
        copied.into_iter().any(|key| within.iter().any(|question| question.id == *key))
    }
}

fn tasks(case: &Case, declaration: Option<&Asked>) -> Markup {
    let tasks = pages_of(case).into_iter().map(|question| {
        let answered = case.placement.answers.get(&question.id).is_some();
        let within = question.with_follow_ups();
        let is_missing = within.iter().any(|question| case.missing.contains(&question.id));
        let status: TaskStatus = match (answered, is_missing) {
            (true, false) if case.is_to_review(question) => {
                Tag::new("To review").colour(TagColour::Yellow).into()
            }
            (true, false) => TaskStatus::done("Completed"),
            (true, true) => Tag::new("Incomplete").into(),
            (false, true) => Tag::new("Not started").into(),
            (false, false) => TaskStatus::done("Optional"),
        };
        Task::new(question.question.to_string(), status)
            .href(format!("/placements/{}/questions/{}", case.placement.id, question.id))
    });
    let declaration = declaration.map(|asked| super::declaration::task(case, asked));
    let partners = super::partners::task(case);
    TaskList::new(declaration.into_iter().chain(partners).chain(tasks).collect::<Vec<_>>()).into()
}

/// Questions with their answers: a question is longer than the name of a fact, and has half of the width.
pub(super) fn long_questions(rows: impl Iterator<Item = SummaryRow>) -> Markup {
    SummaryList::new(rows.collect::<Vec<_>>()).classes("app-answers").into()
}

/// Every answer, to be read.
pub(super) fn answers(case: &Case) -> Markup {
    let asked = case.lot.questions.iter().flat_map(Question::with_follow_ups);
    let shown = asked.filter(|question| {
        let top = case.lot.questions.iter().any(|top| top.id == question.id);
        top || case.placement.answers.get(&question.id).is_some()
    });
    let rows = shown.map(|question| {
        let row = SummaryRow::new(question.question.to_string(), said_answer(case, question));
        if case.may_fill {
            let path = format!("/placements/{}/questions/{}", case.placement.id, question.id);
            row.action("Change", path, question.question.to_string())
        } else {
            row
        }
    });
    long_questions(rows)
}

fn facts(case: &Case) -> Markup {
    let placement = &case.placement;
    let state = placement.state_at(case.now);
    let mut rows = vec![
        SummaryRow::new("Provider", case.provider.name.to_string()),
        SummaryRow::new("Partners", super::partners::said(case)),
        SummaryRow::new("State", state_tag(state.word())),
        SummaryRow::new("Started", when(placement.started_at)),
    ];
    if let Some(at) = placement.submitted_at {
        rows.push(SummaryRow::new("Submitted", when(at)));
    }
    if let Some(decision) = &placement.decision {
        let words = if decision.accepted { "Accepted" } else { "Not accepted" };
        let value = Markup::joined([
            text(format!("{words} at {}", when(decision.at))),
            written(decision.reason.as_str()),
        ]);
        rows.push(SummaryRow::new("Decision", value));
    }
    if let Some(signature) = &placement.signature {
        let by = &signature.signatory;
        let value = format!("{}, {} ({}), at {}", by.name, by.role, by.authority, when(signature.at));
        rows.push(SummaryRow::new("Signed", value));
    }
    if let Some(countersigned) = &placement.countersigned {
        rows.push(SummaryRow::new("Countersigned", when(countersigned.at)));
    }
    rows.extend(super::wording::standing(case));
    if case.declares && !case.may_fill {
        rows.push(super::declaration::row(case));
    }
    if let Some(suspension) = placement.suspension().filter(|_| state == State::Suspended) {
        let until = suspension
            .until
            .map_or("until it is reinstated".to_owned(), |until| format!("until {}", day(until)));
        let grounds = match suspension.grounds {
            Grounds::Urgent => "People are at risk.".to_owned(),
            Grounds::Heard { heard_on } => format!("The provider was heard on {}.", day(heard_on)),
        };
        let value = Markup::joined([
            text(format!("Since {}, {until}. {grounds}", when(suspension.since))),
            written(suspension.reason.as_str()),
        ]);
        rows.push(SummaryRow::new("Suspended", value));
    }
    if let Some(removal) = &placement.removal {
        rows.push(SummaryRow::new(
            "Removed",
            Markup::joined([text(when(removal.at)), written(removal.reason.as_str())]),
        ));
    }
    SummaryList::new(rows).into()
}

fn clarifications(case: &Case) -> Markup {
    let asked = case.placement.clarifications.iter().map(|it| {
        let answer = match (&it.answer, it.answered_at) {
            (Some(answer), Some(at)) => {
                Markup::joined([written(answer.as_str()), text(format!("Answered at {}", when(at)))])
            }
            _ => text(format!(
                "Not answered yet. It can be answered until the end of {}.",
                day(it.asked.answer_by)
            )),
        };
        SummaryRow::new(it.asked.question.to_string(), answer)
    });
    let rows: Vec<_> = asked.collect();
    if rows.is_empty() {
        return Markup::default();
    }
    Markup::joined([section("Questions to the provider"), SummaryList::new(rows).into()])
}

/// What the page of an application shows beside it.
pub(super) struct Shown {
    documents: Vec<DocumentKind>,
    declaration: Option<Asked>,
    to_copy_from: Vec<Placement>,
    /// What the lots are called from which answers were or can be copied.
    lots: LotNames,
}

pub(super) async fn shown(visit: &Visit, id: PlacementId) -> Result<Shown, Answer> {
    visit
        .read(move |work, by| {
            let progress = placements::show(work, by, id)?;
            let may_fill = progress.placement.state == State::Draft
                && by.may(Action::ApplyToLot, &progress.placement).is_ok();
            let to_copy_from = if may_fill { placements::to_copy_from(work, by, id)? } else { vec![] };
            let copied = progress.placement.copied.iter().map(|copied| copied.framework.clone());
            let frameworks = to_copy_from.iter().map(|earlier| earlier.framework.clone()).chain(copied);
            Ok(Shown {
                lots: frameworks::lot_names(work, frameworks.collect::<Vec<_>>())?,
                documents: placements::documents(work, by, id)?,
                declaration: declarations::asked_by(work, by, id)?,
                to_copy_from,
            })
        })
        .await
}

/// How much is to be done before the application can be sent, and what of it is on none of the pages in the list of
/// tasks.
fn left(case: &Case) -> Markup {
    if case.left.is_empty() {
        return text("You have answered everything that is needed. Check your answers, then submit.");
    }
    let things = count(case.left.len(), "thing is left to do", "things are left to do");
    let is_a_task = |pointer: &str| pointer.starts_with("/answers/") || pointer.starts_with("/declaration/");
    let elsewhere = case.left.iter().filter(|reason| !reason.pointer.as_deref().is_some_and(is_a_task));
    let elsewhere: Vec<_> = elsewhere.cloned().collect();
    let says = format!("{things} before you can submit. You can stop at any time: each page is saved.");
    if elsewhere.is_empty() {
        return text(says);
    }
    Markup::joined([text(says), super::eligible::left(case.provider.id, case.placement.id, &elsewhere)])
}

/// The page of an application.
pub(super) fn page(visit: &Visit, case: &Case, shown: &Shown, typed: &Typed) -> Page {
    let id = case.placement.id;
    let title = match case.placement.state_at(case.now) {
        _ if case.may_fill => "Your application",
        State::OnFramework | State::Suspended | State::Removed => "Place on the lot",
        _ => "Application",
    };
    let mut parts = vec![headed(case, title), facts(case)];
    let mut steps = offered(visit, case);
    steps.splice(0..0, super::wording::waiting(case));
    if case.may_fill {
        parts.extend([section("Answer the questions"), left(case)]);
        parts.extend(
            case.placement.copied.as_ref().map(|copied| super::copy::copied(case, copied, &shown.lots)),
        );
        parts.push(tasks(case, shown.declaration.as_ref()));
        parts.push(buttons(steps));
        parts.push(super::copy::offered(visit, case, (&shown.to_copy_from, &shown.lots), typed));
    } else {
        parts.extend([
            buttons(steps),
            clarifications(case),
            documents(visit, case),
            section("Answers"),
            answers(case),
        ]);
        for kind in &shown.documents {
            let (words, path) = match kind {
                DocumentKind::Submission => (
                    "See exactly what was submitted, to print or to keep".to_owned(),
                    "submission".to_owned(),
                ),
                DocumentKind::Agreement => {
                    ("See the signed agreement, to print or to keep".to_owned(), "agreement".to_owned())
                }
                DocumentKind::Variation(version) => {
                    let words =
                        format!("See the agreement as changed by version {version}, to print or to keep");
                    (words, format!("variations/{version}"))
                }
            };
            parts.push(link_line(&words, &format!("/placements/{id}/{path}")));
        }
    }
    let back = if case.may_decide || case.may_suspend {
        "/authority/placements".to_owned()
    } else if visit.by.belongs_to(case.placement.provider) {
        format!("/provider/{}/apply", case.placement.provider)
    } else {
        "/home".to_owned()
    };
    Page::new(title, parts).back(back)
}

#[get("/placements/{id}")]
async fn show(visit: SignedIn, id: Path<PlacementId>) -> Outcome {
    let id = id.into_inner();
    let (case, shown) = (case(&visit, id).await?, shown(&visit, id).await?);
    Ok(visit.show(page(&visit, &case, &shown, &Typed::default())))
}
