//! The declaration that goes with an application: its sections as a task list, each answered and confirmed on a page.

use super::case::{Case, case};
use super::question::{answer_said, answers_from, field, headed, typed_of};
use crate::door::parts::{bullets, form, hidden, section as heading_of_part, send, text, written};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit, basis};
use crate::words::{count, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::declarations::{Declaration, SectionState, TakeOverDraft};
use domain::frameworks::Section;
use domain::frameworks::questions::{Answers, Question};
use domain::{FieldError, PlacementId};
use marketplace::declarations::{self, Asked};
use marketplace::{At, Work, frameworks};
use std::collections::BTreeMap;
use ui::components::{Details, InsetText, SummaryRow, Tag, TagColour, Task, TaskList, TaskStatus};
use ui::{Content, Markup};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(list).service(take_over).service(show).service(save);
}

fn here(case: &Case) -> String {
    format!("/placements/{}/declaration", case.placement.id)
}

async fn asked(visit: &Visit, id: PlacementId) -> Result<(Case, Asked), Answer> {
    let case = case(visit, id).await?;
    let asked = visit.read(move |work, by| declarations::asked_by(work, by, id)).await?;
    Ok((case, asked.ok_or_else(|| visit.stop(Stop::NotFound))?))
}

fn status(state: SectionState) -> TaskStatus {
    match state {
        SectionState::Complete => TaskStatus::done("Completed"),
        SectionState::ToReview => Tag::new("To review").colour(TagColour::Yellow).into(),
        SectionState::Incomplete => Tag::new("Incomplete").into(),
        SectionState::NotStarted => Tag::new("Not started").into(),
    }
}

/// How far the declaration is, for the task list of an application.
pub(super) fn task(case: &Case, asked: &Asked) -> Task {
    let states = asked.asks.sections.iter().map(|section| asked.declaration.state_of(section));
    let states: Vec<_> = states.collect();
    let all = |wanted: SectionState| states.iter().all(|state| *state == wanted);
    let whole = if states.contains(&SectionState::ToReview) {
        SectionState::ToReview
    } else if all(SectionState::Complete) || all(SectionState::NotStarted) {
        states.first().copied().unwrap_or(SectionState::Complete)
    } else {
        SectionState::Incomplete
    };
    Task::new("Your declaration", status(whole)).href(here(case))
}

fn taken_from(declaration: &Declaration, asked: &Asked) -> Markup {
    let Some(taken) = &declaration.taken_from else { return Markup::default() };
    let says = format!(
        "Answers were taken over at {} from your declaration to {}. Review each section and confirm it.",
        when(taken.at),
        taken.framework
    );
    let mut parts = vec![Markup::from(InsetText::new(says))];
    if !taken.not_taken.is_empty() {
        let asks = asked.asks.sections.iter().flat_map(|section| &section.questions);
        let asks: Vec<_> = asks.flat_map(Question::with_follow_ups).collect();
        let reasons = taken.not_taken.iter().map(|left| {
            let words = asks.iter().find(|question| question.id == left.question);
            let words = words.map_or_else(|| left.question.to_string(), |it| it.question.to_string());
            format!("{words}: {}", left.why)
        });
        let summary =
            count(taken.not_taken.len(), "answer was not taken over", "answers were not taken over");
        parts.push(Details::new(summary, bullets(reasons)).into());
    }
    Markup::joined(parts)
}

/// The form that takes an earlier declaration over, where the framework allows it and there is one.
fn reuse(
    visit: &Visit,
    case: &Case,
    asked: &Asked,
    earlier: &[(Declaration, String)],
    typed: &Typed,
) -> Markup {
    if !asked.asks.reuse || earlier.is_empty() {
        return Markup::default();
    }
    let choices = earlier.iter().map(|(it, framework)| (it.id.to_string(), framework.clone()));
    let choices = std::iter::once((String::new(), "Choose a framework".to_owned())).chain(choices);
    let asking = Asking::of(typed, &[]);
    let inside: [Markup; 3] = [
        hidden(VERSION, &asked.declaration.version.to_string()),
        asking
            .ask("from", "What you declared to which framework?")
            .select(choices.collect::<Vec<_>>())
            .into(),
        send("Take the answers over").secondary().into(),
    ];
    Markup::joined([
        heading_of_part("Use what you declared before"),
        text(
            "Answers that you confirmed there come over where the same is asked and you have answered nothing yet. You \
             review and confirm each section before you submit.",
        ),
        form(visit, &format!("{}/take-over", here(case)), inside),
    ])
}

/// Every section with its answers, to be read.
fn as_declared(asked: &Asked) -> Vec<Markup> {
    let mut parts = vec![];
    for section in &asked.asks.sections {
        parts.push(heading_of_part(section.title.as_str()));
        let questions = section.questions.iter().flat_map(Question::with_follow_ups);
        let rows = questions.filter_map(|question| {
            let answer = asked.declaration.answers.get(&question.id)?;
            Some(SummaryRow::new(question.question.to_string(), answer_said(question, answer)))
        });
        parts.push(super::case::long_questions(rows));
        let confirmed = asked.declaration.confirmed_at(section);
        let says = confirmed
            .map_or_else(|| "Not confirmed yet.".to_owned(), |at| format!("Confirmed at {}.", when(at)));
        parts.push(text(says));
    }
    parts
}

fn list_page(
    visit: &Visit,
    case: &Case,
    asked: &Asked,
    earlier: &[(Declaration, String)],
    typed: &Typed,
) -> Page {
    let title = "Declaration";
    let mut parts = vec![headed(case, title), text(format!("Provider: {}", case.provider.name))];
    if case.may_fill {
        parts.push(text(
            "You declare this once to the framework, whatever the lots that you apply to. Each section is confirmed when \
             you have answered and saved it.",
        ));
        parts.push(taken_from(&asked.declaration, asked));
        let tasks = asked.asks.sections.iter().map(|section| {
            let state = status(asked.declaration.state_of(section));
            Task::new(section.title.to_string(), state).href(format!("{}/{}", here(case), section.id))
        });
        parts.push(TaskList::new(tasks.collect::<Vec<_>>()).into());
        parts.push(reuse(visit, case, asked, earlier, typed));
    } else {
        parts.push(text("This is the declaration as it stands now. What was submitted with the application is kept with it."));
        parts.extend(as_declared(asked));
    }
    Page::new(title, parts).back(format!("/placements/{}", case.placement.id))
}

/// What was declared before, each with what its framework is called.
async fn earlier(visit: &Visit, case: &Case, asked: &Asked) -> Result<Vec<(Declaration, String)>, Answer> {
    if !case.may_fill {
        return Ok(vec![]);
    }
    let (id, version) = (asked.declaration.id, Some(asked.framework_version));
    visit
        .read(move |work, by| {
            let names: BTreeMap<_, _> = frameworks::names(work)?.into_iter().collect();
            let called = |it: &Declaration| {
                names.get(&it.framework).cloned().unwrap_or_else(|| it.framework.to_string())
            };
            let earlier = declarations::to_take_over(work, by, id, version)?;
            Ok(earlier.into_iter().map(|it| (it.clone(), called(&it))).collect())
        })
        .await
}

#[get("/placements/{id}/declaration")]
async fn list(visit: SignedIn, id: Path<PlacementId>) -> Outcome {
    let (case, asked) = asked(&visit, id.into_inner()).await?;
    let earlier = earlier(&visit, &case, &asked).await?;
    Ok(visit.show(list_page(&visit, &case, &asked, &earlier, &Typed::default())))
}

#[post("/placements/{id}/declaration/take-over")]
async fn take_over(sent: Sent, id: Path<PlacementId>) -> Outcome {
    let (case, asked) = asked(&sent.visit, id.into_inner()).await?;
    let at = At { id: asked.declaration.id, version: sent.version };
    let version = Some(asked.framework_version);
    let parse = |draft: TakeOverDraft| TakeOverDraft { framework_version: version, ..draft }.parse();
    let done = sent.act(parse, move |work, by, from| declarations::take_over(work, by, at, from)).await;
    match done {
        Ok(_) => Ok(sent.visit.go(here(&case), "The answers are there for you to review.")),
        Err(rejected) => {
            let earlier = earlier(&sent.visit, &case, &asked).await?;
            rejected.on(&sent.visit, |mistakes| {
                list_page(&sent.visit, &case, &asked, &earlier, &sent.typed).mistakes(mistakes)
            })
        }
    }
}

fn filled_from(asked: &Asked, section: &Section) -> Markup {
    basis(asked.declaration.version, &asked.declaration.answers_to(section))
}

fn section_page(
    visit: &Visit,
    case: &Case,
    asked: &Asked,
    section: &Section,
    typed: &Typed,
    (basis, mistakes, both): (Markup, &[FieldError], Option<Markup>),
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let is_to_review = asked.declaration.state_of(section) == SectionState::ToReview;
    let mut parts = vec![headed(case, section.title.as_str())];
    parts.extend(section.intro.as_ref().map(|intro| written(intro.as_str())));
    if is_to_review {
        let says = "These answers were given before, or to questions that were worded otherwise. Check each of them.";
        parts.push(InsetText::new(says).into());
    }
    parts.extend(both);
    let mut inside = vec![basis];
    inside.extend(section.questions.iter().map(|question| field(&asking, question, false)));
    let words = if is_to_review { "Confirm and continue" } else { "Save and continue" };
    inside.push(send(words).into());
    parts.push(form(visit, &format!("{}/{}", here(case), section.id), inside));
    Page::new(section.title.to_string(), parts).mistakes(mistakes).back(here(case))
}

fn section<'a>(visit: &Visit, asked: &'a Asked, key: &str) -> Result<&'a Section, Answer> {
    let found = asked.asks.sections.iter().find(|section| section.id.as_str() == key);
    found.ok_or_else(|| visit.stop(Stop::NotFound))
}

#[get("/placements/{id}/declaration/{section}")]
async fn show(visit: SignedIn, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let (case, asked) = asked(&visit, id).await?;
    let section = section(&visit, &asked, &key)?;
    if !case.may_fill {
        return Err(Answer::see(here(&case)));
    }
    let typed = typed_of(&asked.declaration.answers_to(section));
    Ok(visit.show(section_page(
        &visit,
        &case,
        &asked,
        section,
        &typed,
        (filled_from(&asked, section), &[], None),
    )))
}

/// The section after this one that is not finished, or the list.
fn next_after(case: &Case, asks: &Asked, declaration: &Declaration, section: &Section) -> String {
    let after = asks.asks.sections.iter().skip_while(|it| it.id != section.id).skip(1);
    let next = after.into_iter().find(|it| declaration.state_of(it) != SectionState::Complete);
    next.map_or_else(|| here(case), |next| format!("{}/{}", here(case), next.id))
}

#[post("/placements/{id}/declaration/{section}")]
async fn save(sent: Sent, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, key) = path.into_inner();
    let (case, asked) = asked(&sent.visit, id).await?;
    let section = section(&sent.visit, &asked, &key)?;
    let given = section.questions.iter().flat_map(|question| answers_from(&sent.typed, question).0);
    let command = (section.id.clone(), Some(asked.framework_version), Answers(given.collect()));
    // What someone answered in another section meanwhile is nothing to this one.
    let is_as_seen = sent.has_seen(&asked.declaration.answers_to(section));
    let version = if is_as_seen { asked.declaration.version } else { sent.version };
    let at = At { id: asked.declaration.id, version };
    let declare = move |work: &mut Work<'_, '_>, by: &domain::Actor| {
        declarations::declare(work, by, at, command.clone())
    };
    match sent.visit.write(declare).await {
        Ok(declaration) if declaration.state_of(section) == SectionState::Complete => {
            Ok(sent.visit.go(next_after(&case, &asked, &declaration, section), ""))
        }
        Ok(_) => {
            let says = "It is saved. Something in this section is still to be answered.";
            Ok(sent.visit.go(here(&case), says))
        }
        Err(rejected) => {
            let (case, now) = self::asked(&sent.visit, id).await?;
            let questions: Vec<_> = section.questions.iter().collect();
            let both = super::both::both(&questions, &sent.typed, &now.declaration.answers);
            sent.again_beside(rejected, Some((both, now.declaration.version)), |typed, _, mistakes, both| {
                let basis = if both.is_some() { filled_from(&now, section) } else { sent.basis() };
                section_page(&sent.visit, &case, &now, section, typed, (basis, mistakes, both))
            })
        }
    }
}

/// A row of the facts of a place: where its declaration is read.
pub(super) fn row(case: &Case) -> SummaryRow {
    let link = crate::door::parts::link("What the provider declares", &here(case));
    SummaryRow::new("Declaration", Content::from(link))
}
