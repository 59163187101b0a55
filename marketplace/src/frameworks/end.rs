//! Ending a framework by a decision.

use crate::Work;
use domain::frameworks::{Ending, Framework};
use domain::values::{Prose, Slug};
use domain::{Action, Actor, Refused};

/// Ends a framework without a suitable tender, or calls it off.
///
/// # Errors
/// When it is past the point at which it could end so.
pub fn end(
    work: &mut Work<'_, '_>,
    by: &Actor,
    framework: &Slug,
    version: i64,
    ending: Ending,
    note: Prose,
) -> Result<Framework, Refused> {
    let framework = work.framework(framework)?.ok_or(Refused::NotFound("framework"))?;
    let permit = by.may(Action::MoveFramework, &framework)?;
    work.expect_version(&framework, version)?;
    let changed = framework.end(ending, note, work.now())?;
    Ok(work.save(&permit, changed)?)
}
