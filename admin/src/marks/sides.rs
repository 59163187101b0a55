//! Two assessments beside each other, and settling what differs.

use super::case::{Case, case, judgement_said, named};
use crate::door::parts::{form, heading_of, hidden, section, send, subsection, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit};
use crate::words::{count, said};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::commands::JudgeDraft;
use domain::accreditation::{Criterion, State, Verdict};
use domain::{AccreditationId, FieldError, PersonId};
use marketplace::{At, accreditation};
use ui::Markup;
use ui::components::{Cell, Details, Radio, Table};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(propose).service(agree);
}

fn name_of(case: &Case, person: PersonId) -> &str {
    case.assessors.iter().find(|(id, _)| *id == person).map_or("Someone", |(_, name)| name)
}

/// One criterion with both sides, and what is proposed where they differ.
fn beside(case: &Case, criterion: &Criterion) -> Markup {
    let assessment = &case.case.assessment;
    let mut head = vec![];
    let mut row = vec![];
    for seat in &assessment.seats {
        head.push(Cell::new(name_of(case, seat.assessor)));
        row.push(Cell::new(judgement_said(seat.judgements.get(&criterion.id))));
    }
    let proposed = assessment.moderation.as_ref().and_then(|it| it.judgements.get(&criterion.id));
    if proposed.is_some() {
        head.push(Cell::new("Proposed"));
        row.push(Cell::new(judgement_said(proposed)));
    }
    Table::new(named(criterion)).caption_size("s").classes("app-sides").head(head).row(row).scrolling()
}

fn may_settle(case: &Case) -> bool {
    let is_open = case.case.state == State::UnderAssessment && case.case.is_unsettled();
    case.is_assessor && is_open && case.case.both_locked()
}

fn page(visit: &Visit, case: &Case, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let it = &case.case;
    let differing = it.differing();
    let asking = Asking::of(typed, mistakes);
    let (apart, alike): (Vec<_>, Vec<_>) =
        case.standard.criteria.iter().partition(|criterion| differing.contains(&criterion.id));
    let judged = |criterion: &&Criterion| {
        it.assessment.seats.iter().any(|seat| seat.judgements.contains_key(&criterion.id))
    };
    let mut parts = vec![heading_of(case.provider.name.as_str(), "Two assessments")];
    parts.push(section("Judged differently"));
    if apart.is_empty() {
        parts.push(text("Nothing: both judged every criterion alike."));
    }
    let mut fields = vec![hidden(VERSION, &it.version.to_string())];
    for criterion in &apart {
        let both = beside(case, criterion);
        if !may_settle(case) {
            parts.push(both);
            continue;
        }
        let name = |field: &str| format!("judgements[{}][{field}]", criterion.id);
        let verdicts = Verdict::ALL.iter().map(|verdict| Radio::new(verdict.word(), said(verdict.word())));
        let verdict = format!("{}: together we judge", criterion.id);
        let reasons = format!("{}: reasons", criterion.id);
        fields.extend([
            both,
            asking.ask(&name("verdict"), &verdict).radios(verdicts.collect::<Vec<_>>()).inline().into(),
            asking.ask(&name("reasons"), &reasons).textarea().rows(3_u32).into(),
        ]);
        if it.evidence.get(&criterion.id).is_some_and(|given| given.equivalent.is_some()) {
            let label = "Why is the evidence accepted as equivalent?";
            fields.push(asking.ask(&name("equivalent"), label).textarea().rows(2_u32).into());
        }
    }
    if may_settle(case) {
        if !apart.is_empty() {
            fields.push(send("Propose these judgements").into());
            parts.push(form(visit, &format!("/marks/{}/sides", it.id), fields));
        }
        parts.extend(agreement(visit, case));
    } else if let Some(by) = it.assessment.moderation.as_ref().and_then(|moderation| moderation.settled_by) {
        parts.push(text(format!("{} settled it as a third person.", name_of(case, by))));
    } else if !it.is_unsettled() {
        parts.push(text("Both agreed to this."));
    }
    let alike: Vec<_> = alike.into_iter().filter(judged).map(|criterion| beside(case, criterion)).collect();
    if !alike.is_empty() {
        let says = format!("Show the {} that both judged alike", count(alike.len(), "criterion", "criteria"));
        parts.extend([section("Judged alike"), Details::new(says, Markup::joined(alike)).into()]);
    }
    Page::new("Two assessments", parts).back(format!("/marks/{}", it.id)).wide()
}

/// Who agrees so far, and the button to do so.
fn agreement(visit: &Visit, case: &Case) -> Vec<Markup> {
    let it = &case.case;
    let moderation = it.assessment.moderation.as_ref();
    let agreed = moderation.map(|moderation| &moderation.agreed_by);
    let names: Vec<_> = agreed.into_iter().flatten().map(|person| name_of(case, *person)).collect();
    let mut parts = vec![subsection("Settle it")];
    parts.push(text(if names.is_empty() {
        "Nobody has agreed yet.".to_owned()
    } else {
        format!("Agreed so far: {}.", names.join(", "))
    }));
    let is_moderator = moderation.is_some_and(|moderation| moderation.moderator == case.me);
    let has_agreed = case.me.is_some_and(|me| agreed.is_some_and(|agreed| agreed.contains(&me)));
    if has_agreed {
        parts.push(text("You agree. It is settled when the other assessor, or a moderator, agrees too."));
    } else if it.differing().iter().any(|id| moderation.is_none_or(|it| !it.judgements.contains_key(id))) {
        parts.push(text("Propose a judgement on each of these first."));
    } else {
        let words = if is_moderator { "Settle it so" } else { "Agree to this" };
        let path = format!("/marks/{}/sides/agree", it.id);
        let version = hidden(VERSION, &it.version.to_string());
        parts.push(form(visit, &path, [version, send(words).into()]));
    }
    parts
}

/// What is proposed so far, as the form shows it.
fn proposed(case: &Case) -> Typed {
    let mut typed = Typed::default();
    let moderation = case.case.assessment.moderation.iter();
    for (criterion, judgement) in moderation.flat_map(|moderation| &moderation.judgements) {
        let name = |field: &str| format!("judgements[{criterion}][{field}]");
        typed.set(&name("verdict"), judgement.verdict.word());
        typed.set(&name("reasons"), judgement.reasons.to_string());
        let equivalent = judgement.equivalent.as_ref().map(ToString::to_string);
        typed.set(&name("equivalent"), equivalent.unwrap_or_default());
    }
    typed
}

#[get("/marks/{id}/sides")]
async fn show(visit: SignedIn, id: Path<AccreditationId>) -> Outcome {
    let case = case(&visit, id.into_inner()).await?;
    if case.is_own || !case.case.both_locked() {
        return Ok(visit.go(format!("/marks/{}", case.case.id), ""));
    }
    let typed = proposed(&case);
    Ok(visit.show(page(&visit, &case, &typed, &[])))
}

#[post("/marks/{id}/sides")]
async fn propose(sent: Sent, id: Path<AccreditationId>) -> Outcome {
    let id = id.into_inner();
    let at = At { id, version: sent.version };
    let done = sent
        .act(JudgeDraft::parse, move |work, by, judged| accreditation::moderate(work, by, at, judged))
        .await;
    match done {
        Ok(_) => {
            Ok(sent.visit.go(format!("/marks/{id}/sides"), "Your proposal is kept. The other one sees it."))
        }
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, &sent.typed, mistakes))
        }
    }
}

#[post("/marks/{id}/sides/agree")]
async fn agree(sent: Sent, id: Path<AccreditationId>) -> Outcome {
    let id = id.into_inner();
    let at = At { id, version: sent.version };
    match sent.visit.write(move |work, by| accreditation::agree(work, by, at)).await {
        Ok(case) if case.is_unsettled() => Ok(sent.visit.go(format!("/marks/{id}/sides"), "You agree.")),
        Ok(_) => Ok(sent.visit.go(format!("/marks/{id}"), "It is settled. You can recommend now.")),
        Err(rejected) => {
            let case = case(&sent.visit, id).await?;
            let typed = proposed(&case);
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, &typed, mistakes))
        }
    }
}
