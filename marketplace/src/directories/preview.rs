//! A directory as it will be, for those who keep it.

use super::live::Shelf;
use super::project::{Desk, listings, logos};
use crate::{Market, Work};
use domain::directories::{Directory, State};
use domain::values::Slug;
use domain::{Action, Actor, Refused};
use finder::{Finder, Snapshot};
use std::sync::Arc;

/// So many offerings are looked at for a preview of a rule that is not live: enough to see what it does.
const LOOKED_AT: usize = 2_000;
/// So many at once.
const BATCH: i64 = 500;

/// A directory as if what waits were published and it were open.
#[derive(Clone)]
pub struct Previewed {
    /// What it will say.
    pub directory: Arc<Directory>,
    /// Services and clusters, and the logo.
    pub shelf: Arc<Shelf>,
    /// What it will list.
    pub listings: Arc<Snapshot>,
    /// Whether there are more offerings than were looked at.
    pub partly: bool,
}

/// A directory as it will be: what waits, or what it says. While the rule stays the live listings are shown; under another
/// rule they are worked out by the same decision as the public's, for this answer only. Blocks.
///
/// # Errors
/// When the asker may not keep it, or the listings were not read yet.
pub fn preview(market: &Market, by: &Actor, slug: &Slug) -> Result<Previewed, Refused> {
    let live = market.directories();
    let now = market.clock().now();
    let current = live.listings(now).map_err(|_| Refused::Busy)?;
    market.read(|work| {
        let kept = work.directory_called(slug)?.ok_or(Refused::NotFound("directory"))?;
        let _permit = by.may(Action::KeepDirectories, &kept)?;
        let directory = kept.previewed();
        let before = live.shelf();
        let logos = logos(work, &before, std::slice::from_ref(&directory))?;
        let shelf = before.with_only(directory.clone(), logos);
        let is_live = kept.state == State::Live && kept.content.admits == directory.content.admits;
        let (listings, partly) = if is_live {
            (current, false)
        } else {
            let surroundings = live.feed().surroundings();
            let mut desk = Desk::new(&shelf, &surroundings, now);
            let partly = work_out(work, &mut desk)?;
            let holidays = market.reference().bank_holidays_to_search();
            (Finder::new(listings(desk.changes()), holidays).snapshot(), partly)
        };
        Ok(Previewed { directory: Arc::new(directory), shelf: Arc::new(shelf), listings, partly })
    })
}

/// Works listings out as far as a preview goes. Says whether there are more.
fn work_out(work: &mut Work<'_, '_>, desk: &mut Desk<'_>) -> Result<bool, Refused> {
    let (mut after, mut looked_at) = (None, 0);
    loop {
        let batch = work.given_offerings(after, BATCH)?;
        let Some(last) = batch.last() else { return Ok(false) };
        if looked_at >= LOOKED_AT {
            return Ok(true);
        }
        desk.work_out_all(work, &batch)?;
        looked_at += batch.len();
        after = Some(last.id);
    }
}
