//! What records rest on besides their offering and its provider.

use super::Taxonomies;
use super::taxonomy::Changes;
use crate::Work;
use crate::directories::Shelf;
use domain::{DirectoryId, Refused, Timestamp};
use std::sync::Arc;
use uuid::Uuid;

/// Taxonomies, and when directories last changed.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    pub(super) taxonomies: Arc<Taxonomies>,
    changes: Changes,
}

impl Surroundings {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn of(work: &mut Work<'_, '_>, shelf: &Shelf) -> Result<Self, Refused> {
        let frameworks = work.frameworks()?;
        let directories = shelf.directories().map(|directory| directory.id.uuid());
        let services = shelf.services().map(|service| service.id.uuid());
        let clusters = shelf.clusters().map(|cluster| cluster.id.uuid());
        let frameworks_ids = frameworks.iter().map(|framework| framework.id.uuid());
        let things: Vec<Uuid> = directories.chain(services).chain(clusters).chain(frameworks_ids).collect();
        let changes = work.last_events_about(&things)?;
        let taxonomies = Taxonomies::of(work.market().reference(), shelf, &frameworks, &changes);
        Ok(Self { taxonomies: Arc::new(taxonomies), changes })
    }

    /// When a directory last changed.
    pub(super) fn directory_changed(&self, directory: DirectoryId) -> Option<Timestamp> {
        self.changes.get(&directory.uuid()).copied()
    }
}
