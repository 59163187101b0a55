//! Register numbers: whose each is, and when its register is to be asked again.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::organisations::{Identifier, Organisation, RegisterNumber};
use domain::{OrganisationId, Timestamp};

diesel::table! {
    register_numbers (identifier) {
        identifier -> Text,
        organisation -> Text,
        check_at -> BigInt,
    }
}

pub(crate) const REGISTER_NUMBERS: TableShape =
    TableShape { name: "register_numbers", columns: &["identifier", "organisation", "check_at"] };

impl Tx<'_> {
    /// Whose a number is, if anyone gave it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn holder_of(&mut self, number: &RegisterNumber) -> Result<Option<OrganisationId>, StoreError> {
        let holder: Option<String> = register_numbers::table
            .find(number.to_string())
            .select(register_numbers::organisation)
            .first(self.connection)
            .optional()?;
        let unreadable = |cause: domain::kernel::id::NotAnId| StoreError::Unreadable {
            kind: "register number",
            cause: cause.to_string(),
        };
        holder.map(|holder| holder.parse().map_err(unreadable)).transpose()
    }

    /// Makes an organisation's numbers its own: new ones are to be checked at once, those it no longer gives
    /// are free again.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when another organisation has one of them.
    pub fn claim_register_numbers(&mut self, organisation: &Organisation) -> Result<(), StoreError> {
        let owner = organisation.id.to_string();
        let before: Vec<String> = register_numbers::table
            .filter(register_numbers::organisation.eq(&owner))
            .select(register_numbers::identifier)
            .load(self.connection)?;
        let given: Vec<String> =
            organisation.identifiers.iter().map(|identifier| identifier.number.to_string()).collect();
        for gone in before.iter().filter(|was| !given.contains(was)) {
            diesel::delete(register_numbers::table.find(gone)).execute(self.connection)?;
        }
        let now = self.now().as_microsecond();
        for new in given.iter().filter(|number| !before.contains(number)) {
            diesel::insert_into(register_numbers::table)
                .values((
                    register_numbers::identifier.eq(new),
                    register_numbers::organisation.eq(&owner),
                    register_numbers::check_at.eq(now),
                ))
                .execute(self.connection)?;
        }
        Ok(())
    }

    /// Sets when a number is to be checked next.
    ///
    /// # Errors
    /// When the database fails.
    pub fn check_number_at(&mut self, number: &RegisterNumber, at: Timestamp) -> Result<(), StoreError> {
        diesel::update(register_numbers::table.find(number.to_string()))
            .set(register_numbers::check_at.eq(at.as_microsecond()))
            .execute(self.connection)?;
        Ok(())
    }

    /// Numbers whose time has come, longest due first, each with its organisation.
    ///
    /// # Errors
    /// When the database fails.
    pub fn numbers_to_check(
        &mut self,
        limit: i64,
    ) -> Result<Vec<(OrganisationId, RegisterNumber)>, StoreError> {
        let rows: Vec<(String, String)> = register_numbers::table
            .filter(register_numbers::check_at.le(self.now().as_microsecond()))
            .order((register_numbers::check_at, register_numbers::identifier))
            .limit(limit)
            .select((register_numbers::identifier, register_numbers::organisation))
            .load(self.connection)?;
        let mut due = vec![];
        for (identifier, owner) in rows {
            let id = owner.parse::<OrganisationId>().map_err(|cause| StoreError::Unreadable {
                kind: "register number",
                cause: cause.to_string(),
            })?;
            let organisation: Organisation = self.find(id)?;
            let number = |given: Identifier| given.number;
            let found =
                organisation.identifiers.into_iter().map(number).find(|it| it.to_string() == identifier);
            due.extend(found.map(|number| (id, number)));
        }
        Ok(due)
    }
}
