//! What can happen to an offering.

use super::{Channel, Place, Support};
use crate::{Day, EventBody};
use serde::Serialize;
use std::collections::BTreeSet;

/// What happened to an offering. No personal data: who was checked for home visits is not here.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Happened {
    /// It was begun.
    Drafted(Outline),
    /// What it says was changed.
    Revised(Outline),
    /// It went live.
    Published(Outline),
    /// It stopped for a while.
    Paused {
        /// The first day on which it is given again, when that is known.
        until: Option<Day>,
    },
    /// It began again.
    Resumed {},
    /// Its provider said that it is still right.
    Confirmed {
        /// When.
        on: Day,
    },
    /// There is no room for more people for a while.
    Filled {
        /// The first day on which there is room again.
        until: Day,
    },
    /// There is room again, sooner than was said.
    HasRoom {},
    /// It stopped for good.
    Ended {},
}

/// What the log keeps of an offering's content.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outline {
    /// What it is called.
    pub name: String,
    /// Its channels.
    pub channels: BTreeSet<Channel>,
    /// The postcode of its place.
    pub postcode: Option<String>,
}

impl From<&Support> for Outline {
    fn from(support: &Support) -> Self {
        let postcode = |place: &Place| place.address.postcode.to_string();
        Self {
            name: support.name.to_string(),
            channels: support.channels.clone(),
            postcode: support.place.as_ref().map(postcode),
        }
    }
}

impl EventBody for Happened {
    fn name(&self) -> &'static str {
        match self {
            Self::Drafted(_) => "offering.drafted",
            Self::Revised(_) => "offering.revised",
            Self::Published(_) => "offering.published",
            Self::Paused { .. } => "offering.paused",
            Self::Resumed {} => "offering.resumed",
            Self::Confirmed { .. } => "offering.confirmed",
            Self::Filled { .. } => "offering.filled",
            Self::HasRoom {} => "offering.has_room",
            Self::Ended {} => "offering.ended",
        }
    }
}
