//! The texts of the agreement that a place was given, over HTTP: read, signed, countersigned, kept.

use crate::door::{Answer, AsTable, Caller, Listed, PageQuery, Problem, Query, Row, cells, commands, sought};
use crate::placements::{PlacementView, answered};
use crate::submissions::AgreementView;
use actix_web::{HttpResponse, get, post, web};
use domain::frameworks::{AgreementText, Wording};
use domain::placements::{CountersignVariationDraft, Countersignature, SignVariationDraft, Signature};
use domain::values::Slug;
use domain::{Fields, OrganisationId, PlacementId, Timestamp};
use marketplace::organisations::Page;
use marketplace::placements::{self, AfterVariation, Varied, WaitsFor, WantedVariations, Worded};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_wordings)
        .service(show_signed_variation)
        .service(sign_variation)
        .service(countersign_variation)
        .service(list_variations)
        .service(export_variations);
}

/// A text of the agreement, and who has signed it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WordingView {
    #[serde(flatten)]
    wording: Wording,
    #[serde(flatten)]
    text: AgreementText,
    /// When it was put to the provider. Left out of the text that is signed first.
    offered_at: Option<Timestamp>,
    /// Signed for the provider.
    signature: Option<Signature>,
    /// Countersigned for the authority.
    countersigned: Option<Countersignature>,
    /// Whether it binds both sides now.
    in_force: bool,
}

impl WordingView {
    fn of(worded: Worded) -> Self {
        let Worded { wording, text, offered_at, signature, countersigned, in_force } = worded;
        Self { wording, text, offered_at, signature, countersigned, in_force }
    }
}

/// Every text of the agreement that a place was given.
#[derive(Debug, Serialize, ToSchema)]
pub struct Wordings {
    /// Oldest first. The last, where it has no signature yet, is the one to read and sign.
    items: Vec<WordingView>,
}

/// Show every text of the agreement that a place was given, and who has signed it.
#[utoipa::path(
    tag = "placements",
    params(("id" = PlacementId, Path, description = "The placement")),
    responses(
        (status = 200, description = "The texts, oldest first", body = Wordings),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/placements/{id}/wordings")]
async fn list_wordings(caller: Caller, id: web::Path<PlacementId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let all = caller.read(move |work, by| placements::wordings(work, by, id)).await?;
    Ok(Answer::ok(&Wordings { items: all.into_iter().map(WordingView::of).collect() }).into())
}

/// Show a variation that both sides signed, word for word.
#[utoipa::path(
    tag = "placements",
    params(
        ("id" = PlacementId, Path, description = "The placement"),
        ("version" = u32, Path, description = "The version of the framework that words it"),
    ),
    responses(
        (status = 200, description = "What was signed", body = AgreementView),
        (status = 404, description = "Not there, not yours to know, or not countersigned yet", body = Problem),
    )
)]
#[get("/placements/{id}/variations/{version}")]
async fn show_signed_variation(
    caller: Caller,
    at: web::Path<(PlacementId, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, version) = at.into_inner();
    let kept = caller.read(move |work, by| {
        // No version has another name; the use case looks at who asks before it looks.
        placements::signed_variation(work, by, id, version.parse().unwrap_or_default())
    });
    let kept = kept.await?;
    Ok(Answer::ok(&AgreementView::of(kept)).into())
}

commands! {
    "placements", PlacementId => PlacementView by answered;

    /// Sign a later wording of the agreement for the provider. The earlier one stays in force until the authority has
    /// countersigned.
    post "/placements/{id}/variation/signature" sign_variation(SignVariationDraft)
        = |work, by, at, draft| placements::sign_variation(work, by, at, draft.parse()?);

    /// Countersign a later wording of the agreement for the authority. It is in force from here on.
    post "/placements/{id}/variation/countersignature" countersign_variation(CountersignVariationDraft)
        = |work, by, at, draft| placements::countersign_variation(work, by, at, draft.parse()?);
}

/// A place whose agreement is being varied.
#[derive(Debug, Serialize, ToSchema)]
pub struct VariationSummary {
    placement: PlacementId,
    /// The version of the placement, to be sent as `If-Match`.
    version: i64,
    provider: OrganisationId,
    provider_name: String,
    framework: Slug,
    lot: Slug,
    /// The version of the framework that words it.
    framework_version: u32,
    offered_at: Timestamp,
    /// When the provider signed it.
    signed_at: Option<Timestamp>,
}

impl VariationSummary {
    fn of(varied: &Varied) -> Self {
        let Varied { placement, provider, variation } = varied;
        Self {
            placement: placement.id,
            version: placement.version,
            provider: placement.provider,
            provider_name: provider.clone(),
            framework: placement.framework.clone(),
            lot: placement.lot.clone(),
            framework_version: variation.wording.framework_version,
            offered_at: variation.offered_at,
            signed_at: variation.signature.as_ref().map(|signature| signature.at),
        }
    }
}

/// Which variations are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WhichVariations {
    /// `provider`: not signed yet. `authority`: signed, to be countersigned. Left out: `authority`.
    waits_for: Option<String>,
    /// Of one framework, by slug.
    framework: Option<String>,
    /// Of providers whose name has this in it.
    text: Option<String>,
}

impl WhichVariations {
    fn wanted(self) -> Result<WantedVariations, Problem> {
        let Self { waits_for, framework, text } = self;
        let mut fields = Fields::new();
        let waits_for: Option<Option<WaitsFor>> = fields.optional("?waits_for", waits_for.as_deref());
        let framework: Option<Option<Slug>> = fields.optional("?framework", framework.as_deref());
        Ok(fields.finish(|| {
            let waits_for = waits_for?.unwrap_or(WaitsFor::Authority);
            Some(WantedVariations { framework: framework?, text: sought(text), waits_for })
        })?)
    }
}

fn key(Varied { placement: it, .. }: &Varied) -> AfterVariation {
    (it.submitted_at.unwrap_or(it.started_at).as_microsecond(), it.id)
}

/// List the places whose changed agreement waits for a signature: the authority's, or the provider's.
#[utoipa::path(
    tag = "placements",
    params(WhichVariations),
    responses(
        (status = 200, description = "A page of places, the oldest application first", body = Listed<VariationSummary>),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/placement-variations")]
async fn list_variations(
    caller: Caller,
    query: Query<WhichVariations, PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (wanted, limit) = (query.which.wanted()?, query.how.limit()?);
    let page = Page { after: query.how.key()?, limit: limit + 1 };
    let found = caller.read(move |work, by| placements::variations(work, by, &wanted, &page)).await?;
    Ok(Answer::ok(&Listed::of(found, limit, key, VariationSummary::of)).into())
}

impl Row for VariationSummary {
    const HEAD: &'static [&'static str] = &[
        "placement",
        "version",
        "provider",
        "provider_name",
        "framework",
        "lot",
        "framework_version",
        "offered_at",
        "signed_at",
    ];

    fn cells(&self) -> Vec<String> {
        cells![
            self.placement,
            self.version,
            self.provider,
            self.provider_name,
            self.framework,
            self.lot,
            self.framework_version,
            self.offered_at,
            self.signed_at.map(|at| at.to_string()).unwrap_or_default(),
        ]
    }
}

/// Take the places whose changed agreement waits for a signature away whole, as they are filtered.
#[utoipa::path(
    tag = "placements",
    params(WhichVariations, AsTable),
    responses(
        (status = 200, description = "Every row", body = String, content_type = "text/csv"),
        (status = 400, description = "The query is not understood", body = Problem),
        (status = 403, description = "Not for this role", body = Problem),
        (status = 422, description = "The query asks for what cannot be", body = Problem),
    )
)]
#[get("/placement-variations/export")]
pub(crate) async fn export_variations(
    caller: Caller,
    query: Query<WhichVariations, AsTable>,
) -> Result<HttpResponse, Problem> {
    let wanted = query.which.wanted()?;
    caller
        .export_list(
            "changed-agreements",
            query.how,
            move |work, by, page| placements::variations(work, by, &wanted, page),
            key,
            |it, _| VariationSummary::of(&it),
        )
        .await
}
