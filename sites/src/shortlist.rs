//! A shortlist: entries that someone put aside to compare, to print or to hand on. It is kept in their browser by a
//! script; its page has the entries in its address, so that it can be shared, and works without script.

use crate::answer;
use crate::map;
use crate::offer::Item;
use crate::share;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::OfferingId;
use marketplace::directories::ListedSupport;
use ui::{Content, Markup, Words, args};

/// A shortlist has at most so many entries: more is no short list.
const MOST: usize = 30;

#[derive(Template)]
#[template(path = "shortlist.html")]
struct View<'s> {
    words: &'static Words,
    heading: String,
    items: Vec<Item>,
    /// How many of those asked for this directory does not show, any more or at all.
    gone: usize,
    missing: String,
    place: Markup,
    map: Markup,
    home: &'s str,
    share: Markup,
}

/// `/d/{slug}/shortlist?id=…&id=…`
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    let asked = asked(request);
    let directory = site.directory.id.uuid();
    let shown: Vec<ListedSupport> = asked
        .iter()
        .filter_map(|id| site.listings.listing(directory, id.uuid(), site.now))
        .filter_map(|hit| serde_json::from_slice(hit.detail).ok())
        .collect();
    let items: Vec<_> = shown
        .iter()
        .zip(1..)
        .map(|(listed, number)| Item::of(site, listed, None, "").numbered(number))
        .collect();
    let words = site.words;
    let heading = words.say("shortlist-heading");
    let ids = shown.iter().map(|listed| format!("id={}", listed.id)).collect::<Vec<_>>().join("&");
    let path = if ids.is_empty() { "/shortlist".to_owned() } else { format!("/shortlist?{ids}") };
    let share = if shown.is_empty() {
        Markup::default()
    } else {
        let mut lines = vec![heading.clone()];
        for listed in &shown {
            lines.push(String::new());
            lines.extend(share::read_aloud(site, listed));
        }
        share::part(site, &path, &heading, &lines)
    };
    let gone = asked.len() - shown.len();
    let view = View {
        words,
        heading: heading.clone(),
        gone,
        missing: words.say_with("shortlist-gone", &args! { "n" => gone }),
        place: place(site, asked.is_empty()),
        map: map::of(site, &items, None),
        items,
        home: site.home(),
        share,
    };
    let content = Markup::rendered(&view).unwrap_or_default();
    let page = site.page(heading, content, &path).head(answer::not_indexed());
    answer::page_with_map(site, StatusCode::OK, &page)
}

/// The entries in an address, each once.
fn asked(request: &HttpRequest) -> Vec<OfferingId> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
    let mut ids: Vec<OfferingId> = vec![];
    for (name, value) in pairs.map(web::Query::into_inner).unwrap_or_default() {
        match value.parse() {
            Ok(id) if name == "id" && !ids.contains(&id) && ids.len() < MOST => ids.push(id),
            _ => {}
        }
    }
    ids
}

/// Where the script says how many are on the shortlist, with the words that it needs. `own`: the page is the
/// shortlist's own, asked for without entries.
pub(crate) fn place(site: &Site, own: bool) -> Markup {
    let say = |key: &str| Content::from(site.words.say(key));
    let label = Content::from(site.words.say_with("shortlist-link", &args! { "n" => "{n}" }));
    Markup::trusted(format!(
        "<div class=\"app-shortlist app-no-paper\" data-shortlist data-directory=\"{}\" data-href=\"{}/shortlist\" \
         data-add=\"{}\" data-remove=\"{}\" data-full=\"{}\" \
         data-label=\"{label}\"{} hidden><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}/shortlist\">{}</a></p>\
         <p class=\"govuk-visually-hidden\" role=\"status\"></p></div>",
        site.directory.content.slug,
        site.base,
        say("shortlist-add"),
        say("shortlist-remove"),
        say("shortlist-full"),
        if own { " data-own" } else { "" },
        site.base,
        say("shortlist-heading"),
    ))
}
