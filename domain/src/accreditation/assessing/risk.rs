//! How likely it is that something is wrong: a few plain reasons, each with a weight.

use crate::accreditation::{Accreditation, Ruling, Scope};
use crate::offerings::Channel;
use crate::words;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

words! {
    /// Why an application wants a closer look.
    pub enum RiskReason {
        /// The provider has never held the mark.
        NewProvider = "new_provider",
        /// No register, and nobody, has confirmed who the provider is.
        Unverified = "unverified",
        /// People are visited where they live.
        HomeVisits = "home_visits",
        /// Others help in the provider's name.
        Partners = "partners",
        /// An earlier mark had conditions.
        ConditionsBefore = "conditions_before",
        /// An earlier application was refused, or a mark taken away.
        RefusedBefore = "refused_before",
        /// An earlier mark was suspended.
        SuspendedBefore = "suspended_before",
        /// Concerns about the provider are open, or were found to be true.
        Concerns = "concerns",
        /// A planned look at the mark was missed.
        MissedLook = "missed_look",
    }
}

impl RiskReason {
    /// How much it counts. What may have hurt people counts most.
    #[must_use]
    pub const fn weight(self) -> i64 {
        match self {
            Self::Partners | Self::ConditionsBefore | Self::MissedLook | Self::NewProvider => 1,
            Self::Unverified | Self::HomeVisits | Self::RefusedBefore => 2,
            Self::SuspendedBefore | Self::Concerns => 3,
        }
    }
}

words! {
    /// A risk in one word.
    pub enum RiskLevel {
        /// Weights of less than 2.
        Low = "low",
        /// Weights of 2 or 3.
        Medium = "medium",
        /// Weights of 4 and more.
        High = "high",
    }
}

impl RiskLevel {
    /// The least weight that makes it.
    #[must_use]
    pub const fn at_least(self) -> i64 {
        match self {
            Self::Low => 0,
            Self::Medium => 2,
            Self::High => 4,
        }
    }
}

/// The reasons for a closer look.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Risk {
    /// Each once, in the order of [`RiskReason::ALL`].
    pub reasons: Vec<RiskReason>,
}

/// What the risk of an application is seen from.
#[derive(Debug)]
pub struct RiskFacts<'a> {
    /// What the mark is asked for.
    pub scope: &'a Scope,
    /// The provider's earlier applications.
    pub earlier: &'a [Accreditation],
    /// Whether a register, or someone, has confirmed who the provider is.
    pub is_verified: bool,
    /// Whether concerns are open, or were found to be true.
    pub has_concerns: bool,
    /// Whether a planned look was missed.
    pub has_missed_looks: bool,
}

impl Risk {
    /// The risk of an application. Pure: the same facts, the same risk.
    #[must_use]
    pub fn of(facts: &RiskFacts<'_>) -> Self {
        let ruled = |wanted: &[Ruling]| {
            let mut rulings = facts.earlier.iter().flat_map(|case| &case.decisions);
            rulings.any(|decision| wanted.contains(&decision.outcome))
        };
        let mut marks = facts.earlier.iter().filter_map(|case| case.mark.as_ref());
        let holds = |reason: &RiskReason| match reason {
            RiskReason::NewProvider => !facts.earlier.iter().any(|case| case.mark.is_some()),
            RiskReason::Unverified => !facts.is_verified,
            RiskReason::HomeVisits => facts.scope.channels.contains(&Channel::Outreach),
            RiskReason::Partners => !facts.scope.partners.is_empty(),
            RiskReason::ConditionsBefore => ruled(&[Ruling::AccreditedWithConditions]),
            RiskReason::RefusedBefore => ruled(&[Ruling::Refused, Ruling::Revoked]),
            RiskReason::SuspendedBefore => marks.any(|mark| !mark.suspensions.is_empty()),
            RiskReason::Concerns => facts.has_concerns,
            RiskReason::MissedLook => facts.has_missed_looks,
        };
        let mut holds = holds;
        Self { reasons: RiskReason::ALL.iter().copied().filter(|reason| holds(reason)).collect() }
    }

    /// All reasons together.
    #[must_use]
    pub fn weight(&self) -> i64 {
        self.reasons.iter().map(|reason| reason.weight()).sum()
    }

    /// In one word.
    #[must_use]
    pub fn level(&self) -> RiskLevel {
        let reached = |level: &&RiskLevel| level.at_least() <= self.weight();
        RiskLevel::ALL.iter().rev().find(reached).copied().unwrap_or(RiskLevel::Low)
    }
}
