//! Starting an application for the quality mark.

use crate::Work;
use domain::accreditation::commands::Start;
use domain::accreditation::{Accreditation, CannotAccredit};
use domain::organisations::Organisation;
use domain::{Action, Actor, Refused};

/// Starts an application against the newest version of the Standard that is in force. Where the provider
/// holds a mark, it is that mark's renewal. It may begin from an earlier application, whose evidence is copied.
///
/// # Errors
/// When the organisation is no provider, has an open application, or holds a mark that cannot be renewed yet.
pub fn start(work: &mut Work<'_, '_>, by: &Actor, command: &Start) -> Result<Accreditation, Refused> {
    let permit = by.may(Action::ApplyForMark, &command.provider)?;
    let provider: Organisation = work.find(command.provider)?;
    let now = work.now();
    let versions = work.standards()?;
    let standard = versions.into_iter().find(|standard| standard.definition.is_in_force(now));
    let standard = standard.ok_or(CannotAccredit::NoStandard)?.definition;
    let held = work.mark_holder(command.provider)?;
    let scope = command.scope.clone();
    let changed = Accreditation::start(work.fresh_id(), &provider, &standard, scope, held.as_ref(), now)?;
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
