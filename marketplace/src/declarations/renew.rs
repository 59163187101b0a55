//! Saying that something which was declared lasts longer.

use crate::{At, Work};
use domain::casework::Renew;
use domain::declarations::Declaration;
use domain::{Action, Actor, DeclarationId, Refused};

/// Takes a later day for what was declared and runs out. What was sent with an application stays as it was.
///
/// # Errors
/// When nothing confirmed tells of something that runs out, or the day is not later.
pub fn renew(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<DeclarationId>,
    command: Renew,
) -> Result<Declaration, Refused> {
    let declaration: Declaration = work.find(at.id)?;
    let permit = by.may(Action::ApplyToLot, &declaration)?;
    work.expect_version(&declaration, at.version)?;
    let changed = declaration.renew(command, work.now())?;
    Ok(work.save(&permit, changed)?)
}
