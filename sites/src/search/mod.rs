//! The search of a directory: its form, its filters with true counts, and what it found.

mod filters;
mod form;
mod found;
mod mistakes;
mod notes;
mod typed;
mod when;

use crate::answer;
use crate::feedback;
use crate::share;
use crate::shortlist;
use crate::site::Site;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use domain::directories::AskedOn;
pub(crate) use filters::services;
use finder::{Answer, Facet};
use form::Form;
use found::Found;
use marketplace::directories::{ANYWHERE, BadParameter, Search};
use mistakes::Mistakes;
pub(crate) use mistakes::said;
pub(crate) use typed::{Typed, address, encoded};
use ui::components::{ErrorSummary, NotificationBanner};
use ui::{Markup, Words, args};

/// What is counted beside the filters.
const COUNTED: [Facet; 8] = [
    Facet::Channel,
    Facet::Language,
    Facet::Facility,
    Facet::Cost,
    Facet::Eligibility,
    Facet::Capability,
    Facet::Service,
    Facet::Cluster,
];

/// The first page: what the directory is for, and one question.
#[derive(Template)]
#[template(path = "home.html")]
struct Home<'s> {
    words: &'static Words,
    heading: String,
    intro: Vec<&'s str>,
    form: Form<'s>,
    everyone: String,
    anywhere: String,
    /// The view for helpers.
    agent: String,
    /// What the directory says at length.
    guidance: Markup,
}

/// What was found, beside everything by which it is narrowed.
#[derive(Template)]
#[template(path = "results.html")]
struct Results<'s> {
    words: &'static Words,
    heading: String,
    form: Form<'s>,
    found: Found,
    share: Markup,
    feedback: Markup,
}

/// The search again, with what was wrong and the way on.
#[derive(Template)]
#[template(path = "asked_again.html")]
struct AskedAgain<'s> {
    words: &'static Words,
    heading: String,
    /// The places of which one is meant, with the search near each.
    choices: Vec<(String, String)>,
    form: Form<'s>,
    anywhere: String,
}

/// `/d/{slug}`: the form, and what was found when something was asked.
pub(crate) fn show(site: &Site, request: &HttpRequest) -> HttpResponse {
    let typed = Typed::of(request);
    let read = Search::read(typed.pairs(), site.directory.id, &site.shelf, site.market.reference(), site.now);
    let mut mistakes = Mistakes::default();
    let search = match read {
        Ok(search) => Some(search),
        Err(wrong) => {
            if let Some(which) = which_place(&typed, &wrong) {
                return ask_which(site, &typed, which);
            }
            mistakes.take(site, &wrong);
            None
        }
    };
    mistakes.miss_a_place(site, &typed);
    if typed.is_empty() {
        return home(site, &typed);
    }
    let Some(mut search) = search.filter(|_| mistakes.is_empty()) else {
        return again(site, &typed, &mistakes);
    };
    search.query.count = COUNTED.to_vec();
    match site.listings.search(&search.query) {
        Ok(answer) => results(site, &typed, &search, &answer),
        Err(_) => {
            mistakes.misunderstand(site);
            again(site, &typed, &mistakes)
        }
    }
}

fn home(site: &Site, typed: &Typed) -> HttpResponse {
    let content = &site.directory.content;
    let home = Home {
        words: site.words,
        heading: site.name().to_owned(),
        intro: site.either(content.intro.as_str(), content.intro_cy.as_str()).split("\n\n").collect(),
        form: Form::simple(site, typed, &Mistakes::default()),
        everyone: address(site.home(), "limit=20"),
        anywhere: address(site.home(), &typed.near(ANYWHERE)),
        agent: format!("{}/agent", site.base),
        guidance: site.guidance(),
    };
    let content = Markup::rendered(&home).unwrap_or_default();
    let content = Markup::joined([content, shortlist::place(site, false)]);
    shown(site, site.page(site.name(), content, ""), StatusCode::OK)
}

fn results(site: &Site, typed: &Typed, search: &Search, answer: &Answer<'_>) -> HttpResponse {
    let heading = heading(site, search);
    let path = address("", &typed.query());
    let view = Results {
        words: site.words,
        heading: heading.clone(),
        form: Form::whole(site, typed, (search, answer)),
        found: Found::of(site, typed, search, answer),
        share: share::part(site, &path, &heading, std::slice::from_ref(&heading)),
        feedback: feedback::part(site, AskedOn::Results),
    };
    let content = Markup::rendered(&view).unwrap_or_default();
    let page = site.page(heading, content, &path).wide(true).head(answer::not_indexed());
    shown(site, page, StatusCode::OK)
}

/// The search again, with what is wrong.
fn again(site: &Site, typed: &Typed, mistakes: &Mistakes) -> HttpResponse {
    let heading = site.words.say("search-heading");
    let view = AskedAgain {
        words: site.words,
        heading: heading.clone(),
        choices: vec![],
        form: Form::simple(site, typed, mistakes),
        anywhere: address(site.home(), &typed.near(ANYWHERE)),
    };
    let content = Markup::rendered(&view).unwrap_or_default();
    let page = site
        .page(heading, content, &address("", &typed.query()))
        .errors(ErrorSummary::in_language(site.language, mistakes.all()))
        .head(answer::not_indexed());
    shown(site, page, StatusCode::BAD_REQUEST)
}

/// The places of which one is meant, when that is all that is unclear.
fn which_place<'w>(typed: &Typed, wrong: &'w [BadParameter]) -> Option<&'w BadParameter> {
    let [only] = wrong else { return None };
    (!only.choices.is_empty() && !typed.is_empty()).then_some(only)
}

/// A name that several places have: a question, and not a mistake.
fn ask_which(site: &Site, typed: &Typed, which: &BadParameter) -> HttpResponse {
    let heading = site.words.say_with("place-which", &args! { "name" => which.given.as_str() });
    let choice = |named: &marketplace::reference::Named| {
        let name = named.say(site.in_welsh()).to_owned();
        let href = address(site.home(), &typed.near(&name));
        (name, href)
    };
    let view = AskedAgain {
        words: site.words,
        heading: heading.clone(),
        choices: which.choices.iter().map(choice).collect(),
        form: Form::simple(site, typed, &Mistakes::default()),
        anywhere: address(site.home(), &typed.near(ANYWHERE)),
    };
    let content = Markup::rendered(&view).unwrap_or_default();
    let page = site.page(heading, content, &address("", &typed.query())).head(answer::not_indexed());
    shown(site, page, StatusCode::OK)
}

fn shown(site: &Site, mut page: ui::page::DirectoryPage, status: StatusCode) -> HttpResponse {
    if site.now.as_second() - site.as_of.as_second() > 60 {
        let since = domain::kernel::time::printed(site.as_of);
        let text = site.words.say_with("stale-since", &args! { "time" => since });
        page = page.banner(NotificationBanner::new(text));
    }
    answer::page_with_map(site, status, &page)
}

fn heading(site: &Site, search: &Search) -> String {
    let words = site.words;
    let Some(origin) = &search.origin else { return words.say("results-heading-everywhere") };
    let named = origin.named.as_ref().map(|named| named.say(site.in_welsh()));
    match named.or(origin.postcode.as_deref()) {
        Some(place) => words.say_with("results-heading", &args! { "place" => place }),
        None if origin.point.is_some() => words.say("results-heading-you"),
        None => words.say("results-heading-anywhere"),
    }
}
