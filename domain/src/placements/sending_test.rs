//! What keeps an application from being sent is told whole, and is what submitting it refuses with.

use super::tests::{days, fill, framework, lot, now, organisation, started};
use super::*;
use crate::declarations::Declaration;
use crate::frameworks::questions::{Answer, Answers, LastsUntil, Question};
use crate::frameworks::{AskedDeclaration, Lot, Section};
use crate::kernel::time::day_of;
use crate::organisations::Organisation;
use crate::{OrganisationId, Refusal, Timestamp};
use uuid::Uuid;

/// A lot that asks how many, and until when an insurance lasts.
fn asks() -> Lot {
    let until = serde_json::json!({"id": "insured", "kind": "until", "question": "Insured until?", "hint": null, "required": false});
    let mut lot = lot();
    lot.questions.push(serde_json::from_value::<Question>(until).unwrap());
    lot
}

fn section() -> Section {
    let (id, title) = ("standing".parse().unwrap(), "Your standing".parse().unwrap());
    Section { id, title, intro: None, questions: lot().questions }
}

fn declarations() -> [Declaration; 2] {
    let provider = organisation("voluntary").id;
    let begun = Declaration::start(Uuid::from_u128(8).into(), provider, "focs".parse().unwrap(), now()).next;
    let whole = begun.clone().declare(&section(), fill(3).answers, now()).unwrap().next;
    [begun, whole]
}

/// Applications with answers that are missing, have run out, are copied and not looked at, are there, and with a partner
/// that has confirmed nothing.
fn applications() -> Vec<Placement> {
    let insured = |until: Timestamp| {
        let answer = Answer::Until(LastsUntil { until: day_of(until) });
        Fill { answers: [("insured".parse::<Key>().unwrap(), answer)].into_iter().collect(), partners: None }
    };
    let (provider, asks) = (organisation("voluntary"), asks());
    let filled = |it: Placement, with: Fill| it.fill(with, &provider, &asks).unwrap().next;
    let whole = filled(started(), fill(4));
    let copied = Copied {
        from: Uuid::from_u128(77).into(),
        framework: "focs".parse().unwrap(),
        lot: "in-person".parse().unwrap(),
        at: now(),
        to_review: vec!["places".parse().unwrap()],
        not_taken: vec![],
    };
    vec![
        started(),
        filled(whole.clone(), insured(days(-2))),
        filled(whole.clone(), insured(days(60))),
        Placement { copied: Some(copied.clone()), ..whole.clone() },
        Placement { copied: Some(copied), answers: Answers::default(), ..whole.clone() },
        Placement { partners: vec![OrganisationId::from(Uuid::from_u128(44))], ..whole.clone() },
        whole,
    ]
}

fn providers() -> Vec<Organisation> {
    let mut unconfirmed = organisation("voluntary");
    unconfirmed.registered_at = days(-40);
    vec![organisation("voluntary"), organisation("public_body"), unconfirmed]
}

#[test]
fn an_application_is_sent_exactly_when_nothing_is_told_and_is_refused_with_the_first_that_is() {
    let (framework, lot) = (framework(), asks());
    let asked = AskedDeclaration { reuse: true, sections: vec![section()] };
    let (declarations, mut sent) = (declarations(), 0);
    for provider in &providers() {
        for placement in &applications() {
            let asking = declarations.iter().map(|declared| Some((&asked, declared))).chain([None]);
            for declared in asking {
                for at in [now(), days(10)] {
                    let to = Sending { provider, framework: &framework, lot: &lot, declared, now: at };
                    let told = placement.left_to_send(&to);
                    let refused = placement.clone().submit(&to).err();
                    assert_eq!(refused.as_ref().map(Refusal::code), told.first().map(|reason| reason.code));
                    sent += usize::from(refused.is_none());
                }
            }
        }
    }
    // The provider that may, two whole applications, declared or not asked, in time.
    assert_eq!(sent, 4);
}

fn told(placement: &Placement, declared: &Declaration) -> Vec<(String, String)> {
    let (provider, framework, lot) = (organisation("voluntary"), framework(), asks());
    let asked = AskedDeclaration { reuse: true, sections: vec![section()] };
    let declared = Some((&asked, declared));
    let to = Sending { provider: &provider, framework: &framework, lot: &lot, declared, now: now() };
    let reasons = placement.left_to_send(&to).into_iter();
    reasons.map(|reason| (reason.pointer.unwrap_or_default(), reason.sentence)).collect()
}

#[test]
fn each_question_and_each_section_is_told_by_itself_and_once() {
    let [begun, whole] = declarations();
    let all = applications();
    let pair = |pointer: &str, sentence: &str| (pointer.to_owned(), sentence.to_owned());
    assert_eq!(
        told(&all[0], &begun),
        [
            pair("/declaration/standing", "The section “Your standing” is not started"),
            pair("/answers/places", "“How many?” Answer this question"),
        ]
    );
    let run_out = pair("/answers/insured", "“Insured until?” This has run out: renew it first");
    assert_eq!(told(&all[1], &whole), [run_out]);
    let copied = "“How many?” This was copied from an earlier application: check it and save it";
    assert_eq!(told(&all[3], &whole), [pair("/answers/places", copied)]);
    assert_eq!(told(&all[4], &whole), [pair("/answers/places", "“How many?” Answer this question")]);
    assert_eq!(told(&all[6], &whole), []);
}
