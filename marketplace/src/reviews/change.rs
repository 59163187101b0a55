//! Giving a look to an assessor, concluding it, closing it.

use super::show::in_sight;
use crate::accreditation::{as_officer, see_risk_again};
use crate::{At, Work};
use domain::accreditation::{CannotAccredit, CriterionId, StandardDefinition};
use domain::organisations::Organisation;
use domain::people::Person;
use domain::reviews::{CannotReview, Conclude, Review, Source};
use domain::values::Prose;
use domain::{Action, Actor, OrganisationId, PersonId, Refused, ReviewId};
use store::outbox::Letter;

/// The newest version of the Standard that is in force.
pub(super) fn newest_standard(work: &mut Work<'_, '_>) -> Result<StandardDefinition, Refused> {
    let now = work.now();
    let mut versions = work.standards()?.into_iter().map(|standard| standard.definition);
    Ok(versions.find(|version| version.is_in_force(now)).ok_or(CannotReview::NoStandard)?)
}

/// Refuses criteria that a version of the Standard does not have.
pub(super) fn criteria_of(
    work: &mut Work<'_, '_>,
    standard: u32,
    criteria: &[CriterionId],
) -> Result<(), Refused> {
    let standard = work.standard(standard)?.ok_or(CannotAccredit::NoSuchStandard(standard))?.definition;
    let unknown = criteria.iter().find(|id| standard.criterion(id).is_none());
    unknown.map_or(Ok(()), |unknown| Err(CannotReview::NoSuchCriterion(unknown.clone()).into()))
}

/// The provider and its partners: nobody of them looks.
fn parties(work: &mut Work<'_, '_>, provider: OrganisationId) -> Result<Vec<OrganisationId>, Refused> {
    let provider: Organisation = work.find(provider)?;
    let partners = provider.partners.iter().map(|partner| partner.organisation);
    Ok(std::iter::once(provider.id).chain(partners).collect())
}

/// Gives a look to an assessor, or to another one.
///
/// # Errors
/// When it is over, or the person has an interest or is no assessor.
pub fn assign(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<ReviewId>,
    assessor: PersonId,
) -> Result<Review, Refused> {
    let review = in_sight(work, by, at.id)?;
    let permit = by.may(Action::TendReviews, &review)?;
    work.expect_version(&review, at.version)?;
    let officer = as_officer(work, assessor, review.provider)?;
    let parties = parties(work, review.provider)?;
    Ok(work.save(&permit, review.assign(&officer, &parties)?)?)
}

/// Says what was found. The provider is written to; what is in its queue is seen with it.
///
/// # Errors
/// When it is not this person's to look at, or over, or a criterion is not one of the Standard.
pub fn conclude(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<ReviewId>,
    found: Conclude,
) -> Result<Review, Refused> {
    let review = in_sight(work, by, at.id)?;
    let permit = by.may(Action::AssessEvidence, &review)?;
    work.expect_version(&review, at.version)?;
    let person = by.person().ok_or(CannotReview::NotAPerson)?;
    let officer = as_officer(work, person, review.provider)?;
    let parties = parties(work, review.provider)?;
    let judged: Vec<_> = found.judgements.keys().cloned().collect();
    criteria_of(work, review.standard, &judged)?;
    let concluded = review.conclude(&officer, found, &parties, work.now())?;
    let review = work.save(&permit, concluded)?;
    see_risk_again(work, &permit, review.provider)?;
    if let Some(result) = &review.result {
        let provider: Organisation = work.find(review.provider)?;
        let first =
            format!("We looked at your quality mark. Finding: {}.", result.finding.word().replace('_', " "));
        let body = [first.as_str(), result.report.as_str()].join("\n\n");
        let subject = "What we found about your quality mark".to_owned();
        work.post(&Letter { to: provider.contact_email, subject, body })?;
    }
    tell_raiser(work, &review)?;
    Ok(review)
}

/// Writes to whoever raised a concern for a department that it is over. What came of it they read where they sign in.
fn tell_raiser(work: &mut Work<'_, '_>, review: &Review) -> Result<(), Refused> {
    let from_outside = matches!(review.source, Some(Source::Department));
    let Some(raiser) = review.raised_by.filter(|_| from_outside) else { return Ok(()) };
    let raiser = work.look_for::<Person>(raiser)?.filter(|person| person.removed_at.is_none());
    let Some(raiser) = raiser else { return Ok(()) };
    let provider: Organisation = work.find(review.provider)?;
    let address = format!("{}/concerns/raised/{}", work.market().settings().base_url, review.id);
    let body = format!("Your concern about {} is over. What came of it is here:\n{address}", provider.name);
    work.post(&Letter { to: raiser.email, subject: "What came of your concern".to_owned(), body })?;
    Ok(())
}

/// Closes it with a reason, and nobody looks.
///
/// # Errors
/// When it is over, or the Standard plans it for a mark that is still held.
pub fn close(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<ReviewId>,
    reason: Prose,
) -> Result<Review, Refused> {
    let review = in_sight(work, by, at.id)?;
    let permit = by.may(Action::TendReviews, &review)?;
    work.expect_version(&review, at.version)?;
    let person = by.person().ok_or(CannotReview::NotAPerson)?;
    let held = work.mark_holder(review.provider)?;
    let is_held = held.is_some_and(|held| Some(held.id) == review.accreditation);
    let closed = review.close(person, reason, is_held, work.now())?;
    let review = work.save(&permit, closed)?;
    see_risk_again(work, &permit, review.provider)?;
    tell_raiser(work, &review)?;
    Ok(review)
}
