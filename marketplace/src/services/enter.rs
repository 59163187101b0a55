//! Entering a service.

use super::check_clusters;
use crate::Work;
use domain::services::{CannotKeepService, Service, ServiceContent};
use domain::{Action, Actor, OrganisationId, Platform, Refused};

/// Enters a service, kept by a department or, without one, by the platform.
///
/// # Errors
/// When the asker may not, its short name is taken, or a cluster is unknown.
pub fn enter(
    work: &mut Work<'_, '_>,
    by: &Actor,
    keeper: Option<OrganisationId>,
    content: ServiceContent,
) -> Result<Service, Refused> {
    let permit = match &keeper {
        Some(keeper) => by.may(Action::KeepServices, keeper)?,
        None => by.may(Action::KeepServices, &Platform)?,
    };
    check_clusters(work, &content)?;
    let taken = CannotKeepService::SlugTaken(content.slug.clone());
    if work.service_called(&content.slug)?.is_some() {
        return Err(taken.into());
    }
    let changed = Service::entered(work.fresh_id(), keeper, content);
    // Someone may have been first in between: the database's own constraint says so.
    work.save(&permit, changed).map_err(|error| Refused::from(error).duplicate_means(taken))
}
