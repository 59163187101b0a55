//! A clock that stands still until the story moves it.

use domain::Timestamp;
use jiff::SignedDuration;
use marketplace::Clock;
use std::sync::atomic::{AtomicI64, Ordering};

/// The story's clock.
pub struct TestClock(AtomicI64);

impl Default for TestClock {
    /// Noon on a Monday in March 2027, in winter time.
    fn default() -> Self {
        Self(AtomicI64::new(1_804_507_200_000_000))
    }
}

impl TestClock {
    /// Goes by the real time from here, standing still at it: for a story in which another process has a part.
    pub fn stand_at_the_present(&self) {
        self.0.store(Timestamp::now().as_microsecond(), Ordering::SeqCst);
    }

    /// Lets time pass.
    pub fn advance(&self, by: SignedDuration) {
        let micros = i64::try_from(by.as_micros()).expect("a story spans less than 292,000 years");
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).expect("in range")
    }
}
