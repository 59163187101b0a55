//! Entering a body that the reference data names.

use crate::Work;
use domain::organisations::{Organisation, RegisterDepartment};
use domain::{Action, Actor, Denied, OrganisationId, OrganisationKind, Platform, Refused};

/// What came of entering a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// It is new here.
    New,
    /// It was there; its own people keep its entry from then on, so it stays as it is.
    There,
}

/// Enters a department or an authority under an identifier of its own, unless it is there. Only the platform's own
/// hands do. Nobody belongs to it yet.
///
/// # Errors
/// When anyone else asks, or its address is not of the public sector.
pub fn enter_body(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OrganisationId,
    kind: OrganisationKind,
    command: RegisterDepartment,
) -> Result<(Organisation, Entered), Refused> {
    let permit = by.may(Action::RegisterDepartment, &Platform)?;
    if !matches!(by, Actor::Worker(_)) {
        return Err(Denied::WrongRole(Action::RegisterDepartment).into());
    }
    if let Some(there) = work.look_for::<Organisation>(id)? {
        return Ok((there, Entered::There));
    }
    let changed = if kind == OrganisationKind::Authority {
        Organisation::register_authority(id, command, work.now())
    } else {
        let (address, domains) = (command.contact_email.clone(), work.mail_domains()?);
        Organisation::register_department(id, command, &address, &domains, work.now())?
    };
    Ok((work.save(&permit, changed)?, Entered::New))
}
