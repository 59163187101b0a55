//! What happened to an offering, and by whom.

use super::show;
use crate::Work;
use domain::offerings::sheet::Difference;
use domain::people::Person;
use domain::{Actor, OfferingId, OrganisationId, OrganisationKind, Refused, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One thing that happened to an offering.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// By whom, as a member of its provider may know it: colleagues by name, everyone else by what they are.
    pub by: String,
    /// What, by its stable name: `offering.revised`.
    pub what: String,
    /// What changed, field by field.
    pub changes: Vec<Difference>,
}

/// What the log may hold of a change.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Logged {
    changes: Vec<Difference>,
}

/// Everything that happened to an offering, newest first.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn history(work: &mut Work<'_, '_>, by: &Actor, id: OfferingId) -> Result<Vec<Change>, Refused> {
    let offering = show(work, by, id)?;
    let entries = work.entries_about(id.into())?;
    let colleagues = names(work, offering.provider)?;
    let changes = entries.into_iter().rev().map(|entry| Change {
        at: Timestamp::from_microsecond(entry.at).unwrap_or_default(),
        by: who(&entry.actor, &entry.name, &colleagues),
        what: entry.name,
        changes: serde_json::from_str::<Logged>(&entry.body).unwrap_or_default().changes,
    });
    Ok(changes.collect())
}

/// The people of a provider as the log names them, with their names.
fn names(work: &mut Work<'_, '_>, provider: OrganisationId) -> Result<BTreeMap<String, String>, Refused> {
    let team = work.team(provider, OrganisationKind::Provider)?;
    let mut names = BTreeMap::new();
    for member in team.members {
        let person: Person = work.find(member.person)?;
        names.insert(format!("person:{}", member.person), person.name.to_string());
    }
    Ok(names)
}

fn who(actor: &str, what: &str, colleagues: &BTreeMap<String, String>) -> String {
    match (colleagues.get(actor), actor.split_once(':').map_or(actor, |(kind, _)| kind)) {
        (Some(name), _) => name.clone(),
        (None, _) if matches!(what, "offering.change_approved" | "offering.change_returned") => {
            "A reviewer".to_owned()
        }
        (None, "person") => "Someone who is not in the team now".to_owned(),
        (None, "client") => "A program of the provider".to_owned(),
        (None, _) => "Signpost".to_owned(),
    }
}
