//! A letter of an entry, to print and post. The address that stands on it is typed, shown and forgotten: it is in no
//! database, no log and no address of a page.

use crate::agent::{Desk, unindexed};
use crate::aloud::aloud;
use crate::answer::{self, paragraph};
use crate::hours::week;
use crate::report::listed;
use crate::send::{LETTER, heading, way_back};
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::kernel::time;
use marketplace::directories::ListedSupport;
use ui::components::{Button, Hint, Textarea};
use ui::{Content, Markup, args};

/// Lines of an address block, and characters of a line, that are printed.
const MOST_LINES: usize = 8;
const LONGEST_LINE: usize = 60;

/// `GET /d/{slug}/listings/{id}/letter`
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    page(site, request, &[])
}

/// `POST /d/{slug}/listings/{id}/letter`
pub(crate) fn address(site: &Site, request: &HttpRequest, body: &[u8]) -> HttpResponse {
    page(site, request, &read(body))
}

/// The lines of the address that was typed, as far as they fit into the window of an envelope.
fn read(body: &[u8]) -> Vec<String> {
    let pairs = std::str::from_utf8(body).ok();
    let pairs = pairs.and_then(|text| web::Query::<Vec<(String, String)>>::from_query(text).ok());
    let pairs = pairs.map(web::Query::into_inner).unwrap_or_default();
    let typed = pairs.iter().find(|(name, _)| name == "address").map_or("", |(_, value)| value.as_str());
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(MOST_LINES).map(|line| line.chars().take(LONGEST_LINE).collect()).collect()
}

fn page(site: &Site, request: &HttpRequest, to: &[String]) -> HttpResponse {
    let Some(listed) = listed(site, request) else { return answer::gone(site) };
    let (words, desk) = (site.words, Desk::of(request));
    let entry = format!("/listings/{}", listed.id);
    let here = format!("{entry}/{LETTER}{}", desk.carried());
    let address = Textarea::new("address", words.say("letter-address"))
        .hint(Hint::new(words.say("letter-address-hint")))
        .rows(5_u32)
        .autocomplete("off")
        .value(to.join("\n"));
    let opened = format!(
        "<div class=\"app-no-paper\">{}{}<form action=\"{}{}\" method=\"post\" novalidate>",
        heading(site, &listed, "letter-heading"),
        paragraph(&words.say("letter-how")),
        Content::from(site.base.as_str()),
        Content::from(here.as_str())
    );
    let content = Markup::joined([
        Markup::trusted(opened),
        address.into(),
        Button::new(words.say("letter-button")).secondary().into(),
        Markup::trusted("</form></div>".to_owned()),
        letter(site, &listed, to),
    ]);
    let page =
        site.page(words.say("letter-heading"), content, &here).back_link(way_back(site, &desk, &entry));
    let mut answer = unindexed(answer::page(StatusCode::OK, &page));
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The letter itself: whole sentences, large enough to read.
fn letter(site: &Site, listed: &ListedSupport, to: &[String]) -> Markup {
    let words = site.words;
    let lines = |lines: &[String]| {
        let lines: Vec<_> = lines.iter().map(|line| Content::from(line.as_str()).to_string()).collect();
        Markup::trusted(format!("<p class=\"govuk-body-l\">{}</p>", lines.join("<br>")))
    };
    let subheading =
        |text: &str| Markup::trusted(format!("<h3 class=\"govuk-heading-m\">{}</h3>", Content::from(text)));
    let name = site.best(&listed.name, listed.name_cy.as_deref());
    let title = format!("<h2 class=\"govuk-heading-l\">{}</h2>", Content::from(name));
    let mut parts = vec![];
    if !to.is_empty() {
        parts.push(lines(to));
    }
    parts.push(lines(&[words.date(time::day_of(site.now))]));
    parts.push(lines(&[words.say_with("letter-begins", &args! { "directory" => site.name() })]));
    parts.push(Markup::trusted(title));
    // When it is open is told below for the whole week: a letter is read on another day.
    parts.push(lines(&[told(site, listed)]));
    if let Some(place) = &listed.place {
        let name = site.best(&place.name, place.name_cy.as_deref());
        let mut block = vec![name.to_owned()];
        block.extend(place.lines.iter().cloned());
        block.extend([place.town.clone(), place.postcode.clone()]);
        block.extend(place.directions.clone());
        parts.extend([subheading(&words.say("address")), lines(&block)]);
    }
    if let Some(phone) = &listed.phone {
        parts.extend([subheading(&words.say("telephone-number")), lines(std::slice::from_ref(phone))]);
    }
    if let Some(hours) = &listed.hours {
        let week: Vec<_> =
            week(words, hours).into_iter().map(|(day, times)| format!("{day}: {times}")).collect();
        parts.extend([subheading(&words.say("opening-hours")), lines(&week)]);
    }
    let address = site.absolute(&format!("/listings/{}", listed.id));
    parts.push(lines(&[words.say("send-more"), address]));
    let parts = Markup::joined(parts);
    Markup::trusted(format!("<div class=\"app-letter\">{parts}</div>"))
}

/// What is read out of it, but for what holds today alone.
fn told(site: &Site, listed: &ListedSupport) -> String {
    let always = ListedSupport { hours: None, ..listed.clone() };
    aloud(site, &always, None).join(" ")
}
