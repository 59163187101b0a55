//! Where an offering is listed, and why not elsewhere.

use crate::door::{Answer, Caller, Problem};
use crate::listings::EntitlementView;
use actix_web::{HttpResponse, get, web};
use domain::OfferingId;
use domain::values::Slug;
use marketplace::directories;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(explain_offering);
}

/// Why an offering is listed in each directory, or not.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedView {
    items: Vec<ListedInView>,
}

/// Why an offering is listed in a directory, or not.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedInView {
    /// The directory's short name.
    #[schema(value_type = String, example = "carers")]
    directory: Slug,
    #[schema(example = "Help to apply for Carer's Allowance")]
    name: String,
    #[serde(flatten)]
    why: EntitlementView,
}

/// Say in which directories an offering is listed, and why not in the others. Drafts of directories are left out.
#[utoipa::path(
    tag = "offerings",
    operation_id = "explain_offering",
    params(("id" = OfferingId, Path, description = "The offering")),
    responses(
        (status = 200, description = "Each directory with the chain of facts", body = ListedView),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/offerings/{id}/directories")]
async fn explain_offering(caller: Caller, id: web::Path<OfferingId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let explained = caller.read(move |work, by| directories::explain_everywhere(work, by, id)).await?;
    let items = explained.iter().map(|(directory, entitlement)| ListedInView {
        directory: directory.content.slug.clone(),
        name: directory.content.name.to_string(),
        why: EntitlementView::of(entitlement),
    });
    Ok(Answer::ok(&ListedView { items: items.collect() }).into())
}
