//! Beginning a declaration, with the first application to a framework that asks for one.

use crate::Work;
use domain::declarations::{CannotDeclare, Declaration};
use domain::values::Slug;
use domain::{OrganisationId, Permit, Refused};

/// Begins a declaration where there is none yet.
pub(crate) fn begin(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    provider: OrganisationId,
    framework: &Slug,
) -> Result<Declaration, Refused> {
    if let Some(there) = work.declaration_to(provider, framework)? {
        return Ok(there);
    }
    let begun = Declaration::start(work.fresh_id(), provider, framework.clone(), work.now());
    let saved = work.save(permit, begun);
    saved.map_err(|error| Refused::from(error).duplicate_means(CannotDeclare::BegunMeanwhile))
}
