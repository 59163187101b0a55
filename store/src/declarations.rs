//! Declarations of providers to frameworks.

use crate::kept::{kept, read_bodies, read_body};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::declarations::Declaration;
use domain::kernel::time::end_of;
use domain::values::Slug;
use domain::{Day, DeclarationId, OrganisationId, Timestamp};

kept! {
    Declaration, DeclarationId, "declaration" => declarations {
        provider: [Text] = |it: &Declaration| it.provider.to_string(),
        framework: [Text] = |it: &Declaration| it.framework.as_str().to_owned(),
        runs_out_first: [Nullable<BigInt>] = |it: &Declaration| it.runs_out_between().map(|(first, _)| end(first)),
        runs_out_last: [Nullable<BigInt>] = |it: &Declaration| it.runs_out_between().map(|(_, last)| end(last)),
    }
}

fn end(day: Day) -> i64 {
    end_of(day).as_microsecond()
}

impl Tx<'_> {
    /// What a provider declares to a framework.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declaration_to(
        &mut self,
        provider: OrganisationId,
        framework: &Slug,
    ) -> Result<Option<Declaration>, StoreError> {
        let body = declarations::table
            .filter(declarations::provider.eq(provider.to_string()))
            .filter(declarations::framework.eq(framework.as_str()))
            .select(declarations::body)
            .first::<String>(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// Everything that a provider declares, by framework: one to each at most.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declarations_of(&mut self, provider: OrganisationId) -> Result<Vec<Declaration>, StoreError> {
        let query = declarations::table
            .filter(declarations::provider.eq(provider.to_string()))
            .order(declarations::framework)
            .select(declarations::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }

    /// Declarations that tell of something which runs out by an instant, and of something that has not run out yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declarations_to_remind_of(&mut self, before: Timestamp) -> Result<Vec<Declaration>, StoreError> {
        let query = declarations::table
            .filter(declarations::runs_out_first.le(before.as_microsecond()))
            .filter(declarations::runs_out_last.gt(self.now().as_microsecond()))
            .order(declarations::id)
            .select(declarations::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
