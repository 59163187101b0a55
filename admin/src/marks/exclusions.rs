//! A mark given in part: what is left out, asked and shown.

use super::apply::channel_said;
use super::case::Case;
use crate::door::parts::{bullets, group, hidden, text};
use crate::door::{Asking, Typed, one_more};
use domain::accreditation::{Excluded, Exclusion, Places};
use ui::Markup;

/// So many places are asked for at first where not every place is named in the application.
const PLACES: usize = 3;
/// The field of a place that the application names.
const NAMED: &str = "named";
/// Up to so many places are asked for one by one.
const ONE_BY_ONE: usize = 10;

/// A part of the scope, in words.
fn part_said(case: &Case, what: &Excluded) -> String {
    match what {
        Excluded::Channel(channel) => channel_said(*channel).to_owned(),
        Excluded::Place(postcode) => format!("The place at {postcode}"),
        Excluded::Partner(partner) => {
            let known = case.provider.partners.iter().find(|it| it.organisation == *partner);
            known.map_or_else(|| "A partner".to_owned(), |it| it.name.to_string())
        }
    }
}

/// What a recommendation or a decision leaves out, each with its reason.
pub(super) fn exclusions_said(case: &Case, exclusions: &[Exclusion]) -> Markup {
    if exclusions.is_empty() {
        return Markup::default();
    }
    let points = exclusions.iter().map(|it| format!("{}: {}", part_said(case, &it.what), it.reason));
    Markup::joined([text("Left out of what was asked for:"), bullets(points)])
}

/// The field that names a part. A place that the application names goes by another name than one that is typed,
/// so that the two can be told apart when no reason is given.
const fn field_of(what: &Excluded) -> &'static str {
    match what {
        Excluded::Channel(_) => "channel",
        Excluded::Place(_) => NAMED,
        Excluded::Partner(_) => "partner",
    }
}

fn value_of(what: &Excluded) -> String {
    match what {
        Excluded::Channel(channel) => channel.word().to_owned(),
        Excluded::Place(postcode) => postcode.to_string(),
        Excluded::Partner(partner) => partner.to_string(),
    }
}

/// What was typed, with each reason at the part that it is for: a form that was sent has no rows for what was left
/// empty, so that the places of its rows say nothing.
fn aligned(parts: &[Excluded], typed: &Typed) -> Typed {
    let name = |row: usize, field: &str| format!("exclusions[{row}][{field}]");
    let (_, mut aligned) = typed.clone().parted(&["/exclusions"]);
    let mut free = parts.len()..;
    for row in 0..typed.rows("exclusions") {
        let reason = typed.get(&name(row, "reason"));
        let place = typed.get(&name(row, "place"));
        let is_for = |part: &Excluded| {
            let value = value_of(part);
            typed.get(&name(row, field_of(part))) == value || place == value
        };
        let is_empty = reason.is_empty() && place.is_empty();
        let known = parts.iter().position(is_for);
        let Some(at) = known.or_else(|| free.next().filter(|_| !is_empty)) else { continue };
        aligned.set(&name(at, "reason"), reason);
        if known.is_none() {
            aligned.set(&name(at, "place"), place);
        }
    }
    aligned
}

/// The parts of the scope that can be left out, each with the reason that would be given for it.
pub(super) fn exclusion_fields(case: &Case, asking: &Asking<'_>) -> Markup {
    let scope = &case.case.scope;
    let mut parts: Vec<Excluded> = scope.channels.iter().copied().map(Excluded::Channel).collect();
    parts.extend(scope.partners.iter().copied().map(Excluded::Partner));
    let named = match &scope.places {
        Places::Listed(listed) if listed.len() <= ONE_BY_ONE => listed.as_slice(),
        _ => &[],
    };
    parts.extend(named.iter().cloned().map(Excluded::Place));
    let typed = aligned(&parts, asking.typed);
    let asking = Asking::of(&typed, asking.mistakes);
    let mut fields =
        vec![text("Leave all of this empty to give the mark for everything that was asked for.")];
    for (row, part) in parts.iter().enumerate() {
        let name = |field: &str| format!("exclusions[{row}][{field}]");
        let label = format!("Why not: {}", part_said(case, part));
        fields.push(hidden(&name(field_of(part)), &value_of(part)));
        fields.push(asking.ask(&name("reason"), &label).input().into());
    }
    if named.is_empty() {
        let filled = typed.rows("exclusions").saturating_sub(parts.len());
        for row in parts.len()..parts.len() + PLACES.max(filled + 1) {
            let name = |field: &str| format!("exclusions[{row}][{field}]");
            let number = row - parts.len() + 1;
            let place = format!("Postcode of a place to leave out, {number}");
            fields.push(asking.ask(&name("place"), &place).input().width(10).into());
            let why = format!("Why not: place {number}");
            fields.push(asking.ask(&name("reason"), &why).input().into());
        }
        fields.push(one_more("exclusions", None, "Add another place", "to leave out"));
    }
    group("Is something left out? (optional)", fields)
}

/// Takes out the parts for which no reason was given: they are not left out. A postcode without one stays, and is
/// asked for its reason.
pub(super) fn without_empty_exclusions(typed: &mut Typed) {
    for row in 0..typed.rows("exclusions") {
        let name = |field: &str| format!("exclusions[{row}][{field}]");
        let has_reason = !typed.get(&name("reason")).trim().is_empty();
        let named = typed.take(&name(NAMED));
        if let Some(place) = named.filter(|_| has_reason) {
            typed.set(&name("place"), place);
        }
        if !has_reason {
            typed.take(&name("channel"));
            typed.take(&name("partner"));
        }
    }
}
