//! The white-labelled directories: pages of one search, in the brand of their directory, in English and
//! Welsh, complete without script and without the database.
//!
//! Each directory lives at `/d/{slug}` and on the hosts that it owns; its Welsh pages lie below `cy`. On every other
//! host the root has the public pages of Signpost itself. Those who keep a directory see it as it will be at
//! `/directories/{slug}/preview`.

mod agent;
mod aloud;
mod answer;
mod beside;
mod embed;
mod entry;
mod feedback;
mod hours;
mod letter;
mod logo;
mod map;
mod marks;
mod offer;
mod platform;
mod preview;
mod report;
mod search;
mod send;
mod service;
mod share;
mod shortlist;
mod site;
mod sitemap;
mod standard;
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
    preview::routes(config);
    platform::routes(config);
    embed::routes(config);
    marks::routes(config);
    standard::routes(config);
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
    // Search engines ask once for both languages.
    let for_engines: [(&str, Page); 3] = [
        ("/robots.txt", sitemap::robots),
        ("/sitemap.xml", sitemap::first),
        ("/sitemap/{number}.xml", sitemap::file),
    ];
    let pages: [(&str, Page); 14] = [
        ("/embed", embed::frame),
        ("/agent", agent::show),
        ("/services/{service}", service::show),
        ("/listings/{id}/sent", send::sent),
        ("/reported/{reference}", report::receipt),
        ("/listings/{id}", entry::show),
        ("/shortlist", shortlist::show),
        ("/feedback", feedback::thank),
        ("/accessibility", statements::accessibility),
        ("/cookies", statements::cookies),
        ("/privacy", statements::privacy),
        ("/brand.css", statements::brand),
        ("/logo/{sha256}.png", logo::show),
        ("", search::show),
    ];
    let for_engines = for_engines.into_iter().filter(|_| language == Language::English);
    for (path, page) in for_engines.chain(pages) {
        let answer = move |request: HttpRequest| async move {
            match Site::of(&request, language) {
                Ok(site) => page(&site, &request),
                Err(answer) => answer,
            }
        };
        let answered = move |request: HttpRequest, body: web::Bytes| async move {
            match Site::of(&request, language) {
                Ok(site) => feedback::send(&site, &request, &body).await,
                Err(answer) => answer,
            }
        };
        let whole = format!("{prefix}{path}");
        let resource = guarded(web::resource(if whole.is_empty() { "/" } else { &whole }));
        let resource = resource.route(web::get().to(answer));
        config.service(if path == "/feedback" { resource.route(web::post().to(answered)) } else { resource });
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
    handing_on(config, prefix, language, guarded);
}

/// The pages by which an entry is handed on: sent, or printed as a letter.
fn handing_on(
    config: &mut ServiceConfig,
    prefix: &str,
    language: Language,
    guarded: fn(Resource) -> Resource,
) {
    let shown = |page: Page| {
        move |request: HttpRequest| async move {
            match Site::of(&request, language) {
                Ok(site) => page(&site, &request),
                Err(answer) => answer,
            }
        }
    };
    let send = move |request: HttpRequest, body: web::Bytes| async move {
        match Site::of(&request, language) {
            Ok(site) => send::send(&site, &request, &body).await,
            Err(answer) => answer,
        }
    };
    let address = move |request: HttpRequest, body: web::Bytes| async move {
        match Site::of(&request, language) {
            Ok(site) => letter::address(&site, &request, &body),
            Err(answer) => answer,
        }
    };
    let of_entry = |page: &str| guarded(web::resource(format!("{prefix}/listings/{{id}}/{page}")));
    config.service(of_entry(send::PAGE).route(web::get().to(shown(send::ask))).route(web::post().to(send)));
    config.service(
        of_entry(send::LETTER).route(web::get().to(shown(letter::show))).route(web::post().to(address)),
    );
}
