//! Trying a stuck mail again.

use crate::Work;
use domain::outbox::{CannotRetry, Event, MailState};
use domain::{Action, Actor, EventBody, HasSubject, MailId, Platform, Refused};
use store::outbox::Mail;

/// Puts a stuck mail back among those to be sent, now and with all its tries before it.
///
/// # Errors
/// When the asker may not, the mail is not there, or it is not stuck.
pub fn retry_stuck(work: &mut Work<'_, '_>, by: &Actor, id: MailId) -> Result<Mail, Refused> {
    let permit = by.may(Action::TendOutbox, &Platform)?;
    let mail = work.mail(id)?;
    let state = mail.state.parse().map_err(Refused::broken)?;
    if state != MailState::Stuck {
        return Err(CannotRetry::NotStuck(state).into());
    }
    work.send_mail_anew(id)?;
    let retried = Event::Retried { tries: mail.attempts };
    let body = serde_json::to_value(retried).map_err(Refused::broken)?;
    work.record(&permit, &domain::Event { subject: id.subject(), name: retried.name(), body })?;
    Ok(work.mail(id)?)
}
