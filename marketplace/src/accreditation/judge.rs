//! Judging evidence: alone, or from one of two seats, and then together.

use super::change::assess;
use crate::{At, Work};
use domain::accreditation::{Accreditation, CriterionId, Judgement, SiteVisit};
use domain::{AccreditationId, Actor, Refused};
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
    assess(work, by, at, |case, officer, standard, _| case.judge(officer, judgements, standard))
}

/// Keeps the report of a visit to a place.
///
/// # Errors
/// When it is not under assessment by this person.
pub fn report_visit(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    visit: SiteVisit,
) -> Result<Accreditation, Refused> {
    assess(work, by, at, |case, officer, standard, _| case.report_visit(officer, visit, standard))
}

/// One of two assessors locks what they judged.
///
/// # Errors
/// When a criterion is not judged, or it was locked before.
pub fn lock(work: &mut Work<'_, '_>, by: &Actor, at: At<AccreditationId>) -> Result<Accreditation, Refused> {
    assess(work, by, at, Accreditation::lock)
}

/// Proposes judgements on what two assessors judged differently.
///
/// # Errors
/// When the two have not both locked, or a criterion is not one of those that differ.
pub fn moderate(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    judgements: BTreeMap<CriterionId, Judgement>,
) -> Result<Accreditation, Refused> {
    assess(work, by, at, |case, officer, standard, _| case.moderate(officer, judgements, standard))
}

/// Agrees to what is proposed; the moderator settles with it alone.
///
/// # Errors
/// When a criterion that differs has no judgement yet.
pub fn agree(work: &mut Work<'_, '_>, by: &Actor, at: At<AccreditationId>) -> Result<Accreditation, Refused> {
    assess(work, by, at, Accreditation::agree)
}
