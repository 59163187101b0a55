//! The mail domains of the public sector.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::organisations::{MailDomain, MailDomainRule, MailDomains};

diesel::table! {
    mail_domains (suffix) {
        suffix -> Text,
        admits -> BigInt,
        reason -> Text,
    }
}

pub(crate) const MAIL_DOMAINS: TableShape =
    TableShape { name: "mail_domains", columns: &["suffix", "admits", "reason"] };

impl Tx<'_> {
    /// Every rule, by domain.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mail_domains(&mut self) -> Result<MailDomains, StoreError> {
        let rows: Vec<(String, i64, String)> =
            mail_domains::table.order(mail_domains::suffix).load(self.connection)?;
        let unreadable = |cause: domain::kernel::NotThisText| StoreError::Unreadable {
            kind: "mail domain",
            cause: cause.to_string(),
        };
        let rules = rows.into_iter().map(|(suffix, admits, reason)| {
            Ok(MailDomainRule {
                suffix: suffix.parse().map_err(unreadable)?,
                admits: admits == 1,
                reason: reason.parse().map_err(unreadable)?,
            })
        });
        rules.collect::<Result<_, StoreError>>().map(MailDomains)
    }

    /// Sets the rule of a domain, in place of the one it had.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_mail_domain(&mut self, rule: &MailDomainRule) -> Result<(), StoreError> {
        self.remove_mail_domain(&rule.suffix)?;
        diesel::insert_into(mail_domains::table)
            .values((
                mail_domains::suffix.eq(rule.suffix.as_str()),
                mail_domains::admits.eq(i64::from(rule.admits)),
                mail_domains::reason.eq(rule.reason.as_str()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Removes the rule of a domain. `false`: there was none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remove_mail_domain(&mut self, suffix: &MailDomain) -> Result<bool, StoreError> {
        Ok(diesel::delete(mail_domains::table.find(suffix.as_str())).execute(self.connection)? > 0)
    }
}
