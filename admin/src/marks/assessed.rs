//! How an application is assessed, as its page shows it: until when, at what risk, by whom, and what was seen.

use super::case::Case;
use super::visits::{files_said, may_add};
use crate::door::parts::{bullets, link, link_line, section, text, written};
use crate::words::{count, day, said, state_tag};
use domain::accreditation::{Accreditation, CriterionId, Judgement, Risk, RiskLevel, RiskReason, State};
use domain::reviews::Cause;
use std::collections::BTreeMap;
use ui::Markup;
use ui::components::{Cell, SummaryCard, SummaryList, SummaryRow, Table, Tag, TagColour};

/// Why an application wants a closer look, in words.
pub(super) const fn reason_said(reason: RiskReason) -> &'static str {
    match reason {
        RiskReason::NewProvider => "The provider has never held the mark",
        RiskReason::Unverified => "Nobody has confirmed who the provider is",
        RiskReason::HomeVisits => "People are visited where they live",
        RiskReason::Partners => "Partners help in the provider’s name",
        RiskReason::ConditionsBefore => "An earlier mark had conditions",
        RiskReason::RefusedBefore => "An earlier application was refused, or a mark revoked",
        RiskReason::SuspendedBefore => "An earlier mark was suspended",
        RiskReason::Concerns => "Concerns are open, or were found to be true",
        RiskReason::MissedLook => "A planned check was missed",
    }
}

/// A risk in one word.
pub(super) fn risk_tag(risk: &Risk) -> Markup {
    let colour = match risk.level() {
        RiskLevel::Low => TagColour::Green,
        RiskLevel::Medium => TagColour::Yellow,
        RiskLevel::High => TagColour::Red,
    };
    Markup::from(Tag::new(said(risk.level().word())).colour(colour))
}

/// Until when it is to be decided, and how long that is.
pub(super) fn deadline_said(case: &Accreditation, left: Option<i64>) -> Markup {
    let Some(decide_by) = case.assessment.decide_by.filter(|_| case.state.is_open()) else {
        return Markup::default();
    };
    let days =
        |left: i64| count(usize::try_from(left.abs()).unwrap_or_default(), "working day", "working days");
    let left = match left {
        _ if case.state == State::Clarification => "the clock is stopped".to_owned(),
        Some(late) if late < 0 => format!("{} late", days(late)),
        Some(left) => format!("{} left", days(left)),
        None => String::new(),
    };
    let line = Markup::trusted(format!("{}<br>{left}", ui::Content::from(day(decide_by))));
    let is_late = left.ends_with("late");
    if is_late { Markup::trusted(format!("<strong>{line}</strong>")) } else { line }
}

/// The judgements that whoever looks is to see as theirs: an assessor's own until the two have settled, else those
/// of the case.
pub(super) fn judgements_of(case: &Case) -> &BTreeMap<CriterionId, Judgement> {
    let seats = &case.case.assessment.seats;
    let own = seats.iter().find(|seat| Some(seat.assessor) == case.me).filter(|_| case.case.is_unsettled());
    own.map_or(&case.case.judgements, |seat| &seat.judgements)
}

/// Rows of the facts for those of the authority.
pub(super) fn rows(case: &Case) -> Vec<SummaryRow> {
    let it = &case.case;
    let mut rows = vec![];
    if it.assessment.decide_by.is_some() && it.state.is_open() {
        rows.push(SummaryRow::new("Decide by", deadline_said(it, case.days_left)));
    }
    if case.is_own {
        return rows;
    }
    if it.assessment.decide_by.is_some() && it.state.is_open() {
        let reasons = it.assessment.risk.reasons.iter().map(|reason| reason_said(*reason));
        rows.push(SummaryRow::new(
            "Risk",
            Markup::joined([text(risk_tag(&it.assessment.risk)), bullets(reasons)]),
        ));
    }
    let two = case.standard.assessing.wants_two();
    if !case.assessors.is_empty() {
        let names = case.assessors.iter().map(|(person, name)| {
            let seat = it.assessment.seats.iter().find(|seat| seat.assessor == *person);
            let stage = match seat {
                Some(seat) if seat.locked_at.is_some() => " (locked)",
                Some(seat) if seat.begun_at.is_some() => " (judging)",
                Some(_) => " (not begun)",
                None if two => " (moderator)",
                None => "",
            };
            format!("{name}{stage}")
        });
        let title = if two { "Two assessors" } else { "Assessor" };
        rows.push(SummaryRow::new(title, names.collect::<Vec<_>>().join(", ")));
    }
    rows
}

/// What two assessors have still to settle, and the way there.
fn sides(case: &Case) -> Markup {
    let it = &case.case;
    if it.assessment.seats.is_empty() || case.is_own {
        return Markup::default();
    }
    let says = if !it.both_locked() {
        "Two people assess this, each on their own. What one has judged is shown to the other when both have locked."
            .to_owned()
    } else if it.is_unsettled() {
        let differ = it.differing().len();
        format!("Both have locked. {} to be settled.", count(differ, "criterion is", "criteria are"))
    } else {
        "What the two judged is settled.".to_owned()
    };
    let mut parts = vec![section("Two assessments"), text(says)];
    if it.both_locked() {
        parts.push(link_line("See both sides", &format!("/marks/{}/sides", it.id)));
    }
    Markup::joined(parts)
}

fn visits(case: &Case) -> Markup {
    let assessment = &case.case.assessment;
    if assessment.sample.is_empty() && assessment.visits.is_empty() {
        return Markup::default();
    }
    let mut parts = vec![section("Visits")];
    if !assessment.sample.is_empty() {
        let sample = assessment.sample.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        parts.push(text(format!(
            "The places to be visited were drawn when the assessment began: {sample}. They are as many as the square root of all places, rounded up, and two where there are two. Which ones follows from the application’s number and the postcodes alone, so that nobody can choose, and anyone can check."
        )));
    }
    let unvisited = case.case.unvisited();
    if !unvisited.is_empty() {
        let left = unvisited.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        parts.push(text(format!("Nobody has been to: {left}.")));
    }
    let cards = assessment.visits.iter().enumerate().map(|(place, visit)| {
        let criteria = visit.criteria.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let mut rows = vec![
            SummaryRow::new("Day", day(visit.on)),
            SummaryRow::new("What was seen", written(visit.seen.as_str())),
            SummaryRow::new("Criteria", if criteria.is_empty() { "None named".to_owned() } else { criteria }),
        ];
        let by = case.assessors.iter().find(|(person, _)| Some(*person) == visit.by);
        if let Some((_, name)) = by.filter(|_| !case.is_own) {
            rows.push(SummaryRow::new("Visited by", name.clone()));
        }
        let mut files = SummaryRow::new("Files", files_said(case.case.id, &visit.files));
        if may_add(case, visit) {
            let path = format!("/marks/{}/visits/{place}", case.case.id);
            files = files.action("Add", path, "a file to this report");
        }
        if may_add(case, visit) || !visit.files.is_empty() {
            rows.push(files);
        }
        SummaryList::new(rows).card(SummaryCard::new(visit.place.to_string()))
    });
    parts.extend(cards.map(Markup::from));
    Markup::joined(parts)
}

/// Why a mark is looked at, in words.
pub(crate) const fn cause_said(cause: Cause) -> &'static str {
    match cause {
        Cause::Concern => "Concern",
        Cause::SpotCheck => "Spot check",
        Cause::Surveillance => "Planned check",
    }
}

/// When the mark is looked at over its life, and what came of it so far: for those of the authority.
pub(super) fn planned(case: &Case) -> Option<SummaryRow> {
    let looks = case.planned.iter().map(|look| {
        let on = day(look.on);
        let Some(task) = &look.task else { return text(on) };
        let state = if task.is_missed_at(case.now) { "missed" } else { task.state.word() };
        let to = link(&on, &format!("/authority/reviews/{}", task.id));
        text(Markup::joined([to, Markup::trusted(" "), Markup::from(state_tag(state))]))
    });
    (!case.planned.is_empty()).then(|| SummaryRow::new("Planned checks", Markup::joined(looks)))
}

/// What was raised about the provider since, and what came of it.
fn reviews(case: &Case) -> Markup {
    if case.reviews.is_empty() {
        return Markup::default();
    }
    let head = ["What", "State", "Due"].map(Cell::new);
    let table = Table::new("Concerns and checks").caption_size("m").first_cell_is_header(true).head(head);
    let table = case.reviews.iter().fold(table, |table, review| {
        let state = if review.is_missed_at(case.now) { "missed" } else { review.state.word() };
        table.row([
            Cell::new(link(cause_said(review.cause), &format!("/authority/reviews/{}", review.id))),
            Cell::new(Markup::from(state_tag(state))),
            Cell::new(day(review.due)),
        ])
    });
    table.scrolling()
}

/// Everything about how it is assessed, below its facts.
pub(super) fn parts(case: &Case) -> Vec<Markup> {
    vec![sides(case), visits(case), reviews(case)]
}
