//! The map beside a list: what a script draws of it, as data in the page. The list has all of it.

use crate::offer::Item;
use crate::site::Site;
use finder::Point;
use marketplace::directories::FoundOrigin;
use marketplace::reference::places::NamedPlace;
use serde::Serialize;
use ui::{Content, Markup, args};

/// Circles round the person, in miles: those up to the first beyond the farthest place, and at most so many.
const RINGS: [f64; 9] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0];
const MOST_RINGS: usize = 3;
/// So many towns and areas are named, none within so great a part of the map of another.
const MOST_LABELS: usize = 14;
const APART: f64 = 0.2;
/// What is around a single place, in degrees.
const SURROUNDINGS: f64 = 0.2;
const KM_IN_A_MILE: f64 = 1.609_344;

/// Degrees north and east.
type At = [f64; 2];

#[derive(Serialize)]
struct Plan<'s> {
    origin: Option<Origin>,
    places: Vec<Place<'s>>,
    labels: Vec<Label<'s>>,
    rings: Vec<Ring>,
    tiles: Option<&'s marketplace::MapTiles>,
    words: Said,
}

#[derive(Serialize)]
struct Origin {
    at: At,
    name: String,
}

/// Everything at one position.
#[derive(Serialize)]
struct Place<'s> {
    at: At,
    entries: Vec<Entry<'s>>,
}

#[derive(Serialize)]
struct Entry<'s> {
    number: usize,
    name: &'s str,
    href: &'s str,
    distance: Option<&'s str>,
}

#[derive(Serialize)]
struct Label<'s> {
    at: At,
    name: &'s str,
    area: bool,
}

#[derive(Serialize)]
struct Ring {
    km: f64,
    label: String,
}

/// What the map says by itself, in the language of the page.
#[derive(Serialize)]
struct Said {
    show: String,
    hide: String,
    label: String,
    failed: String,
    closer: String,
    further: String,
    close: String,
    north: String,
}

impl Said {
    fn of(site: &Site) -> Self {
        let say = |key: &str| site.words.say(key);
        Self {
            show: say("map-show"),
            hide: say("map-hide"),
            label: say("map-label"),
            failed: say("map-failed"),
            closer: say("map-closer"),
            further: say("map-further"),
            close: say("map-close"),
            north: say("map-north"),
        }
    }
}

fn at(point: Point) -> At {
    [point.latitude(), point.longitude()]
}

/// The map of some items, and of where the person is. Nothing where none of them has a place.
pub(crate) fn of(site: &Site, items: &[Item], origin: Option<&FoundOrigin>) -> Markup {
    let places = places(items);
    if places.is_empty() {
        return Markup::default();
    }
    let person = origin.and_then(|origin| origin.point);
    let farthest = items.iter().filter_map(|item| person?.km_to(item.at?).into()).fold(0.0, f64::max);
    let every: Vec<At> = places.iter().map(|place| place.at).chain(person.map(at)).collect();
    let plan = Plan {
        origin: person.map(|point| Origin { at: at(point), name: site.words.say("map-you") }),
        labels: labels(site, &every),
        rings: if person.is_some() { rings(site, farthest) } else { vec![] },
        places,
        tiles: site.market.settings().map.as_ref(),
        words: Said::of(site),
    };
    // A plain struct of text and numbers always has a JSON form.
    let plan = serde_json::to_string(&plan).unwrap_or_default();
    Markup::trusted(format!(
        "<div class=\"app-map app-no-paper\" id=\"map\" data-map=\"{}\" hidden></div>",
        Content::from(plan)
    ))
}

fn places(items: &[Item]) -> Vec<Place<'_>> {
    let mut places: Vec<Place<'_>> = vec![];
    for item in items {
        let Some(point) = item.at else { continue };
        let entry = Entry {
            number: item.number,
            name: &item.name,
            href: &item.href,
            distance: item.distance.as_deref(),
        };
        match places.iter_mut().find(|place| place.at == at(point)) {
            Some(place) => place.entries.push(entry),
            None => places.push(Place { at: at(point), entries: vec![entry] }),
        }
    }
    places
}

fn rings(site: &Site, farthest_km: f64) -> Vec<Ring> {
    let beyond = RINGS.iter().position(|miles| miles * KM_IN_A_MILE >= farthest_km);
    let last = beyond.unwrap_or(RINGS.len() - 1);
    let first = (last + 1).saturating_sub(MOST_RINGS);
    let ring = |miles: &f64| Ring {
        km: miles * KM_IN_A_MILE,
        label: site.words.say_with("map-ring", &args! { "miles" => *miles }),
    };
    RINGS[first..=last].iter().map(ring).collect()
}

/// The towns and areas that say where on the map one is: within its bounds and a little around, the greater
/// first, none too near to another.
fn labels<'s>(site: &'s Site, every: &[At]) -> Vec<Label<'s>> {
    let bounds = |axis: usize| {
        let values = || every.iter().map(|at| at[axis]);
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((south, north), (west, east)) = (bounds(0), bounds(1));
    // A degree east is shorter than one north; a single place has surroundings as well.
    let squeeze = f64::midpoint(south, north).to_radians().cos().max(0.1);
    let size = (north - south).max((east - west) * squeeze).max(SURROUNDINGS);
    let (up, aside) = (size * 0.35, size * 0.35 / squeeze);
    let is_near = |place: &&NamedPlace| {
        let at = at(place.point);
        (south - up..=north + up).contains(&at[0]) && (west - aside..=east + aside).contains(&at[1])
    };
    let mut known: Vec<&NamedPlace> = site.market.reference().places().iter().filter(is_near).collect();
    known.sort_by_key(|place| std::cmp::Reverse(place.weight));
    let mut shown: Vec<Label<'s>> = vec![];
    for place in known {
        let own = at(place.point);
        let apart =
            |other: &Label<'_>| (own[0] - other.at[0]).hypot((own[1] - other.at[1]) * squeeze) > size * APART;
        if shown.len() < MOST_LABELS && shown.iter().all(apart) {
            let name = place.named.say(site.in_welsh());
            let name = name.split_once(", C").map_or(name, |(name, _)| name);
            shown.push(Label { at: own, name, area: place.is_authority() });
        }
    }
    shown
}
