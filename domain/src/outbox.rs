//! Mail on its way: how long a refused one waits, and when a person must look.

use crate::{EventBody, HasSubject, MailId, Refusal, Subject, Timestamp, words};
use jiff::SignedDuration;

words! {
    /// How far a mail is.
    pub enum MailState {
        /// To be sent when due.
        Waiting = "waiting",
        /// Handed to the mail server.
        Sent = "sent",
        /// Refused for good, or tried too often: a person must look.
        Stuck = "stuck",
    }
}

words! {
    /// What carries a message.
    pub enum MailKind {
        /// An email, to an address.
        Mail = "mail",
        /// A text message, to a telephone.
        Text = "text",
    }
}

words! {
    /// How long the outbox remembers a message.
    pub enum Retention {
        /// For the record: what we wrote to someone who deals with us.
        Kept = "kept",
        /// Until it is handed over, or given up: it was sent for someone of whom we keep nothing.
        UntilSent = "until_sent",
    }
}

/// How long a mail waits after its first try, its second and so on: soon at first, since someone may
/// be waiting for it, then ever longer. What is not taken after two days is stuck.
const PAUSES: [SignedDuration; 9] = [
    SignedDuration::from_secs(30),
    SignedDuration::from_mins(2),
    SignedDuration::from_mins(10),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(4),
    SignedDuration::from_hours(8),
    SignedDuration::from_hours(12),
    SignedDuration::from_hours(24),
];

/// When a mail that was not taken is tried again, by how often it was tried.
/// `None`: it was tried often enough, and is stuck.
#[must_use]
pub fn next_try(tries: i64, now: Timestamp) -> Option<Timestamp> {
    let pause = PAUSES.get(usize::try_from(tries.max(1) - 1).ok()?)?;
    now.checked_add(*pause).ok()
}

/// What the event log keeps of mail: that some was tried again, or taken back. Never to whom or what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Event {
    /// A stuck mail was put back among those to be sent.
    Retried {
        /// How often it had been tried in vain.
        tries: i64,
    },
    /// Mails that waited were taken back.
    Withdrawn {
        /// How many.
        mails: usize,
    },
}

impl EventBody for Event {
    fn name(&self) -> &'static str {
        match self {
            Self::Retried { .. } => "mail.retried",
            Self::Withdrawn { .. } => "mail.withdrawn",
        }
    }
}

impl HasSubject for MailId {
    fn subject(&self) -> Subject {
        Subject::new("mail", *self, None)
    }
}

/// Why a mail is not tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotRetry {
    /// It is not stuck.
    #[error("This mail is {0}, not stuck: there is nothing to try again")]
    NotStuck(MailState),
}

impl Refusal for CannotRetry {
    fn code(&self) -> &'static str {
        "mail_not_stuck"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_after_two_days() {
        let start: Timestamp = "2027-03-02T12:00:00Z".parse().unwrap();
        let mut now = start;
        let mut last = SignedDuration::ZERO;
        let mut tries = 1;
        while let Some(again) = next_try(tries, now) {
            let pause = again.duration_since(now);
            assert!(pause > last, "try {tries}");
            (last, now, tries) = (pause, again, tries + 1);
        }
        assert_eq!(tries, 10, "the tenth refusal is the last");
        let whole = now.duration_since(start);
        assert!(whole > SignedDuration::from_hours(48) && whole < SignedDuration::from_hours(54), "{whole}");
    }

    #[test]
    fn a_count_that_makes_no_sense_waits_as_the_first() {
        let now: Timestamp = "2027-03-02T12:00:00Z".parse().unwrap();
        assert_eq!(next_try(0, now), next_try(1, now));
        assert_eq!(next_try(i64::MAX, now), None);
    }
}
