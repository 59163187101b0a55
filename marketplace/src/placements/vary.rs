//! A later wording of the agreement: put to who signed an earlier one, signed, countersigned.

use super::change::change;
use super::letters::write_to_provider;
use super::wording::wording_of;
use crate::organisations::Page;
use crate::{At, Work};
use domain::frameworks::Framework;
use domain::placements::{CannotPlace, Placement, SignedVariation, Variation};
use domain::values::Slug;
use domain::{Action, Actor, PlacementId, Platform, Refused};
use store::placements::{AfterVariation, WaitsFor, WantedVariations};

/// A place whose agreement is being varied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Varied {
    /// The place.
    pub placement: Placement,
    /// Its provider's name.
    pub provider: String,
    /// The variation that waits.
    pub variation: Variation,
}

/// The places whose variation waits for a signature: the oldest application first.
///
/// # Errors
/// When the asker may not read everybody's.
pub fn variations(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedVariations,
    page: &Page<AfterVariation>,
) -> Result<Vec<Varied>, Refused> {
    let _permit = by.may(Action::ReadPlacement, &Platform)?;
    let found = work.variations(wanted, page.after, page.limit)?.into_iter();
    let varied = found.filter_map(|(placement, provider)| {
        let variation = match wanted.waits_for {
            WaitsFor::Provider => placement.variation_to_sign(),
            WaitsFor::Authority => placement.variation_to_countersign(),
        };
        Some(Varied { variation: variation?.clone(), placement, provider })
    });
    Ok(varied.collect())
}

/// How many places on a framework wait for the provider's signature under a variation, and how many for the authority's.
///
/// # Errors
/// When the asker may not read everybody's.
pub fn variations_waiting(
    work: &mut Work<'_, '_>,
    by: &Actor,
    framework: &Slug,
) -> Result<(i64, i64), Refused> {
    let _permit = by.may(Action::ReadPlacement, &Platform)?;
    let provider = work.variations_waiting(framework, WaitsFor::Provider)?;
    Ok((provider, work.variations_waiting(framework, WaitsFor::Authority)?))
}

/// Signs a later wording for the provider. The earlier one stays in force until the authority countersigns.
///
/// # Errors
/// When it is not put to the provider, or was signed before; a program cannot sign.
pub fn sign_variation(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    signed: SignedVariation,
) -> Result<Placement, Refused> {
    change(work, by, at, Action::SignAgreement, |placement, work| {
        let person = by.person().ok_or(CannotPlace::NotAPerson)?;
        placement.sign_variation(signed, person, work.now())
    })
}

/// Countersigns a later wording for the authority: it is in force from here on.
///
/// # Errors
/// When the provider has not signed it, or this was done before; a program cannot sign.
pub fn countersign_variation(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    framework_version: u32,
) -> Result<Placement, Refused> {
    let placement = change(work, by, at, Action::DecidePlacement, |placement, work| {
        let person = by.person().ok_or(CannotPlace::NotAPerson)?;
        placement.countersign_variation(framework_version, person, work.now())
    })?;
    super::agreement::keep_variation(work, &placement, framework_version)?;
    let says = "Both sides have signed the change. The agreement holds as changed from now on.";
    write_to_provider(work, &placement, "The changed agreement for {lot} is in force", &[says])?;
    Ok(placement)
}

/// A framework with a place to which its newest wording was not put yet.
fn next(work: &mut Work<'_, '_>) -> Result<Option<(Framework, Placement)>, Refused> {
    let now = work.now();
    for framework in work.frameworks()? {
        let Some((_, since)) = framework.agreement_to_put(now) else { continue };
        if let Some(placement) = work.place_to_vary(framework.slug(), since)? {
            return Ok(Some((framework, placement)));
        }
    }
    Ok(None)
}

/// Whether a later wording is to be put to someone.
pub(crate) fn is_anyone_to_be_told(work: &mut Work<'_, '_>) -> Result<bool, Refused> {
    Ok(next(work)?.is_some())
}

/// Puts the newest wording to one provider, and writes to it. `None`: everyone has it.
pub(crate) fn put_newest_wording(work: &mut Work<'_, '_>, by: &Actor) -> Result<Option<Placement>, Refused> {
    let Some((framework, placement)) = next(work)? else { return Ok(None) };
    let Some((text, since)) = framework.agreement_to_put(work.now()) else { return Ok(None) };
    let permit = by.may(Action::OfferVariation, &placement)?;
    let changed = placement.put_wording(wording_of(since, text)?, work.now())?;
    let placement = work.save(&permit, changed)?;
    if placement.variation_to_sign().is_some() {
        let says = [
            "The agreement has changed. Someone who may bind your organisation reads and signs the change.",
            "Until both sides have signed it, the agreement that you signed before stays in force. Your place is not at \
             risk from this.",
        ];
        write_to_provider(
            work,
            &placement,
            "A change to the agreement for {lot} waits for you to sign",
            &says,
        )?;
    }
    Ok(Some(placement))
}
