//! How the words of the domain read on a page.

use domain::offerings::Channel;
use domain::organisations::Scheme;
use domain::values::Nation;
use domain::{Day, Timestamp};
use ui::components::{Tag, TagColour};

pub(crate) use ui::chart::grouped;

/// One of the domain's words as people read it: `under_assessment` is "Under assessment".
pub(crate) fn said(word: &str) -> String {
    crate::door::words_of(word)
}

/// The same within a sentence.
pub(crate) fn said_within(word: &str) -> String {
    word.replace('_', " ")
}

/// A number in a register as documents spell it, `GB-CHC 1234567`, with the register's name.
pub(crate) fn registered_as(identifiers: &[String]) -> String {
    let one = |identifier: &String| {
        let known = identifier.split_once(' ').and_then(|(scheme, number)| {
            Some(format!("{} {number}", said(scheme.parse::<Scheme>().ok()?.register())))
        });
        known.unwrap_or_else(|| identifier.clone())
    };
    let all = identifiers.iter().map(one).collect::<Vec<_>>();
    if all.is_empty() { "None".to_owned() } else { all.join(", ") }
}

/// The law under which a framework was let, by its name. Frameworks may name others than these.
pub(crate) fn regime_said(regime: &str) -> &str {
    match regime {
        "PA2023" => "Procurement Act 2023",
        "PCR2015" => "Public Contracts Regulations 2015",
        "PCR2006" => "Public Contracts Regulations 2006",
        other => other,
    }
}

/// An instant in London.
pub(crate) fn when(instant: Timestamp) -> String {
    domain::kernel::time::printed(instant)
}

/// A day.
pub(crate) fn day(day: Day) -> String {
    domain::kernel::time::printed_day(day)
}

/// A month, given as `2026-09`.
pub(crate) fn month(spelt: &str) -> String {
    let first: Option<Day> = format!("{spelt}-01").parse().ok();
    first.map_or_else(|| spelt.to_owned(), |first| first.strftime("%B %Y").to_string())
}

/// A number of things: "1 offering", "12 offerings".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// Channels in one line: "In person at a place, by telephone".
pub(crate) fn channels_said<'a>(channels: impl IntoIterator<Item = &'a Channel>) -> String {
    let words = channels.into_iter().map(|channel| crate::marks::channel_said(*channel));
    let line = words.collect::<Vec<_>>().join(", ").to_lowercase();
    let mut letters = line.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a nation is called.
pub(crate) const fn nation_said(nation: Nation) -> &'static str {
    match nation {
        Nation::England => "England",
        Nation::Wales => "Wales",
        Nation::Scotland => "Scotland",
        Nation::NorthernIreland => "Northern Ireland",
    }
}

/// A state as a tag: green counts, yellow waits, red is stopped, grey is over.
pub(crate) fn state_tag(word: &str) -> Tag {
    let tag = Tag::new(said(word));
    tag.colour(match word {
        "live" | "on_framework" | "accredited" | "in_force" | "verified" | "open" => TagColour::Green,
        "draft" | "coming" | "unverified" => TagColour::Grey,
        "submitted" | "raised" | "under_review" | "assigned" | "under_assessment" | "recommended"
        | "evaluating" | "standstill" => TagColour::Blue,
        "clarification"
        | "accepted"
        | "agreement_signed"
        | "accredited_with_conditions"
        | "under_appeal"
        | "stale"
        | "paused" => TagColour::Yellow,
        "suspended" | "missed" | "refused" | "rejected" | "revoked" | "removed" | "failed" => TagColour::Red,
        _ => TagColour::Grey,
    })
}
