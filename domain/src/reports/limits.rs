//! How many reports are taken, so that nobody floods a provider's letter-box.

use crate::{Refusal, RefusalKind};
use jiff::SignedDuration;

/// How many reports are taken within what time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The time within which reports are counted.
    pub within: SignedDuration,
    /// At most so many from one network address.
    pub of_one_sender: i64,
    /// At most so many about one entry.
    pub about_one_entry: i64,
}

impl Default for Limits {
    /// In an hour five from one address: a library's readers share one. About one entry ten: whoever comes
    /// after them reports what is known by then.
    fn default() -> Self {
        Self { within: SignedDuration::from_hours(1), of_one_sender: 5, about_one_entry: 10 }
    }
}

impl Limits {
    /// Whether one more report is taken, after so many within the time.
    ///
    /// # Errors
    /// When there were as many as are taken.
    pub fn allow(&self, of_sender: i64, about_entry: i64) -> Result<(), CannotReport> {
        let seconds = u32::try_from(self.within.as_secs()).unwrap_or(u32::MAX);
        if of_sender >= self.of_one_sender {
            return Err(CannotReport::TooManyOfSender { seconds });
        }
        if about_entry >= self.about_one_entry {
            return Err(CannotReport::TooManyAboutEntry { seconds });
        }
        Ok(())
    }
}

/// Why a report is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotReport {
    /// Too many came from one network address.
    #[error(
        "Too many problems were reported from your network address. Nothing was sent: try again in an hour"
    )]
    TooManyOfSender {
        /// Seconds after which one is taken again for certain.
        seconds: u32,
    },
    /// Too many came about one entry.
    #[error(
        "Many people have reported a problem with this entry, and we are looking at it. Nothing was sent: try again in an hour"
    )]
    TooManyAboutEntry {
        /// Seconds after which one is taken again for certain.
        seconds: u32,
    },
}

impl Refusal for CannotReport {
    fn code(&self) -> &'static str {
        match self {
            Self::TooManyOfSender { .. } => "too_many_reports",
            Self::TooManyAboutEntry { .. } => "too_many_reports_of_entry",
        }
    }

    fn kind(&self) -> RefusalKind {
        let (Self::TooManyOfSender { seconds } | Self::TooManyAboutEntry { seconds }) = self;
        RefusalKind::TooOften { seconds: *seconds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_the_limit_are_taken_and_no_more() {
        let limits = Limits::default();
        assert_eq!(limits.allow(4, 9), Ok(()));
        assert!(matches!(limits.allow(5, 0), Err(CannotReport::TooManyOfSender { seconds: 3600 })));
        assert!(matches!(limits.allow(0, 10), Err(CannotReport::TooManyAboutEntry { .. })));
    }
}
