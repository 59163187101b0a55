//! Leaving a file to a worker, and the worker that does it: people need not wait for the answer to one long request.

use super::import::save_all;
use super::{Plan, Progress, progress};
use crate::{At, Market, Work};
use domain::offerings::OfferingImport;
use domain::{Action, Actor, Denied, OfferingImportId, Refused, Worker};

/// Has a file done by a worker, soon.
///
/// # Errors
/// When the asker may not or is a program, it was done before or is being done, or it changes nothing.
pub fn confirm_import(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<OfferingImportId>,
) -> Result<OfferingImport, Refused> {
    let import: OfferingImport = work.find(at.id)?;
    let permit = by.may(Action::KeepOfferings, &import)?;
    work.expect_version(&import, at.version)?;
    let person = by.person().ok_or(Denied::WrongRole(Action::KeepOfferings))?;
    let confirmed = import.confirmed(person, work.now())?;
    Ok(work.save(&permit, confirmed)?)
}

/// How far a file has come, for whoever may know of it. `None`: it does not go on, or nobody has noted how far it is.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it.
pub fn import_progress(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingImportId,
) -> Result<(OfferingImport, Option<Progress>), Refused> {
    let import: OfferingImport = work.find(id)?;
    let _permit = by.may(Action::KeepOfferings, &import)?;
    let progress = progress::progress_of(work, &import)?;
    Ok((import, progress))
}

/// Does every file that someone left to a worker, one after the other, with the rights that they have now. How many were
/// taken up. A worker that is stopped has done nothing of its file, and another begins anew.
///
/// # Errors
/// When the database fails; the file that was at work then is taken up again.
pub fn do_confirmed(market: &Market) -> Result<usize, Refused> {
    let mut taken_up = 0;
    while let Some(id) = market.read(next)? {
        match market.write(|work| begin(work, id)) {
            Ok(Some((import, by))) => {
                let outcome = carry_out(market, &by, &import);
                progress::forget(market, id);
                settle(market, &import, outcome)?;
                taken_up += 1;
            }
            // Another node was first.
            Ok(None) | Err(Refused::Stale { .. }) => {}
            Err(refused) => return Err(refused),
        }
    }
    Ok(taken_up)
}

fn next(work: &mut Work<'_, '_>) -> Result<Option<OfferingImportId>, Refused> {
    let now = work.now();
    let mut waiting = work.confirmed_imports()?.into_iter();
    Ok(waiting.find(|import| import.is_to_begin(now).is_some()).map(|import| import.id))
}

/// Notes that it is begun, and who it is done for: with what they may do now.
fn begin(work: &mut Work<'_, '_>, id: OfferingImportId) -> Result<Option<(OfferingImport, Actor)>, Refused> {
    let import: OfferingImport = work.find(id)?;
    let Some(person) = import.is_to_begin(work.now()) else { return Ok(None) };
    let by = Actor::Person { id: person, memberships: work.memberships_of(person)? };
    let now = work.now();
    let Some(begun) = import.begun(now) else { return Ok(None) };
    let permit = Actor::Worker(Worker::Clerk).may(Action::KeepOfferings, &begun.next)?;
    Ok(Some((work.save(&permit, begun)?, by)))
}

fn carry_out(market: &Market, by: &Actor, import: &OfferingImport) -> Result<(), Refused> {
    let permit = by.may(Action::KeepOfferings, import)?;
    let plan = market.read(|work| {
        let bytes = work.kept_file(&import.file)?;
        Plan::of(work, import.provider, &bytes)
    })?;
    let done = import.clone().done(&plan.seen, true, market.clock().now())?;
    save_all(market, &permit, &plan, &done).map(drop)
}

/// What cannot be done is told to whoever wanted it. What failed on our side is tried again.
fn settle(market: &Market, import: &OfferingImport, outcome: Result<(), Refused>) -> Result<(), Refused> {
    let refused = match outcome {
        // Stale: another node began anew, and was faster.
        Ok(()) | Err(Refused::Stale { .. }) => return Ok(()),
        Err(refused @ (Refused::Busy | Refused::Broken(_))) => return Err(refused),
        Err(refused) => refused.to_string(),
    };
    let permit = Actor::Worker(Worker::Clerk).may(Action::KeepOfferings, import)?;
    market.write(|work| {
        let import: OfferingImport = work.find(import.id)?;
        if let Some(changed) = import.not_done(refused.clone()) {
            work.save(&permit, changed)?;
        }
        Ok(())
    })
}
