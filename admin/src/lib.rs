//! The app for everyone who signs in, laid out by journey: pages rendered on the server, complete without script.
//!
//! A page reads what was typed, calls one use case and shows what came of it; no rule and no right lives here.
//! What all pages share is in `door`.

mod account;
mod authority;
mod department;
mod directories;
mod door;
mod frameworks;
mod home;
mod local_authorities;
mod marks;
mod offerings;
mod placements;
mod provider;
mod reports;
mod reviews;
mod words;

use actix_web::HttpResponse;
use actix_web::middleware::from_fn;
use actix_web::web::{self, PathConfig, QueryConfig, ServiceConfig};

/// Everything that the app serves, from the root of the host. It takes every address that nothing before it took.
pub fn configure(config: &mut ServiceConfig) {
    let pages = web::scope("")
        .app_data(PathConfig::default().error_handler(|_, _| door::Stop::NotFound.into()))
        .app_data(QueryConfig::default().error_handler(|_, _| door::Stop::Unreadable.into()))
        .wrap(from_fn(door::going_back))
        .wrap(from_fn(door::by_address))
        .configure(pages)
        .default_service(web::to(door::unmatched));
    config.service(pages);
}

fn pages(config: &mut ServiceConfig) {
    config
        .configure(account::routes)
        .configure(authority::routes)
        .configure(frameworks::routes)
        .configure(home::routes)
        .configure(provider::routes)
        .configure(placements::routes)
        .configure(marks::routes)
        .configure(offerings::routes)
        .configure(department::routes)
        .configure(directories::routes)
        .configure(reports::routes)
        .configure(reviews::routes);
}

/// Serves what pages are made of. Names carry a hash of their content, so browsers may keep them for ever.
pub async fn asset(file_name: web::Path<String>) -> HttpResponse {
    match ui::assets::find(&file_name) {
        Some(asset) => HttpResponse::Ok()
            .content_type(asset.media_type())
            .insert_header(("Cache-Control", "public, max-age=31536000, immutable"))
            .body(asset.bytes),
        None => HttpResponse::NotFound().finish(),
    }
}
