//! The next version of the Standard: written, put before the board, approved by at least two of it, published.

use crate::{At, Work};
use domain::accreditation::{CannotPropose, Proposal, Standard, StandardDraft};
use domain::values::Prose;
use domain::{Action, Actor, Changed, FieldErrors, Permit, PersonId, Platform, Refused, StandardProposalId};

/// A version of the Standard as the file that can be read again.
///
/// # Errors
/// When it cannot be written as TOML, which would be a fault of ours.
pub fn write(draft: &StandardDraft) -> Result<String, Refused> {
    toml::to_string(draft).map_err(Refused::broken)
}

/// What a file of a version says, right or wrong.
///
/// # Errors
/// When it is not TOML, or has not the fields of a version: with the place where.
pub fn read(bytes: &[u8]) -> Result<StandardDraft, FieldErrors> {
    crate::frameworks::revise::read_toml(bytes)
}

fn person(by: &Actor) -> Result<PersonId, CannotPropose> {
    by.person().ok_or(CannotPropose::NotAPerson)
}

fn newest(work: &mut Work<'_, '_>) -> Result<Option<Standard>, Refused> {
    Ok(work.standards()?.into_iter().next())
}

/// Begins to write the version after the newest: as that is, or as a file says.
///
/// # Errors
/// When one is on its way already; [`Refused::NotFound`] when there is none to begin from.
pub fn start(
    work: &mut Work<'_, '_>,
    by: &Actor,
    content: Option<StandardDraft>,
) -> Result<Proposal, Refused> {
    let permit = by.may(Action::ProposeStandard, &Platform)?;
    let author = person(by)?;
    let content = match content {
        Some(content) => content,
        None => {
            let newest = newest(work)?.ok_or(Refused::NotFound("version of the Standard"))?;
            StandardDraft { version: newest.definition.number + 1, ..newest.definition.written() }
        }
    };
    let begun = Proposal::draft(work.fresh_id(), content, author, work.now());
    let saved = work.save(&permit, begun).map_err(Refused::from);
    saved.map_err(|refused| refused.duplicate_means(CannotPropose::OneAtATime))
}

fn change<R: Into<Refused>>(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<StandardProposalId>,
    action: Action,
    decide: impl FnOnce(Proposal, &mut Work<'_, '_>) -> Result<Changed<Proposal>, R>,
) -> Result<Proposal, Refused> {
    let permit = by.may(action, &Platform)?;
    let proposal: Proposal = work.find(at.id)?;
    work.expect_version(&proposal, at.version)?;
    let changed = decide(proposal, work).map_err(Into::into)?;
    Ok(work.save(&permit, changed)?)
}

/// Saves what it says so far, right or wrong. Who saves is an author from then on.
///
/// # Errors
/// When it is no draft any more, or someone saved it meanwhile.
pub fn save(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<StandardProposalId>,
    content: StandardDraft,
) -> Result<Proposal, Refused> {
    change(work, by, at, Action::ProposeStandard, |proposal, work| {
        let author = person(by).map_err(Refused::from)?;
        proposal.save(content, author, work.now()).map_err(Refused::from)
    })
}

/// Puts it before the board.
///
/// # Errors
/// Everything that is wrong with it; when it is not numbered as the next.
pub fn propose(work: &mut Work<'_, '_>, by: &Actor, at: At<StandardProposalId>) -> Result<Proposal, Refused> {
    let newest = newest(work)?.map_or(0, |newest| newest.definition.number);
    change(work, by, at, Action::ProposeStandard, |proposal, work| proposal.propose(newest, work.now()))
}

/// One of the board approves.
///
/// # Errors
/// When it is not before the board; by who wrote at it, or approved it before.
pub fn approve(work: &mut Work<'_, '_>, by: &Actor, at: At<StandardProposalId>) -> Result<Proposal, Refused> {
    change(work, by, at, Action::ApproveStandard, |proposal, work| {
        let member = person(by).map_err(Refused::from)?;
        proposal.approve(member, work.now()).map_err(Refused::from)
    })
}

/// One of the board sends it back.
///
/// # Errors
/// When it is not before the board.
pub fn send_back(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<StandardProposalId>,
    reason: Prose,
) -> Result<Proposal, Refused> {
    change(work, by, at, Action::ApproveStandard, |proposal, _| {
        let member = person(by).map_err(Refused::from)?;
        proposal.send_back(member, reason).map_err(Refused::from)
    })
}

/// Makes a version of the Standard of what the board approved. Applications that run keep theirs.
///
/// # Errors
/// When the board has not approved it, or its first day was before it did.
pub fn publish(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<StandardProposalId>,
) -> Result<(Proposal, Standard), Refused> {
    let permit: Permit = by.may(Action::ProposeStandard, &Platform)?;
    let proposal: Proposal = work.find(at.id)?;
    work.expect_version(&proposal, at.version)?;
    let (changed, definition) = proposal.publish()?;
    let loaded = Standard::load(work.fresh_id(), definition);
    let standard = work.save(&permit, loaded)?;
    Ok((work.save(&permit, changed)?, standard))
}

/// Gives it up.
///
/// # Errors
/// When it is published, or given up already.
pub fn withdraw(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<StandardProposalId>,
) -> Result<Proposal, Refused> {
    change(work, by, at, Action::ProposeStandard, |proposal, _| proposal.withdraw())
}

fn may_read(by: &Actor) -> Result<Permit, Refused> {
    let approves = by.may(Action::ApproveStandard, &Platform);
    Ok(approves.or_else(|_| by.may(Action::ProposeStandard, &Platform))?)
}

/// Every version that was ever on its way, the newest first, for who writes and who approves.
///
/// # Errors
/// When the asker does neither.
pub fn proposals(work: &mut Work<'_, '_>, by: &Actor) -> Result<Vec<Proposal>, Refused> {
    let _permit = may_read(by)?;
    Ok(work.standard_proposals()?)
}

/// A version on its way, for who writes and who approves.
///
/// # Errors
/// [`Refused::NotFound`]; when the asker does neither.
pub fn proposal(work: &mut Work<'_, '_>, by: &Actor, id: StandardProposalId) -> Result<Proposal, Refused> {
    let _permit = may_read(by)?;
    Ok(work.find(id)?)
}
