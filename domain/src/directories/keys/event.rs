//! What can happen to a key.

use super::Quota;
use crate::{Day, DirectoryId, EventBody, Timestamp};
use serde::Serialize;

/// What happened to a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum KeyHappened {
    /// It was issued.
    Issued {
        /// To which directory.
        directory: DirectoryId,
        /// How much it may ask.
        quota: Quota,
        /// The last day on which it works.
        ends_on: Option<Day>,
    },
    /// It has a new secret.
    Rotated {
        /// Until when the secret before works.
        former_until: Timestamp,
    },
    /// It was revoked.
    Revoked {},
}

impl EventBody for KeyHappened {
    fn name(&self) -> &'static str {
        match self {
            Self::Issued { .. } => "directory_key.issued",
            Self::Rotated { .. } => "directory_key.rotated",
            Self::Revoked {} => "directory_key.revoked",
        }
    }
}
