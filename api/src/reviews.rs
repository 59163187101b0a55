//! Concerns, spot checks and planned looks at marks over HTTP.

use crate::door::{Answer, Asked, Caller, Listed, PageQuery, Problem, commands};
use actix_web::{HttpResponse, get, post, web};
use domain::casework::ReasonDraft;
use domain::kernel::time::end_of;
use domain::reviews::{Cause, ConcernDraft, ConcludeDraft, LookDraft, Review, ReviewerDraft, State};
use domain::{OrganisationId, PersonId, Refused, ReviewId, Timestamp};
use marketplace::Work;
use marketplace::reviews::{self, WantedReviews};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(raise_concern)
        .service(start_spot_check)
        .service(list_reviews)
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

/// Which looks are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReviewsQuery {
    /// At one provider's mark.
    provider: Option<OrganisationId>,
    /// By one assessor.
    assessor: Option<PersonId>,
    /// `concern`, `spot_check` or `surveillance`.
    cause: Option<String>,
    /// In these states, with commas between: `raised,under_review`.
    state: Option<String>,
    /// Only those that should have been done by now.
    #[param(default = false)]
    missed: Option<bool>,
    /// At most so many items, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// List concerns, spot checks and planned looks by the day by which they are to be done.
#[utoipa::path(
    tag = "reviews",
    params(ReviewsQuery),
    responses(
        (status = 200, description = "A page of looks", body = Listed<ReviewView>),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/reviews")]
async fn list_reviews(caller: Caller, query: web::Query<ReviewsQuery>) -> Result<HttpResponse, Problem> {
    let ReviewsQuery { provider, assessor, cause, state, missed, limit, after } = query.into_inner();
    let page = PageQuery { limit, after };
    let (limit, after) = (page.limit()?, page.key()?);
    let mut fields = domain::Fields::new();
    let cause = fields.optional::<Cause>("?cause", cause.as_deref());
    let words = state.as_deref().unwrap_or_default().split(',').filter(|word| !word.is_empty());
    let states: Vec<Option<State>> = words.map(|word| fields.parse("?state", word)).collect();
    let wanted = fields.finish(|| {
        let (states, cause) = (states.into_iter().collect::<Option<_>>()?, cause?);
        let missed = missed.unwrap_or_default();
        let of_all = WantedReviews::default();
        Some(WantedReviews { provider, cause, assessor, states, missed, ..of_all })
    })?;
    let now = caller.market.clock().now();
    let found = caller.read(move |work, by| reviews::list(work, by, &wanted, after, limit + 1)).await?;
    let key = |it: &Review| (end_of(it.due).as_microsecond(), it.id);
    Ok(Answer::ok(&Listed::of(found, limit, key, |it| ReviewView::of(it, now))).into())
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
