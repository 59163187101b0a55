//! The page of each thing that can be done to an application for the mark.

use super::case::{Case, case};
use super::effects::{effect_of, effect_said};
use super::exclusions::without_empty_exclusions;
use super::fields::fields;
use super::fields::without_conditions_of_another_outcome;
use super::letter;
use super::moves::Move;
use super::otherwise::{as_decided, as_recommended};
use crate::door::parts::{file_form, form, heading_of, hidden, send};
use crate::door::{
    Answer, Asking, Elsewhere, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, VERSION, Visit,
};
use actix_web::http::StatusCode;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::commands::{AssignDraft, BeginDraft, DecideDraft, HearAppealDraft};
use domain::accreditation::{Accreditation, NoticeDraft, VisitDraft};
use domain::casework::{AnswerDraft, AskDraft, ReasonDraft, RevokeDraft, SuspendDraft};
use domain::reviews::ReviewerDraft;
use domain::values::Prose;
use domain::{AccreditationId, Actor, FieldError, FieldErrors, Fields};
use marketplace::accreditation::{Effect, Workload};
use marketplace::{At, Work, accreditation as marks};
use serde::Deserialize;
use ui::components::Button;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(make);
}

/// A link for each move that can be made now.
pub(super) fn offered(visit: &Visit, case: &Case) -> Vec<Button> {
    let me = visit.by.person();
    let mut offered: Vec<Move> = Move::ALL.iter().copied().filter(|it| it.is_offered(case, me)).collect();
    // What leads on comes first.
    offered.sort_by_key(|it| it.is_minor());
    let button = |it: Move| {
        let link = Button::link(it.title(), format!("/marks/{}/{}", case.case.id, it.word()));
        if it.is_minor() { link.secondary() } else { link }
    };
    let mut all: Vec<Button> = offered.into_iter().map(button).collect();
    if case.is_assessor && case.case.both_locked() && case.case.is_unsettled() {
        all.insert(0, Button::link("Settle what differs", format!("/marks/{}/sides", case.case.id)));
    }
    all
}

/// Those to whom an application can be given.
async fn assessors(visit: &Visit, it: Move) -> Result<Vec<Workload>, Answer> {
    if !matches!(it, Move::Assign | Move::Moderator) {
        return Ok(vec![]);
    }
    visit.read(marks::workloads).await
}

fn page(
    visit: &Visit,
    case: &Case,
    it: Move,
    (people, effect): (&[Workload], Option<&Effect>),
    typed: &Typed,
    mistakes: &[FieldError],
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let here = format!("/marks/{}/{}", case.case.id, it.word());
    let mut parts = vec![hidden(VERSION, &case.case.version.to_string())];
    parts.extend(fields(case, it, &asking, people));
    parts.extend(effect.map(effect_said));
    let button = send(if letter::tells_of(it) { "Read the letter" } else { it.title() });
    parts.push(if it.is_grave() { button.warning() } else { button }.into());
    let form = if it == Move::Visit { file_form(visit, &here, parts) } else { form(visit, &here, parts) };
    Page::new(it.title(), [heading_of(case.provider.name.as_str(), it.title()), form])
        .back(format!("/marks/{}", case.case.id))
        .elsewhere(to_put_right(case, it, mistakes))
}

/// Where each thing that keeps an application from being sent is put right.
fn to_put_right(case: &Case, it: Move, mistakes: &[FieldError]) -> Vec<Elsewhere> {
    let here = format!("/marks/{}/evidence", case.case.id);
    let place = |mistake: &FieldError| {
        let pointer = mistake.pointer.clone();
        let criterion = pointer.strip_prefix("/evidence/")?.split('/').next()?;
        Some(Elsewhere { name: String::new(), path: format!("{here}/{criterion}"), pointer })
    };
    mistakes.iter().filter(|_| it == Move::Submit).filter_map(place).collect()
}

#[get("/marks/{id}/{move}")]
async fn show(visit: SignedIn, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let Ok(it) = word.parse::<Move>() else { return Err(visit.stop(Stop::NotFound)) };
    let case = case(&visit, id).await?;
    if !it.is_offered(&case, visit.by.person()) {
        return Ok(visit.go(format!("/marks/{id}"), ""));
    }
    let people = assessors(&visit, it).await?;
    let effect = effect_of(&visit, id, it).await?;
    let typed = match it {
        Move::Decide => as_recommended(&case),
        Move::HearAppeal => as_decided(&case),
        _ => Typed::default(),
    };
    Ok(visit.show(page(&visit, &case, it, (&people, effect.as_ref()), &typed, &[])))
}

/// Which condition was met.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ConditionDraft {
    place: Option<usize>,
}

impl ConditionDraft {
    fn parse(self) -> Result<usize, FieldErrors> {
        self.place.ok_or_else(|| FieldErrors::one("/place", "required", "Choose the condition"))
    }
}

/// What was done about a condition.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ConditionAnswerDraft {
    place: Option<usize>,
    text: String,
}

impl ConditionAnswerDraft {
    fn parse(self) -> Result<(usize, Prose), FieldErrors> {
        let mut fields = Fields::new();
        if self.place.is_none() {
            fields.refuse("/place", "required", "Choose the condition");
        }
        let text = fields.parse("/text", &self.text);
        fields.finish(|| Some((self.place?, text?)))
    }
}

async fn made(sent: &Sent, it: Move, at: At<AccreditationId>) -> Result<Accreditation, Rejected> {
    let now = sent.visit.market().clock().now();
    let visit = &sent.visit;
    match it {
        Move::Submit => visit.write(move |work, by| marks::submit(work, by, at)).await,
        Move::Withdraw => visit.write(move |work, by| marks::withdraw(work, by, at)).await,
        Move::Claim => visit.write(move |work, by| marks::claim(work, by, at)).await,
        Move::Lock => visit.write(move |work, by| marks::lock(work, by, at)).await,
        Move::Moderator => {
            sent.act(ReviewerDraft::parse, move |work, by, who| marks::appoint_moderator(work, by, at, who))
                .await
        }
        Move::Visit => {
            let parse = |draft: VisitDraft| draft.parse(now);
            let file = sent.file.clone();
            let report = move |work: &mut Work<'_, '_>, by: &Actor, seen| {
                let case = marks::report_visit(work, by, at, seen)?;
                let Some(file) = &file else { return Ok(case) };
                let at = At { id: case.id, version: case.version };
                let last = case.assessment.visits.len() - 1;
                marks::add_to_visit(work, by, at, last, (&file.name, &file.bytes))
            };
            sent.act(parse, report).await
        }
        Move::Resume => visit.write(move |work, by| marks::resume(work, by, at)).await,
        Move::SendBack => visit.write(move |work, by| marks::send_back(work, by, at)).await,
        Move::Reinstate => visit.write(move |work, by| marks::reinstate(work, by, at)).await,
        Move::Begin => sent.act(BeginDraft::parse, move |work, by, ()| marks::begin(work, by, at)).await,
        Move::Answer => {
            sent.act(AnswerDraft::parse, move |work, by, said| marks::answer(work, by, at, said)).await
        }
        Move::Appeal => {
            sent.act(ReasonDraft::parse, move |work, by, why| marks::appeal(work, by, at, why)).await
        }
        Move::Conflict => {
            sent.act(ReasonDraft::parse, move |work, by, why| marks::declare_conflict(work, by, at, why))
                .await
        }
        Move::Assign => {
            sent.act(AssignDraft::parse, move |work, by, who| marks::assign(work, by, at, who)).await
        }
        Move::Ask => {
            sent.act(
                |draft: AskDraft| draft.parse(now),
                move |work, by, asked| marks::ask(work, by, at, &asked),
            )
            .await
        }
        Move::Recommend => {
            let parse = |draft: DecideDraft| draft.parse(now);
            sent.act(parse, move |work, by, how| marks::recommend(work, by, at, how)).await
        }
        Move::Decide => {
            let parse = |draft: DecideDraft| draft.parse(now);
            sent.act(parse, move |work, by, how| marks::decide(work, by, at, &how)).await
        }
        Move::HearAppeal => {
            let parse = |draft: HearAppealDraft| draft.parse(now);
            sent.act(parse, move |work, by, how| marks::hear_appeal(work, by, at, &how)).await
        }
        Move::AnswerCondition => {
            let parse = |draft: ConditionAnswerDraft| draft.parse();
            sent.act(parse, move |work, by, said| marks::answer_condition(work, by, at, said)).await
        }
        Move::Notice => {
            let parse = |draft: NoticeDraft| draft.parse(now);
            sent.act(parse, move |work, by, notice| marks::give_notice(work, by, at, &notice)).await
        }
        Move::AnswerNotice => {
            sent.act(AnswerDraft::parse, move |work, by, said| marks::answer_notice(work, by, at, said)).await
        }
        Move::MeetCondition => {
            sent.act(ConditionDraft::parse, move |work, by, place| marks::meet_condition(work, by, at, place))
                .await
        }
        Move::Suspend => {
            let parse = |draft: SuspendDraft| draft.parse(now);
            sent.act(parse, move |work, by, how| marks::suspend(work, by, at, &how)).await
        }
        Move::Revoke => {
            let parse = |draft: RevokeDraft| draft.parse(now);
            sent.act(parse, move |work, by, how| marks::revoke(work, by, at, &how)).await
        }
    }
}

#[post("/marks/{id}/{move}")]
async fn make(mut sent: Sent, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, word) = path.into_inner();
    let Ok(it) = word.parse::<Move>() else { return Err(sent.visit.stop(Stop::NotFound)) };
    let to_be_kept = sent.is_to_be_kept();
    if to_be_kept.is_ok() {
        without_empty_exclusions(&mut sent.typed);
        without_conditions_of_another_outcome(&mut sent.typed);
    }
    let at = At { id, version: sent.version };
    let done = if let Err(asked) = to_be_kept {
        Err(asked)
    } else if !letter::tells_of(it) || letter::was_read(&sent) {
        made(&sent, it, at).await
    } else {
        match letter::previewed(&sent, it, at).await {
            Ok(_) if letter::wants_change(&sent) => {
                Err(Rejected::Mistakes { mistakes: vec![], status: StatusCode::OK })
            }
            Ok(foreseen) => {
                let case = case(&sent.visit, id).await?;
                let here = format!("/marks/{id}/{word}");
                let page = letter::page(&sent.visit, case.provider.name.as_str(), &here, &sent, &foreseen);
                return Ok(sent.visit.show(page.back(format!("/marks/{id}"))));
            }
            Err(rejected) => Err(rejected),
        }
    };
    match done {
        // There is no case to go back to for whoever declared an interest in it.
        Ok(_) if it == Move::Conflict => Ok(sent.visit.go("/authority/marks", it.done())),
        Ok(_) => Ok(sent.visit.go(format!("/marks/{id}"), it.done())),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            let people = assessors(&sent.visit, it).await?;
            let effect = effect_of(&sent.visit, id, it).await?;
            let beside = (people.as_slice(), effect.as_ref());
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, it, beside, &sent.typed, mistakes))
        }
    }
}
