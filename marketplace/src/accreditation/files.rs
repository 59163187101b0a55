//! Files as evidence, and with the reports of visits: handed in, taken back, read.

use super::change::{assess, change, standard_of};
use super::{show, submission, submissions};
use crate::{At, Work};
use domain::accreditation::{Accreditation, CriterionId, Evidence, evidence_file};
use domain::values::{FileReference, Sha256};
use domain::{AccreditationId, Action, Actor, Refused};
use std::collections::BTreeMap;

/// Hands a file in as evidence for a criterion. Its bytes are kept under their hash, with the evidence.
///
/// # Errors
/// When it is of no kind that is taken, too long, one too many, or evidence can no longer be changed.
pub fn hand_in(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    criterion: &CriterionId,
    (name, bytes): (&str, &[u8]),
) -> Result<Accreditation, Refused> {
    let sha256 = hash(bytes)?;
    let case = change(work, by, at, Action::ApplyForMark, |case, work| {
        let standard = standard_of(work, &case)?;
        let file = evidence_file(name, bytes, sha256.clone())?;
        case.hand_in(criterion, file, &standard).map_err(Refused::from)
    })?;
    work.keep_file(&sha256, bytes)?;
    Ok(case)
}

/// Takes a file back. Its bytes stay where something that was sent names them.
///
/// # Errors
/// When evidence can no longer be changed.
pub fn take_back(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    criterion: &CriterionId,
    sha256: &Sha256,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::ApplyForMark, |case, work| {
        let standard = standard_of(work, &case)?;
        case.take_back(criterion, sha256, &standard).map_err(Refused::from)
    })
}

/// Adds a file to the report of a visit, by its place in the list: as evidence is handed in, and as long as the report's
/// case is judged.
///
/// # Errors
/// When it is of no kind that is taken, too long, one too many, or not this person's to add.
pub fn add_to_visit(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    visit: usize,
    (name, bytes): (&str, &[u8]),
) -> Result<Accreditation, Refused> {
    let sha256 = hash(bytes)?;
    let case = assess(work, by, at, |case, officer, _, _| {
        let file = evidence_file(name, bytes, sha256.clone())?;
        case.add_to_visit(officer, visit, file)
    })?;
    work.keep_file(&sha256, bytes)?;
    Ok(case)
}

/// A file of an application, for those who may read it: as evidence now, with the report of a visit, or in what was sent.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not read the application, or nothing in it that they may read names the file.
pub fn evidence_kept(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
    sha256: &Sha256,
) -> Result<(FileReference, Vec<u8>), Refused> {
    let case = show(work, by, id)?;
    let named = |evidence: &BTreeMap<CriterionId, Evidence>| {
        evidence.values().flat_map(|given| &given.files).find(|file| file.sha256 == *sha256).cloned()
    };
    let mut found = case.files().find(|file| file.sha256 == *sha256).cloned();
    if found.is_none() {
        for sent in submissions(work, by, id)? {
            found = found.or(named(&submission(work, by, id, sent.number)?.submission.evidence));
        }
    }
    let file = found.ok_or(Refused::NotFound("file"))?;
    let bytes = work.kept_file(&file.sha256)?;
    Ok((file, bytes))
}

/// The hash under which bytes are kept.
pub(super) fn hash(bytes: &[u8]) -> Result<Sha256, Refused> {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    let text: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    text.parse().map_err(Refused::broken)
}
