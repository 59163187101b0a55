//! What every edit of a directory has checked against the rest of the world.

use crate::Work;
use domain::directories::{AdmissionRule, CannotKeepDirectory, Directory, DirectoryContent};
use domain::{Changed, DirectoryId, Permit, Refused};

/// Whether everything that a rule names exists.
fn check_rule(work: &mut Work<'_, '_>, rule: &AdmissionRule) -> Result<(), Refused> {
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

/// Whether everything that a rule and a brand name exists. A directory that is still to be set up has no logo yet.
pub(super) fn check(
    work: &mut Work<'_, '_>,
    directory: Option<DirectoryId>,
    content: &DirectoryContent,
) -> Result<(), Refused> {
    check_rule(work, &content.admits)?;
    let Some(logo) = &content.brand.logo else { return Ok(()) };
    match directory {
        Some(directory) if work.has_logo(directory, logo)? => Ok(()),
        _ => Err(CannotKeepDirectory::NoSuchLogo(logo.clone()).into()),
    }
}

/// What an edition stands in place of.
pub(super) struct Published<'b> {
    pub(super) before: Option<&'b DirectoryContent>,
    /// The earlier edition that comes back.
    pub(super) restores: Option<u32>,
}

impl<'b> Published<'b> {
    pub(super) const fn instead_of(before: &'b DirectoryContent) -> Self {
        Self { before: Some(before), restores: None }
    }
}

/// Saves what a directory says from now on: with its host names, and as an edition that stays.
pub(super) fn publish_edition(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    changed: Changed<Directory>,
    published: Published<'_>,
) -> Result<Directory, Refused> {
    let saved = work.save(permit, changed)?;
    let edition = saved.as_edition(published.before, published.restores, permit.by(), work.now());
    work.add_edition(&edition)?;
    with_hosts(work, saved)
}

/// Gives a saved directory its host names.
fn with_hosts(work: &mut Work<'_, '_>, directory: Directory) -> Result<Directory, Refused> {
    match work.own_hosts(&directory)? {
        Ok(()) => Ok(directory),
        Err(host) => Err(CannotKeepDirectory::HostTaken(host).into()),
    }
}
