//! The columns of a table of offerings, in their order.

use super::cells;
use crate::offerings::{Offering, OfferingDraft};
use std::collections::BTreeMap;

/// Every column. `#` stands for a place in a list, counted from 1.
pub(super) const COLUMNS: [&str; 71] = [
    "id",
    "reference",
    "state",
    "name",
    "name_cy",
    "summary",
    "summary_cy",
    "channels",
    "every_service",
    "services",
    "clusters",
    "place.name",
    "place.name_cy",
    "place.address.lines",
    "place.address.town",
    "place.address.postcode",
    "place.host",
    "place.directions",
    "area.kind",
    "area.from",
    "area.km",
    "area.codes",
    "phone",
    "text_relay",
    "web_chat.url",
    "web_chat.answers_at_once",
    "hours.weekly.#.day",
    "hours.weekly.#.opens",
    "hours.weekly.#.closes",
    "hours.bank_holidays",
    "hours.bank_holiday_openings.#.opens",
    "hours.bank_holiday_openings.#.closes",
    "hours.exceptions.#.date",
    "hours.exceptions.#.openings.#.opens",
    "hours.exceptions.#.openings.#.closes",
    "hours.exceptions.#.note",
    "booking",
    "languages",
    "languages_on_request",
    "facilities",
    "eligibility",
    "eligibility_cy",
    "bring",
    "bring_cy",
    "who_types",
    "commitments.checks_understanding",
    "commitments.uses_published_information",
    "commitments.answers_for_accuracy",
    "identity_check.supported",
    "identity_check.user_is_present",
    "identity_check.user_sees_screen",
    "declines.#.reason",
    "declines.#.reason_cy",
    "declines.#.alternative",
    "declines.#.alternative_cy",
    "costs.#.kind",
    "costs.#.amount_pence",
    "costs.#.per",
    "costs.#.note",
    "costs.#.note_cy",
    "capacity.people_a_week",
    "capacity.wait_days",
    "visits_homes",
    "safeguarding.lead",
    "safeguarding.policy_reviewed_on",
    "safeguarding.checks.#.who",
    "safeguarding.checks.#.checked_on",
    "safeguarding.checks.#.reference",
    "delivery_partner",
    "price.pence",
    "price.per",
];

/// The columns whose one cell holds a list.
pub(super) const LISTS: [&str; 8] = [
    "channels",
    "services",
    "clusters",
    "place.address.lines",
    "area.codes",
    "languages",
    "languages_on_request",
    "facilities",
];

/// What a table says of an offering that its draft does not hold.
pub(super) const BESIDE: [&str; 2] = ["id", "state"];

/// A column with the places in its lists left out: `costs.2.kind` is `costs.#.kind`.
pub(super) fn pattern(column: &str) -> String {
    let is_place = |part: &str| part.parse::<u16>().is_ok_and(|place| place > 0) && !part.starts_with('0');
    let parts = column.split('.').map(|part| if is_place(part) { "#" } else { part });
    parts.collect::<Vec<_>>().join(".")
}

/// Whether there is such a column.
pub(super) fn is_known(column: &str) -> bool {
    !column.contains('#') && COLUMNS.contains(&pattern(column).as_str())
}

/// The list that a column is part of, when it is of one with several columns: `hours.weekly` of
/// `hours.weekly.1.day`.
pub(super) fn list_of(column: &str) -> Option<&str> {
    let pattern = pattern(column);
    let whole = pattern.split_once(".#")?.0.len();
    Some(&column[..whole])
}

/// The first row of a table that holds these offerings: as many places in each list as the longest needs, and
/// at least one, so that a table of none is one to fill in.
#[must_use]
pub fn header(offerings: &[Offering]) -> Vec<String> {
    let mut longest: BTreeMap<String, usize> = BTreeMap::new();
    for offering in offerings {
        for column in cells::of(&OfferingDraft::from(&offering.support)).keys() {
            for (at, _) in column.match_indices('.') {
                let (list, rest) = (&column[..at], &column[at + 1..]);
                let place: Option<usize> = rest.split('.').next().and_then(|place| place.parse().ok());
                if let Some(place) = place {
                    let places = longest.entry(pattern(list)).or_insert(1);
                    *places = place.max(*places);
                }
            }
        }
    }
    let mut columns = vec![];
    let mut rest = &COLUMNS[..];
    while let Some(first) = rest.first() {
        let list = first.split_once(".#").map(|(list, _)| format!("{list}.#"));
        let alike = |column: &&&str| list.as_ref().is_some_and(|list| column.starts_with(list.as_str()));
        let together = rest.iter().take_while(alike).count().max(1);
        expand(&rest[..together], "", &longest, &mut columns);
        rest = &rest[together..];
    }
    columns
}

/// Writes columns that share their first list once for each place in it.
fn expand(columns: &[&str], before: &str, longest: &BTreeMap<String, usize>, out: &mut Vec<String>) {
    let mut rest = columns;
    while let Some(first) = rest.first() {
        let Some((list, _)) = first.split_once('#') else {
            out.push(format!("{before}{first}"));
            rest = &rest[1..];
            continue;
        };
        let inside: Vec<&str> =
            rest.iter().map_while(|column| column.strip_prefix(list)?.strip_prefix('#')).collect();
        let name = pattern(format!("{before}{list}").trim_end_matches('.'));
        for place in 1..=longest.get(&name).copied().unwrap_or(1) {
            expand(&inside, &format!("{before}{list}{place}"), longest, out);
        }
        rest = &rest[inside.len()..];
    }
}
