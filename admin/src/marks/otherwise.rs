//! Deciding otherwise than was found: the form begins as it was recommended or decided, each judgement can be changed, and
//! what departs from the recommendation is shown with its reason.

use super::case::{Case, judgement_said, named};
use crate::door::parts::{group, text, written};
use crate::door::{Asking, Typed};
use crate::words::{said, said_within};
use domain::accreditation::{
    Condition, Criterion, Departure, Excluded, Exclusion, Judgement, Outcome, Verdict,
};
use ui::Markup;
use ui::components::{Details, Radio};

fn judgement_name(criterion: &Criterion, field: &str) -> String {
    format!("judgements[{}][{field}]", criterion.id)
}

fn with_judgements(typed: &mut Typed, case: &Case) {
    for criterion in &case.standard.criteria {
        let Some(judgement) = case.case.judgements.get(&criterion.id) else { continue };
        let Judgement { verdict, reasons, equivalent } = judgement;
        typed.set(&judgement_name(criterion, "verdict"), verdict.word());
        typed.set(&judgement_name(criterion, "reasons"), reasons.to_string());
        let equivalent = equivalent.as_ref().map(ToString::to_string);
        typed.set(&judgement_name(criterion, "equivalent"), equivalent.unwrap_or_default());
    }
}

fn with_terms(typed: &mut Typed, conditions: &[Condition], exclusions: &[Exclusion]) {
    for (row, condition) in conditions.iter().enumerate() {
        let name = |field: &str| format!("conditions[{row}][{field}]");
        typed.set(&name("text"), condition.text.to_string());
        typed.set(&name("due"), condition.due.to_string());
        typed.set(&name("check"), condition.check.as_ref().map(ToString::to_string).unwrap_or_default());
    }
    for (row, Exclusion { what, reason }) in exclusions.iter().enumerate() {
        let (field, value) = match what {
            Excluded::Channel(channel) => ("channel", channel.word().to_owned()),
            Excluded::Place(postcode) => ("place", postcode.to_string()),
            Excluded::Partner(partner) => ("partner", partner.to_string()),
        };
        typed.set(&format!("exclusions[{row}][{field}]"), value);
        typed.set(&format!("exclusions[{row}][reason]"), reason.to_string());
    }
}

/// The form of a decision, as it was recommended: with two assessors, as they settled it.
pub(super) fn as_recommended(case: &Case) -> Typed {
    let mut typed = Typed::default();
    if let Some(recommended) = &case.case.recommendation {
        typed.set("outcome", recommended.outcome.word());
        typed.set("reasons", recommended.reasons.to_string());
        with_terms(&mut typed, &recommended.conditions, &recommended.exclusions);
    }
    with_judgements(&mut typed, case);
    typed
}

/// The form of what an appeal might lead to: as it was decided, but for the outcome and the reasons.
pub(super) fn as_decided(case: &Case) -> Typed {
    let mut typed = Typed::default();
    let conditions = case.case.mark.as_ref().map(|mark| mark.conditions.as_slice()).unwrap_or_default();
    let decision = case.case.decisions.last();
    let exclusions = decision.map(|decision| decision.exclusions.as_slice()).unwrap_or_default();
    with_terms(&mut typed, conditions, exclusions);
    with_judgements(&mut typed, case);
    typed
}

/// The judgements, each to be changed where whoever decides finds otherwise. Those that were changed lie open.
pub(super) fn judgement_fields(case: &Case, asking: &Asking<'_>) -> Markup {
    let it = &case.case;
    let is_asked = |criterion: &&Criterion| {
        it.judgements.contains_key(&criterion.id) || it.evidence.contains_key(&criterion.id)
    };
    let fields = case.standard.criteria.iter().filter(is_asked).map(|criterion| {
        let name = |field: &str| judgement_name(criterion, field);
        let judged = it.judgements.get(&criterion.id);
        let verdicts = Verdict::ALL.iter().map(|verdict| Radio::new(verdict.word(), said(verdict.word())));
        let verdict = format!("{}: is it met?", criterion.id);
        let reasons = format!("{}: reasons", criterion.id);
        let mut fields: Vec<Markup> = vec![
            asking.ask(&name("verdict"), &verdict).radios(verdicts.collect::<Vec<_>>()).inline().into(),
            asking.ask(&name("reasons"), &reasons).textarea().rows(3_u32).into(),
        ];
        if it.evidence.get(&criterion.id).is_some_and(|given| given.equivalent.is_some()) {
            let label = format!("{}: why is the evidence accepted as equivalent?", criterion.id);
            fields.push(asking.ask(&name("equivalent"), &label).textarea().rows(2_u32).into());
        }
        let was = judged.map_or_else(|| "not judged".to_owned(), |it| said_within(it.verdict.word()));
        let summary = format!("{} ({was})", named(criterion));
        let typed = (asking.value(&name("verdict")), asking.value(&name("reasons")));
        let is_as_it_was =
            judged.map_or(typed == ("", ""), |it| typed == (it.verdict.word(), it.reasons.as_str()));
        let within = format!("/judgements/{}", criterion.id);
        let is_wrong = asking.mistakes.iter().any(|it| crate::door::is_within(&it.pointer, &within));
        let mut details = Details::new(summary, Markup::joined(fields));
        details.open = is_wrong || !is_as_it_was;
        Markup::from(details)
    });
    let says = text("Change a judgement only where you find otherwise.");
    group("Judgements", std::iter::once(says).chain(fields))
}

/// How a decision departs from what was recommended, and why.
pub(super) fn departure_said(departure: Option<&Departure>) -> Markup {
    let Some(Departure { parts, criteria, judged, reason }) = departure else { return Markup::default() };
    let listed = parts.iter().map(|part| part.word()).collect::<Vec<_>>().join(", ");
    let mut says = vec![text(format!("Not as recommended in: {listed}.")), written(reason.as_str())];
    says.extend(criteria.iter().map(|criterion| {
        let was = judgement_said(judged.get(criterion));
        Markup::joined([text(format!("The assessor on {criterion}:")), was])
    }));
    Markup::joined(says)
}

/// What the assessor recommends, in short.
pub(super) fn recommended_said(outcome: Outcome) -> String {
    format!("The assessor recommends: {}.", said(outcome.word()).to_lowercase())
}
