//! Concerns read back over HTTP, by those for whom they were raised.

use crate::door::{Answer, Caller, Listed, PageQuery, Problem};
use actix_web::{HttpResponse, get, web};
use domain::ReviewId;
use domain::kernel::time::end_of;
use domain::reviews::ToldConcern;
use marketplace::reviews;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_own_concerns).service(show_own_concern);
}

/// List the concerns that your organisation raised, each with its state and what came of it.
///
/// By the day by which each is looked into. Who looks, and the report that the provider reads, are not told.
#[utoipa::path(
    tag = "reviews",
    params(PageQuery),
    responses(
        (status = 200, description = "A page of concerns", body = Listed<ToldConcern>),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/concerns")]
async fn list_own_concerns(caller: Caller, page: web::Query<PageQuery>) -> Result<HttpResponse, Problem> {
    let (limit, after) = (page.limit()?, page.key()?);
    let found = caller.read(move |work, by| reviews::concerns(work, by, after, limit + 1)).await?;
    let key = |it: &ToldConcern| (end_of(it.due).as_microsecond(), it.id);
    Ok(Answer::ok(&Listed::of(found, limit, key, ToldConcern::clone)).into())
}

/// Show a concern that your organisation raised, with its state and what came of it.
#[utoipa::path(
    tag = "reviews",
    params(("id" = ReviewId, Path, description = "Which")),
    responses(
        (status = 200, description = "What may be told of it", body = ToldConcern),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "Not there, or not your organisation’s", body = Problem),
    )
)]
#[get("/concerns/{id}")]
async fn show_own_concern(caller: Caller, id: web::Path<ReviewId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    caller.show(move |work, by| reviews::concern(work, by, id), Answer::ok).await
}
