//! Concerns, spot checks and planned looks at marks over HTTP.

use crate::door::{
    Answer, AsTable, Asked, Caller, Listed, PageQuery, Problem, Query, Row, cells, commands, sought,
};
use actix_web::{HttpResponse, get, post, web};
use domain::casework::ReasonDraft;
use domain::kernel::time::end_of;
use domain::reviews::{Cause, ConcernDraft, ConcludeDraft, Finding, LookDraft, Review, ReviewerDraft, State};
use domain::{OrganisationId, PersonId, Refused, ReviewId, Timestamp};
use marketplace::Work;
use marketplace::reviews::{self, ReviewListed, ReviewSort, WantedReviews};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(raise_concern)
        .service(start_spot_check)
        .service(list_reviews)
        .service(export_reviews)
        .service(show_review)
        .service(assign_review)
        .service(conclude_review)
        .service(close_review);
}

/// A look at a provider's mark between assessments.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewView {
    #[serde(flatten)]
    review: Review,
    /// Whether its day is over and it is still to be done.
    missed: bool,
}

impl ReviewView {
    fn of(review: &Review, now: Timestamp) -> Self {
        Self { missed: review.is_missed_at(now), review: review.clone() }
    }

    fn answer(&self) -> Answer {
        Answer::ok(self).at_version(self.review.version)
    }

    fn created(&self) -> Answer {
        let address = format!("/api/v1/reviews/{}", self.review.id);
        Answer::created(address, self).at_version(self.review.version)
    }
}

fn answered(work: &mut Work<'_, '_>, _: &domain::Actor, review: Review) -> Result<ReviewView, Refused> {
    Ok(ReviewView::of(&review, work.now()))
}

/// That a concern was raised. What came of it, those read for whom it was raised.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConcernRaised {
    id: ReviewId,
    #[schema(example = "2027-03-22")]
    due: String,
}

/// Raise a concern about a provider: by someone of the authority or of a department.
#[utoipa::path(
    tag = "reviews",
    request_body = ConcernDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Raised: by when it is looked into", body = ConcernRaised),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "No such provider", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/concerns")]
async fn raise_concern(asked: Asked<ConcernDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    asked
        .write(
            move |work, by| {
                let review = reviews::raise_concern(work, by, command.clone())?;
                Ok(ConcernRaised { id: review.id, due: review.due.to_string() })
            },
            |raised| Answer::created(format!("/api/v1/concerns/{}", raised.id), raised),
        )
        .await
}

/// Start a spot check of the mark that a provider holds.
#[utoipa::path(
    tag = "reviews",
    request_body = LookDraft,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer")),
    responses(
        (status = 201, description = "Started", body = ReviewView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 409, description = "The provider holds no mark", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/spot-checks")]
async fn start_spot_check(asked: Asked<LookDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse(asked.market().clock().now())?;
    asked
        .write(
            move |work, by| {
                let review = reviews::spot_check(work, by, command.clone())?;
                answered(work, by, review)
            },
            ReviewView::created,
        )
        .await
}

/// Which looks are wanted, in which order.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichReviews {
    /// At one provider's mark.
    provider: Option<OrganisationId>,
    /// At marks of providers whose name has this in it.
    text: Option<String>,
    /// By one assessor.
    assessor: Option<PersonId>,
    /// `concern`, `spot_check` or `surveillance`.
    cause: Option<String>,
    /// In these states, with commas between: `raised,under_review`.
    state: Option<String>,
    /// Only those that should have been done by now.
    #[param(default = false)]
    missed: Option<bool>,
    /// `due_first`, or `due_last`. Left out: `due_first`.
    sort: Option<String>,
}

impl WhichReviews {
    fn wanted(self) -> Result<WantedReviews, Problem> {
        let Self { provider, text, assessor, cause, state, missed, sort } = self;
        let mut fields = domain::Fields::new();
        let cause = fields.optional::<Cause>("?cause", cause.as_deref());
        let sort: Option<Option<ReviewSort>> = fields.optional("?sort", sort.as_deref());
        let words = state.as_deref().unwrap_or_default().split(',').filter(|word| !word.is_empty());
        let states: Vec<Option<State>> = words.map(|word| fields.parse("?state", word)).collect();
        let wanted = fields.finish(|| {
            let (states, cause) = (states.into_iter().collect::<Option<_>>()?, cause?);
            let (missed, sort) = (missed.unwrap_or_default(), sort?.unwrap_or_default());
            let (text, of_all) = (sought(text), WantedReviews::default());
            Some(WantedReviews { provider, text, cause, assessor, states, missed, sort, ..of_all })
        });
        Ok(wanted?)
    }
}

fn key(review: &Review) -> (i64, ReviewId) {
    (end_of(review.due).as_microsecond(), review.id)
}

/// List concerns, spot checks and planned looks by the day by which they are to be done.
#[utoipa::path(
    tag = "reviews",
    params(WhichReviews, PageQuery),
    responses(
        (status = 200, description = "A page of looks", body = Listed<ReviewView>),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/reviews")]
async fn list_reviews(
    caller: Caller,
    query: Query<WhichReviews, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit, after) = (query.which.wanted()?, query.how.limit()?, query.how.key()?);
    let now = caller.market.clock().now();
    let found = caller.read(move |work, by| reviews::list(work, by, &wanted, after, limit + 1)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, |it| ReviewView::of(it, now))).into())
}

/// A look as a row of a table.
#[derive(Serialize)]
struct ReviewRow {
    id: ReviewId,
    provider: OrganisationId,
    provider_name: String,
    cause: Cause,
    state: State,
    missed: bool,
    raised_at: Timestamp,
    due: String,
    criteria: String,
    assessor: Option<String>,
    finding: Option<Finding>,
}

impl ReviewRow {
    fn of(ReviewListed { review, provider, assessor }: ReviewListed, now: Timestamp) -> Self {
        Self {
            id: review.id,
            provider: review.provider,
            provider_name: provider,
            cause: review.cause,
            state: review.state,
            missed: review.is_missed_at(now),
            raised_at: review.raised_at,
            due: review.due.to_string(),
            criteria: review.criteria.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            assessor,
            finding: review.result.map(|result| result.finding),
        }
    }
}

impl Row for ReviewRow {
    const HEAD: &'static [&'static str] = &[
        "id",
        "provider",
        "provider_name",
        "cause",
        "state",
        "missed",
        "raised_at",
        "due",
        "criteria",
        "assessor",
        "finding",
    ];

    fn cells(&self) -> Vec<String> {
        cells![
            self.id,
            self.provider,
            self.provider_name,
            self.cause,
            self.state,
            self.missed,
            self.raised_at,
            self.due,
            self.criteria,
            self.assessor.as_deref().unwrap_or_default(),
            self.finding.map(|finding| finding.to_string()).unwrap_or_default(),
        ]
    }
}

/// Take concerns, spot checks and planned looks away whole, as they are filtered.
#[utoipa::path(
    tag = "reviews",
    params(WhichReviews, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/reviews/export")]
pub(crate) async fn export_reviews(
    caller: Caller,
    query: Query<WhichReviews, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "reviews",
            query.how,
            move |work, by, page| reviews::list_named(work, by, &wanted, page.after, page.limit),
            |it| key(&it.review),
            ReviewRow::of,
        )
        .await
}

/// Show a concern, spot check or planned look.
#[utoipa::path(
    tag = "reviews",
    params(("id" = ReviewId, Path, description = "Which")),
    responses(
        (status = 200, description = "As it is", body = ReviewView),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/reviews/{id}")]
async fn show_review(caller: Caller, id: web::Path<ReviewId>) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, by| {
                let review = reviews::show(work, by, id.into_inner())?;
                answered(work, by, review)
            },
            ReviewView::answer,
        )
        .await
}

commands! {
    "reviews", ReviewId => ReviewView by answered;

    /// Give it to an assessor without a conflict of interest.
    post "/reviews/{id}/assignment" assign_review(ReviewerDraft)
        = |work, by, at, draft| reviews::assign(work, by, at, draft.parse()?);

    /// Say what was found. The provider is written to.
    post "/reviews/{id}/conclusion" conclude_review(ConcludeDraft)
        = |work, by, at, draft| reviews::conclude(work, by, at, draft.parse()?);

    /// Close it with a reason: nobody looks.
    post "/reviews/{id}/closing" close_review(ReasonDraft)
        = |work, by, at, draft| reviews::close(work, by, at, draft.parse()?);
}
