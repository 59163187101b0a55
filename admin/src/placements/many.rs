//! Many applications decided in one go: chosen in the queue, then told why on a page of its own.

use super::queue::{HERE, chosen_rows};
use crate::door::parts::{bullets, form, heading, hidden, send, text};
use crate::door::{Answer, Asking, Notice, Outcome, Page, Sent, Typed, Visit, local_path};
use crate::words::count;
use actix_web::post;
use actix_web::web::ServiceConfig;
use domain::organisations::Organisation;
use domain::placements::{ChosenDraft, DecideManyDraft, Placement, StepForMany};
use domain::{Action, FieldError, PlacementId, Platform};
use marketplace::placements;
use ui::Markup;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(choose).service(decide);
}

/// What the step is called on its button.
pub(super) const fn words(step: StepForMany) -> &'static str {
    match step {
        StepForMany::Take => "Take up those chosen",
        StepForMany::Accept => "Accept those chosen",
        StepForMany::Reject => "Turn down those chosen",
        StepForMany::Countersign => "Countersign those chosen",
    }
}

const fn done(step: StepForMany) -> &'static str {
    match step {
        StepForMany::Take => "taken up",
        StepForMany::Accept => "accepted. The providers are asked to sign",
        StepForMany::Reject => "turned down",
        StepForMany::Countersign => "countersigned. The providers stand on their lots now",
    }
}

type Rows = Vec<(PlacementId, i64)>;

/// The names of what was chosen, in its order.
async fn names(visit: &Visit, rows: Rows) -> Result<Vec<String>, Answer> {
    visit
        .read(move |work, by| {
            let _permit = by.may(Action::DecidePlacement, &Platform)?;
            let mut found = vec![];
            for (id, _) in rows {
                let placement: Placement = work.find(id)?;
                let provider: Organisation = work.find(placement.provider)?;
                found.push((provider.name, placement.framework, placement.lot));
            }
            let frameworks = found.iter().map(|(_, framework, _)| framework.clone());
            let lots = marketplace::frameworks::lot_names(work, frameworks)?;
            let called = |(provider, framework, lot)| format!("{provider}: {}", lots.of(&framework, &lot));
            Ok(found.into_iter().map(called).collect())
        })
        .await
}

/// A mistake about a row says which provider's it is.
fn told_by_name(mistakes: &[FieldError], names: &[String]) -> Vec<FieldError> {
    let named = |mistake: &FieldError| {
        let place = mistake.pointer.strip_prefix("/placements/").and_then(|at| at.split('/').next());
        let name = place.and_then(|at| at.parse::<usize>().ok()).and_then(|at| names.get(at));
        match name {
            Some(name) => FieldError {
                pointer: String::new(),
                message: format!("{name}: {}", mistake.message),
                ..mistake.clone()
            },
            None => mistake.clone(),
        }
    };
    mistakes.iter().map(named).collect()
}

fn page(
    visit: &Visit,
    step: StepForMany,
    rows: &Rows,
    names: &[String],
    back: &str,
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let mut inside: Vec<Markup> =
        rows.iter().map(|(id, version)| hidden("_chosen[]", &format!("{id}~{version}"))).collect();
    inside.push(hidden("_step", step.word()));
    inside.push(hidden("_back", back));
    if step.wants_a_reason() {
        let hint = "Every one of these providers reads it";
        inside.push(asking.ask("reason", "Reason").hint(hint).up_to_characters(5000).into());
    }
    let button = send(words(step));
    inside.push(if step == StepForMany::Reject { button.warning() } else { button }.into());
    let parts = [
        heading(words(step)),
        text(format!("You have chosen {}:", count(rows.len(), "application", "applications"))),
        bullets(names.iter().map(String::as_str)),
        text("All of them are decided, or none."),
        form(visit, &format!("{HERE}/decide"), inside),
    ];
    Page::new(words(step), parts).mistakes(mistakes).back(back)
}

struct Chosen {
    step: StepForMany,
    rows: Rows,
    back: String,
}

/// What the queue's form sent. What no form of ours sends leads back to the queue.
fn chosen(sent: &Sent) -> Result<Chosen, Answer> {
    let back = local_path(sent.aside.get("_back")).unwrap_or(HERE).to_owned();
    let rows = chosen_rows(sent.aside.all("_chosen[]"));
    match sent.aside.get("_step").parse::<StepForMany>() {
        Ok(step) if !rows.is_empty() => Ok(Chosen { step, rows, back }),
        _ => {
            let why = "Nothing was done: choose at least one application first.";
            Err(sent.visit.go(back, Notice::not_done(why)))
        }
    }
}

#[post("/authority/placements/choose")]
async fn choose(sent: Sent) -> Outcome {
    let Chosen { step, rows, back } = chosen(&sent)?;
    let names = names(&sent.visit, rows.clone()).await?;
    Ok(sent.visit.show(page(&sent.visit, step, &rows, &names, &back, &Typed::default(), &[])))
}

#[post("/authority/placements/decide")]
async fn decide(sent: Sent) -> Outcome {
    let Chosen { step, rows, back } = chosen(&sent)?;
    let placements = rows.iter().map(|(id, version)| ChosenDraft { id: id.to_string(), version: *version });
    let draft = DecideManyDraft {
        step: step.word().to_owned(),
        reason: sent.typed.get("reason").to_owned(),
        placements: placements.collect(),
    };
    let decided = match draft.parse() {
        Ok(command) => sent.visit.write(move |work, by| placements::decide_many(work, by, &command)).await,
        Err(errors) => Err(errors.into()),
    };
    match decided {
        Ok(decided) => {
            let many = count(decided.len(), "application is", "applications are");
            Ok(sent.visit.go(back, format!("{many} {}.", done(step))))
        }
        Err(rejected) => {
            let names = names(&sent.visit, rows.clone()).await?;
            rejected.on(&sent.visit, |mistakes| {
                let mistakes = told_by_name(mistakes, &names);
                page(&sent.visit, step, &rows, &names, &back, &sent.typed, &mistakes)
            })
        }
    }
}
