//! Deciding on many applications at once.

use super::{accept, countersign, reject, take};
use crate::{At, Work};
use domain::placements::{DecideMany, Placement, StepForMany};
use domain::{Action, Actor, Denied, FieldErrors, Fields, Platform, Refused};

/// Takes one step with many applications: with all of them, or with none and a reason for each that stands in the
/// way. Each provider is written to as when it is decided alone.
///
/// # Errors
/// Every application that cannot take the step, by its place in the list.
pub fn decide_many(
    work: &mut Work<'_, '_>,
    by: &Actor,
    command: &DecideMany,
) -> Result<Vec<Placement>, Refused> {
    let _permit = by.may(Action::DecidePlacement, &Platform)?;
    let mut fields = Fields::new();
    let mut decided = vec![];
    for (place, (id, version)) in command.placements.iter().enumerate() {
        let at = At { id: *id, version: *version };
        match (one(work, by, at, command), format!("/placements/{place}")) {
            (Ok(placement), _) => decided.push(placement),
            (Err(refused), pointer) => {
                let (code, sentence) = of_a_row(refused)?;
                fields.refuse(&pointer, code, sentence);
            }
        }
    }
    Ok(fields.finish(|| Some(decided))?)
}

fn one(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<domain::PlacementId>,
    command: &DecideMany,
) -> Result<Placement, Refused> {
    match (command.step, &command.reason) {
        (StepForMany::Take, _) => take(work, by, at),
        (StepForMany::Countersign, _) => countersign(work, by, at),
        (StepForMany::Accept, Some(reason)) => accept(work, by, at, reason),
        (StepForMany::Reject, Some(reason)) => reject(work, by, at, reason),
        (StepForMany::Accept | StepForMany::Reject, None) => {
            Err(FieldErrors::one("/reason", "required", "Say why").into())
        }
    }
}

/// What a row is refused for; what is not about the row stops all of it.
fn of_a_row(refused: Refused) -> Result<(&'static str, String), Refused> {
    let sentence = refused.to_string();
    match refused {
        Refused::NotFound(_) | Refused::Denied(Denied::Hidden) => {
            Ok(("not_found", "There is no such application here".to_owned()))
        }
        Refused::Stale { .. } => Ok((
            "stale",
            "Someone has changed this application since you read it: look at it again".to_owned(),
        )),
        Refused::Rule(refusal) => Ok((refusal.code(), sentence)),
        other => Err(other),
    }
}
