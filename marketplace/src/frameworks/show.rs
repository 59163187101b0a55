//! Reading frameworks. They are public.

use crate::Work;
use crate::organisations::Page;
use domain::Refused;
use domain::frameworks::{Definition, Framework, Lot};
use domain::values::Slug;
use store::frameworks::{FrameworkKey, WantedFrameworks};

/// Every framework, by slug.
///
/// # Errors
/// When the database fails.
pub fn list(work: &mut Work<'_, '_>) -> Result<Vec<Framework>, Refused> {
    Ok(work.frameworks()?)
}

/// Frameworks in the order wanted, a page at a time, each with where the page after it begins.
///
/// # Errors
/// When the database fails.
pub fn find(
    work: &mut Work<'_, '_>,
    wanted: &WantedFrameworks,
    page: &Page<FrameworkKey>,
) -> Result<Vec<(Framework, FrameworkKey)>, Refused> {
    Ok(work.frameworks_wanted(wanted, page.after.as_ref(), page.limit)?)
}

/// The laws under which frameworks were let, each once.
///
/// # Errors
/// When the database fails.
pub fn regimes(work: &mut Work<'_, '_>) -> Result<Vec<String>, Refused> {
    Ok(work.framework_regimes()?)
}

/// What every framework is called, by slug.
///
/// # Errors
/// When the database fails.
pub fn names(work: &mut Work<'_, '_>) -> Result<Vec<(Slug, String)>, Refused> {
    Ok(work.framework_names()?)
}

/// A framework, with one version of its definition: the newest, or the one asked for.
///
/// # Errors
/// [`Refused::NotFound`].
pub fn show(
    work: &mut Work<'_, '_>,
    slug: &Slug,
    version: Option<u32>,
) -> Result<(Framework, Definition), Refused> {
    let framework = work.framework(slug)?.ok_or(Refused::NotFound("framework"))?;
    let definition = match version.filter(|version| *version != framework.definition.version) {
        None => framework.definition.clone(),
        Some(version) => {
            work.framework_version(slug, version)?.ok_or(Refused::NotFound("framework version"))?
        }
    };
    Ok((framework, definition))
}

/// The numbers of a framework's versions that are here, the newest first. The first may be higher than 1.
///
/// # Errors
/// When the database fails.
pub fn versions(work: &mut Work<'_, '_>, slug: &Slug) -> Result<Vec<i64>, Refused> {
    Ok(work.framework_version_numbers(slug)?)
}

/// A lot, as it is in a version of its framework's definition.
///
/// # Errors
/// [`Refused::NotFound`].
pub fn lot(
    work: &mut Work<'_, '_>,
    framework: &Slug,
    version: Option<u32>,
    lot: &Slug,
) -> Result<(Framework, Definition, Lot), Refused> {
    let (framework, definition) = show(work, framework, version)?;
    let lot = definition.lot(lot).cloned().ok_or(Refused::NotFound("lot"))?;
    Ok((framework, definition, lot))
}
