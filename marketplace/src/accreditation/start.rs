//! Starting an application for the quality mark.

use crate::Work;
use domain::accreditation::commands::Start;
use domain::accreditation::{Accreditation, CannotAccredit, Scope};
use domain::organisations::Organisation;
use domain::{Action, Actor, Refused};
use store::accreditation::WantedAccreditations;

/// So many applications of one provider are looked through for the mark that it was given last.
const MANY: i64 = 200;

/// Starts an application against the newest version of the Standard that is in force. Where the provider
/// holds a mark, it is that mark's renewal. It may begin from an earlier application, whose evidence is copied; and
/// where it does not say what it covers, from what was granted last. What was copied is to be looked at again.
///
/// # Errors
/// When the organisation is no provider, has an open application, or holds a mark that cannot be renewed yet; when
/// it does not say what it covers, and no mark was ever granted.
pub fn start(work: &mut Work<'_, '_>, by: &Actor, command: &Start) -> Result<Accreditation, Refused> {
    let permit = by.may(Action::ApplyForMark, &command.provider)?;
    let provider: Organisation = work.find(command.provider)?;
    let now = work.now();
    let versions = work.standards()?;
    let standard = versions.into_iter().find(|standard| standard.definition.is_in_force(now));
    let standard = standard.ok_or(CannotAccredit::NoStandard)?.definition;
    let held = work.mark_holder(command.provider)?;
    let granted = match command.scope {
        Some(_) => None,
        None => Some(granted_last(work, by, &provider)?.ok_or(CannotAccredit::NoScope)?),
    };
    let is_to_be_confirmed = granted.is_some();
    let scope = command.scope.clone().or(granted).ok_or(CannotAccredit::NoScope)?;
    let changed = Accreditation::start(work.fresh_id(), &provider, &standard, scope, held.as_ref(), now)?;
    let changed = if is_to_be_confirmed { Accreditation::scope_to_be_confirmed(changed) } else { changed };
    let changed = match command.from {
        Some(earlier) => {
            let earlier = work.look_for::<Accreditation>(earlier)?.ok_or(CannotAccredit::CannotBeginFrom)?;
            Accreditation::beginning_from(changed, &earlier, &standard)?
        }
        None => changed,
    };
    let saved = work.save(&permit, changed);
    saved.map_err(|error| Refused::from(error).duplicate_means(CannotAccredit::AlreadyOpen))
}

/// What the last mark of a provider was granted for, as it can be asked for again. `None`: none was ever granted.
///
/// # Errors
/// When the asker may not read the provider's applications.
pub fn granted_last(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: &Organisation,
) -> Result<Option<Scope>, Refused> {
    let wanted = WantedAccreditations { provider: Some(provider.id), ..WantedAccreditations::default() };
    let cases = super::list(work, by, &wanted, None, MANY)?;
    let last = cases.iter().max_by_key(|case| case.mark.as_ref().map(|mark| mark.starts));
    Ok(last.and_then(|case| case.granted_again(provider)))
}
