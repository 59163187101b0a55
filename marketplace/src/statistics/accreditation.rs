//! Applications for the quality mark, and marks, by state.

use crate::Work;
use domain::accreditation::State;
use domain::{Action, Actor, Platform, Refused};

/// How many there are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub state: State,
    /// How many.
    pub count: u64,
}

/// How many applications and marks there are in every state, those with none among them.
///
/// # Errors
/// When the asker may not read them all.
pub fn marks(work: &mut Work<'_, '_>, by: &Actor) -> Result<Vec<StateCount>, Refused> {
    let _permit = by.may(Action::ReadAccreditation, &Platform)?;
    let counted = work.count_accreditations()?;
    let count = |state: State| {
        let row = counted.iter().find(|(word, _)| word == state.word());
        row.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or_default())
    };
    Ok(State::ALL.iter().map(|state| StateCount { state: *state, count: count(*state) }).collect())
}
