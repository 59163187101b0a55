//! What a directory said and says: editions that were published, and a revision that waits to be.

use super::DirectoryContent;
use crate::{DirectoryId, Timestamp};
use serde::{Deserialize, Serialize};

/// What a directory will say once it is published, beside what it says now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// What it will say and admit.
    pub content: DirectoryContent,
    /// The edition that was live when it was saved last: publishing over a newer one could undo it.
    pub begun_from: u32,
    /// Who saved it last, as the event log keeps actors.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What a directory said from some instant on. Editions are added and never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Whose.
    pub directory: DirectoryId,
    /// 1, 2, 3 and so on.
    pub number: u32,
    /// What it said and admitted.
    pub content: DirectoryContent,
    /// Who published it, as the event log keeps actors.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The fields that differ from the edition before, as JSON pointers.
    pub changed: Vec<String>,
    /// The earlier edition that it brought back, when it did.
    pub restores: Option<u32>,
}
