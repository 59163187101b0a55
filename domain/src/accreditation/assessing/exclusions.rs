//! A mark granted in part: what of the scope asked for is left out, each with its reason.

use crate::accreditation::{CannotAccredit, Places, Scope};
use crate::offerings::Channel;
use crate::values::{Name, Postcode, Prose};
use crate::{Fields, OrganisationId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use utoipa::ToSchema;

/// One part of a scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "part", content = "which", rename_all = "snake_case")]
pub enum Excluded {
    /// A channel.
    Channel(Channel),
    /// A place, by its postcode.
    Place(Postcode),
    /// A partner.
    Partner(OrganisationId),
}

impl Excluded {
    /// What it is, with a partner by its name.
    #[must_use]
    pub fn named(&self, partners: &BTreeMap<OrganisationId, Name>) -> String {
        match self {
            Self::Partner(partner) => match partners.get(partner) {
                Some(name) => format!("partner {name}"),
                None => self.to_string(),
            },
            Self::Channel(_) | Self::Place(_) => self.to_string(),
        }
    }
}

impl fmt::Display for Excluded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Channel(channel) => f.write_str(&channel.word().replace('_', " ")),
            Self::Place(postcode) => write!(f, "the place at {postcode}"),
            Self::Partner(partner) => write!(f, "partner {partner}"),
        }
    }
}

/// What the mark is not given for, though it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Exclusion {
    /// What.
    #[serde(flatten)]
    pub what: Excluded,
    /// Why.
    pub reason: Prose,
}

/// See [`Exclusion`]: one of the three, and the reason.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExclusionDraft {
    /// A channel, by its word.
    pub channel: Option<String>,
    /// A place, by its postcode.
    pub place: Option<String>,
    /// A partner, by its identifier.
    pub partner: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl ExclusionDraft {
    pub(in crate::accreditation) fn read(self, fields: &mut Fields) -> Option<Exclusion> {
        let channel = fields.optional("/channel", self.channel.as_deref())?.map(Excluded::Channel);
        let place = fields.optional("/place", self.place.as_deref())?.map(Excluded::Place);
        let partner = fields.optional("/partner", self.partner.as_deref())?.map(Excluded::Partner);
        let mut given = [channel, place, partner].into_iter().flatten();
        let what = match (given.next(), given.next()) {
            (Some(what), None) => Some(what),
            _ => {
                fields.refuse("", "invalid", "Name a channel, a place or a partner: one for each reason");
                None
            }
        };
        let reason = fields.parse("/reason", &self.reason);
        Some(Exclusion { what: what?, reason: reason? })
    }
}

impl Scope {
    /// This scope without parts of it.
    ///
    /// # Errors
    /// When something is not part of it, or nothing would be left.
    pub fn without(&self, exclusions: &[Exclusion]) -> Result<Self, CannotAccredit> {
        let mut scope = self.clone();
        for exclusion in exclusions {
            if !scope.leaves_out(&exclusion.what) {
                return Err(CannotAccredit::NotInScope(exclusion.what.clone()));
            }
        }
        let nowhere = matches!(&scope.places, Places::Listed(left) if left.is_empty());
        let is_at_places = scope.channels.contains(&Channel::InPerson);
        if scope.channels.is_empty() || (nowhere && is_at_places) {
            return Err(CannotAccredit::NothingLeft);
        }
        Ok(scope)
    }

    /// Takes a part away. `false`: it was not there.
    fn leaves_out(&mut self, what: &Excluded) -> bool {
        match what {
            Excluded::Channel(channel) => take(&mut self.channels, channel),
            Excluded::Partner(partner) => take(&mut self.partners, partner),
            Excluded::Place(postcode) => match &mut self.places {
                Places::Listed(listed) => take(listed, postcode),
                Places::AllBut(listed) if listed.contains(postcode) => false,
                Places::AllBut(listed) => {
                    listed.push(postcode.clone());
                    true
                }
                Places::All => {
                    self.places = Places::AllBut(vec![postcode.clone()]);
                    true
                }
            },
        }
    }
}

fn take<T: PartialEq>(all: &mut Vec<T>, one: &T) -> bool {
    let before = all.len();
    all.retain(|it| it != one);
    all.len() < before
}
