//! Reading declarations: one, a provider's own, and as a version of the framework asks it.

use crate::Work;
use domain::declarations::{CannotDeclare, Declaration};
use domain::frameworks::AskedDeclaration;
use domain::placements::Placement;
use domain::values::Slug;
use domain::{Action, Actor, DeclarationId, OrganisationId, PlacementId, Refused};

/// A declaration, and what a version of its framework asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The declaration.
    pub declaration: Declaration,
    /// Which version asks.
    pub framework_version: u32,
    /// What it asks.
    pub asks: AskedDeclaration,
}

impl Asked {
    /// With what a version of the framework asks; none: the newest.
    ///
    /// # Errors
    /// When that version asks for no declaration, or is not there.
    pub fn of(
        work: &mut Work<'_, '_>,
        declaration: Declaration,
        version: Option<u32>,
    ) -> Result<Self, Refused> {
        let (framework_version, asks) = asks(work, &declaration.framework, version)?;
        Ok(Self { declaration, framework_version, asks })
    }
}

/// What a version of a framework asks, and its number.
pub(super) fn asks(
    work: &mut Work<'_, '_>,
    framework: &Slug,
    version: Option<u32>,
) -> Result<(u32, AskedDeclaration), Refused> {
    let (_, definition) = crate::frameworks::show(work, framework, version)?;
    let asks = definition.declaration.ok_or(CannotDeclare::NotAsked)?;
    Ok((definition.version, asks))
}

/// A declaration, with what a version of its framework asks; none: the newest.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it; when that version asks for none.
pub fn show(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: DeclarationId,
    version: Option<u32>,
) -> Result<Asked, Refused> {
    let declaration: Declaration = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &declaration)?;
    Asked::of(work, declaration, version)
}

/// A declaration as it stands, whatever its framework asks now.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn find(work: &mut Work<'_, '_>, by: &Actor, id: DeclarationId) -> Result<Declaration, Refused> {
    let declaration: Declaration = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &declaration)?;
    Ok(declaration)
}

/// What a provider declares, by framework.
///
/// # Errors
/// When the asker may not know of the provider's applications.
pub fn list(
    work: &mut Work<'_, '_>,
    by: &Actor,
    provider: OrganisationId,
) -> Result<Vec<Declaration>, Refused> {
    let _permit = by.may(Action::ReadPlacement, &provider)?;
    Ok(work.declarations_of(provider)?)
}

/// What the version to which an application was made asks, and what is declared. `None`: it asks nothing.
pub(crate) fn for_application(
    work: &mut Work<'_, '_>,
    placement: &Placement,
) -> Result<Option<(AskedDeclaration, Declaration)>, Refused> {
    let version = Some(placement.framework_version);
    let (_, definition) = crate::frameworks::show(work, &placement.framework, version)?;
    let Some(asked) = definition.declaration else { return Ok(None) };
    let declaration = work.declaration_to(placement.provider, &placement.framework)?;
    Ok(Some((asked, declaration.ok_or(Refused::NotFound("declaration"))?)))
}

/// The declaration that goes with an application, as the version to which it was made asks it. `None`: it asks nothing.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not know of the application.
pub fn asked_by(work: &mut Work<'_, '_>, by: &Actor, id: PlacementId) -> Result<Option<Asked>, Refused> {
    let placement: Placement = work.find(id)?;
    let _permit = by.may(Action::ReadPlacement, &placement)?;
    let framework_version = placement.framework_version;
    let found = for_application(work, &placement)?;
    Ok(found.map(|(asks, declaration)| Asked { declaration, framework_version, asks }))
}
