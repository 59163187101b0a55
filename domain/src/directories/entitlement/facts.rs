//! The plain facts on which a listing rests.

use crate::offerings::{Channel, Offering};
use crate::services::Catalogue;
use crate::values::Postcode;
use crate::{OrganisationId, QualityMarkId, Timestamp, words};
use std::collections::BTreeSet;

/// Everything there is to know of an offering, short of the directory.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The offering.
    pub offering: &'a Offering,
    /// Its provider's quality marks, in any state.
    pub marks: &'a [MarkFacts],
    /// Its provider's standing on lots, in any state.
    pub standings: &'a [StandingFacts],
    /// Every service with its clusters.
    pub catalogue: &'a Catalogue,
}

words! {
    /// Whether a quality mark counts, apart from its dates.
    pub enum MarkStanding {
        /// It counts.
        InForce = "in_force",
        /// It does not count for now.
        Suspended = "suspended",
        /// It was taken away.
        Revoked = "revoked",
        /// It ended, or another took its place.
        Lapsed = "lapsed",
    }
}

/// The places that a quality mark covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlacesInScope {
    /// Every place of the provider.
    Every,
    /// Places at these postcodes.
    At(BTreeSet<Postcode>),
    /// Every place of the provider but those at these postcodes.
    EveryBut(BTreeSet<Postcode>),
}

/// What listings need to know of a quality mark (rule 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkFacts {
    /// Which.
    pub mark: QualityMarkId,
    /// Whether it counts, apart from its dates.
    pub standing: MarkStanding,
    /// The instant from which it counts again by itself, when it is suspended until a day.
    pub suspended_until: Option<Timestamp>,
    /// The first instant at which it counts.
    pub starts: Timestamp,
    /// The first instant at which it counts no more.
    pub ends: Timestamp,
    /// The channels that it covers.
    pub channels: BTreeSet<Channel>,
    /// The places that it covers.
    pub places: PlacesInScope,
    /// The delivery partners that it covers, besides the provider itself.
    pub partners: BTreeSet<OrganisationId>,
}

impl MarkFacts {
    /// Whether it is in force at an instant.
    #[must_use]
    pub fn in_force(&self, at: Timestamp) -> bool {
        let standing = match self.standing {
            MarkStanding::InForce => true,
            MarkStanding::Suspended => self.suspended_until.is_some_and(|until| until <= at),
            MarkStanding::Revoked | MarkStanding::Lapsed => false,
        };
        standing && (self.starts..self.ends).contains(&at)
    }

    /// The channels of an offering that lie inside its scope, whatever the date.
    #[must_use]
    pub fn covers(&self, offering: &Offering) -> BTreeSet<Channel> {
        let support = &offering.support;
        let partner_covered = support.delivery_partner.is_none_or(|partner| self.partners.contains(&partner));
        let place_covered = match (&self.places, &support.place) {
            (PlacesInScope::Every, _) | (_, None) => true,
            (PlacesInScope::At(postcodes), Some(place)) => postcodes.contains(&place.address.postcode),
            (PlacesInScope::EveryBut(postcodes), Some(place)) => !postcodes.contains(&place.address.postcode),
        };
        let in_scope = |channel: &Channel| {
            partner_covered
                && self.channels.contains(channel)
                && (place_covered || *channel != Channel::InPerson)
        };
        support.channels.iter().copied().filter(in_scope).collect()
    }
}

/// A lot, as people and machines name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsOfLot {
    /// The framework's short name: `focs`.
    pub framework: String,
    /// The framework's name.
    pub framework_name: String,
    /// The lot's number: `1`.
    pub number: String,
}

/// What listings need to know of a provider's standing on a lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingFacts {
    /// On which lot.
    pub lot: FactsOfLot,
    /// The channels that the lot covers.
    pub covers: BTreeSet<Channel>,
    /// Whether the provider stands on it; a suspension is told apart below.
    pub on_framework: bool,
    /// Whether it is suspended from the lot.
    pub suspended: bool,
    /// The instant at which the suspension ends by itself.
    pub suspended_until: Option<Timestamp>,
    /// The first instant at which standing on the lot counts: when the framework starts.
    pub starts: Timestamp,
    /// The first instant at which it counts no more: when the framework expires.
    pub ends: Timestamp,
}

impl StandingFacts {
    /// Whether the provider stands on the lot at an instant.
    #[must_use]
    pub fn counts(&self, at: Timestamp) -> bool {
        let suspended = self.suspended && self.suspended_until.is_none_or(|until| at < until);
        self.on_framework && !suspended && (self.starts..self.ends).contains(&at)
    }
}

impl Facts<'_> {
    /// The channels of the offering that a quality mark in force covers.
    #[must_use]
    pub fn channels_marked(&self, at: Timestamp) -> BTreeSet<Channel> {
        self.marks
            .iter()
            .filter(|mark| mark.in_force(at))
            .flat_map(|mark| mark.covers(self.offering))
            .collect()
    }

    /// The channels for which the provider stands on a lot.
    #[must_use]
    pub fn channels_stood_for(&self, at: Timestamp) -> BTreeSet<Channel> {
        let counting = self.standings.iter().filter(|standing| standing.counts(at));
        counting.flat_map(|standing| standing.covers.iter().copied()).collect()
    }

    /// Every instant at which one of these facts may change by time alone, in order.
    #[must_use]
    pub fn instants(&self) -> BTreeSet<Timestamp> {
        let marks =
            self.marks.iter().flat_map(|mark| [Some(mark.starts), Some(mark.ends), mark.suspended_until]);
        let standings = self.standings.iter();
        let standings = standings.flat_map(|lot| [Some(lot.starts), Some(lot.ends), lot.suspended_until]);
        marks.chain(standings).flatten().chain(self.offering.pause_ends()).collect()
    }
}
