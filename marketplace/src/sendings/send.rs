//! Sending an entry.

use crate::Work;
use crate::directories::is_listed;
use crate::reports::Sender;
use domain::sendings::{Addressee, CannotSend, SendingLimits};
use domain::values::Slug;
use domain::{Action, Actor, OfferingId, Platform, Refused, Timestamp};
use store::outbox::{Letter, TextMessage};

/// What a directory says of an entry, in the language of its page. Its words are the directory's and the entry's:
/// whoever sends it adds none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The subject line of an email.
    pub subject: String,
    /// The text of an email, in paragraphs.
    pub letter: String,
    /// The text message: short, since each part of it costs.
    pub text: String,
}

/// Sends an entry of an open directory, once, to someone who asked for it. Who that was is in the outbox until it has
/// gone, and nowhere else.
///
/// # Errors
/// [`Refused::NotFound`] when the directory does not list the offering; a refusal to be tried later when too many
/// were sent from there or to them; when nobody here carries text messages.
pub fn send(
    work: &mut Work<'_, '_>,
    by: &Actor,
    (directory, offering): (&Slug, OfferingId),
    to: &Addressee,
    message: &Message,
    sender: &Sender,
) -> Result<(), Refused> {
    let _permit = by.may(Action::SendListing, &Platform)?;
    if !is_listed(work, directory, offering)? {
        return Err(Refused::NotFound("listing"));
    }
    let settings = work.market().settings();
    if matches!(to, Addressee::Text(_)) && !settings.carries_texts {
        return Err(CannotSend::NoTexts.into());
    }
    let limits = SendingLimits::of_one_sender(settings.sendings_an_hour);
    let addressee = Sender::hash_of(work.market(), to.as_str());
    let since = work.now().checked_sub(limits.within).unwrap_or(Timestamp::MIN);
    let of_sender = work.sendings_of(sender.as_str(), since)?;
    limits.allow(of_sender, work.sendings_to(&addressee, since)?)?;
    work.count_sending(sender.as_str(), &addressee)?;
    match to.clone() {
        Addressee::Email(to) => {
            let Message { subject, letter, .. } = message.clone();
            work.post_in_passing(&Letter { to, subject, body: letter })?;
        }
        Addressee::Text(to) => work.text_in_passing(&TextMessage { to, body: message.text.clone() })?,
    }
    Ok(())
}
