//! Registering organisations.

use crate::Work;
use domain::organisations::{Organisation, RegisterProvider};
use domain::{Action, Actor, Denied, Membership, OrganisationKind, Platform, Refused, Role};

/// Registers a provider. Whoever registers it becomes its owner, in the same transaction.
///
/// # Errors
/// When nobody has signed in: a provider is registered by a person.
pub fn register_provider(
    work: &mut Work<'_, '_>,
    by: &Actor,
    command: RegisterProvider,
) -> Result<Organisation, Refused> {
    let permit = by.may(Action::RegisterProvider, &Platform)?;
    let person = by.person().ok_or(Denied::SignIn)?;
    let changed = Organisation::register_provider(work.fresh_id(), command, work.now());
    let provider = work.save(&permit, changed)?;
    let kind = OrganisationKind::Provider;
    work.add_membership(person, Membership { organisation: provider.id, kind, role: Role::Owner })?;
    Ok(provider)
}
