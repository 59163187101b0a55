//! A key to a directory of the demo, to try what needs one.

use super::Opening;
use super::cast::Cast;
use crate::seeds::{BadSeed, NotLoaded};
use domain::directories::keys::DirectoryKeyDraft;
use domain::values::Slug;
use marketplace::Market;
use serde::{Deserialize, Serialize};

/// A key, with its secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct KeyToTry {
    pub directory: String,
    pub name: String,
    pub secret: String,
}

/// Issues a key to the first directory that is open.
///
/// # Errors
/// When a use case refuses.
pub(super) fn issue(market: &Market, cast: &Cast, opening: &Opening) -> Result<Vec<KeyToTry>, NotLoaded> {
    let refused = |refused| NotLoaded::Refused { what: "a key".into(), refused };
    let Some(open) = opening.directories.iter().find(|directory| directory.state == "live") else {
        return Ok(vec![]);
    };
    let slug: Slug = open.slug.parse().map_err(|reason| BadSeed::of("demo/directories", reason))?;
    let draft = DirectoryKeyDraft { name: "Bereavement letters".into(), ..DirectoryKeyDraft::default() };
    let command = draft.parse().map_err(|reason| refused(reason.into()))?;
    let keeper = cast.someone("service-manager")?;
    let new =
        market.write(|work| marketplace::directories::keys::issue(work, keeper, &slug, command.clone()));
    let new = new.map_err(refused)?;
    Ok(vec![KeyToTry { directory: open.slug.clone(), name: new.key.name.to_string(), secret: new.secret }])
}
