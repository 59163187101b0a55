//! The quality mark: what it covers, how long it counts, and what may interrupt it (rule 8).

use crate::casework::{Grounds, Suspension};
use crate::kernel::time::day_of;
use crate::offerings::Channel;
use crate::values::{Line, Postcode, Prose};
use crate::{AccreditationId, Day, OrganisationId, QualityMarkId, Timestamp, words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A quality mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QualityMark {
    /// Who it is: the name in its public address.
    pub id: QualityMarkId,
    /// What it covers.
    pub scope: Scope,
    /// From when it counts.
    pub starts: Timestamp,
    /// The first instant at which it no longer counts, unless a renewal was sent in time.
    pub ends: Timestamp,
    /// What its holder has to do, and by when.
    pub conditions: Vec<Condition>,
    /// What was decided about it since it was given.
    #[schema(inline)]
    pub standing: Standing,
    /// Every time it was suspended, oldest first.
    pub suspensions: Vec<Suspension>,
    /// Why it was taken away.
    pub revocation: Option<Revocation>,
    /// A renewal that was sent in time, and is not decided yet: until then the mark counts beyond its end.
    pub renewal: Option<Renewal>,
    /// The mark that took its place.
    pub replaced_by: Option<QualityMarkId>,
}

words! {
    /// What was decided about a mark since it was given.
    pub enum Standing {
        /// Nothing: it counts within its time.
        Given = "given",
        /// It was suspended.
        Suspended = "suspended",
        /// It was taken away.
        Revoked = "revoked",
        /// Its time is over, or another took its place.
        Lapsed = "lapsed",
    }
}

words! {
    /// What a mark is at an instant, as the public sees it.
    pub enum MarkStatus {
        /// It counts.
        InForce = "in_force",
        /// It does not count for a time.
        Suspended = "suspended",
        /// It was taken away.
        Revoked = "revoked",
        /// Its time is over.
        Lapsed = "lapsed",
    }
}

/// What a mark covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MarkScope)]
pub struct Scope {
    /// The channels, each once, in the order of [`Channel::ALL`].
    pub channels: Vec<Channel>,
    /// The places, for help given at a place.
    pub places: Places,
    /// The partners who deliver under it, besides the provider itself.
    pub partners: Vec<OrganisationId>,
}

/// At which places help is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "which", content = "postcodes", rename_all = "snake_case")]
pub enum Places {
    /// At every place of the provider.
    All,
    /// At the places with these postcodes.
    Listed(Vec<Postcode>),
    /// At every place of the provider but those with these postcodes.
    AllBut(Vec<Postcode>),
}

/// Something that the holder has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MarkCondition)]
pub struct Condition {
    /// What.
    pub text: Prose,
    /// By the end of which day.
    #[schema(value_type = String, format = Date)]
    pub due: Day,
    /// How it is checked.
    #[serde(default)]
    pub check: Option<Line>,
    /// What the holder says it has done, where it says so.
    #[serde(default)]
    pub shown: Option<Shown>,
    /// On which day it was found to be met.
    #[schema(value_type = Option<String>, format = Date)]
    pub met_on: Option<Day>,
}

/// What a holder says it has done about a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ConditionShown)]
pub struct Shown {
    /// What, and where it can be seen.
    pub text: Prose,
    /// When it said so.
    pub at: Timestamp,
}

words! {
    /// Why a condition waits for a decision maker.
    pub enum ConditionWaits {
        /// The holder says that it is met.
        Shown = "shown",
        /// Its day is over.
        Overdue = "overdue",
    }
}

impl Condition {
    /// From which day on it waits for a decision maker, and why. `None`: it is met.
    #[must_use]
    pub fn waits_from(&self) -> Option<(Day, ConditionWaits)> {
        match (&self.met_on, &self.shown) {
            (Some(_), _) => None,
            (None, Some(shown)) => Some((day_of(shown.at), ConditionWaits::Shown)),
            (None, None) => Some((self.due.tomorrow().ok()?, ConditionWaits::Overdue)),
        }
    }

    /// Why it waits for a decision maker now, if it does.
    #[must_use]
    pub fn waits_because(&self, now: Timestamp) -> Option<ConditionWaits> {
        self.waits_from().filter(|(from, _)| *from <= day_of(now)).map(|(_, why)| why)
    }

    /// Whether its day is over and it is not met.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.met_on.is_none() && self.due < day_of(now)
    }
}

/// Why a mark was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MarkRevocation)]
pub struct Revocation {
    /// Why.
    pub reason: Prose,
    /// On which grounds it could be done.
    pub grounds: Grounds,
    /// When.
    pub at: Timestamp,
}

/// A renewal sent in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = MarkRenewal)]
pub struct Renewal {
    /// Which application it is.
    pub by: AccreditationId,
    /// When it was sent.
    pub sent_at: Timestamp,
}

impl Scope {
    /// Whether help by a channel is covered, given by the provider itself (`None`) or by a partner.
    #[must_use]
    pub fn covers(&self, channel: Channel, partner: Option<OrganisationId>) -> bool {
        self.channels.contains(&channel) && partner.is_none_or(|partner| self.partners.contains(&partner))
    }

    /// Whether help at a place is covered.
    #[must_use]
    pub fn covers_place(&self, postcode: &Postcode) -> bool {
        match &self.places {
            Places::All => true,
            Places::Listed(listed) => listed.contains(postcode),
            Places::AllBut(listed) => !listed.contains(postcode),
        }
    }
}

impl QualityMark {
    /// A mark that counts from now.
    #[must_use]
    pub const fn given(
        id: QualityMarkId,
        scope: Scope,
        starts: Timestamp,
        ends: Timestamp,
        conditions: Vec<Condition>,
    ) -> Self {
        Self {
            id,
            scope,
            starts,
            ends,
            conditions,
            standing: Standing::Given,
            suspensions: Vec::new(),
            revocation: None,
            renewal: None,
            replaced_by: None,
        }
    }

    /// What it is at an instant.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> MarkStatus {
        match self.standing {
            Standing::Revoked => MarkStatus::Revoked,
            Standing::Lapsed => MarkStatus::Lapsed,
            _ if self.has_ended_by(now) => MarkStatus::Lapsed,
            Standing::Suspended if !self.is_due_back(now) => MarkStatus::Suspended,
            _ => MarkStatus::InForce,
        }
    }

    /// Whether it counts at an instant (rules 8 and 9).
    #[must_use]
    pub fn in_force_at(&self, now: Timestamp) -> bool {
        self.starts <= now && self.status_at(now) == MarkStatus::InForce
    }

    /// Whether its time is over. A renewal sent in time keeps it alive until decided.
    #[must_use]
    pub fn has_ended_by(&self, now: Timestamp) -> bool {
        self.ends <= now && self.renewal.is_none()
    }

    /// Whether a suspension's end has come, although nobody has written it down yet.
    #[must_use]
    pub fn is_due_back(&self, now: Timestamp) -> bool {
        let over = self.suspensions.last().is_some_and(|suspension| suspension.is_over_by(now));
        self.standing == Standing::Suspended && over
    }

    /// Whether help is covered; see [`Scope::covers`].
    #[must_use]
    pub fn covers(&self, channel: Channel, partner: Option<OrganisationId>) -> bool {
        self.scope.covers(channel, partner)
    }

    /// Whether something is still to be done.
    #[must_use]
    pub fn has_open_conditions(&self) -> bool {
        self.conditions.iter().any(|condition| condition.met_on.is_none())
    }
}
