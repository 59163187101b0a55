//! Who carries mail away.

use domain::outbox::MailKind;
use store::outbox::Mail;

/// Carries mail, or text messages, away: to a mail server, into a folder, or, in a test, nowhere.
pub trait Post: Send + Sync {
    /// What it carries. Each kind is delivered by itself, so that one carrier that is away holds up no other.
    fn carries(&self) -> MailKind {
        MailKind::Mail
    }

    /// Hands one mail over. When this returns well someone else answers for the mail. Blocks.
    ///
    /// # Errors
    /// Why it was not taken, by what is to be done about it.
    fn hand_over(&self, mail: &Mail) -> Result<(), NotTaken>;
}

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The carrier itself is away or does not let us in: nothing can be sent just now.
    #[error("the carrier cannot be used: {0}")]
    Away(String),
    /// This mail was not taken now (SMTP's 4xx): to be tried again.
    #[error("not taken now: {0}")]
    Later(String),
    /// This mail will never be taken (SMTP's 5xx): trying again as it is cannot help.
    #[error("refused for good: {0}")]
    Never(String),
}
