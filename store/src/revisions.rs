//! Versions of frameworks' definitions while they are written.

use crate::kept::{kept, read_bodies};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::FrameworkRevisionId;
use domain::frameworks::{Revision, RevisionState};

kept! {
    Revision, FrameworkRevisionId, "framework draft" => framework_revisions {
        framework: [Text] = |it: &Revision| it.framework.as_str().to_owned(),
        state: [Text] = |it: &Revision| it.state.word(),
    }
}

impl Tx<'_> {
    /// What is being written: at most one a framework, by slug.
    ///
    /// # Errors
    /// When the database fails.
    pub fn framework_drafts(&mut self) -> Result<Vec<Revision>, StoreError> {
        let query = framework_revisions::table
            .filter(framework_revisions::state.eq(RevisionState::Draft.word()))
            .order(framework_revisions::framework)
            .select(framework_revisions::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
