//! Assessing over HTTP: who has how much to do, two assessors and what they settle, visits, and
//! judgements while they are written.

use crate::accreditation::{AccreditationView, answered};
use crate::door::{Answer, Asked, Caller, NoBody, Problem, commands};
use actix_web::{HttpResponse, get, patch, post, put, web};
use domain::accreditation::commands::JudgeDraft;
use domain::accreditation::{CriterionId, VisitDraft, WorkingDraft, WorkingJudgement};
use domain::reviews::ReviewerDraft;
use domain::{AccreditationId, PersonId, Timestamp};
use marketplace::accreditation;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_assessors)
        .service(claim_accreditation)
        .service(appoint_moderator)
        .service(report_visit)
        .service(lock_judgements)
        .service(moderate_judgements)
        .service(agree_to_moderation)
        .service(show_working_judgement)
        .service(keep_working_judgement);
}

/// An assessor, and what they have to do now.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessorView {
    person: PersonId,
    name: String,
    /// How many open cases they have.
    cases: usize,
    /// The same, weighted: one for each, and one more for each point of risk.
    weight: i64,
}

/// The assessors, the least busy first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assessors {
    items: Vec<AssessorView>,
}

/// List the assessors with what they have to do, the least busy first.
#[utoipa::path(
    tag = "accreditation",
    responses(
        (status = 200, description = "Every assessor", body = Assessors),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
    )
)]
#[get("/assessors")]
async fn list_assessors(caller: Caller) -> Result<HttpResponse, Problem> {
    caller
        .show(
            |work, by| {
                let view = |it: accreditation::Workload| AssessorView {
                    person: it.person,
                    name: it.name.to_string(),
                    cases: it.cases,
                    weight: it.weight,
                };
                let items = accreditation::workloads(work, by)?.into_iter().map(view).collect();
                Ok(Assessors { items })
            },
            Answer::ok,
        )
        .await
}

commands! {
    "accreditation", AccreditationId => AccreditationView by answered;

    /// Take up an application that waits for an assessor.
    post "/accreditations/{id}/claim" claim_accreditation(NoBody)
        = |work, by, at, _nothing| accreditation::claim(work, by, at);

    /// Name a third person to settle between two assessors.
    post "/accreditations/{id}/moderator" appoint_moderator(ReviewerDraft)
        = |work, by, at, draft| accreditation::appoint_moderator(work, by, at, draft.parse()?);

    /// Report a visit to a place.
    post "/accreditations/{id}/visits" report_visit(VisitDraft)
        = |work, by, at, draft| accreditation::report_visit(work, by, at, draft.parse(work.now())?);

    /// Lock what you judged, as one of two assessors. Once both have, each sees the other's.
    post "/accreditations/{id}/lock" lock_judgements(NoBody)
        = |work, by, at, _nothing| accreditation::lock(work, by, at);

    /// Propose judgements on what two assessors judged differently.
    patch "/accreditations/{id}/moderation" moderate_judgements(JudgeDraft)
        = |work, by, at, draft| accreditation::moderate(work, by, at, draft.parse()?);

    /// Agree to what is proposed. With the second assessor, or the moderator alone, it is settled.
    post "/accreditations/{id}/moderation/agreement" agree_to_moderation(NoBody)
        = |work, by, at, _nothing| accreditation::agree(work, by, at);
}

/// What an assessor has typed on a criterion so far.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkingJudgementView {
    /// Send it in `If-Match`; 0 while nothing has been typed.
    version: i64,
    criterion: CriterionId,
    #[serde(flatten)]
    typed: WorkingDraft,
    saved_at: Option<Timestamp>,
}

impl WorkingJudgementView {
    fn of(criterion: CriterionId, working: Option<WorkingJudgement>) -> Self {
        let Some(working) = working else {
            return Self { version: 0, criterion, typed: WorkingDraft::default(), saved_at: None };
        };
        Self { version: working.version, criterion, typed: working.typed, saved_at: Some(working.saved_at) }
    }
}

fn criterion(text: &str) -> Result<CriterionId, Problem> {
    text.parse().map_err(|_| Problem::no_such_address())
}

/// Show what you have typed on a criterion so far. Nobody else sees it.
#[utoipa::path(
    tag = "accreditation",
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("criterion" = String, Path, description = "The number of the criterion", example = "1.1"),
    ),
    responses(
        (status = 200, description = "As typed", body = WorkingJudgementView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/accreditations/{id}/working-judgements/{criterion}")]
async fn show_working_judgement(
    caller: Caller,
    path: web::Path<(AccreditationId, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, text) = path.into_inner();
    let criterion = criterion(&text)?;
    caller
        .show(
            move |work, by| {
                let working = accreditation::working_judgement(work, by, id, &criterion)?;
                Ok(WorkingJudgementView::of(criterion, working))
            },
            |view| Answer::ok(view).at_version(view.version),
        )
        .await
}

/// Keep what you have typed on a criterion: it need not be right yet, and judges nothing.
#[utoipa::path(
    tag = "accreditation",
    request_body = WorkingDraft,
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("criterion" = String, Path, description = "The number of the criterion", example = "1.1"),
        ("If-Match" = String, Header, description = "The ETag that was read; \"0\" while nothing has been typed"),
    ),
    responses(
        (status = 200, description = "As typed", body = WorkingJudgementView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "Not yours to judge now", body = Problem),
        (status = 412, description = "Saved from another page since", body = Problem),
        (status = 422, description = "Too long, or no such criterion", body = Problem),
        (status = 428, description = "No If-Match", body = Problem),
    )
)]
#[put("/accreditations/{id}/working-judgements/{criterion}")]
async fn keep_working_judgement(
    path: web::Path<(AccreditationId, String)>,
    asked: Asked<WorkingDraft>,
) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let (id, text) = path.into_inner();
    let (criterion, typed, read) = (criterion(&text)?, draft.parse()?, asked.version()?);
    asked
        .write(
            move |work, by| {
                let kept =
                    accreditation::keep_working_judgement(work, by, id, &criterion, read, typed.clone())?;
                Ok(WorkingJudgementView::of(criterion.clone(), Some(kept)))
            },
            |view| Answer::ok(view).at_version(view.version),
        )
        .await
}
