//! Changing the entry of a cluster.

use crate::Work;
use domain::services::{Cluster, ClusterContent};
use domain::values::Slug;
use domain::{Action, Actor, Platform, Refused};

/// Changes the entry of a cluster.
///
/// # Errors
/// When the asker may not, it changed since, or its short name would change.
pub fn revise_cluster(
    work: &mut Work<'_, '_>,
    by: &Actor,
    slug: &Slug,
    version: i64,
    content: ClusterContent,
) -> Result<Cluster, Refused> {
    let cluster: Cluster = work.cluster_called(slug)?.ok_or(Refused::NotFound("cluster"))?;
    let permit = by.may(Action::KeepServices, &Platform)?;
    work.expect_version(&cluster, version)?;
    Ok(work.save(&permit, cluster.revise(content)?)?)
}
