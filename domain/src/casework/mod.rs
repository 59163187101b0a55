//! What every case has in common, whether it is about a place on a lot or a quality mark: questions with a
//! day for the answer, reasons, suspensions on grounds, what runs out and is renewed.

mod clarification;
mod reminder;
mod renewal;
mod suspension;

pub use clarification::{AnswerDraft, AskDraft, AskedOfProvider, Clarification, ReasonDraft};
pub use reminder::DAYS_BEFORE;
pub use renewal::{Renew, RenewDraft};
pub use suspension::{Grounds, GroundsWord, Revoke, RevokeDraft, Suspend, SuspendDraft, Suspension};
