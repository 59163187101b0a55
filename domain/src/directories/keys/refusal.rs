//! Why something cannot be done to a key, or is not answered by one.

use crate::kernel::time::printed;
use crate::{Refusal, RefusalKind, Timestamp};

/// Why something cannot be done to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotKeepKey {
    /// It was revoked.
    #[error("This key was revoked. Issue another")]
    Revoked,
    /// Its last day is over.
    #[error("This key's last day is over. Issue another")]
    Over,
    /// Its last day would be over already.
    #[error("The last day of the key is over already. Enter today or a later day, or none")]
    EndsInThePast,
    /// The directory has as many as it can.
    #[error("This directory has {} keys that work. Revoke one that nobody uses first", super::MOST_KEYS)]
    TooMany,
}

impl Refusal for CannotKeepKey {
    fn code(&self) -> &'static str {
        match self {
            Self::Revoked => "directory_key_revoked",
            Self::Over => "directory_key_over",
            Self::EndsInThePast => "directory_key_ends_in_the_past",
            Self::TooMany => "too_many_directory_keys",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::EndsInThePast => RefusalKind::Unacceptable,
            Self::Revoked | Self::Over | Self::TooMany => RefusalKind::Conflict,
        }
    }

    fn pointer(&self) -> Option<String> {
        matches!(self, Self::EndsInThePast).then(|| "/ends_on".to_owned())
    }
}

/// Why a request is not answered by a key. The first three say that it is no key, the others that it is not one
/// for this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefused {
    /// No key has this secret.
    #[error("No key has this secret: ask who keeps the directory for one")]
    Unknown,
    /// It was revoked.
    #[error("This key was revoked: ask who keeps the directory for another")]
    Revoked,
    /// Its last day is over.
    #[error("This key's last day is over: ask who keeps the directory for another")]
    Over,
    /// It is a key to another directory.
    #[error("This key is to another directory: use one of this directory")]
    OfAnother,
    /// It is for pages, and the request came from none.
    #[error("This key is for pages of the sites that it names: a program needs a key that names none")]
    NeedsOrigin,
    /// It is for other pages, or for programs.
    #[error("This key is not for pages of {0}: ask who keeps the directory for one that names that site")]
    NotFromThere(String),
}

impl KeyRefused {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "key_unknown",
            Self::Revoked => "key_revoked",
            Self::Over => "key_over",
            Self::OfAnother => "key_of_another_directory",
            Self::NeedsOrigin => "key_is_for_pages",
            Self::NotFromThere(_) => "key_not_for_this_site",
        }
    }

    /// Whether it is no key, rather than not one for this.
    #[must_use]
    pub const fn is_no_key(&self) -> bool {
        matches!(self, Self::Unknown | Self::Revoked | Self::Over)
    }
}

/// Why so many questions are not answered now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuotaSpent {
    /// They are more than a minute allows.
    #[error("These are {questions} questions, and this key has {a_minute} a minute: ask fewer at a time")]
    NeverFits {
        /// How many were asked.
        questions: u32,
        /// How many a minute allows.
        a_minute: u32,
    },
    /// Of this minute too few are left.
    #[error("Of the {a_minute} questions a minute of this key {left} are left: ask again at {}", printed(*again_at))]
    Minute {
        /// How many a minute allows.
        a_minute: u32,
        /// How many are left.
        left: u64,
        /// Seconds until the next minute.
        seconds: u32,
        /// When that begins.
        again_at: Timestamp,
    },
    /// Of this day too few are left.
    #[error("Of the {a_day} questions a day of this key {left} are left: ask again at {}", printed(*again_at))]
    Day {
        /// How many a day allows.
        a_day: u32,
        /// How many are left.
        left: u64,
        /// Seconds until the next day.
        seconds: u32,
        /// When that begins.
        again_at: Timestamp,
    },
}

impl Refusal for QuotaSpent {
    fn code(&self) -> &'static str {
        match self {
            Self::NeverFits { .. } => "larger_than_quota",
            Self::Minute { .. } => "quota_of_minute_spent",
            Self::Day { .. } => "quota_of_day_spent",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NeverFits { .. } => RefusalKind::Unacceptable,
            Self::Minute { seconds, .. } | Self::Day { seconds, .. } => {
                RefusalKind::TooOften { seconds: *seconds }
            }
        }
    }
}
