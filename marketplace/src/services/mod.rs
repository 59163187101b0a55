//! Services and clusters.

mod enter;
mod enter_cluster;
mod revise;
mod revise_cluster;
mod show;

pub use enter::enter;
pub use enter_cluster::enter_cluster;
pub use revise::revise;
pub use revise_cluster::revise_cluster;
pub use show::{find, find_clusters, list, list_clusters, show, show_cluster};
pub use store::services::{ServiceKey, ServiceSort, WantedServices};

use crate::Work;
use domain::Refused;
use domain::services::{CannotKeepService, ServiceContent};

/// Whether every cluster that a service names exists.
fn check_clusters(work: &mut Work<'_, '_>, content: &ServiceContent) -> Result<(), Refused> {
    let known = work.clusters()?;
    let unknown =
        content.clusters.iter().find(|slug| known.iter().all(|cluster| cluster.content.slug != **slug));
    match unknown {
        Some(slug) => Err(CannotKeepService::UnknownCluster(slug.clone()).into()),
        None => Ok(()),
    }
}
