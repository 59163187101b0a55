//! Answering and confirming a section of a declaration.

use super::show::asks;
use crate::{At, Work};
use domain::declarations::{CannotDeclare, Declaration};
use domain::frameworks::questions::Answers;
use domain::values::Key;
use domain::{Action, Actor, DeclarationId, Refused};

/// Answers a section, as a version of the framework asks it; none: the newest. Saved whole, it is confirmed.
///
/// # Errors
/// When there is no such section, or an answer breaks its limits.
pub fn declare(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<DeclarationId>,
    (section, version, answers): (Key, Option<u32>, Answers),
) -> Result<Declaration, Refused> {
    let declaration: Declaration = work.find(at.id)?;
    let permit = by.may(Action::ApplyToLot, &declaration)?;
    work.expect_version(&declaration, at.version)?;
    let (_, asks) = asks(work, &declaration.framework, version)?;
    let section = asks.section(&section).ok_or(CannotDeclare::NoSuchSection(section))?;
    let changed = declaration.declare(section, answers, work.now())?;
    Ok(work.save(&permit, changed)?)
}
