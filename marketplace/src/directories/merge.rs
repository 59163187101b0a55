//! Keeping questions cheap while listings change.

use crate::Market;

/// Lays what changed into one new index, when it has become so much that questions take noticeably longer.
/// It may take seconds; who asks never waits for it, and changes go on meanwhile. Says whether it was done.
pub fn merge(market: &Market) -> bool {
    let finder = market.directories().finder();
    finder.wants_merge() && finder.merge()
}
