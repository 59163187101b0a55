//! JSON over HTTP: resources by the same words as everywhere in the house.
//!
//! A handler parses, calls one use case, and answers; no rule lives here. What all handlers share is in
//! [`door`]. The contract, `openapi.yaml`, is written from the handlers by [`openapi`].

mod accounts;
mod accreditation;
mod accreditation_queue;
pub mod ahead;
mod answers;
mod api_clients;
mod assessing;
mod audit;
mod audit_export;
mod batch;
mod clusters;
mod concerns;
mod contract;
pub mod credentials;
mod declarations;
mod directories;
mod directory_keys;
mod directory_list;
pub mod door;
mod due;
mod editions;
mod eligibility;
mod embed;
mod evidence;
mod examples;
mod export;
mod files;
mod foresight;
mod form;
mod framework_drafts;
mod framework_list;
mod frameworks;
mod listing_bytes;
mod listings;
mod mail_domains;
mod mark_conditions;
mod marks;
mod member_list;
mod members;
mod offerings;
pub mod open_referral;
mod organisation_list;
mod organisations;
mod outbox;
mod people;
mod placement_answers;
mod placement_queue;
mod placements;
mod reports;
mod reviews;
mod service_list;
mod service_pages;
mod services;
mod sessions;
mod standard_proposals;
mod standards;
mod statistics;
mod submissions;
mod taken_away;
pub mod tokens;
mod variations;
mod visits;

pub use answers::Answers;
pub use taken_away::configure as tables_for_pages;

use actix_web::web;
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

/// Everything below `/api/v1` that the contract describes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.default_service(web::to(door::unmatched));
    // First, since addresses are tried in this order: what the public asks.
    config
        .configure(listings::routes)
        .configure(batch::routes)
        .configure(embed::routes)
        .configure(organisation_list::routes)
        .configure(organisations::routes)
        .configure(due::routes)
        .configure(eligibility::routes)
        .configure(framework_list::routes)
        .configure(frameworks::routes)
        .configure(framework_drafts::routes)
        .configure(placement_queue::routes)
        .configure(variations::routes)
        .configure(declarations::routes)
        .configure(placement_answers::routes)
        .configure(placements::routes)
        .configure(standard_proposals::routes)
        .configure(submissions::routes)
        .configure(standards::routes)
        .configure(assessing::routes)
        .configure(statistics::routes)
        .configure(accreditation_queue::routes)
        .configure(accreditation::routes)
        .configure(reviews::routes)
        .configure(concerns::routes)
        .configure(evidence::routes)
        .configure(foresight::routes)
        .configure(visits::routes)
        .configure(mark_conditions::routes)
        .configure(marks::routes)
        .configure(audit_export::routes)
        .configure(audit::routes)
        .configure(outbox::routes)
        .configure(sessions::routes)
        .configure(people::routes)
        .configure(accounts::routes)
        .configure(member_list::routes)
        .configure(members::routes)
        .configure(api_clients::routes)
        .configure(mail_domains::routes)
        .configure(offerings::routes)
        .configure(reports::routes)
        .configure(service_list::routes)
        .configure(services::routes)
        .configure(clusters::routes)
        .configure(export::routes)
        .configure(editions::routes)
        .configure(service_pages::routes)
        .configure(directory_list::routes)
        .configure(directories::routes)
        .configure(directory_keys::routes);
}

/// What belongs to the API but not to its contract: how broken requests are answered, the contract itself.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/api/v1/openapi.json", web::get().to(show_contract))
        .app_data(web::PathConfig::default().error_handler(|_, _| door::Problem::no_such_address().into()))
        .app_data(
            web::QueryConfig::default().error_handler(|error, _| door::Problem::of_query(&error).into()),
        );
}

/// The contract is the same for the life of the process.
async fn show_contract() -> actix_web::HttpResponse {
    static CONTRACT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let contract = CONTRACT.get_or_init(|| serde_json::to_string(&openapi()).unwrap_or_default());
    actix_web::HttpResponse::Ok()
        .content_type("application/json")
        .insert_header(("Cache-Control", "public, max-age=3600"))
        .body(contract.as_str())
}

/// The API's contract, written from its handlers.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let app = actix_web::App::new().into_utoipa_app().openapi(contract::beginning());
    let scope = utoipa_actix_web::scope("/api/v1").configure(routes);
    let app = app
        .service(scope)
        .configure(tokens::routes)
        .configure(credentials::routes)
        .configure(open_referral::routes);
    contract::finished(app.split_for_parts().1)
}

/// The contract as the repository keeps it, in `openapi.yaml`.
///
/// # Errors
/// When it has no YAML form, which would be a fault of the writer.
pub fn openapi_yaml() -> Result<String, Box<dyn std::error::Error>> {
    Ok(format!(
        "# Written from the handlers by `make openapi`: change them, not this.\n{}",
        openapi().to_yaml()?
    ))
}
