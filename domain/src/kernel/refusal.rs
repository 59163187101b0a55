//! Refusals: why a rule said no, as a sentence a person can act on and a code a program can.

use super::fields::FieldErrors;

/// What sort of no it is. The doors turn each into one status of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalKind {
    /// What was asked for is at odds with the state of things: look again, then decide.
    Conflict,
    /// What was asked for can never be granted as it stands: change it.
    Unacceptable,
    /// Not now: wait, as the sentence says.
    NotYet,
    /// Too often: it will be granted after so many seconds.
    TooOften {
        /// After how many.
        seconds: u32,
    },
}

/// A reason for which the domain refuses. `Display` is the sentence: what is wrong, and what to do.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// A stable code in `snake_case`, unique over the whole product.
    fn code(&self) -> &'static str;

    /// What sort of no it is.
    fn kind(&self) -> RefusalKind {
        RefusalKind::Conflict
    }

    /// The field at fault as a JSON pointer, where there is one.
    fn pointer(&self) -> Option<String> {
        None
    }

    /// All fields at fault, where the refusal is about several.
    fn fields(&self) -> Option<&FieldErrors> {
        None
    }
}
