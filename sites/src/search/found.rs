//! What a search found.

use super::filters::{self, ChosenFilter};
use super::notes;
use super::typed::{Typed, address};
use crate::map;
use crate::offer::Item;
use crate::shortlist;
use crate::site::Site;
use finder::Answer;
use marketplace::directories::{ANYWHERE, ListedSupport, Search};
use ui::components::{Pagination, Turn};
use ui::{Markup, args};

/// One page of results, with everything that is said around them.
pub(super) struct Found {
    pub count: String,
    pub chosen: Vec<ChosenFilter>,
    pub clear: String,
    pub notes: Markup,
    pub map: Markup,
    pub shortlist: Markup,
    pub items: Vec<Item>,
    pub pagination: Markup,
    /// Who helps wherever one is.
    pub anywhere: String,
}

impl Found {
    pub fn of(site: &Site, typed: &Typed, search: &Search, answer: &Answer<'_>) -> Self {
        let query = typed.without(|name, _| name == "after");
        let listed: Vec<_> = answer
            .hits
            .iter()
            .filter_map(|hit| {
                Some((serde_json::from_slice::<ListedSupport>(hit.detail).ok()?, hit.distance_km))
            })
            .collect();
        let items = listed.iter().zip(1..);
        let items: Vec<_> = items
            .map(|((listed, km), number)| Item::of(site, listed, *km, &query).numbered(number))
            .collect();
        Self {
            count: count(site, typed, answer),
            chosen: filters::chosen(site, typed),
            clear: address(site.home(), &cleared(typed)),
            notes: Markup::joined(notes::of(site, search, typed, &listed)),
            map: map::of(site, &items, search.origin.as_ref()),
            shortlist: shortlist::place(site, false),
            items,
            pagination: turns(site, typed, answer, &query),
            anywhere: address(site.home(), &typed.near(ANYWHERE)),
        }
    }
}

/// The search with nothing but its place. Without one it is for everyone, as the first page leads to it.
fn cleared(typed: &Typed) -> String {
    let place = typed.without(|name, _| !matches!(name, "near" | "within_km"));
    if place.is_empty() { "limit=20".to_owned() } else { place }
}

fn count(site: &Site, typed: &Typed, answer: &Answer<'_>) -> String {
    match typed.first("within_km").parse::<f64>() {
        Ok(km) => {
            let miles = (km / 1.609_344).round();
            site.words.say_with("results-count-within", &args! { "n" => answer.total, "miles" => miles })
        }
        Err(_) => site.words.say_with("results-count", &args! { "n" => answer.total }),
    }
}

fn turns(site: &Site, typed: &Typed, answer: &Answer<'_>, query: &str) -> Markup {
    let words = site.words;
    let mut pages = Pagination::default().landmark_label(words.say("pages"));
    if !typed.first("after").is_empty() {
        pages = pages.previous(Turn::saying(address(site.home(), query), words.say("page-first")));
    }
    if let Some(next) = &answer.next {
        let next = if query.is_empty() { format!("after={next}") } else { format!("{query}&after={next}") };
        pages = pages.next(Turn::saying(address(site.home(), &next), words.say("page-next")));
    }
    let turns = pages.previous.is_some() || pages.next.is_some();
    if turns { pages.into() } else { Markup::default() }
}
