//! Evidence for one criterion: in words, by a measure, in files; beside it what was judged last time and what has changed.

use super::before::{feedback, what_changed};
use super::case::{Case, case, named};
use crate::door::parts::{bullets, file_form, heading_of, send, text};
use crate::door::{
    Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, Visit, basis, download,
};
use crate::words::said_within;
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::accreditation::commands::FillDraft;
use domain::accreditation::{Criterion, CriterionId, Evidence, MOST_FILES, State};
use domain::values::Sha256;
use domain::{AccreditationId, Actor, FieldError, Refused};
use marketplace::{At, Work, accreditation};
use ui::Markup;
use ui::components::{Checkbox, Details, InsetText};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show).service(save).service(read_file);
}

/// The box that takes a file back.
const REMOVE: &str = "_remove[]";
/// The button that saves and stays on the page.
const STAY: &str = "_stay";

/// The criterion of an address.
pub(super) fn criterion_of<'a>(visit: &Visit, case: &'a Case, id: &str) -> Result<&'a Criterion, Answer> {
    let found = case.standard.criteria.iter().find(|criterion| criterion.id.as_str() == id);
    found.ok_or_else(|| visit.stop(Stop::NotFound))
}

/// Whether evidence can be changed: while it is written, and while an answer is awaited.
pub(super) const fn may_change(case: &Case) -> bool {
    case.may_fill && matches!(case.case.state, State::Draft | State::Clarification)
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

/// Files: those that are there, each with a box to remove it, and one more.
fn file_fields(case: &Case, criterion: &Criterion, asking: &Asking<'_>) -> Vec<Markup> {
    let evidence = case.case.evidence.get(&criterion.id);
    let files = evidence.map(|evidence| evidence.files.as_slice()).unwrap_or_default();
    let boxes = files.iter().map(|file| {
        let path = format!("/marks/{}/files/{}", case.case.id, file.sha256);
        let link = crate::door::parts::link(file.name.as_str(), &path);
        Checkbox::new(file.sha256.to_string(), format!("Remove {}", file.name)).hint(link)
    });
    let boxes: Vec<_> = boxes.collect();
    let mut fields = vec![];
    if !boxes.is_empty() {
        let asked = asking.ask(REMOVE, "Files handed in").hint("Tick what you want to take back");
        fields.push(asked.checkboxes(boxes).into());
    }
    if files.len() < MOST_FILES {
        let hint = "A PDF, OpenDocument file, PNG or JPEG of at most 20 MB. Only you and those who assess it can read it";
        let accept = ".pdf,.odt,.ods,.odp,.odg,.png,.jpg,.jpeg".to_owned();
        let field = asking.ask("file", "Add a file (optional)").hint(hint).file();
        fields.push(field.attributes([("accept", accept)]).into());
    }
    fields
}

fn filled_from(case: &Case, criterion: &Criterion) -> Markup {
    basis(case.case.version, &case.case.evidence.get(&criterion.id))
}

fn page(
    visit: &Visit,
    case: &Case,
    criterion: &Criterion,
    typed: &Typed,
    (basis, mistakes, both): (Markup, &[FieldError], Option<Markup>),
) -> Page {
    let asking = Asking::of(typed, mistakes);
    let name = |field: &str| format!("evidence[{}][{field}]", criterion.id);
    let here = format!("/marks/{}/evidence/{}", case.case.id, criterion.id);
    let mut fields = vec![
        basis,
        asking
            .ask(&name("text"), "Your evidence")
            .hint("What you do, how you know, and where it can be seen")
            .up_to_characters(5000)
            .into(),
    ];
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
    fields.push(equivalent.into());
    fields.extend(file_fields(case, criterion, &asking));
    fields.push(crate::door::parts::buttons([
        send("Save and continue"),
        send("Save and add another file").secondary().name(STAY).value("yes"),
    ]));
    let sort = if criterion.essential { "Essential criterion" } else { "Desirable criterion" };
    let mut parts = vec![
        heading_of(sort, &named(criterion)),
        text(criterion.statement.to_string()),
        text("Evidence that is wanted:"),
        bullets(criterion.evidence.iter().map(ToString::to_string)),
        Details::new("How it is judged", criterion.judged_by.to_string()).into(),
    ];
    parts.extend(feedback(case, &criterion.id));
    parts.extend(what_changed(case, criterion));
    if case.case.papers.to_review.contains(&criterion.id) {
        let says = "This is the evidence of your earlier application. Read it again. If it is still true, save it as it is. If not, change it first.";
        parts.push(InsetText::new(says).into());
    }
    parts.extend(both);
    parts.push(file_form(visit, &here, fields));
    Page::new(named(criterion), parts).back(format!("/marks/{}", case.case.id))
}

#[get("/marks/{id}/evidence/{criterion}")]
async fn show(visit: SignedIn, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, criterion) = path.into_inner();
    let case = case(&visit, id).await?;
    let criterion = criterion_of(&visit, &case, &criterion)?;
    if !may_change(&case) {
        return Ok(visit.go(format!("/marks/{id}"), ""));
    }
    let typed = typed_of(criterion, case.case.evidence.get(&criterion.id));
    Ok(visit.show(page(&visit, &case, criterion, &typed, (filled_from(&case, criterion), &[], None))))
}

/// The next criterion that wants something, or the application.
fn next_after(case: &Case, criterion: &str) -> String {
    let here = case.standard.criteria.iter().position(|it| it.id.as_str() == criterion).unwrap_or_default();
    let wants = |it: &&Criterion| {
        case.case.papers.to_review.contains(&it.id)
            || !case.case.evidence.get(&it.id).is_some_and(Evidence::is_given)
    };
    let next = case.standard.criteria.iter().skip(here + 1).find(wants);
    match next.filter(|_| case.case.state == State::Draft) {
        Some(next) => format!("/marks/{}/evidence/{}", case.case.id, next.id),
        None => format!("/marks/{}", case.case.id),
    }
}

/// Saves what was typed, takes files back, hands one in: all of it or nothing.
async fn saved(
    sent: &mut Sent,
    (id, version): (AccreditationId, i64),
    criterion: &str,
) -> Result<(), Rejected> {
    let own = criterion.to_owned();
    let remove: Vec<Sha256> = sent.aside.all(REMOVE).filter_map(|hash| hash.parse().ok()).collect();
    let file = sent.file.take();
    let whole = |mut draft: FillDraft| {
        // A form whose fields are all empty takes the evidence away.
        draft.evidence.entry(own).or_default();
        draft.parse()
    };
    let criterion: Option<CriterionId> = criterion.parse().ok();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor, fill| -> Result<(), Refused> {
        let criterion = criterion.as_ref().ok_or(Refused::NotFound("criterion"))?;
        let mut case = accreditation::fill(work, by, At { id, version }, fill)?;
        for hash in &remove {
            case = accreditation::take_back(work, by, At { id, version: case.version }, criterion, hash)?;
        }
        if let Some(file) = &file {
            let at = At { id, version: case.version };
            accreditation::hand_in(work, by, at, criterion, (&file.name, &file.bytes))?;
        }
        Ok(())
    };
    sent.act(whole, unit).await
}

#[post("/marks/{id}/evidence/{criterion}")]
async fn save(mut sent: Sent, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, criterion) = path.into_inner();
    let before = case(&sent.visit, id).await?;
    let asked = criterion_of(&sent.visit, &before, &criterion)?;
    // What someone wrote on another criterion meanwhile is nothing to this one.
    let is_as_seen = sent.has_seen(&before.case.evidence.get(&asked.id));
    let version = if is_as_seen { before.case.version } else { sent.version };
    let done = saved(&mut sent, (id, version), &criterion).await;
    let case = case(&sent.visit, id).await?;
    match done {
        Ok(()) if !sent.aside.get(STAY).is_empty() => {
            Ok(sent.visit.go(format!("/marks/{id}/evidence/{criterion}"), "It is saved."))
        }
        Ok(()) => Ok(sent.visit.go(next_after(&case, &criterion), "")),
        Err(rejected) => {
            let criterion = criterion_of(&sent.visit, &case, &criterion)?;
            let theirs = typed_of(criterion, case.case.evidence.get(&criterion.id)).closed_up();
            sent.again(rejected, Some((&theirs, case.case.version)), |typed, _, mistakes, both| {
                let basis = if both.is_some() { filled_from(&case, criterion) } else { sent.basis() };
                page(&sent.visit, &case, criterion, typed, (basis, mistakes, both))
            })
        }
    }
}

#[get("/marks/{id}/files/{sha256}")]
async fn read_file(visit: SignedIn, path: Path<(AccreditationId, String)>) -> Result<HttpResponse, Answer> {
    let (id, sha256) = path.into_inner();
    let sha256: Sha256 = sha256.parse().map_err(|_| visit.stop(Stop::NotFound))?;
    let (file, bytes) =
        visit.read(move |work, by| accreditation::evidence_kept(work, by, id, &sha256)).await?;
    Ok(download(file.name.as_str(), bytes))
}
