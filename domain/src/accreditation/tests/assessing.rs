//! Two assessors, moderation, the clock that stands still, a mark given in part, risk and visits.

use super::*;
use crate::kernel::time::end_of;
use crate::{Action, Actor};

fn for_two() -> StandardDefinition {
    let assessing = AssessingTerms { assessors: 2, visits_required: true, ..AssessingTerms::default() };
    StandardDefinition { assessing, ..standard() }
}

fn other() -> Officer {
    at_authority(11, Role::Assessor)
}

fn third() -> Officer {
    at_authority(12, Role::Assessor)
}

fn reader(officer: &Officer) -> Actor {
    Actor::Person { id: officer.person, memberships: officer.memberships.clone() }
}

/// Both seats taken, both begun.
fn with_two() -> Accreditation {
    let case = submitted().assign(&assessor(), None, &for_two()).unwrap().next;
    let case = case.claim(&other(), &for_two()).unwrap().next;
    let places = ["LS1 4AP".parse().unwrap()];
    let case = case.begin(&assessor(), &places, now()).unwrap().next;
    case.begin(&other(), &places, now()).unwrap().next
}

/// Both have judged so, and locked.
fn locked(one: &str, two: &str) -> Accreditation {
    let case = with_two().judge(&assessor(), judged(one), &for_two()).unwrap().next;
    let case = case.judge(&other(), judged(two), &for_two()).unwrap().next;
    let case = case.lock(&assessor(), &for_two(), now()).unwrap().next;
    case.lock(&other(), &for_two(), now()).unwrap().next
}

fn visited(case: Accreditation) -> Accreditation {
    let draft = VisitDraft {
        place: "LS1 4AP".into(),
        on: "2026-11-20".into(),
        seen: "A quiet room with two computers".into(),
        criteria: vec!["1.1".into()],
        files: vec![],
    };
    case.report_visit(&assessor(), draft.parse(now()).unwrap(), &for_two()).unwrap().next
}

#[test]
fn two_people_take_two_seats_and_neither_can_be_had_twice() {
    let case = submitted().assign(&assessor(), None, &for_two()).unwrap().next;
    assert_eq!(case.state, State::Assigned);
    assert!(case.wants_an_assessor(&for_two()));
    assert_eq!(code(case.clone().claim(&assessor(), &for_two())), "accreditation_same_assessor");
    let case = case.claim(&other(), &for_two()).unwrap().next;
    assert!(!case.wants_an_assessor(&for_two()));
    assert_eq!(code(case.clone().claim(&third(), &for_two())), "accreditation_no_free_seat");
    assert_eq!(code(case.clone().assign(&third(), None, &for_two())), "accreditation_no_free_seat");
    let unknown = Some(decider().person);
    assert_eq!(code(case.clone().assign(&third(), unknown, &for_two())), "accreditation_not_seated");
    let case = case.assign(&third(), Some(assessor().person), &for_two()).unwrap().next;
    assert_eq!(case.assessors(), [other().person, third().person]);
    assert_eq!(
        code(submitted().assign(&assessor(), None, &standard()).unwrap().next.claim(&other(), &standard())),
        "accreditation_no_free_seat",
        "one assesses alone where the Standard says so"
    );
}

#[test]
fn until_both_have_locked_nobody_sees_what_another_judged() {
    let case = with_two().judge(&assessor(), judged("met"), &for_two()).unwrap().next;
    let case = case.judge(&other(), judged("not_met"), &for_two()).unwrap().next;
    let case = case.lock(&assessor(), &for_two(), now()).unwrap().next;
    let sees = |case: &Accreditation, who: &Officer| {
        let seen = case.clone().seen_by(&reader(who));
        seen.assessment.seats.iter().map(|seat| seat.judgements.len()).collect::<Vec<_>>()
    };
    assert_eq!(sees(&case, &assessor()), [1, 0], "not even who has locked");
    assert_eq!(sees(&case, &other()), [0, 1]);
    for role in [Role::DecisionMaker, Role::CategoryManager, Role::Support, Role::Administrator] {
        assert!(reader(&at_authority(30, role)).may(Action::ReadAccreditation, &case).is_ok());
        assert_eq!(sees(&case, &at_authority(30, role)), [0, 0], "{role}");
    }
    let both = case.lock(&other(), &for_two(), now()).unwrap().next;
    assert_eq!(sees(&both, &assessor()), [1, 1]);
    assert_eq!(both.differing().len(), 1);
    let owner =
        Membership { organisation: organisation_id(1), kind: OrganisationKind::Provider, role: Role::Owner };
    let owner = Actor::Person { id: Uuid::from_u128(40).into(), memberships: vec![owner] };
    let seen = both.seen_by(&owner);
    assert!(seen.assessment.seats.is_empty() && seen.assessor.is_none() && seen.judgements.is_empty());
}

#[test]
fn what_is_locked_is_whole_and_changes_no_more() {
    let case = with_two();
    let early = case.clone().lock(&assessor(), &for_two(), now()).unwrap_err();
    assert_eq!(early.fields().unwrap().all()[0].pointer, "/judgements/1.1");
    let case = case.judge(&assessor(), judged("met"), &for_two()).unwrap().next;
    let case = case.lock(&assessor(), &for_two(), now()).unwrap().next;
    assert_eq!(code(case.clone().judge(&assessor(), judged("not_met"), &for_two())), "accreditation_locked");
    assert_eq!(code(case.clone().lock(&assessor(), &for_two(), now())), "accreditation_locked");
    assert_eq!(
        code(case.clone().moderate(&assessor(), judged("met"), &for_two())),
        "accreditation_not_both_locked"
    );
    assert_eq!(
        code(case.recommend(&assessor(), decision("accredit"), &for_two(), now())),
        "accreditation_not_settled"
    );
    let alone = under_assessment().lock(&assessor(), &standard(), now());
    assert_eq!(code(alone), "accreditation_nothing_to_lock");
}

#[test]
fn what_both_judged_alike_stands_with_the_reasons_of_both() {
    let case = locked("met", "met");
    assert!(case.differing().is_empty());
    assert_eq!(
        code(case.clone().moderate(&assessor(), judged("met"), &for_two())),
        "accreditation_not_disputed"
    );
    let case = case.agree(&assessor(), &for_two(), now()).unwrap().next;
    assert!(case.is_unsettled(), "one of two");
    let case = case.agree(&other(), &for_two(), now()).unwrap().next;
    assert!(!case.is_unsettled());
    assert_eq!(case.judgements[&"1.1".parse().unwrap()].verdict, Verdict::Met);
    assert_eq!(code(case.clone().agree(&other(), &for_two(), now())), "accreditation_settled_already");
    assert_eq!(
        code(case.clone().recommend(&other(), decision("accredit"), &for_two(), now())),
        "accreditation_not_visited"
    );
    let case = visited(case).recommend(&other(), decision("accredit"), &for_two(), now()).unwrap().next;
    for who in [assessor(), other()] {
        let both = Officer { person: who.person, ..decider() };
        let decided = case.clone().decide(&both, decision("accredit"), mark_id(50), &for_two(), None, now());
        assert_eq!(code(decided), "accreditation_assessed_by_same");
    }
    let back = case.send_back(&decider()).unwrap().next;
    assert!(back.is_unsettled(), "it is open again between the two");
}

#[test]
fn a_difference_is_settled_by_both_and_a_new_proposal_is_agreed_to_anew() {
    let case = locked("met", "partly_met");
    assert_eq!(code(case.clone().agree(&assessor(), &for_two(), now())), "accreditation_still_disputed");
    let case = case.moderate(&assessor(), judged("met"), &for_two()).unwrap().next;
    let case = case.moderate(&other(), judged("partly_met"), &for_two()).unwrap().next;
    let case = case.agree(&other(), &for_two(), now()).unwrap().next;
    assert!(case.is_unsettled(), "who proposes agrees already, and is still one of two");
    let case = case.agree(&assessor(), &for_two(), now()).unwrap().next;
    assert_eq!(case.judgements[&"1.1".parse().unwrap()].verdict, Verdict::PartlyMet);
    assert_eq!(case.assessment.moderation.unwrap().settled_by, None);
}

#[test]
fn a_third_person_settles_alone_and_has_assessed_by_that() {
    let case = locked("met", "not_met");
    assert_eq!(
        code(case.clone().moderate(&third(), judged("met"), &for_two())),
        "accreditation_not_the_assessor"
    );
    assert_eq!(code(case.clone().appoint_moderator(&other())), "accreditation_same_assessor");
    assert_eq!(code(case.clone().appoint_moderator(&decider())), "accreditation_not_an_assessor");
    let case = case.appoint_moderator(&third()).unwrap().next;
    let case = case.moderate(&third(), judged("met"), &for_two()).unwrap().next;
    let case = case.agree(&third(), &for_two(), now()).unwrap().next;
    assert_eq!(case.assessment.moderation.as_ref().unwrap().settled_by, Some(third().person));
    assert!(case.was_assessed_by(third().person));
}

#[test]
fn a_conflict_empties_one_seat_and_anyone_of_the_authority_can_declare_one() {
    let reason = || "My sister works there".parse().unwrap();
    let case = with_two().judge(&other(), judged("met"), &for_two()).unwrap().next;
    let case = case.declare_conflict(&other(), reason(), now()).unwrap().next;
    assert_eq!((case.state, case.assessors()), (State::UnderAssessment, vec![assessor().person]));
    assert!(case.is_hidden_from(&reader(&other())) && !case.is_hidden_from(&reader(&assessor())));
    assert_eq!(code(case.clone().claim(&other(), &for_two())), "accreditation_declared_conflict");
    let case = case.claim(&third(), &for_two()).unwrap().next;
    assert_eq!(code(case.clone().judge(&third(), judged("met"), &for_two())), "accreditation_not_assigned");
    let case = case.begin(&third(), &[], now()).unwrap().next;
    assert_eq!(code(case.judge(&third(), judged("met"), &for_two())), "allowed");

    let decided = recommended("met", "accredit").declare_conflict(&decider(), reason(), now()).unwrap().next;
    assert_eq!(decided.state, State::Recommended, "the case goes on without that person");
    let by = decided.decide(&decider(), decision("accredit"), mark_id(50), &standard(), None, now());
    assert_eq!(code(by), "accreditation_declared_conflict");
}

#[test]
fn the_clock_stands_still_while_the_provider_is_waited_for() {
    let terms = AssessingTerms::default();
    let christmas: Holidays =
        ["2026-12-25", "2026-12-28"].into_iter().map(|day| day.parse::<Day>().unwrap()).collect();
    let queued = under_assessment().into_queue(&terms, Risk::default(), &christmas, now());
    let decide_by = queued.assessment.decide_by.unwrap();
    assert_eq!(decide_by.to_string(), "2027-01-05", "thirty working days after Sunday 22 November");
    assert_eq!(queued.assessment.days_left(&christmas, now()), Some(30));

    let asked = AskDraft { question: "Since when?".into(), answer_by: "2026-12-31".into() };
    let asked_at = days(1);
    let case = queued.ask(&assessor(), asked.parse(asked_at).unwrap(), asked_at).unwrap().next;
    let answered_at = days(8);
    let case = case.answer("Since June".parse().unwrap(), &christmas, answered_at).unwrap().next;
    assert_eq!(
        case.assessment.decide_by.unwrap().to_string(),
        "2027-01-12",
        "a week later: five working days"
    );

    let again = AskDraft { question: "And where?".into(), answer_by: "2026-12-02".into() };
    let case = case.ask(&assessor(), again.parse(answered_at).unwrap(), answered_at).unwrap().next;
    let over = end_of("2026-12-02".parse().unwrap());
    let case = case.resume(&assessor(), &christmas, over).unwrap().next;
    assert_eq!(
        case.assessment.decide_by.unwrap().to_string(),
        "2027-01-15",
        "an answer that never came counts too"
    );
    assert_eq!(case.assessment.days_left(&christmas, days(60)), Some(-4));
}

#[test]
fn a_mark_given_in_part_leaves_out_what_was_asked_for_and_says_why() {
    let part = |exclusions: serde_json::Value| {
        let json = json!({"outcome": "accredit", "reasons": "As judged", "exclusions": exclusions,
            "departure": "The assessor asked for all"});
        serde_json::from_value::<DecideDraft>(json).unwrap().parse(now())
    };
    let decides = |exclusions| {
        let decided = part(exclusions).unwrap();
        recommended("met", "accredit").decide(&decider(), decided, mark_id(50), &standard(), None, now())
    };
    let no_partner = json!([{"partner": organisation_id(PARTNER), "reason": "No checks on record"}]);
    let case = decides(no_partner).unwrap().next;
    assert!(mark(&case).scope.partners.is_empty() && case.scope.partners.len() == 1);
    assert_eq!(case.decisions[0].exclusions.len(), 1);
    assert_eq!(code(decides(json!([{"channel": "web_chat", "reason": "x"}]))), "accreditation_not_in_scope");
    assert_eq!(code(decides(json!([{"place": "LS1 4AP", "reason": "x"}]))), "accreditation_nothing_left");
    let both = json!([{"channel": "telephone", "place": "LS1 4AP", "reason": "x"}]);
    assert_eq!(part(both).unwrap_err().all()[0].pointer, "/exclusions/0");

    let appeal =
        |case: Accreditation| case.appeal("They are on record".parse().unwrap(), &standard(), days(1));
    assert_eq!(code(appeal(accredited())), "accreditation_nothing_to_appeal");
    let appealed = appeal(case).unwrap().next;
    assert!(mark(&appealed).in_force_at(days(1)), "what was given counts meanwhile");
    let uphold = HearAppeal::Uphold(decision("accredit"));
    let heard =
        appealed.hear_appeal(&another_decider(), uphold, mark_id(51), &standard(), days(2)).unwrap().next;
    assert_eq!(mark(&heard).scope.partners.len(), 1);
}

#[test]
fn every_place_but_some_is_a_scope() {
    let scope = Scope { channels: vec![Channel::InPerson], places: Places::All, partners: vec![] };
    let but = |place: &str| Exclusion {
        what: Excluded::Place(place.parse().unwrap()),
        reason: "No step-free way in".parse().unwrap(),
    };
    let scope = scope.without(&[but("LS1 4AP")]).unwrap();
    assert!(
        !scope.covers_place(&"LS1 4AP".parse().unwrap()) && scope.covers_place(&"LS1 4AG".parse().unwrap())
    );
    assert!(scope.without(&[but("LS1 4AP")]).is_err());
}

#[test]
fn risk_follows_from_plain_facts_each_with_its_reason() {
    let plain = Scope { channels: vec![Channel::Telephone], places: Places::All, partners: vec![] };
    let visiting = Scope {
        channels: vec![Channel::Outreach],
        partners: vec![organisation_id(PARTNER)],
        ..plain.clone()
    };
    let risk = |scope, earlier: &[Accreditation], is_verified, has_concerns| {
        Risk::of(&RiskFacts { scope, earlier, is_verified, has_concerns, has_missed_looks: false })
    };
    let held = [accredited()];
    assert_eq!(risk(&plain, &held, true, false), Risk::default());
    let new = risk(&visiting, &[], false, false);
    let reasons =
        [RiskReason::NewProvider, RiskReason::Unverified, RiskReason::HomeVisits, RiskReason::Partners];
    assert_eq!((new.reasons.as_slice(), new.level()), (&reasons[..], RiskLevel::High));
    assert_eq!(risk(&plain, &held, true, true).level(), RiskLevel::Medium);
    assert_eq!(risk(&plain, &[], true, false).level(), RiskLevel::Low);
}
