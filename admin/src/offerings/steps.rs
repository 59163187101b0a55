//! What can be done to an offering as a whole, each on a page of its own that asks to confirm it.

use super::answers::answers;
use super::case::{Case, case};
use crate::door::parts::{form, hidden, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::offerings::{PauseDraft, Step};
use domain::{FieldError, OfferingId};
use marketplace::offerings;
use ui::Markup;
use ui::components::{Button, WarningText};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(take);
}

/// What a step is called on its button and on its page. Revising has pages of its own.
const fn title(step: Step) -> &'static str {
    match step {
        Step::Publish => "Check what it says and publish",
        Step::Pause => "Pause the offering",
        Step::Resume => "Resume the offering",
        Step::Confirm => "Say that it is still right",
        Step::End => "End the offering",
        Step::Revise => "Change what it says",
    }
}

/// What is told once a step was taken.
const fn done(step: Step) -> &'static str {
    match step {
        Step::Publish => "It is live. Directories that may list it show it within a second.",
        Step::Pause => "It is paused. Its listings are gone.",
        Step::Resume => "It is live again.",
        Step::Confirm => "Directories show that you checked it today.",
        Step::End => "It has ended. Its listings are gone.",
        Step::Revise => "It is saved.",
    }
}

fn is_theirs(case: &Case, step: Step) -> bool {
    case.may_keep && step != Step::Revise && case.state().after(step).is_some()
}

/// A link for each step that can be taken now.
pub(super) fn offered(case: &Case) -> Vec<Button> {
    let steps = Step::ALL.iter().copied().filter(|step| is_theirs(case, *step));
    let button = |step: Step| {
        let link = Button::link(title(step), format!("/offerings/{}/{}", case.offering.id, step.word()));
        if matches!(step, Step::Publish | Step::Resume) { link } else { link.secondary() }
    };
    steps.map(button).chain(super::full::offered(case)).collect()
}

fn fields(visit: &Visit, case: &Case, step: Step, asking: &Asking<'_>) -> Vec<Markup> {
    match step {
        Step::Publish => vec![answers(visit, case)],
        Step::Pause => vec![
            text("Its listings are gone at once. People read that it is closed for the time being."),
            asking.ask("reason", "Why do you pause it?").hint("You and the authority read it").input().into(),
            asking
                .ask_day("until", "First day back (optional)", "Left empty, it lasts until you resume it")
                .into(),
        ],
        Step::Resume => {
            vec![text("People can have it again at once, and directories list it where they may.")]
        }
        Step::Confirm => vec![
            text("Directories show the day on which you last checked what it says."),
            answers(visit, case),
        ],
        Step::End | Step::Revise => {
            vec![WarningText::new("Its listings are gone at once. An offering that has ended cannot be begun again: write a new one.").into()]
        }
    }
}

fn page(visit: &Visit, case: &Case, step: Step, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let here = format!("/offerings/{}/{}", case.offering.id, step.word());
    let words = match step {
        Step::Publish => "Publish",
        Step::Confirm => "Everything is right",
        other => title(other),
    };
    let button = send(words);
    let button = if matches!(step, Step::Pause | Step::End) { button.warning() } else { button };
    let mut parts = vec![hidden(VERSION, &case.offering.version.to_string())];
    parts.extend(fields(visit, case, step, &asking));
    parts.push(button.into());
    Page::new(title(step), [case.headed(title(step)), form(visit, &here, parts)])
        .back(format!("/offerings/{}", case.offering.id))
}

fn step_of(visit: &Visit, word: &str) -> Result<Step, crate::door::Answer> {
    let step = word.parse::<Step>().ok().filter(|step| *step != Step::Revise);
    step.ok_or_else(|| visit.stop(Stop::NotFound))
}

#[get("/offerings/{id}/{step}")]
async fn show(visit: SignedIn, path: Path<(OfferingId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let step = step_of(&visit, &word)?;
    let case = case(&visit, id).await?;
    if !case.may_keep {
        return Err(visit.stop(Stop::WrongRole));
    }
    if !is_theirs(&case, step) {
        return Ok(visit.go(format!("/offerings/{id}"), ""));
    }
    Ok(visit.show(page(&visit, &case, step, &Typed::default(), &[])))
}

#[post("/offerings/{id}/{step}")]
async fn take(sent: Sent, path: Path<(OfferingId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let step = step_of(&sent.visit, &word)?;
    let (version, visit) = (sent.version, &sent.visit);
    let outcome = match step {
        Step::Publish => visit.write(move |work, by| offerings::publish(work, by, id, version)).await,
        Step::Resume => visit.write(move |work, by| offerings::resume(work, by, id, version)).await,
        Step::Confirm => visit.write(move |work, by| offerings::confirm(work, by, id, version)).await,
        Step::End => visit.write(move |work, by| offerings::end(work, by, id, version)).await,
        Step::Pause => {
            let pause = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor, pause| {
                offerings::pause(work, by, id, version, pause)
            };
            sent.act(PauseDraft::parse, pause).await
        }
        Step::Revise => return Err(visit.stop(Stop::NotFound)),
    };
    match outcome {
        Ok(_) => Ok(sent.visit.go(format!("/offerings/{id}"), done(step))),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, step, &sent.typed, mistakes))
        }
    }
}
