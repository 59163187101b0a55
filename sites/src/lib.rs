//! The white-labelled directories: pages of one search, in the brand of their directory, in English and
//! Welsh, complete without script and without the database.
//!
//! Each directory lives at `/d/{slug}` and on the hosts that it owns; its Welsh pages lie below `cy`. On every other
//! host the root has the public pages of Signpost itself.

mod answer;
mod embed;
mod entry;
mod hours;
mod marks;
mod offer;
mod platform;
mod report;
mod search;
mod share;
mod site;
mod statements;

use actix_web::guard::{GuardContext, fn_guard};
use actix_web::http::header;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Resource};
use marketplace::Market;
use site::Site;
use ui::Language;

/// Every page of every directory.
pub fn configure(config: &mut ServiceConfig) {
    for (prefix, language) in [("/d/{slug}/cy", Language::Welsh), ("/d/{slug}", Language::English)] {
        pages(config, prefix, language, |resource| resource);
    }
    for (prefix, language) in [("/cy", Language::Welsh), ("", Language::English)] {
        pages(config, prefix, language, |resource| resource.guard(fn_guard(is_for_an_owned_host)));
    }
    platform::routes(config);
    embed::routes(config);
    marks::routes(config);
}

/// Whether a request came by a host name that a directory owns. All others fall through.
fn is_for_an_owned_host(asked: &GuardContext<'_>) -> bool {
    let host = asked.head().headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let market = asked.app_data::<web::Data<Market>>();
    host.zip(market)
        .is_some_and(|(host, market)| market.directories().shelf().of_host(site::name_of(host)).is_some())
}

type Page = fn(&Site, &HttpRequest) -> HttpResponse;

fn pages(config: &mut ServiceConfig, prefix: &str, language: Language, guarded: fn(Resource) -> Resource) {
    let pages: [(&str, Page); 8] = [
        ("/embed", embed::frame),
        ("/reported/{reference}", report::receipt),
        ("/listings/{id}", entry::show),
        ("/accessibility", statements::accessibility),
        ("/cookies", statements::cookies),
        ("/privacy", statements::privacy),
        ("/brand.css", statements::brand),
        ("", search::show),
    ];
    for (path, page) in pages {
        let path = format!("{prefix}{path}");
        let path = if path.is_empty() { "/" } else { &path };
        let answer = move |request: HttpRequest| async move {
            match Site::of(&request, language) {
                Ok(site) => page(&site, &request),
                Err(answer) => answer,
            }
        };
        config.service(guarded(web::resource(path)).route(web::get().to(answer)));
    }
    let ask = move |request: HttpRequest| async move {
        match Site::of(&request, language) {
            Ok(site) => report::ask(&site, &request),
            Err(answer) => answer,
        }
    };
    let send = move |request: HttpRequest, body: web::Bytes| async move {
        match Site::of(&request, language) {
            Ok(site) => report::send(&site, &request, &body).await,
            Err(answer) => answer,
        }
    };
    let resource = guarded(web::resource(format!("{prefix}/listings/{{id}}/report")));
    config.service(resource.route(web::get().to(ask)).route(web::post().to(send)));
}
