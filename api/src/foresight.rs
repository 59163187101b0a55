//! What can be foreseen of a mark: the letter that would tell of a step, the listings that would go or come back with
//! it, what has left the scope since the last mark, and when it is looked at.

use crate::door::{Answer, Asked, Caller, Problem};
use actix_web::{HttpResponse, get, post, web};
use domain::accreditation::commands::{DecideDraft, HearAppealDraft};
use domain::accreditation::{DecisionLetter, Gone};
use domain::offerings::Channel;
use domain::reviews::State as ReviewState;
use domain::values::Postcode;
use domain::{AccreditationId, Actor, Day, Fields, OfferingId, OrganisationId, Refused, ReviewId, Timestamp};
use marketplace::accreditation::{self, ChangedListing, Effect, Foreseen, LeftSince, MarkStep};
use marketplace::reviews::{self, PlannedLook};
use marketplace::{At, Work};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(preview_decision_letter)
        .service(preview_appeal_letter)
        .service(show_effect)
        .service(show_left_since_last_mark)
        .service(list_planned_checks);
}

/// Answers what a draft would send and change, on the version that its sender read.
async fn foresee<T: Send + 'static>(
    asked: Asked<T>,
    id: AccreditationId,
    preview: impl FnOnce(T, &mut Work<'_, '_>, &Actor, At<AccreditationId>) -> Result<Foreseen, Refused>
    + Send
    + 'static,
) -> Result<HttpResponse, Problem> {
    let at = At { id, version: asked.version()? };
    let (draft, asked) = asked.open();
    let foreseen = asked.run(move |market, by| market.read(|work| preview(draft, work, by, at))).await?;
    Ok(Answer::ok(&ForeseenView::from(foreseen)).into())
}

/// Preview the letter by which a decision would be told, made from the judgements, and what it would do to listings.
///
/// Nothing is decided or sent. Of a renewal, the mark that it renews gives way, or ends when it would have.
#[utoipa::path(
    tag = "accreditation",
    request_body = DecideDraft,
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("If-Match" = String, Header, description = "The ETag that was read"),
    ),
    responses(
        (status = 200, description = "The letter, and which listings would go or come back", body = ForeseenView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "There is no recommendation to decide on", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem),
        (status = 422, description = "What could not be decided has no letter", body = Problem),
        (status = 428, description = "No If-Match", body = Problem),
    )
)]
#[post("/accreditations/{id}/decision-letter")]
async fn preview_decision_letter(
    asked: Asked<DecideDraft>,
    id: web::Path<AccreditationId>,
) -> Result<HttpResponse, Problem> {
    foresee(asked, id.into_inner(), |draft, work, by, at| {
        let decided = draft.parse(work.now())?;
        accreditation::preview_letter(work, by, at, &decided)
    })
    .await
}

/// Preview the letter that would tell what came of an appeal, upheld or dismissed, and what it would do to listings.
///
/// Nothing is decided or sent.
#[utoipa::path(
    tag = "accreditation",
    request_body = HearAppealDraft,
    params(
        ("id" = AccreditationId, Path, description = "Which application"),
        ("If-Match" = String, Header, description = "The ETag that was read"),
    ),
    responses(
        (status = 200, description = "The letter, and which listings would go or come back", body = ForeseenView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "There is no appeal to hear", body = Problem),
        (status = 412, description = "Changed since it was read", body = Problem),
        (status = 422, description = "What could not be decided has no letter", body = Problem),
        (status = 428, description = "No If-Match", body = Problem),
    )
)]
#[post("/accreditations/{id}/appeal-letter")]
async fn preview_appeal_letter(
    asked: Asked<HearAppealDraft>,
    id: web::Path<AccreditationId>,
) -> Result<HttpResponse, Problem> {
    foresee(asked, id.into_inner(), |draft, work, by, at| {
        let heard = draft.parse(work.now())?;
        accreditation::preview_appeal_letter(work, by, at, &heard)
    })
    .await
}

/// Which step.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct StepQuery {
    /// `suspension`, `reinstatement`, `revocation`, `lapse`, or `withdrawal` of a renewal.
    of: Option<String>,
}

/// A listing that goes or comes back.
#[derive(Debug, Serialize, ToSchema)]
struct ChangedListingView {
    offering: OfferingId,
    #[schema(example = "Help at the library")]
    name: String,
    #[schema(example = "carers")]
    directory: String,
    directory_name: String,
}

impl From<ChangedListing> for ChangedListingView {
    fn from(ChangedListing { offering, name, directory, directory_name }: ChangedListing) -> Self {
        Self { offering, name, directory: directory.to_string(), directory_name }
    }
}

/// What a step would do to what the public sees.
#[derive(Debug, Serialize, ToSchema)]
struct EffectView {
    /// Listings that are shown now, and would be no longer.
    goes: Vec<ChangedListingView>,
    /// Listings that are not shown now, and would be.
    comes_back: Vec<ChangedListingView>,
    /// When, of what time alone does. Left out: at once; or nobody knows yet, since a renewal is being decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Timestamp>,
}

impl From<Effect> for EffectView {
    fn from(Effect { goes, comes_back, on }: Effect) -> Self {
        let shown = |listings: Vec<ChangedListing>| listings.into_iter().map(Into::into).collect();
        Self { goes: shown(goes), comes_back: shown(comes_back), on }
    }
}

/// What a decision would send and change.
#[derive(Debug, Serialize, ToSchema)]
struct ForeseenView {
    #[serde(flatten)]
    letter: DecisionLetter,
    effect: EffectView,
}

impl From<Foreseen> for ForeseenView {
    fn from(Foreseen { letter, effect }: Foreseen) -> Self {
        Self { letter, effect: effect.into() }
    }
}

/// Show which listings a step about a mark would take away or bring back, before it is taken.
///
/// What goes when the mark lapses, and when, its holder may see too, and what goes when it takes a renewal back.
#[utoipa::path(
    tag = "accreditation",
    params(("id" = AccreditationId, Path, description = "Which application"), StepQuery),
    responses(
        (status = 200, description = "What would change", body = EffectView),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
        (status = 409, description = "No mark was given", body = Problem),
        (status = 422, description = "No such step", body = Problem),
    )
)]
#[get("/accreditations/{id}/effect")]
async fn show_effect(
    caller: Caller,
    id: web::Path<AccreditationId>,
    query: web::Query<StepQuery>,
) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, by| -> Result<_, Refused> {
                // Whether it is there comes first, for those who may know of it.
                let case = accreditation::show(work, by, id.into_inner())?;
                let mut fields = Fields::new();
                let step: Option<MarkStep> = fields.parse("?of", query.of.as_deref().unwrap_or_default());
                let step = fields.finish(|| step)?;
                accreditation::effect(work, by, case.id, step).map(EffectView::from)
            },
            Answer::ok,
        )
        .await
}

/// A partner that a mark was given for, and why it is there no more.
#[derive(Debug, Serialize, ToSchema)]
struct PartnerGone {
    organisation: OrganisationId,
    name: String,
    #[schema(inline)]
    why: Gone,
}

/// A place that a mark was given for, and why it is there no more.
#[derive(Debug, Serialize, ToSchema)]
struct PlaceGone {
    #[schema(example = "LS1 4AP")]
    postcode: Postcode,
    #[schema(inline)]
    why: Gone,
}

/// A channel that a mark was given for, and why it is there no more.
#[derive(Debug, Serialize, ToSchema)]
struct ChannelGone {
    #[schema(inline)]
    channel: Channel,
    #[schema(inline)]
    why: Gone,
}

/// What the mark that was given last was given for, and is there no more.
#[derive(Debug, Default, Serialize, ToSchema)]
struct LeftView {
    /// When that mark was given. Left out: none was, or this application is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    given_at: Option<Timestamp>,
    channels: Vec<ChannelGone>,
    places: Vec<PlaceGone>,
    partners: Vec<PartnerGone>,
}

impl From<LeftSince> for LeftView {
    fn from(LeftSince { mark, left, partners }: LeftSince) -> Self {
        let named = |id: &OrganisationId| partners.get(id).map(ToString::to_string).unwrap_or_default();
        let channels = left.channels.into_iter().map(|it| ChannelGone { channel: it.what, why: it.why });
        let places = left.places.into_iter().map(|it| PlaceGone { postcode: it.what, why: it.why });
        let gone = left.partners.into_iter().map(|it| PartnerGone {
            organisation: it.what,
            name: named(&it.what),
            why: it.why,
        });
        Self {
            given_at: Some(mark.starts),
            channels: channels.collect(),
            places: places.collect(),
            partners: gone.collect(),
        }
    }
}

/// Show what the last mark was given for, and an open application asks for or the provider gives no more.
#[utoipa::path(
    tag = "accreditation",
    params(("id" = AccreditationId, Path, description = "Which application")),
    responses(
        (status = 200, description = "What has left the scope", body = LeftView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/accreditations/{id}/left-since-last-mark")]
async fn show_left_since_last_mark(
    caller: Caller,
    id: web::Path<AccreditationId>,
) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, by| {
                let left = accreditation::left_since_last_mark(work, by, id.into_inner())?;
                Ok(left.map_or_else(LeftView::default, LeftView::from))
            },
            Answer::ok,
        )
        .await
}

/// A check that the Standard plans for a mark.
#[derive(Debug, Serialize, ToSchema)]
struct PlannedCheck {
    #[schema(value_type = String, format = Date)]
    on: Day,
    /// The task that became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<ReviewId>,
    /// Where that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(inline)]
    state: Option<ReviewState>,
}

impl From<PlannedLook> for PlannedCheck {
    fn from(PlannedLook { on, task }: PlannedLook) -> Self {
        Self { on, review: task.as_ref().map(|task| task.id), state: task.map(|task| task.state) }
    }
}

/// The checks of a mark, by day.
#[derive(Debug, Serialize, ToSchema)]
struct PlannedChecks {
    items: Vec<PlannedCheck>,
}

/// List the checks that the Standard plans over the life of a mark.
#[utoipa::path(
    tag = "accreditation",
    params(("id" = AccreditationId, Path, description = "Which application")),
    responses(
        (status = 200, description = "Its checks, by day; none where no mark was given, and for its holder", body = PlannedChecks),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/accreditations/{id}/planned-checks")]
async fn list_planned_checks(
    caller: Caller,
    id: web::Path<AccreditationId>,
) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, by| {
                let planned = reviews::planned_looks(work, by, id.into_inner())?;
                Ok(PlannedChecks { items: planned.into_iter().map(Into::into).collect() })
            },
            Answer::ok,
        )
        .await
}
