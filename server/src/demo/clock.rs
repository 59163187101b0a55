//! The demo's own time: it has a past, which is loaded day by day, and it never ends before that past does.

use domain::kernel::time::london;
use domain::{Day, Timestamp};
use jiff::civil::{Time, date, time};
use marketplace::{Clock, SystemClock};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The last day of the past that is loaded.
pub const LAST_DAY: Day = date(2026, 11, 20);

/// A moment of a day in London.
pub(super) fn at(day: Day, hour: Time) -> Timestamp {
    day.to_datetime(hour).to_zoned(london()).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// A clock that is set by hand, for loading the past.
#[derive(Debug)]
pub struct PastClock(AtomicI64);

impl PastClock {
    /// A clock that stands at a moment.
    #[must_use]
    pub fn at(moment: Timestamp) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(moment.as_microsecond())))
    }

    /// Sets it.
    pub fn set(&self, moment: Timestamp) {
        self.0.store(moment.as_microsecond(), Ordering::SeqCst);
    }
}

impl Clock for PastClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// The clock of a demo that is served: the system's, but where that is set to a time before the demo's past was
/// over, the demo's last moment and what has passed since it began to be served.
#[derive(Debug)]
pub struct DemoClock {
    ahead: jiff::SignedDuration,
}

impl Default for DemoClock {
    fn default() -> Self {
        let over = at(LAST_DAY, time(18, 0, 0, 0));
        let behind = over.duration_since(SystemClock.now());
        Self { ahead: behind.max(jiff::SignedDuration::ZERO) }
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now();
        now.checked_add(self.ahead).unwrap_or(now)
    }
}
