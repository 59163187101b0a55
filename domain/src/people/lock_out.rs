//! When guessing is stopped.

use crate::Timestamp;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// How many wrong passwords, within what time, stop sign-in for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockOut {
    /// This many wrong passwords …
    pub after: u32,
    /// … each within this time of the one before …
    pub within: SignedDuration,
    /// … stop sign-in for this long.
    pub lasts: SignedDuration,
}

impl Default for LockOut {
    /// Ten wrong passwords within a quarter of an hour of each other stop sign-in for a quarter of an hour: at
    /// most 960 guesses a day, and a forgetful person waits for a tea.
    fn default() -> Self {
        let quarter = SignedDuration::from_mins(15);
        Self { after: 10, within: quarter, lasts: quarter }
    }
}

/// What an account remembers of wrong passwords.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempts {
    /// Wrong passwords in a row.
    pub wrong: u32,
    /// The last of them.
    pub last_wrong_at: Option<Timestamp>,
    /// Until when sign-in is stopped.
    pub locked_until: Option<Timestamp>,
}

impl Attempts {
    /// Whether sign-in is stopped: until, but not at, the end.
    #[must_use]
    pub fn is_locked(&self, now: Timestamp) -> bool {
        self.locked_until.is_some_and(|until| now < until)
    }

    /// After one more wrong password. While locked nothing is counted: the lock does not grow.
    #[must_use]
    pub fn after_wrong(self, policy: LockOut, now: Timestamp) -> Self {
        if self.is_locked(now) {
            return self;
        }
        let recent = self.last_wrong_at.is_some_and(|last| now.duration_since(last) < policy.within);
        let fresh = self.locked_until.is_none();
        let wrong = if recent && fresh { self.wrong.saturating_add(1) } else { 1 };
        let locked_until =
            (wrong >= policy.after).then(|| now.checked_add(policy.lasts).unwrap_or(Timestamp::MAX));
        Self { wrong, last_wrong_at: Some(now), locked_until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const POLICY: LockOut =
        LockOut { after: 3, within: SignedDuration::from_mins(10), lasts: SignedDuration::from_mins(30) };

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn the_third_wrong_password_locks_for_half_an_hour() {
        let attempts = Attempts::default().after_wrong(POLICY, at(0)).after_wrong(POLICY, at(1));
        assert!(!attempts.is_locked(at(1)));
        let locked = attempts.after_wrong(POLICY, at(2));
        assert!(locked.is_locked(at(2)) && locked.is_locked(at(31)));
        assert!(!locked.is_locked(at(32)));
        assert_eq!(locked.after_wrong(POLICY, at(20)), locked, "guessing on does not lengthen the lock");
        assert_eq!(locked.after_wrong(POLICY, at(32)).wrong, 1, "after the lock, counting starts again");
    }

    #[test]
    fn old_mistakes_are_forgotten() {
        let attempts = Attempts::default().after_wrong(POLICY, at(0)).after_wrong(POLICY, at(1));
        assert_eq!(attempts.after_wrong(POLICY, at(11)).wrong, 1);
    }

    proptest! {
        #[test]
        fn guesses_that_are_let_through_are_bounded(gaps in proptest::collection::vec(0i64..40, 1..200)) {
            let (mut attempts, mut minute, mut let_through) = (Attempts::default(), 0, 0i64);
            for gap in gaps {
                minute += gap;
                if !attempts.is_locked(at(minute)) {
                    let_through += 1;
                    attempts = attempts.after_wrong(POLICY, at(minute));
                }
            }
            // Three in a burst, then half an hour of rest; or one each ten minutes, which are forgotten.
            prop_assert!(let_through <= 3 + 3 * (minute / 10 + 1), "{let_through} in {minute} minutes");
        }
    }
}
