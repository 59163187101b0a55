//! What can be done to an application, each on a page of its own: by the provider and by the authority.

use super::case::{Case, answers, case};
use super::question::headed;
use crate::door::parts::{form, hidden, link, section, send, text};
use crate::door::{Asking, Elsewhere, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::when;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::casework::{AnswerDraft, AskDraft, ReasonDraft, SuspendDraft};
use domain::frameworks::questions::Question;
use domain::placements::{SignDraft, State, Step};
use domain::{FieldError, PlacementId};
use marketplace::{At, placements};
use ui::Markup;
use ui::components::{Button, Radio, WarningText};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(take);
}

/// What a step is called on its button and on its page.
const fn title(step: Step) -> &'static str {
    match step {
        Step::Submit => "Check your answers and submit",
        Step::Withdraw => "Withdraw the application",
        Step::Take => "Take it up",
        Step::Ask => "Ask the provider something",
        Step::Answer => "Answer the question",
        Step::Accept => "Accept the application",
        Step::Reject => "Turn the application down",
        Step::Sign => "Sign the framework agreement",
        Step::Countersign => "Countersign the agreement",
        Step::Suspend => "Suspend the provider from the lot",
        Step::Reinstate => "Reinstate the provider",
        Step::Remove => "Remove the provider from the lot",
    }
}

/// What is told once a step was taken.
const fn done(step: Step) -> &'static str {
    match step {
        Step::Submit => "Your application is submitted. We have written to you.",
        Step::Withdraw => "The application is withdrawn.",
        Step::Take => "You have taken the application up.",
        Step::Ask => "We have asked the provider.",
        Step::Answer => "Your answer is sent.",
        Step::Accept => "The application is accepted. The provider is asked to sign.",
        Step::Reject => "The application is turned down.",
        Step::Sign => "The agreement is signed. The authority countersigns it.",
        Step::Countersign => "The provider stands on the lot now.",
        Step::Suspend => "The provider is suspended. Its listings are gone.",
        Step::Reinstate => "The provider is back on the lot.",
        Step::Remove => "The provider is removed from the lot.",
    }
}

/// Whether this is a step of whoever looks, so that the page offers it. The use case decides when it is taken.
fn is_theirs(visit: &Visit, case: &Case, step: Step) -> bool {
    let own = visit.by.belongs_to(case.placement.provider);
    let lawful = case.placement.state_at(case.now).after(step).is_some();
    lawful
        && match step {
            Step::Submit | Step::Withdraw | Step::Answer => own,
            Step::Sign => case.may_sign,
            Step::Take | Step::Ask | Step::Accept | Step::Reject | Step::Countersign => case.may_decide,
            Step::Suspend | Step::Reinstate | Step::Remove => case.may_suspend,
        }
}

/// Whether a step is beside what leads on.
const fn is_secondary(step: Step) -> bool {
    matches!(step, Step::Withdraw | Step::Reject | Step::Suspend | Step::Remove | Step::Ask)
}

/// A link for each step that can be taken now.
pub(super) fn offered(visit: &Visit, case: &Case) -> Vec<Button> {
    let mut steps: Vec<Step> =
        Step::ALL.iter().copied().filter(|step| is_theirs(visit, case, *step)).collect();
    // What leads on comes first.
    steps.sort_by_key(|step| is_secondary(*step));
    let button = |step: Step| {
        let link = Button::link(title(step), format!("/placements/{}/{}", case.placement.id, step.word()));
        if is_secondary(step) { link.secondary() } else { link }
    };
    steps.into_iter().map(button).collect()
}

fn reason(asking: &Asking<'_>, hint: &str) -> Markup {
    asking.ask("reason", "Reason").hint(hint).up_to_characters(5000).into()
}

/// Everything that keeps an application from being sent, also before its sender tries.
fn to_put_right(case: &Case) -> Markup {
    if case.left.is_empty() {
        return Markup::default();
    }
    let list = super::eligible::left(case.provider.id, case.placement.id, &case.left);
    Markup::joined([section("Put right first"), list])
}

/// Where each thing that keeps an application from being sent is put right.
fn elsewhere(case: &Case, mistakes: &[FieldError]) -> Vec<Elsewhere> {
    let here = format!("/placements/{}", case.placement.id);
    let asked = |key: &str| {
        let mut asked = case.lot.questions.iter().flat_map(Question::with_follow_ups);
        asked.find(|question| question.id.as_str() == key).map(|question| question.question.to_string())
    };
    let place = |mistake: &FieldError| {
        let pointer = mistake.pointer.clone();
        if let Some(key) = pointer.strip_prefix("/declaration/") {
            let path = format!("{here}/declaration/{key}");
            return Some(Elsewhere { name: String::new(), path, pointer });
        }
        let key = pointer.strip_prefix("/answers/")?.split('/').next()?;
        Some(Elsewhere { name: asked(key)?, path: format!("{here}/questions/{key}"), pointer })
    };
    mistakes.iter().filter_map(place).collect()
}

fn fields(case: &Case, step: Step, asking: &Asking<'_>) -> Vec<Markup> {
    match step {
        Step::Submit => {
            let warning = "You cannot change your answers once you have submitted them.";
            let mut parts = vec![to_put_right(case), section("Your answers"), answers(case)];
            if case.declares {
                let here = format!("/placements/{}/declaration", case.placement.id);
                parts.push(text(Markup::joined([
                    Markup::trusted("Your declaration is sent with it: "),
                    link("read what you declare", &here),
                ])));
            }
            parts.push(WarningText::new(warning).into());
            parts
        }
        Step::Withdraw => vec![text("You can apply again while the framework takes applications.")],
        Step::Take => {
            vec![text("While you assess it, the provider can only be asked questions or withdraw.")]
        }
        Step::Ask => vec![
            asking.ask("question", "What do you want to know?").up_to_characters(5000).into(),
            asking.ask_day("answer_by", "Last day for the answer", "For example, 27 3 2027").into(),
        ],
        Step::Answer => {
            let asked = case.placement.open_clarification();
            let question = asked.map_or_else(Markup::default, |asked| {
                Markup::joined([
                    text("The authority asks:"),
                    ui::components::InsetText::new(asked.asked.question.to_string()).into(),
                ])
            });
            vec![question, asking.ask("answer", "Your answer").up_to_characters(5000).into()]
        }
        Step::Accept => vec![reason(asking, "The provider reads it")],
        Step::Reject => {
            vec![reason(asking, "The provider reads it: say what was missing, so that it can apply again")]
        }
        Step::Sign => {
            let text = case.agreement.as_ref().map(super::wording::agreement_text);
            let fields = super::wording::signing_fields(asking, case.provider.name.as_str());
            text.into_iter().chain([section("Sign it")]).chain(fields).collect()
        }
        Step::Countersign => {
            let says = "With your countersignature the provider stands on the lot, and what it offers can be listed.";
            let signed = case.placement.signature.iter().map(|it| {
                let by = &it.signatory;
                text(format!("Signed by {}, {} ({}), at {}.", by.name, by.role, by.authority, when(it.at)))
            });
            let agreement = case.agreement.as_ref().map(super::wording::agreement_text);
            signed.chain(agreement).chain([text(says)]).collect()
        }
        Step::Suspend => suspension_fields(asking),
        Step::Reinstate => vec![text("What the provider offers can be listed again at once.")],
        Step::Remove => vec![reason(asking, "The provider reads it. Removal cannot be undone")],
    }
}

/// The fields of a suspension, of a place or of a mark.
pub(crate) fn suspension_fields(asking: &Asking<'_>) -> Vec<Markup> {
    let heard = asking.ask_day("heard_on", "On which day was the provider heard?", "For example, 27 3 2027");
    vec![
        reason(asking, "The provider reads it"),
        asking
            .ask("grounds", "On which grounds?")
            .radios([
                Radio::new("heard", "The provider was heard").conditional(Markup::from(heard)),
                Radio::new("urgent", "People are at risk: at once"),
            ])
            .into(),
        asking
            .ask_day(
                "until",
                "First day back (optional)",
                "Left empty, it lasts until someone reinstates the provider",
            )
            .into(),
    ]
}

fn page(visit: &Visit, case: &Case, step: Step, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let here = format!("/placements/{}/{}", case.placement.id, step.word());
    let words = match step {
        Step::Submit => "Submit the application",
        other => title(other),
    };
    let button = send(words);
    let button = if matches!(step, Step::Withdraw | Step::Reject | Step::Suspend | Step::Remove) {
        button.warning()
    } else {
        button
    };
    let mut parts = vec![hidden(VERSION, &case.placement.version.to_string())];
    parts.extend(fields(case, step, &asking));
    parts.push(button.into());
    Page::new(
        title(step),
        [
            headed(case, title(step)),
            text(format!("Provider: {}", case.provider.name)),
            form(visit, &here, parts),
        ],
    )
    .back(format!("/placements/{}", case.placement.id))
    .elsewhere(if step == Step::Submit { elsewhere(case, mistakes) } else { vec![] })
}

#[get("/placements/{id}/{step}")]
async fn show(visit: SignedIn, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let Ok(step) = word.parse::<Step>() else { return Err(visit.stop(Stop::NotFound)) };
    let case = case(&visit, id).await?;
    if !is_theirs(&visit, &case, step) {
        return Ok(visit.go(format!("/placements/{id}"), ""));
    }
    Ok(visit.show(page(&visit, &case, step, &Typed::default(), &[])))
}

#[post("/placements/{id}/{step}")]
async fn take(sent: Sent, path: Path<(PlacementId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let Ok(step) = word.parse::<Step>() else { return Err(sent.visit.stop(Stop::NotFound)) };
    let at = At { id, version: sent.version };
    let now = sent.visit.market().clock().now();
    let visit = &sent.visit;
    let outcome = match step {
        Step::Submit => visit.write(move |work, by| placements::submit(work, by, at)).await,
        Step::Withdraw => visit.write(move |work, by| placements::withdraw(work, by, at)).await,
        Step::Take => visit.write(move |work, by| placements::take(work, by, at)).await,
        Step::Countersign => visit.write(move |work, by| placements::countersign(work, by, at)).await,
        Step::Reinstate => visit.write(move |work, by| placements::reinstate(work, by, at)).await,
        Step::Ask => {
            let parse = |draft: AskDraft| draft.parse(now);
            sent.act(parse, move |work, by, asked| placements::ask(work, by, at, &asked)).await
        }
        Step::Answer => {
            sent.act(AnswerDraft::parse, move |work, by, said| placements::answer(work, by, at, said)).await
        }
        Step::Accept => {
            sent.act(ReasonDraft::parse, move |work, by, why| placements::accept(work, by, at, &why)).await
        }
        Step::Reject => {
            sent.act(ReasonDraft::parse, move |work, by, why| placements::reject(work, by, at, &why)).await
        }
        Step::Remove => {
            sent.act(ReasonDraft::parse, move |work, by, why| placements::remove(work, by, at, &why)).await
        }
        Step::Sign => {
            sent.act(SignDraft::parse, move |work, by, who| placements::sign(work, by, at, who)).await
        }
        Step::Suspend => {
            let parse = |draft: SuspendDraft| draft.parse(now);
            sent.act(parse, move |work, by, how| placements::suspend(work, by, at, &how)).await
        }
    };
    match outcome {
        Ok(placement) if placement.state == State::Withdrawn && step != Step::Withdraw => {
            Ok(sent.visit.go(format!("/placements/{id}"), ""))
        }
        Ok(_) => Ok(sent.visit.go(format!("/placements/{id}"), done(step))),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, step, &sent.typed, mistakes))
        }
    }
}
