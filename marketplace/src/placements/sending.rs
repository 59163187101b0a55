//! What an application is held against when it is sent, and everything that keeps one from being sent.

use super::change::applied_to;
use crate::{Work, declarations};
use domain::declarations::Declaration;
use domain::frameworks::{AskedDeclaration, Framework, Lot};
use domain::organisations::Organisation;
use domain::placements::{Placement, Reason, Sending, State};
use domain::{Action, Actor, PlacementId, Refused, Timestamp};

/// What stands around an application that was begun.
pub(super) struct Surroundings {
    provider: Organisation,
    framework: Framework,
    lot: Lot,
    declared: Option<(AskedDeclaration, Declaration)>,
}

impl Surroundings {
    pub(super) fn of(work: &mut Work<'_, '_>, placement: &Placement) -> Result<Self, Refused> {
        let (framework, lot) = applied_to(work, placement)?;
        let declared = declarations::for_application(work, placement)?;
        Ok(Self { provider: work.find(placement.provider)?, framework, lot, declared })
    }

    pub(super) fn sending(&self, now: Timestamp) -> Sending<'_> {
        let Self { provider, framework, lot, declared } = self;
        let declared = declared.as_ref().map(|(asked, declaration)| (asked, declaration));
        Sending { provider, framework, lot, declared, now }
    }
}

/// Everything that keeps an application from being sent, by the function that [`submit`](super::submit()) refuses by.
/// Nothing, where it was sent.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn left_to_send(work: &mut Work<'_, '_>, by: &Actor, id: PlacementId) -> Result<Vec<Reason>, Refused> {
    let placement: Placement = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &placement)?;
    if placement.state != State::Draft {
        return Ok(vec![]);
    }
    let surroundings = Surroundings::of(work, &placement)?;
    Ok(placement.left_to_send(&surroundings.sending(work.now())))
}
