//! Looks at a provider's mark between assessments: on a concern, as a spot check, or as planned (rule 8).
//!
//! One aggregate, since the three are the same from the moment that an assessor has it: only the cause differs,
//! and a concern may be closed with a reason before anyone looks. What comes of one is seen at the next assessment.

mod commands;
mod refusal;
mod review;
mod state;
#[cfg(test)]
mod tests;
mod told;

pub use commands::{
    Concern, ConcernDraft, Conclude, ConcludeDraft, Look, LookDraft, RaisedConcern, ReviewerDraft,
    surveillance_days, surveillance_due,
};
pub use refusal::CannotReview;
pub use review::{Cause, Closing, Event, Finding, Review, ReviewResult, Source};
pub use state::{State, Step};
pub use told::{ToldConcern, ToldOutcome};
