//! Offerings over HTTP.

mod bulk;
mod history;
mod listed;
mod offered;
mod review;

pub(crate) use offered::export_offering_table;
pub(crate) use review::export_changes_to_review;

use crate::door::{Answer, Asked, Caller, NoBody, Problem};
use actix_web::{HttpResponse, get, post, put, web};
use domain::kernel::time::day_of;
use domain::offerings::{Channel, FullDraft, Offering, OfferingDraft, PauseDraft, State, Support};
use domain::{OfferingId, OrganisationId, Timestamp};
use marketplace::offerings;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(draft_offering)
        .service(show_offering)
        .service(revise_offering)
        .service(publish_offering)
        .service(pause_offering)
        .service(resume_offering)
        .service(confirm_offering)
        .service(fill_offering)
        .service(make_room_in_offering)
        .service(end_offering)
        .service(approve_change)
        .service(withdraw_change)
        .configure(bulk::routes)
        .configure(history::routes)
        .configure(listed::routes)
        .configure(offered::routes)
        .configure(review::routes);
}

/// An offering, as its provider and the authority see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferingView {
    id: OfferingId,
    provider: OrganisationId,
    state: State,
    version: i64,
    #[schema(example = "Help at the library")]
    name: String,
    channels: Vec<Channel>,
    /// Everything that it says, as it is kept.
    #[schema(value_type = Object)]
    support: Support,
    /// The first day on which it is given again, while it is paused.
    #[schema(value_type = Option<String>, format = Date)]
    paused_until: Option<domain::Day>,
    /// The first day on which there is room for more people, while there is none.
    #[schema(value_type = Option<String>, format = Date)]
    full_until: Option<domain::Day>,
    /// When its provider last said that all this is right.
    #[schema(value_type = Option<String>, format = Date)]
    last_checked_on: Option<domain::Day>,
    /// A change that waits for a reviewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed: Option<review::ProposalView>,
    /// The last change that was not approved, until another is proposed.
    #[serde(skip_serializing_if = "Option::is_none")]
    returned: Option<review::ReturnedView>,
    /// What it still needs before it can be published.
    missing: Vec<MissingView>,
}

/// Something that is needed before people can have an offering.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissingView {
    #[schema(example = "/hours")]
    pointer: &'static str,
    detail: &'static str,
}

impl OfferingView {
    fn of(offering: &Offering, now: Timestamp) -> Self {
        let missing = offering.support.missing(day_of(now)).into_iter();
        Self {
            id: offering.id,
            provider: offering.provider,
            state: offering.state_at(now),
            version: offering.version,
            name: offering.support.name.to_string(),
            channels: offering.support.channels.iter().copied().collect(),
            support: offering.support.clone(),
            paused_until: offering.pause.as_ref().and_then(|pause| pause.until),
            full_until: offering.full_until(now),
            last_checked_on: offering.last_checked_on,
            proposed: review::ProposalView::of(offering),
            returned: review::ReturnedView::of(offering),
            missing: missing.map(|it| MissingView { pointer: it.pointer, detail: it.message }).collect(),
        }
    }
}

fn address(offering: &Offering) -> String {
    format!("/api/v1/offerings/{}", offering.id)
}

fn changed((offering, now): &(Offering, Timestamp)) -> Answer {
    Answer::ok(&OfferingView::of(offering, *now)).at_version(offering.version)
}

/// Begin an offering of a provider, as a draft.
#[utoipa::path(
    tag = "offerings",
    operation_id = "draft_offering",
    request_body = OfferingDraft,
    params(
        ("id" = OrganisationId, Path, description = "The provider"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
    ),
    responses(
        (status = 201, description = "Begun", body = OfferingView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/organisations/{id}/offerings")]
async fn draft_offering(
    asked: Asked<OfferingDraft>,
    id: web::Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let support = draft.parse()?;
    let provider = id.into_inner();
    asked
        .write(
            move |work, by| Ok((offerings::draft(work, by, provider, support.clone())?, work.now())),
            |(it, now)| Answer::created(address(it), &OfferingView::of(it, *now)).at_version(it.version),
        )
        .await
}

/// Show an offering, in any state.
#[utoipa::path(
    tag = "offerings",
    operation_id = "show_offering",
    params(("id" = OfferingId, Path, description = "The offering")),
    responses(
        (status = 200, description = "The offering", body = OfferingView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/offerings/{id}")]
async fn show_offering(caller: Caller, id: web::Path<OfferingId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    caller.show(move |work, by| Ok((offerings::show(work, by, id)?, work.now())), changed).await
}

/// Change what an offering says. What is live stays whole.
///
/// Where the provider holds a quality mark, a change to a live offering that touches what was assessed (a further
/// channel, another place or partner, home visits, more at identity checks) waits for a reviewer as `proposed`; all
/// else is had at once.
#[utoipa::path(
    tag = "offerings",
    operation_id = "revise_offering",
    request_body = OfferingDraft,
    params(
        ("id" = OfferingId, Path, description = "The offering"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, description = "Changed", body = OfferingView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It has ended", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "Fields cannot be what was sent, or something is missing", body = Problem),
    )
)]
#[put("/offerings/{id}")]
async fn revise_offering(
    asked: Asked<OfferingDraft>,
    id: web::Path<OfferingId>,
) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let support = draft.parse()?;
    let id = id.into_inner();
    asked
        .write(
            move |work, by| Ok((offerings::revise(work, by, id, version, support.clone())?, work.now())),
            changed,
        )
        .await
}

/// Stop giving an offering for a while. Its listings go with the same commit.
#[utoipa::path(
    tag = "offerings",
    operation_id = "pause_offering",
    request_body = PauseDraft,
    params(
        ("id" = OfferingId, Path, description = "The offering"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, description = "Paused", body = OfferingView),
        (status = 409, description = "It is not live", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "The pause would end before tomorrow", body = Problem),
    )
)]
#[post("/offerings/{id}/pause")]
async fn pause_offering(
    asked: Asked<PauseDraft>,
    id: web::Path<OfferingId>,
) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let pause = draft.parse()?;
    let id = id.into_inner();
    asked
        .write(
            move |work, by| Ok((offerings::pause(work, by, id, version, pause.clone())?, work.now())),
            changed,
        )
        .await
}

/// Say that an offering is full until a day: its listings stay, and say so. Saying it again moves the day.
#[utoipa::path(
    tag = "offerings",
    operation_id = "fill_offering",
    request_body = FullDraft,
    params(
        ("id" = OfferingId, Path, description = "The offering"),
        ("If-Match" = String, Header, description = "The `ETag` that you read"),
    ),
    responses(
        (status = 200, description = "It is full until that day, and has room again by itself", body = OfferingView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "It is not given", body = Problem),
        (status = 412, description = "Someone changed it since", body = Problem),
        (status = 422, description = "No day, or not one of the next six weeks", body = Problem),
    )
)]
#[post("/offerings/{id}/full")]
async fn fill_offering(asked: Asked<FullDraft>, id: web::Path<OfferingId>) -> Result<HttpResponse, Problem> {
    let version = asked.version()?;
    let (draft, asked) = asked.open();
    let full = draft.parse()?;
    let id = id.into_inner();
    asked
        .write(move |work, by| Ok((offerings::fill(work, by, id, version, full)?, work.now())), changed)
        .await
}

/// A handler for a step that needs nothing but the offering and its version.
macro_rules! steps {
    ($($(#[$doc:meta])* $handler:ident, $operation:literal, $path:literal, $verb:ident, $done:literal;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            tag = "offerings",
            operation_id = $operation,
            params(
                ("id" = OfferingId, Path, description = "The offering"),
                ("If-Match" = String, Header, description = "The `ETag` that you read"),
            ),
            responses(
                (status = 200, description = $done, body = OfferingView),
                (status = 404, description = "Not there, or not yours to know", body = Problem),
                (status = 409, description = "Not from the state that it is in", body = Problem),
                (status = 412, description = "Someone changed it since", body = Problem),
                (status = 422, description = "Something is missing that people would need", body = Problem),
            )
        )]
        #[post($path)]
        async fn $handler(asked: Asked<NoBody>, id: web::Path<OfferingId>) -> Result<HttpResponse, Problem> {
            let version = asked.version()?;
            let (_, asked) = asked.open();
            let id = id.into_inner();
            asked
                .write(move |work, by| Ok((offerings::$verb(work, by, id, version)?, work.now())), changed)
                .await
        }
    )+};
}

steps! {
    /// Begin to give an offering.
    publish_offering, "publish_offering", "/offerings/{id}/publication", publish, "It is live";
    /// Begin again to give an offering that was paused.
    resume_offering, "resume_offering", "/offerings/{id}/resumption", resume, "It is live again";
    /// Say that everything in an offering is still right.
    confirm_offering, "confirm_offering", "/offerings/{id}/confirmation", confirm, "Confirmed";
    /// Say that a full offering has room again, sooner than was said.
    make_room_in_offering, "make_room_in_offering", "/offerings/{id}/room", make_room, "There is room";
    /// Let people have the change that waits, exactly as you looked at it.
    approve_change, "approve_offering_change", "/offerings/{id}/change/approval", approve_change, "People have it";
    /// Take a change back that waits for a reviewer.
    withdraw_change, "withdraw_offering_change", "/offerings/{id}/change/withdrawal", withdraw_change, "Taken back";
    /// Stop giving an offering for good.
    end_offering, "end_offering", "/offerings/{id}/end", end, "It has ended";
}
