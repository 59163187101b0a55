//! The looks that the Standard plans over the life of a mark: when each is, and what came of it.

use super::of_provider;
use crate::Work;
use crate::accreditation::show;
use domain::reviews::{Cause, Review, surveillance_days};
use domain::{AccreditationId, Actor, Day, Refused};

/// A look that the Standard plans for a mark.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedLook {
    /// On which day.
    pub on: Day,
    /// The task that became of it, once one has.
    pub task: Option<Review>,
}

/// Every look that the Standard plans over the life of the mark of an application, by day. None, where none was given,
/// and for its holder, who is not told how it is assessed.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not read the application.
pub fn planned_looks(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
) -> Result<Vec<PlannedLook>, Refused> {
    let case = show(work, by, id)?;
    let tasks = of_provider(work, by, case.provider)?;
    let of_this = |task: &&Review, on: Day| {
        task.cause == Cause::Surveillance && task.accreditation == Some(case.id) && task.due == on
    };
    let planned = surveillance_days(&case)
        .into_iter()
        .map(|on| PlannedLook { on, task: tasks.iter().find(|task| of_this(task, on)).cloned() });
    Ok(planned.collect())
}
