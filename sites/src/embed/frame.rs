//! `/d/{slug}/embed`: the search in a page without header and footer, for a frame within another site's page.

use crate::offer::Item;
use crate::search::{address, encoded, said};
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use marketplace::directories::{ListedSupport, Search};
use ui::components::{Button, ErrorMessage, Hint, Input};
use ui::{Words, args, assets};

/// Listings in a frame: few enough to be read without a page of one's own.
const SHOWN: usize = 5;

#[derive(Template)]
#[template(path = "embed.html")]
struct View<'s> {
    words: &'static Words,
    language: &'static str,
    title: String,
    name: &'s str,
    icon: String,
    stylesheet: String,
    brand: String,
    action: String,
    postcode: Input,
    button: Button,
    is_wrong: bool,
    found: Option<Found>,
    whole: String,
}

struct Found {
    count: String,
    items: Vec<Item>,
}

/// Nothing from elsewhere, and within pages of the named sites only.
fn policy(site: &Site) -> String {
    let origins = site.market.settings().embedding_origins(&site.directory.content);
    let origins = origins.fold(String::from("'self'"), |list, origin| format!("{list} {origin}"));
    format!(
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors {origins}"
    )
}

/// The page of the frame, and what was found when a postcode was given.
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    let words = site.words;
    let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
    let pairs = pairs.map(web::Query::into_inner).unwrap_or_default();
    let near = pairs.iter().find(|(name, _)| name == "near").map(|(_, value)| value.trim());
    let mut mistakes: Vec<(&str, String)> = vec![];
    let found = match near {
        None => None,
        Some("") => {
            mistakes.push(("near", words.say("place-missing")));
            None
        }
        Some(near) => found(site, near).map_err(|mistake| mistakes.push(mistake)).ok(),
    };
    let mut postcode = Input::new("near", words.say("search-place"))
        .hint(Hint::new(words.say("search-place-hint")))
        .value(near.unwrap_or_default())
        .autocomplete("postal-code")
        .width(10);
    if let Some(message) = ErrorMessage::among(&mistakes, "near") {
        postcode = postcode.error_message(message);
    }
    let heading = words.say("search-heading");
    let asked = near.filter(|near| !near.is_empty()).map(|near| format!("near={}", encoded(near)));
    let view = View {
        words,
        language: site.language.code(),
        title: match &found {
            Some(found) => format!("{} - {heading} - {}", found.count, site.name()),
            None => format!("{heading} - {}", site.name()),
        },
        name: site.name(),
        icon: assets::address("icon.svg"),
        stylesheet: assets::address("plain.css"),
        brand: site.brand().stylesheet(),
        action: format!("{}/embed", site.base),
        postcode,
        button: Button::new(words.say("search-button")),
        is_wrong: !mistakes.is_empty(),
        found,
        whole: address(site.home(), asked.as_deref().unwrap_or_default()),
    };
    let status = if mistakes.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header(("Cache-Control", if mistakes.is_empty() { "public, max-age=30" } else { "no-store" }))
        .insert_header(("Content-Security-Policy", policy(site)))
        .insert_header(("Referrer-Policy", "no-referrer"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(view.render().unwrap_or_default())
}

fn found<'m>(site: &Site, near: &str) -> Result<Found, (&'m str, String)> {
    let parameters = [("near".to_owned(), near.to_owned()), ("limit".to_owned(), SHOWN.to_string())];
    let reference = site.market.reference();
    let search = Search::read(&parameters, site.directory.id, &site.shelf, reference, site.now);
    let mut search = search.map_err(|wrong| {
        let first = wrong.first().map(|wrong| said(site, wrong));
        first.unwrap_or_else(|| ("near", site.words.say("place-malformed")))
    })?;
    search.query.count.clear();
    let answer = site.listings.search(&search.query);
    let answer = answer.map_err(|_| ("near", site.words.say("bad-request-heading")))?;
    let items = answer.hits.iter().filter_map(|hit| {
        let listed: ListedSupport = serde_json::from_slice(hit.detail).ok()?;
        Some(Item::of(site, &listed, hit.distance_km, ""))
    });
    Ok(Found {
        count: site.words.say_with("results-count", &args! { "n" => answer.total }),
        items: items.collect(),
    })
}
