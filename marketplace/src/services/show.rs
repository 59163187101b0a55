//! Reading services and clusters. They are public, so that nobody is asked who they are.

use crate::Work;
use crate::organisations::Page;
use domain::Refused;
use domain::services::{Cluster, Service};
use domain::values::Slug;
use store::services::{ServiceKey, WantedServices};

/// Every service, by name: some 650 in government.
///
/// # Errors
/// When the database fails.
pub fn list(work: &mut Work<'_, '_>) -> Result<Vec<Service>, Refused> {
    Ok(work.services()?)
}

/// Services by name, a page at a time, each with where the page after it begins.
///
/// # Errors
/// When the database fails.
pub fn find(
    work: &mut Work<'_, '_>,
    wanted: &WantedServices,
    page: &Page<ServiceKey>,
) -> Result<Vec<(Service, ServiceKey)>, Refused> {
    Ok(work.services_wanted(wanted, page.after.as_ref(), page.limit)?)
}

/// The service with a short name.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub fn show(work: &mut Work<'_, '_>, slug: &Slug) -> Result<Service, Refused> {
    work.service_called(slug)?.ok_or(Refused::NotFound("service"))
}

/// Some clusters by short name, a page at a time, each with how many services are in it.
///
/// # Errors
/// When the database fails.
pub fn find_clusters(work: &mut Work<'_, '_>, page: &Page<Slug>) -> Result<Vec<(Cluster, i64)>, Refused> {
    let counts = work.count_services_by_cluster()?;
    let found = work.clusters_after(page.after.as_ref(), page.limit)?;
    let counted = |cluster: Cluster| {
        let number = counts.get(cluster.content.slug.as_str()).copied().unwrap_or_default();
        (cluster, number)
    };
    Ok(found.into_iter().map(counted).collect())
}

/// The cluster with a short name.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub fn show_cluster(work: &mut Work<'_, '_>, slug: &Slug) -> Result<Cluster, Refused> {
    work.cluster_called(slug)?.ok_or(Refused::NotFound("cluster"))
}

/// Every cluster, by short name.
///
/// # Errors
/// When the database fails.
pub fn list_clusters(work: &mut Work<'_, '_>) -> Result<Vec<Cluster>, Refused> {
    Ok(work.clusters()?)
}
