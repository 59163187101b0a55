//! Concerns about providers of the demo, and a spot check: one that waits, one that is looked into, two that are
//! over.

use super::cast::Cast;
use super::mark_life::{in_days, said};
use domain::accreditation::CriterionId;
use domain::organisations::Organisation;
use domain::reviews::{Conclude, Finding, Look, RaisedConcern, Review};
use domain::{Actor, OrganisationKind, PersonId, Refused};
use marketplace::{At, Work, reviews};
use std::collections::BTreeMap;

/// So many providers are looked through for those that hold a mark.
const MANY: i64 = 200;

fn at(review: &Review) -> At<domain::ReviewId> {
    At { id: review.id, version: review.version }
}

fn criterion(number: &str) -> Result<Vec<CriterionId>, Refused> {
    Ok(vec![number.parse().map_err(Refused::broken)?])
}

fn raised(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: &Organisation,
    about: &str,
    number: &str,
) -> Result<Review, Refused> {
    let (about, criteria) = (said(about)?, criterion(number)?);
    let concern = RaisedConcern { provider: provider.id, about, criteria, report: None };
    reviews::raise_concern(work, by, concern)
}

/// Raises them, and leads each to where it is.
///
/// # Errors
/// When a use case refuses.
pub(super) fn take(work: &mut Work<'_, '_>, cast: &Cast) -> Result<(), Refused> {
    let someone = |id| cast.someone(id).map_err(Refused::broken);
    let (manager, department) = (someone("category-manager")?, someone("service-manager")?);
    let assessor = someone("second-assessor")?;
    let person: PersonId = assessor.person().ok_or(domain::Denied::SignIn)?;
    let mut holders = vec![];
    for provider in work.organisations_of(OrganisationKind::Provider, None, MANY)? {
        if work.mark_holder(provider.id)?.is_some() {
            holders.push(provider);
        }
    }
    let [one, two, three, four, ..] = holders.as_slice() else { return Ok(()) };
    raised(work, department, one, "Three people told us that nobody was there at the hours shown.", "3.2")?;

    let looked_into =
        raised(work, department, two, "Someone says that they were asked to pay for printing.", "4.1")?;
    reviews::assign(work, manager, at(&looked_into), person)?;

    let over = raised(work, manager, three, "A helper typed for someone who could have typed.", "2.1")?;
    reviews::close(work, manager, at(&over), said("It was about another provider, who has put it right.")?)?;

    let due = in_days(work, 28);
    let look = Look {
        provider: four.id,
        about: Some(said("Call at lunchtime.")?),
        criteria: criterion("3.2")?,
        due,
    };
    let check = reviews::spot_check(work, manager, look)?;
    let check = reviews::assign(work, manager, at(&check), person)?;
    let report = said("Two calls were answered within a minute; a third was called back the same day.")?;
    let found = Conclude { finding: Finding::NothingWrong, report, judgements: BTreeMap::new() };
    reviews::conclude(work, assessor, at(&check), found)?;
    Ok(())
}
