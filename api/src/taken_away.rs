//! The tables that pages link to: the same handlers as at `/api/v1`, at addresses that a browser opens.
//!
//! The API takes no cookie (decision 5), and a link sends no token. So here, and only here, the cookie of a session
//! speaks for it. Everything here is read and saved as a file: nothing can be done by it.

use crate::{
    accounts, accreditation_queue, audit_export, clusters, directory_keys, directory_list, framework_list,
    mail_domains, mark_conditions, member_list, offerings, organisation_list, organisations, outbox,
    placement_queue, reports, reviews, service_list, statistics, variations,
};
use actix_web::dev::Service;
use actix_web::http::header::{AUTHORIZATION, HeaderValue};
use actix_web::web;
use marketplace::people::SESSION_COOKIE;

/// Serves the tables to whoever has signed in on pages.
pub fn configure(config: &mut web::ServiceConfig) {
    let tables = web::scope("/take-away")
        .wrap_fn(|mut request, service| {
            let token = request.cookie(SESSION_COOKIE).map(|cookie| format!("Bearer {}", cookie.value()));
            if let Some(token) = token.and_then(|token| HeaderValue::try_from(token).ok()) {
                request.headers_mut().insert(AUTHORIZATION, token);
            }
            service.call(request)
        })
        .service(accounts::export_accounts)
        .service(accreditation_queue::export_accreditations)
        .service(audit_export::export_events)
        .service(clusters::export_clusters)
        .service(directory_keys::export_directory_keys)
        .service(directory_list::export_directories)
        .service(framework_list::export_frameworks)
        .service(mail_domains::export_mail_domains)
        .service(mark_conditions::export_conditions_waiting)
        .service(member_list::export_members)
        .service(offerings::export_changes_to_review)
        .service(offerings::export_offering_table)
        .service(organisation_list::export_organisations)
        .service(organisations::export_registration_changes)
        .service(outbox::export_mails)
        .service(placement_queue::export_placements)
        .service(reports::export_reports)
        .service(reviews::export_reviews)
        .service(service_list::export_services)
        .service(statistics::export_framework_lots)
        .service(statistics::export_framework_months)
        .service(statistics::export_mark_statistics)
        .service(statistics::export_offering_statistics)
        .service(variations::export_variations);
    config.service(tables);
}
