//! Reading applications for the mark: one, a provider's own, or a queue by age.

use super::change::in_sight;
use crate::Work;
use domain::accreditation::Accreditation;
use domain::{AccreditationId, Action, Actor, OrganisationId, Platform, Refused};
use store::accreditation::WantedAccreditations;

/// An application.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there, the asker may not know of it, or declared an interest in it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, id: AccreditationId) -> Result<Accreditation, Refused> {
    let case = in_sight(work, by, id)?;
    let _permit = by.may(Action::ReadAccreditation, &case)?;
    Ok(case.seen_by(by))
}

/// Applications in the order wanted: of a provider, for those who may read its applications; else for those
/// who may read any. Those of providers in which the asker declared an interest are not among them.
///
/// # Errors
/// When the asker may not.
pub fn list(
    work: &mut Work<'_, '_>,
    by: &Actor,
    wanted: &WantedAccreditations,
    after: Option<(i64, AccreditationId)>,
    limit: i64,
) -> Result<Vec<Accreditation>, Refused> {
    let _permit = match wanted.provider {
        Some(provider) => by.may(Action::ReadAccreditation, &provider)?,
        None => by.may(Action::ReadAccreditation, &Platform)?,
    };
    let hidden = hidden_from(work, by)?;
    let wanted = WantedAccreditations { hidden, ..wanted.clone() };
    let found = work.accreditations_in_order(&wanted, after, limit)?;
    Ok(found.into_iter().map(|case| case.seen_by(by)).collect())
}

/// The providers in which whoever asks declared an interest.
pub(crate) fn hidden_from(work: &mut Work<'_, '_>, by: &Actor) -> Result<Vec<OrganisationId>, Refused> {
    by.person().map_or(Ok(vec![]), |person| Ok(work.providers_hidden_from(person)?))
}
