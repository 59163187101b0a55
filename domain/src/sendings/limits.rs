//! How much is sent, so that nobody is pestered through us and no bill runs away.

use crate::{Refusal, RefusalKind};
use jiff::SignedDuration;

/// How many entries are sent within what time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendingLimits {
    /// The time within which they are counted.
    pub within: SignedDuration,
    /// At most so many from one network address.
    pub of_one_sender: i64,
    /// At most so many to one address or number, whoever sends them.
    pub to_one_addressee: i64,
}

impl SendingLimits {
    /// So many an hour from one network address: a contact centre shares one, and its operator knows how many it
    /// needs. To one person five, enough to choose among.
    #[must_use]
    pub const fn of_one_sender(an_hour: u32) -> Self {
        Self { within: SignedDuration::from_hours(1), of_one_sender: an_hour as i64, to_one_addressee: 5 }
    }

    /// Whether one more is sent, after so many within the time.
    ///
    /// # Errors
    /// When there were as many as are sent.
    pub fn allow(&self, of_sender: i64, to_addressee: i64) -> Result<(), CannotSend> {
        let seconds = u32::try_from(self.within.as_secs()).unwrap_or(u32::MAX);
        if of_sender >= self.of_one_sender {
            return Err(CannotSend::TooManyOfSender { seconds });
        }
        if to_addressee >= self.to_one_addressee {
            return Err(CannotSend::TooManyToAddressee { seconds });
        }
        Ok(())
    }
}

/// Why an entry is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotSend {
    /// Too many came from one network address.
    #[error("Too many messages were sent from your network address. Nothing was sent: try again in an hour")]
    TooManyOfSender {
        /// Seconds after which one is sent again for certain.
        seconds: u32,
    },
    /// Too many went to one address.
    #[error("Many messages went to this address within the hour. Nothing was sent: try again in an hour")]
    TooManyToAddressee {
        /// Seconds after which one is sent again for certain.
        seconds: u32,
    },
    /// Nobody here carries text messages.
    #[error("Text messages cannot be sent from here. Send an email, or print a letter")]
    NoTexts,
}

impl Refusal for CannotSend {
    fn code(&self) -> &'static str {
        match self {
            Self::TooManyOfSender { .. } => "too_many_messages",
            Self::TooManyToAddressee { .. } => "too_many_messages_to_one",
            Self::NoTexts => "no_text_messages",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::TooManyOfSender { seconds } | Self::TooManyToAddressee { seconds } => {
                RefusalKind::TooOften { seconds: *seconds }
            }
            Self::NoTexts => RefusalKind::Conflict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_the_limit_are_sent_and_no_more() {
        let limits = SendingLimits::of_one_sender(60);
        assert_eq!(limits.allow(59, 4), Ok(()));
        assert!(matches!(limits.allow(60, 0), Err(CannotSend::TooManyOfSender { seconds: 3600 })));
        assert!(matches!(limits.allow(0, 5), Err(CannotSend::TooManyToAddressee { .. })));
    }
}
