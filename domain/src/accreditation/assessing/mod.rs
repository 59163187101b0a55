//! How an application is assessed: by when, at what risk, by whom, and what was seen on the way.
//!
//! Where the Standard asks for two assessors, each has a seat (`panel`), judges without seeing the other, and
//! locks; then both sides are laid beside each other and settled (`moderation`).

mod exclusions;
mod moderation;
mod panel;
mod risk;
mod sample;
mod sight;
mod terms;
mod visits;
mod working;

pub use exclusions::{Excluded, Exclusion, ExclusionDraft};
pub use moderation::Moderation;
pub use panel::Seat;
pub use risk::{Risk, RiskFacts, RiskLevel, RiskReason};
pub use sample::sample_of;
pub use terms::AssessingTerms;
pub use visits::{SiteVisit, VisitDraft};
pub use working::{WorkingDraft, WorkingJudgement};

use super::{Accreditation, Event};
use crate::kernel::time::day_of;
use crate::values::Postcode;
use crate::values::bank_holidays::Holidays;
use crate::{Changed, Day, PersonId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How an application is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Assessment {
    /// The last day by which it is to be decided. It moves by the working days that the provider was waited for.
    #[schema(value_type = Option<String>, format = Date)]
    pub decide_by: Option<Day>,
    /// What makes it more likely that something is wrong.
    pub risk: Risk,
    /// Where two assess, each their own: who, and what each judged. Empty where one does.
    pub seats: Vec<Seat>,
    /// How what they judged was settled.
    pub moderation: Option<Moderation>,
    /// The places that are to be visited, drawn when the assessment began.
    pub sample: Vec<Postcode>,
    /// What was seen there.
    pub visits: Vec<SiteVisit>,
    /// How many months lie between two looks at the mark. None: no looks are planned.
    pub looks_every_months: u32,
    /// How many of those were raised.
    pub looks_raised: u32,
}

impl Assessment {
    /// How many working days are left to decide. Negative: so many days late.
    #[must_use]
    pub fn days_left(&self, holidays: &Holidays, now: Timestamp) -> Option<i64> {
        let (today, decide_by) = (day_of(now), self.decide_by?);
        let left = i64::from(holidays.working_days_between(today, decide_by));
        let late = i64::from(holidays.working_days_between(decide_by, today));
        Some(left - late)
    }
}

impl Accreditation {
    /// Puts what was submitted into the queue: by when it is to be decided, and at what risk.
    #[must_use]
    pub fn into_queue(
        mut self,
        terms: &AssessingTerms,
        risk: Risk,
        holidays: &Holidays,
        now: Timestamp,
    ) -> Self {
        self.assessment.decide_by = Some(holidays.working_days_after(day_of(now), terms.within_working_days));
        self.assessment.risk = risk;
        self.assessment.looks_every_months = terms.surveillance_every_months;
        self
    }

    /// The provider was waited for since an instant: the clock stood still for so many working days.
    pub(super) fn clock_goes_on(&mut self, stopped_at: Timestamp, holidays: &Holidays, now: Timestamp) {
        let waited = holidays.working_days_between(day_of(stopped_at), day_of(now));
        let decide_by = self.assessment.decide_by;
        self.assessment.decide_by = decide_by.map(|day| holidays.working_days_after(day, waited));
    }

    /// Everyone who assesses it: one, or two and whoever settles between them.
    #[must_use]
    pub fn assessors(&self) -> Vec<PersonId> {
        let seated = self.assessment.seats.iter().map(|seat| seat.assessor);
        let mut all: Vec<_> = self.assessor.into_iter().chain(seated).collect();
        all.extend(self.assessment.moderation.as_ref().and_then(|moderation| moderation.moderator));
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Accreditation {
    /// Notes that the next look which the Standard plans became a task.
    pub fn look_planned(mut self, due: Day) -> Changed<Self> {
        self.assessment.looks_raised += 1;
        let number = self.assessment.looks_raised;
        Changed::by(self, &Event::LookPlanned { number, due })
    }

    /// Looks at the risk again, while the application is open. `None`: it is as it was.
    #[must_use]
    pub fn risk_seen(mut self, risk: Risk) -> Option<Changed<Self>> {
        if !self.state.is_open() || self.assessment.decide_by.is_none() || self.assessment.risk == risk {
            return None;
        }
        let event = Event::RiskSeen { reasons: risk.reasons.clone() };
        self.assessment.risk = risk;
        Some(Changed::by(self, &event))
    }
}
