//! Listings in a file, so that a node that starts again need not work each of them out from its database.
//!
//! The file follows the log as the projector does: it says up to which event its listings are known, and
//! the projector goes on from there. It is believed only if it is whole, if this very program wrote it (it
//! holds bytes that are ready to be sent), and if the log of this database has that event, by its hash.
//! Otherwise the listings are worked out as if there were none: a file can make a start quick, never wrong.
//!
//! Open records are not in it: they are worked out from the database while directories answer already.

use super::project::{Progress, Records, read_shelf};
use crate::open_referral::Surroundings;
use crate::{Market, Work};
use domain::{OfferingId, Refused, Timestamp};
use finder::{BadSavedFile, Saved};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError};

/// Where a node keeps its listings for its next start.
#[derive(Debug)]
pub struct SavedListings {
    file: PathBuf,
    /// What tells this program from any other, older or newer.
    program: String,
    /// Up to which event the file is known to be written; below 0: not known.
    number: AtomicI64,
}

/// What the file says of itself, besides the number of its event.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    program: String,
    /// The hash of the event in the log.
    seal: String,
    /// When which offerings must be looked at again, because time alone changes them.
    due: Vec<(Timestamp, BTreeSet<OfferingId>)>,
}

/// Why listings could not be saved. Nothing else suffers: the next start takes longer.
#[derive(Debug, thiserror::Error)]
pub enum CannotSave {
    /// The file could not be written.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    /// The database could not be asked.
    #[error(transparent)]
    Database(#[from] Refused),
}

impl SavedListings {
    /// In this file, by this program.
    #[must_use]
    pub const fn new(file: PathBuf, program: String) -> Self {
        Self { file, program, number: AtomicI64::new(-1) }
    }

    fn read(&self) -> Result<Option<(Saved, About)>, BadSavedFile> {
        let bytes = match fs::read(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            bytes => bytes?,
        };
        let saved = Saved::read(&bytes)?;
        let about: Option<About> = serde_json::from_slice(&saved.about).ok();
        Ok(about.filter(|about| about.program == self.program).map(|about| (saved, about)))
    }
}

/// The hash that an event has in the log.
fn seal_of(work: &mut Work<'_, '_>, number: i64) -> Result<Option<String>, Refused> {
    let there = work.entries_after(number - 1, 1)?.into_iter().find(|sealed| sealed.number == number);
    Ok(there.map(|sealed| sealed.hash))
}

/// Writes the listings of now, unless the file has them already or there is none to write. Says whether it
/// did. Nobody waits for it but who follows the log, and only while the schedule is copied.
///
/// # Errors
/// When the file cannot be written, or the database fails: then the file is as it was.
pub fn save(market: &Market) -> Result<bool, CannotSave> {
    let live = market.directories();
    let Some(saved) = live.saved() else { return Ok(false) };
    let (number, due, snapshot) = {
        let progress = live.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(number) = progress.number.filter(|number| *number > saved.number.load(Ordering::SeqCst))
        else {
            return Ok(false);
        };
        (number, progress.due.clone(), live.finder().snapshot())
    };
    let Some(seal) = market.read(|work| seal_of(work, number))? else { return Ok(false) };
    let about = About { program: saved.program.clone(), seal, due: due.into_iter().collect() };
    // A plain struct of text and lists always has a JSON form.
    let about = serde_json::to_vec(&about).unwrap_or_default();
    write_whole(&saved.file, |file| snapshot.save(number, &about, file))
        .map_err(|error| CannotSave::File(saved.file.clone(), error))?;
    saved.number.store(number, Ordering::SeqCst);
    Ok(true)
}

/// Writes a file beside its place, waits until it is on the disk, and moves it there: whoever reads, and
/// whoever starts after a power cut, finds the old file or the new one.
fn write_whole(to: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut beside = to.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let written = File::create(&beside).map(BufWriter::new).and_then(|mut file| {
        write(&mut file)?;
        file.into_inner()?.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&beside, to));
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved
}

/// Begins with the listings of the file, if there is one to be believed. Says whether it did.
pub(super) fn load(market: &Market, progress: &mut Progress) -> Result<bool, Refused> {
    let live = market.directories();
    let Some(file) = live.saved() else { return Ok(false) };
    let (saved, about) = match file.read() {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(false),
        Err(reason) => {
            tracing::warn!(file = %file.file.display(), %reason, "the listings are worked out anew");
            return Ok(false);
        }
    };
    let (seal, shelf, surroundings) = market.read(|work| {
        let shelf = read_shelf(work, &live.shelf())?;
        let surroundings = Surroundings::of(work, &shelf)?;
        Ok((seal_of(work, saved.number)?, shelf, surroundings))
    })?;
    if seal.as_ref() != Some(&about.seal) {
        tracing::warn!(file = %file.file.display(), "the listings are those of another log and worked out anew");
        return Ok(false);
    }
    tracing::info!(listings = saved.len(), number = saved.number, "the listings begin with their file");
    live.put_shelf(shelf);
    let number = saved.number;
    live.finder().restore(saved);
    live.feed().replace(Arc::new(surroundings), vec![]);
    progress.records = Records::UpTo(None);
    live.note_records(&progress.records);
    progress.number = Some(number);
    progress.due = about.due.into_iter().collect();
    file.number.store(number, Ordering::SeqCst);
    live.note_beginning_from_file();
    Ok(true)
}
