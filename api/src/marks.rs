//! Quality marks over HTTP, as everyone may see them.

use crate::door::{Answer, Caller, Problem};
use actix_web::{HttpResponse, get, web};
use domain::accreditation::{MarkStatus, Scope};
use domain::values::Name;
use domain::{OrganisationId, QualityMarkId, Timestamp};
use marketplace::accreditation::{PublicMark, quality_mark};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show_quality_mark);
}

/// A quality mark.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualityMarkView {
    id: QualityMarkId,
    /// What it is now.
    status: MarkStatus,
    provider: OrganisationId,
    #[schema(example = "Age Well Leeds")]
    provider_name: String,
    /// The version of the Standard against which it was earned.
    #[schema(example = 1)]
    standard: u32,
    /// What it covers.
    #[schema(inline)]
    scope: Scope,
    /// What the partners of the scope are called, in its order.
    partner_names: Vec<Name>,
    starts: Timestamp,
    /// The first instant at which it no longer counts, unless a renewal was sent in time.
    ends: Timestamp,
    /// Whether a renewal is being decided, until when the mark counts.
    renewal_pending: bool,
    /// Whether conditions are still to be met.
    with_conditions: bool,
    /// The mark that took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<QualityMarkId>,
    /// Where its credential is, while it counts: a badge that others can check without asking here again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        example = "https://signpost.example/quality-marks/0199a1f0-0000-7000-8000-000000000011/credential"
    )]
    credential: Option<String>,
    /// What the mark is not.
    disclaimer: String,
    /// The same in Welsh.
    disclaimer_cy: String,
}

impl QualityMarkView {
    fn of(PublicMark { mark, provider, partners, standard }: PublicMark, base: &str, now: Timestamp) -> Self {
        let status = mark.status_at(now);
        let counts = status == MarkStatus::InForce;
        Self {
            credential: counts.then(|| format!("{base}/quality-marks/{}/credential", mark.id)),
            id: mark.id,
            status,
            provider: provider.id,
            provider_name: provider.name.to_string(),
            standard: standard.number,
            partner_names: partners,
            starts: mark.starts,
            ends: mark.ends,
            renewal_pending: mark.renewal.is_some(),
            with_conditions: mark.has_open_conditions(),
            replaced_by: mark.replaced_by,
            disclaimer: standard.disclaimer.to_string(),
            disclaimer_cy: standard.disclaimer_cy.to_string(),
            scope: mark.scope,
        }
    }
}

/// Show a quality mark.
#[utoipa::path(
    security(()),
    tag = "quality marks",
    params(("id" = QualityMarkId, Path, description = "Which")),
    responses(
        (status = 200, description = "The mark", body = QualityMarkView),
        (status = 404, description = "No such mark", body = Problem),
    )
)]
#[get("/quality-marks/{id}")]
async fn show_quality_mark(caller: Caller, id: web::Path<QualityMarkId>) -> Result<HttpResponse, Problem> {
    caller
        .show(
            move |work, _| {
                let mark = quality_mark(work, id.into_inner())?;
                Ok(QualityMarkView::of(mark, &work.market().settings().base_url, work.now()))
            },
            Answer::ok,
        )
        .await
}
