//! Opening a directory and closing it, each on a page of its own that asks to confirm it.

use super::case::{Case, case};
use crate::door::parts::{form, hidden, send, text};
use crate::door::{Answer, Outcome, Page, Sent, SignedIn, Stop, VERSION, Visit};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::directories::Step;
use domain::values::Slug;
use marketplace::directories;
use ui::components::Button;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(take);
}

const fn title(step: Step) -> &'static str {
    match step {
        Step::Publish => "Open the directory to everyone",
        Step::Pause => "Close the directory for a while",
        Step::Resume => "Open the directory again",
        Step::Revise => "Change the directory",
    }
}

const fn done(step: Step) -> &'static str {
    match step {
        Step::Publish => "The directory is open to everyone.",
        Step::Pause => "The directory is closed. People read that it is not available for now.",
        Step::Resume => "The directory is open again.",
        Step::Revise => "It is saved.",
    }
}

const fn says(step: Step) -> &'static str {
    match step {
        Step::Publish | Step::Resume => "It shows everything that it may list within a second.",
        Step::Pause | Step::Revise => {
            "Its listings are gone from it at once. Other directories go on showing what they list."
        }
    }
}

fn is_theirs(case: &Case, step: Step) -> bool {
    case.may_keep && step != Step::Revise && case.directory.state.after(step).is_some()
}

/// A link for each step that can be taken now.
pub(super) fn offered(case: &Case) -> Vec<Button> {
    let steps = Step::ALL.iter().copied().filter(|step| is_theirs(case, *step));
    let button = |step: Step| {
        let link = Button::link(title(step), format!("{}/{}", case.path(), step.word()));
        if step == Step::Pause { link.secondary() } else { link }
    };
    steps.map(button).collect()
}

fn page(visit: &Visit, case: &Case, step: Step) -> Page {
    let button = send(title(step));
    let button = if step == Step::Pause { button.warning() } else { button };
    let inside = [hidden(VERSION, &case.directory.version.to_string()), text(says(step)), button.into()];
    let path = format!("{}/{}", case.path(), step.word());
    Page::new(title(step), [case.headed(title(step)), form(visit, &path, inside)]).back(case.path())
}

fn step_of(visit: &Visit, word: &str) -> Result<Step, Answer> {
    let step = word.parse::<Step>().ok().filter(|step| *step != Step::Revise);
    step.ok_or_else(|| visit.stop(Stop::NotFound))
}

#[get("/directories/{slug}/{step}")]
async fn show(visit: SignedIn, path: Path<(Slug, String)>) -> Outcome {
    let (slug, word) = path.into_inner();
    let step = step_of(&visit, &word)?;
    let case = case(&visit, &slug).await?;
    if !case.may_keep {
        return Err(visit.stop(Stop::WrongRole));
    }
    if !is_theirs(&case, step) {
        return Ok(visit.go(case.path(), ""));
    }
    Ok(visit.show(page(&visit, &case, step)))
}

#[post("/directories/{slug}/{step}")]
async fn take(sent: Sent, path: Path<(Slug, String)>) -> Outcome {
    let (slug, word) = path.into_inner();
    let step = step_of(&sent.visit, &word)?;
    let (version, named) = (sent.version, slug.clone());
    let change = move |work: &mut marketplace::Work<'_, '_>, by: &domain::Actor| match step {
        Step::Publish => directories::publish(work, by, &named, version),
        Step::Resume => directories::resume(work, by, &named, version),
        Step::Pause | Step::Revise => directories::pause(work, by, &named, version),
    };
    match sent.visit.write(change).await {
        Ok(_) => Ok(sent.visit.go(format!("/directories/{slug}"), done(step))),
        Err(rejected) => {
            let case = case(&sent.visit, &slug).await?;
            rejected.on(&sent.visit, |_| page(&sent.visit, &case, step))
        }
    }
}
