//! Reading looks: one, a provider's, or the queue.

use crate::Work;
use crate::accreditation::hidden_from;
use domain::reviews::Review;
use domain::{Action, Actor, OrganisationId, Platform, Refused, ReviewId};
use store::reviews::WantedReviews;

/// So many looks of one provider are shown beside its case.
const MANY: i64 = 200;

/// A look, unless whoever asks declared an interest in its provider: then there is none.
pub(super) fn in_sight(work: &mut Work<'_, '_>, by: &Actor, id: ReviewId) -> Result<Review, Refused> {
    let review: Review = work.find(id)?;
    let is_hidden = hidden_from(work, by)?.contains(&review.provider);
    if is_hidden { Err(Refused::NotFound("review")) } else { Ok(review) }
}

/// A look.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there, or the asker may not know of it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, id: ReviewId) -> Result<Review, Refused> {
    let review = in_sight(work, by, id)?;
    let _permit = by.may(Action::ReadReviews, &review)?;
    Ok(review)
}

/// Looks by the day by which they are to be done.
///
/// # Errors
/// When the asker may not.
pub fn list(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedReviews,
    after: Option<(i64, ReviewId)>,
    limit: i64,
) -> Result<Vec<Review>, Refused> {
    let _permit = by.may(Action::ReadReviews, &Platform)?;
    let wanted = WantedReviews { hidden: hidden_from(work, by)?, ..wanted.clone() };
    Ok(work.reviews_by_due(&wanted, after, limit)?)
}

/// Every look at a provider, for whoever may read them; none for others.
///
/// # Errors
/// When the database fails.
pub fn of_provider(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: OrganisationId,
) -> Result<Vec<Review>, Refused> {
    if by.may(Action::ReadReviews, &Platform).is_err() {
        return Ok(vec![]);
    }
    let wanted = WantedReviews { provider: Some(provider), ..WantedReviews::default() };
    list(work, by, &wanted, None, MANY)
}
