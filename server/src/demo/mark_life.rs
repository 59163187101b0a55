//! How an application for the quality mark goes on, as far as its plan says.

use super::paperwork::{MarkPapers, empty_page};
use super::plan::MarkPlan;
use domain::accreditation::commands::{ConditionDraft, Decide, DecideDraft, Fill, ScopeDraft, Start};
use domain::accreditation::{Accreditation, State};
use domain::casework::{AskedOfProvider, Grounds, Revoke, Suspend};
use domain::kernel::time::day_of;
use domain::values::Prose;
use domain::{Actor, Day, Fields, OrganisationId, Refused};
use jiff::ToSpan;
use marketplace::{At, Work, accreditation};

/// Everyone who has a part in it.
pub(super) struct MarkPeople<'a> {
    pub(super) owner: &'a Actor,
    pub(super) category_manager: &'a Actor,
    pub(super) assessor: &'a Actor,
    pub(super) decision_maker: &'a Actor,
}

pub(super) fn said(text: &str) -> Result<Prose, Refused> {
    text.parse().map_err(Refused::broken)
}

pub(super) fn in_days(work: &Work<'_, '_>, days: i64) -> Day {
    day_of(work.now()).saturating_add(days.days())
}

pub(super) fn at(case: &Accreditation) -> At<domain::AccreditationId> {
    At { id: case.id, version: case.version }
}

/// An application that is begun for what its plan says.
pub(super) fn started(
    work: &mut Work<'_, '_>,
    people: &MarkPeople<'_>,
    provider: OrganisationId,
    partners: &[OrganisationId],
    plan: &MarkPlan,
) -> Result<Accreditation, Refused> {
    let scope = ScopeDraft {
        channels: plan.channels.clone(),
        places: None,
        partners: partners.iter().map(ToString::to_string).collect(),
    };
    let mut fields = Fields::new();
    let scope = scope.read(&mut fields);
    let scope = Some(fields.finish(|| scope)?);
    accreditation::start(work, people.owner, &Start { provider, scope, from: None })
}

/// Leads an application to the state that its plan names.
///
/// # Errors
/// When a use case refuses.
pub(super) fn lead(
    work: &mut Work<'_, '_>,
    people: &MarkPeople<'_>,
    provider: OrganisationId,
    partners: &[OrganisationId],
    plan: &MarkPlan,
    papers: &MarkPapers,
) -> Result<(), Refused> {
    let case = started(work, people, provider, partners, plan)?;
    let fill = |fill: &Fill| fill.clone();
    if plan.state == State::Draft {
        let case = accreditation::fill(work, people.owner, at(&case), fill(&papers.begun))?;
        return with_a_file(work, people, case, papers).map(drop);
    }
    let case = accreditation::fill(work, people.owner, at(&case), fill(&papers.whole))?;
    let is_looked_at =
        matches!(plan.state, State::UnderAssessment | State::Clarification | State::Recommended);
    let case = if is_looked_at { with_a_file(work, people, case, papers)? } else { case };
    let case = accreditation::submit(work, people.owner, at(&case))?;
    match plan.state {
        State::Submitted => Ok(()),
        State::Withdrawn => accreditation::withdraw(work, people.owner, at(&case)).map(drop),
        _ => assess(work, people, case, plan, papers),
    }
}

/// With a file beside what is written for the first criterion.
pub(super) fn with_a_file(
    work: &mut Work<'_, '_>,
    people: &MarkPeople<'_>,
    case: Accreditation,
    papers: &MarkPapers,
) -> Result<Accreditation, Refused> {
    let Some(criterion) = papers.begun.evidence.keys().next() else { return Ok(case) };
    let file = ("what-people-told-us.pdf", &empty_page()[..]);
    accreditation::hand_in(work, people.owner, at(&case), criterion, file)
}

fn assess(
    work: &mut Work<'_, '_>,
    people: &MarkPeople<'_>,
    case: Accreditation,
    plan: &MarkPlan,
    papers: &MarkPapers,
) -> Result<(), Refused> {
    let MarkPeople { category_manager, assessor, .. } = *people;
    let person = assessor.person().ok_or(domain::Denied::SignIn)?;
    let case = accreditation::assign(work, category_manager, at(&case), person)?;
    if plan.state == State::Assigned {
        return Ok(());
    }
    let case = accreditation::begin(work, assessor, at(&case))?;
    let judgements = match plan.state {
        State::AccreditedWithConditions => &papers.partly,
        State::Refused | State::UnderAppeal => &papers.not_met,
        _ => &papers.met,
    };
    match plan.state {
        State::UnderAssessment => {
            let some = judgements.iter().take(judgements.len() / 2);
            let some = some.map(|(criterion, judgement)| (criterion.clone(), judgement.clone())).collect();
            accreditation::judge(work, assessor, at(&case), some)?;
            return Ok(());
        }
        State::Clarification => {
            let question =
                said("Which of your helpers had the training this year, and who keeps the record?")?;
            let asked = AskedOfProvider { question, answer_by: in_days(work, 14) };
            accreditation::ask(work, assessor, at(&case), &asked)?;
            return Ok(());
        }
        _ => {}
    }
    let case = accreditation::judge(work, assessor, at(&case), judgements.clone())?;
    let decision = decision(work, plan)?;
    let case = accreditation::recommend(work, assessor, at(&case), decision.clone())?;
    if plan.state == State::Recommended {
        return Ok(());
    }
    let case = accreditation::decide(work, people.decision_maker, at(&case), &decision)?;
    afterwards(work, people, &case, plan)
}

/// What is recommended, and then decided.
fn decision(work: &Work<'_, '_>, plan: &MarkPlan) -> Result<Decide, Refused> {
    let (outcome, reasons) = match plan.state {
        State::Refused | State::UnderAppeal => {
            ("refuse", "An essential criterion is not met, and what was handed in is too old to show it.")
        }
        State::AccreditedWithConditions => {
            ("accredit_with_conditions", "All is met but for one part, which can follow within half a year.")
        }
        _ => ("accredit", "Every essential criterion is met."),
    };
    let usual = ["Evidence for the places that opened last, as for the others".to_owned()];
    let conditions: &[String] = match outcome {
        "accredit_with_conditions" if plan.conditions.is_empty() => &usual,
        _ => &plan.conditions,
    };
    // By the end of the month half a year on.
    let due = day_of(work.now()).saturating_add(6.months()).last_of_month();
    let conditions = conditions.iter().map(|text| ConditionDraft {
        text: text.clone(),
        due: due.to_string(),
        check: Some("A decision maker reads what is handed in, and asks two of the places".into()),
    });
    // A mark that has lapsed by the end of the demo's past was given for a trial.
    let lapses = (plan.state == State::Lapsed).then(|| in_days(work, 1));
    let ends = plan.ends.or(lapses).map(|day| day.to_string());
    let draft = DecideDraft {
        outcome: outcome.into(),
        reasons: reasons.into(),
        conditions: conditions.collect(),
        ends,
        ..DecideDraft::default()
    };
    Ok(draft.parse(work.now())?)
}

fn afterwards(
    work: &mut Work<'_, '_>,
    people: &MarkPeople<'_>,
    case: &Accreditation,
    plan: &MarkPlan,
) -> Result<(), Refused> {
    let today = day_of(work.now());
    match plan.state {
        State::UnderAppeal => {
            let grounds =
                said("Newer evidence was sent in the week before the decision and was not looked at.")?;
            accreditation::appeal(work, people.owner, at(case), grounds)?;
        }
        State::Suspended => {
            let reason = said("Someone was helped at home by a visitor whose check had run out.")?;
            let suspension = Suspend { reason, grounds: Grounds::Urgent, until: None };
            accreditation::suspend(work, people.decision_maker, at(case), &suspension)?;
        }
        State::Revoked => {
            let reason =
                said("People were asked to pay for help. The provider was heard and did not deny it.")?;
            let revocation = Revoke { reason, grounds: Grounds::Heard { heard_on: today } };
            accreditation::revoke(work, people.decision_maker, at(case), &revocation)?;
        }
        _ => {}
    }
    Ok(())
}
