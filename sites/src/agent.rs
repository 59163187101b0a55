//! The agent view, for the helper at the screen: one field for postcode after postcode, what was found for the last
//! ones side by side, telephone numbers large, and what to read out. Nothing is kept but in the address, so that it
//! works without script, in two windows, and by the browser's own way back.

use crate::aloud::aloud;
use crate::answer;
use crate::offer::Item;
use crate::search::{encoded, said, services};
use crate::send;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use domain::OfferingId;
use domain::offerings::Channel;
use marketplace::directories::{BadParameter, ListedSupport, Search};
use ui::components::{Button, Choice, ErrorMessage, ErrorSummary, Hint, Input, Select};
use ui::{Markup, Words, args};

/// So many postcodes stand side by side; the oldest gives way.
const MOST_CALLS: usize = 4;
/// So many places are shown for one, and so many of those that come or speak to the person.
const PLACES: &str = "3";
const OTHERS: &str = "2";
/// What is asked for first, then what reaches people where they are.
const GROUPS: [(&[Channel], &str); 2] =
    [(&[Channel::InPerson], PLACES), (&[Channel::Telephone, Channel::WebChat, Channel::Outreach], OTHERS)];

/// What an agent asked: kept in the address, and nowhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Desk {
    /// Postcodes, the newest first.
    places: Vec<String>,
    service: String,
    /// Whether only what is open now is wanted.
    open_now: bool,
}

impl Desk {
    pub fn of(request: &HttpRequest) -> Self {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let mut desk = Self::default();
        let (mut newest, mut before) = (vec![], vec![]);
        for (name, value) in pairs.map(web::Query::into_inner).unwrap_or_default() {
            let value = value.trim().to_owned();
            match name.as_str() {
                "near" if !value.is_empty() => newest.push(value.to_uppercase()),
                "before" if !value.is_empty() => before.push(value.to_uppercase()),
                "service" => desk.service = value,
                "open_at" => desk.open_now = value == "now",
                _ => {}
            }
        }
        for place in newest.into_iter().chain(before) {
            if !desk.places.contains(&place) {
                desk.places.push(place);
            }
        }
        desk.places.truncate(MOST_CALLS);
        desk
    }

    /// The same as a query string, without some places.
    fn query(&self, without: impl Fn(&str) -> bool) -> String {
        let places = self.places.iter().filter(|place| !without(place)).enumerate();
        let places = places
            .map(|(at, place)| format!("{}={}", if at == 0 { "near" } else { "before" }, encoded(place)));
        let service = (!self.service.is_empty()).then(|| format!("service={}", encoded(&self.service)));
        let open = self.open_now.then(|| "open_at=now".to_owned());
        places.chain(service).chain(open).collect::<Vec<_>>().join("&")
    }

    /// Whether someone came from here.
    pub fn is_in_use(&self) -> bool {
        !self.places.is_empty()
    }

    /// The agent view as it was.
    pub fn address(&self, site: &Site) -> String {
        let query = self.query(|_| false);
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}/agent{mark}{query}", site.base)
    }

    /// The same below another address, so that its page leads back.
    pub fn carried(&self) -> String {
        let query = self.query(|_| false);
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

#[derive(Template)]
#[template(path = "agent.html")]
struct View<'s> {
    words: &'static Words,
    action: String,
    near: Input,
    service: Select,
    open_now: bool,
    /// What the next question keeps.
    before: &'s [String],
    button: Button,
    clear: String,
    calls: Vec<Call>,
}

/// What was found for one postcode.
struct Call {
    /// Its place in the row, from 1: the key that leads to it.
    number: usize,
    heading: String,
    /// Takes it away.
    close: String,
    close_words: String,
    items: Vec<Answer>,
    /// Everything that was found, in the directory itself.
    all: String,
    all_words: String,
}

struct Answer {
    item: Item,
    aloud: String,
    send: String,
    letter: String,
}

/// `/d/{slug}/agent`
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    let mut desk = Desk::of(request);
    let mut mistakes: Vec<(&str, String)> = vec![];
    let asked = std::mem::take(&mut desk.places);
    let mut found = vec![];
    for (at, place) in asked.iter().enumerate() {
        match find(site, &desk, place) {
            Ok(answers) => {
                desk.places.push(place.clone());
                found.push(answers);
            }
            // Of those before nothing is said: whoever typed them was told then.
            Err(wrong) if at == 0 => mistakes.extend(wrong.iter().map(|wrong| said(site, wrong))),
            Err(_) => {}
        }
    }
    mistakes.dedup_by(|one, other| one.0 == other.0);
    let typed = if mistakes.is_empty() { "" } else { asked.first().map_or("", String::as_str) };
    let calls = desk.places.iter().zip(found).enumerate();
    let calls = calls.map(|(at, (place, answers))| call(site, &desk, at + 1, place, answers)).collect();
    let view = view(site, &desk, typed, &mistakes, calls);
    let heading = site.words.say("desk-heading");
    let content = Markup::rendered(&view).unwrap_or_default();
    let path = format!("/agent{}", desk.carried());
    let page = site
        .page(heading, content, &path)
        .wide(true)
        .head(Markup::trusted("<meta name=\"robots\" content=\"noindex\">".to_owned()))
        .errors(ErrorSummary::in_language(site.language, &mistakes));
    let status = if mistakes.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    unindexed(answer::page(status, &page))
}

/// The same answer, that search engines leave alone.
pub(crate) fn unindexed(mut answer: HttpResponse) -> HttpResponse {
    let robots = HeaderName::from_static("x-robots-tag");
    answer.headers_mut().insert(robots, HeaderValue::from_static("noindex"));
    answer
}

fn view<'s>(
    site: &'s Site,
    desk: &'s Desk,
    typed: &str,
    mistakes: &[(&str, String)],
    calls: Vec<Call>,
) -> View<'s> {
    let words = site.words;
    let mut near = Input::new("near", words.say("search-place"))
        .hint(Hint::new(words.say("desk-postcode-hint")))
        .value(typed)
        .autocomplete("off")
        .spellcheck(false)
        .width(10)
        // The caller's postcode is typed at once, here and after every search: the page is for nothing else.
        .attributes([("autofocus", ""), ("accesskey", "s")]);
    if let Some(message) = ErrorMessage::among(mistakes, "near") {
        near = near.error_message(message);
    }
    let any = std::iter::once(Choice::new("", words.say("search-any-service")));
    let services = services(site).into_iter().map(|(slug, name)| Choice::new(slug, name));
    let service = Select::new("service", words.say("desk-service"))
        .items(any.chain(services))
        .value(desk.service.as_str())
        .attributes([("accesskey", "v")]);
    View {
        words,
        action: format!("{}/agent", site.base),
        near,
        service,
        open_now: desk.open_now,
        before: &desk.places,
        button: Button::new(words.say("search-button")),
        clear: format!("{}/agent", site.base),
        calls,
    }
}

/// A listing with how far it is.
type Found = (ListedSupport, Option<f64>);

/// What is found for a postcode: places, then what reaches people where they are.
fn find(site: &Site, desk: &Desk, place: &str) -> Result<Vec<Found>, Vec<BadParameter>> {
    let mut found: Vec<Found> = vec![];
    for (channels, most) in GROUPS {
        let mut asked = vec![("near", place), ("limit", most), ("service", &desk.service)];
        asked.extend(channels.iter().map(|channel| ("channel", channel.word())));
        if desk.open_now {
            asked.push(("open_at", "now"));
        }
        let asked: Vec<_> =
            asked.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let mut search =
            Search::read(&asked, site.directory.id, &site.shelf, site.market.reference(), site.now)?;
        search.query.count.clear();
        let Ok(answer) = site.listings.search(&search.query) else { continue };
        for hit in answer.hits {
            let Ok(listed) = serde_json::from_slice::<ListedSupport>(hit.detail) else { continue };
            if found.iter().all(|(known, _)| known.id != listed.id) {
                found.push((listed, hit.distance_km));
            }
        }
    }
    Ok(found)
}

fn call(site: &Site, desk: &Desk, number: usize, place: &str, found: Vec<Found>) -> Call {
    let words = site.words;
    let near = format!("near={}", encoded(place));
    let service =
        if desk.service.is_empty() { String::new() } else { format!("&service={}", encoded(&desk.service)) };
    let open = if desk.open_now { "&open_at=now" } else { "" };
    let others = desk.query(|other| other == place);
    let mark = if others.is_empty() { "" } else { "?" };
    let answers = found.into_iter().map(|(listed, km)| Answer {
        aloud: aloud(site, &listed, km).join(" "),
        send: handing_on(site, desk, listed.id, send::PAGE),
        letter: handing_on(site, desk, listed.id, send::LETTER),
        item: Item::of(site, &listed, km, &near),
    });
    Call {
        number,
        heading: place.to_owned(),
        close: format!("{}/agent{mark}{others}", site.base),
        close_words: words.say_with("desk-close", &args! { "place" => place }),
        items: answers.collect(),
        all: format!("{}?{near}{service}{open}", site.home()),
        all_words: words.say_with("desk-all", &args! { "place" => place }),
    }
}

fn handing_on(site: &Site, desk: &Desk, id: OfferingId, page: &str) -> String {
    format!("{}/listings/{id}/{page}{}", site.base, desk.carried())
}
