//! What of a provider is due, by its day.

use crate::Work;
use domain::declarations::Declaration;
use domain::due::Due;
use domain::frameworks::Lot;
use domain::kernel::time::day_of;
use domain::organisations::Organisation;
use domain::placements::Placement;
use domain::{Action, Actor, OrganisationId, Refused};
use store::accreditation::WantedAccreditations;
use store::placements::WantedPlacements;

/// Cases of one provider that are looked at, of either kind: more than any provider has.
const MOST: i64 = 1_000;

/// Everything of a provider that is due, or soon will be, by its day: of what the asker may read.
///
/// # Errors
/// When the asker may read neither its applications nor its marks, and [`Refused::NotFound`].
pub fn due_of(work: &mut Work<'_, '_>, by: &Actor, provider: OrganisationId) -> Result<Vec<Due>, Refused> {
    let _permit =
        by.may(Action::ReadPlacement, &provider).or_else(|_| by.may(Action::ReadAccreditation, &provider))?;
    let provider = work.find::<Organisation>(provider)?.id;
    let mut all = vec![];
    if by.may(Action::ReadPlacement, &provider).is_ok() {
        let of_provider = WantedPlacements { provider: Some(provider), ..Default::default() };
        for placement in work.placements_by_age(&of_provider, None, MOST)? {
            all.extend(of_placement(work, &placement)?);
        }
        for declaration in work.declarations_of(provider)? {
            all.extend(of_declaration(work, &declaration)?);
        }
    }
    if by.may(Action::ReadAccreditation, &provider).is_ok() {
        let of_provider = WantedAccreditations { provider: Some(provider), ..Default::default() };
        let cases = work.accreditations_in_order(&of_provider, None, MOST)?;
        all.extend(cases.iter().flat_map(Due::of_case));
    }
    let today = day_of(work.now());
    all.retain(|due| due.is_shown(today));
    all.sort_by_key(|due| due.day);
    Ok(all)
}

/// What of a placement is due.
pub(crate) fn of_placement(work: &mut Work<'_, '_>, placement: &Placement) -> Result<Vec<Due>, Refused> {
    if !placement.state.is_live() {
        return Ok(vec![]);
    }
    let lot: Lot = crate::placements::lot_applied_to(work, placement)?;
    Ok(Due::of_placement(placement, &lot))
}

/// What of a declaration is due, while its provider is held to it.
pub(crate) fn of_declaration(
    work: &mut Work<'_, '_>,
    declaration: &Declaration,
) -> Result<Vec<Due>, Refused> {
    let due = Due::of_declaration(declaration);
    if due.is_empty() {
        return Ok(due);
    }
    let to_framework = WantedPlacements {
        provider: Some(declaration.provider),
        framework: Some(declaration.framework.clone()),
        ..Default::default()
    };
    let is_held =
        work.placements_by_age(&to_framework, None, MOST)?.iter().any(Placement::is_held_to_its_answers);
    Ok(if is_held { due } else { vec![] })
}
