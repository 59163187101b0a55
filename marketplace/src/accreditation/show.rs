//! Reading applications for the mark: one, a provider's own, or a queue by age.

use crate::Work;
use domain::accreditation::Accreditation;
use domain::{AccreditationId, Action, Actor, Platform, Refused};
use store::accreditation::WantedAccreditations;

/// An application.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn show(work: &mut Work<'_, '_>, by: &Actor, id: AccreditationId) -> Result<Accreditation, Refused> {
    let case: Accreditation = work.find(id)?;
    let _permit = by.may(Action::ReadAccreditation, &case)?;
    Ok(case)
}

/// Applications by age: of a provider, for those who may read its applications; else for those who may read
/// any.
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
    Ok(work.accreditations_by_age(wanted, after, limit)?)
}
