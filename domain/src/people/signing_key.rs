//! When keys that sign tokens take turns.
//!
//! A key is published before it signs, so that whoever keeps the key set for a while knows it in time, and
//! stays published until the last token it signed has expired. Then it is retired: the private half is destroyed, and
//! the public half stays, so that a credential it signed can be verified for as long as anyone keeps one.

use crate::Timestamp;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How keys take turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotation {
    /// How long a key signs.
    pub signs_for: SignedDuration,
    /// How long before it signs a key is published.
    pub published_ahead: SignedDuration,
    /// How long a token lives.
    pub token_lives: SignedDuration,
}

impl Default for Rotation {
    /// Thirty days each, published a day ahead; tokens live for ten minutes.
    fn default() -> Self {
        Self {
            signs_for: SignedDuration::from_hours(30 * 24),
            published_ahead: SignedDuration::from_hours(24),
            token_lives: SignedDuration::from_mins(10),
        }
    }
}

/// A key pair that signs tokens for a time. `Debug` hides the private half.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningKey {
    /// Its name in the key set.
    pub kid: String,
    /// The private half: PKCS #8, Base64. Empty once it is retired.
    pub private: String,
    /// The public half as the key set has it: Base64url.
    pub public: String,
    /// From when it signs.
    pub signs_from: Timestamp,
    /// Until when, not included.
    pub signs_until: Timestamp,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, from {} until {})", self.kid, self.signs_from, self.signs_until)
    }
}

/// The turn of a key that has to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextKey {
    /// From when it signs.
    pub signs_from: Timestamp,
    /// Until when, not included.
    pub signs_until: Timestamp,
}

impl SigningKey {
    /// Whether its private half was destroyed: nothing more can be signed with it.
    #[must_use]
    pub const fn is_retired(&self) -> bool {
        self.private.is_empty()
    }
}

impl Rotation {
    /// The next key to make, if it is time: when no key signs now, or the last one stops within the time
    /// for which keys are published ahead.
    #[must_use]
    pub fn due(&self, keys: &[SigningKey], now: Timestamp) -> Option<NextKey> {
        let last = keys.iter().map(|key| key.signs_until).max();
        let signs_from = match last {
            Some(until) if until > now => {
                let due = until.checked_sub(self.published_ahead).unwrap_or(Timestamp::MIN) <= now;
                due.then_some(until)?
            }
            _ => now,
        };
        Some(NextKey {
            signs_from,
            signs_until: signs_from.checked_add(self.signs_for).unwrap_or(Timestamp::MAX),
        })
    }
}

/// The key that signs at a moment.
#[must_use]
pub fn signing(keys: &[SigningKey], now: Timestamp) -> Option<&SigningKey> {
    keys.iter().filter(|key| key.signs_from <= now && now < key.signs_until).max_by_key(|key| key.signs_from)
}

/// Whether tokens of a key may still be in use, or will be.
#[must_use]
pub fn still_published(key: &SigningKey, rotation: Rotation, now: Timestamp) -> bool {
    // Clocks differ: a minute more than the tokens live.
    let grace = rotation.token_lives + SignedDuration::from_mins(1);
    now < key.signs_until.checked_add(grace).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(next: NextKey, number: usize) -> SigningKey {
        let NextKey { signs_from, signs_until } = next;
        SigningKey {
            kid: number.to_string(),
            private: "secret".into(),
            public: "p".into(),
            signs_from,
            signs_until,
        }
    }

    #[test]
    fn the_private_half_does_not_print() {
        let now = Timestamp::UNIX_EPOCH;
        let next = Rotation::default().due(&[], now).unwrap();
        assert!(!format!("{:?}", key(next, 1)).contains("secret"));
    }

    proptest! {
        #[test]
        fn there_is_always_a_key_that_signs_and_every_live_token_can_be_verified(
            pauses in proptest::collection::vec(1i64..(40 * 24 * 60), 1..60)
        ) {
            let rotation = Rotation::default();
            let (mut keys, mut now): (Vec<SigningKey>, _) = (vec![], Timestamp::UNIX_EPOCH);
            for pause in pauses {
                now += SignedDuration::from_mins(pause);
                while let Some(next) = rotation.due(&keys, now) {
                    let number = keys.len();
                    keys.push(key(next, number));
                }
                let signs = signing(&keys, now).unwrap();
                let expires = now + rotation.token_lives;
                prop_assert!(still_published(signs, rotation, expires));
                prop_assert!(keys.iter().filter(|key| key.signs_from <= now && now < key.signs_until).count() == 1);
                prop_assert!(rotation.due(&keys, now).is_none());
            }
        }
    }
}
