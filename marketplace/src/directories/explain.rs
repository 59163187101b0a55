//! Why something is listed, or not.

use super::facts::ProviderFacts;
use super::project::catalogue;
use crate::Work;
use domain::directories::{Entitlement, entitlement};
use domain::offerings::Offering;
use domain::values::Slug;
use domain::{Action, Actor, OfferingId, Refused};

/// Why an offering is listed in a directory, or not: the chain of facts, for whoever keeps either.
///
/// # Errors
/// [`Refused::NotFound`] when one is not there or the asker may know of neither.
pub fn explain(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    id: OfferingId,
) -> Result<Entitlement, Refused> {
    let directory = work.directory_called(slug)?.ok_or(Refused::NotFound("directory"))?;
    let offering: Offering = work.find(id)?;
    let _permit =
        by.may(Action::ReadDirectory, &directory).or_else(|_| by.may(Action::ReadOffering, &offering))?;
    let provider = ProviderFacts::of(work, offering.provider)?;
    let catalogue = catalogue(&work.services()?);
    Ok(entitlement(&provider.facts(&offering, &catalogue), &directory, work.now()))
}
