//! Recommending a decision.

use super::change::assess;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::accreditation::commands::Decide;
use domain::{AccreditationId, Actor, Refused};

/// Recommends. From here on it is someone else's to decide.
///
/// # Errors
/// When a criterion is not judged, or the recommendation is at odds with the judgements.
pub fn recommend(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    recommended: Decide,
) -> Result<Accreditation, Refused> {
    let case = assess(work, by, at, |case, officer, standard, now| {
        case.recommend(officer, recommended, standard, now)
    })?;
    // What was typed on the way is nobody's business from here on.
    work.forget_working_judgements(case.id)?;
    Ok(case)
}
