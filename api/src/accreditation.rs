//! Applications for the quality mark over HTTP.

use crate::accreditation_queue::WhichAccreditations;
use crate::door::{Answer, Asked, Caller, Listed, NoBody, PageQuery, Problem, Query, commands};
use actix_web::{HttpResponse, get, patch, post, web};
use domain::accreditation::commands::{
    AssignDraft, BeginDraft, DecideDraft, FillDraft, HearAppealDraft, JudgeDraft, StartDraft,
};
use domain::accreditation::{Accreditation, CannotAccredit, MarkStatus, NoticeDraft};
use domain::casework::{AnswerDraft, AskDraft, ReasonDraft, RevokeDraft, SuspendDraft};
use domain::values::Prose;
use domain::{
    AccreditationId, Action, Actor, FieldErrors, Fields, OrganisationId, Reach, Refused, Timestamp,
};
use marketplace::Work;
use marketplace::accreditation;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(start_accreditation)
        .service(list_accreditations)
        .service(show_accreditation)
        .service(fill_accreditation)
        .service(submit_accreditation)
        .service(withdraw_accreditation)
        .service(assign_accreditation)
        .service(declare_conflict)
        .service(begin_assessment)
        .service(ask_about_accreditation)
        .service(answer_about_accreditation)
        .service(resume_assessment)
        .service(judge_accreditation)
        .service(recommend_accreditation)
        .service(decide_accreditation)
        .service(send_accreditation_back)
        .service(meet_condition)
        .service(appeal_accreditation)
        .service(hear_appeal)
        .service(give_notice)
        .service(answer_notice)
        .service(answer_condition)
        .service(suspend_mark)
        .service(reinstate_mark)
        .service(revoke_mark);
}

/// An application for the quality mark, and the mark that came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccreditationView {
    /// Until there is a decision, its provider sees neither judgements nor recommendation; and never who
    /// assesses. Where two assess, neither sees what the other judged until both have locked.
    #[serde(flatten)]
    accreditation: Accreditation,
    /// What the mark is now, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark_status: Option<MarkStatus>,
}

impl AccreditationView {
    fn of(case: Accreditation, by: &Actor, now: Timestamp) -> Self {
        let mark_status = case.mark.as_ref().map(|mark| mark.status_at(now));
        Self { accreditation: case.seen_by(by), mark_status }
    }

    pub(crate) const fn version(&self) -> i64 {
        self.accreditation.version
    }

    pub(crate) fn answer(&self) -> Answer {
        Answer::ok(self).at_version(self.accreditation.version)
    }
}

pub(crate) fn answered(
    work: &mut Work<'_, '_>,
    by: &Actor,
    case: Accreditation,
) -> Result<AccreditationView, Refused> {
    Ok(AccreditationView::of(case, by, work.now()))
}

/// An application in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccreditationSummary {
    id: AccreditationId,
    version: i64,
    provider: OrganisationId,
    standard: u32,
    #[schema(example = "submitted")]
    state: &'static str,
    renewal: bool,
    started_at: Timestamp,
    submitted_at: Option<Timestamp>,
    /// By the end of which day it is to be decided. It moves by the working days that the provider was waited for.
    decide_by: Option<String>,
    /// For those who may read any.
    #[serde(skip_serializing_if = "Option::is_none")]
    risk: Option<QueuedRisk>,
}

/// What makes it more likely that something is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueuedRisk {
    #[schema(example = "medium")]
    level: &'static str,
    /// Why.
    reasons: Vec<&'static str>,
}

impl AccreditationSummary {
    fn of(case: &Accreditation, sees_risk: bool) -> Self {
        let assessment = &case.assessment;
        let risk = || QueuedRisk {
            level: assessment.risk.level().word(),
            reasons: assessment.risk.reasons.iter().map(|reason| reason.word()).collect(),
        };
        Self {
            id: case.id,
            version: case.version,
            provider: case.provider,
            standard: case.standard,
            state: case.state.word(),
            renewal: case.renews.is_some(),
            started_at: case.started_at,
            submitted_at: case.submitted_at,
            decide_by: assessment.decide_by.map(|day| day.to_string()),
            risk: sees_risk.then(risk),
        }
    }
}

/// Start an application for the quality mark. Where the provider holds one, it is that mark's renewal.
#[utoipa::path(
    tag = "accreditation",
    request_body(content = StartDraft, example = json!({
        "provider": "0190163d-8694-739b-aea5-966c26f8ad91",
        "scope": {"channels": ["in_person", "telephone"], "places": ["LS1 4AP"], "partners": []}
    })),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Started", body = AccreditationView),
        (status = 404, description = "No such provider of yours", body = Problem),
        (status = 409, description = "One is open, or the mark held cannot be renewed yet", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/accreditations")]
async fn start_accreditation(asked: Asked<StartDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    asked
        .write(
            move |work, by| {
                let case = accreditation::start(work, by, &command)?;
                answered(work, by, case)
            },
            |view| {
                let address = format!("/api/v1/accreditations/{}", view.accreditation.id);
                Answer::created(address, view).at_version(view.accreditation.version)
            },
        )
        .await
}

/// List applications, oldest first or in another order: a provider's own, or the queue.
#[utoipa::path(
    tag = "accreditation",
    params(WhichAccreditations, PageQuery),
    responses(
        (status = 200, description = "A page of applications", body = Listed<AccreditationSummary>),
        (status = 403, description = "Name your provider: you may not read all", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/accreditations")]
async fn list_accreditations(
    caller: Caller,
    query: Query<WhichAccreditations, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit, after) = (query.which.wanted()?, query.how.limit()?, query.how.key()?);
    let (order, sees_risk) = (wanted.order, caller.by.widest_reach(Action::ReadAccreditation) == Reach::Any);
    let found = caller.read(move |work, by| accreditation::list(work, by, &wanted, after, limit + 1)).await?;
    let key = |it: &Accreditation| (order.key(it), it.id);
    let view = |it: &Accreditation| AccreditationSummary::of(it, sees_risk);
    Ok(Answer::ok(&Listed::of(found, limit, key, view)).into())
}

/// Show an application.
#[utoipa::path(
    tag = "accreditation",
    params(("id" = AccreditationId, Path, description = "Which")),
    responses(
        (status = 200, description = "The application", body = AccreditationView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/accreditations/{id}")]
async fn show_accreditation(caller: Caller, id: web::Path<AccreditationId>) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, by| {
                let case = accreditation::show(work, by, id.into_inner())?;
                answered(work, by, case)
            },
            AccreditationView::answer,
        )
        .await
}

/// Which condition was found to be met.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetConditionDraft {
    /// Its place in the list of conditions, from 0.
    #[serde(default)]
    condition: Option<usize>,
}

impl MeetConditionDraft {
    fn parse(self) -> Result<usize, CannotAccredit> {
        self.condition.ok_or(CannotAccredit::NoSuchCondition)
    }
}

/// What was done about a condition.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerConditionDraft {
    /// Its place in the list of conditions, from 0.
    #[serde(default)]
    condition: Option<usize>,
    /// What was done, and where it can be seen.
    #[serde(default)]
    text: String,
}

impl AnswerConditionDraft {
    fn parse(self) -> Result<(usize, Prose), FieldErrors> {
        let mut fields = Fields::new();
        if self.condition.is_none() {
            fields.refuse("/condition", "required", "Say which condition, by its place in the list");
        }
        let text = fields.parse("/text", &self.text);
        fields.finish(|| Some((self.condition?, text?)))
    }
}

commands! {
    "accreditation", AccreditationId => AccreditationView by answered;

    /// Save evidence, criterion by criterion, and the scope where it is given.
    patch "/accreditations/{id}" fill_accreditation(FillDraft)
        = |work, by, at, draft| accreditation::fill(work, by, at, draft.parse()?);

    /// Submit the application: evidence for every essential criterion is there.
    post "/accreditations/{id}/submission" submit_accreditation(NoBody)
        = |work, by, at, _nothing| accreditation::submit(work, by, at);

    /// Take the application back.
    post "/accreditations/{id}/withdrawal" withdraw_accreditation(NoBody)
        = |work, by, at, _nothing| accreditation::withdraw(work, by, at);

    /// Give the application to an assessor without a conflict of interest.
    post "/accreditations/{id}/assignment" assign_accreditation(AssignDraft)
        = |work, by, at, draft| accreditation::assign(work, by, at, draft.parse()?);

    /// Declare a conflict of interest: someone else must assess.
    post "/accreditations/{id}/conflict" declare_conflict(ReasonDraft)
        = |work, by, at, draft| accreditation::declare_conflict(work, by, at, draft.parse()?);

    /// Begin the assessment, having stated that there is no conflict of interest.
    post "/accreditations/{id}/assessment" begin_assessment(BeginDraft) = |work, by, at, draft| {
        draft.parse()?;
        accreditation::begin(work, by, at)
    };

    /// Ask the provider something, with the last day for an answer.
    post "/accreditations/{id}/question" ask_about_accreditation(AskDraft)
        = |work, by, at, draft| accreditation::ask(work, by, at, &draft.parse(work.now())?);

    /// Answer what was asked.
    post "/accreditations/{id}/answer" answer_about_accreditation(AnswerDraft)
        = |work, by, at, draft| accreditation::answer(work, by, at, draft.parse()?);

    /// Go on without an answer, once its day is over.
    post "/accreditations/{id}/resumption" resume_assessment(NoBody)
        = |work, by, at, _nothing| accreditation::resume(work, by, at);

    /// Judge criteria, in place of earlier judgements on them.
    patch "/accreditations/{id}/judgements" judge_accreditation(JudgeDraft)
        = |work, by, at, draft| accreditation::judge(work, by, at, draft.parse()?);

    /// Recommend a decision. From here on it is someone else's to decide.
    post "/accreditations/{id}/recommendation" recommend_accreditation(DecideDraft)
        = |work, by, at, draft| accreditation::recommend(work, by, at, draft.parse(work.now())?);

    /// Decide, as someone who did not assess.
    post "/accreditations/{id}/decision" decide_accreditation(DecideDraft)
        = |work, by, at, draft| accreditation::decide(work, by, at, &draft.parse(work.now())?);

    /// Send a recommendation back to the assessor.
    post "/accreditations/{id}/return" send_accreditation_back(NoBody)
        = |work, by, at, _nothing| accreditation::send_back(work, by, at);

    /// Note that a condition was found to be met.
    post "/accreditations/{id}/conditions-met" meet_condition(MeetConditionDraft)
        = |work, by, at, draft| accreditation::meet_condition(work, by, at, draft.parse()?);

    /// Appeal against a refusal, conditions or a revocation. The reason is the grounds.
    post "/accreditations/{id}/appeal" appeal_accreditation(ReasonDraft)
        = |work, by, at, draft| accreditation::appeal(work, by, at, draft.parse()?);

    /// Hear an appeal, as someone who neither assessed nor decided.
    post "/accreditations/{id}/appeal-decision" hear_appeal(HearAppealDraft)
        = |work, by, at, draft| accreditation::hear_appeal(work, by, at, &draft.parse(work.now())?);

    /// Say what was done about a condition, and where it can be seen.
    post "/accreditations/{id}/condition-answer" answer_condition(AnswerConditionDraft)
        = |work, by, at, draft| accreditation::answer_condition(work, by, at, draft.parse()?);

    /// Tell the holder what is considered about its mark, with the last day for an answer.
    post "/accreditations/{id}/notice" give_notice(NoticeDraft)
        = |work, by, at, draft| accreditation::give_notice(work, by, at, &draft.parse(work.now())?);

    /// Answer what was considered about the mark.
    post "/accreditations/{id}/notice-answer" answer_notice(AnswerDraft)
        = |work, by, at, draft| accreditation::answer_notice(work, by, at, draft.parse()?);

    /// Suspend the mark, until a day or until it is reinstated. Its holder's listings go at once.
    post "/accreditations/{id}/suspension" suspend_mark(SuspendDraft)
        = |work, by, at, draft| accreditation::suspend(work, by, at, &draft.parse(work.now())?);

    /// Let the mark count again.
    post "/accreditations/{id}/reinstatement" reinstate_mark(NoBody)
        = |work, by, at, _nothing| accreditation::reinstate(work, by, at);

    /// Take the mark away.
    post "/accreditations/{id}/revocation" revoke_mark(RevokeDraft)
        = |work, by, at, draft| accreditation::revoke(work, by, at, &draft.parse(work.now())?);
}
