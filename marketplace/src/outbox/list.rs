//! Seeing what is in the outbox.

use crate::Work;
use crate::organisations::Page;
use domain::outbox::MailState;
use domain::{Action, Actor, Platform, Refused};
use store::outbox::Mail;

/// Where a page of mails begins: after a mail written at an instant (microseconds), with an identifier.
pub type AfterMail = (i64, String);

/// Mails in a state, newest first, for those who tend the outbox. Their texts hold what only the
/// recipient may know: no door shows them.
///
/// # Errors
/// When the asker may not, or the database fails.
pub fn mails_in(
    work: &mut Work<'_, '_>,
    by: &Actor,
    state: MailState,
    page: &Page<AfterMail>,
) -> Result<Vec<Mail>, Refused> {
    let _permit = by.may(Action::TendOutbox, &Platform)?;
    let after = page.after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut mails = work.mails_in(state, after, page.limit)?;
    // To whom an entry was sent on the way is nobody's business, also before it has gone.
    for passing in mails.iter_mut().filter(|mail| mail.is_passing()) {
        passing.recipient.clear();
    }
    Ok(mails)
}
