//! Conditions of marks that wait for a decision maker.

use super::accreditations;
use crate::kept::read_bodies;
use crate::organisations::{called, organisations};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::accreditation::{Accreditation, Condition, ConditionWaits, State};
use domain::kernel::time::day_of;
use domain::{AccreditationId, Day, OrganisationId, Timestamp};

diesel::allow_tables_to_appear_in_same_query!(accreditations, organisations);

/// The first day on which a condition of its mark waits for a decision maker, for a reason or for any.
#[must_use]
pub fn condition_on(case: &Accreditation, why: Option<ConditionWaits>) -> Option<Day> {
    let mark = case.mark.as_ref().filter(|_| case.state == State::AccreditedWithConditions)?;
    let waiting = mark.conditions.iter().filter_map(Condition::waits_from);
    waiting.filter(|(_, because)| why.is_none_or(|why| why == *because)).map(|(from, _)| from).min()
}

/// The same as it is kept.
pub(super) fn kept_on(case: &Accreditation, why: Option<ConditionWaits>) -> Option<String> {
    condition_on(case, why).map(|day| day.to_string())
}

/// Which marks with conditions that wait are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedConditions {
    /// Of providers whose name has this in it.
    pub text: Option<String>,
    /// With a condition that waits for this reason.
    pub why: Option<ConditionWaits>,
}

impl WantedConditions {
    /// Whether a condition of such a mark is one that is wanted.
    #[must_use]
    pub fn has(&self, condition: &Condition, now: Timestamp) -> bool {
        let because = condition.waits_because(now);
        because.is_some() && (self.why.is_none() || self.why == because)
    }
}

/// Where a page of marks with conditions begins: after the day from which one waits, and its application.
pub type AfterCondition = (Day, AccreditationId);

impl Tx<'_> {
    /// Applications whose mark has a condition that waits for a decision maker, the longest first, after a key
    /// (a keyset page). Without those of some providers: who asks has an interest in them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conditions_waiting(
        &mut self,
        wanted: &WantedConditions,
        hidden: &[OrganisationId],
        after: Option<AfterCondition>,
        limit: i64,
    ) -> Result<Vec<Accreditation>, StoreError> {
        let waits_since = accreditations::condition_on.assume_not_null();
        let mut query = accreditations::table
            .filter(accreditations::condition_on.is_not_null())
            .filter(waits_since.le(day_of(self.now()).to_string()))
            .order((accreditations::condition_on, accreditations::id))
            .limit(limit)
            .select(accreditations::body)
            .into_boxed();
        if !hidden.is_empty() {
            query = query.filter(accreditations::provider.ne_all(hidden.iter().map(ToString::to_string)));
        }
        if let Some(text) = &wanted.text {
            query = query.filter(accreditations::provider.eq_any(called(text)));
        }
        query = match wanted.why {
            None => query,
            Some(ConditionWaits::Shown) => query.filter(accreditations::condition_shown_on.is_not_null()),
            Some(ConditionWaits::Overdue) => {
                let overdue_on = accreditations::condition_overdue_on.assume_not_null();
                let is_over = overdue_on.le(day_of(self.now()).to_string());
                query.filter(accreditations::condition_overdue_on.is_not_null()).filter(is_over)
            }
        };
        if let Some((day, id)) = after {
            let same_day = waits_since.eq(day.to_string()).and(accreditations::id.gt(id.to_string()));
            query = query.filter(waits_since.gt(day.to_string()).or(same_day));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
