//! Where to send people who cannot do a service online: one page that a service's own content links to, that a
//! helper prints, and from which text is taken.

use crate::answer;
use crate::hours::open_now;
use crate::offer::full;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use domain::services::{NotNeeded, Service, Verdict};
use marketplace::directories::{ListedSupport, reaching_everywhere};
use ui::components::{Button, Hint, Input, Textarea};
use ui::{Markup, Words, args};

/// Someone who helps by telephone or web chat, wherever one lives.
struct Line {
    name: String,
    href: String,
    provider: String,
    phone: Option<(String, String)>,
    web_chat: Option<String>,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "service.html")]
struct View {
    words: &'static Words,
    heading: String,
    start: Option<String>,
    /// Why nobody needs support with it, when nobody does.
    not_needed: Option<String>,
    action: String,
    slug: String,
    postcode: Input,
    button: Button,
    lines: Vec<Line>,
    /// Who cannot be checked online, and what they do instead.
    route: Option<(String, String)>,
    to_paste: Textarea,
    data: String,
}

/// The address of the page of a service.
pub(crate) fn address(site: &Site, service: &Service) -> String {
    format!("{}{}", site.base, path(service))
}

fn path(service: &Service) -> String {
    format!("/services/{}", service.content.slug)
}

/// `/d/{slug}/services/{service}`
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    let slug = request.match_info().get("service").unwrap_or_default();
    let Some(service) = site.shelf.service_of(&site.directory, slug).cloned() else {
        return answer::no_such_page(site);
    };
    let lines = reaching_everywhere(&site.listings, &site.directory, &service.content.slug, site.now);
    let view = view(site, &service, &lines);
    let title = view.heading.clone();
    let content = Markup::rendered(&view).unwrap_or_default();
    answer::page(StatusCode::OK, &site.page(title, content, &path(&service)))
}

fn view(site: &Site, service: &Service, lines: &[ListedSupport]) -> View {
    let (words, content) = (site.words, &service.content);
    let name = site.service_name(service).to_owned();
    let route = content.identity_route.as_ref().map(|route| {
        let who = site.either(route.cannot_be_checked.as_str(), route.cannot_be_checked_cy.as_str());
        let instead = site.either(route.other_route.as_str(), route.other_route_cy.as_str());
        (who.to_owned(), instead.to_owned())
    });
    let not_needed = match service.verdict() {
        Verdict::Needed { .. } => None,
        Verdict::NotNeeded(why) => Some(reason(site, &why)),
    };
    let text = to_paste(site, service, lines, not_needed.as_deref(), route.as_ref());
    // So high that long lines fit as well: whoever copies sees all of it.
    let high: usize = text.lines().map(|line| 1 + line.chars().count() / 50).sum();
    let rows = u32::try_from(high).unwrap_or(24).clamp(6, 24);
    View {
        words,
        heading: words.say_with("whereto-heading", &args! { "service" => name.as_str() }),
        start: content.url.as_ref().map(ToString::to_string),
        not_needed,
        action: site.home().to_owned(),
        slug: content.slug.to_string(),
        postcode: Input::new("near", words.say("search-place"))
            .hint(Hint::new(words.say("search-place-hint")))
            .autocomplete("postal-code")
            .width(10),
        button: Button::new(words.say("search-button")),
        lines: lines.iter().map(|listed| line(site, listed)).collect(),
        route,
        to_paste: Textarea::new("to_paste", words.say("whereto-paste"))
            .hint(Hint::new(words.say("whereto-paste-hint")))
            .rows(rows)
            .attributes([("readonly", "")])
            .value(text),
        data: format!("/api/v1/directories/{}/services/{}", site.directory.content.slug, content.slug),
    }
}

fn line(site: &Site, listed: &ListedSupport) -> Line {
    let mut notes = vec![];
    notes.extend(full(site, listed));
    notes.extend(open_now(site, listed).map(|open| open.words));
    notes.push(site.words.say_word("booking", listed.booking.word()));
    Line {
        name: site.best(&listed.name, listed.name_cy.as_deref()).to_owned(),
        href: format!("{}/listings/{}", site.base, listed.id),
        provider: listed.provider.clone(),
        phone: listed.phone.clone().zip(listed.phone_link.clone()),
        web_chat: listed.web_chat.clone(),
        notes,
    }
}

/// Why nobody needs support with it (rule 11).
fn reason(site: &Site, why: &NotNeeded) -> String {
    let words = site.words;
    match why {
        NotNeeded::AnotherService { service } => {
            let other = site.shelf.service(service.as_str());
            let name = other.map_or(service.as_str(), |other| site.service_name(other)).to_owned();
            words.say_with("whereto-not-needed-another", &args! { "service" => name })
        }
        NotNeeded::StaffAtWork => words.say("whereto-not-needed-staff"),
        NotNeeded::NonBritishOverseas => words.say("whereto-not-needed-overseas"),
        NotNeeded::IntermediaryCompletesIt => words.say("whereto-not-needed-intermediary"),
    }
}

/// The same as plain text, for the content of the service itself.
fn to_paste(
    site: &Site,
    service: &Service,
    lines: &[ListedSupport],
    not_needed: Option<&str>,
    route: Option<&(String, String)>,
) -> String {
    let words = site.words;
    let name = site.service_name(service);
    let mut parts = vec![words.say_with("whereto-heading", &args! { "service" => name })];
    match not_needed {
        Some(why) => parts.push(why.to_owned()),
        None => {
            let page = site.absolute(&path(service));
            parts.push(words.say_with("whereto-paste-help", &args! { "page" => page }));
            let said = lines.iter().filter_map(|listed| {
                let reached = listed.phone.as_ref().or(listed.web_chat.as_ref())?;
                let name = site.best(&listed.name, listed.name_cy.as_deref());
                Some(format!("{name} ({}): {reached}", listed.provider))
            });
            let said: Vec<_> = said.collect();
            if !said.is_empty() {
                parts.push(format!("{}:\n{}", words.say("whereto-everywhere"), said.join("\n")));
            }
        }
    }
    if let Some((who, instead)) = route {
        parts.push(format!("{}:\n{who}\n{instead}", words.say("identity-cannot-be-checked")));
    }
    parts.join("\n\n")
}
