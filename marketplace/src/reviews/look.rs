//! Having a mark looked at without a cause.

use super::change::criteria_of;
use crate::Work;
use domain::reviews::{CannotReview, Look, Review};
use domain::{Action, Actor, Refused};

/// Starts a spot check of the mark that a provider holds.
///
/// # Errors
/// When it holds none, or a criterion is not one of the Standard.
pub fn spot_check(work: &mut Work<'_, '_>, by: &Actor, look: Look) -> Result<Review, Refused> {
    let permit = by.may(Action::TendReviews, &look.provider)?;
    let person = by.person().ok_or(CannotReview::NotAPerson)?;
    let held = work.mark_holder(look.provider)?.ok_or(CannotReview::NoMark)?;
    criteria_of(work, held.standard, &look.criteria)?;
    let started = Review::spot_check(work.fresh_id(), &held, look, person, work.now())?;
    Ok(work.save(&permit, started)?)
}
