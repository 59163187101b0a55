//! Reading looks: one, a provider's, or the queue.

use crate::Work;
use crate::accreditation::hidden_from;
use domain::reviews::{Review, ToldConcern};
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

/// A look with the names of its provider and of who looks.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewListed {
    /// The look.
    pub review: Review,
    /// What the provider is called.
    pub provider: String,
    /// What the assessor is called, where one has it.
    pub assessor: Option<String>,
}

/// Looks by the day by which they are to be done, with names.
///
/// # Errors
/// When the asker may not.
pub fn list_named(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedReviews,
    after: Option<(i64, ReviewId)>,
    limit: i64,
) -> Result<Vec<ReviewListed>, Refused> {
    let found = list(work, by, wanted, after, limit)?;
    let providers = work.organisation_names(found.iter().map(|review| review.provider))?;
    let people = work.people(found.iter().filter_map(|review| review.assessor))?;
    let named = |review: Review| ReviewListed {
        provider: providers.get(&review.provider).map(ToString::to_string).unwrap_or_default(),
        assessor: review.assessor.and_then(|it| people.get(&it)).map(|it| it.name.to_string()),
        review,
    };
    Ok(found.into_iter().map(named).collect())
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

/// The organisations whose concerns an asker may read back.
fn raisers(by: &Actor) -> Result<Vec<OrganisationId>, Refused> {
    let own = by.memberships().iter().map(|at| at.organisation);
    let readable: Vec<_> = own.filter(|id| by.may(Action::ReadOwnConcerns, id).is_ok()).collect();
    if readable.is_empty() {
        let _permit = by.may(Action::ReadOwnConcerns, &Platform)?;
    }
    Ok(readable)
}

/// The concerns that the asker's organisations raised, with what may be told of each, by the day by which it is looked
/// into.
///
/// # Errors
/// When the asker may read none.
pub fn concerns(
    work: &mut Work<'_, '_>,
    by: &Actor,
    after: Option<(i64, ReviewId)>,
    limit: i64,
) -> Result<Vec<ToldConcern>, Refused> {
    let raised_for = Some(raisers(by)?);
    let wanted = WantedReviews { raised_for, hidden: hidden_from(work, by)?, ..WantedReviews::default() };
    let raised = work.reviews_by_due(&wanted, after, limit)?;
    Ok(raised.iter().filter_map(Review::told).collect())
}

/// One of those.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there, or another organisation raised it.
pub fn concern(work: &mut Work<'_, '_>, by: &Actor, id: ReviewId) -> Result<ToldConcern, Refused> {
    let raisers = raisers(by)?;
    let review = in_sight(work, by, id)?;
    let is_own = review.raised_for.is_some_and(|raiser| raisers.contains(&raiser));
    review.told().filter(|_| is_own).ok_or(Refused::NotFound("concern"))
}
