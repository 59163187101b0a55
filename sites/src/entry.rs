//! One entry of a directory.

use crate::answer;
use crate::beside;
use crate::feedback;
use crate::hours::{exceptions, open_now, week};
use crate::map;
use crate::offer::{Item, area, channels, facilities, full, languages};
use crate::platform;
use crate::report;
use crate::search::address;
use crate::send;
use crate::service;
use crate::share;
use crate::shortlist;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::OfferingId;
use domain::directories::AskedOn;
use domain::services::Service;
use domain::values::Line;
use marketplace::directories::{ListedSupport, Search};
use std::sync::Arc;
use ui::components::{BackLink, Details, SummaryList, SummaryRow, Tag, TagColour};
use ui::{Content, Markup, Words, args};

/// So many services are listed; more are behind a link that opens them.
const SERVICES_AT_ONCE: usize = 12;

#[derive(Template)]
#[template(path = "entry.html")]
struct View {
    words: &'static Words,
    name: String,
    summary: Vec<String>,
    in_english_only: bool,
    open: Markup,
    /// That there is no room for a while.
    full: Option<String>,
    facts: SummaryList,
    week: Vec<(String, String)>,
    exceptions: Vec<(String, String)>,
    services: Vec<Content>,
    identity: String,
    routes: Vec<Details>,
    declines: Vec<(String, String)>,
    mark: Option<String>,
    checked: String,
    /// Where a problem with the entry is reported.
    report: String,
}

/// `/d/{slug}/listings/{id}`
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    let id = request.match_info().get("id").and_then(|id| id.parse::<OfferingId>().ok());
    let directory = site.directory.id.uuid();
    let hit = id.and_then(|id| site.listings.listing(directory, id.uuid(), site.now));
    let hit_place = hit.and_then(|hit| hit.place);
    let listed = hit.and_then(|hit| serde_json::from_slice::<ListedSupport>(hit.detail).ok());
    let Some(listed) = listed else { return answer::gone(site) };
    let query = request.query_string();
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query).map(web::Query::into_inner);
    let search = pairs.ok().and_then(|pairs| {
        Search::read(&pairs, site.directory.id, &site.shelf, site.market.reference(), site.now).ok()
    });
    // Only a search that is understood is led back to.
    let query = if search.is_some() { query } else { "" };
    let view = view(site, &listed, search.as_ref());
    // What is handed on does not say where whoever looked for it is.
    let plain = format!("/listings/{}", listed.id);
    let share = share::part(site, &plain, &view.name, &share::read_aloud(site, &listed));
    let title = view.name.clone();
    let beside = beside::part(site, &listed);
    let keep = format!(
        "<div data-listing=\"{}\" data-name=\"{}\"></div>",
        listed.id,
        Content::from(view.name.as_str())
    );
    let origin = search.as_ref().and_then(|search| search.origin.as_ref());
    let from = origin.and_then(|origin| origin.point).zip(hit_place);
    let here = Item::of(site, &listed, from.map(|(from, here)| from.km_to(here)), query).numbered(1);
    let content = Markup::joined([
        Markup::rendered(&view).unwrap_or_default(),
        map::of(site, &[here], origin),
        beside,
        Markup::trusted(keep),
        shortlist::place(site, false),
        share,
        send::part(site, &listed),
        feedback::part(site, AskedOn::Entry),
    ]);
    let path = address(&format!("/listings/{}", listed.id), query);
    let back = BackLink::to(address(site.home(), query)).content(site.words.say("back-to-results"));
    let page = site.page(title, content, &path).back_link(back);
    answer::page_with_map(site, StatusCode::OK, &page)
}

fn view(site: &Site, listed: &ListedSupport, search: Option<&Search>) -> View {
    let words = site.words;
    let summary = site.best(&listed.summary, listed.summary_cy.as_deref());
    let open = open_now(site, listed).map_or_else(Markup::default, |open| {
        let colour = if open.is_open { TagColour::Green } else { TagColour::Grey };
        let tag: Markup = Tag::new(open.words).colour(colour).into();
        Markup::trusted(format!("<p class=\"govuk-body\">{tag}</p>"))
    });
    let hours = listed.hours.as_ref();
    let declines = listed.declines.iter().map(|decline| {
        let cy = |text: &Option<domain::values::Line>| text.as_ref().map(ToString::to_string);
        let reason = site.best(decline.reason.as_str(), cy(&decline.reason_cy).as_deref()).to_owned();
        let instead =
            site.best(decline.alternative.as_str(), cy(&decline.alternative_cy).as_deref()).to_owned();
        (reason, instead)
    });
    let (services, routes) = services(site, listed);
    let supported = if listed.identity_check { "supported" } else { "not-supported" };
    View {
        words,
        name: site.best(&listed.name, listed.name_cy.as_deref()).to_owned(),
        summary: summary.split("\n\n").map(str::to_owned).collect(),
        in_english_only: site.in_welsh() && listed.summary_cy.is_none(),
        open,
        full: full(site, listed),
        facts: SummaryList::new(facts(site, listed, search)),
        week: hours.map_or_else(Vec::new, |hours| week(words, hours)),
        exceptions: hours.map_or_else(Vec::new, |hours| exceptions(site, hours)),
        services,
        identity: words.say_word("identity-check", supported),
        routes,
        declines: declines.collect(),
        mark: listed
            .quality_mark
            .map(|mark| platform::address(site.language, &format!("/quality-marks/{mark}"))),
        checked: listed.last_checked_on.map_or_else(
            || words.say("last-checked-never"),
            |day| words.say_with("last-checked", &args! { "date" => words.date(day) }),
        ),
        report: report::address(site, listed.id),
    }
}

fn link(href: &str, words: &str) -> Content {
    let (href, words) = (Content::from(href), Content::from(words));
    Content::Markup(Markup::trusted(format!("<a class=\"govuk-link\" href=\"{href}\">{words}</a>")))
}

fn facts(site: &Site, listed: &ListedSupport, search: Option<&Search>) -> Vec<SummaryRow> {
    let words = site.words;
    let mut rows: Vec<SummaryRow> = vec![];
    let mut row = |key: &str, value: Content| rows.push(SummaryRow::new(words.say(key), value));
    row("filter-channel", channels(site, &listed.channels).join(", ").into());
    row("provider", listed.provider.as_str().into());
    if let Some(place) = &listed.place {
        let name = site.best(&place.name, place.name_cy.as_deref());
        let mut lines = vec![name.to_owned()];
        lines.extend(place.lines.iter().cloned());
        lines.extend([place.town.clone(), place.postcode.clone()]);
        let from = search.and_then(|search| search.origin.as_ref()).and_then(|origin| origin.point);
        let here = finder::Point::new(place.latitude, place.longitude);
        lines.extend(from.zip(here).map(|(from, here)| words.distance(from.km_to(here))));
        lines.extend(place.directions.clone());
        let lines: Vec<_> = lines.iter().map(|line| Content::from(line.as_str()).to_string()).collect();
        row("address", Content::Markup(Markup::trusted(lines.join("<br>"))));
    }
    if let Some(served) = &listed.area {
        row("area-served", area(site, served).into());
    }
    if let Some((phone, href)) = listed.phone.as_ref().zip(listed.phone_link.as_ref()) {
        row("telephone-number", link(href, phone));
    }
    if let Some(relay) = &listed.text_relay {
        row("text-relay", relay.as_str().into());
    }
    if let Some(chat) = &listed.web_chat {
        row("channel-web_chat", link(chat, &words.say("web-chat-start")));
    }
    row("booking", words.say_word("booking", listed.booking.word()).into());
    row("languages", languages(site, &listed.languages).into());
    if !listed.languages_on_request.is_empty() {
        row("languages-on-request", languages(site, &listed.languages_on_request).into());
    }
    if !listed.facilities.is_empty() {
        row("facilities", facilities(site, listed).into());
    }
    let who =
        listed.eligibility.as_deref().map(|who| site.best(who, listed.eligibility_cy.as_deref()).to_owned());
    row("who-for", who.unwrap_or_else(|| words.say("everyone")).into());
    if let Some(bring) = &listed.bring {
        row("bring", site.best(bring, listed.bring_cy.as_deref()).into());
    }
    row("who-types", words.say_word("who-types", listed.who_types.word()).into());
    if !listed.costs.is_empty() {
        let costs: Vec<_> =
            listed.costs.iter().map(|cost| Content::from(cost_in_words(site, cost)).to_string()).collect();
        row("costs-may-pay", Content::Markup(Markup::trusted(costs.join("<br>"))));
    }
    rows
}

fn cost_in_words(site: &Site, cost: &domain::offerings::Cost) -> String {
    let mut said = site.words.say_word("cost", cost.kind.word());
    if let Some(pence) = cost.amount_pence {
        let amount = format!("£{}.{:02}", pence / 100, pence % 100);
        let amount = match &cost.per {
            Some(per) => {
                site.words.say_with("cost-each", &args! { "amount" => amount, "per" => per.as_str() })
            }
            None => amount,
        };
        said = format!("{said}: {amount}");
    }
    let note = cost.note.as_ref().map(Line::as_str);
    let note = note.map(|note| site.best(note, cost.note_cy.as_ref().map(Line::as_str)));
    match note {
        Some(note) => format!("{said}. {note}"),
        None => said,
    }
}

/// The services that people are helped with here, those of this directory first, and who cannot be checked
/// online for them (rule 12).
fn services(site: &Site, listed: &ListedSupport) -> (Vec<Content>, Vec<Details>) {
    let mut known: Vec<&Arc<Service>> = site
        .shelf
        .services()
        .filter(|service| listed.services.contains(&service.content.slug) && site.is_for(service))
        .collect();
    known.sort_by_key(|service| site.service_name(service).to_owned());
    let mut routes: Vec<(String, String, Vec<String>)> = vec![];
    for service in &known {
        let Some(route) = &service.content.identity_route else { continue };
        let who = site.either(route.cannot_be_checked.as_str(), route.cannot_be_checked_cy.as_str());
        let instead = site.either(route.other_route.as_str(), route.other_route_cy.as_str());
        let name = site.service_name(service).to_owned();
        match routes.iter_mut().find(|(one, two, _)| one == who && two == instead) {
            Some((.., services)) => services.push(name),
            None => routes.push((who.to_owned(), instead.to_owned(), vec![name])),
        }
    }
    let details = routes.into_iter().map(|(who, instead, services)| {
        let summary = format!("{}: {}", site.words.say("identity-cannot-be-checked"), services.join(", "));
        Details::new(summary, Markup::joined([answer::paragraph(&who), answer::paragraph(&instead)]))
    });
    let page = |service: &Service| link(&service::address(site, service), site.service_name(service));
    let mut names: Vec<_> = known.iter().map(|service| page(service)).collect();
    let more = names.len().saturating_sub(SERVICES_AT_ONCE);
    if more > 0 {
        names.truncate(SERVICES_AT_ONCE);
        names.push(format!("+ {more}").into());
    }
    (names, details.collect())
}
