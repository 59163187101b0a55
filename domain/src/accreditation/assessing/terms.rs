//! How a version of the Standard wants to be assessed.

use crate::Fields;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a version of the Standard wants to be assessed. A version that is silent on it is assessed by one person
/// within thirty working days, and a mark under it is looked at once a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssessingTerms {
    /// How many assess: one, or two who do not see each other's judgements.
    pub assessors: u32,
    /// Within how many working days of its submission an application is to be decided.
    pub within_working_days: u32,
    /// Whether the sampled places must have been visited before the mark can be recommended.
    pub visits_required: bool,
    /// How many months lie between two looks at a mark. 0: none are planned.
    pub surveillance_every_months: u32,
}

impl Default for AssessingTerms {
    fn default() -> Self {
        Self { assessors: 1, within_working_days: 30, visits_required: false, surveillance_every_months: 12 }
    }
}

impl AssessingTerms {
    /// Whether two assess.
    #[must_use]
    pub const fn wants_two(&self) -> bool {
        self.assessors == 2
    }

    /// Notes what cannot be.
    pub(in crate::accreditation) fn check(&self, fields: &mut Fields) {
        if !(1..=2).contains(&self.assessors) {
            fields.refuse("/assessors", "out_of_range", "One or two people assess");
        }
        if !(1..=250).contains(&self.within_working_days) {
            fields.refuse("/within_working_days", "out_of_range", "Decide within 1 to 250 working days");
        }
        if self.surveillance_every_months > 60 {
            fields.refuse(
                "/surveillance_every_months",
                "out_of_range",
                "Look at a mark every 1 to 60 months",
            );
        }
    }
}
