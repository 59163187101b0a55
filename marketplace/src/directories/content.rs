//! What every edit of a directory has checked against the rest of the world.

use crate::Work;
use domain::Refused;
use domain::directories::{AdmissionRule, CannotKeepDirectory, Directory};

/// Whether everything that a rule names exists.
pub(super) fn check_rule(work: &mut Work<'_, '_>, rule: &AdmissionRule) -> Result<(), Refused> {
    let services = work.services()?;
    let clusters = work.clusters()?;
    let reference = work.market().reference();
    let unknown =
        |what, named: &dyn ToString| CannotKeepDirectory::Unknown { what, named: named.to_string() };
    for slug in &rule.clusters {
        if clusters.iter().all(|cluster| cluster.content.slug != *slug) {
            return Err(unknown("cluster", slug).into());
        }
    }
    for slug in &rule.services {
        if services.iter().all(|service| service.content.slug != *slug) {
            return Err(unknown("service", slug).into());
        }
    }
    for code in &rule.authorities {
        if reference.authority(code).is_none() {
            return Err(unknown("local authority", code).into());
        }
    }
    Ok(())
}

/// Gives a saved directory its host names.
pub(super) fn with_hosts(work: &mut Work<'_, '_>, directory: Directory) -> Result<Directory, Refused> {
    match work.own_hosts(&directory)? {
        Ok(()) => Ok(directory),
        Err(host) => Err(CannotKeepDirectory::HostTaken(host).into()),
    }
}
