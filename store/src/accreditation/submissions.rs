//! What was sent with applications, exactly as it was.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::values::Sha256;
use domain::{AccreditationId, Timestamp};

diesel::table! {
    submissions (accreditation, number) {
        accreditation -> Text,
        number -> BigInt,
        at -> BigInt,
        sha256 -> Text,
        body -> Text,
    }
}

pub(crate) const SUBMISSIONS: TableShape =
    TableShape { name: "submissions", columns: &["accreditation", "number", "at", "sha256", "body"] };

/// One sending, without what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSubmission {
    /// Which time.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// The hash of what was sent.
    pub sha256: Sha256,
}

type Row = (i64, i64, String);

fn read((number, at, sha256): Row) -> Result<KeptSubmission, StoreError> {
    let unreadable = |cause: String| StoreError::Unreadable { kind: "submission", cause };
    Ok(KeptSubmission {
        number: u32::try_from(number).map_err(|cause| unreadable(cause.to_string()))?,
        at: Timestamp::from_microsecond(at).map_err(|cause| unreadable(cause.to_string()))?,
        sha256: sha256.parse().map_err(|_| unreadable("no hash".to_owned()))?,
    })
}

impl Tx<'_> {
    /// Keeps what was sent, now.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when one of this number is kept: it is never replaced.
    pub fn keep_submission(
        &mut self,
        case: AccreditationId,
        number: u32,
        sha256: &Sha256,
        body: &str,
    ) -> Result<(), StoreError> {
        diesel::insert_into(submissions::table)
            .values((
                submissions::accreditation.eq(case.to_string()),
                submissions::number.eq(i64::from(number)),
                submissions::at.eq(self.now().as_microsecond()),
                submissions::sha256.eq(sha256.as_str()),
                submissions::body.eq(body),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// Every sending of an application, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn submissions_of(&mut self, case: AccreditationId) -> Result<Vec<KeptSubmission>, StoreError> {
        let rows = submissions::table
            .filter(submissions::accreditation.eq(case.to_string()))
            .order(submissions::number)
            .select((submissions::number, submissions::at, submissions::sha256))
            .load::<Row>(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// One sending with what was sent, as it is kept.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn submission(
        &mut self,
        case: AccreditationId,
        number: u32,
    ) -> Result<(KeptSubmission, String), StoreError> {
        let row = submissions::table
            .find((case.to_string(), i64::from(number)))
            .select((submissions::number, submissions::at, submissions::sha256, submissions::body))
            .first::<(i64, i64, String, String)>(self.connection)
            .optional()?;
        let (number, at, sha256, body) = row.ok_or(StoreError::Missing("submission"))?;
        Ok((read((number, at, sha256))?, body))
    }
}
