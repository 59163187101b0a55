//! Judging evidence.

use super::change::{change, officer, standard_of};
use crate::{At, Work};
use domain::accreditation::{Accreditation, CriterionId, Judgement};
use domain::{AccreditationId, Action, Actor, Refused};
use std::collections::BTreeMap;

/// Judges criteria, in place of earlier judgements on them.
///
/// # Errors
/// When it is not under assessment by this person, or a criterion is not one of the Standard.
pub fn judge(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    judgements: BTreeMap<CriterionId, Judgement>,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AssessEvidence, |case, work| {
        let officer = officer(work, by, case.provider)?;
        let standard = standard_of(work, &case)?;
        case.judge(&officer, judgements, &standard).map_err(Refused::from)
    })
}
