//! Beginning an assessment.

use super::change::{change, officer};
use crate::{At, Work};
use domain::accreditation::{Accreditation, Places};
use domain::offerings::Channel;
use domain::values::Postcode;
use domain::{AccreditationId, Action, Actor, Refused};

/// The assessor begins, having stated that there is no conflict.
///
/// # Errors
/// When the person is not its assessor, or has a conflict after all.
pub fn begin(work: &mut Work<'_, '_>, by: &Actor, at: At<AccreditationId>) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AssessEvidence, |case, work| {
        let officer = officer(work, by, case.provider)?;
        let places = places_of(work, &case)?;
        case.begin(&officer, &places, work.now()).map_err(Refused::from)
    })
}

/// The places at which help is asked to be covered: those named, or those of the provider's offerings.
fn places_of(work: &mut Work<'_, '_>, case: &Accreditation) -> Result<Vec<Postcode>, Refused> {
    if !case.scope.channels.contains(&Channel::InPerson) {
        return Ok(vec![]);
    }
    if let Places::Listed(listed) = &case.scope.places {
        return Ok(listed.clone());
    }
    let offerings = work.given_offerings_of(case.provider)?;
    let places = offerings.into_iter().filter_map(|offering| offering.support.place);
    let places = places.map(|place| place.address.postcode);
    Ok(places.filter(|postcode| case.scope.covers_place(postcode)).collect())
}
