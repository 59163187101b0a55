//! Finding mails.

use super::{Mail, MailKind, MailState, Retention, mails};
use crate::people::accounts::people;
use crate::people::teams::memberships;
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::values::EmailAddress;
use domain::{OrganisationId, words};

diesel::allow_tables_to_appear_in_same_query!(mails, people);
diesel::allow_tables_to_appear_in_same_query!(mails, memberships);

words! {
    /// The orders of a list of mails.
    #[derive(Default)]
    pub enum MailSort {
        /// What was written last, first.
        #[default]
        Newest = "newest",
        /// What was written first, first.
        Oldest = "oldest",
    }
}

/// Which mails are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedMails {
    /// So far on their way.
    pub state: Option<MailState>,
    /// Carried so.
    pub kind: Option<MailKind>,
    /// To this address.
    pub recipient: Option<EmailAddress>,
    /// To an organisation: its contact, or one of its people.
    pub organisation: Option<(OrganisationId, EmailAddress)>,
    /// Written at this instant or later, in microseconds.
    pub from: Option<i64>,
    /// Written before this instant, in microseconds.
    pub to: Option<i64>,
    /// In which order.
    pub sort: MailSort,
}

impl Tx<'_> {
    /// Mails in the order wanted, after an instant (microseconds) and an identifier (a keyset page). Who asks by
    /// address finds nothing that was sent in passing: to whom that went is nobody's business, also before it has
    /// gone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mails_wanted(
        &mut self,
        wanted: &WantedMails,
        after: Option<(i64, &str)>,
        limit: i64,
    ) -> Result<Vec<Mail>, StoreError> {
        let mut query = mails::table.limit(limit).into_boxed();
        if let Some(state) = wanted.state {
            query = query.filter(mails::state.eq(state.word()));
        }
        if let Some(kind) = wanted.kind {
            query = query.filter(mails::kind.eq(kind.word()));
        }
        if wanted.recipient.is_some() || wanted.organisation.is_some() {
            query = query.filter(mails::retention.eq(Retention::Kept.word()));
        }
        if let Some(recipient) = &wanted.recipient {
            query = query.filter(mails::recipient.eq(recipient.as_str().to_owned()));
        }
        if let Some((organisation, contact)) = &wanted.organisation {
            let members = memberships::table
                .filter(memberships::organisation.eq(organisation.to_string()))
                .select(memberships::person);
            let theirs = people::table.filter(people::id.eq_any(members)).select(people::email);
            let to_contact = mails::recipient.eq(contact.as_str().to_owned());
            query = query.filter(mails::recipient.eq_any(theirs).or(to_contact));
        }
        if let Some(from) = wanted.from {
            query = query.filter(mails::written_at.ge(from));
        }
        if let Some(to) = wanted.to {
            query = query.filter(mails::written_at.lt(to));
        }
        query = match wanted.sort {
            MailSort::Newest => query.order((mails::written_at.desc(), mails::id.desc())),
            MailSort::Oldest => query.order((mails::written_at, mails::id)),
        };
        if let Some((at, id)) = after {
            let id = id.to_owned();
            query = match wanted.sort {
                MailSort::Newest => {
                    let same_instant = mails::written_at.eq(at).and(mails::id.lt(id));
                    query.filter(mails::written_at.lt(at).or(same_instant))
                }
                MailSort::Oldest => {
                    let same_instant = mails::written_at.eq(at).and(mails::id.gt(id));
                    query.filter(mails::written_at.gt(at).or(same_instant))
                }
            };
        }
        Ok(query.load(self.connection)?)
    }

    /// Mails in a state, newest first, after an instant (microseconds) and an identifier (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn mails_in(
        &mut self,
        state: MailState,
        after: Option<(i64, &str)>,
        limit: i64,
    ) -> Result<Vec<Mail>, StoreError> {
        self.mails_wanted(&WantedMails { state: Some(state), ..WantedMails::default() }, after, limit)
    }
}
