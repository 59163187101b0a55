//! What can happen to a directory.

use crate::EventBody;
use crate::values::{Sha256, Slug};
use serde::Serialize;

const REVISION_SAVED: &str = "directory.revision_saved";
const REVISION_DROPPED: &str = "directory.revision_dropped";
const LOGO_UPLOADED: &str = "directory.logo_uploaded";

/// Whether an event of this name changes nothing that the public sees: it prepares what will be published.
#[must_use]
pub fn waits(name: &str) -> bool {
    [REVISION_SAVED, REVISION_DROPPED, LOGO_UPLOADED].contains(&name)
}

/// What happened to a directory.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Happened {
    /// It was set up.
    Drafted {
        /// Its short name.
        slug: Slug,
    },
    /// It says or admits something else.
    Revised {
        /// Its short name.
        slug: Slug,
        /// Whether it admits something else.
        admits_otherwise: bool,
        /// The number of the new edition.
        edition: u32,
    },
    /// What it will say was saved, beside what it says.
    RevisionSaved {
        /// The edition that was live.
        begun_from: u32,
        /// The fields that differ from it, as JSON pointers.
        changed: Vec<String>,
    },
    /// What it was to say was taken back.
    RevisionDropped {},
    /// An earlier edition came back as a new one.
    Restored {
        /// The number of the earlier one.
        restores: u32,
        /// The number of the new one.
        edition: u32,
        /// Whether it admits something else.
        admits_otherwise: bool,
    },
    /// A picture was uploaded for its logo.
    LogoUploaded {
        /// The hash of the picture as it is kept.
        sha256: Sha256,
        /// How many bytes it has.
        bytes: u64,
    },
    /// It was opened.
    Published {},
    /// It was closed for a while.
    Paused {},
    /// It was opened again.
    Resumed {},
}

impl EventBody for Happened {
    fn name(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "directory.drafted",
            Self::Revised { .. } => "directory.revised",
            Self::RevisionSaved { .. } => REVISION_SAVED,
            Self::RevisionDropped {} => REVISION_DROPPED,
            Self::Restored { .. } => "directory.restored",
            Self::LogoUploaded { .. } => LOGO_UPLOADED,
            Self::Published {} => "directory.published",
            Self::Paused {} => "directory.paused",
            Self::Resumed {} => "directory.resumed",
        }
    }
}
