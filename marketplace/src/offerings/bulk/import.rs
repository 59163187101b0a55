//! Sending a file of offerings, looking at what it would do, and having it done.

use super::super::draft::reference_taken;
use super::{Plan, Progress, progress};
use crate::{At, Market, Work, sha256};
use domain::offerings::{CannotImport, ImportState, OfferingImport};
use domain::{Action, Actor, Changed, OfferingImportId, OrganisationId, Permit, Refused};

/// Works out what a file would do, and keeps it for whoever decides. Nothing is changed yet.
///
/// # Errors
/// When the asker may not, and everything that is wrong in the file, with its line and column.
pub fn send_import(
    market: &Market,
    by: &Actor,
    provider: OrganisationId,
    file_name: &str,
    bytes: &[u8],
) -> Result<(OfferingImport, Plan), Refused> {
    let permit = by.may(Action::KeepOfferings, &provider)?;
    let plan = market.read(|work| Plan::of(work, provider, bytes))?;
    let file = sha256::of(bytes)?;
    let import = market.write(|work| {
        work.keep_file(&file, bytes)?;
        let sent = OfferingImport::sent(
            work.fresh_id(),
            provider,
            (file.clone(), file_name.to_owned()),
            (plan.seen.clone(), plan.tally),
            work.now(),
        );
        Ok(work.save(&permit, sent)?)
    })?;
    Ok((import, plan))
}

/// A file that was sent. While it waits, what it would do now.
///
/// # Errors
/// [`Refused::NotFound`] when it is not there or the asker may not know of it; and what has become wrong in it since.
pub fn show_import(
    work: &mut Work<'_, '_>,
    by: &Actor,
    id: OfferingImportId,
) -> Result<(OfferingImport, Option<Plan>), Refused> {
    let import: OfferingImport = work.find(id)?;
    let _permit = by.may(Action::KeepOfferings, &import)?;
    if import.state != ImportState::Looked {
        return Ok((import, None));
    }
    let bytes = work.kept_file(&import.file)?;
    let plan = Plan::of(work, import.provider, &bytes)?;
    Ok((import, Some(plan)))
}

/// Does what a file was seen to do: all of it, in one transaction, or nothing.
///
/// # Errors
/// When the asker may not, it or the same file was done before, or an offering changed since it was looked at.
pub fn import(market: &Market, by: &Actor, at: At<OfferingImportId>) -> Result<OfferingImport, Refused> {
    let (import, plan) = market.read(|work| {
        let (import, plan) = show_import(work, by, at.id)?;
        work.expect_version(&import, at.version)?;
        Ok((import, plan))
    })?;
    let permit = by.may(Action::KeepOfferings, &import)?;
    let seen = plan.as_ref().map_or(&import.seen, |plan| &plan.seen).clone();
    let done = import.done(&seen, false, market.clock().now())?;
    let plan = plan.ok_or(CannotImport::DoneAlready)?;
    let saved = save_all(market, &permit, &plan, &done);
    progress::forget(market, at.id);
    saved
}

/// Saves everything that a file was seen to do, with the file itself, in one transaction.
pub(super) fn save_all(
    market: &Market,
    permit: &Permit,
    plan: &Plan,
    done: &Changed<OfferingImport>,
) -> Result<OfferingImport, Refused> {
    let of = u64::try_from(plan.steps.len()).unwrap_or(u64::MAX);
    market.write(|work| {
        // Read in the transaction that writes, so that of two workers with the same file one is refused.
        done.next.not_done_since(&work.imports_done_of(done.next.provider)?)?;
        for (count, step) in (0..).zip(&plan.steps) {
            progress::count(market, &done.next, Progress { done: count, of });
            let saved = work.save(permit, step.clone());
            saved.map_err(reference_taken).map_err(|refused| match refused {
                Refused::Stale { .. } => CannotImport::WouldDoOtherwise.into(),
                other => other,
            })?;
        }
        Ok(work.save(permit, done.clone())?)
    })
}
