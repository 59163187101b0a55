//! How much a key may ask.

use super::QuotaSpent;
use crate::kernel::time::{day_of, end_of};
use crate::{Day, Timestamp};
use serde::{Deserialize, Serialize};

/// How much a key may ask. Both numbers are at least 1, the second no less than the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Quota {
    /// Questions in a minute of the clock.
    pub a_minute: u32,
    /// Questions in a day of London.
    pub a_day: u32,
}

/// What was asked by a key already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    /// Questions in this minute.
    pub in_minute: u64,
    /// Questions on this day.
    pub in_day: u64,
}

/// What a key may still ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Questions in this minute.
    pub in_minute: u64,
    /// Seconds until the next minute.
    pub minute_ends_in: u32,
    /// Questions on this day.
    pub in_day: u64,
    /// Seconds until the next day.
    pub day_ends_in: u32,
}

/// The minute of an instant, counted from 1970.
#[must_use]
pub fn minute_of(instant: Timestamp) -> i64 {
    instant.as_second().div_euclid(60)
}

/// Seconds from an instant until a later one, at least 1.
fn seconds_until(now: Timestamp, then: Timestamp) -> u32 {
    let seconds = then.as_second().saturating_sub(now.as_second());
    u32::try_from(seconds).unwrap_or(u32::MAX).max(1)
}

fn next_minute(now: Timestamp) -> Timestamp {
    Timestamp::from_second((minute_of(now) + 1) * 60).unwrap_or(Timestamp::MAX)
}

impl Quota {
    /// What is left after so much.
    #[must_use]
    pub fn left(&self, used: Used, now: Timestamp) -> Left {
        let today: Day = day_of(now);
        Left {
            in_minute: u64::from(self.a_minute).saturating_sub(used.in_minute),
            minute_ends_in: seconds_until(now, next_minute(now)),
            in_day: u64::from(self.a_day).saturating_sub(used.in_day),
            day_ends_in: seconds_until(now, end_of(today)),
        }
    }

    /// Whether so many more questions are answered: all of them, or none.
    ///
    /// # Errors
    /// When they are more than are left, with when they will be answered, or that they never will.
    pub fn allow(&self, questions: u32, used: Used, now: Timestamp) -> Result<Left, QuotaSpent> {
        if questions > self.a_minute {
            return Err(QuotaSpent::NeverFits { questions, a_minute: self.a_minute });
        }
        let left = self.left(used, now);
        // The day first: when it is spent, a minute's patience does not help.
        if u64::from(questions) > left.in_day {
            let (seconds, again_at) = (left.day_ends_in, end_of(day_of(now)));
            return Err(QuotaSpent::Day { a_day: self.a_day, left: left.in_day, seconds, again_at });
        }
        if u64::from(questions) > left.in_minute {
            let (seconds, again_at) = (left.minute_ends_in, next_minute(now));
            return Err(QuotaSpent::Minute {
                a_minute: self.a_minute,
                left: left.in_minute,
                seconds,
                again_at,
            });
        }
        let spent = u64::from(questions);
        Ok(Left { in_minute: left.in_minute - spent, in_day: left.in_day - spent, ..left })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Refusal, RefusalKind};

    const QUOTA: Quota = Quota { a_minute: 100, a_day: 1_000 };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn questions_are_answered_until_the_minute_or_the_day_is_spent() {
        let now = at("2026-11-25T10:31:48Z");
        let allow = |questions, in_minute, in_day| QUOTA.allow(questions, Used { in_minute, in_day }, now);
        let left = allow(40, 60, 60).unwrap();
        assert_eq!((left.in_minute, left.in_day, left.minute_ends_in), (0, 900, 12));

        let spent = allow(41, 60, 60).unwrap_err();
        assert_eq!(
            (spent.code(), spent.kind()),
            ("quota_of_minute_spent", RefusalKind::TooOften { seconds: 12 })
        );
        assert!(spent.to_string().contains("10:32"), "{spent}");

        let spent = allow(41, 60, 960).unwrap_err();
        assert_eq!(spent.code(), "quota_of_day_spent", "the day counts before the minute");
        let hours = 13 * 3_600 + 28 * 60 + 12;
        assert_eq!(spent.kind(), RefusalKind::TooOften { seconds: hours });

        let never = allow(101, 0, 0).unwrap_err();
        assert_eq!((never.code(), never.kind()), ("larger_than_quota", RefusalKind::Unacceptable));
    }

    #[test]
    fn the_day_is_londons() {
        let left = QUOTA.left(Used::default(), at("2027-07-01T22:59:00Z"));
        assert_eq!(left.day_ends_in, 60);
    }

    #[test]
    fn more_use_never_leaves_more() {
        let now = at("2026-11-25T10:31:48Z");
        let mut before = u64::MAX;
        for in_day in (0..1_200).step_by(50) {
            let left = QUOTA.left(Used { in_minute: 0, in_day }, now).in_day;
            assert!(left < before || left == 0);
            before = left;
        }
    }
}
