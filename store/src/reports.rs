//! Reports of problems, and how many came of late.

use crate::kept::{kept, read_bodies};
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::reports::{Report, State, Wrong};
use domain::{OfferingId, ReportId, Timestamp, words};
use uuid::Uuid;

kept! {
    Report, ReportId, "report" => reports {
        reference: [Text] = |it: &Report| it.reference().as_str().to_owned(),
        offering: [Text] = |it: &Report| it.about.offering.to_string(),
        state: [Text] = |it: &Report| it.state().word(),
        wrong: [Text] = |it: &Report| it.wrong.word(),
        made_at: [BigInt] = |it: &Report| it.made_at.as_microsecond(),
        to_forget: [Nullable<BigInt>] = |it: &Report| it.to_be_forgotten_since().map(Timestamp::as_microsecond),
    }
}

words! {
    /// The orders of a list of reports.
    #[derive(Default)]
    pub enum ReportSort {
        /// What was reported last, first.
        #[default]
        Newest = "newest",
        /// What was reported first, first.
        Oldest = "oldest",
    }
}

/// Which reports are wanted. What is `None` is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedReports {
    /// So far on their way.
    pub state: Option<State>,
    /// Of what is wrong so.
    pub wrong: Option<Wrong>,
    /// In which order.
    pub sort: ReportSort,
}

diesel::table! {
    report_senders (id) {
        id -> Text,
        sender -> Text,
        sent_at -> BigInt,
    }
}

pub(crate) const SENDERS: TableShape =
    TableShape { name: "report_senders", columns: &["id", "sender", "sent_at"] };

/// So many reports are forgotten in one go.
const AT_ONCE: i64 = 200;

impl Tx<'_> {
    /// Reports in the order wanted, after one made at an instant (microseconds) with an identifier (a keyset page).
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_wanted(
        &mut self,
        wanted: &WantedReports,
        after: Option<(i64, ReportId)>,
        limit: i64,
    ) -> Result<Vec<Report>, StoreError> {
        let mut query = reports::table.limit(limit).select(reports::body).into_boxed();
        if let Some(state) = wanted.state {
            query = query.filter(reports::state.eq(state.word()));
        }
        if let Some(wrong) = wanted.wrong {
            query = query.filter(reports::wrong.eq(wrong.word()));
        }
        query = match wanted.sort {
            ReportSort::Newest => query.order((reports::made_at.desc(), reports::id.desc())),
            ReportSort::Oldest => query.order((reports::made_at, reports::id)),
        };
        if let Some((at, id)) = after {
            let id = id.to_string();
            query = match wanted.sort {
                ReportSort::Newest => {
                    let same_instant = reports::made_at.eq(at).and(reports::id.lt(id));
                    query.filter(reports::made_at.lt(at).or(same_instant))
                }
                ReportSort::Oldest => {
                    let same_instant = reports::made_at.eq(at).and(reports::id.gt(id));
                    query.filter(reports::made_at.gt(at).or(same_instant))
                }
            };
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// How many reports were made about an offering since an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_about(&mut self, offering: OfferingId, since: Timestamp) -> Result<i64, StoreError> {
        let recent = reports::table
            .filter(reports::offering.eq(offering.to_string()))
            .filter(reports::made_at.gt(since.as_microsecond()));
        Ok(recent.count().get_result(self.connection)?)
    }

    /// How many reports came from a sender since an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_of_sender(&mut self, sender: &str, since: Timestamp) -> Result<i64, StoreError> {
        let recent = report_senders::table
            .filter(report_senders::sender.eq(sender))
            .filter(report_senders::sent_at.gt(since.as_microsecond()));
        Ok(recent.count().get_result(self.connection)?)
    }

    /// Counts one more report of a sender.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_report_of(&mut self, sender: &str) -> Result<(), StoreError> {
        diesel::insert_into(report_senders::table)
            .values((
                report_senders::id.eq(Uuid::now_v7().to_string()),
                report_senders::sender.eq(sender),
                report_senders::sent_at.eq(self.now().as_microsecond()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Whether a sender is still remembered from before an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_report_senders_before(&mut self, before: Timestamp) -> Result<bool, StoreError> {
        let old = report_senders::table.filter(report_senders::sent_at.le(before.as_microsecond()));
        Ok(old.select(report_senders::id).first::<String>(self.connection).optional()?.is_some())
    }

    /// Forgets senders from before an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_report_senders_before(&mut self, before: Timestamp) -> Result<usize, StoreError> {
        let old = report_senders::table.filter(report_senders::sent_at.le(before.as_microsecond()));
        Ok(diesel::delete(old).execute(self.connection)?)
    }

    /// Some of the reports that were closed before an instant and still hold what their makers wrote.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_to_forget(&mut self, closed_before: Timestamp) -> Result<Vec<Report>, StoreError> {
        let query = reports::table
            .filter(reports::to_forget.lt(closed_before.as_microsecond()))
            .order(reports::to_forget)
            .limit(AT_ONCE)
            .select(reports::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
