//! Evidence for one criterion.

use super::case::{Case, case, named};
use crate::door::parts::{bullets, form, heading_of, hidden, send, text};
use crate::door::{Answer, Asking, Outcome, Page, Sent, SignedIn, Stop, Typed, VERSION, Visit};
use crate::words::said_within;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{get, post};
use domain::accreditation::commands::FillDraft;
use domain::accreditation::{Criterion, Evidence, State};
use domain::{AccreditationId, FieldError};
use marketplace::{At, accreditation};
use ui::components::Details;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save);
}

/// The criterion of an address.
pub(super) fn criterion_of<'a>(visit: &Visit, case: &'a Case, id: &str) -> Result<&'a Criterion, Answer> {
    let found = case.standard.criteria.iter().find(|criterion| criterion.id.as_str() == id);
    found.ok_or_else(|| visit.stop(Stop::NotFound))
}

fn typed_of(criterion: &Criterion, evidence: Option<&Evidence>) -> Typed {
    let mut typed = Typed::default();
    let Some(evidence) = evidence else { return typed };
    let name = |field: &str| format!("evidence[{}][{field}]", criterion.id);
    let mut set = |field: &str, value: Option<String>| typed.set(&name(field), value.unwrap_or_default());
    set("text", evidence.text.as_ref().map(ToString::to_string));
    set("measured", evidence.measured.map(|value| value.to_string()));
    set("equivalent", evidence.equivalent.as_ref().map(ToString::to_string));
    typed
}

fn page(visit: &Visit, case: &Case, criterion: &Criterion, typed: &Typed, mistakes: &[FieldError]) -> Page {
    let asking = Asking::of(typed, mistakes);
    let name = |field: &str| format!("evidence[{}][{field}]", criterion.id);
    let mut fields = vec![hidden(VERSION, &case.case.version.to_string())];
    // Files that were handed in by a program stay with the evidence.
    let files =
        case.case.evidence.get(&criterion.id).map(|evidence| evidence.files.as_slice()).unwrap_or_default();
    for (place, file) in files.iter().enumerate() {
        let part = |part: &str| format!("evidence[{}][files][{place}][{part}]", criterion.id);
        fields.extend([
            hidden(&part("name"), file.name.as_str()),
            hidden(&part("sha256"), file.sha256.as_str()),
            hidden(&part("bytes"), &file.bytes.to_string()),
        ]);
    }
    fields.push(
        asking
            .ask(&name("text"), "Your evidence")
            .hint("What you do, how you know, and where it can be seen")
            .up_to_characters(4000)
            .into(),
    );
    if let Some(measure) = &criterion.measure {
        let wanted = format!(
            "Wanted: {} {} {}",
            said_within(measure.direction.word()),
            measure.threshold,
            said_within(measure.unit.as_str())
        );
        let input = asking.ask(&name("measured"), measure.name.as_str()).hint(wanted).input().width(10);
        fields.push(input.suffix(said_within(measure.unit.as_str())).into());
    }
    let equivalent = asking
        .ask(&name("equivalent"), "Why is it as good? (optional)")
        .hint("Only if your evidence is of another kind than what is wanted")
        .textarea();
    fields.extend([equivalent.into(), send("Save and continue").into()]);
    let sort = if criterion.essential { "Essential criterion" } else { "Desirable criterion" };
    let parts = [
        heading_of(sort, &named(criterion)),
        text(criterion.statement.to_string()),
        text("Evidence that is wanted:"),
        bullets(criterion.evidence.iter().map(ToString::to_string)),
        Details::new("How it is judged", criterion.judged_by.to_string()).into(),
        form(visit, &format!("/marks/{}/evidence/{}", case.case.id, criterion.id), fields),
    ];
    Page::new(named(criterion), parts).back(format!("/marks/{}", case.case.id))
}

#[get("/marks/{id}/evidence/{criterion}")]
async fn show(visit: SignedIn, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, criterion) = path.into_inner();
    let case = case(&visit, id).await?;
    let criterion = criterion_of(&visit, &case, &criterion)?;
    if !case.may_fill || case.case.state != State::Draft {
        return Ok(visit.go(format!("/marks/{id}"), ""));
    }
    let typed = typed_of(criterion, case.case.evidence.get(&criterion.id));
    Ok(visit.show(page(&visit, &case, criterion, &typed, &[])))
}

/// The next criterion without evidence, or the application.
fn next_after(case: &Case, criterion: &str) -> String {
    let here = case.standard.criteria.iter().position(|it| it.id.as_str() == criterion).unwrap_or_default();
    let without = |it: &&Criterion| !case.case.evidence.get(&it.id).is_some_and(Evidence::is_given);
    match case.standard.criteria.iter().skip(here + 1).find(without) {
        Some(next) => format!("/marks/{}/evidence/{}", case.case.id, next.id),
        None => format!("/marks/{}", case.case.id),
    }
}

#[post("/marks/{id}/evidence/{criterion}")]
async fn save(sent: Sent, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, criterion) = path.into_inner();
    let at = At { id, version: sent.version };
    let own = criterion.clone();
    let whole = move |mut draft: FillDraft| {
        // A form whose fields are all empty takes the evidence away.
        draft.evidence.entry(own).or_default();
        draft.parse()
    };
    let done = sent.act(whole, move |work, by, fill| accreditation::fill(work, by, at, fill)).await;
    let case = case(&sent.visit, id).await?;
    match done {
        Ok(_) => Ok(sent.visit.go(next_after(&case, &criterion), "")),
        Err(rejected) => {
            let criterion = criterion_of(&sent.visit, &case, &criterion)?;
            rejected.on(&sent.visit, |mistakes| page(&sent.visit, &case, criterion, &sent.typed, mistakes))
        }
    }
}
