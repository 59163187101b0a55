//! Versions of the Standard on their way through the board.

use crate::kept::{kept, read_bodies};
use crate::{StoreError, Tx};
use diesel::prelude::*;
use domain::StandardProposalId;
use domain::accreditation::{Proposal, ProposalState};

kept! {
    Proposal, StandardProposalId, "version of the Standard" => standard_proposals {
        state: [Text] = |it: &Proposal| it.state.word(),
        under_way: [Nullable<BigInt>] = under_way,
    }
}

/// The same for every one that is on its way: the database lets there be one.
fn under_way(proposal: &Proposal) -> Option<i64> {
    let closed = matches!(proposal.state, ProposalState::Published | ProposalState::Withdrawn);
    (!closed).then_some(1)
}

impl Tx<'_> {
    /// Every version that was ever on its way, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn standard_proposals(&mut self) -> Result<Vec<Proposal>, StoreError> {
        let query =
            standard_proposals::table.order(standard_proposals::id.desc()).select(standard_proposals::body);
        read_bodies(&query.load::<String>(self.connection)?)
    }
}
