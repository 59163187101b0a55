//! Where marks stand in the status lists, and what the lists say of them.

use super::accreditations;
use crate::kept::read_body;
use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::QualityMarkId;
use domain::accreditation::{Accreditation, MarkStatus, PLACES_IN_A_LIST, Standing, StatusPlace};

diesel::table! {
    mark_status_places (mark) {
        mark -> Text,
        place -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(accreditations, mark_status_places);

pub(crate) const STATUS_PLACES: TableShape =
    TableShape { name: "mark_status_places", columns: &["mark", "place"] };

fn read(place: i64) -> Result<StatusPlace, StoreError> {
    let place = u32::try_from(place);
    place.map(StatusPlace).map_err(|cause| StoreError::Unreadable { kind: "place", cause: cause.to_string() })
}

impl Tx<'_> {
    /// Gives a mark the next place, when it has none yet.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a rival gave the same place to another.
    pub fn give_status_place(&mut self, mark: QualityMarkId) -> Result<(), StoreError> {
        if self.status_place(mark)?.is_some() {
            return Ok(());
        }
        let last: Option<i64> = mark_status_places::table
            .select(diesel::dsl::max(mark_status_places::place))
            .first(self.connection)?;
        diesel::insert_into(mark_status_places::table)
            .values((
                mark_status_places::mark.eq(mark.to_string()),
                mark_status_places::place.eq(last.map_or(0, |last| last + 1)),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// The place of a mark.
    ///
    /// # Errors
    /// When the database fails.
    pub fn status_place(&mut self, mark: QualityMarkId) -> Result<Option<StatusPlace>, StoreError> {
        let place = mark_status_places::table
            .find(mark.to_string())
            .select(mark_status_places::place)
            .first::<i64>(self.connection)
            .optional()?;
        place.map(read).transpose()
    }

    /// How many places are given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn status_places(&mut self) -> Result<i64, StoreError> {
        Ok(mark_status_places::table.count().get_result(self.connection)?)
    }

    /// The marks of a list that do not count now, by their place: what was decided about them is a column. Only those
    /// that time has changed and nobody has written down yet are read whole.
    ///
    /// # Errors
    /// When the database fails.
    pub fn marks_not_counting(&mut self, list: u32) -> Result<Vec<(StatusPlace, MarkStatus)>, StoreError> {
        let first = i64::from(list.saturating_sub(1)) * i64::from(PLACES_IN_A_LIST);
        let places = mark_status_places::place
            .ge(first)
            .and(mark_status_places::place.lt(first + i64::from(PLACES_IN_A_LIST)));
        let now = self.now();
        let decided = mark_status_places::table
            .inner_join(
                accreditations::table.on(accreditations::mark.eq(mark_status_places::mark.nullable())),
            )
            .filter(places)
            .filter(accreditations::standing.ne(Standing::Given.word()))
            .select((mark_status_places::place, accreditations::standing.assume_not_null()))
            .load::<(i64, String)>(self.connection)?;
        let by_time = mark_status_places::table
            .inner_join(
                accreditations::table.on(accreditations::mark.eq(mark_status_places::mark.nullable())),
            )
            .filter(places)
            .filter(accreditations::due_at.le(now.as_microsecond()))
            .select((mark_status_places::place, accreditations::body))
            .load::<(i64, String)>(self.connection)?;
        let mut statuses = std::collections::BTreeMap::new();
        for (place, standing) in decided {
            let status = match standing.parse() {
                Ok(Standing::Suspended) => MarkStatus::Suspended,
                Ok(Standing::Revoked) => MarkStatus::Revoked,
                _ => MarkStatus::Lapsed,
            };
            statuses.insert(read(place)?, status);
        }
        for (place, body) in by_time {
            let case: Accreditation = read_body(&body)?;
            if let Some(mark) = case.mark {
                statuses.insert(read(place)?, mark.status_at(now));
            }
        }
        Ok(statuses.into_iter().collect())
    }
}
