//! Mail and text messages on their way out: rows, written by a use case in its own transaction, delivered afterwards.
//!
//! [`deliver_due`] claims a mail in one transaction, hands it to a [`Post`] outside any, and notes in
//! another what came of it. A mail is never lost: a worker that dies between handing over and noting
//! delays it by [`LEASE`], after which it is sent again under the same Message-ID, by which mail
//! servers and readers know it for the same one.

mod deliver;
mod file_post;
mod file_texts;
mod list;
mod message;
mod notify_texts;
mod post;
mod retry_stuck;
mod smtp_post;
mod withdraw_waiting;

pub use deliver::{LEASE, deliver_due};
pub use file_post::FilePost;
pub use file_texts::FileTexts;
pub use list::{AfterMail, SoughtMails, mails};
pub use message::Sender;
pub use notify_texts::{NotifySettings, NotifyTexts};
pub use post::{NotTaken, Post};
pub use retry_stuck::retry_stuck;
pub use smtp_post::{CannotUseSmtp, SmtpPost, SmtpSettings, Tls};
pub use store::outbox::{Letter, Mail, MailKind, MailSort, MailState, TextMessage};
pub use withdraw_waiting::withdraw_waiting;
