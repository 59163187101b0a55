//! What can happen to an offering.

use super::sheet::{Difference, differences};
use super::{Assessed, Channel, Place, Support};
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
    Revised(Revision),
    /// A change to what was assessed waits for a reviewer.
    ChangeProposed {
        /// What of it was assessed.
        touches: BTreeSet<Assessed>,
        /// What would change.
        changes: Vec<Difference>,
    },
    /// A reviewer let people have the change that waited.
    ChangeApproved(Revision),
    /// A reviewer sent the change back.
    ChangeReturned {},
    /// Its provider took the change back.
    ChangeWithdrawn {},
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

/// What the log keeps of a change to an offering's content.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Revision {
    /// What it says now.
    #[serde(flatten)]
    pub now: Outline,
    /// What changed, field by field. Who keeps people safe is named as changed, not told.
    pub changes: Vec<Difference>,
}

impl Revision {
    /// Longer text is cut in the log, where it is for people to compare.
    const LONGEST: usize = 500;

    /// From what was to what is.
    #[must_use]
    pub fn between(was: &Support, is: &Support) -> Self {
        Self { now: is.into(), changes: Self::changes(&differences(was, is)) }
    }

    /// Differences as the log keeps them: without personal data, and short.
    pub(super) fn changes(differences: &[Difference]) -> Vec<Difference> {
        let cut = |text: &str| match text.char_indices().nth(Self::LONGEST) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text.to_owned(),
        };
        let kept = |it: &Difference| match it.field.strip_prefix("safeguarding.") {
            Some(_) => Difference { was: String::new(), is: String::new(), ..it.clone() },
            None => Difference { field: it.field.clone(), was: cut(&it.was), is: cut(&it.is) },
        };
        differences.iter().map(kept).collect()
    }
}

impl EventBody for Happened {
    fn name(&self) -> &'static str {
        match self {
            Self::Drafted(_) => "offering.drafted",
            Self::Revised(_) => "offering.revised",
            Self::ChangeProposed { .. } => "offering.change_proposed",
            Self::ChangeApproved(_) => "offering.change_approved",
            Self::ChangeReturned {} => "offering.change_returned",
            Self::ChangeWithdrawn {} => "offering.change_withdrawn",
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
