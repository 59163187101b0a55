//! The Standard: loading its versions, reading them.

use crate::Work;
use crate::frameworks::{Loaded, UnreadableDefinition};
use domain::accreditation::{CannotAccredit, Standard, StandardDefinition, StandardDraft};
use domain::{Action, Actor, Platform, Refused};

/// Reads a version of the Standard from the text of a file such as `seeds/standard/v1.toml`.
///
/// # Errors
/// When it is not TOML, or not a standard: every field at fault.
pub fn read_standard(text: &str) -> Result<StandardDefinition, UnreadableDefinition> {
    Ok(toml::from_str::<StandardDraft>(text)?.parse()?)
}

/// Loads a version of the Standard that a board approved before it was shipped. People put theirs before the board
/// here: [`super::propose`]. A version never changes once loaded; applications keep theirs.
///
/// # Errors
/// [`CannotAccredit::StandardDiffers`] when another content is there under this version.
pub fn load_standard(
    work: &mut Work<'_, '_>,
    by: &Actor,
    definition: StandardDefinition,
) -> Result<(Standard, Loaded), Refused> {
    let permit = by.may(Action::LoadStandard, &Platform)?;
    match work.standard(definition.number)? {
        Some(there) if there.definition == definition => Ok((there, Loaded::Unchanged)),
        Some(_) => Err(CannotAccredit::StandardDiffers.into()),
        None => {
            let loaded = Standard::load(work.fresh_id(), definition);
            Ok((work.save(&permit, loaded)?, Loaded::New))
        }
    }
}

/// Every version of the Standard, newest first. They are public.
///
/// # Errors
/// When the database fails.
pub fn standards(work: &mut Work<'_, '_>) -> Result<Vec<Standard>, Refused> {
    Ok(work.standards()?)
}

/// A version of the Standard.
///
/// # Errors
/// [`Refused::NotFound`].
pub fn standard(work: &mut Work<'_, '_>, number: u32) -> Result<Standard, Refused> {
    work.standard(number)?.ok_or(Refused::NotFound("version of the Standard"))
}
