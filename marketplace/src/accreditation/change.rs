//! What every change to an application for the mark has in common.

use crate::{At, Work};
use domain::accreditation::{Accreditation, CannotAccredit, Officer, StandardDefinition};
use domain::{AccreditationId, Action, Actor, Changed, OrganisationId, PersonId, Refused, Timestamp};

/// Loads, asks for the right, checks the version, lets `decide` decide, saves.
pub(super) fn change<R: Into<Refused>>(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    action: Action,
    decide: impl FnOnce(Accreditation, &mut Work<'_, '_>) -> Result<Changed<Accreditation>, R>,
) -> Result<Accreditation, Refused> {
    let case = in_sight(work, by, at.id)?;
    let permit = by.may(action, &case)?;
    work.expect_version(&case, at.version)?;
    let changed = decide(case, work).map_err(Into::into)?;
    let saved = work.save(&permit, changed);
    // An appeal opens the case again; the provider may have opened another meanwhile.
    saved.map_err(|error| Refused::from(error).duplicate_means(CannotAccredit::AlreadyOpen))
}

/// What an assessor does to a case, by the Standard that it is judged by.
pub(super) fn assess(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    decide: impl FnOnce(
        Accreditation,
        &Officer,
        &StandardDefinition,
        Timestamp,
    ) -> Result<Changed<Accreditation>, CannotAccredit>,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::AssessEvidence, |case, work| {
        let officer = officer(work, by, case.provider)?;
        let standard = standard_of(work, &case)?;
        decide(case, &officer, &standard, work.now()).map_err(Refused::from)
    })
}

/// An application, unless whoever asks declared an interest in its provider: then there is none.
pub(super) fn in_sight(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
) -> Result<Accreditation, Refused> {
    let case: Accreditation = work.find(id)?;
    match by.person() {
        Some(person) if work.has_conflict(person, case.provider)? => Err(Refused::NotFound("accreditation")),
        _ => Ok(case),
    }
}

/// The version of the Standard that a case is judged by.
pub(super) fn standard_of(
    work: &mut Work<'_, '_>,
    case: &Accreditation,
) -> Result<StandardDefinition, Refused> {
    let standard = work.standard(case.standard)?.ok_or(CannotAccredit::NoSuchStandard(case.standard))?;
    Ok(standard.definition)
}

/// Whoever acts for the authority on a provider's case: a person, with the conflicts they declared.
pub(super) fn officer(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: OrganisationId,
) -> Result<Officer, Refused> {
    let person = by.person().ok_or(CannotAccredit::NotAPerson)?;
    let declared = declared_conflict(work, person, provider)?;
    Officer::of(by, declared).ok_or_else(|| CannotAccredit::NotAPerson.into())
}

/// Whether a person declared a conflict with a provider, in any of its cases.
pub(super) fn declared_conflict(
    work: &mut Work<'_, '_>,
    person: PersonId,
    provider: OrganisationId,
) -> Result<bool, Refused> {
    Ok(work.has_conflict(person, provider)?)
}
