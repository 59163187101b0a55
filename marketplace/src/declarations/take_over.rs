//! Taking over what was declared to another framework.

use super::show::asks;
use crate::{At, Work};
use domain::declarations::{CannotDeclare, Declaration};
use domain::{Action, Actor, DeclarationId, Refused};

/// Takes over what the provider confirmed in an earlier declaration, to be reviewed section by section.
///
/// # Errors
/// When the framework does not allow it, the earlier one is another's, or nothing of it fits.
pub fn take_over(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<DeclarationId>,
    (from, version): (DeclarationId, Option<u32>),
) -> Result<Declaration, Refused> {
    let declaration: Declaration = work.find(at.id)?;
    let permit = by.may(Action::ApplyToLot, &declaration)?;
    work.expect_version(&declaration, at.version)?;
    let (_, asks) = asks(work, &declaration.framework, version)?;
    let earlier: Option<Declaration> = work.look_for(from)?;
    let readable = earlier.filter(|earlier| by.may(Action::ReadPlacement, earlier).is_ok());
    let earlier = readable.ok_or(CannotDeclare::NotToTakeFrom)?;
    let changed = declaration.take_over(&earlier, &asks, work.now())?;
    Ok(work.save(&permit, changed)?)
}

/// The declarations of the same provider from which something can be taken over, as a version of the framework asks.
///
/// # Errors
/// When the asker may not know of it.
pub fn to_take_over(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: DeclarationId,
    version: Option<u32>,
) -> Result<Vec<Declaration>, Refused> {
    let declaration: Declaration = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &declaration)?;
    let (_, asks) = asks(work, &declaration.framework, version)?;
    let all = work.declarations_of(declaration.provider)?;
    let fits = |earlier: &Declaration| declaration.clone().take_over(earlier, &asks, work.now()).is_ok();
    Ok(all.into_iter().filter(fits).collect())
}
