//! Later wordings of the agreement, and answers copied from an earlier application.

use super::tests::{
    code, days, fill, framework, lot, now, on_framework, organisation, person, signatory, started, submit,
    submitted,
};
use super::*;
use crate::frameworks::questions::{Answer, QuestionDraft, parse_questions};
use crate::frameworks::{Definition, Lot, Wording};
use crate::{Changed, PlacementId, Refusal};
use uuid::Uuid;

fn wording(framework_version: u32, digit: &str) -> Wording {
    Wording { framework_version, sha256: digit.repeat(64).parse().unwrap() }
}

fn on_first_wording() -> Placement {
    Placement { wording: Some(wording(3, "a")), ..on_framework() }
}

fn signs(framework_version: u32) -> SignedVariation {
    SignedVariation { framework_version, signatory: signatory() }
}

#[test]
fn a_later_wording_is_put_signed_once_and_in_force_when_both_have_signed() {
    let place = on_first_wording();
    assert_eq!(place.wording_in_force(), Some(&wording(3, "a")));
    let Changed { next: put, events } = place.put_wording(wording(4, "b"), days(1)).unwrap();
    assert_eq!(events[0].name, "placement.variation_offered");
    assert_eq!(put.variation_to_sign().unwrap().wording, wording(4, "b"));
    assert!(put.stands_at(days(1)) && put.wording_in_force() == Some(&wording(3, "a")), "it holds as it was");
    assert_eq!(
        code(put.clone().countersign_variation(4, person(), days(2))),
        "placement_variation_not_signed"
    );
    assert_eq!(code(put.clone().sign_variation(signs(5), person(), days(2))), "placement_variation_unknown");

    let signed = put.sign_variation(signs(4), person(), days(2)).unwrap().next;
    assert_eq!(
        code(signed.clone().sign_variation(signs(4), person(), days(3))),
        "placement_variation_signed"
    );
    assert_eq!(signed.wording_in_force(), Some(&wording(3, "a")), "one signature changes nothing yet");
    assert_eq!((signed.variation_to_sign(), signed.variation_to_countersign().is_some()), (None, true));

    let both = signed.countersign_variation(4, person(), days(4)).unwrap().next;
    assert_eq!(both.wording_in_force(), Some(&wording(4, "b")));
    assert_eq!(both.variation(4).unwrap().signature.as_ref().unwrap().at, days(2), "the date never moves");
    assert_eq!(code(both.clone().countersign_variation(4, person(), days(5))), "placement_variation_signed");
    assert_eq!(both.signature, on_framework().signature, "what was first signed stays as it was");
}

#[test]
fn a_wording_that_nobody_signed_gives_way_to_the_next_and_what_was_signed_stays() {
    let put = on_first_wording().put_wording(wording(4, "b"), days(1)).unwrap().next;
    let next = put.clone().put_wording(wording(5, "c"), days(2)).unwrap().next;
    assert_eq!(next.variations.len(), 1);
    assert_eq!(code(next.sign_variation(signs(4), person(), days(3))), "placement_variation_unknown");

    let signed = put.sign_variation(signs(4), person(), days(2)).unwrap().next;
    let next = signed.put_wording(wording(5, "c"), days(3)).unwrap().next;
    assert_eq!(next.variation_to_countersign().unwrap().wording.framework_version, 4);
    assert_eq!(next.variation_to_sign().unwrap().wording.framework_version, 5);
}

#[test]
fn who_has_signed_these_very_words_is_asked_nothing() {
    let put = on_first_wording().put_wording(wording(4, "b"), days(1)).unwrap().next;
    let Changed { next, events } = put.put_wording(wording(5, "a"), days(2)).unwrap();
    assert_eq!((events[0].name, next.variations.len()), ("placement.agreement_kept", 0));
    assert_eq!(next.agreement_seen(), Some(5));
    assert_eq!(code(next.put_wording(wording(5, "a"), days(3))), "placement_nothing_to_vary");
}

#[test]
fn only_who_holds_a_place_has_an_agreement_to_vary() {
    assert_eq!(code(submitted().put_wording(wording(4, "b"), now())), "placement_nothing_to_vary");
    let put = on_first_wording().put_wording(wording(4, "b"), now()).unwrap().next;
    let removed = put.remove(super::tests::reason(), now()).unwrap().next;
    assert_eq!((removed.variation_to_sign(), removed.agreement_seen()), (None, None));
    assert_eq!(code(removed.sign_variation(signs(4), person(), now())), "placement_nothing_to_vary");
    let older = on_first_wording().put_wording(wording(3, "b"), now());
    assert_eq!(code(older), "placement_nothing_to_vary", "it signed that version already");
}

#[test]
fn only_another_text_of_the_agreement_is_put_to_anyone() {
    let framework = framework();
    assert_eq!(framework.agreement_to_put(now()), None);
    let text = |terms: &str| {
        Some(crate::frameworks::AgreementDraft { title: "T".into(), terms: terms.into() }.parse().unwrap())
    };
    let version = |framework: crate::frameworks::Framework, version: u32, agreement| {
        let definition = Definition { version, agreement, ..framework.definition.clone() };
        framework.take_version(definition, now()).unwrap().next
    };
    let worded = version(framework, 4, text("One"));
    assert_eq!(worded.agreement_to_put(now()).unwrap().1, 4);
    let same = version(worded, 5, text("One"));
    assert_eq!(same.agreement_to_put(now()).unwrap().1, 4, "the version since which it reads so");
    assert_eq!(version(same, 6, text("Two")).agreement_to_put(now()).unwrap().1, 6);
}

fn lot_asking(questions: &[QuestionDraft]) -> Lot {
    Lot { questions: parse_questions(questions.to_vec()).unwrap(), ..lot() }
}

fn number(id: &str, max: i64) -> QuestionDraft {
    let (min, max) = (Some(1), Some(max));
    QuestionDraft {
        id: id.into(),
        kind: "number".into(),
        question: "How many?".into(),
        required: true,
        min,
        max,
        ..QuestionDraft::default()
    }
}

fn earlier() -> Placement {
    Placement { id: PlacementId::from(Uuid::from_u128(77)), ..submitted() }
}

#[test]
fn answers_are_copied_where_the_new_question_takes_them_and_looked_at_before_they_are_sent() {
    let asks = lot_asking(&[number("places", 10), number("calls", 10)]);
    let copied = started().copy(&earlier(), &lot(), &asks, days(1)).unwrap();
    assert_eq!(copied.events[0].name, "placement.answers_copied");
    let copied = copied.next;
    assert_eq!(copied.answers.get(&"places".parse().unwrap()), Some(&Answer::Number(4)));
    let note = copied.copied.clone().unwrap();
    assert_eq!((note.to_review.len(), note.not_taken.len()), (1, 0));

    let provider = organisation("voluntary");
    let calls: FillDraft = serde_json::from_value(serde_json::json!({"answers": {"calls": 2}})).unwrap();
    let filled = copied.fill(calls.parse().unwrap(), &provider, &asks).unwrap().next;
    let refused = submit(filled.clone(), &provider, &asks, now()).unwrap_err();
    assert_eq!(
        (refused.fields().unwrap().all()[0].pointer.as_str(), refused.fields().unwrap().all()[0].code),
        ("/answers/places", "to_review")
    );
    let looked_at = filled.fill(fill(4), &provider, &asks).unwrap().next;
    assert!(submit(looked_at, &provider, &asks, now()).is_ok());
}

#[test]
fn what_does_not_fit_is_told_and_what_was_typed_stays() {
    let provider = organisation("voluntary");
    let typed = started().fill(fill(9), &provider, &lot()).unwrap().next;
    assert_eq!(code(typed.copy(&earlier(), &lot(), &lot(), now())), "placement_nothing_to_copy");

    let narrow = lot_asking(&[number("places", 2)]);
    assert_eq!(code(started().copy(&earlier(), &lot(), &narrow, now())), "placement_nothing_to_copy");
    let both = lot_asking(&[number("places", 10), number("calls", 10)]);
    let mut was = earlier();
    was.answers.0.insert("calls".parse().unwrap(), Answer::Number(8));
    let few = lot_asking(&[number("places", 10), number("calls", 5)]);
    let copied = started().copy(&was, &both, &few, now()).unwrap().next.copied.unwrap();
    assert_eq!(copied.not_taken[0].question.as_str(), "calls");
    assert!(copied.not_taken[0].why.contains("between 1 and 5"), "{:?}", copied.not_taken);

    let in_calls = QuestionDraft { unit: Some("calls".into()), ..number("places", 10) };
    let other_unit = lot_asking(&[in_calls, number("calls", 10)]);
    let copied = started().copy(&was, &both, &other_unit, now()).unwrap().next.copied.unwrap();
    assert!(copied.not_taken[0].why.contains("another unit"), "{:?}", copied.not_taken);

    let text = QuestionDraft {
        id: "places".into(),
        kind: "text".into(),
        question: "Which?".into(),
        max_words: Some(9),
        ..QuestionDraft::default()
    };
    let other_kind = lot_asking(&[text, number("calls", 10)]);
    let copied = started().copy(&was, &both, &other_kind, now()).unwrap().next.copied.unwrap();
    assert!(copied.not_taken[0].why.contains("another kind"), "{:?}", copied.not_taken);
}

#[test]
fn answers_come_from_another_application_of_ones_own_while_this_is_a_draft() {
    let others = Placement { provider: Uuid::from_u128(8).into(), ..earlier() };
    assert_eq!(code(started().copy(&others, &lot(), &lot(), now())), "placement_not_to_copy_from");
    let itself = Placement { id: started().id, ..earlier() };
    assert_eq!(code(started().copy(&itself, &lot(), &lot(), now())), "placement_not_to_copy_from");
    assert_eq!(code(submitted().copy(&earlier(), &lot(), &lot(), now())), "placement_no_longer_draft");
}
