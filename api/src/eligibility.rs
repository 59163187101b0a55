//! Whether a provider can apply to a lot, and why not.

use crate::door::{Answer, Caller, Problem};
use actix_web::{HttpResponse, get, web};
use domain::placements::{Eligibility, Reason, Stage, Start};
use domain::values::Slug;
use domain::{FieldErrors, OrganisationId, PlacementId};
use marketplace::{frameworks, placements};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show_eligibility);
}

/// Whether a provider can apply to a lot now.
#[derive(Debug, Serialize, ToSchema)]
pub struct EligibilityView {
    /// Whether an application can be begun.
    may_begin: bool,
    /// Whether nothing that is known now would stand in the way of sending one: of an application that was begun, its
    /// declaration and answers are looked at as well.
    may_send: bool,
    /// The application that is there, or the place that is held.
    placement: Option<PlacementId>,
    /// Everything that stands in the way, and what is good to know before: what stands most in the way first.
    reasons: Vec<ReasonView>,
}

/// A reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonView {
    /// A stable code. Of what stands in the way, it is the code of the problem with which the command is refused.
    #[schema(example = "framework_not_open")]
    code: &'static str,
    /// What it stands in the way of. `being_listed`: of no application.
    stands_in_the_way_of: Stage,
    /// What is so, and what to do.
    sentence: String,
    /// What it is about, as the problem points to it: `/answers/{question}`, `/declaration/{section}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/answers/mobilisation")]
    pointer: Option<String>,
}

impl From<Reason> for ReasonView {
    fn from(reason: Reason) -> Self {
        let Reason { code, stage, sentence, pointer } = reason;
        Self { code, stands_in_the_way_of: stage, sentence, pointer }
    }
}

impl From<Eligibility> for EligibilityView {
    fn from(it: Eligibility) -> Self {
        Self {
            may_begin: it.may_begin(),
            may_send: it.may_send(),
            placement: it.there,
            reasons: it.reasons().into_iter().map(Into::into).collect(),
        }
    }
}

/// Whose eligibility is asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EligibilityQuery {
    /// The provider.
    #[param(required = true)]
    provider: Option<OrganisationId>,
}

/// Say whether a provider can apply to a lot now, and everything that stands in the way.
///
/// It is worked out by the rules with which beginning and submitting an application are refused, which stop at the first.
/// Of an application that was begun, each question and each section of the declaration that keeps it from being sent is
/// there by itself.
#[utoipa::path(
    tag = "placements",
    params(
        ("slug" = Slug, Path, description = "The framework"),
        ("lot" = Slug, Path, description = "The lot"),
        EligibilityQuery,
    ),
    responses(
        (status = 200, description = "Whether it can, and why not", body = EligibilityView),
        (status = 404, description = "No such lot, or no provider of yours", body = Problem),
        (status = 422, description = "No provider is named", body = Problem),
    )
)]
#[get("/frameworks/{slug}/lots/{lot}/eligibility")]
async fn show_eligibility(
    caller: Caller,
    path: web::Path<(Slug, Slug)>,
    query: web::Query<EligibilityQuery>,
) -> Result<HttpResponse, Problem> {
    let (framework, lot) = path.into_inner();
    let provider = query.provider;
    let told = caller.read(move |work, by| {
        // What is not there is not found, whoever is asked about.
        frameworks::lot(work, &framework, None, &lot)?;
        let missing = || FieldErrors::one("?provider", "required", "Say which provider");
        let wanted =
            Start { provider: provider.ok_or_else(missing)?, framework: framework.clone(), lot: lot.clone() };
        placements::eligibility(work, by, &wanted)
    });
    let told = told.await?;
    Ok(Answer::ok(&EligibilityView::from(told)).into())
}
