//! Hearing an appeal.

use super::decide::{carry_out, to_decide};
use super::letters::{with_dismissal, with_letter};
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::accreditation::commands::HearAppeal;
use domain::{AccreditationId, Actor, Changed, Permit, Refused};

/// Hears an appeal, by someone who neither assessed nor decided.
///
/// # Errors
/// When there is none, the person did either or has a conflict, or an essential criterion stands in the way.
pub fn hear_appeal(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    heard: &HearAppeal,
) -> Result<Accreditation, Refused> {
    let (permit, changed) = heard_on_appeal(work, by, at, heard)?;
    carry_out(work, &permit, changed)
}

/// The case as hearing its appeal would leave it, with the letter that tells of it. Nothing is saved or sent.
pub(super) fn heard_on_appeal(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    heard: &HearAppeal,
) -> Result<(Permit, Changed<Accreditation>), Refused> {
    let (permit, case, officer, standard) = to_decide(work, by, at)?;
    let mark = work.fresh_id();
    let changed = case.hear_appeal(&officer, heard.clone(), mark, &standard, work.now())?;
    let changed = match heard {
        HearAppeal::Uphold(decided) => with_letter(work, changed, decided.outcome, &standard)?,
        HearAppeal::Dismiss { .. } => with_dismissal(work, changed),
    };
    Ok((permit, changed))
}
