//! Delivering what is due.

use super::{NotTaken, Post};
use crate::Market;
use domain::Refused;
use domain::outbox::{self, MailKind};
use jiff::SignedDuration;
use store::outbox::Mail;

/// How long a worker has a mail to itself. Longer than any hand-over takes: a worker that has not noted
/// by then what came of it is taken for dead, and the mail is tried again.
pub const LEASE: SignedDuration = SignedDuration::from_mins(15);

/// Hands over every mail that is due and of the kind that is carried, one after the other, and gives how many were taken. Several
/// workers may do so at once, on several nodes: none takes a mail that another has.
///
/// A mail that is not taken waits as [`outbox::next_try`] says, or is stuck. When the carrier is away
/// the round ends there: the other mails are not even tried. Looking at an outbox in which nothing is
/// due writes nothing. Blocks as long as the carrier does.
///
/// # Errors
/// When the database fails. What was handed over until then is noted, but for the last at worst.
pub fn deliver_due(market: &Market, post: &dyn Post) -> Result<usize, Refused> {
    let mut taken = 0;
    while let Some(mail) = claim(market, post.carries())? {
        let outcome = post.hand_over(&mail);
        note(market, &mail, &outcome)?;
        match outcome {
            Ok(()) => taken += 1,
            Err(NotTaken::Away(_)) => break,
            Err(NotTaken::Later(_) | NotTaken::Never(_)) => {}
        }
    }
    Ok(taken)
}

fn claim(market: &Market, kind: MailKind) -> Result<Option<Mail>, Refused> {
    // A unit of work that writes rings the bell, and the bell may be what this worker was woken by.
    if !market.read(|work| Ok(work.mail_is_due(kind)?))? {
        return Ok(None);
    }
    market.write(|work| {
        let again = work.now().checked_add(LEASE).map_err(Refused::broken)?;
        Ok(work.claim_due_mail(kind, again)?)
    })
}

fn note(market: &Market, mail: &Mail, outcome: &Result<(), NotTaken>) -> Result<(), Refused> {
    let (id, tries) = (&mail.id, mail.attempts);
    match outcome {
        Ok(()) => tracing::info!(mail = %id, tries, "mail handed over"),
        // What a carrier says may repeat to whom it was, of whom we keep nothing.
        Err(_) if mail.is_passing() => tracing::warn!(mail = %id, tries, "message not taken"),
        Err(reason) => tracing::warn!(mail = %id, tries, %reason, "mail not taken"),
    }
    market.write(|work| match outcome {
        Ok(()) => Ok(work.mail_was_sent(id)?),
        Err(reason) => {
            let again = match reason {
                NotTaken::Never(_) => None,
                NotTaken::Away(_) | NotTaken::Later(_) => outbox::next_try(tries, work.now()),
            };
            Ok(work.mail_was_refused(mail, &reason.to_string(), again)?)
        }
    })
}
