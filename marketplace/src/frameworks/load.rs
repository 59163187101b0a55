//! Loading a version of a framework's definition.

use crate::Work;
use domain::frameworks::{CannotMoveFramework, Definition, Framework, FrameworkDraft};
use domain::{Action, Actor, FieldErrors, Platform, Refused};

/// What came of loading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// It is new here.
    New,
    /// This very version was there already.
    Unchanged,
}

/// Why a file is no definition.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableDefinition {
    /// It is not TOML, or has fields that a definition has not.
    #[error("{0}")]
    NotToml(#[from] toml::de::Error),
    /// Fields that cannot be what they are.
    #[error(transparent)]
    Fields(#[from] FieldErrors),
}

/// Reads a definition from the text of a file such as `seeds/frameworks/focs.toml`.
///
/// # Errors
/// When it is not TOML, or not a definition: every field at fault.
pub fn read(text: &str) -> Result<Definition, UnreadableDefinition> {
    Ok(toml::from_str::<FrameworkDraft>(text)?.parse()?)
}

/// Loads a version of a definition. A version never changes once loaded; applications keep theirs.
///
/// # Errors
/// [`CannotMoveFramework::NotNewer`] when another content is there under this version, or a newer version.
pub fn load(
    work: &mut Work<'_, '_>,
    by: &Actor,
    definition: &Definition,
) -> Result<(Framework, Loaded), Refused> {
    let permit = by.may(Action::LoadReference, &Platform)?;
    let there = work.framework(&definition.slug)?;
    let same = work.framework_version(&definition.slug, definition.version)?;
    let changed = match there {
        Some(framework) if same.as_ref() == Some(definition) => return Ok((framework, Loaded::Unchanged)),
        Some(framework) if same.is_some() => {
            let newest = framework.definition.version;
            return Err(CannotMoveFramework::NotNewer { given: definition.version, newest }.into());
        }
        Some(framework) => framework.take_version(definition.clone(), work.now())?,
        None => Framework::first(work.fresh_id(), definition.clone(), work.now()),
    };
    let framework = work.save(&permit, changed)?;
    work.add_framework_version(definition)?;
    Ok((framework, Loaded::New))
}
