//! Handing a file in as the answer to a question, and reading it.

use super::change::{applied_to, change};
use super::show;
use crate::{At, Work, sha256};
use domain::frameworks::questions::Answer;
use domain::organisations::Organisation;
use domain::placements::Placement;
use domain::values::{FileName, FileReference, Key};
use domain::{Action, Actor, FieldErrors, PlacementId, Refused};

/// Answers a question with a file. Its bytes are kept with the answer, under their hash.
///
/// # Errors
/// When the question takes no file, none of this kind or size, the file is not what its name says, or the application
/// was submitted.
pub fn attach(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    question: &Key,
    name: &FileName,
    bytes: &[u8],
) -> Result<Placement, Refused> {
    let sha256 = sha256::of(bytes)?;
    let filled = change(work, by, at, Action::ApplyToLot, |placement, work| {
        let pointer = format!("/answers/{question}");
        let file = FileReference::handed_in(name.clone(), sha256.clone(), bytes)
            .map_err(|reason| FieldErrors::one(pointer, "file_kind", reason.to_string()))?;
        let provider: Organisation = work.find(placement.provider)?;
        let (_, lot) = applied_to(work, &placement)?;
        placement.hand_in(question.clone(), file, &provider, &lot).map_err(Refused::from)
    })?;
    work.keep_file(&sha256, bytes)?;
    Ok(filled)
}

/// A file that was handed in as the answer to a question.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not read the application, or the answer is not a file that is kept here.
pub fn attachment(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: PlacementId,
    question: &Key,
) -> Result<(FileReference, Vec<u8>), Refused> {
    let placement = show(work, by, id)?.placement;
    match placement.answers.get(question) {
        Some(Answer::File(file)) => Ok((file.clone(), work.kept_file(&file.sha256)?)),
        _ => Err(Refused::NotFound("file")),
    }
}
