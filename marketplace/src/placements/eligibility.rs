//! Whether a provider can apply to a lot, and why not.

use super::sending::Surroundings;
use crate::Work;
use crate::organisations::KEEPS_FOR;
use domain::organisations::{Organisation, Trust};
use domain::placements::{Candidate, Eligibility, Placement, Start, State};
use domain::{Action, Actor, Refused};
use store::accreditation::WantedAccreditations;
use store::placements::WantedPlacements;

/// Cases of a provider that are looked at: more than any provider has.
const MOST: i64 = 1_000;

/// A provider's own applications to a lot, in any state.
pub(super) fn own_on_lot(work: &mut Work<'_, '_>, wanted: &Start) -> Result<Vec<Placement>, Refused> {
    let Start { provider, framework, lot } = wanted.clone();
    let own = WantedPlacements {
        provider: Some(provider),
        framework: Some(framework),
        lot: Some(lot),
        ..WantedPlacements::default()
    };
    Ok(work.placements_by_age(&own, None, MOST)?)
}

/// Whether a provider can apply to a lot, and everything that stands in the way: by the functions that
/// [`start`](super::start) and [`submit`](super::submit) refuse by.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such framework or lot, or the asker may not know of the provider's
/// applications.
pub fn eligibility(work: &mut Work<'_, '_>, by: &Actor, wanted: &Start) -> Result<Eligibility, Refused> {
    let _permit = by.may(Action::ReadPlacement, &wanted.provider)?;
    let provider: Organisation = work.find(wanted.provider)?;
    let (framework, ..) = crate::frameworks::lot(work, &wanted.framework, None, &wanted.lot)?;
    let own = own_on_lot(work, wanted)?;
    let of_provider = WantedAccreditations { provider: Some(provider.id), ..Default::default() };
    let cases = work.accreditations_in_order(&of_provider, None, MOST)?;
    let marks: Vec<_> = cases.into_iter().filter_map(|case| case.mark).collect();
    let now = work.now();
    let given = work.given_offerings_of(provider.id)?;
    let live = given.into_iter().filter(|offering| offering.state_at(now) == domain::offerings::State::Live);
    let offered = live.flat_map(|offering| offering.support.channels).collect();
    let is_checked = matches!(provider.trust(now, KEEPS_FOR), Trust::Verified | Trust::Vouched);
    let (framework, lot) = (&framework, &wanted.lot);
    let candidate = Candidate { provider: &provider, framework, lot, own: &own, now };
    let draft = candidate.there().filter(|there| there.state == State::Draft);
    let begun = draft.map(|draft| Surroundings::of(work, draft)).transpose()?;
    let begun = begun.as_ref().map(|begun| begun.sending(now));
    Ok(candidate.eligibility(begun.as_ref(), &marks, &offered, is_checked))
}
