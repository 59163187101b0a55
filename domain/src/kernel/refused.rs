//! What a use case answers when it does not do what was asked.

use super::fields::FieldErrors;
use super::refusal::Refusal;
use super::rights::Denied;

/// Every way in which a use case can say no. Each door turns it into its own words once.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or the asker may not know of it. The word is the thing's kind.
    #[error("There is no {0} here with that identifier")]
    NotFound(&'static str),
    /// The table of rights said no.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Fields cannot be what was given.
    #[error(transparent)]
    Invalid(#[from] FieldErrors),
    /// Someone else changed the thing since the asker read it.
    #[error(
        "Someone has changed this since you read it (it is now version {current}). Read it again, then decide"
    )]
    Stale {
        /// The version it has now.
        current: i64,
    },
    /// A rule of the domain said no.
    #[error("{0}")]
    Rule(Box<dyn Refusal>),
    /// The database holds already what must be there once.
    #[error("This is already there: {0}")]
    Duplicate(String),
    /// The database is too busy to decide: nothing was done, try again.
    #[error("Signpost is busy. Nothing was changed: try again in a moment")]
    Busy,
    /// Something is broken on our side: nothing was done.
    #[error("Something went wrong on our side. Nothing was changed")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl<R: Refusal> From<R> for Refused {
    fn from(refusal: R) -> Self {
        Self::Rule(Box::new(refusal))
    }
}

impl Refused {
    /// Something broken, with its cause for the log.
    pub fn broken(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(cause.into())
    }

    /// The rule's code, when it was a rule.
    #[must_use]
    pub fn rule_code(&self) -> Option<&'static str> {
        match self {
            Self::Rule(refusal) => Some(refusal.code()),
            _ => None,
        }
    }

    /// Takes a duplicate for a refusal of the aggregate's own; leaves all else.
    #[must_use]
    pub fn duplicate_means(self, refusal: impl Refusal) -> Self {
        match self {
            Self::Duplicate(_) => refusal.into(),
            other => other,
        }
    }
}
