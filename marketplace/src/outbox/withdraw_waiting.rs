//! Taking back mail that is not to be sent any more.

use crate::Work;
use domain::outbox::Event;
use domain::{Action, Actor, Changed, Platform, Refused};

/// Takes back every mail that still waits, and gives how many there were: after loading a past that was made up,
/// which nobody wants to hear of.
///
/// # Errors
/// When the asker may not tend the outbox.
pub fn withdraw_waiting(work: &mut Work<'_, '_>, by: &Actor) -> Result<usize, Refused> {
    let permit = by.may(Action::TendOutbox, &Platform)?;
    let mails = work.drop_waiting_mail()?;
    if mails > 0 {
        for event in Changed::by(Platform, &Event::Withdrawn { mails }).events {
            work.record(&permit, &event)?;
        }
    }
    Ok(mails)
}
