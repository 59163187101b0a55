//! May this be listed here, and why: one pure function (rule 9).
//!
//! A listing is published exactly while its offering is live, lies inside the scope of its provider's
//! quality mark in force, its provider stands on a lot that covers the channel (or is listed by
//! exemption), and the directory's rule admits it.

mod facts;
mod sentences;
mod sources;

pub use facts::{Facts, FactsOfLot, MarkFacts, MarkStanding, PlacesInScope, StandingFacts};

use super::{Directory, State as DirectoryState};
use crate::kernel::time;
use crate::offerings::{Channel, State as OfferingState};
use crate::{Timestamp, words};
use serde::Serialize;
use std::collections::BTreeSet;

words! {
    /// The four facts of rule 9.
    pub enum Fact {
        /// The offering is live.
        OfferingIsLive = "offering_is_live",
        /// It lies inside the scope of a quality mark in force.
        WithinQualityMark = "within_quality_mark",
        /// The provider stands on a lot that covers the channel, or is listed by exemption.
        StandsOnLot = "stands_on_lot",
        /// The directory is open, and its rule admits it.
        DirectoryAdmits = "directory_admits",
    }
}

/// One fact of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Which fact.
    pub fact: Fact,
    /// Whether it holds.
    pub holds: bool,
    /// What is so, and until when or why not, for a person.
    pub sentence: String,
}

/// Whether an offering is listed in a directory at an instant, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entitlement {
    /// Whether it is listed: exactly when all four facts hold.
    pub listed: bool,
    /// The channels for which it is listed: those of the offering that mark and lot cover.
    pub channels: BTreeSet<Channel>,
    /// The four facts in the order of the rule.
    pub chain: Vec<Link>,
    /// When it is not listed: the instant from which it will be, by time alone.
    pub from: Option<Timestamp>,
    /// When it is listed: the instant from which it will not be, by time alone.
    pub until: Option<Timestamp>,
    /// The next instant at which anything here changes by time alone, the channels among it.
    pub changes: Option<Timestamp>,
}

/// The channels for which an offering is listed in a directory at an instant; empty when it is not.
fn listed_channels(facts: &Facts<'_>, directory: &Directory, at: Timestamp) -> BTreeSet<Channel> {
    if directory.state != DirectoryState::Live || facts.offering.state_at(at) != OfferingState::Live {
        return BTreeSet::new();
    }
    let marked = facts.channels_marked(at);
    let exempt = directory.content.admits.exemption_of(facts.offering.provider, at).is_some();
    let channels = if exempt { marked } else { &marked & &facts.channels_stood_for(at) };
    let admitted = !channels.is_empty()
        && directory.content.admits.admits(facts.offering, &channels, facts.catalogue).is_ok();
    if admitted { channels } else { BTreeSet::new() }
}

/// Whether an offering may be listed in a directory, and why.
#[must_use]
pub fn entitlement(facts: &Facts<'_>, directory: &Directory, now: Timestamp) -> Entitlement {
    let channels = listed_channels(facts, directory, now);
    let listed = !channels.is_empty();
    let exemption = directory.content.admits.exempt.iter();
    let exemption = exemption.filter(|exempt| exempt.provider == facts.offering.provider);
    let mut instants = facts.instants();
    instants.extend(exemption.map(|exempt| time::start_of(exempt.until)));
    instants.retain(|instant| *instant > now);
    let first = |changed: &dyn Fn(&BTreeSet<Channel>) -> bool| {
        instants.iter().copied().find(|instant| changed(&listed_channels(facts, directory, *instant)))
    };
    Entitlement {
        listed,
        from: if listed { None } else { first(&|then| !then.is_empty()) },
        until: if listed { first(&BTreeSet::is_empty) } else { None },
        changes: first(&|then| *then != channels),
        chain: sentences::chain(facts, directory, now),
        channels,
    }
}

#[cfg(test)]
mod tests;
