//! What is asked when something is done to an application for the mark.

use super::case::{Case, named};
use super::exclusions::{exclusion_fields, exclusions_said};
use super::moves::Move;
use super::otherwise::{judgement_fields, recommended_said};
use super::visits::file_field;
use crate::door::parts::{text, written};
use crate::door::{Asking, Rows, Typed};
use crate::words::{count, day};
use domain::accreditation::Outcome;
use marketplace::accreditation::Workload;
use ui::Markup;
use ui::components::{Checkbox, Checkboxes, ErrorMessage, InsetText, Radio, WarningText};

/// The conditions that are given at once.
const CONDITIONS: Rows<'_> = Rows { list: "conditions", one: "Condition", most: 20 };

fn reason(asking: &Asking<'_>, label: &str, hint: &str) -> Markup {
    asking.ask("reason", label).hint(hint).up_to_characters(5000).into()
}

fn reasons(asking: &Asking<'_>) -> Markup {
    asking.ask("reasons", "Reasons").up_to_characters(5000).into()
}

/// What is decided, and on what terms.
fn outcome(case: &Case, asking: &Asking<'_>, decides: bool) -> Vec<Markup> {
    let words = |outcome| match outcome {
        Outcome::Accredit => "Give the mark",
        Outcome::AccreditWithConditions => "Give the mark with conditions",
        Outcome::Refuse => "Do not give the mark",
    };
    let conditions = CONDITIONS.asked(asking, |name| {
        [
            Markup::from(asking.ask(&format!("{name}[text]"), "What has to be done").textarea().rows(2_u32)),
            asking.ask_day(&format!("{name}[due]"), "By which day", "").into(),
            asking.ask(&format!("{name}[check]"), "How will it be checked? (optional)").input().into(),
        ]
    });
    let outcomes = Outcome::ALL.iter().map(|outcome| {
        let radio = Radio::new(outcome.word(), words(*outcome));
        match outcome {
            Outcome::AccreditWithConditions => radio.conditional(conditions.clone()),
            Outcome::Accredit | Outcome::Refuse => radio,
        }
    });
    let mut fields: Vec<Markup> =
        vec![asking.ask("outcome", "What should be decided?").radios(outcomes.collect::<Vec<_>>()).into()];
    fields.push(exclusion_fields(case, asking));
    if decides {
        fields.push(judgement_fields(case, asking));
        let hint = "Left empty, it lasts as long as the Standard allows";
        fields.push(asking.ask_day("ends", "Last day of the mark (optional)", hint).into());
    }
    fields
}

/// Conditions count only where the mark is given with them.
pub(super) fn without_conditions_of_another_outcome(typed: &mut Typed) {
    if [Outcome::Accredit, Outcome::Refuse].iter().any(|outcome| outcome.word() == typed.get("outcome")) {
        typed.0.retain(|(name, _)| !name.starts_with("conditions["));
    }
}

/// Which of the assessors, with what each has to do: the least busy first.
pub(crate) fn who(asking: &Asking<'_>, question: &str, assessors: &[Workload]) -> Markup {
    let people = assessors.iter().map(|it| {
        let load = format!("{}, weight {}", count(it.cases, "open case", "open cases"), it.weight);
        Radio::new(it.person.to_string(), it.name.as_str()).hint(load)
    });
    let people: Vec<_> = people.collect();
    if people.is_empty() {
        return text("Nobody has the role of an assessor yet. Ask an administrator.");
    }
    asking.ask("assessor", question).radios(people).into()
}

fn visit_fields(case: &Case, asking: &Asking<'_>) -> Vec<Markup> {
    let criteria = case.standard.criteria.iter();
    let criteria = criteria.map(|criterion| Checkbox::new(criterion.id.as_str(), named(criterion)));
    let sample = case.case.assessment.sample.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let hint = if sample.is_empty() { String::new() } else { format!("In the sample: {sample}") };
    let seen = "What was seen?";
    vec![
        asking.ask("place", "Postcode of the place").hint(hint).input().width(10).into(),
        asking.ask_day("on", "On which day?", "For example, 27 3 2027").into(),
        asking
            .ask("seen", seen)
            .hint("What, where and by whom: no names of people who were helped")
            .up_to_characters(5000)
            .into(),
        asking
            .ask("criteria[]", "Which criteria does it bear on? (optional)")
            .checkboxes(criteria.collect::<Vec<_>>())
            .into(),
        file_field(asking, "Add a file (optional)"),
    ]
}

/// The fields of a move. `assessors` are those to whom an application can be given.
pub(super) fn fields(case: &Case, it: Move, asking: &Asking<'_>, assessors: &[Workload]) -> Vec<Markup> {
    match it {
        Move::Submit => {
            vec![WarningText::new("You cannot change your evidence once you have submitted it.").into()]
        }
        Move::Withdraw => vec![text("You can apply again at any time.")],
        Move::Answer => {
            let asked = case.case.clarifications.last();
            let question = asked.map_or_else(Markup::default, |asked| {
                InsetText::new(written(asked.asked.question.as_str())).into()
            });
            vec![question, asking.ask("answer", "Your answer").up_to_characters(5000).into()]
        }
        Move::Appeal => {
            let hint = "Say what was wrong with the decision. It can be appealed against once";
            let last = case.case.appeal_until(&case.standard).map_or_else(Markup::default, |last| {
                let says =
                    "Someone who neither assessed nor decided hears it, and we write to you what came of it.";
                text(format!("You can appeal until the end of {}. {says}", day(last)))
            });
            vec![last, reason(asking, "Grounds", hint)]
        }
        Move::Assign => {
            let mut fields = vec![who(asking, "Who assesses it?", assessors)];
            if case.case.assessment.seats.len() == 2 {
                let seated =
                    case.assessors.iter().map(|(id, name)| Radio::new(id.to_string(), name.as_str()));
                let seated: Vec<_> = seated.collect();
                fields.push(asking.ask("in_place_of", "In whose place?").radios(seated).into());
            }
            fields
        }
        Move::Moderator => {
            let says =
                "The two assessors were left to disagree. A third person settles what differs, with reasons.";
            let seats = &case.case.assessment.seats;
            let is_third = |it: &&Workload| seats.iter().all(|seat| seat.assessor != it.person);
            let others: Vec<_> = assessors.iter().filter(is_third).cloned().collect();
            vec![text(says), who(asking, "Who settles it?", &others)]
        }
        Move::Claim => vec![text(
            "You assess it, if you have no interest in this provider. You are asked for that when you begin.",
        )],
        Move::Lock => vec![
            WarningText::new("You cannot change your judgements once you have locked them.").into(),
            text("When both assessors have locked, each sees what the other judged."),
        ],
        Move::Visit => visit_fields(case, asking),
        Move::Begin => {
            let words = "I have no interest in this provider or its partners";
            let ticked = asking.value("no_conflict") == "yes";
            let mut boxes = Checkboxes::single("no_conflict", Checkbox::new("yes", words).checked(ticked));
            boxes.error_message = ErrorMessage::among(asking.mistakes, "no_conflict");
            vec![boxes.into()]
        }
        Move::Conflict => vec![reason(asking, "What is the conflict?", "It is kept with the application")],
        Move::Ask => vec![
            asking.ask("question", "What do you want to know?").up_to_characters(5000).into(),
            asking.ask_day("answer_by", "Last day for the answer", "For example, 27 3 2027").into(),
        ],
        Move::Resume => vec![text("The provider did not answer in time.")],
        Move::Recommend => {
            let mut fields = outcome(case, asking, false);
            fields.insert(1, reasons(asking));
            fields
        }
        Move::Decide => {
            let said = case.case.recommendation.as_ref().map_or_else(Markup::default, |it| {
                let says = [
                    text(recommended_said(it.outcome)),
                    written(it.reasons.as_str()),
                    exclusions_said(case, &it.exclusions),
                    text("The form begins as this is. You need not follow it, but say why where you do not."),
                ];
                InsetText::new(Markup::joined(says)).into()
            });
            let hint = "Needed where you change the outcome, the conditions, what is left out or a judgement. The provider does not read it";
            let departure = asking.ask("departure", "Why is it not as recommended? (optional)").hint(hint);
            let mut fields = vec![said];
            fields.extend(outcome(case, asking, true));
            fields.insert(2, reasons(asking));
            fields.push(departure.textarea().into());
            fields
        }
        Move::SendBack => vec![text("The assessor judges and recommends again.")],
        Move::HearAppeal => {
            let grounds = case.case.appeal.as_ref().map_or_else(Markup::default, |appeal| {
                InsetText::new(written(appeal.grounds.as_str())).into()
            });
            let otherwise = Markup::joined(outcome(case, asking, true));
            let answers = [Radio::new("yes", "Yes").conditional(otherwise), Radio::new("no", "No")];
            let upheld = asking.ask("upheld", "Is the appeal upheld?").radios(answers);
            vec![grounds, upheld.into(), reasons(asking)]
        }
        Move::MeetCondition => {
            let mark = case.case.mark.as_ref().map(|mark| mark.conditions.as_slice()).unwrap_or_default();
            let open = mark.iter().enumerate().filter(|(_, condition)| condition.met_on.is_none());
            let open = open.map(|(place, it)| {
                Radio::new(place.to_string(), format!("{} (due by {})", it.text, day(it.due)))
            });
            vec![asking.ask("place", "Which condition is met?").radios(open.collect::<Vec<_>>()).into()]
        }
        Move::AnswerCondition => {
            let mark = case.case.mark.as_ref().map(|mark| mark.conditions.as_slice()).unwrap_or_default();
            let open = mark.iter().enumerate().filter(|(_, condition)| condition.met_on.is_none());
            let open = open.map(|(place, it)| {
                Radio::new(place.to_string(), format!("{} (due by {})", it.text, day(it.due)))
            });
            vec![
                asking.ask("place", "Which condition?").radios(open.collect::<Vec<_>>()).into(),
                asking
                    .ask("text", "What have you done?")
                    .hint("Say where it can be seen. A decision maker finds whether the condition is met")
                    .up_to_characters(5000)
                    .into(),
            ]
        }
        Move::Notice => vec![
            asking
                .ask("notice", "What is considered, and why?")
                .hint("The holder reads it and can answer")
                .up_to_characters(5000)
                .into(),
            asking.ask_day("answer_by", "Last day for the answer", "For example, 27 3 2027").into(),
        ],
        Move::AnswerNotice => {
            let told = case.case.papers.hearings.last().map_or_else(Markup::default, |hearing| {
                let until = text(format!("You can answer until the end of {}.", day(hearing.answer_by)));
                Markup::joined([InsetText::new(written(hearing.notice.as_str())).into(), until])
            });
            vec![told, asking.ask("answer", "Your answer").up_to_characters(5000).into()]
        }
        Move::Suspend => {
            std::iter::once(not_heard_yet(case)).chain(crate::placements::suspension_fields(asking)).collect()
        }
        Move::Revoke => {
            let heard =
                asking.ask_day("heard_on", "On which day was the provider heard?", "For example, 27 3 2027");
            vec![
                not_heard_yet(case),
                reason(asking, "Reason", "The provider reads it, and can appeal"),
                asking
                    .ask("grounds", "On which grounds?")
                    .radios([
                        Radio::new("heard", "The provider was heard").conditional(Markup::from(heard)),
                        Radio::new("urgent", "People are at risk: at once"),
                    ])
                    .into(),
            ]
        }
        Move::Reinstate => vec![text("What the mark covers can be listed again at once.")],
    }
}

/// While a notice can be answered, its holder was not heard: that is said before anything is typed.
fn not_heard_yet(case: &Case) -> Markup {
    let open = case.case.papers.hearings.iter().find(|hearing| hearing.is_open(case.now));
    let says = open.map(|hearing| {
        InsetText::new(format!(
            "The provider can answer what is considered until the end of {}. Until then, or until it has answered, this can be done only where people are at risk.",
            day(hearing.answer_by)
        ))
    });
    says.map_or_else(Markup::default, Into::into)
}
