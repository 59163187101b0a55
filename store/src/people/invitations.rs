//! Invitations.

use crate::kept::{kept, read_bodies, read_body};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::people::{Invitation, TokenHash};
use domain::{InvitationId, OrganisationId};

kept! {
    Invitation, InvitationId, "invitation" => invitations {
        organisation: [Text] = |it: &Invitation| it.organisation.to_string(),
        token_hash: [Text] = |it: &Invitation| it.token.as_str().to_owned(),
    }
}

impl Tx<'_> {
    /// The invitation of a mailed link, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitation_with(&mut self, token: &TokenHash) -> Result<Option<Invitation>, StoreError> {
        let body: Option<String> = invitations::table
            .filter(invitations::token_hash.eq(token.as_str()))
            .select(invitations::body)
            .first(self.connection)
            .optional()?;
        body.map(|body| read_body(&body)).transpose()
    }

    /// An organisation's invitations, newest first, before one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn invitations_of(
        &mut self,
        organisation: OrganisationId,
        before: Option<InvitationId>,
        limit: i64,
    ) -> Result<Vec<Invitation>, StoreError> {
        let mut query = invitations::table
            .filter(invitations::organisation.eq(organisation.to_string()))
            .order(invitations::id.desc())
            .limit(limit)
            .select(invitations::body)
            .into_boxed();
        if let Some(before) = before {
            query = query.filter(invitations::id.lt(before.to_string()));
        }
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
