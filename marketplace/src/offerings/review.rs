//! Looking at changes to live offerings that touch what was assessed.

use super::change;
use crate::{At, Work};
use domain::offerings::Offering;
use domain::values::Prose;
use domain::{Action, Actor, OfferingId, Platform, Refused};
use store::offerings::WantedChanges;

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
    change(work, by, Action::ReviewOfferings, At { id, version }, Offering::approve)
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
    change(work, by, Action::ReviewOfferings, At { id, version }, |offering, now| {
        offering.return_change(reasons, now)
    })
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
    change(work, by, Action::KeepOfferings, At { id, version }, |offering, _| offering.withdraw_change())
}
