//! Why something is listed in each directory, or not.

use super::facts::ProviderFacts;
use super::project::catalogue;
use crate::Work;
use domain::directories::{Directory, Entitlement, State, entitlement};
use domain::offerings::Offering;
use domain::{Action, Actor, OfferingId, Refused};
use store::directories::WantedDirectories;

/// Directories that are looked at: more than there will be.
const MOST_DIRECTORIES: i64 = 1_000;

/// Why an offering is listed in each directory, or not, for whoever may read the offering. Drafts of
/// directories are their departments' own and are left out.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn explain_everywhere(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingId,
) -> Result<Vec<(Directory, Entitlement)>, Refused> {
    let offering: Offering = work.find(id)?;
    let _permit = by.may(Action::ReadOffering, &offering)?;
    let provider = ProviderFacts::of(work, offering.provider)?;
    let catalogue = catalogue(&work.services()?);
    let facts = provider.facts(&offering, &catalogue);
    let all = work.directories_wanted(&WantedDirectories::default(), None, MOST_DIRECTORIES)?;
    let now = work.now();
    let shown = all.into_iter().map(|(it, _)| it).filter(|directory| directory.state != State::Draft);
    Ok(shown
        .map(|directory| {
            let why = entitlement(&facts, &directory, now);
            (directory, why)
        })
        .collect())
}
