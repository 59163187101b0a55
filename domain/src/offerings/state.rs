//! The states of an offering and the lawful steps between them.

use crate::words;

words! {
    /// Where an offering is in its life.
    pub enum State {
        /// Being written; nobody else sees it.
        Draft = "draft",
        /// Given to people, and listed where it is entitled to be.
        Live = "live",
        /// Not given for a while.
        Paused = "paused",
        /// Given no more. It stays for the record.
        Ended = "ended",
    }
}

words! {
    /// What can be done to an offering as a whole.
    pub enum Step {
        /// Begin to give it.
        Publish = "publish",
        /// Stop for a while.
        Pause = "pause",
        /// Begin again.
        Resume = "resume",
        /// Change what it says.
        Revise = "revise",
        /// Say that it is still right.
        Confirm = "confirm",
        /// Stop for good.
        End = "end",
    }
}

impl State {
    /// Every lawful step. `None`: refused.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        use State::{Draft, Ended, Live, Paused};
        Some(match (self, step) {
            (Draft, Step::Publish) => Live,
            (Live, Step::Pause) => Paused,
            (Paused, Step::Resume) => Live,
            (Draft | Live | Paused, Step::Revise) | (Live | Paused, Step::Confirm) => self,
            (Draft | Live | Paused, Step::End) => Ended,
            _ => return None,
        })
    }

    /// Whether people may have it now, or by time alone.
    #[must_use]
    pub const fn is_given(self) -> bool {
        matches!(self, Self::Live | Self::Paused)
    }

    /// How a person reads it: `is paused`.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Draft => "is still a draft",
            Self::Live => "is live",
            Self::Paused => "is paused",
            Self::Ended => "has ended",
        }
    }
}
