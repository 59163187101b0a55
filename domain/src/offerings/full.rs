//! Full for a while: there is help, but no room for more people until a day.
//!
//! It says nothing of quality and changes nothing that was judged: the listing stays (rule 9), the day on which it
//! was last checked stays, and when the day has come there is room again by itself.

use super::{CannotOffer, Happened, Offering};
use crate::kernel::fields::{FieldErrors, Fields};
use crate::kernel::time;
use crate::{Changed, Day, Timestamp};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

/// So many days ahead an offering can be full at most. Longer than that is no full week but a pause.
pub const MOST_DAYS_FULL: i64 = 42;

/// Until when there is no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full {
    /// The first day on which there is room again.
    pub until: Day,
}

/// The raw fields of [`Full`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FullDraft {
    /// The first day on which there is room again: `2026-12-01`.
    #[schema(example = "2026-12-01")]
    pub until: String,
}

impl FullDraft {
    /// Until when, or what is wrong.
    ///
    /// # Errors
    /// With the pointer `/until`.
    pub fn parse(self) -> Result<Full, FieldErrors> {
        let mut fields = Fields::new();
        let until = fields
            .required("/until", Some(&self.until), "Enter the first day on which there is room again")
            .and_then(|until| fields.near_day("/until", until));
        fields.finish(|| Some(Full { until: until? }))
    }
}

impl Offering {
    /// The first day on which there is room again, while there is none.
    #[must_use]
    pub fn full_until(&self, now: Timestamp) -> Option<Day> {
        self.marked_full_until.filter(|until| time::day_of(now) < *until)
    }

    /// The instant at which there is room again by itself, if it is marked full.
    #[must_use]
    pub fn has_room_from(&self) -> Option<Timestamp> {
        self.marked_full_until.map(time::start_of)
    }

    /// Says that there is no room until a day. Saying it again moves the day.
    ///
    /// # Errors
    /// When it is not given, and when the day is not after today or too far ahead.
    pub fn fill(mut self, full: Full, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        self.is_given(now)?;
        let today = time::day_of(now);
        if full.until <= today {
            return Err(CannotOffer::FullInThePast);
        }
        if today.checked_add(MOST_DAYS_FULL.days()).is_ok_and(|last| last < full.until) {
            return Err(CannotOffer::FullForTooLong);
        }
        self.marked_full_until = Some(full.until);
        Ok(Changed::by(self, &Happened::Filled { until: full.until }))
    }

    /// Says that there is room again, sooner than was said.
    ///
    /// # Errors
    /// When it is not full.
    pub fn make_room(mut self, now: Timestamp) -> Result<Changed<Self>, CannotOffer> {
        if self.full_until(now).is_none() {
            return Err(CannotOffer::NotFull);
        }
        self.marked_full_until = None;
        Ok(Changed::by(self, &Happened::HasRoom {}))
    }

    fn is_given(&self, now: Timestamp) -> Result<(), CannotOffer> {
        let state = self.state_at(now);
        if state.is_given() { Ok(()) } else { Err(CannotOffer::NotGiven(state)) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{drafted, whole_draft};
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn full(until: &str) -> Full {
        Full { until: until.parse().unwrap() }
    }

    fn now() -> Timestamp {
        at("2027-03-01T12:00:00Z")
    }

    fn published() -> Offering {
        drafted(whole_draft()).publish(now()).unwrap().next
    }

    #[test]
    fn it_is_full_until_the_day_and_has_room_from_its_first_minute_in_london() {
        let offering = published().fill(full("2027-04-05"), now()).unwrap().next;
        assert_eq!(offering.full_until(at("2027-04-04T22:59:59Z")), Some(full("2027-04-05").until));
        assert_eq!(offering.full_until(at("2027-04-04T23:00:00Z")), None, "summer time");
        assert_eq!(offering.has_room_from(), Some(at("2027-04-04T23:00:00Z")));
    }

    #[test]
    fn it_is_full_for_some_weeks_at_most_and_never_in_the_past() {
        let fill = |until: &str| published().fill(full(until), now()).map(|changed| changed.next);
        assert_eq!(fill("2027-03-01"), Err(CannotOffer::FullInThePast), "today");
        assert!(fill("2027-03-02").is_ok() && fill("2027-04-12").is_ok());
        assert_eq!(fill("2027-04-13"), Err(CannotOffer::FullForTooLong));
        let nonsense = |until: &str| FullDraft { until: until.into() }.parse().unwrap_err();
        assert_eq!(nonsense("").all()[0].pointer, "/until");
        assert_eq!(nonsense("next week").all()[0].pointer, "/until");
    }

    #[test]
    fn only_what_is_given_is_full_and_only_what_is_full_has_room_again() {
        let draft = drafted(whole_draft());
        assert!(matches!(draft.fill(full("2027-03-08"), now()), Err(CannotOffer::NotGiven(_))));
        assert_eq!(published().make_room(now()).unwrap_err(), CannotOffer::NotFull);
        let filled = published().fill(full("2027-03-08"), now()).unwrap().next;
        let later = at("2027-03-08T00:00:00Z");
        assert_eq!(filled.clone().make_room(later).unwrap_err(), CannotOffer::NotFull, "by itself");
        assert_eq!(filled.make_room(now()).unwrap().next.full_until(now()), None);
    }

    #[test]
    fn being_full_changes_nothing_else() {
        let before = published();
        let after = before.clone().fill(full("2027-03-08"), at("2027-03-02T12:00:00Z")).unwrap().next;
        assert_eq!(Offering { marked_full_until: None, ..after }, before);
    }
}
