//! What a public service says about itself, and the brand's stylesheet.

use crate::answer::{self, paragraph, prose};
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use ui::{Content, Markup, args, assets, brand_css};

fn subheading(text: &str) -> Markup {
    Markup::trusted(format!("<h2 class=\"govuk-heading-m\">{}</h2>", Content::from(text)))
}

fn show(site: &Site, heading: &str, content: Markup, path: &str) -> HttpResponse {
    answer::page(StatusCode::OK, &site.page(heading, content, path))
}

/// `/accessibility`
pub(crate) fn accessibility(site: &Site, _: &HttpRequest) -> HttpResponse {
    let words = site.words;
    let heading = words.say("accessibility-heading");
    let scope = words.say_with("accessibility-scope", &args! { "name" => site.name() });
    let about = prose(
        &heading,
        [scope.as_str(), &words.say("accessibility-aim"), &words.say("accessibility-standard")],
    );
    let mut parts = vec![about];
    if let Some(email) = &site.directory.content.contact_email {
        parts.push(subheading(&words.say("accessibility-contact-heading")));
        parts.push(paragraph(&words.say_with("accessibility-contact", &args! { "email" => email.as_str() })));
    }
    parts.push(subheading(&words.say("accessibility-enforcement-heading")));
    parts.push(paragraph(&words.say("accessibility-enforcement")));
    show(site, &heading, Markup::joined(parts), "/accessibility")
}

/// `/cookies`
pub(crate) fn cookies(site: &Site, _: &HttpRequest) -> HttpResponse {
    let heading = site.words.say("cookies-heading");
    let said = ["cookies-none", "cookies-shortlist"].map(|key| site.words.say(key));
    let content = prose(&heading, said.iter().map(String::as_str));
    show(site, &heading, content, "/cookies")
}

/// `/privacy`
pub(crate) fn privacy(site: &Site, _: &HttpRequest) -> HttpResponse {
    let heading = site.words.say("privacy-heading");
    let said = ["privacy-searches", "privacy-location", "privacy-feedback"].map(|key| site.words.say(key));
    let mut parts = vec![prose(&heading, said.iter().map(String::as_str))];
    if let Some(map) = &site.market.settings().map {
        let host = map.source().split_once("://").map_or("", |(_, host)| host);
        parts.push(paragraph(&site.words.say_with("privacy-map", &args! { "host" => host })));
    }
    let months = site.market.settings().keep_reports_months;
    parts.push(paragraph(&site.words.say_with("privacy-reports", &args! { "months" => months })));
    parts.push(paragraph(&site.words.say("privacy-sendings")));
    if let Some(email) = &site.directory.content.contact_email {
        parts.push(paragraph(&site.words.say_with("privacy-contact", &args! { "email" => email.as_str() })));
    }
    show(site, &heading, Markup::joined(parts), "/privacy")
}

/// `/brand.css`: its address changes with its content, so that it may be kept for ever.
pub(crate) fn brand(site: &Site, request: &HttpRequest) -> HttpResponse {
    let brand = site.brand();
    let as_linked = brand.stylesheet().ends_with(&format!("?{}", request.query_string()));
    let cache = if as_linked { assets::CACHE_CONTROL } else { "public, max-age=30" };
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header(("Cache-Control", cache))
        .body(brand_css(&brand))
}
