//! What exactly was sent: kept with each sending, under its hash, and readable for as long as the case is.

use super::files::hash;
use super::show;
use crate::Work;
use domain::accreditation::{Accreditation, Event, Submission};
use domain::organisations::Organisation;
use domain::values::Sha256;
use domain::{AccreditationId, Actor, Changed, Permit, Refused};
pub use store::accreditation::submissions::KeptSubmission;

/// What was sent, as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// What.
    pub submission: Submission,
    /// The very text that was hashed.
    pub text: String,
    /// Its hash, which the log has as well.
    pub sha256: Sha256,
}

/// Keeps what a case sends, with a line in the log that names its hash.
pub(super) fn keep_submission(
    work: &mut Work<'_, '_>,
    permit: &Permit,
    case: &Accreditation,
    provider: &Organisation,
) -> Result<(), Refused> {
    let submission = case.submission(provider, work.now());
    let text = serde_json::to_string(&submission).map_err(Refused::broken)?;
    let sha256 = hash(text.as_bytes())?;
    work.keep_submission(case.id, submission.number, &sha256, &text)?;
    let kept = Event::SubmissionKept { number: submission.number, sha256 };
    for event in Changed::by(case.clone(), &kept).events {
        work.record(permit, &event)?;
    }
    Ok(())
}

/// Every sending of an application, oldest first.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not read the application.
pub fn submissions(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
) -> Result<Vec<KeptSubmission>, Refused> {
    let case = show(work, by, id)?;
    Ok(work.submissions_of(case.id)?)
}

/// What was sent with one of them.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not read the application, or there was no such sending.
pub fn submission(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: AccreditationId,
    number: u32,
) -> Result<Sent, Refused> {
    let case = show(work, by, id)?;
    let (kept, text) = work.submission(case.id, number)?;
    let submission = serde_json::from_str(&text).map_err(Refused::broken)?;
    Ok(Sent { submission, text, sha256: kept.sha256 })
}
