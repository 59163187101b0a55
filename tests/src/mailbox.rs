//! What people find in their mailbox: the outbox, read by recipient.

use crate::World;
use store::outbox::{Mail, MailState};

impl World {
    /// The mails to an address, newest first.
    #[must_use]
    pub fn mails_to(&self, address: &str) -> Vec<Mail> {
        let found = self.market.read(|work| {
            let mut mails = work.mails_in(MailState::Waiting, None, 1_000)?;
            mails.extend(work.mails_in(MailState::Sent, None, 1_000)?);
            Ok(mails)
        });
        let mut mails = found.expect("the outbox");
        mails.retain(|mail| mail.recipient == address);
        mails.sort_by(|one, two| two.id.cmp(&one.id));
        mails
    }

    /// The last part of the link in the newest mail to an address.
    #[must_use]
    #[track_caller]
    pub fn link_mailed_to(&self, address: &str) -> String {
        let mails = self.mails_to(address);
        let mail = mails.first().unwrap_or_else(|| panic!("no mail to {address}"));
        let link = mail.body.lines().find(|line| line.starts_with(self.base()));
        let link = link.unwrap_or_else(|| panic!("no link in {}", mail.body));
        link.rsplit('/').next().unwrap_or_default().to_owned()
    }
}
