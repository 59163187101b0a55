//! Entering a cluster.

use crate::Work;
use domain::services::{CannotKeepService, Cluster, ClusterContent};
use domain::{Action, Actor, Platform, Refused};

/// Enters a cluster of services.
///
/// # Errors
/// When the asker may not, or its short name is taken.
pub fn enter_cluster(
    work: &mut Work<'_, '_>,
    by: &Actor,
    content: ClusterContent,
) -> Result<Cluster, Refused> {
    let permit = by.may(Action::KeepServices, &Platform)?;
    let taken = CannotKeepService::SlugTaken(content.slug.clone());
    if work.cluster_called(&content.slug)?.is_some() {
        return Err(taken.into());
    }
    let changed = Cluster::entered(work.fresh_id(), content);
    work.save(&permit, changed).map_err(|error| Refused::from(error).duplicate_means(taken))
}
