//! Pages that forms were answered with, for as long as their browser may go back to them.

use crate::{StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::Timestamp;
use domain::people::TokenHash;

diesel::table! {
    kept_pages (id) {
        id -> Text,
        owner -> Text,
        page -> Text,
        kept_at -> BigInt,
        kept_until -> BigInt,
    }
}

pub(crate) const KEPT_PAGES: TableShape =
    TableShape { name: "kept_pages", columns: &["id", "owner", "page", "kept_at", "kept_until"] };

impl Tx<'_> {
    /// Keeps a page, sealed, until an instant; of the same owner's, only the newest few.
    ///
    /// # Errors
    /// When the database fails.
    pub fn keep_page(
        &mut self,
        id: &TokenHash,
        owner: &TokenHash,
        page: &str,
        until: Timestamp,
        most: i64,
    ) -> Result<(), StoreError> {
        let of_owner = || kept_pages::table.filter(kept_pages::owner.eq(owner.as_str()));
        let older: Vec<String> = of_owner()
            .order((kept_pages::kept_at.desc(), kept_pages::id))
            .offset((most - 1).max(0))
            .select(kept_pages::id)
            .load(self.connection)?;
        for id in older {
            diesel::delete(kept_pages::table.find(id)).execute(self.connection)?;
        }
        diesel::insert_into(kept_pages::table)
            .values((
                kept_pages::id.eq(id.as_str()),
                kept_pages::owner.eq(owner.as_str()),
                kept_pages::page.eq(page),
                kept_pages::kept_at.eq(self.now().as_microsecond()),
                kept_pages::kept_until.eq(until.as_microsecond()),
            ))
            .execute(self.connection)?;
        Ok(())
    }

    /// A page of this owner, sealed, while it is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn kept_page(&mut self, id: &TokenHash, owner: &TokenHash) -> Result<Option<String>, StoreError> {
        let row = kept_pages::table
            .find(id.as_str())
            .filter(kept_pages::owner.eq(owner.as_str()))
            .filter(kept_pages::kept_until.gt(self.now().as_microsecond()))
            .select(kept_pages::page);
        Ok(row.first(self.connection).optional()?)
    }

    /// Forgets every page of an owner.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_pages_of(&mut self, owner: &TokenHash) -> Result<usize, StoreError> {
        let theirs = kept_pages::table.filter(kept_pages::owner.eq(owner.as_str()));
        Ok(diesel::delete(theirs).execute(self.connection)?)
    }

    /// Whether there are pages whose time is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn has_pages_to_forget(&mut self) -> Result<bool, StoreError> {
        let over = kept_pages::table.filter(kept_pages::kept_until.le(self.now().as_microsecond()));
        Ok(over.select(kept_pages::id).first::<String>(self.connection).optional()?.is_some())
    }

    /// Forgets the pages whose time is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_pages_over(&mut self) -> Result<usize, StoreError> {
        let over = kept_pages::table.filter(kept_pages::kept_until.le(self.now().as_microsecond()));
        Ok(diesel::delete(over).execute(self.connection)?)
    }
}
