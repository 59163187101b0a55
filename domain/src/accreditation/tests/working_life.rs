//! A mark's working life: suspended, lapsed, renewed, appealed, revoked; and any sequence of steps.

use super::*;

#[test]
fn a_suspended_mark_comes_back_on_its_day_by_itself() {
    let case = accredited().suspend(&decider(), suspend(Some("2026-12-22")), now()).unwrap().next;
    let midnight = start_of("2026-12-22".parse().unwrap());
    assert_eq!(mark(&case).status_at(now()), MarkStatus::Suspended);
    assert!(!mark(&case).in_force_at(midnight - 1.microseconds()) && mark(&case).in_force_at(midnight));
    let written = case.clone().caught_up(midnight).unwrap();
    assert_eq!((written.next.state, written.events[0].name), (State::Accredited, "accreditation.reinstated"));
    let again = case.suspend(&decider(), suspend(None), days(60)).unwrap().next;
    assert_eq!(mark(&again).suspensions.len(), 2, "a new one may follow before anyone wrote the end down");
}

#[test]
fn a_mark_lapses_at_its_end_and_the_clock_writes_it_down_once() {
    let case = accredited();
    let end = mark(&case).ends;
    assert!(case.clone().caught_up(end - 1.microseconds()).is_none());
    let lapsed = case.caught_up(end).unwrap();
    assert_eq!((lapsed.next.state, lapsed.events[0].name), (State::Lapsed, "accreditation.lapsed"));
    assert!(lapsed.next.caught_up(end).is_none());
}

#[test]
fn a_renewal_sent_in_time_keeps_the_mark_alive_until_decided() {
    let held = accredited();
    let end = mark(&held).ends;
    assert_eq!(code(started_with(Some(&held), 3, now())), "accreditation_renewal_not_open");
    assert!(held.mark_to_renew(&standard(), now()).is_none());
    let in_time = end - SignedDuration::from_hours(24 * 30);
    let renewal = started_with(Some(&held), 3, in_time).unwrap();
    assert_eq!(renewal.renews, Some(held.id));
    assert!(
        held.mark_to_renew(&standard(), in_time).is_some() && held.mark_to_renew(&standard(), end).is_none()
    );

    let waiting = held.renewal_sent(renewal.id, in_time).unwrap().next;
    let long_after = end + SignedDuration::from_hours(24 * 90);
    assert!(mark(&waiting).in_force_at(long_after) && waiting.clone().caught_up(long_after).is_none());

    let refused = waiting.clone().renewal_decided(renewal.id, None).unwrap().next;
    assert!(!mark(&refused).in_force_at(long_after), "refused: it ended when it would have");
    assert_eq!(refused.caught_up(long_after).unwrap().next.state, State::Lapsed);

    let granted = waiting.renewal_decided(renewal.id, Some(mark_id(51))).unwrap().next;
    assert_eq!((granted.state, mark(&granted).replaced_by), (State::Lapsed, Some(mark_id(51))));
    assert!(granted.renewal_sent(renewal.id, in_time).is_none());
}

#[test]
fn a_renewal_sent_too_late_keeps_nothing_alive() {
    let held = accredited();
    let end = mark(&held).ends;
    assert!(held.clone().renewal_sent(AccreditationId::from(Uuid::from_u128(3)), end).is_none());
    let afresh = started_with(Some(&held), 3, end).unwrap();
    assert_eq!(afresh.renews, None);
}

#[test]
fn a_renewed_mark_loses_no_time() {
    let held = accredited();
    let early = mark(&held).ends - SignedDuration::from_hours(24 * 30);
    let case = recommended("met", "accredit");
    let renewed = case.decide(&decider(), decision("accredit"), mark_id(51), &standard(), Some(&held), early);
    assert_eq!(day_of(mark(&renewed.unwrap().next).ends).to_string(), "2030-11-22");
}

#[test]
fn an_appeal_is_heard_by_someone_who_did_neither() {
    let refused = recommended("not_met", "refuse");
    let refused =
        refused.decide(&decider(), decision("refuse"), mark_id(50), &standard(), None, now()).unwrap().next;
    let grounds = || "The policy was there".parse().unwrap();
    assert_eq!(
        code(refused.clone().appeal(grounds(), &standard(), days(29))),
        "accreditation_too_late_to_appeal"
    );
    let case = refused.appeal(grounds(), &standard(), days(28)).unwrap().next;

    let dismiss = || HearAppeal::Dismiss { reasons: grounds() };
    let by = |who: &Officer| case.clone().hear_appeal(who, dismiss(), mark_id(52), &standard(), days(30));
    assert_eq!(code(by(&decider())), "accreditation_decided_by_same");
    assert_eq!(
        code(by(&Officer { person: assessor().person, ..decider() })),
        "accreditation_assessed_by_same"
    );
    let dismissed = by(&another_decider()).unwrap().next;
    assert_eq!(dismissed.state, State::Refused);
    assert_eq!(code(dismissed.appeal(grounds(), &standard(), days(31))), "accreditation_appealed_before");

    let uphold =
        |verdict: &str| HearAppeal::Uphold(Decide { judgements: judged(verdict), ..decision("accredit") });
    let heard = |how| case.clone().hear_appeal(&another_decider(), how, mark_id(52), &standard(), days(30));
    assert_eq!(code(heard(uphold("partly_met"))), "accreditation_essential_not_met");
    let upheld = heard(uphold("met")).unwrap().next;
    assert_eq!((upheld.state, mark(&upheld).id), (State::Accredited, mark_id(52)));
}

#[test]
fn a_revoked_mark_never_counts_unless_an_appeal_gives_it_back() {
    let draft =
        RevokeDraft { reason: "x".into(), grounds: "heard".into(), heard_on: Some("2026-11-20".into()) };
    let case = accredited().revoke(&decider(), draft.parse(now()).unwrap(), now()).unwrap().next;
    assert_eq!(mark(&case).status_at(now()), MarkStatus::Revoked);
    assert!(case.clone().caught_up(days(10_000)).is_none());
    let case = case.appeal("We were not heard".parse().unwrap(), &standard(), days(2)).unwrap().next;
    let uphold = HearAppeal::Uphold(decision("accredit"));
    let given_back =
        case.hear_appeal(&another_decider(), uphold, mark_id(60), &standard(), days(3)).unwrap().next;
    assert!(mark(&given_back).in_force_at(days(3)));
    assert_eq!(mark(&given_back).id, mark_id(50), "the same mark as before");
}

#[test]
fn a_clarification_lets_evidence_be_added_until_its_day() {
    let asked =
        AskDraft { question: "Since when?".into(), answer_by: "2026-11-25".into() }.parse(now()).unwrap();
    let case = under_assessment().ask(&assessor(), asked, now()).unwrap().next;
    assert_eq!(
        code(case.clone().resume(&assessor(), Holidays::NONE, days(1))),
        "accreditation_still_time_to_answer"
    );
    let more = fill(json!({"evidence": {"1.2": {"text": "The latest review", "measured": "82.5"}}}));
    let case = case.fill(more, &provider(), &standard()).unwrap().next;
    let other_scope = fill(json!({"scope": {"channels": ["web_chat"]}}));
    assert_eq!(
        code(case.clone().fill(other_scope, &provider(), &standard())),
        "accreditation_no_longer_draft"
    );
    assert_eq!(
        code(case.clone().answer("Since June".parse().unwrap(), Holidays::NONE, days(4))),
        "accreditation_too_late_to_answer"
    );
    assert_eq!(
        case.answer("Since June".parse().unwrap(), Holidays::NONE, days(3)).unwrap().next.state,
        State::UnderAssessment
    );
}

#[test]
fn every_wrong_field_of_evidence_and_scope_is_named() {
    let draft = json!({
        "scope": {"channels": ["paper"], "places": [], "partners": ["x"]},
        "evidence": {"one": {}, "1.1": {"measured": "-2"}},
    });
    let errors = serde_json::from_value::<FillDraft>(draft).unwrap().parse().unwrap_err();
    let pointers: Vec<_> = errors.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        ["/scope/channels/0", "/scope/places", "/scope/partners/0", "/evidence/1.1/measured", "/evidence"]
    );
}

/// One thing that someone might try.
fn try_out(case: Accreditation, what: u8, who: u8, at: Timestamp) -> Result<Changed, CannotAccredit> {
    let officers = [assessor(), decider(), another_decider(), at_authority(11, Role::Assessor)];
    let by = &officers[usize::from(who) % officers.len()];
    let outcome = ["accredit", "accredit_with_conditions", "refuse"][usize::from(who) % 3];
    let verdict = ["met", "partly_met", "not_met"][usize::from(who) % 3];
    let prose = || "So it is".parse().unwrap();
    let due = day_of(at + 50.hours());
    let decision = Decide { ends: None, ..decision(outcome) };
    match what {
        0 => case.fill(fill(json!({"evidence": {"1.1": {"text": "x"}}})), &provider(), &standard()),
        1 => case.submit(&provider(), &standard(), at),
        2 if who == 0 => case.withdraw(),
        3 => case.assign(by, None, &standard()),
        4 => case.begin(by, &[], at),
        5 => case.ask(by, crate::casework::AskedOfProvider { question: prose(), answer_by: due }, at),
        6 => case.answer(prose(), Holidays::NONE, at),
        7 => case.resume(by, Holidays::NONE, at),
        8 => case.judge(by, judged(verdict), &standard()),
        9 => case.recommend(by, decision, &standard(), at),
        10 => {
            let recommended = case.recommendation.as_ref().map(|it| it.outcome);
            let departure = recommended.filter(|it| *it != decision.outcome).map(|_| prose());
            case.decide(by, Decide { departure, ..decision }, mark_id(50), &standard(), None, at)
        }
        11 => case.send_back(by),
        12 => case.appeal(prose(), &standard(), at),
        13 => case.hear_appeal(by, HearAppeal::Uphold(decision), mark_id(51), &standard(), at),
        14 => case.suspend(by, Suspend { until: Some(due), ..suspend(None) }, at),
        15 => case.reinstate(by, at),
        16 if who == 0 => {
            let grounds = crate::casework::Grounds::Urgent;
            case.revoke(by, crate::casework::Revoke { reason: prose(), grounds }, at)
        }
        17 => case.meet_condition(by, 0, at),
        18 if who == 1 => case.declare_conflict(by, prose(), at),
        _ => case.caught_up(at).ok_or(CannotAccredit::DayIsPast),
    }
}

type Changed = crate::Changed<Accreditation>;

proptest! {
    #[test]
    fn whatever_anyone_tries_no_mark_counts_that_the_assessor_or_nobody_decided(
        tries in proptest::collection::vec((0_u8..20, 0_u8..4, 0_i64..40), 1..120)
    ) {
        let mut case = filled(started());
        let mut hours = 0;
        for (what, who, later) in tries {
            hours += later;
            let at = now() + SignedDuration::from_hours(hours);
            let before = case.clone();
            let Ok(Changed { next, events }) = try_out(case.clone(), what, who, at) else { continue };
            let lawful = Step::ALL.iter().any(|step| before.state.after(*step) == Some(next.state));
            let again = before.mark.as_ref().is_some_and(|mark| mark.is_due_back(at));
            prop_assert!(lawful || again || before.state == next.state, "{} to {}", before.state, next.state);
            let names: Vec<_> = events.iter().map(|event| event.name).collect();
            prop_assert!(names.len() == 1 || names == ["accreditation.decided", "accreditation.departed"]);
            if let Some(assessor) = next.recommendation.as_ref().map(|recommendation| recommendation.by) {
                prop_assert!(next.decisions.iter().all(|decision| decision.by != assessor || decision.outcome == Ruling::Revoked));
            }
            if next.mark.as_ref().is_some_and(|mark| mark.in_force_at(at)) {
                prop_assert!(!next.decisions.is_empty());
                let judged = next.judgements.get(&"1.1".parse().unwrap());
                prop_assert!(judged.is_some_and(|judgement| judgement.verdict != Verdict::NotMet));
                prop_assert!(next.state.holds_a_mark() || next.state == State::UnderAppeal, "{}", next.state);
            }
            let stored = serde_json::to_string(&next).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Accreditation>(&stored).unwrap(), &next);
            case = next;
        }
    }
}
