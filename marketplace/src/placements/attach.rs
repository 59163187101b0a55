//! Handing a file in as the answer to a question, and reading it.

use super::{fill, show};
use crate::{At, Work, sha256};
use domain::frameworks::questions::{Answer, Answers};
use domain::placements::{Fill, Placement};
use domain::values::{FileName, FileReference, Key};
use domain::{Actor, FieldErrors, PlacementId, Refused};

/// Answers a question with a file. Its bytes are kept with the answer, under their hash.
///
/// # Errors
/// As [`fill`]: when the question takes no file, none of this kind or size, the file is not what its name says, or the application was submitted.
pub fn attach(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<PlacementId>,
    question: &Key,
    name: &FileName,
    bytes: &[u8],
) -> Result<Placement, Refused> {
    let sha256 = sha256::of(bytes)?;
    let pointer = format!("/answers/{question}");
    let file = FileReference::handed_in(name.clone(), sha256.clone(), bytes)
        .map_err(|reason| FieldErrors::one(pointer, "file_kind", reason.to_string()))?;
    let answers = Answers([(question.clone(), Answer::File(file))].into());
    let filled = fill(work, by, at, Fill { answers, partners: None })?;
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
