//! The states of a look at a mark, and the lawful steps between them.

use crate::words;

words! {
    /// Where a look at a mark is.
    pub enum State {
        /// It waits for someone to look.
        Raised = "raised",
        /// An assessor looks.
        UnderReview = "under_review",
        /// It was found out.
        Concluded = "concluded",
        /// Nobody looked, for a reason.
        Closed = "closed",
    }
}

words! {
    /// What moves it on.
    pub enum Step {
        /// It is given to an assessor, or to another one.
        Assign = "assign",
        /// The assessor says what was found.
        Conclude = "conclude",
        /// It is closed with a reason.
        Close = "close",
    }
}

impl State {
    /// Every lawful step. `None`: refused.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        Some(match (self, step) {
            (Self::Raised | Self::UnderReview, Step::Assign) => Self::UnderReview,
            (Self::UnderReview, Step::Conclude) => Self::Concluded,
            (Self::Raised | Self::UnderReview, Step::Close) => Self::Closed,
            _ => return None,
        })
    }

    /// Whether it is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Raised | Self::UnderReview)
    }
}
