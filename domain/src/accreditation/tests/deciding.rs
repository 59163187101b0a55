//! Deciding otherwise than was recommended, the letters about appeals, and what begins from what was granted before.

use super::*;

fn decide(case: &Accreditation, decided: Decide) -> Result<crate::Changed<Accreditation>, CannotAccredit> {
    case.clone().decide(&decider(), decided, mark_id(50), &standard(), None, now())
}

fn because(decided: Decide) -> Decide {
    Decide { departure: Some("The newer report was not read".parse().unwrap()), ..decided }
}

#[test]
fn who_decides_otherwise_says_why_and_what_was_found_stays_beside_it() {
    let case = recommended("not_met", "refuse");
    assert_eq!(code(decide(&case, because(decision("refuse")))), "accreditation_nothing_departs");
    assert_eq!(code(decide(&case, decision("accredit"))), "accreditation_essential_not_met");
    let otherwise = || Decide { judgements: judged("met"), ..decision("accredit") };
    assert_eq!(code(decide(&case, otherwise())), "accreditation_departs_without_reason");

    let decided = decide(&case, because(otherwise())).unwrap();
    let departure = decided.next.decisions[0].departure.clone().unwrap();
    assert_eq!(departure.parts, [DepartedIn::Outcome, DepartedIn::Judgements]);
    let found = |all: &BTreeMap<CriterionId, Judgement>| all[&"1.1".parse().unwrap()].verdict;
    assert_eq!(found(&decided.next.judgements), Verdict::Met);
    let before = departure.judged[&"1.1".parse().unwrap()].clone();
    assert_eq!(before.verdict, Verdict::NotMet, "as the assessor had found");
    let names: Vec<_> = decided.events.iter().map(|event| event.name).collect();
    assert_eq!(names, ["accreditation.decided", "accreditation.departed"]);
    assert_eq!(decided.events[1].body, json!({"in": ["outcome", "judgements"]}));
}

#[test]
fn the_same_judgements_and_conditions_in_another_order_depart_in_nothing() {
    let case = recommended("partly_met", "accredit_with_conditions");
    let same = Decide { judgements: judged("partly_met"), ..decision("accredit_with_conditions") };
    assert!(decide(&case, same).unwrap().next.decisions[0].departure.is_none());
    let mut longer = decision("accredit_with_conditions");
    longer
        .conditions
        .push(Condition { text: "And two more".parse().unwrap(), ..longer.conditions[0].clone() });
    let decided = decide(&case, because(longer)).unwrap().next;
    assert_eq!(decided.decisions[0].departure.as_ref().unwrap().parts, [DepartedIn::Conditions]);

    let left_out = json!({"outcome": "accredit", "reasons": "x", "exclusions": [{"channel": "telephone", "reason": "No line"}]});
    let left_out = serde_json::from_value::<DecideDraft>(left_out).unwrap().parse(now()).unwrap();
    let decided = decide(&recommended("met", "accredit"), because(left_out)).unwrap().next;
    assert_eq!(decided.decisions[0].departure.as_ref().unwrap().parts, [DepartedIn::Scope]);
}

fn appealed() -> Accreditation {
    let refused = decide(&recommended("not_met", "refuse"), decision("refuse")).unwrap().next;
    refused.appeal("The policy was there".parse().unwrap(), &standard(), days(2)).unwrap().next
}

#[test]
fn letters_about_appeals_say_what_was_decided_and_that_it_is_over() {
    let heard = |how| {
        appealed().hear_appeal(&another_decider(), how, mark_id(52), &standard(), days(3)).unwrap().next
    };
    let dismissed = heard(HearAppeal::Dismiss { reasons: "It was not".parse().unwrap() });
    let letter = dismissed.dismissal_letter("https://signpost.example/marks/1");
    assert_eq!(letter.subject, "Your appeal is dismissed");
    for said in ["the quality mark is not given", "It was not", "One appeal", "apply again", "/marks/1"] {
        assert!(letter.body.contains(said), "{said}: {}", letter.body);
    }
    let uphold = HearAppeal::Uphold(Decide { judgements: judged("met"), ..decision("accredit") });
    let letter = heard(uphold).decision_letter(Outcome::Accredit, &standard(), &BTreeMap::new(), "/marks/1");
    assert_eq!(letter.subject, "On your appeal: you have the quality mark");
    assert!(letter.body.starts_with("Your appeal was heard") && letter.body.contains("is in force"));
    assert!(!letter.body.contains("You can appeal"), "{}", letter.body);
    let first = accredited().decision_letter(Outcome::Accredit, &standard(), &BTreeMap::new(), "/marks/1");
    assert_eq!(first.subject, "You have the quality mark");
}

#[test]
fn the_letter_names_the_partners_that_the_mark_covers() {
    let partner = OrganisationId::from(Uuid::from_u128(61));
    let mut case = accredited();
    let letter = |case: &Accreditation| {
        let names = BTreeMap::from([(partner, "Broadfen Reading Rooms".parse().unwrap())]);
        case.decision_letter(Outcome::Accredit, &standard(), &names, "/marks/1").body
    };
    case.mark.as_mut().unwrap().scope.partners.clear();
    assert!(!letter(&case).contains("these partners"), "it has none");
    case.mark.as_mut().unwrap().scope.partners.push(partner);
    let body = letter(&case);
    assert!(body.contains("these partners do in your name:\n\n- Broadfen Reading Rooms\n\n"), "{body}");
}

#[test]
fn what_was_granted_can_be_asked_for_again_and_is_to_be_confirmed() {
    let left_out = json!({"outcome": "accredit", "reasons": "x", "departure": "x",
        "exclusions": [{"channel": "telephone", "reason": "No line"}]});
    let left_out = serde_json::from_value::<DecideDraft>(left_out).unwrap().parse(now()).unwrap();
    let granted = decide(&recommended("met", "accredit"), left_out).unwrap().next;
    let again = granted.granted_again(&provider()).unwrap();
    assert_eq!((again.channels.as_slice(), again.partners.len()), (&[Channel::InPerson][..], 1));
    let alone = Organisation { partners: vec![], ..provider() };
    assert!(granted.granted_again(&alone).unwrap().partners.is_empty(), "it is no partner any more");
    assert!(recommended("not_met", "refuse").granted_again(&provider()).is_none());

    let started = Accreditation::start(granted.id, &provider(), &standard(), again, None, now()).unwrap();
    let case = filled(Accreditation::scope_to_be_confirmed(started).next);
    let early = case.clone().submit(&provider(), &standard(), now()).unwrap_err();
    assert_eq!(early.fields().unwrap().all()[0].pointer, "/scope");
    let confirmed = case.fill(fill(json!({"scope": {"channels": ["in_person"]}})), &provider(), &standard());
    assert!(confirmed.unwrap().next.submit(&provider(), &standard(), now()).is_ok());
}

#[test]
fn a_file_goes_with_the_report_of_a_visit_that_is_there() {
    let file = |name: &str| {
        let hash = "ab".repeat(32).parse().unwrap();
        evidence_file(name, b"%PDF-1.7", hash).unwrap()
    };
    let mut visit = VisitDraft {
        place: "LS1 4AP".into(),
        on: "2026-11-20".into(),
        seen: "A desk".into(),
        ..VisitDraft::default()
    };
    let report = |visit: &VisitDraft| {
        let seen = visit.clone().parse(now()).unwrap();
        under_assessment().report_visit(&assessor(), seen, &standard())
    };
    let case = report(&visit).unwrap().next;
    assert_eq!(code(case.clone().add_to_visit(&assessor(), 1, file("a.pdf"))), "accreditation_no_such_visit");
    assert_eq!(
        code(case.clone().add_to_visit(&decider(), 0, file("a.pdf"))),
        "accreditation_not_the_assessor"
    );
    let case = case.add_to_visit(&assessor(), 0, file("a.pdf")).unwrap().next;
    let case = case.add_to_visit(&assessor(), 0, file("b.pdf")).unwrap().next;
    let names: Vec<_> = case.files().map(|file| file.name.to_string()).collect();
    assert_eq!(names, ["b.pdf"], "the same bytes are one file");
    visit.files = vec![file("never-handed-in.pdf")];
    assert_eq!(code(report(&visit)), "evidence_file_not_handed_in");
}
