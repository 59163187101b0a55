//! What only the passing of time causes: frameworks move on, suspensions end, changed agreements reach everyone on
//! their lots, marks lapse, planned looks at
//! marks become tasks, accounts that nobody uses are kept no longer.
//!
//! Whether something counts is asked of the clock wherever it is read, so nothing waits for this. It writes
//! down what happened, by the same rules and with the same audit, so that who follows the log hears of it.

use crate::{Market, Work, accreditation, people, placements, reviews};
use domain::{Action, Actor, Refused, Worker};

/// Writes down everything that time has changed until now, each in a transaction of its own. How many.
///
/// # Errors
/// When the database fails; what was written until then stays.
pub fn catch_up(market: &Market) -> Result<usize, Refused> {
    let clock = Actor::Worker(Worker::Clock);
    let mut written = 0;
    if market.read(has_frameworks_to_move)? {
        written += market.write(|work| move_frameworks(work, &clock))?;
    }
    while market.read(|work| Ok(work.placement_due()?.is_some()))?
        && market.write(|work| placements::write_returns_down(work, &clock))?.is_some()
    {
        written += 1;
    }
    while market.read(placements::is_anyone_to_be_told)?
        && market.write(|work| placements::put_newest_wording(work, &clock))?.is_some()
    {
        written += 1;
    }
    while market.read(|work| Ok(work.accreditation_due()?.is_some()))?
        && market.write(|work| accreditation::write_time_down(work, &clock))?.is_some()
    {
        written += 1;
    }
    while market.read(|work| Ok(work.accreditation_to_look_at()?.is_some()))?
        && market.write(|work| reviews::raise_planned_look(work, &clock))?.is_some()
    {
        written += 1;
    }
    while market.read(people::someone_is_unused)? && market.write(people::remove_unused)?.is_some() {
        written += 1;
    }
    Ok(written)
}

fn has_frameworks_to_move(work: &mut Work<'_, '_>) -> Result<bool, Refused> {
    let now = work.now();
    Ok(work.frameworks()?.iter().any(|framework| framework.state_at(now) != framework.announced))
}

fn move_frameworks(work: &mut Work<'_, '_>, by: &Actor) -> Result<usize, Refused> {
    let mut moved = 0;
    for framework in work.frameworks()? {
        let permit = by.may(Action::MoveFramework, &framework)?;
        if let Some(changed) = framework.caught_up(work.now()) {
            work.save(&permit, changed)?;
            moved += 1;
        }
    }
    Ok(moved)
}
