//! The assessor judges the evidence for one criterion.

use super::case::{Case, case, evidence_said, named};
use super::evidence::criterion_of;
use crate::door::parts::{form, heading_of, hidden, send, text};
use crate::door::{Asking, Outcome, Page, Sent, SignedIn, Typed, VERSION, Visit};
use crate::words::said;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::commands::JudgeDraft;
use domain::accreditation::{Criterion, Judgement, State, Verdict};
use domain::{AccreditationId, FieldError};
use marketplace::{At, accreditation};
use ui::Markup;
use ui::components::{Radio, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save);
}

fn typed_of(criterion: &Criterion, judgement: Option<&Judgement>) -> Typed {
    let mut typed = Typed::default();
    if let Some(judgement) = judgement {
        let name = |field: &str| format!("judgements[{}][{field}]", criterion.id);
        typed.set(&name("verdict"), judgement.verdict.word());
        typed.set(&name("reasons"), judgement.reasons.to_string());
        typed.set(
            &name("equivalent"),
            judgement.equivalent.as_ref().map(ToString::to_string).unwrap_or_default(),
        );
    }
    typed
}

fn page(visit: &Visit, case: &Case, criterion: &Criterion, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let name = |field: &str| format!("judgements[{}][{field}]", criterion.id);
    let evidence = case.case.evidence.get(&criterion.id);
    let verdicts = Verdict::ALL.iter().map(|verdict| Radio::new(verdict.word(), said(verdict.word())));
    let mut fields: Vec<Markup> = vec![
        hidden(VERSION, &case.case.version.to_string()),
        asking.ask(&name("verdict"), "Is the criterion met?").radios(verdicts.collect::<Vec<_>>()).into(),
        asking
            .ask(&name("reasons"), "Reasons")
            .hint("The provider reads them with the decision")
            .up_to_characters(4000)
            .into(),
    ];
    if evidence.is_some_and(|given| given.equivalent.is_some()) {
        let label = "Why is the evidence accepted as equivalent?";
        fields.push(asking.ask(&name("equivalent"), label).textarea().into());
    }
    fields.push(send("Save and continue").into());
    let rows = [
        SummaryRow::new("Statement", criterion.statement.to_string()),
        SummaryRow::new("Judged by", criterion.judged_by.to_string()),
        SummaryRow::new("Evidence", evidence_said(case.case.id, criterion, evidence)),
    ];
    let sort = if criterion.essential { "Essential criterion" } else { "Desirable criterion" };
    let parts = [
        heading_of(sort, &named(criterion)),
        text(format!("Provider: {}", case.provider.name)),
        SummaryList::new(rows).into(),
        form(visit, &format!("/marks/{}/judge/{}", case.case.id, criterion.id), fields),
    ];
    Page::new(named(criterion), parts).back(format!("/marks/{}", case.case.id))
}

#[get("/marks/{id}/judge/{criterion}")]
async fn show(visit: SignedIn, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, criterion) = path.into_inner();
    let case = case(&visit, id).await?;
    let criterion = criterion_of(&visit, &case, &criterion)?;
    if !case.is_assessor || case.case.state != State::UnderAssessment {
        return Ok(visit.go(format!("/marks/{id}"), ""));
    }
    let typed = typed_of(criterion, case.case.judgements.get(&criterion.id));
    Ok(visit.show(page(&visit, &case, criterion, &typed, &[])))
}

/// The next criterion that wants a judgement, or the application.
fn next_after(case: &Case, criterion: &str) -> String {
    let here = case.standard.criteria.iter().position(|it| it.id.as_str() == criterion).unwrap_or_default();
    let wants = |it: &&Criterion| {
        let is_asked = it.essential || case.case.evidence.contains_key(&it.id);
        is_asked && !case.case.judgements.contains_key(&it.id)
    };
    match case.standard.criteria.iter().skip(here + 1).find(wants) {
        Some(next) => format!("/marks/{}/judge/{}", case.case.id, next.id),
        None => format!("/marks/{}", case.case.id),
    }
}

#[post("/marks/{id}/judge/{criterion}")]
async fn save(sent: Sent, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, criterion) = path.into_inner();
    let at = At { id, version: sent.version };
    let own = criterion.clone();
    let whole = move |mut draft: JudgeDraft| {
        draft.judgements.entry(own).or_default();
        draft.parse()
    };
    let done = sent.act(whole, move |work, by, judged| accreditation::judge(work, by, at, judged)).await;
    let case = case(&sent.visit, id).await?;
    match done {
        Ok(_) => Ok(sent.visit.go(next_after(&case, &criterion), "")),
        Err(rejected) => {
            let criterion = criterion_of(&sent.visit, &case, &criterion)?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, criterion, &sent.typed, mistakes))
        }
    }
}
