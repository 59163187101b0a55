//! Writing the next version of a framework, or the first of a new one.

use super::load::load;
use crate::{At, Work};
use domain::frameworks::{CannotRevise, Framework, FrameworkDraft, Revision};
use domain::values::Slug;
use domain::{Action, Actor, FieldErrors, Fields, FrameworkRevisionId, Platform, Refused};

/// A version as the file that can be read again.
///
/// # Errors
/// When it cannot be written as TOML, which would be a fault of ours.
pub fn write(draft: &FrameworkDraft) -> Result<String, Refused> {
    toml::to_string(draft).map_err(Refused::broken)
}

/// What a file of a definition says, right or wrong.
///
/// # Errors
/// When it is not TOML, or has fields that a definition has not: with the place where.
pub fn read(bytes: &[u8]) -> Result<FrameworkDraft, FieldErrors> {
    read_toml(bytes)
}

/// A draft from a file, with the line at which it is none.
pub(crate) fn read_toml<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, FieldErrors> {
    let refuse = |says: String| FieldErrors::one("/file", "invalid", says);
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("The file is not UTF-8 text".to_owned()))?;
    toml::from_str(text).map_err(|cause: toml::de::Error| {
        let before = cause.span().and_then(|at| text.get(..at.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let place = line.map(|line| format!("Line {line}: ")).unwrap_or_default();
        refuse(format!("{place}{}", cause.message()))
    })
}

/// Begins to write the version after the newest one of a framework.
///
/// # Errors
/// [`Refused::NotFound`] for no framework; when one of it is being written.
pub fn start_next(work: &mut Work<'_, '_>, by: &Actor, framework: &Slug) -> Result<Revision, Refused> {
    let framework = work.framework(framework)?.ok_or(Refused::NotFound("framework"))?;
    start(work, by, framework.definition.next_written())
}

/// Begins to write a version from what a file, or nothing yet, says. Only its id has to be right.
///
/// # Errors
/// When the id is none; when a version of that framework is being written.
pub fn start(work: &mut Work<'_, '_>, by: &Actor, content: FrameworkDraft) -> Result<Revision, Refused> {
    let permit = by.may(Action::LoadReference, &Platform)?;
    let mut fields = Fields::new();
    let slug: Option<Slug> = fields.parse("/id", &content.id);
    let slug = fields.finish(|| slug)?;
    let begun = Revision::start(work.fresh_id(), slug.clone(), content, work.now());
    let saved = work.save(&permit, begun).map_err(Refused::from);
    saved.map_err(|refused| refused.duplicate_means(CannotRevise::OneAtATime(slug)))
}

/// Saves what a version says so far, right or wrong.
///
/// # Errors
/// When someone saved it meanwhile; when it is published or discarded, or would become one of another framework.
pub fn save(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<FrameworkRevisionId>,
    content: FrameworkDraft,
) -> Result<Revision, Refused> {
    let permit = by.may(Action::LoadReference, &Platform)?;
    let revision: Revision = work.find(at.id)?;
    work.expect_version(&revision, at.version)?;
    let changed = revision.save(content, work.now())?;
    Ok(work.save(&permit, changed)?)
}

/// Makes what was written a version of the framework, for applications started from now on: those that run keep
/// the version that they were started with.
///
/// # Errors
/// Everything that is wrong with it; when it is not newer than the newest.
pub fn publish(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<FrameworkRevisionId>,
) -> Result<(Revision, Framework), Refused> {
    let permit = by.may(Action::LoadReference, &Platform)?;
    let revision: Revision = work.find(at.id)?;
    work.expect_version(&revision, at.version)?;
    let (changed, definition) = revision.publish()?;
    let (framework, _) = load(work, by, &definition)?;
    Ok((work.save(&permit, changed)?, framework))
}

/// Gives up what was written.
///
/// # Errors
/// When it is published, or given up already.
pub fn discard(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<FrameworkRevisionId>,
) -> Result<Revision, Refused> {
    let permit = by.may(Action::LoadReference, &Platform)?;
    let revision: Revision = work.find(at.id)?;
    work.expect_version(&revision, at.version)?;
    let changed = revision.discard()?;
    Ok(work.save(&permit, changed)?)
}

/// What is being written, by framework.
///
/// # Errors
/// When the asker may not write.
pub fn drafts(work: &mut Work<'_, '_>, by: &Actor) -> Result<Vec<Revision>, Refused> {
    let _permit = by.may(Action::LoadReference, &Platform)?;
    Ok(work.framework_drafts()?)
}

/// A version while it is written, or after.
///
/// # Errors
/// [`Refused::NotFound`]; when the asker may not write.
pub fn draft(work: &mut Work<'_, '_>, by: &Actor, id: FrameworkRevisionId) -> Result<Revision, Refused> {
    let _permit = by.may(Action::LoadReference, &Platform)?;
    Ok(work.find(id)?)
}
