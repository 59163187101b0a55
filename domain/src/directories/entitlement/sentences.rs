//! The chain of facts, as a person reads it.

use super::{
    Directory, DirectoryState, Fact, Facts, Link, MarkFacts, MarkStanding, OfferingState, StandingFacts,
};
use crate::Timestamp;
use crate::kernel::time;
use crate::offerings::Channel;
use std::collections::BTreeSet;

pub(super) fn chain(facts: &Facts<'_>, directory: &Directory, now: Timestamp) -> Vec<Link> {
    let marked = facts.channels_marked(now);
    vec![
        offering(facts, now),
        mark(facts, &marked, now),
        lot(facts, directory, &marked, now),
        admitted(facts, directory, &marked, now),
    ]
}

fn link(fact: Fact, holds: bool, sentence: String) -> Link {
    Link { fact, holds, sentence }
}

fn day(instant: Timestamp) -> String {
    time::printed_day(time::day_of(instant))
}

/// `in person and by telephone`
fn by(channels: &BTreeSet<Channel>) -> String {
    let said: Vec<_> = channels.iter().map(|channel| said(*channel)).collect();
    match said.split_last() {
        None => String::from("no channel"),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

const fn said(channel: Channel) -> &'static str {
    match channel {
        Channel::InPerson => "in person",
        Channel::Outreach => "by visit",
        Channel::Telephone => "by telephone",
        Channel::WebChat => "by web chat",
    }
}

fn offering(facts: &Facts<'_>, now: Timestamp) -> Link {
    let offering = facts.offering;
    let state = offering.state_at(now);
    let sentence = match (state, offering.published_at, offering.pause_ends()) {
        (OfferingState::Live, Some(since), _) => {
            format!("The offering is live, and was published on {}.", day(since))
        }
        (OfferingState::Paused, _, Some(until)) => format!("The offering is paused until {}.", day(until)),
        _ => format!("The offering {}.", state.said()),
    };
    link(Fact::OfferingIsLive, state == OfferingState::Live, sentence)
}

fn mark(facts: &Facts<'_>, marked: &BTreeSet<Channel>, now: Timestamp) -> Link {
    let holds = !marked.is_empty();
    let sentence = if holds {
        let covering =
            facts.marks.iter().filter(|mark| mark.in_force(now) && !mark.covers(facts.offering).is_empty());
        let ends = covering.map(|mark| mark.ends).max();
        let ends = ends.map_or_else(String::new, |ends| format!(" until {}", day(ends)));
        let rest = &facts.offering.support.channels - marked;
        let outside = if rest.is_empty() { String::new() } else { format!(", but not {}", by(&rest)) };
        format!(
            "It lies inside the scope of the provider's quality mark, in force{ends}, {}{outside}.",
            by(marked)
        )
    } else {
        facts.marks.iter().max_by_key(|mark| mark.ends).map_or_else(
            || String::from("The provider has no quality mark."),
            |mark| why_not_marked(facts, mark, now),
        )
    };
    link(Fact::WithinQualityMark, holds, sentence)
}

fn why_not_marked(facts: &Facts<'_>, mark: &MarkFacts, now: Timestamp) -> String {
    match mark.standing {
        MarkStanding::Revoked => String::from("The provider's quality mark was revoked."),
        MarkStanding::Lapsed if mark.ends > now => String::from("The provider's quality mark has lapsed."),
        _ if mark.ends <= now => format!("The provider's quality mark ended on {}.", day(mark.ends)),
        MarkStanding::Suspended if !mark.in_force(now) && mark.starts <= now => match mark.suspended_until {
            Some(until) => format!("The provider's quality mark is suspended until {}.", day(until)),
            None => String::from("The provider's quality mark is suspended."),
        },
        _ if mark.starts > now => format!("The provider's quality mark starts on {}.", day(mark.starts)),
        _ => {
            let support = &facts.offering.support;
            if support.delivery_partner.is_some_and(|partner| !mark.partners.contains(&partner)) {
                String::from(
                    "It lies outside the scope of the provider's quality mark, which does not cover this delivery partner.",
                )
            } else if mark.channels.is_disjoint(&support.channels) {
                format!(
                    "It lies outside the scope of the provider's quality mark, which covers support {}.",
                    by(&mark.channels)
                )
            } else {
                String::from(
                    "It lies outside the scope of the provider's quality mark, which does not cover this place.",
                )
            }
        }
    }
}

fn named(standing: &StandingFacts) -> String {
    format!("lot {} of {}", standing.lot.number, standing.lot.framework_name)
}

fn lot(facts: &Facts<'_>, directory: &Directory, marked: &BTreeSet<Channel>, now: Timestamp) -> Link {
    let provider = facts.offering.provider;
    if let Some(exempt) = directory.content.admits.exemption_of(provider, now) {
        let until = time::printed_day(exempt.until);
        let sentence =
            format!("The provider is listed here by exemption {} until {until}.", exempt.reference);
        return link(Fact::StandsOnLot, true, sentence);
    }
    // Without a mark, the lot is judged for what the offering gives, so that the sentence helps.
    let wanted = if marked.is_empty() { &facts.offering.support.channels } else { marked };
    let covering = |standing: &&StandingFacts| !standing.covers.is_disjoint(wanted);
    let standing = facts.standings.iter().filter(covering).find(|standing| standing.counts(now));
    if let Some(standing) = standing {
        let channels = wanted & &facts.channels_stood_for(now);
        let sentence =
            format!("The provider stands on {}, which covers support {}.", named(standing), by(&channels));
        return link(Fact::StandsOnLot, true, sentence);
    }
    let nearly =
        facts.standings.iter().filter(covering).max_by_key(|standing| (standing.on_framework, standing.ends));
    let sentence = match nearly {
        None => format!("The provider stands on no lot that covers support {}.", by(wanted)),
        Some(lot) if !lot.on_framework => format!("The provider does not stand on {}.", named(lot)),
        Some(lot) if lot.ends <= now => {
            format!("The framework of {} ended on {}.", named(lot), day(lot.ends))
        }
        Some(lot) if lot.starts > now => {
            format!("The framework of {} starts on {}.", named(lot), day(lot.starts))
        }
        Some(lot) => match lot.suspended_until {
            Some(until) => format!("The provider is suspended from {} until {}.", named(lot), day(until)),
            None => format!("The provider is suspended from {}.", named(lot)),
        },
    };
    link(Fact::StandsOnLot, false, sentence)
}

fn admitted(facts: &Facts<'_>, directory: &Directory, marked: &BTreeSet<Channel>, now: Timestamp) -> Link {
    let name = &directory.content.name;
    if directory.state != DirectoryState::Live {
        let sentence = format!("The directory “{name}” is {}, not open.", directory.state);
        return link(Fact::DirectoryAdmits, false, sentence);
    }
    let exempt = directory.content.admits.exemption_of(facts.offering.provider, now).is_some();
    let stood_for = if exempt { marked.clone() } else { marked & &facts.channels_stood_for(now) };
    // Where an earlier fact fails, the rule is judged for what the offering gives.
    let channels = if stood_for.is_empty() { &facts.offering.support.channels } else { &stood_for };
    match directory.content.admits.admits(facts.offering, channels, facts.catalogue) {
        Ok(()) => link(Fact::DirectoryAdmits, true, format!("The directory “{name}” admits it.")),
        Err(reason) => link(Fact::DirectoryAdmits, false, format!("The directory “{name}” {reason}.")),
    }
}
