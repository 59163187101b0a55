//! Concerns about providers of the demo, in each state, a spot check, and a change to an offering that waits for a look.

use super::cast::{Cast, acting};
use super::mark_life::{in_days, said};
use domain::accreditation::CriterionId;
use domain::offerings::OfferingDraft;
use domain::organisations::Organisation;
use domain::reviews::{Conclude, Finding, Look, RaisedConcern, Review};
use domain::{Actor, OrganisationKind, PersonId, Refused};
use marketplace::{At, Work, offerings, reviews};
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
    for provider in work.organisations_of(OrganisationKind::Provider, MANY)? {
        if work.mark_holder(provider.id)?.is_some() {
            holders.push(provider);
        }
    }
    let [one, two, three, four, five, ..] = holders.as_slice() else { return Ok(()) };
    raised(work, department, one, "Three people told us that nobody was there at the hours shown.", "3.2")?;

    let looked_into =
        raised(work, department, two, "Someone says that they were asked to pay for printing.", "4.1")?;
    reviews::assign(work, manager, at(&looked_into), person)?;

    let over = raised(work, manager, three, "A helper typed for someone who could have typed.", "2.1")?;
    reviews::close(work, manager, at(&over), said("It was about another provider, who has put it right.")?)?;

    let true_one = raised(work, department, five, "People wait three weeks for a first call.", "3.2")?;
    let true_one = reviews::assign(work, manager, at(&true_one), person)?;
    let report =
        said("Of ten people, two had waited so long, in August. Two more helpers answer calls since.")?;
    let advised = Conclude { finding: Finding::Advised, report, judgements: BTreeMap::new() };
    reviews::conclude(work, assessor, at(&true_one), advised)?;

    let closed = raised(work, department, one, "The door was locked on a bank holiday.", "3.2")?;
    reviews::close(work, manager, at(&closed), said("It is closed on bank holidays, as its entry says.")?)?;

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

/// A provider moves one of its offerings to another place: what was assessed waits for a look.
///
/// # Errors
/// When a use case refuses.
pub(super) fn let_a_change_wait(work: &mut Work<'_, '_>, cast: &Cast) -> Result<(), Refused> {
    let owner = cast.facts().find(|facts| facts.id == "provider-owner").ok_or(Refused::NotFound("person"))?;
    let email = owner.email.parse().map_err(Refused::broken)?;
    let person = work.person_with(&email)?.ok_or(Refused::NotFound("person"))?;
    let owner = acting(work, person.id)?;
    let provider = owner.memberships().first().ok_or(Refused::NotFound("membership"))?.organisation;
    let live = work.given_offerings_of(provider)?;
    let Some(moves) = live.iter().find(|it| it.support.place.is_some()) else { return Ok(()) };
    let mut draft = OfferingDraft::from(&moves.support);
    if let Some(place) = &mut draft.place {
        place.address.postcode = "LS2 7EY".to_owned();
    }
    offerings::revise(work, &owner, moves.id, moves.version, draft.parse()?).map(drop)
}
