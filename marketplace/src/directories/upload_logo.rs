//! Handing in a picture for a directory's logo.

use super::picture::redrawn;
use crate::{Market, Work};
use domain::directories::{Directory, Happened};
use domain::values::{Sha256, Slug};
use domain::{Action, Actor, Changed, Permit, Refused};
use ring::digest::{SHA256, digest};

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedLogo {
    /// What a brand names it by.
    pub sha256: Sha256,
    /// Its width, in pixels.
    pub width: u32,
    /// Its height, in pixels.
    pub height: u32,
    /// How many bytes it has.
    pub bytes: u64,
}

/// Keeps a picture for a directory, drawn again. Nothing shows it until a brand names it by its hash. Handing the same in
/// again changes nothing. Whether the asker may is looked at first, and nobody's writing waits while it is drawn.
///
/// # Errors
/// When the asker may not, or it is no picture that is taken.
pub fn upload_logo(market: &Market, by: &Actor, slug: &Slug, bytes: &[u8]) -> Result<UploadedLogo, Refused> {
    let _kept = market.read(|work| kept(work, by, slug))?;
    let picture = redrawn(bytes)?;
    let hash: String =
        digest(&SHA256, &picture.png).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let logo = UploadedLogo {
        sha256: hash.parse().map_err(Refused::broken)?,
        width: picture.width,
        height: picture.height,
        bytes: u64::try_from(picture.png.len()).unwrap_or(u64::MAX),
    };
    market.write(|work| {
        let (directory, permit) = kept(work, by, slug)?;
        work.keep_file(&logo.sha256, &picture.png)?;
        if work.own_logo(directory.id, &logo.sha256)? {
            let happened = Happened::LogoUploaded { sha256: logo.sha256.clone(), bytes: logo.bytes };
            for event in Changed::by(directory, &happened).events {
                work.record(&permit, &event)?;
            }
        }
        Ok(logo.clone())
    })
}

fn kept(work: &mut Work<'_, '_>, by: &Actor, slug: &Slug) -> Result<(Directory, Permit), Refused> {
    let directory = work.directory_called(slug)?.ok_or(Refused::NotFound("directory"))?;
    let permit = by.may(Action::KeepDirectories, &directory)?;
    Ok((directory, permit))
}
