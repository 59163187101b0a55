//! The assessor judges the evidence for one criterion. What is typed is saved as it is typed, with script, or by a
//! button without; it is a judgement only when it is saved as one.

use super::assessed::judgements_of;
use super::before::{before_row, feedback};
use super::case::{Case, case, evidence_said, named};
use super::evidence::criterion_of;
use crate::door::parts::{autosaving, buttons, form, heading_of, hidden, send, small, text};
use crate::door::{
    Answer, Asking, Outcome, Page, Rejected, Sent, SignedIn, Stop, Typed, VERSION, Visit, draft,
};
use crate::words::{said, when};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, get, post};
use domain::accreditation::commands::JudgeDraft;
use domain::accreditation::{Criterion, CriterionId, Judgement, Verdict, WorkingDraft, WorkingJudgement};
use domain::{AccreditationId, FieldError};
use marketplace::accreditation;
use ui::Markup;
use ui::components::{Button, Radio, SummaryList, SummaryRow};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(keep).service(show).service(save);
}

/// The button that keeps what is typed without judging.
const LATER: &str = "_later";

fn name_of(criterion: &Criterion, field: &str) -> String {
    format!("judgements[{}][{field}]", criterion.id)
}

/// What the form shows: what was typed last, or what was judged before anything was typed.
fn typed_of(criterion: &Criterion, working: Option<&WorkingJudgement>, judged: Option<&Judgement>) -> Typed {
    let shown = match (working, judged) {
        (Some(working), _) => working.typed.clone(),
        (None, Some(judged)) => WorkingDraft {
            verdict: judged.verdict.to_string(),
            reasons: judged.reasons.to_string(),
            equivalent: judged.equivalent.as_ref().map(ToString::to_string).unwrap_or_default(),
        },
        (None, None) => WorkingDraft::default(),
    };
    let mut typed = Typed::default();
    typed.set(&name_of(criterion, "verdict"), shown.verdict);
    typed.set(&name_of(criterion, "reasons"), shown.reasons);
    typed.set(&name_of(criterion, "equivalent"), shown.equivalent);
    typed
}

/// Whether what was typed last is what was judged.
fn is_judged_so(working: &WorkingJudgement, judged: Option<&Judgement>) -> bool {
    let WorkingDraft { verdict, reasons, .. } = &working.typed;
    judged.is_some_and(|it| it.verdict.word() == verdict && it.reasons.as_str() == reasons)
}

/// A criterion of a case, with what this person has typed and judged on it.
struct Judged<'a> {
    case: &'a Case,
    criterion: &'a Criterion,
    working: Option<&'a WorkingJudgement>,
}

impl Judged<'_> {
    fn judgement(&self) -> Option<&Judgement> {
        judgements_of(self.case).get(&self.criterion.id)
    }

    fn version(&self) -> i64 {
        self.working.map_or(0, |working| working.version)
    }

    /// Where it stands: nothing is a judgement before it is saved as one.
    fn standing(&self) -> String {
        match self.working {
            Some(working) if !is_judged_so(working, self.judgement()) => {
                format!("Typed and saved at {}. It is no judgement yet.", when(working.saved_at))
            }
            _ if self.judgement().is_some() => "This is your judgement. You can change it.".to_owned(),
            _ => "Nothing is saved yet.".to_owned(),
        }
    }
}

fn page(
    visit: &Visit,
    judged: &Judged<'_>,
    typed: &Typed,
    version: i64,
    mistakes: &[FieldError],
    both: Option<Markup>,
) -> Page {
    let Judged { case, criterion, .. } = *judged;
    let asking = Asking::of(typed, mistakes);
    let name = |field: &str| name_of(criterion, field);
    let evidence = case.case.evidence.get(&criterion.id);
    let verdicts = Verdict::ALL.iter().map(|verdict| Radio::new(verdict.word(), said(verdict.word())));
    let mut fields: Vec<Markup> = vec![
        hidden(VERSION, &version.to_string()),
        asking.ask(&name("verdict"), "Is the criterion met?").radios(verdicts.collect::<Vec<_>>()).into(),
        asking
            .ask(&name("reasons"), "Reasons")
            .hint("The provider reads them with the decision")
            .up_to_characters(5000)
            .into(),
    ];
    if evidence.is_some_and(|given| given.equivalent.is_some()) {
        let label = "Why is the evidence accepted as equivalent?";
        fields.push(asking.ask(&name("equivalent"), label).textarea().into());
    }
    let later = Button::new("Save without judging").name(LATER).value("yes").secondary();
    fields.push(buttons([send("Save and continue"), later]));
    let mut rows = vec![
        SummaryRow::new("Statement", criterion.statement.to_string()),
        SummaryRow::new("Judged by", criterion.judged_by.to_string()),
        SummaryRow::new("Evidence", evidence_said(case.case.id, criterion, evidence)),
    ];
    rows.extend(before_row(case, criterion));
    let sort = if criterion.essential { "Essential criterion" } else { "Desirable criterion" };
    let here = format!("/marks/{}/judge/{}", case.case.id, criterion.id);
    let mut parts = vec![
        heading_of(sort, &named(criterion)),
        text(format!("Provider: {}", case.provider.name)),
        SummaryList::new(rows).into(),
        small(judged.standing()),
    ];
    parts.extend(feedback(case, &criterion.id));
    parts.extend(both);
    parts.push(autosaving(&form(visit, &here, fields), &format!("{here}/typed")));
    Page::new(named(criterion), parts).back(format!("/marks/{}", case.case.id))
}

async fn working(
    visit: &Visit,
    id: AccreditationId,
    criterion: &CriterionId,
) -> Result<Option<WorkingJudgement>, Answer> {
    let criterion = criterion.clone();
    visit.read(move |work, by| accreditation::working_judgement(work, by, id, &criterion)).await
}

#[get("/marks/{id}/judge/{criterion}")]
async fn show(visit: SignedIn, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, criterion) = path.into_inner();
    let case = case(&visit, id).await?;
    let criterion = criterion_of(&visit, &case, &criterion)?;
    if !case.may_judge {
        return Ok(visit.go(format!("/marks/{id}"), ""));
    }
    let working = working(&visit, id, &criterion.id).await?;
    let judged = Judged { case: &case, criterion, working: working.as_ref() };
    let typed = typed_of(criterion, working.as_ref(), judged.judgement());
    Ok(visit.show(page(&visit, &judged, &typed, judged.version(), &[], None)))
}

/// The next criterion that wants a judgement, or the application.
fn next_after(case: &Case, criterion: &Criterion) -> String {
    let here = case.standard.criteria.iter().position(|it| it.id == criterion.id).unwrap_or_default();
    let judged = judgements_of(case);
    let wants = |it: &&Criterion| {
        let is_asked = it.essential || case.case.evidence.contains_key(&it.id);
        is_asked && !judged.contains_key(&it.id)
    };
    match case.standard.criteria.iter().skip(here + 1).find(wants) {
        Some(next) => format!("/marks/{}/judge/{}", case.case.id, next.id),
        None => format!("/marks/{}", case.case.id),
    }
}

/// The draft of this criterion, among what a form of it sends.
fn one_of(typed: &Typed, criterion: &CriterionId) -> Result<JudgeDraft, Rejected> {
    let mut draft: JudgeDraft = draft(typed.tree())?;
    let own = draft.judgements.remove(criterion.as_str()).unwrap_or_default();
    Ok(JudgeDraft { judgements: [(criterion.to_string(), own)].into() })
}

/// Keeps what is typed, as it is.
async fn kept(
    sent: &Sent,
    id: AccreditationId,
    criterion: &CriterionId,
) -> Result<WorkingJudgement, Rejected> {
    let draft = one_of(&sent.typed, criterion)?.judgements.remove(criterion.as_str());
    let typed = WorkingDraft::from(draft.unwrap_or_default()).parse()?;
    let (criterion, read) = (criterion.clone(), sent.version);
    sent.visit
        .write(move |work, by| {
            accreditation::keep_working_judgement(work, by, id, &criterion, read, typed.clone())
        })
        .await
}

async fn judged(sent: &Sent, id: AccreditationId, criterion: &CriterionId) -> Result<(), Rejected> {
    let mut judgements = one_of(&sent.typed, criterion)?.parse()?;
    let Some(judgement) = judgements.remove(criterion) else { return Err(Rejected::Stop(Stop::NotFound)) };
    let (criterion, read) = (criterion.clone(), sent.version);
    sent.visit
        .write(move |work, by| {
            accreditation::judge_one(work, by, id, &criterion, read, judgement.clone()).map(drop)
        })
        .await
}

#[post("/marks/{id}/judge/{criterion}")]
async fn save(sent: Sent, path: Path<(AccreditationId, String)>) -> Outcome {
    let (id, criterion) = path.into_inner();
    let Ok(number) = criterion.parse::<CriterionId>() else { return Err(sent.visit.stop(Stop::NotFound)) };
    let is_for_later = !sent.aside.get(LATER).is_empty();
    let done = if is_for_later {
        kept(&sent, id, &number).await.map(drop)
    } else {
        judged(&sent, id, &number).await
    };
    let case = case(&sent.visit, id).await?;
    let criterion = criterion_of(&sent.visit, &case, &criterion)?;
    match done {
        Ok(()) if is_for_later => {
            Ok(sent.visit.go(format!("/marks/{id}"), "What you typed is saved. It is no judgement yet."))
        }
        Ok(()) => Ok(sent.visit.go(next_after(&case, criterion), "")),
        Err(rejected) => {
            let working = working(&sent.visit, id, &criterion.id).await?;
            let judged = Judged { case: &case, criterion, working: working.as_ref() };
            let theirs = typed_of(criterion, working.as_ref(), judged.judgement()).closed_up();
            sent.again(rejected, Some((&theirs, judged.version())), |typed, version, mistakes, both| {
                page(&sent.visit, &judged, typed, version, mistakes, both)
            })
        }
    }
}

/// What the page's script sends while someone types. It is answered with the version to send next.
#[post("/marks/{id}/judge/{criterion}/typed")]
async fn keep(sent: Sent, path: Path<(AccreditationId, String)>) -> Result<HttpResponse, Answer> {
    let (id, criterion) = path.into_inner();
    let Ok(number) = criterion.parse::<CriterionId>() else { return Err(sent.visit.stop(Stop::NotFound)) };
    match kept(&sent, id, &number).await {
        Ok(working) => Ok(HttpResponse::Ok()
            .insert_header(("Cache-Control", "no-store"))
            .json(serde_json::json!({"version": working.version}))),
        Err(rejected) => {
            let page = |_: &[FieldError]| Page::new("Not saved", [text("This could not be saved.")]);
            rejected.on(&sent.visit, page).map(|answer| HttpResponse::from(&answer))
        }
    }
}
