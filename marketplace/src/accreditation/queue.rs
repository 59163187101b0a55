//! The queue: when an application is to be decided, at what risk, and who has how much to do.

use crate::Work;
use crate::organisations::KEEPS_FOR;
use domain::accreditation::{Accreditation, Risk, RiskFacts};
use domain::organisations::{Organisation, Trust};
use domain::people::Person;
use domain::values::Name;
use domain::values::bank_holidays::{Division, Holidays};
use domain::{Action, Actor, OrganisationId, OrganisationKind, Permit, PersonId, Platform, Refused, Role};
use store::accreditation::WantedAccreditations;
use store::reviews::WantedReviews;

/// So many earlier applications, and looks, of a provider are taken into account.
const MANY: i64 = 1_000;

/// The bank holidays of the authority, by which its working days are counted.
pub(crate) fn holidays<'m>(work: &Work<'m, '_>) -> &'m Holidays {
    work.market().reference().bank_holidays().of(Division::EnglandAndWales)
}

/// How many working days are left to decide on an application. Negative: so many days late. `None`: there is
/// nothing to decide.
#[must_use]
pub fn days_left(work: &Work<'_, '_>, case: &Accreditation) -> Option<i64> {
    case.assessment.days_left(holidays(work), work.now()).filter(|_| case.state.is_open())
}

/// The risk of an application, from what is known of its provider now.
pub(super) fn risk_of(
    work: &mut Work<'_, '_>,
    case: &Accreditation,
    provider: &Organisation,
) -> Result<Risk, Refused> {
    let of_provider = WantedAccreditations { provider: Some(provider.id), ..WantedAccreditations::default() };
    let mut earlier = work.accreditations_in_order(&of_provider, None, MANY)?;
    earlier.retain(|other| other.id != case.id);
    let of_provider = WantedReviews { provider: Some(provider.id), ..WantedReviews::default() };
    let reviews = work.reviews_by_due(&of_provider, None, MANY)?;
    let now = work.now();
    Ok(Risk::of(&RiskFacts {
        scope: &case.scope,
        earlier: &earlier,
        is_verified: matches!(provider.trust(now, KEEPS_FOR), Trust::Verified | Trust::Vouched),
        has_concerns: reviews.iter().any(domain::reviews::Review::is_a_risk),
        has_missed_looks: reviews.iter().any(|review| review.is_missed_at(now)),
    }))
}

/// Looks again at the risk of what a provider has in the queue, after something became known of it.
pub(crate) fn see_risk_again(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    provider: OrganisationId,
) -> Result<(), Refused> {
    let of_provider = WantedAccreditations { provider: Some(provider), ..WantedAccreditations::default() };
    let cases = work.accreditations_in_order(&of_provider, None, MANY)?;
    let Some(open) = cases.into_iter().find(|case| case.state.is_open()) else { return Ok(()) };
    let provider: Organisation = work.find(provider)?;
    let risk = risk_of(work, &open, &provider)?;
    if let Some(changed) = open.risk_seen(risk) {
        work.save(permit, changed)?;
    }
    Ok(())
}

/// An assessor, and what they have to do now.
#[derive(Debug, Clone, PartialEq)]
pub struct Workload {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: Name,
    /// How many open cases they have.
    pub cases: usize,
    /// The same, weighted: one for each, and one more for each point of risk.
    pub weight: i64,
}

/// The assessors of the authority with what they have to do, the least busy first.
///
/// # Errors
/// When the asker may not read the queue.
pub fn workloads(work: &mut Work<'_, '_>, by: &Actor) -> Result<Vec<Workload>, Refused> {
    let _permit = by.may(Action::ReadAccreditation, &Platform)?;
    let open = work.cases_with_assessors()?;
    let mut all = vec![];
    for authority in work.organisations_of(OrganisationKind::Authority, MANY)? {
        let team = work.team(authority.id, authority.kind)?;
        for member in team.members.into_iter().filter(|member| member.role == Role::Assessor) {
            let own = || open.iter().filter(|case| case.assessors.contains(&member.person));
            let person: Person = work.find(member.person)?;
            let weight = own().map(|case| 1 + case.risk.max(0)).sum();
            all.push(Workload { person: member.person, name: person.name, cases: own().count(), weight });
        }
    }
    all.sort_by(|one, other| {
        (one.weight, &one.name, one.person).cmp(&(other.weight, &other.name, other.person))
    });
    Ok(all)
}
