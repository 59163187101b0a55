//! Looking at changes to live offerings that touch what was assessed.

use super::kept_by;
use crate::Work;
use domain::offerings::Offering;
use domain::values::Prose;
use domain::{Action, Actor, OfferingId, Permit, Platform, Refused};
use store::offerings::WantedChanges;

/// Loads an offering for a reviewer, at the version that they looked at.
fn looked_at(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
) -> Result<(Offering, Permit), Refused> {
    let offering: Offering = work.find(id)?;
    let permit = by.may(Action::ReviewOfferings, &offering)?;
    work.expect_version(&offering, version)?;
    Ok((offering, permit))
}

/// Offerings with a change that waits, with the names of their providers.
///
/// # Errors
/// When the asker may not review.
pub fn list_to_review(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedChanges,
    after: Option<(i64, OfferingId)>,
    limit: i64,
) -> Result<Vec<(Offering, String)>, Refused> {
    let _permit = by.may(Action::ReviewOfferings, &Platform)?;
    let found = work.offerings_to_review(wanted, after, limit)?;
    let names = work.organisation_names(found.iter().map(|offering| offering.provider))?;
    let named = |offering: Offering| {
        let name = names.get(&offering.provider).map(ToString::to_string).unwrap_or_default();
        (offering, name)
    };
    Ok(found.into_iter().map(named).collect())
}

/// Lets people have exactly the change that the reviewer looked at.
///
/// # Errors
/// When the asker may not, the offering changed since, none waits, or it would not be whole with it.
pub fn approve_change(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
) -> Result<Offering, Refused> {
    let (offering, permit) = looked_at(work, by, id, version)?;
    let changed = offering.approve(work.now())?;
    Ok(work.save(&permit, changed)?)
}

/// Sends a change back with reasons. What is live stays.
///
/// # Errors
/// When the asker may not, the offering changed since, or none waits.
pub fn return_change(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
    reasons: Prose,
) -> Result<Offering, Refused> {
    let (offering, permit) = looked_at(work, by, id, version)?;
    let changed = offering.return_change(reasons, work.now())?;
    Ok(work.save(&permit, changed)?)
}

/// Takes a change back before anyone has looked at it.
///
/// # Errors
/// When the asker may not, the offering changed since, or none waits.
pub fn withdraw_change(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
    version: i64,
) -> Result<Offering, Refused> {
    let (offering, permit) = kept_by(work, by, id, version)?;
    let changed = offering.withdraw_change()?;
    Ok(work.save(&permit, changed)?)
}
