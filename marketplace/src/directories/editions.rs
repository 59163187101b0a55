//! Reading what a directory said.

use super::show;
use crate::Work;
use crate::organisations::Page;
use domain::directories::Edition;
use domain::values::Slug;
use domain::{Actor, Refused};

/// Editions of a directory, newest first.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn editions(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    page: &Page<u32>,
) -> Result<Vec<Edition>, Refused> {
    let directory = show(work, by, slug)?;
    Ok(work.editions_of(directory.id, page.after, page.limit)?)
}

/// One edition of a directory.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn edition(work: &mut Work<'_, '_>, by: &Actor, slug: &Slug, number: u32) -> Result<Edition, Refused> {
    let directory = show(work, by, slug)?;
    Ok(work.edition(directory.id, number)?)
}
