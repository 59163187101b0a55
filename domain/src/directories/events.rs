//! What can happen to a directory.

use crate::EventBody;
use crate::values::Slug;
use serde::Serialize;

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
            Self::Published {} => "directory.published",
            Self::Paused {} => "directory.paused",
            Self::Resumed {} => "directory.resumed",
        }
    }
}
