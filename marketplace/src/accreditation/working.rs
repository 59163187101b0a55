//! Saving a judgement while it is written: as it is, and for its writer alone.

use super::change::{in_sight, officer, standard_of};
use crate::{At, Work};
use domain::accreditation::{
    Accreditation, CannotAccredit, CriterionId, Judgement, WorkingDraft, WorkingJudgement,
};
use domain::{AccreditationId, Action, Actor, Permit, PersonId, Refused, Timestamp};
use std::collections::BTreeMap;

/// What an assessor has typed on a criterion so far. `None`: nothing.
///
/// # Errors
/// When the asker does not assess.
pub fn working_judgement(
    work: &mut Work<'_, '_>,
    by: &Actor,
    case: AccreditationId,
    criterion: &CriterionId,
) -> Result<Option<WorkingJudgement>, Refused> {
    let case = in_sight(work, by, case)?;
    let _permit = by.may(Action::AssessEvidence, &case)?;
    let person = by.person().ok_or(CannotAccredit::NotAPerson)?;
    Ok(work.working_judgement(case.id, person, criterion)?)
}

/// Keeps what an assessor has typed on a criterion. `read` is the version that the page was opened with, 0 where
/// nothing had been typed: what was saved from another page since is not written over.
///
/// # Errors
/// When it is not this person's to judge, or it was saved from another page since.
pub fn keep_working_judgement(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
    criterion: &CriterionId,
    read: i64,
    typed: WorkingDraft,
) -> Result<WorkingJudgement, Refused> {
    let case = in_sight(work, by, id)?;
    let permit = by.may(Action::AssessEvidence, &case)?;
    let officer = officer(work, by, case.provider)?;
    case.is_judged_by(&officer)?;
    if standard_of(work, &case)?.criterion(criterion).is_none() {
        return Err(CannotAccredit::NoSuchCriterion(criterion.clone()).into());
    }
    kept(work, &permit, (&case, officer.person, criterion), read, typed)
}

/// Judges one criterion from a page: the judgement, and what was typed, are the same from here on. It is not the
/// version of the case that must be as read, which another assessor may change at any time, but that of what this
/// one typed.
///
/// # Errors
/// As [`super::judge`]; and when it was saved from another page since.
pub fn judge_one(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
    criterion: &CriterionId,
    read: i64,
    judgement: Judgement,
) -> Result<Accreditation, Refused> {
    let case = in_sight(work, by, id)?;
    let permit = by.may(Action::AssessEvidence, &case)?;
    let officer = officer(work, by, case.provider)?;
    let typed = WorkingDraft {
        verdict: judgement.verdict.to_string(),
        reasons: judgement.reasons.to_string(),
        equivalent: judgement.equivalent.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    kept(work, &permit, (&case, officer.person, criterion), read, typed)?;
    let at = At { id, version: case.version };
    super::judge(work, by, at, BTreeMap::from([(criterion.clone(), judgement)]))
}

fn kept(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    (case, assessor, criterion): (&Accreditation, PersonId, &CriterionId),
    read: i64,
    typed: WorkingDraft,
) -> Result<WorkingJudgement, Refused> {
    let there = work.working_judgement(case.id, assessor, criterion)?;
    let current = there.as_ref().map_or(0, |there| there.version);
    if current != read {
        return Err(Refused::Stale { current });
    }
    let working = there.unwrap_or_else(|| WorkingJudgement {
        id: work.fresh_id(),
        version: 0,
        case: case.id,
        assessor,
        criterion: criterion.clone(),
        typed: WorkingDraft::default(),
        saved_at: Timestamp::UNIX_EPOCH,
    });
    let now = work.now();
    Ok(work.save(permit, working.typed(typed, now))?)
}
