//! Evidence that was copied from an earlier application: whether it is still true, and what it was.

use super::change::change;
use super::{show, submission};
use crate::{At, Work};
use domain::accreditation::{Accreditation, CriterionId, Evidence, Judgement};
use domain::{AccreditationId, Action, Actor, Refused};
use std::collections::BTreeMap;

/// Says that evidence which was copied is still true.
///
/// # Errors
/// When it is no draft, or this evidence does not wait to be looked at.
pub fn still_true(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    criterion: &CriterionId,
) -> Result<Accreditation, Refused> {
    change(work, by, at, Action::ApplyForMark, |case, _| case.still_true(criterion))
}

/// What the evidence of a case was before, and how that was judged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Before {
    /// The evidence: as it was last sent; before that, as it was in the application that this one began from.
    pub evidence: BTreeMap<CriterionId, Evidence>,
    /// The judgements of the application that this one began from, once something was decided there.
    pub judgements: BTreeMap<CriterionId, Judgement>,
    /// Whether there is anything to compare with.
    pub is_there: bool,
}

/// What there was before what a case has now. While it is judged after an answer, that is what was sent before the answer.
///
/// # Errors
/// [`Refused::NotFound`] when the asker may not read the application.
pub fn before(work: &mut Work<'_, '_>, by: &Actor, id: AccreditationId) -> Result<Before, Refused> {
    let case = show(work, by, id)?;
    let mut before = Before::default();
    if let Some(earlier) = case.papers.begun_from {
        let earlier = show(work, by, earlier)?;
        before.is_there = true;
        if !earlier.decisions.is_empty() {
            before.judgements = earlier.judgements;
        }
        before.evidence = earlier.evidence;
    }
    let sent = work.submissions_of(id)?;
    // What is there now was sent last, unless it is being changed for an answer.
    let is_sent = case.state != domain::accreditation::State::Clarification;
    let earlier = sent.iter().rev().nth(usize::from(is_sent));
    if let Some(earlier) = earlier {
        before.evidence = submission(work, by, id, earlier.number)?.submission.evidence;
        before.is_there = true;
    }
    Ok(before)
}
