//! Hearing an appeal.

use super::change::{in_sight, officer, standard_of};
use super::credential::take_status_place;
use super::letters::{post_letter, with_dismissal, with_letter};
use super::renewal::renewal_decided;
use crate::{At, Work};
use domain::accreditation::Accreditation;
use domain::accreditation::commands::HearAppeal;
use domain::{AccreditationId, Action, Actor, Changed, Permit, Refused};

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
    if changed.next.state.holds_a_mark() {
        let granted = changed.next.mark.as_ref().map(|mark| mark.id);
        renewal_decided(work, &permit, &changed.next, granted)?;
    }
    let case = work.save(&permit, changed)?;
    take_status_place(work, &case)?;
    post_letter(work, &case)?;
    Ok(case)
}

/// The case as hearing its appeal would leave it, with the letter that tells of it. Nothing is saved or sent.
pub(super) fn heard_on_appeal(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    heard: &HearAppeal,
) -> Result<(Permit, Changed<Accreditation>), Refused> {
    let case = in_sight(work, by, at.id)?;
    let permit = by.may(Action::DecideAccreditation, &case)?;
    work.expect_version(&case, at.version)?;
    let officer = officer(work, by, case.provider)?;
    let standard = standard_of(work, &case)?;
    let mark = work.fresh_id();
    let changed = case.hear_appeal(&officer, heard.clone(), mark, &standard, work.now())?;
    let changed = match heard {
        HearAppeal::Uphold(decided) => with_letter(work, changed, decided.outcome, &standard)?,
        HearAppeal::Dismiss { .. } => with_dismissal(work, changed),
    };
    Ok((permit, changed))
}
