//! What of a provider is due, by its day.

use crate::door::{Answer, Caller, Problem};
use actix_web::{HttpResponse, get, web};
use domain::due::{Due, What};
use domain::values::{Key, Slug};
use domain::{AccreditationId, Day, DeclarationId, OrganisationId, PlacementId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list_due);
}

/// Everything that is due, or soon will be, by its day.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueList {
    items: Vec<DueView>,
}

/// Something to be done, or that ends.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueView {
    /// `mark_ends`, `condition`, `mark_question`, `placement_question`, `agreement`, `document` or `declared`.
    #[schema(example = "document")]
    what: &'static str,
    /// On which day; of an agreement that waits for a signature, since which.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// The application to a lot that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    placement: Option<PlacementId>,
    /// The framework of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    framework: Option<Slug>,
    /// The lot of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    lot: Option<Slug>,
    /// The declaration that tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    declaration: Option<DeclarationId>,
    /// The question that tells of a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<Key>,
    /// The application for the mark that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    accreditation: Option<AccreditationId>,
    /// What a document is called, or a condition says.
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<String>,
}

impl From<&Due> for DueView {
    fn from(due: &Due) -> Self {
        let view = |what| Self {
            what,
            day: due.day,
            placement: None,
            declaration: None,
            framework: None,
            lot: None,
            question: None,
            accreditation: None,
            says: None,
        };
        let on_lot = |what, placement: &PlacementId, framework: &Slug, lot: &Slug| Self {
            placement: Some(*placement),
            framework: Some(framework.clone()),
            lot: Some(lot.clone()),
            ..view(what)
        };
        match &due.what {
            What::MarkEnds { .. } => view("mark_ends"),
            What::Condition { case, text, .. } => {
                Self { accreditation: Some(*case), says: Some(text.to_string()), ..view("condition") }
            }
            What::MarkQuestion { case, .. } => Self { accreditation: Some(*case), ..view("mark_question") },
            What::PlacementQuestion { placement, framework, lot, .. } => {
                on_lot("placement_question", placement, framework, lot)
            }
            What::Agreement { placement, framework, lot } => on_lot("agreement", placement, framework, lot),
            What::Document { placement, framework, lot, question, asks } => Self {
                question: Some(question.clone()),
                says: Some(asks.to_string()),
                ..on_lot("document", placement, framework, lot)
            },
            What::Declared { declaration, framework, question, asks } => Self {
                declaration: Some(*declaration),
                framework: Some(framework.clone()),
                question: Some(question.clone()),
                says: Some(asks.to_string()),
                ..view("declared")
            },
        }
    }
}

/// List what of a provider is due, or soon will be, by its day: the list that reminders are written from.
#[utoipa::path(
    tag = "organisations",
    params(("id" = OrganisationId, Path, description = "The provider")),
    responses(
        (status = 200, description = "What is due", body = DueList),
        (status = 404, description = "Not there, or not yours to know", body = Problem),
    )
)]
#[get("/organisations/{id}/due")]
async fn list_due(caller: Caller, id: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let due = caller.read(move |work, by| marketplace::due::due_of(work, by, id)).await?;
    Ok(Answer::ok(&DueList { items: due.iter().map(Into::into).collect() }).into())
}
