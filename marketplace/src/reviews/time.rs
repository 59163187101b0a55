//! Planned looks, raised as tasks when their time comes.

use crate::Work;
use domain::reviews::{Review, surveillance_due};
use domain::{Action, Actor, Refused};

/// Raises one look that the Standard plans. `None`: none is due.
pub(crate) fn raise_planned_look(work: &mut Work<'_, '_>, by: &Actor) -> Result<Option<Review>, Refused> {
    let Some(case) = work.accreditation_to_look_at()? else { return Ok(None) };
    let permit = by.may(Action::TendReviews, &case)?;
    let Some((_, due)) = surveillance_due(&case) else { return Ok(None) };
    let planned = Review::planned(work.fresh_id(), &case, due, work.now());
    let review = work.save(&permit, planned)?;
    work.save(&permit, case.look_planned(due))?;
    Ok(Some(review))
}
