//! The search of a directory: its form, its filters with true counts, and what it found.

use crate::answer;
use crate::offer::Item;
use crate::share;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::offerings::Channel;
use finder::{Answer, Facet, FacetCounts, Query};
use marketplace::directories::{BadParameter, ListedSupport, Search};
use ui::components::{
    Button, Checkbox, Checkboxes, Choice, Details, ErrorMessage, ErrorSummary, Hint, Input, InsetText,
    Legend, NotificationBanner, Pagination, Select, Turn,
};
use ui::{Markup, Words, args};

/// Distances to choose from, in miles.
const MILES: [u16; 6] = [1, 2, 5, 10, 20, 50];
/// The filters of the form, in its order.
const FILTERS: [(Facet, &str); 3] = [
    (Facet::Channel, "filter-channel"),
    (Facet::Language, "filter-language"),
    (Facet::Facility, "filter-facility"),
];

#[derive(Template)]
#[template(path = "search.html")]
struct View<'s> {
    words: &'static Words,
    heading: String,
    intro: Vec<&'s str>,
    action: &'s str,
    postcode: Input,
    /// On the first page the service alone; then everything else, folded away.
    more: Markup,
    button: Button,
    everyone: String,
    found: Option<Found>,
}

struct Found {
    count: String,
    chosen: Vec<ChosenFilter>,
    clear: String,
    notes: Markup,
    items: Vec<Item>,
    pagination: Markup,
}

struct ChosenFilter {
    words: String,
    href: String,
}

/// What was typed: parameters that the search knows, in order, without empty ones.
struct Typed(Vec<(String, String)>);

impl Typed {
    fn of(request: &HttpRequest) -> Self {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let pairs = pairs.map(web::Query::into_inner).unwrap_or_default();
        // Addresses are shared with marks of where they were shared: what is not ours is ignored.
        Self(pairs.into_iter().filter(|(name, _)| Search::PARAMETERS.contains(&name.as_str())).collect())
    }

    fn first(&self, name: &str) -> &str {
        self.0.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value.trim())
    }

    fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        self.0.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// The same question without some of its parts, as a query string.
    fn without(&self, drop: impl Fn(&str, &str) -> bool) -> String {
        let kept = self.0.iter().filter(|(name, value)| !value.trim().is_empty() && !drop(name, value));
        kept.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
    }
}

/// A value as it stands in a query string.
pub(crate) fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                text.push(char::from(byte));
            }
            b' ' => text.push('+'),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

/// A query string as an address below a base.
pub(crate) fn address(home: &str, query: &str) -> String {
    if query.is_empty() { home.to_owned() } else { format!("{home}?{query}") }
}

/// `/d/{slug}`: the form, and what was found when something was asked.
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    let typed = Typed::of(request);
    let asked = !typed.0.is_empty();
    let mut mistakes: Vec<(&str, String)> = vec![];
    let read = Search::read(&typed.0, site.directory.id, &site.shelf, site.market.reference(), site.now);
    let wants_near = typed.0.iter().any(|(name, _)| name == "near") && typed.first("near").is_empty();
    let asks_otherwise = !typed.without(|name, _| matches!(name, "near" | "within_km")).is_empty();
    if wants_near && !asks_otherwise {
        mistakes.push(("near", site.words.say("postcode-missing")));
    }
    let search = match read {
        Ok(search) => Some(search),
        Err(wrong) => {
            mistakes.extend(wrong.iter().map(|wrong| said(site, wrong)));
            mistakes.dedup_by(|one, other| one.0 == other.0);
            None
        }
    };
    let search = search.filter(|_| asked && mistakes.is_empty());
    let answer = search.as_ref().and_then(|search| {
        let answer = site.listings.search(&search.query);
        answer.map_err(|_| mistakes.push(("near", site.words.say("bad-request-heading")))).ok()
    });
    let status = if mistakes.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let heading = match (&search, &answer) {
        (Some(search), Some(_)) => results_heading(site, search),
        _ => site.words.say("search-heading"),
    };
    let view = view(site, &typed, heading.clone(), search.as_ref().zip(answer.as_ref()), &mistakes);
    let mut content = Markup::rendered(&view).unwrap_or_default();
    let title = if asked { heading } else { site.name().to_owned() };
    let path = address("", &typed.without(|_, _| false));
    if answer.is_some() {
        let share = share::part(site, request, &path, &title, std::slice::from_ref(&title));
        content = Markup::joined([content, share]);
    }
    let mut page =
        site.page(title, content, &path).errors(ErrorSummary::in_language(site.language, &mistakes));
    if site.now.as_second() - site.as_of.as_second() > 60 {
        let since = domain::kernel::time::printed(site.as_of);
        let text = site.words.say_with("stale-since", &args! { "time" => since });
        page = page.banner(NotificationBanner::new(text));
    }
    answer::page(status, &page)
}

fn results_heading(site: &Site, search: &Search) -> String {
    match search.origin.as_ref().and_then(|origin| origin.postcode.as_deref()) {
        Some(place) => site.words.say_with("results-heading", &args! { "place" => place }),
        None if search.origin.is_some() => site.words.say("search-heading"),
        None => site.words.say("results-heading-everywhere"),
    }
}

/// What is wrong with a parameter, at the field of the form where it is typed.
pub(crate) fn said<'n>(site: &Site, wrong: &BadParameter) -> (&'n str, String) {
    let words = site.words;
    match (wrong.name.as_str(), wrong.code) {
        ("near", "invalid_near") => ("near", words.say("postcode-malformed")),
        ("near", "postcode_not_in_use") => {
            ("near", words.say_with("postcode-unknown", &args! { "postcode" => wrong.given.to_uppercase() }))
        }
        ("near", _) => ("near", words.say("location-wrong")),
        ("within_km", "needs_near") => ("near", words.say("postcode-missing")),
        ("within_km", _) => ("within_km", words.say("distance-wrong")),
        _ => ("near", words.say_with("filter-unknown", &args! { "value" => wrong.given.as_str() })),
    }
}

fn view<'s>(
    site: &'s Site,
    typed: &Typed,
    heading: String,
    found: Option<(&Search, &Answer<'_>)>,
    mistakes: &[(&str, String)],
) -> View<'s> {
    let words = site.words;
    let content = &site.directory.content;
    let intro = site.either(content.intro.as_str(), content.intro_cy.as_str());
    let is_home = found.is_none() && mistakes.is_empty();
    let mut postcode = Input::new("near", words.say("search-postcode"))
        .hint(Hint::new(words.say("search-postcode-hint")))
        .value(typed.first("near"))
        .autocomplete("postal-code")
        .width(10);
    if let Some(message) = ErrorMessage::among(mistakes, "near") {
        postcode = postcode.error_message(message);
    }
    View {
        words,
        heading: if is_home { site.name().to_owned() } else { heading },
        intro: if is_home { intro.split("\n\n").collect() } else { vec![] },
        action: site.home(),
        postcode,
        more: if is_home { service(site, typed).into() } else { filters(site, typed, found, mistakes) },
        button: Button::new(words.say("search-button")),
        everyone: address(site.home(), "limit=20"),
        found: found.map(|(search, answer)| what_was_found(site, typed, search, answer)),
    }
}

fn within(site: &Site, typed: &Typed, mistakes: &[(&str, String)]) -> Select {
    let words = site.words;
    let distances = MILES.iter().map(|miles| {
        let label = words.say_with("search-within-miles", &args! { "miles" => *miles });
        Choice::new(format!("{:.1}", f64::from(*miles) * 1.609_344), label)
    });
    let any = std::iter::once(Choice::new("", words.say("search-any-distance")));
    let within = Select::new("within_km", words.say("search-within"))
        .items(any.chain(distances))
        .value(typed.first("within_km"));
    match ErrorMessage::among(mistakes, "within_km") {
        Some(message) => within.error_message(message),
        None => within,
    }
}

fn service(site: &Site, typed: &Typed) -> Select {
    let any = std::iter::once(Choice::new("", site.words.say("search-any-service")));
    let services = services(site).into_iter().map(|(slug, name)| Choice::new(slug, name));
    Select::new("service", site.words.say("search-service"))
        .items(any.chain(services))
        .value(typed.first("service"))
}

/// The services that this directory is for, by name: those of its rule, or all.
fn services(site: &Site) -> Vec<(String, String)> {
    let rule = &site.directory.content.admits;
    let every = rule.services.is_empty() && rule.clusters.is_empty();
    let mut named: Vec<_> = site
        .shelf
        .services()
        .filter(|service| {
            let content = &service.content;
            every || rule.services.contains(&content.slug) || !rule.clusters.is_disjoint(&content.clusters)
        })
        .map(|service| (service.content.slug.to_string(), site.service_name(service).to_owned()))
        .collect();
    named.sort_by(|one, other| one.1.cmp(&other.1));
    named
}

/// What a value of a filter is called.
fn value_name(site: &Site, facet: Facet, value: &str) -> String {
    let reference = site.market.reference();
    match facet {
        Facet::Channel => site.words.say_word("channel", value),
        Facet::Language => site.called(value.parse().ok().and_then(|code| reference.language(&code)), value),
        Facet::Facility => site.called(value.parse().ok().and_then(|code| reference.facility(&code)), value),
        Facet::Service => {
            site.shelf.service(value).map_or(value, |service| site.service_name(service)).to_owned()
        }
        _ => value.to_owned(),
    }
}

/// The counts of a kind as they are while nothing of that kind is chosen: so many would be found.
fn counts(site: &Site, search: &Search, answer: &Answer<'_>, facet: Facet) -> Vec<(String, u64)> {
    let of = |counts: &[FacetCounts]| {
        let found = counts.iter().find(|counts| counts.facet == facet);
        found.map_or_else(Vec::new, |counts| {
            counts.values.iter().map(|value| (value.value.to_string(), value.count)).collect()
        })
    };
    if search.chosen(facet).is_empty() {
        return of(&answer.facets);
    }
    let mut without = Query { limit: 1, after: None, count: vec![facet], ..search.query.clone() };
    without.filters.retain(|filter| filter.facet != facet);
    site.listings.search(&without).map(|answer| of(&answer.facets)).unwrap_or_default()
}

/// Everything by which a search is narrowed, folded away so that results come soon.
fn filters(
    site: &Site,
    typed: &Typed,
    found: Option<(&Search, &Answer<'_>)>,
    mistakes: &[(&str, String)],
) -> Markup {
    let words = site.words;
    let words_to_find = Input::new("q", words.say("search-words"))
        .hint(Hint::new(words.say("search-words-hint")))
        .value(typed.first("q"));
    let mut parts: Vec<Markup> =
        vec![within(site, typed, mistakes).into(), service(site, typed).into(), words_to_find.into()];
    let others = ["within_km", "service", "q", "open_at"];
    let mut chosen = others.iter().filter(|name| !typed.first(name).is_empty()).count();
    for (facet, title) in FILTERS {
        let picked: Vec<_> = typed.all(facet.as_str()).filter(|value| !value.is_empty()).collect();
        chosen += picked.len();
        let boxes = boxes(site, facet, &picked, found);
        if !boxes.is_empty() {
            let legend = Legend::new(words.say(title)).size("s");
            parts.push(
                Checkboxes::new(facet.as_str(), legend).small().items(boxes.into_iter().map(Some)).into(),
            );
        }
    }
    let open_now =
        Checkbox::new("now", words.say("filter-open-now")).checked(typed.first("open_at") == "now");
    let legend = Legend::new(words.say("filter-open")).size("s");
    parts.push(Checkboxes::new("open_at", legend).small().items([Some(open_now)]).into());
    let count = words.say_with("filters-chosen", &args! { "n" => chosen });
    let summary = format!("{} ({count})", words.say("filters"));
    // What is chosen stands above the results, each with a way to take it away: only a mistake unfolds.
    let is_wrong = ErrorMessage::among(mistakes, "within_km").is_some();
    Details::new(summary, Markup::joined(parts)).open(is_wrong).into()
}

/// The values of one kind to choose from, with how many would be found.
fn boxes(site: &Site, facet: Facet, picked: &[&str], found: Option<(&Search, &Answer<'_>)>) -> Vec<Checkbox> {
    let counted = found.map(|(search, answer)| counts(site, search, answer, facet)).unwrap_or_default();
    let mut values: Vec<(String, Option<u64>)> =
        counted.into_iter().map(|(value, count)| (value, Some(count))).collect();
    for value in picked {
        if !values.iter().any(|(known, _)| known == value) {
            values.push(((*value).to_owned(), found.map(|_| 0)));
        }
    }
    if facet == Facet::Channel {
        values.sort_by_key(|(value, _)| Channel::ALL.iter().position(|channel| channel.word() == value));
    }
    let each = |(value, count): (String, Option<u64>)| {
        let name = value_name(site, facet, &value);
        let label = match count {
            Some(count) => site.words.say_with("filter-count", &args! { "value" => name, "n" => count }),
            None => name,
        };
        let checked = picked.contains(&value.as_str());
        Checkbox::new(value, label).checked(checked)
    };
    values.into_iter().map(each).collect()
}

fn what_was_found(site: &Site, typed: &Typed, search: &Search, answer: &Answer<'_>) -> Found {
    let words = site.words;
    let query = typed.without(|name, _| name == "after");
    let items = answer.hits.iter().filter_map(|hit| {
        let listed: ListedSupport = serde_json::from_slice(hit.detail).ok()?;
        Some(Item::of(site, &listed, hit.distance_km, &query))
    });
    let count = match typed.first("within_km").parse::<f64>() {
        Ok(km) => {
            let miles = (km / 1.609_344).round();
            words.say_with("results-count-within", &args! { "n" => answer.total, "miles" => miles })
        }
        Err(_) => words.say_with("results-count", &args! { "n" => answer.total }),
    };
    let mut pages = Pagination::default().landmark_label(words.say("pages"));
    if !typed.first("after").is_empty() {
        pages = pages.previous(Turn::saying(address(site.home(), &query), words.say("page-first")));
    }
    if let Some(next) = &answer.next {
        let next = if query.is_empty() { format!("after={next}") } else { format!("{query}&after={next}") };
        pages = pages.next(Turn::saying(address(site.home(), &next), words.say("page-next")));
    }
    let turns = pages.previous.is_some() || pages.next.is_some();
    Found {
        count,
        chosen: chosen(site, typed),
        clear: address(site.home(), &typed.without(|name, _| !matches!(name, "near" | "within_km"))),
        notes: Markup::joined(notes(site, search, typed)),
        items: items.collect(),
        pagination: if turns { pages.into() } else { Markup::default() },
    }
}

/// Every filter that is chosen, with the search that does without it.
fn chosen(site: &Site, typed: &Typed) -> Vec<ChosenFilter> {
    let kinds = FILTERS.iter().map(|(facet, _)| *facet).chain([Facet::Service]);
    let filter = |name: &str, value: &str, said: String| ChosenFilter {
        words: site.words.say_with("filter-remove", &args! { "filter" => said }),
        href: address(site.home(), &typed.without(|n, v| n == "after" || (n == name && v == value))),
    };
    let mut chosen: Vec<_> = kinds
        .flat_map(|facet| {
            let values = typed.all(facet.as_str()).filter(|value| !value.is_empty());
            values.map(move |value| (facet, value))
        })
        .map(|(facet, value)| filter(facet.as_str(), value, value_name(site, facet, value)))
        .collect();
    if typed.first("open_at") == "now" {
        chosen.push(filter("open_at", "now", site.words.say("filter-open-now")));
    }
    chosen
}

/// What has to be said before the results: how exactly the place was found, and who cannot be checked online.
fn notes(site: &Site, search: &Search, typed: &Typed) -> Vec<Markup> {
    let mut notes = vec![];
    if let Some(origin) =
        search.origin.as_ref().filter(|origin| matches!(origin.precision, "sector" | "outcode"))
    {
        let area = origin.postcode.as_deref().unwrap_or_default();
        let text = site.words.say_with("postcode-incomplete", &args! { "area" => area });
        notes.push(InsetText::new(text).into());
    }
    let route = site
        .shelf
        .service(typed.first("service"))
        .and_then(|service| service.content.identity_route.as_ref());
    if let Some(route) = route {
        let who = site.either(route.cannot_be_checked.as_str(), route.cannot_be_checked_cy.as_str());
        let instead = site.either(route.other_route.as_str(), route.other_route_cy.as_str());
        let content = Markup::joined([answer::paragraph(who), answer::paragraph(instead)]);
        notes.push(Details::new(site.words.say("identity-cannot-be-checked"), content).into());
    }
    notes
}
