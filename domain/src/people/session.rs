//! A signed-in browser.

use super::TokenHash;
use crate::{PersonId, SessionId, Timestamp};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// How long a session lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLimits {
    /// Without being used.
    pub idle: SignedDuration,
    /// In all.
    pub absolute: SignedDuration,
}

impl Default for SessionLimits {
    /// Two hours idle, twelve in all: a working day, and long answers can be typed.
    fn default() -> Self {
        Self { idle: SignedDuration::from_hours(2), absolute: SignedDuration::from_hours(12) }
    }
}

/// A signed-in browser, known by a token of which only the hash is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its identifier.
    pub id: SessionId,
    /// Who signed in.
    pub person: PersonId,
    /// The hash of the token in the cookie.
    pub token: TokenHash,
    /// What forms of this session have to send back.
    pub csrf: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was last used (to within a minute).
    pub seen_at: Timestamp,
    /// When it was ended by signing out, or by a new password.
    pub ended_at: Option<Timestamp>,
}

impl Session {
    /// How exactly `seen_at` is kept, so that reading pages writes a row a minute at most.
    pub const SEEN_TO_WITHIN: SignedDuration = SignedDuration::from_secs(60);

    /// Whether the session is in force.
    #[must_use]
    pub fn is_live(&self, limits: SessionLimits, now: Timestamp) -> bool {
        self.ended_at.is_none()
            && now.duration_since(self.seen_at) < limits.idle
            && now.duration_since(self.started_at) < limits.absolute
    }

    /// Whether it is time to note that it is used.
    #[must_use]
    pub fn is_worth_touching(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen_at) >= Self::SEEN_TO_WITHIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_idle_when_old_and_when_signed_out() {
        let start: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let limits = SessionLimits::default();
        let id = uuid::Uuid::from_u128(1);
        let session = Session {
            id: id.into(),
            person: id.into(),
            token: TokenHash::from_digest([0; 32]),
            csrf: "x".into(),
            started_at: start,
            seen_at: start,
            ended_at: None,
        };
        assert!(session.is_live(limits, start + SignedDuration::from_mins(119)));
        assert!(!session.is_live(limits, start + limits.idle));
        let busy =
            Session { seen_at: start + limits.absolute - SignedDuration::from_secs(1), ..session.clone() };
        assert!(!busy.is_live(limits, start + limits.absolute));
        assert!(!Session { ended_at: Some(start), ..session }.is_live(limits, start));
    }
}
