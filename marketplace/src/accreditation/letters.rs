//! What a provider is written about its application and its mark.

use super::decide::decided_on;
use super::effect::{Effect, effect_of_deciding};
use super::hear_appeal::heard_on_appeal;
use crate::{At, Work};
use domain::accreditation::commands::{Decide, HearAppeal};
use domain::accreditation::{Accreditation, DecisionLetter, Excluded, Outcome, StandardDefinition};
use domain::organisations::Organisation;
use domain::values::Name;
use domain::{AccreditationId, Actor, Changed, OrganisationId, Refused};
use std::collections::BTreeMap;
use store::outbox::Letter;

/// Writes to the provider.
pub(super) fn write_to_provider(
    work: &mut Work<'_, '_>,
    case: &Accreditation,
    subject: &str,
    paragraphs: &[&str],
) -> Result<(), Refused> {
    let provider: Organisation = work.find(case.provider)?;
    let address = page_of(work, case);
    let mut body: Vec<_> = paragraphs.iter().copied().filter(|paragraph| !paragraph.is_empty()).collect();
    body.push(&address);
    let letter = Letter { to: provider.contact_email, subject: subject.to_owned(), body: body.join("\n\n") };
    work.post(&letter)?;
    Ok(())
}

/// Where a case is read.
fn page_of(work: &Work<'_, '_>, case: &Accreditation) -> String {
    format!("{}/marks/{}", work.market().settings().base_url, case.id)
}

/// Puts the letter about a decision with the case, so that it can be read for as long as the case can.
pub(super) fn with_letter(
    work: &mut Work<'_, '_>,
    mut decided: Changed<Accreditation>,
    outcome: Outcome,
    standard: &StandardDefinition,
) -> Result<Changed<Accreditation>, Refused> {
    let partners = names_of_partners(work, &decided.next)?;
    let address = page_of(work, &decided.next);
    let letter = decided.next.decision_letter(outcome, standard, &partners, &address);
    decided.next.papers.letters.push(letter);
    Ok(decided)
}

/// The names of the partners that the mark covers, and of those that the last decision leaves out.
fn names_of_partners(
    work: &mut Work<'_, '_>,
    case: &Accreditation,
) -> Result<BTreeMap<OrganisationId, Name>, Refused> {
    let left_out = case.decisions.last().map(|decision| decision.exclusions.as_slice()).unwrap_or_default();
    let left_out = left_out.iter().filter_map(|exclusion| match exclusion.what {
        Excluded::Partner(partner) => Some(partner),
        _ => None,
    });
    let covered = case.mark.iter().flat_map(|mark| &mark.scope.partners).copied();
    let mut names = BTreeMap::new();
    for partner in covered.chain(left_out) {
        if let Some(organisation) = work.look_for::<Organisation>(partner)? {
            names.insert(partner, organisation.name);
        }
    }
    Ok(names)
}

/// The same about an appeal that is dismissed.
pub(super) fn with_dismissal(
    work: &Work<'_, '_>,
    mut heard: Changed<Accreditation>,
) -> Changed<Accreditation> {
    let letter = heard.next.dismissal_letter(&page_of(work, &heard.next));
    heard.next.papers.letters.push(letter);
    heard
}

/// Sends the letter about the last decision.
pub(super) fn post_letter(work: &mut Work<'_, '_>, case: &Accreditation) -> Result<(), Refused> {
    let Some(DecisionLetter { subject, body }) = case.papers.letters.last().cloned() else { return Ok(()) };
    let provider: Organisation = work.find(case.provider)?;
    work.post(&Letter { to: provider.contact_email, subject, body })?;
    Ok(())
}

/// What a decision would send and change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// The letter that it would be told by.
    pub letter: DecisionLetter,
    /// What the public would see no longer, or again.
    pub effect: Effect,
}

/// The letter that a decision would be told by, and what it would do to listings. Nothing is decided, and nothing is
/// sent.
///
/// # Errors
/// As [`super::decide`]: what could not be decided has no letter.
pub fn preview_letter(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    decided: &Decide,
) -> Result<Foreseen, Refused> {
    let (_, changed) = decided_on(work, by, at, decided)?;
    foreseen(work, changed.next)
}

/// The same of what came of an appeal.
///
/// # Errors
/// As [`super::hear_appeal`]: what could not be decided has no letter.
pub fn preview_appeal_letter(
    work: &mut Work<'_, '_>,
    by: &Actor,
    at: At<AccreditationId>,
    heard: &HearAppeal,
) -> Result<Foreseen, Refused> {
    let (_, changed) = heard_on_appeal(work, by, at, heard)?;
    foreseen(work, changed.next)
}

fn foreseen(work: &mut Work<'_, '_>, mut decided: Accreditation) -> Result<Foreseen, Refused> {
    let letter = decided.papers.letters.pop();
    let letter = letter.ok_or_else(|| Refused::broken("a decision without a letter"))?;
    Ok(Foreseen { letter, effect: effect_of_deciding(work, &decided)? })
}
