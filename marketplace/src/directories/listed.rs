//! Whether a directory shows an offering now.

use crate::Work;
use domain::values::Slug;
use domain::{OfferingId, Refused};

/// Whether an open directory shows an offering now: nobody reports or hands on what they cannot see.
pub(crate) fn is_listed(
    work: &Work<'_, '_>,
    directory: &Slug,
    offering: OfferingId,
) -> Result<bool, Refused> {
    let (live, now) = (work.market().directories(), work.now());
    let shelf = live.shelf();
    let Some(directory) = shelf.open_directory(directory.as_str()) else { return Ok(false) };
    let listings = live.listings(now).map_err(|_| Refused::Busy)?;
    Ok(listings.listing(directory.id.uuid(), offering.uuid(), now).is_some())
}
