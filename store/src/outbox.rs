//! The outbox: mail as rows, written with what it tells of, delivered later by a worker.

mod found;

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
pub use domain::outbox::{MailKind, MailState, Retention};
use domain::values::{EmailAddress, PhoneNumber};
use domain::{MailId, Timestamp};
pub use found::{MailSort, WantedMails};
use uuid::Uuid;

diesel::table! {
    mails (id) {
        id -> Text,
        recipient -> Text,
        subject -> Text,
        body -> Text,
        written_at -> BigInt,
        due_at -> BigInt,
        attempts -> BigInt,
        state -> Text,
        sent_at -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        kind -> Text,
        retention -> Text,
    }
}

pub(crate) const MAILS: TableShape = TableShape {
    name: "mails",
    columns: &[
        "id",
        "recipient",
        "subject",
        "body",
        "written_at",
        "due_at",
        "attempts",
        "state",
        "sent_at",
        "last_error",
        "kind",
        "retention",
    ],
};

/// A mail as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: EmailAddress,
    /// Its subject line.
    pub subject: String,
    /// Its text: plain, in paragraphs.
    pub body: String,
}

/// A text message as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMessage {
    /// To which telephone.
    pub to: PhoneNumber,
    /// What it says.
    pub body: String,
}

/// A mail as kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Mail {
    /// Its identifier, also its Message-ID: a mail sent twice is recognised as one.
    pub id: String,
    /// To whom; empty once it is forgotten.
    pub recipient: String,
    /// Its subject line.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// When it was written, in microseconds.
    pub written_at: i64,
    /// When it is to be tried next.
    pub due_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// How far it is.
    pub state: String,
    /// When it was handed over.
    pub sent_at: Option<i64>,
    /// What the mail server said last.
    pub last_error: Option<String>,
    /// What carries it.
    pub kind: String,
    /// How long it is remembered.
    pub retention: String,
}

impl Mail {
    /// Whether it is forgotten as soon as it has gone.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        self.retention == Retention::UntilSent.word()
    }
}

impl Tx<'_> {
    /// Puts a mail into the outbox.
    ///
    /// # Errors
    /// When the database fails.
    pub fn post(&mut self, letter: &Letter) -> Result<(), StoreError> {
        let about = (letter.to.as_str(), letter.subject.as_str(), letter.body.as_str());
        self.put_mail(MailKind::Mail, Retention::Kept, about)
    }

    /// Puts a mail into the outbox that is forgotten as soon as it has gone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn post_in_passing(&mut self, letter: &Letter) -> Result<(), StoreError> {
        let about = (letter.to.as_str(), letter.subject.as_str(), letter.body.as_str());
        self.put_mail(MailKind::Mail, Retention::UntilSent, about)
    }

    /// Puts a text message into the outbox that is forgotten as soon as it has gone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn text_in_passing(&mut self, message: &TextMessage) -> Result<(), StoreError> {
        let about = (message.to.as_str(), "", message.body.as_str());
        self.put_mail(MailKind::Text, Retention::UntilSent, about)
    }

    fn put_mail(
        &mut self,
        kind: MailKind,
        retention: Retention,
        (recipient, subject, body): (&str, &str, &str),
    ) -> Result<(), StoreError> {
        let now = self.now().as_microsecond();
        diesel::insert_into(mails::table)
            .values((
                mails::id.eq(Uuid::now_v7().to_string()),
                mails::recipient.eq(recipient),
                mails::subject.eq(subject),
                mails::body.eq(body),
                mails::written_at.eq(now),
                mails::due_at.eq(now),
                mails::attempts.eq(0),
                mails::state.eq(MailState::Waiting.word()),
                mails::kind.eq(kind.word()),
                mails::retention.eq(retention.word()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Takes every mail that waits out of the outbox, and gives how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drop_waiting_mail(&mut self) -> Result<usize, StoreError> {
        let waiting = mails::table.filter(mails::state.eq(MailState::Waiting.word()));
        Ok(diesel::delete(waiting).execute(self.connection)?)
    }

    /// Whether a mail of a kind is due: asked before claiming, so that looking at an empty outbox writes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_is_due(&mut self, kind: MailKind) -> Result<bool, StoreError> {
        let due = mails::table
            .filter(mails::kind.eq(kind.word()))
            .filter(mails::state.eq(MailState::Waiting.word()))
            .filter(mails::due_at.le(self.now().as_microsecond()));
        Ok(due.select(mails::id).first::<String>(self.connection).optional()?.is_some())
    }

    /// Takes one mail of a kind that is due and puts its next try off until `again`, so that no other worker
    /// takes it meanwhile and a worker that dies only delays it. The mail given counts this try.
    ///
    /// # Errors
    /// When the database fails.
    pub fn claim_due_mail(&mut self, kind: MailKind, again: Timestamp) -> Result<Option<Mail>, StoreError> {
        let due = mails::table
            .filter(mails::kind.eq(kind.word()))
            .filter(mails::state.eq(MailState::Waiting.word()))
            .filter(mails::due_at.le(self.now().as_microsecond()))
            .order((mails::due_at, mails::id))
            .first::<Mail>(self.connection)
            .optional()?;
        let Some(mut mail) = due else { return Ok(None) };
        mail.attempts += 1;
        mail.due_at = again.as_microsecond();
        diesel::update(mails::table.find(&mail.id))
            .set((mails::due_at.eq(mail.due_at), mails::attempts.eq(mail.attempts)))
            .execute(self.connection)?;
        Ok(Some(mail))
    }

    /// Notes that a mail was handed over. What was sent in passing is forgotten but for when it went.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_was_sent(&mut self, id: &str) -> Result<(), StoreError> {
        let now = self.now().as_microsecond();
        diesel::update(mails::table.find(id))
            .set((
                mails::state.eq(MailState::Sent.word()),
                mails::sent_at.eq(Some(now)),
                mails::last_error.eq(None::<String>),
            ))
            .execute(self.connection)?;
        let passing = mails::table.find(id).filter(mails::retention.eq(Retention::UntilSent.word()));
        diesel::update(passing)
            .set((mails::recipient.eq(""), mails::subject.eq(""), mails::body.eq("")))
            .execute(self.connection)?;
        Ok(())
    }

    /// Notes that a mail was not taken: tried again when `again` says, else stuck, or gone altogether when it was
    /// sent in passing: nobody may keep what it takes to try it again. A worker so late that
    /// another has tried the mail since changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_was_refused(
        &mut self,
        mail: &Mail,
        reason: &str,
        again: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let state = if again.is_some() { MailState::Waiting } else { MailState::Stuck };
        let due = again.unwrap_or(self.now()).as_microsecond();
        let still_ours = mails::table
            .find(&mail.id)
            .filter(mails::state.eq(MailState::Waiting.word()))
            .filter(mails::attempts.eq(mail.attempts));
        if mail.is_passing() && again.is_none() {
            diesel::delete(still_ours).execute(self.connection)?;
            return Ok(());
        }
        // A mail server repeats to whom it was.
        let reason = if mail.is_passing() { "" } else { reason };
        diesel::update(still_ours)
            .set((
                mails::state.eq(state.word()),
                mails::due_at.eq(due),
                mails::last_error.eq(Some(reason.chars().take(500).collect::<String>())),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Puts a mail back among those to be sent, as if it had never been tried.
    ///
    /// # Errors
    /// When the database fails.
    pub fn send_mail_anew(&mut self, id: MailId) -> Result<(), StoreError> {
        let now = self.now().as_microsecond();
        diesel::update(mails::table.find(id.to_string()))
            .set((mails::state.eq(MailState::Waiting.word()), mails::due_at.eq(now), mails::attempts.eq(0)))
            .execute(self.connection)?;
        Ok(())
    }

    /// A mail.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it is not there.
    pub fn mail(&mut self, id: MailId) -> Result<Mail, StoreError> {
        let found = mails::table.find(id.to_string()).first::<Mail>(self.connection).optional()?;
        found.ok_or(StoreError::Missing("mail"))
    }
}
