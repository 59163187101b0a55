//! When help is to be had: now, at a day and time, or from whoever opens next.

use super::typed::Typed;
use crate::site::Site;
use domain::kernel::time;
use domain::values::hours::Weekday;
use finder::Query;
use marketplace::directories::Search;
use ui::components::{Choice, Legend, Radio, Radios, Select};
use ui::{Markup, args};

/// The days to choose from, today first.
const DAYS: i8 = 7;
/// The first and the last half hour to choose from.
const HALF_HOURS: std::ops::RangeInclusive<u8> = 14..=42;

/// The choice of a time in the form, with how many would be found.
pub(super) fn choice(site: &Site, typed: &Typed, search: &Search) -> Markup {
    let words = site.words;
    let count = |asked: Query| site.listings.search(&asked).map_or(0, |answer| answer.total);
    let plain = Query {
        limit: 1,
        after: None,
        count: vec![],
        open_at: None,
        closed_at: None,
        ..search.query.clone()
    };
    let open = count(Query { open_at: Some(site.now), ..plain.clone() });
    let closed = count(Query { closed_at: Some(site.now), ..plain });
    let counted =
        |key: &str, n: u64| words.say_with("filter-count", &args! { "value" => words.say(key), "n" => n });
    let (day, at) = typed.first("open_at").split_once('T').unwrap_or_default();
    let at = at.get(..5).unwrap_or_default();
    let chosen = match (typed.first("open_at"), typed.first("closed_at")) {
        ("now", _) => "now",
        ("", "") => "",
        ("", _) => "closed",
        _ => "at",
    };
    let moment = Markup::joined([Markup::from(days(site, day)), Markup::from(times(site, at))]);
    let any = Radio { checked: Some(chosen.is_empty()), ..Radio::new("", words.say("when-any")) };
    let options = [
        any,
        Radio::new("now", counted("filter-open-now", open)),
        Radio::new("closed", counted("when-closed", closed)),
        Radio::new("at", words.say("when-at")).conditional(moment),
    ];
    let legend = Legend::new(words.say("filter-open")).classes("govuk-visually-hidden");
    Radios::new("when", legend).small().items(options).value(chosen).into()
}

fn days(site: &Site, chosen: &str) -> Select {
    let words = site.words;
    let today = time::day_of(site.now);
    let coming = today.series(jiff::Span::new().days(1)).take(DAYS.unsigned_abs().into());
    let mut choices: Vec<Choice> = coming.map(|day| Choice::new(day.to_string(), said(site, day))).collect();
    if let Some(other) = chosen
        .parse::<domain::Day>()
        .ok()
        .filter(|day| *day < today || *day >= today.saturating_add(jiff::Span::new().days(DAYS)))
    {
        choices.push(Choice::new(other.to_string(), said(site, other)));
    }
    Select::new("day", words.say("when-day")).items(choices).value(chosen)
}

/// A day with its weekday: people plan by those.
fn said(site: &Site, day: domain::Day) -> String {
    format!("{} {}", site.words.say_word("day", Weekday::of(day).word()), site.words.date(day))
}

fn times(site: &Site, chosen: &str) -> Select {
    let choices = HALF_HOURS.map(|half| {
        let (hour, minute) = (half / 2, half % 2 * 30);
        Choice::new(format!("{hour:02}:{minute:02}"), site.words.time(hour, minute))
    });
    let chosen = if chosen.is_empty() { "10:00" } else { chosen };
    Select::new("time", site.words.say("when-time")).items(choices).value(chosen)
}

/// What was chosen, in words, with the parameter that says it.
pub(super) fn chosen(site: &Site, typed: &Typed) -> Option<(&'static str, String)> {
    let words = site.words;
    match (typed.first("open_at"), typed.first("closed_at")) {
        ("now", _) => Some(("open_at", words.say("filter-open-now"))),
        ("", "") => None,
        ("", _) => Some(("closed_at", words.say("when-closed"))),
        (at, _) => {
            let said = match at.parse::<jiff::civil::DateTime>() {
                Ok(at) => {
                    let clock = words.time(at.hour().unsigned_abs(), at.minute().unsigned_abs());
                    format!("{}, {clock}", said(site, at.date()))
                }
                Err(_) => at.to_owned(),
            };
            Some(("open_at", words.say_with("when-open-at", &args! { "time" => said })))
        }
    }
}
