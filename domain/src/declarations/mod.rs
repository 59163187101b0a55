//! Declarations: what a provider declares to a framework, once and not for each lot (decision 30).
//!
//! It is answered section by section. A section is confirmed by being saved whole; what was taken over from an earlier
//! declaration is confirmed by nobody until then. What an application declared is kept with what was submitted.

mod declaration;
mod lasting;
mod refusal;
#[cfg(test)]
mod tests;

pub use declaration::{Confirmed, Declaration, DeclareDraft, SectionState, TakeOverDraft, TakenFrom};
pub use refusal::CannotDeclare;

use crate::values::Key;
use crate::{Day, DeclarationId, EventBody};
use serde::Serialize;

/// What happened to a declaration. No answer is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the names say what happened, in the words of the commands")]
pub enum Event {
    Started {},
    Declared { section: Key, complete: bool },
    TakenOver { from: DeclarationId, questions: Vec<Key> },
    Renewed { question: Key, until: Day },
}

impl EventBody for Event {
    fn name(&self) -> &'static str {
        match self {
            Self::Started {} => "declaration.started",
            Self::Declared { .. } => "declaration.section_declared",
            Self::TakenOver { .. } => "declaration.taken_over",
            Self::Renewed { .. } => "declaration.renewed",
        }
    }
}
