//! Changing the entry of a service.

use super::check_clusters;
use crate::Work;
use domain::services::{Service, ServiceContent};
use domain::values::Slug;
use domain::{Action, Actor, Refused};

/// Changes the entry of a service. Listings follow, as what counts as help with a cluster changes.
///
/// # Errors
/// When the asker may not, it changed since, its short name would change, or a cluster is unknown.
pub fn revise(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
    content: ServiceContent,
) -> Result<Service, Refused> {
    let service: Service = work.service_called(slug)?.ok_or(Refused::NotFound("service"))?;
    let permit = by.may(Action::KeepServices, &service)?;
    work.expect_version(&service, version)?;
    check_clusters(work, &content)?;
    Ok(work.save(&permit, service.revise(content)?)?)
}
