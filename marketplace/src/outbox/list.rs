//! Seeing what is in the outbox.

use crate::Work;
use crate::organisations::Page;
use domain::organisations::Organisation;
use domain::outbox::{MailKind, MailState};
use domain::values::EmailAddress;
use domain::{Action, Actor, OrganisationId, Platform, Refused};
use store::outbox::{Mail, MailSort, WantedMails};

/// Where a page of mails begins: after a mail written at an instant (microseconds), with an identifier.
pub type AfterMail = (i64, String);

/// Which mails are sought. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SoughtMails {
    /// So far on their way.
    pub state: Option<MailState>,
    /// Carried so.
    pub kind: Option<MailKind>,
    /// To this address.
    pub recipient: Option<EmailAddress>,
    /// To this organisation: its contact, or one of its people.
    pub organisation: Option<OrganisationId>,
    /// Written at this instant or later, in microseconds.
    pub from: Option<i64>,
    /// Written before this instant, in microseconds.
    pub to: Option<i64>,
    /// In which order.
    pub sort: MailSort,
}

/// Mails in the order wanted, for those who tend the outbox. Their texts hold what only the recipient may know: no
/// door shows them.
///
/// # Errors
/// When the asker may not; [`Refused::NotFound`] when there is no such organisation.
pub fn mails(
    work: &mut Work<'_, '_>,
    by: &Actor,
    sought: &SoughtMails,
    page: &Page<AfterMail>,
) -> Result<Vec<Mail>, Refused> {
    let _permit = by.may(Action::TendOutbox, &Platform)?;
    let SoughtMails { state, kind, recipient, organisation, from, to, sort } = sought.clone();
    let organisation = match organisation {
        Some(id) => Some((id, work.find::<Organisation>(id)?.contact_email)),
        None => None,
    };
    let wanted = WantedMails { state, kind, recipient, organisation, from, to, sort };
    let after = page.after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let mut mails = work.mails_wanted(&wanted, after, page.limit)?;
    // To whom an entry was sent on the way is nobody's business, also before it has gone.
    for passing in mails.iter_mut().filter(|mail| mail.is_passing()) {
        passing.recipient.clear();
    }
    Ok(mails)
}
