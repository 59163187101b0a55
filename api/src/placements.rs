//! Placements over HTTP: applying to a lot, deciding on it, and the standing on it.

use crate::door::{Answer, Asked, Caller, Listed, NoBody, PageQuery, Problem, commands};
use actix_web::{HttpResponse, get, patch, post, web};
use domain::casework::{AnswerDraft, AskDraft, ReasonDraft, SuspendDraft};
use domain::placements::{CopyDraft, FillDraft, Placement, RenewDraft, SignDraft, StartDraft, State};
use domain::values::{Key, Slug};
use domain::{Actor, OrganisationId, PlacementId, Refused, Timestamp};
use marketplace::Work;
use marketplace::placements::{self, Progress, WantedPlacements};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(start_placement)
        .service(list_placements)
        .service(show_placement)
        .service(fill_placement)
        .service(copy_placement_answers)
        .service(submit_placement)
        .service(withdraw_placement)
        .service(take_placement)
        .service(ask_about_placement)
        .service(answer_about_placement)
        .service(renew_placement_document)
        .service(accept_placement)
        .service(reject_placement)
        .service(sign_placement)
        .service(countersign_placement)
        .service(suspend_placement)
        .service(reinstate_placement)
        .service(remove_placement);
}

/// A provider's application to a lot, and its standing on it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlacementView {
    #[serde(flatten)]
    placement: Placement,
    /// The state now: a suspension that has an end is over when its day begins, also before it is written down.
    #[schema(example = "on_framework")]
    state_now: &'static str,
    /// Whether the provider stands on the lot now.
    stands: bool,
    /// The required questions that are still to be answered.
    missing: Vec<Key>,
}

impl PlacementView {
    fn of(Progress { placement, missing }: Progress, now: Timestamp) -> Self {
        let state_now = placement.state_at(now).word();
        Self { state_now, stands: placement.stands_at(now), missing, placement }
    }

    pub(crate) fn answer(&self) -> Answer {
        Answer::ok(self).at_version(self.placement.version)
    }
}

pub(crate) fn answered(
    work: &mut Work<'_, '_>,
    _by: &Actor,
    placement: Placement,
) -> Result<PlacementView, Refused> {
    let progress = Progress::of(work, placement)?;
    Ok(PlacementView::of(progress, work.now()))
}

/// A placement in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlacementSummary {
    id: PlacementId,
    version: i64,
    provider: OrganisationId,
    framework: Slug,
    lot: Slug,
    #[schema(example = "submitted")]
    state: &'static str,
    started_at: Timestamp,
    submitted_at: Option<Timestamp>,
}

impl PlacementSummary {
    pub(crate) fn of(placement: &Placement) -> Self {
        Self {
            id: placement.id,
            version: placement.version,
            provider: placement.provider,
            framework: placement.framework.clone(),
            lot: placement.lot.clone(),
            state: placement.state.word(),
            started_at: placement.started_at,
            submitted_at: placement.submitted_at,
        }
    }
}

/// Start an application to a lot.
#[utoipa::path(
    tag = "placements",
    request_body(content = StartDraft, example = json!({
        "provider": "0190163d-8694-739b-aea5-966c26f8ad91", "framework": "focs", "lot": "in-person"
    })),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Started", body = PlacementView),
        (status = 404, description = "No such provider of yours, or framework", body = Problem),
        (status = 409, description = "You are on this lot, or the framework takes no applications", body = Problem),
        (status = 422, description = "A public body holds no place; or fields cannot be what was sent", body = Problem),
    )
)]
#[post("/placements")]
async fn start_placement(asked: Asked<StartDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    asked
        .write(
            move |work, by| {
                let placement = placements::start(work, by, &command)?;
                answered(work, by, placement)
            },
            |view| {
                let address = format!("/api/v1/placements/{}", view.placement.id);
                Answer::created(address, view).at_version(view.placement.version)
            },
        )
        .await
}

/// Which placements are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PlacementsQuery {
    /// Of one provider. Without it: of all, for those who may read any.
    provider: Option<OrganisationId>,
    /// Of providers whose name has this in it.
    text: Option<String>,
    /// To one framework, by slug.
    framework: Option<String>,
    /// To one lot, by slug.
    lot: Option<String>,
    /// In these states, with commas between: `submitted,agreement_signed`.
    state: Option<String>,
    /// At most so many items, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// List placements by age, oldest first: a provider's own, or the queue.
#[utoipa::path(
    tag = "placements",
    params(PlacementsQuery),
    responses(
        (status = 200, description = "A page of placements", body = Listed<PlacementSummary>),
        (status = 403, description = "Name your provider: you may not read all", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/placements")]
async fn list_placements(
    caller: Caller,
    query: web::Query<PlacementsQuery>,
) -> Result<HttpResponse, Problem> {
    let PlacementsQuery { provider, text, framework, lot, state, limit, after } = query.into_inner();
    let page = PageQuery { limit, after };
    let (limit, after) = (page.limit()?, page.key()?);
    let mut fields = domain::Fields::new();
    let framework = fields.optional("?framework", framework.as_deref());
    let lot = fields.optional("?lot", lot.as_deref());
    let words = state.as_deref().unwrap_or_default().split(',').filter(|word| !word.is_empty());
    let states: Vec<Option<State>> = words.map(|word| fields.parse("?state", word)).collect();
    let wanted = fields.finish(|| {
        let states = states.into_iter().collect::<Option<_>>()?;
        Some(WantedPlacements {
            provider,
            text: crate::door::sought(text),
            framework: framework?,
            lot: lot?,
            states,
        })
    })?;
    let found = caller.read(move |work, by| placements::list(work, by, &wanted, after, limit + 1)).await?;
    let key = |it: &Placement| (it.submitted_at.unwrap_or(it.started_at).as_microsecond(), it.id);
    Ok(Answer::ok(&Listed::of(found, limit, key, PlacementSummary::of)).into())
}

/// Show a placement.
#[utoipa::path(
    tag = "placements",
    params(("id" = PlacementId, Path, description = "Which")),
    responses(
        (status = 200, description = "The placement", body = PlacementView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/placements/{id}")]
async fn show_placement(caller: Caller, id: web::Path<PlacementId>) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, by| {
                let progress = placements::show(work, by, id.into_inner())?;
                Ok(PlacementView::of(progress, work.now()))
            },
            PlacementView::answer,
        )
        .await
}

commands! {
    "placements", PlacementId => PlacementView by answered;

    /// Save answers, laid over those already there, and the partners where they are given.
    patch "/placements/{id}" fill_placement(FillDraft)
        = |work, by, at, draft| placements::fill(work, by, at, draft.parse()?);

    /// Copy what an earlier application answers to the same questions, where nothing is answered yet. Each copied answer
    /// is to be looked at, and saved, before the application is sent.
    post "/placements/{id}/copying" copy_placement_answers(CopyDraft)
        = |work, by, at, draft| placements::copy(work, by, at, draft.parse()?);

    /// Submit the application. What is sent is complete, and never changes again.
    post "/placements/{id}/submission" submit_placement(NoBody)
        = |work, by, at, _nothing| placements::submit(work, by, at);

    /// Take the application back.
    post "/placements/{id}/withdrawal" withdraw_placement(NoBody)
        = |work, by, at, _nothing| placements::withdraw(work, by, at);

    /// Take the application up; also again when a question was not answered by its day.
    post "/placements/{id}/assessment" take_placement(NoBody)
        = |work, by, at, _nothing| placements::take(work, by, at);

    /// Ask the provider something, with the last day for an answer.
    post "/placements/{id}/question" ask_about_placement(AskDraft)
        = |work, by, at, draft| placements::ask(work, by, at, &draft.parse(work.now())?);

    /// Answer what was asked.
    post "/placements/{id}/answer" answer_about_placement(AnswerDraft)
        = |work, by, at, draft| placements::answer(work, by, at, draft.parse()?);

    /// Say that something an answer tells of, such as an insurance, lasts longer. What was sent stays as it is.
    post "/placements/{id}/renewals" renew_placement_document(RenewDraft)
        = |work, by, at, draft| placements::renew(work, by, at, draft.parse(work.now())?);

    /// Accept the application. The provider is asked to sign.
    post "/placements/{id}/acceptance" accept_placement(ReasonDraft)
        = |work, by, at, draft| placements::accept(work, by, at, &draft.parse()?);

    /// Turn the application down.
    post "/placements/{id}/rejection" reject_placement(ReasonDraft)
        = |work, by, at, draft| placements::reject(work, by, at, &draft.parse()?);

    /// Sign the framework agreement for the provider.
    post "/placements/{id}/signature" sign_placement(SignDraft)
        = |work, by, at, draft| placements::sign(work, by, at, draft.parse()?);

    /// Sign the framework agreement for the authority. From here on the provider stands on the lot.
    post "/placements/{id}/countersignature" countersign_placement(NoBody)
        = |work, by, at, _nothing| placements::countersign(work, by, at);

    /// Suspend the provider from the lot, until a day or until it is reinstated. Its listings go at once.
    post "/placements/{id}/suspension" suspend_placement(SuspendDraft)
        = |work, by, at, draft| placements::suspend(work, by, at, &draft.parse(work.now())?);

    /// Put the provider back on the lot.
    post "/placements/{id}/reinstatement" reinstate_placement(NoBody)
        = |work, by, at, _nothing| placements::reinstate(work, by, at);

    /// Take the provider off the lot for good.
    post "/placements/{id}/removal" remove_placement(ReasonDraft)
        = |work, by, at, draft| placements::remove(work, by, at, &draft.parse()?);
}
