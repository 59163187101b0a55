//! An application for the quality mark, as the provider, the assessor and the decision maker see it.

use super::apply::scope_said;
use super::assessed::{self, judgements_of};
use super::before::before_row;
use super::evidence::may_change;
use super::exclusions::exclusions_said;
use super::otherwise::departure_said;
use super::steps::offered;
use crate::door::parts::{bullets, buttons, heading_of, link, section, subsection, text, written};
use crate::door::{Outcome, Page, SignedIn, Visit};
use crate::words::{count, day, said, state_tag, when};
use actix_web::get;
use actix_web::web::{Path, ServiceConfig};
use domain::accreditation::{
    Accreditation, Criterion, Evidence, Judgement, MarkStatus, Officer, QualityMark, StandardDefinition,
    State, Verdict,
};
use domain::kernel::time::day_of;
use domain::organisations::Organisation;
use domain::people::Person;
use domain::reviews::Review;
use domain::{AccreditationId, Action, PersonId, Timestamp};
use marketplace::accreditation::{self, Before, KeptSubmission, LeftSince};
use marketplace::reviews::{self, PlannedLook};
use ui::Markup;
use ui::components::{SummaryCard, SummaryList, SummaryRow, Tag, TagColour, Task, TaskList, TaskStatus};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(show);
}

/// An application with what stands around it, and what whoever looks may do.
pub(super) struct Case {
    pub(super) case: Accreditation,
    pub(super) provider: Organisation,
    pub(super) standard: StandardDefinition,
    /// Everyone who assesses it, with their names.
    pub(super) assessors: Vec<(PersonId, String)>,
    /// What was raised about the provider, for those who may read it.
    pub(super) reviews: Vec<Review>,
    pub(super) days_left: Option<i64>,
    pub(super) me: Option<PersonId>,
    pub(super) may_assess: bool,
    /// Whether whoever looks may judge now.
    pub(super) may_judge: bool,
    pub(super) may_fill: bool,
    pub(super) may_appeal: bool,
    pub(super) may_assign: bool,
    pub(super) may_decide: bool,
    pub(super) may_suspend: bool,
    pub(super) is_assessor: bool,
    pub(super) is_own: bool,
    /// What its evidence was before, and how that was judged.
    pub(super) before: Before,
    /// What has left the scope since the mark that the provider was given last.
    pub(super) left: Option<LeftSince>,
    /// When the mark is looked at, over its life.
    pub(super) planned: Vec<PlannedLook>,
    /// Every sending, oldest first.
    pub(super) sent: Vec<KeptSubmission>,
    pub(super) now: Timestamp,
}

pub(super) async fn case(visit: &Visit, id: AccreditationId) -> Result<Case, crate::door::Answer> {
    visit
        .read(move |work, by| {
            let case = accreditation::show(work, by, id)?;
            let standard = accreditation::standard(work, case.standard)?.definition;
            let mut assessors = vec![];
            for person in case.assessors() {
                assessors.push((person, work.find::<Person>(person)?.name.to_string()));
            }
            let officer = Officer::of(by, false);
            let may = |action| by.may(action, &case).is_ok();
            Ok(Case {
                provider: work.find(case.provider)?,
                standard,
                reviews: reviews::of_provider(work, by, case.provider)?,
                days_left: accreditation::days_left(work, &case),
                me: by.person(),
                may_assess: may(Action::AssessEvidence),
                may_judge: officer.is_some_and(|officer| case.is_judged_by(&officer).is_ok()),
                may_fill: may(Action::ApplyForMark),
                may_appeal: may(Action::AppealDecision),
                may_assign: may(Action::AssignAssessor),
                may_decide: may(Action::DecideAccreditation),
                may_suspend: may(Action::SuspendMark),
                is_assessor: by.person().is_some_and(|me| assessors.iter().any(|(person, _)| *person == me)),
                assessors,
                is_own: by.belongs_to(case.provider),
                before: accreditation::before(work, by, id)?,
                left: accreditation::left_since_last_mark(work, by, id)?,
                planned: reviews::planned_looks(work, by, id)?,
                sent: accreditation::submissions(work, by, id)?,
                now: work.now(),
                case,
            })
        })
        .await
}

/// "1.2 Changes when needs change".
pub(crate) fn named(criterion: &Criterion) -> String {
    format!("{} {}", criterion.id, criterion.title)
}

fn sort_of(criterion: &Criterion) -> &'static str {
    if criterion.essential { "Essential" } else { "Desirable" }
}

fn evidence_tasks(case: &Case) -> Markup {
    let groups = case.standard.groups.iter().map(|group| {
        let own = case.standard.criteria.iter().filter(|criterion| criterion.group == group.id);
        let tasks = own.map(|criterion| {
            let given = case.case.evidence.get(&criterion.id).is_some_and(Evidence::is_given);
            let status = match (given, criterion.essential) {
                _ if case.case.papers.to_review.contains(&criterion.id) => {
                    Tag::new("To look at again").colour(TagColour::Yellow).into()
                }
                (true, _) => TaskStatus::done("Completed"),
                (false, true) => Tag::new("Not started").into(),
                (false, false) => TaskStatus::done("Optional"),
            };
            Task::new(named(criterion), status)
                .hint(sort_of(criterion))
                .href(format!("/marks/{}/evidence/{}", case.case.id, criterion.id))
        });
        let tasks = TaskList::new(tasks.collect::<Vec<_>>()).id_prefix(format!("group-{}", group.id));
        Markup::joined([subsection(group.title.as_str()), tasks.into()])
    });
    Markup::joined(groups)
}

/// What was handed in for a criterion.
pub(super) fn evidence_said(
    id: AccreditationId,
    criterion: &Criterion,
    evidence: Option<&Evidence>,
) -> Markup {
    let Some(evidence) = evidence else { return text("None given") };
    let mut parts = vec![evidence.text.as_ref().map_or_else(Markup::default, |it| written(it.as_str()))];
    if let (Some(value), Some(measure)) = (evidence.measured, &criterion.measure) {
        let reached = if measure.is_reached_by(value) { "reached" } else { "not reached" };
        let wanted = format!("{} {}", said(measure.direction.word()).to_lowercase(), measure.threshold);
        parts.push(text(format!("{}: {value} (wanted: {wanted}; {reached})", measure.name)));
    }
    if let Some(equivalent) = &evidence.equivalent {
        parts.extend([text("Why other evidence is as good:"), written(equivalent.as_str())]);
    }
    if !evidence.files.is_empty() {
        let files = evidence.files.iter();
        parts.push(bullets(files.map(|file| {
            let path = format!("/marks/{id}/files/{}", file.sha256);
            link(file.name.as_str(), &path)
        })));
    }
    Markup::joined(parts)
}

/// What was judged of a criterion, and why.
pub(super) fn judgement_said(judgement: Option<&Judgement>) -> Markup {
    let Some(Judgement { verdict, reasons, .. }) = judgement else { return text("Not judged") };
    let colour = match verdict {
        Verdict::Met => TagColour::Green,
        Verdict::PartlyMet => TagColour::Yellow,
        Verdict::NotMet => TagColour::Red,
    };
    let tag = Tag::new(said(verdict.word())).colour(colour);
    Markup::joined([text(Markup::from(tag)), written(reasons.as_str())])
}

/// Every criterion with its evidence and, for those who may see it, its judgement.
fn criteria(case: &Case) -> Markup {
    // The provider reads the judgements once something was decided.
    let shows_judgements = !case.is_own || !case.case.decisions.is_empty();
    let judges = case.may_judge;
    let judgements = judgements_of(case);
    let cards = case.standard.criteria.iter().map(|criterion| {
        let evidence = evidence_said(case.case.id, criterion, case.case.evidence.get(&criterion.id));
        let mut rows = vec![
            SummaryRow::new("Sort", sort_of(criterion)),
            SummaryRow::new("Statement", criterion.statement.to_string()),
            SummaryRow::new("Evidence", evidence),
        ];
        if may_change(case) && case.case.state == State::Clarification {
            let path = format!("/marks/{}/evidence/{}", case.case.id, criterion.id);
            rows[2] = rows[2].clone().action("Change", path, named(criterion));
        }
        rows.extend(before_row(case, criterion));
        let judgement = judgements.get(&criterion.id).filter(|_| shows_judgements);
        if shows_judgements && !matches!(case.case.state, State::Submitted | State::Assigned | State::Draft) {
            let row = SummaryRow::new("Judgement", judgement_said(judgement));
            let path = format!("/marks/{}/judge/{}", case.case.id, criterion.id);
            rows.push(if judges { row.action("Judge", path, named(criterion)) } else { row });
        }
        SummaryList::new(rows).card(SummaryCard::new(named(criterion)))
    });
    Markup::joined(cards)
}

fn mark_said(case: &Case, mark: &QualityMark) -> Markup {
    let mut parts = vec![
        text(Markup::from(state_tag(mark.status_at(case.now).word()))),
        text(format!("From {} until {}", day(day_of(mark.starts)), day(day_of(mark.ends)))),
        text(link("The mark’s public page", &format!("/quality-marks/{}", mark.id))),
    ];
    let is_suspended = mark.status_at(case.now) == MarkStatus::Suspended;
    if let Some(suspension) = mark.suspensions.last().filter(|_| is_suspended) {
        let until = match suspension.until {
            Some(day_after) => format!("It counts again on {}.", day(day_after)),
            None => "It lasts until it is decided otherwise.".to_owned(),
        };
        let since = format!("Suspended since {}. {until} The reason:", when(suspension.since));
        parts.extend([text(since), written(suspension.reason.as_str())]);
    }
    for condition in &mark.conditions {
        let state = match condition.met_on {
            Some(met) => format!("met on {}", day(met)),
            None if condition.is_overdue(case.now) => format!("overdue since {}", day(condition.due)),
            None => format!("due by {}", day(condition.due)),
        };
        parts.push(text(format!("Condition ({state}): {}", condition.text)));
        if let Some(check) = &condition.check {
            parts.push(text(format!("How it is checked: {check}")));
        }
        if let Some(shown) = &condition.shown {
            parts.extend([
                text(format!("The holder said at {}:", when(shown.at))),
                written(shown.text.as_str()),
            ]);
        }
    }
    Markup::joined(parts)
}

fn facts(case: &Case) -> Markup {
    let it = &case.case;
    let mut covers = vec![];
    if it.papers.scope_to_confirm {
        covers.push(text(Markup::from(Tag::new("To be confirmed").colour(TagColour::Yellow))));
    }
    covers.push(scope_said(&it.scope, &case.provider));
    let scope = SummaryRow::new("What it covers", Markup::joined(covers));
    let scope = if case.may_fill && it.state == State::Draft {
        let does = if it.papers.scope_to_confirm { "Confirm or change" } else { "Change" };
        scope.action(does, format!("/marks/{}/scope", it.id), "what it covers")
    } else {
        scope
    };
    let mut rows = vec![
        SummaryRow::new("Provider", case.provider.name.to_string()),
        SummaryRow::new("State", state_tag(it.state.word())),
        SummaryRow::new("Standard", format!("{}, version {}", case.standard.title, case.standard.number)),
        scope,
    ];
    rows.extend(case.left.as_ref().map(super::left::row));
    if it.renews.is_some() {
        rows.push(SummaryRow::new("Renewal", "Of the mark that the provider holds"));
    }
    if let Some(at) = it.submitted_at {
        rows.push(SummaryRow::new("Submitted", when(at)));
    }
    rows.extend(assessed::rows(case));
    if let Some(recommendation) = it.recommendation.as_ref().filter(|_| !case.is_own) {
        let mut value =
            vec![text(said(recommendation.outcome.word())), written(recommendation.reasons.as_str())];
        value.extend(
            recommendation
                .conditions
                .iter()
                .map(|it| text(format!("Condition, by {}: {}", day(it.due), it.text))),
        );
        value.push(exclusions_said(case, &recommendation.exclusions));
        rows.push(SummaryRow::new("Recommendation", Markup::joined(value)));
    }
    for decision in &it.decisions {
        let title = if decision.on_appeal { "Decision on the appeal" } else { "Decision" };
        let value = [
            text(format!("{} at {}", said(decision.outcome.word()), when(decision.at))),
            written(decision.reasons.as_str()),
            exclusions_said(case, &decision.exclusions),
            departure_said(decision.departure.as_ref()),
        ];
        rows.push(SummaryRow::new(title, Markup::joined(value)));
    }
    if let Some(appeal) = &it.appeal {
        let value = [text(format!("At {}", when(appeal.at))), written(appeal.grounds.as_str())];
        rows.push(SummaryRow::new("Appeal", Markup::joined(value)));
    }
    rows.extend(super::papers::rows(case));
    if let Some(mark) = &it.mark {
        rows.push(SummaryRow::new("Quality mark", mark_said(case, mark)));
        rows.extend(assessed::planned(case));
    }
    SummaryList::new(rows).into()
}

fn clarifications(case: &Case) -> Markup {
    let rows = case.case.clarifications.iter().map(|it| {
        let answer = match &it.answer {
            Some(answer) => written(answer.as_str()),
            None => text(format!(
                "Not answered. It can be answered until the end of {}.",
                day(it.asked.answer_by)
            )),
        };
        SummaryRow::new(it.asked.question.to_string(), answer)
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return Markup::default();
    }
    Markup::joined([section("Questions to the provider"), SummaryList::new(rows).into()])
}

#[get("/marks/{id}")]
async fn show(visit: SignedIn, id: Path<AccreditationId>) -> Outcome {
    let case = case(&visit, id.into_inner()).await?;
    let title = if case.case.mark.is_some() { "Quality mark" } else { "Application for the quality mark" };
    let mut parts = vec![heading_of(case.provider.name.as_str(), title), facts(&case)];
    let steps = offered(&visit, &case);
    if case.case.state == State::Draft && case.may_fill {
        let given =
            |criterion: &&Criterion| case.case.evidence.get(&criterion.id).is_some_and(Evidence::is_given);
        let missing = case.standard.essential().filter(|criterion| !given(criterion)).count();
        let left = match missing {
            0 if case.case.papers.scope_to_confirm => {
                "There is evidence for every essential criterion. Confirm what the mark is to cover, then submit."
                    .to_owned()
            }
            0 => "There is evidence for every essential criterion. You can submit.".to_owned(),
            left => format!(
                "{} still without evidence. Each page is saved: you can stop at any time.",
                count(left, "essential criterion is", "essential criteria are")
            ),
        };
        parts.extend([section("Give evidence"), text(left), evidence_tasks(&case), buttons(steps)]);
    } else {
        parts.extend([buttons(steps), super::lapse::part(&visit, &case).await?, clarifications(&case)]);
        parts.extend(assessed::parts(&case));
        parts.extend([section("Criteria"), criteria(&case)]);
    }
    let back = if case.is_own {
        format!("/provider/{}/mark", case.provider.id)
    } else {
        "/authority/marks".to_owned()
    };
    Ok(visit.show(Page::new(title, parts).back(back)))
}
