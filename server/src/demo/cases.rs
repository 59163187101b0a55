//! Cases at each stage that has pages of its own: two assessors and what they settle, a decision that is not as was
//! recommended, appeals, a mark that ends soon, a holder that is heard.

use super::cast::Cast;
use super::files::{CaseFacts, Stage};
use super::mark_life::{MarkPeople, at, in_days, said, started, with_a_file};
use super::paperwork::{MarkPapers, empty_page};
use super::plan::{MarkPlan, PlacementPlan, Plan};
use super::provider_life::{Registered, Troupe};
use domain::accreditation::commands::{ConditionDraft, Decide, DecideDraft, HearAppeal, Start};
use domain::accreditation::{
    Accreditation, AssessingTerms, CriterionId, ExclusionDraft, Judgement, Outcome, StandardDefinition,
    State, VisitDraft,
};
use domain::offerings::{self, OfferingDraft};
use domain::organisations::RegisterProviderDraft;
use domain::{Actor, Day, Refused, placements};
use jiff::ToSpan;
use marketplace::{Work, accreditation};
use std::collections::BTreeMap;

/// Whether two people assess a case of this stage.
pub(super) const fn wants_two(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::OneLocked
            | Stage::BothLocked
            | Stage::Proposed
            | Stage::WithModerator
            | Stage::Settled
            | Stage::Recommended
            | Stage::Departed
    )
}

/// Loads a version of the Standard by which two assess, for a day, and from the next day on one by which one does.
///
/// # Errors
/// When a use case refuses.
pub(super) fn let_two_assess_for_a_day(
    work: &mut Work<'_, '_>,
    first: &StandardDefinition,
    day: Day,
) -> Result<(), Refused> {
    let two = AssessingTerms { assessors: 2, visits_required: true, ..first.assessing.clone() };
    let approved_on = day.saturating_sub(14.days());
    let tried =
        StandardDefinition { number: 2, approved_on, in_force_from: day, assessing: two, ..first.clone() };
    let after = StandardDefinition {
        number: 3,
        approved_on,
        in_force_from: day.saturating_add(1.day()),
        ..first.clone()
    };
    for version in [tried, after] {
        accreditation::load_standard(work, &super::cast::SEED, version)?;
    }
    Ok(())
}

/// What becomes of such a provider besides its stage.
pub(super) fn plan_of(facts: &CaseFacts, on: Day, telephone: &OfferingDraft) -> Plan {
    let is_listed = matches!(facts.stage, Stage::Renewable | Stage::Heard);
    let state = match facts.stage {
        Stage::Appealed | Stage::Dismissed | Stage::Upheld => State::UnderAppeal,
        _ => State::Accredited,
    };
    let soon = matches!(facts.stage, Stage::Renewable | Stage::Renewing);
    let on_lot = PlacementPlan { framework: "focs".into(), lot: 3, state: placements::State::OnFramework };
    let name = format!("Telephone help from {}", facts.name);
    let offering = OfferingDraft { name, name_cy: None, ..telephone.clone() };
    Plan {
        slug: facts.slug.clone(),
        registration: RegisterProviderDraft {
            name: facts.name.clone(),
            sector: facts.sector.clone(),
            form: facts.form.clone(),
            contact_email: facts.contact_email.clone(),
            ..RegisterProviderDraft::default()
        },
        checks: vec![],
        partners: vec![],
        mark: MarkPlan {
            state,
            channels: vec!["in_person".into(), "telephone".into()],
            on: Some(on),
            conditions: vec![],
            ends: soon.then(|| on.saturating_add(100.days())),
        },
        placements: if is_listed { vec![on_lot] } else { vec![] },
        offerings: if is_listed { vec![(offering, offerings::State::Live)] } else { vec![] },
    }
}

/// Those who act in a case, besides its provider.
struct Panel<'a> {
    manager: &'a Actor,
    first: &'a Actor,
    second: &'a Actor,
    third: &'a Actor,
    decides: &'a Actor,
    hears: &'a Actor,
}

impl<'a> Panel<'a> {
    fn of(troupe: &'a Troupe<'_>) -> Result<Self, Refused> {
        let someone = |id| Cast::someone(troupe.cast, id).map_err(Refused::broken);
        let [first, second] = troupe.assessors;
        Ok(Self {
            manager: troupe.category_manager,
            first,
            second,
            third: someone("third-assessor")?,
            decides: troupe.decision_maker,
            hears: someone("second-decision-maker")?,
        })
    }
}

/// Leads a provider that has registered to the stage of its case.
///
/// # Errors
/// When a use case refuses.
pub(super) fn lead(
    work: &mut Work<'_, '_>,
    troupe: &Troupe<'_>,
    plan: &Plan,
    provider: &Registered,
    stage: Stage,
) -> Result<(), Refused> {
    let panel = Panel::of(troupe)?;
    if wants_two(stage) {
        return by_two(work, &panel, &troupe.mark_papers, plan, provider, stage);
    }
    troupe.seek_mark(work, plan, provider)?;
    troupe.seek_lots(work, plan, provider)?;
    troupe.offer(work, plan, provider)?;
    afterwards(work, &panel, &troupe.mark_papers, provider, stage)
}

fn by_two(
    work: &mut Work<'_, '_>,
    panel: &Panel<'_>,
    papers: &MarkPapers,
    plan: &Plan,
    provider: &Registered,
    stage: Stage,
) -> Result<(), Refused> {
    let Panel { manager, first, second, .. } = *panel;
    let people = MarkPeople {
        owner: &provider.owner,
        category_manager: manager,
        assessor: first,
        decision_maker: panel.decides,
    };
    let case = started(work, &people, provider.id, &provider.partners, &plan.mark)?;
    let case = accreditation::fill(work, &provider.owner, at(&case), papers.whole.clone())?;
    let case = with_a_file(work, &people, case, papers)?;
    let case = accreditation::submit(work, &provider.owner, at(&case))?;
    let person = first.person().ok_or(domain::Denied::SignIn)?;
    let case = accreditation::assign(work, manager, at(&case), person)?;
    let case = accreditation::claim(work, second, at(&case))?;
    let case = accreditation::begin(work, first, at(&case))?;
    let case = accreditation::begin(work, second, at(&case))?;
    let case = accreditation::judge(work, first, at(&case), papers.met.clone())?;
    let case = accreditation::judge(work, second, at(&case), papers.partly.clone())?;
    let case = accreditation::lock(work, first, at(&case))?;
    if stage == Stage::OneLocked {
        return Ok(());
    }
    let case = accreditation::lock(work, second, at(&case))?;
    if stage == Stage::BothLocked {
        return Ok(());
    }
    if stage == Stage::WithModerator {
        let person = panel.third.person().ok_or(domain::Denied::SignIn)?;
        return accreditation::appoint_moderator(work, manager, at(&case), person).map(drop);
    }
    let proposed = proposal(&case, papers)?;
    let case = accreditation::moderate(work, first, at(&case), proposed)?;
    if stage == Stage::Proposed {
        return Ok(());
    }
    let case = accreditation::agree(work, second, at(&case))?;
    let case = visited(work, first, &case)?;
    if stage == Stage::Settled {
        return Ok(());
    }
    let recommended = in_part(work)?;
    let case = accreditation::recommend(work, first, at(&case), recommended.clone())?;
    if stage == Stage::Recommended {
        return Ok(());
    }
    let departure = Some(said("The newer survey, of October, answers what the condition asked for.")?);
    let reasons = said("All is met. The telephone line is not there yet.")?;
    let otherwise = Decide { departure, reasons, conditions: vec![], ..recommended };
    let otherwise = Decide { outcome: Outcome::Accredit, judgements: papers.met.clone(), ..otherwise };
    accreditation::decide(work, panel.decides, at(&case), &otherwise).map(drop)
}

/// How what differs might be settled.
fn proposal(case: &Accreditation, papers: &MarkPapers) -> Result<BTreeMap<CriterionId, Judgement>, Refused> {
    let reasons = said("Part of it is shown. The survey of the last place is still to come.")?;
    let differing = case.differing();
    let judged = papers.partly.iter().filter(|(id, _)| differing.contains(id));
    Ok(judged.map(|(id, it)| (id.clone(), Judgement { reasons: reasons.clone(), ..it.clone() })).collect())
}

/// A visit, with a file.
fn visited(
    work: &mut Work<'_, '_>,
    assessor: &Actor,
    case: &Accreditation,
) -> Result<Accreditation, Refused> {
    let visit = VisitDraft {
        place: "LS9 8AH".into(),
        on: in_days(work, 0).to_string(),
        seen: "Two desks in a room of their own, a screen that turns to the person, and prices of printing on the wall."
            .into(),
        criteria: case.evidence.keys().take(2).map(ToString::to_string).collect(),
        files: vec![],
    };
    let report = visit.parse(work.now())?;
    let case = accreditation::report_visit(work, assessor, at(case), report)?;
    accreditation::add_to_visit(work, assessor, at(&case), 0, ("notes-of-the-visit.pdf", &empty_page()))
}

/// The mark in part, with conditions.
fn in_part(work: &Work<'_, '_>) -> Result<Decide, Refused> {
    let condition = |text: &str, days: i64, check: &str| ConditionDraft {
        text: text.into(),
        due: in_days(work, days).to_string(),
        check: Some(check.into()),
    };
    let draft = DecideDraft {
        outcome: "accredit_with_conditions".into(),
        reasons: "All is met but for one part, which can follow. The telephone line is not there yet.".into(),
        conditions: vec![
            condition(
                "Survey the people helped at the place that opened last",
                120,
                "A decision maker reads the survey",
            ),
            condition(
                "Write down who stands in when a helper is ill",
                60,
                "The rota is seen at the next check",
            ),
        ],
        exclusions: vec![ExclusionDraft {
            channel: Some("telephone".into()),
            reason: "Nobody can call yet: the line opens in spring.".into(),
            ..ExclusionDraft::default()
        }],
        ..DecideDraft::default()
    };
    Ok(draft.parse(work.now())?)
}

/// The case of a provider that has one.
fn case_of(work: &mut Work<'_, '_>, provider: &Registered) -> Result<Accreditation, Refused> {
    let wanted = accreditation::WantedAccreditations {
        provider: Some(provider.id),
        ..accreditation::WantedAccreditations::default()
    };
    let cases = accreditation::list(work, &provider.owner, &wanted, None, 10)?;
    cases.into_iter().last().ok_or(Refused::NotFound("accreditation"))
}

fn afterwards(
    work: &mut Work<'_, '_>,
    panel: &Panel<'_>,
    papers: &MarkPapers,
    provider: &Registered,
    stage: Stage,
) -> Result<(), Refused> {
    let case = case_of(work, provider)?;
    match stage {
        Stage::Dismissed => {
            let reasons =
                said("What was sent in the week before the decision was read, and shows the same.")?;
            let dismissed = HearAppeal::Dismiss { reasons };
            accreditation::hear_appeal(work, panel.hears, at(&case), &dismissed)?;
        }
        Stage::Upheld => {
            let draft = DecideDraft {
                outcome: "accredit".into(),
                reasons: "The newer evidence had come in time, and shows that the criterion is met.".into(),
                ..DecideDraft::default()
            };
            let decided = Decide { judgements: papers.met.clone(), ..draft.parse(work.now())? };
            accreditation::hear_appeal(work, panel.hears, at(&case), &HearAppeal::Uphold(decided))?;
        }
        Stage::Renewing => {
            let again = Start { provider: provider.id, scope: None, from: Some(case.id) };
            accreditation::start(work, &provider.owner, &again)?;
        }
        Stage::Heard => {
            let notice = said(
                "No returns have come for two quarters. We consider suspending the mark until they do.",
            )?;
            let until = in_days(work, 28);
            accreditation::give_notice(work, panel.decides, at(&case), &(notice, until))?;
        }
        _ => {}
    }
    Ok(())
}
