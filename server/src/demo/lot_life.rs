//! How an application to a lot goes on, as far as its plan says.

use super::mark_life::{in_days, said};
use super::paperwork::{AnsweringFile, half_of};
use super::plan::PlacementPlan;
use domain::casework::{AskedOfProvider, Grounds, Suspend};
use domain::frameworks::Lot;
use domain::frameworks::questions::Answers;
use domain::organisations::Organisation;
use domain::placements::{Fill, Placement, SignDraft, Start, State};
use domain::values::{Key, Slug};
use domain::{Actor, OrganisationId, PlacementId, Refused};
use marketplace::{At, Work, declarations, organisations, placements};

fn at(placement: &Placement) -> At<PlacementId> {
    At { id: placement.id, version: placement.version }
}

/// A lot with answers to its questions.
pub(super) struct LotPapers {
    pub(super) framework: Slug,
    pub(super) lot: Lot,
    pub(super) answers: Answers,
    pub(super) files: Vec<AnsweringFile>,
    /// What is declared to the framework, by section.
    pub(super) declared: Vec<(Key, Answers)>,
}

/// Leads an application to the state that its plan names.
///
/// # Errors
/// When a use case refuses.
pub(super) fn lead(
    work: &mut Work<'_, '_>,
    owner: &Actor,
    category_manager: &Actor,
    provider: OrganisationId,
    plan: &PlacementPlan,
    papers: &LotPapers,
) -> Result<(), Refused> {
    let start = Start { provider, framework: papers.framework.clone(), lot: papers.lot.slug.clone() };
    let placement = placements::start(work, owner, &start)?;
    let answers = if plan.state == State::Draft { half_of(&papers.answers) } else { papers.answers.clone() };
    let mut placement = placements::fill(work, owner, at(&placement), Fill { answers, partners: None })?;
    if plan.state == State::Draft {
        return Ok(());
    }
    for AnsweringFile { question, name, bytes } in &papers.files {
        placement = placements::attach(work, owner, at(&placement), question, name, bytes)?;
    }
    // As people do for each application.
    let details: Organisation = work.find(provider)?;
    organisations::confirm_details(work, owner, At { id: provider, version: details.version })?;
    if let Some(asked) = declarations::asked_by(work, owner, placement.id)? {
        let (mut declaration, version) = (asked.declaration, Some(asked.framework_version));
        for (section, answers) in &papers.declared {
            let at = At { id: declaration.id, version: declaration.version };
            declaration =
                declarations::declare(work, owner, at, (section.clone(), version, answers.clone()))?;
        }
    }
    let placement = placements::submit(work, owner, at(&placement))?;
    match plan.state {
        State::Submitted => Ok(()),
        State::Withdrawn => placements::withdraw(work, owner, at(&placement)).map(drop),
        _ => decide(work, owner, category_manager, &placement, plan.state),
    }
}

fn decide(
    work: &mut Work<'_, '_>,
    owner: &Actor,
    manager: &Actor,
    placement: &Placement,
    wanted: State,
) -> Result<(), Refused> {
    let placement = placements::take(work, manager, at(placement))?;
    match wanted {
        State::UnderAssessment => return Ok(()),
        State::Clarification => {
            let question = said("Does your price hold for all the nations that you named?")?;
            let asked = AskedOfProvider { question, answer_by: in_days(work, 10) };
            placements::ask(work, manager, at(&placement), &asked)?;
            return Ok(());
        }
        State::Rejected => {
            let reason = said("The answers do not show how people would be helped at the places named.")?;
            placements::reject(work, manager, at(&placement), &reason)?;
            return Ok(());
        }
        _ => {}
    }
    let reason = said("Complete, and within the limits of the lot.")?;
    let placement = placements::accept(work, manager, at(&placement), &reason)?;
    if wanted == State::Accepted {
        return Ok(());
    }
    let signatory = SignDraft {
        authority: "By decision of the board".into(),
        name: "Pat Signatory".into(),
        role: "Chair".into(),
        confirmed: true,
    };
    let placement = placements::sign(work, owner, at(&placement), signatory.parse()?)?;
    if wanted == State::AgreementSigned {
        return Ok(());
    }
    let placement = placements::countersign(work, manager, at(&placement))?;
    match wanted {
        State::Suspended => {
            let reason = said("Calls went unanswered for a week, and the provider did not say why.")?;
            let until = Some(in_days(work, 90));
            let suspension = Suspend { reason, grounds: Grounds::Urgent, until };
            placements::suspend(work, manager, at(&placement), &suspension)?;
        }
        State::Removed => {
            let reason = said("The provider has given its support up.")?;
            placements::remove(work, manager, at(&placement), &reason)?;
        }
        _ => {}
    }
    Ok(())
}
