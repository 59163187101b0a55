//! What a change to a live offering touches of what was assessed.
//!
//! A mark and a place on a lot were given for what someone judged. A provider may at any time offer less, or say
//! better what it offers. What nobody has judged waits until a reviewer has looked at it (rule 9).

use super::{OfferingDraft, Support};
use crate::{FieldErrors, words};
use std::collections::BTreeSet;

words! {
    /// What was assessed of an offering.
    pub enum Assessed {
        /// How help reaches people.
        Channels = "channels",
        /// Where people come to.
        Place = "place",
        /// Which partner gives the help.
        Partner = "partner",
        /// What it can give when identity is checked online.
        IdentityCheck = "identity_check",
        /// Whether someone visits homes, and who keeps people safe there.
        HomeVisits = "home_visits",
    }
}

impl Assessed {
    /// Why a change to it waits.
    #[must_use]
    pub const fn because(self) -> &'static str {
        match self {
            Self::Channels => "It adds a channel, which was not assessed for this offering",
            Self::Place => "It moves to another place, which was not assessed",
            Self::Partner => "Another organisation gives the help, which was not assessed for it",
            Self::IdentityCheck => "It claims to support more when identity is checked online",
            Self::HomeVisits => "It adds home visits, or changes who keeps people safe on them",
        }
    }

    /// Whether a field, as a table names its column, says it.
    #[must_use]
    pub fn is_said_by(self, field: &str) -> bool {
        let group = field.split('.').next().unwrap_or_default();
        match self {
            Self::Channels => group == "channels",
            Self::Place => group == "place",
            Self::Partner => group == "delivery_partner",
            Self::IdentityCheck => group == "identity_check",
            Self::HomeVisits => matches!(group, "visits_homes" | "safeguarding"),
        }
    }

    /// Whether this change to it has to be looked at first.
    fn is_touched(self, was: &Support, is: &Support) -> bool {
        match self {
            Self::Channels => !is.channels.is_subset(&was.channels),
            Self::Place => match (&was.place, &is.place) {
                (Some(was), Some(is)) => was.address != is.address || was.host != is.host,
                (None, Some(_)) => true,
                (_, None) => false,
            },
            Self::Partner => was.delivery_partner != is.delivery_partner,
            Self::IdentityCheck => is.identity_check.supported && was.identity_check != is.identity_check,
            Self::HomeVisits => is.visits_homes && (!was.visits_homes || was.safeguarding != is.safeguarding),
        }
    }

    /// Takes it, as another says it.
    fn take(self, to: &mut Support, from: &Support) {
        match self {
            Self::Channels => to.channels.clone_from(&from.channels),
            Self::Place => to.place.clone_from(&from.place),
            Self::Partner => to.delivery_partner = from.delivery_partner,
            Self::IdentityCheck => to.identity_check = from.identity_check,
            Self::HomeVisits => {
                to.visits_homes = from.visits_homes;
                to.safeguarding.clone_from(&from.safeguarding);
            }
        }
    }
}

impl Support {
    /// What of a change has to be looked at before people can have it.
    #[must_use]
    pub fn assessed_in(&self, is: &Self) -> BTreeSet<Assessed> {
        Assessed::ALL.iter().copied().filter(|it| it.is_touched(self, is)).collect()
    }

    /// The same, with some of what was assessed as another says it.
    #[must_use]
    pub fn with(mut self, what: &BTreeSet<Assessed>, from: &Self) -> Self {
        for it in what {
            it.take(&mut self, from);
        }
        self
    }

    /// Whether what its fields say still goes together, as a draft of it would have to.
    ///
    /// # Errors
    /// As [`OfferingDraft::parse`].
    pub fn goes_together(&self) -> Result<(), FieldErrors> {
        OfferingDraft::from(self).parse().map(|_| ())
    }
}
