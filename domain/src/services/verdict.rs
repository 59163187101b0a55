//! Whether a service needs assisted digital support (rule 11).

use crate::kernel::fields::Fields;
use crate::values::Slug;
use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// Who uses a service.
    pub enum Users {
        /// People and businesses in the United Kingdom, businesses that are offline among them; also
        /// British citizens overseas.
        Public = "public",
        /// Staff of the public sector, at work.
        StaffAtWork = "staff_at_work",
        /// People overseas who are not British citizens.
        NonBritishOverseas = "non_british_overseas",
    }
}

words! {
    /// Whether someone in between completes the service for the user.
    pub enum Intermediary {
        /// Nobody does.
        Nobody = "nobody",
        /// Someone does, and profits from it.
        ProfitsFromIt = "profits_from_it",
        /// Someone does, and is the user for whom the service was made.
        IsTheIntendedUser = "is_the_intended_user",
    }
}

/// What has to be known of a service to judge it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportQuestions {
    /// Who uses it.
    pub users: Users,
    /// Whether someone in between completes it for them.
    pub intermediary: Intermediary,
    /// Another service that gives the same outcome.
    pub same_outcome_from: Option<Slug>,
    /// How many people a year need support with it, where that is known.
    pub people_a_year: Option<u32>,
}

/// The raw fields of [`SupportQuestions`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SupportQuestionsDraft {
    /// `public` when left out.
    pub users: Option<String>,
    /// `nobody` when left out.
    pub intermediary: Option<String>,
    /// The slug of another service.
    pub same_outcome_from: Option<String>,
    /// People a year.
    pub people_a_year: Option<u32>,
}

impl SupportQuestionsDraft {
    pub(super) fn read(self, fields: &mut Fields, own: Option<&Slug>) -> Option<SupportQuestions> {
        let users = fields.parse("/users", self.users.as_deref().unwrap_or(Users::Public.word()));
        let word = self.intermediary.as_deref().unwrap_or(Intermediary::Nobody.word());
        let intermediary = fields.parse("/intermediary", word);
        let same_outcome_from =
            fields.optional::<Slug>("/same_outcome_from", self.same_outcome_from.as_deref())?;
        if same_outcome_from.is_some() && same_outcome_from.as_ref() == own {
            let message = "Name another service: another channel of the same service does not count";
            fields.refuse("/same_outcome_from", "same_service", message);
            return None;
        }
        if self.people_a_year.is_some_and(|people| people > 70_000_000) {
            fields.refuse(
                "/people_a_year",
                "invalid",
                "Enter how many people a year need support: at most 70000000",
            );
            return None;
        }
        Some(SupportQuestions {
            users: users?,
            intermediary: intermediary?,
            same_outcome_from,
            people_a_year: self.people_a_year,
        })
    }
}

/// Why a service needs no support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum NotNeeded {
    /// Another service gives the same outcome.
    #[error("another service, {service}, gives the same outcome")]
    AnotherService {
        /// Which.
        service: Slug,
    },
    /// Its users are staff.
    #[error("its users are public-sector staff at work")]
    StaffAtWork,
    /// Its users are foreigners abroad.
    #[error("its users are overseas and not British citizens")]
    NonBritishOverseas,
    /// Someone else completes it.
    #[error("an intermediary who profits from it completes it for the user")]
    IntermediaryCompletesIt,
}

/// Whether a service needs support, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It does.
    Needed {
        /// For how many people a year, where that is known.
        people_a_year: Option<u32>,
    },
    /// It does not.
    NotNeeded(NotNeeded),
}

impl Verdict {
    /// The verdict that rule 11 gives. Where several reasons hold, the first of the rule's order.
    #[must_use]
    pub fn of(questions: &SupportQuestions) -> Self {
        if let Some(service) = questions.same_outcome_from.clone() {
            return Self::NotNeeded(NotNeeded::AnotherService { service });
        }
        match (questions.users, questions.intermediary) {
            (Users::StaffAtWork, _) => Self::NotNeeded(NotNeeded::StaffAtWork),
            (Users::NonBritishOverseas, _) => Self::NotNeeded(NotNeeded::NonBritishOverseas),
            (Users::Public, Intermediary::ProfitsFromIt) => {
                Self::NotNeeded(NotNeeded::IntermediaryCompletesIt)
            }
            (Users::Public, Intermediary::Nobody | Intermediary::IsTheIntendedUser) => {
                Self::Needed { people_a_year: questions.people_a_year }
            }
        }
    }

    /// Whether it needs support.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        matches!(self, Self::Needed { .. })
    }
}
