use super::*;
use crate::values::hours::{HoursDraft, WeeklyDraft};
use crate::values::{AddressDraft, Position};
use crate::{EventBody, Refusal, Timestamp};

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// A whole draft: help in person and by telephone, of which each test spoils one thing.
pub(super) fn whole_draft() -> OfferingDraft {
    let open = WeeklyDraft { day: "monday".into(), opens: "09:00".into(), closes: "17:00".into() };
    OfferingDraft {
        name: "Help at the library".into(),
        summary: Some("Sit with a volunteer at a computer".into()),
        channels: vec!["in_person".into(), "telephone".into()],
        place: Some(PlaceDraft {
            name: "Central Library".into(),
            address: AddressDraft {
                lines: vec!["1 High Street".into()],
                town: "Leeds".into(),
                postcode: "LS1 4AP".into(),
            },
            host: Some("library".into()),
            ..PlaceDraft::default()
        }),
        area: Some(AreaDraft { kind: "radius".into(), km: Some(10), ..AreaDraft::default() }),
        phone: Some("01632 960100".into()),
        hours: Some(HoursDraft { weekly: vec![open], ..HoursDraft::default() }),
        languages: vec!["en".into(), "bfi".into()],
        facilities: vec!["step_free".into()],
        commitments: Commitments {
            checks_understanding: true,
            uses_published_information: true,
            answers_for_accuracy: false,
        },
        capacity: Some(Capacity { people_a_week: 20, wait_days: 0 }),
        services: vec!["carers-allowance".into()],
        ..OfferingDraft::default()
    }
}

fn errors(draft: OfferingDraft) -> Vec<(String, &'static str)> {
    let refused = draft.parse().unwrap_err();
    refused.all().iter().map(|error| (error.pointer.clone(), error.code)).collect()
}

pub(super) fn drafted(draft: OfferingDraft) -> Offering {
    let ids = (uuid::Uuid::from_u128(1).into(), uuid::Uuid::from_u128(2).into());
    Offering::drafted(ids.0, ids.1, draft.parse().unwrap(), now()).next
}

fn missing(spoil: impl FnOnce(&mut OfferingDraft)) -> Vec<String> {
    let mut draft = whole_draft();
    spoil(&mut draft);
    match drafted(draft).publish(now()) {
        Ok(_) => vec![],
        Err(CannotOffer::Incomplete(missing)) => {
            missing.all().iter().map(|missing| missing.pointer.clone()).collect()
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn every_pair_of_state_and_step_has_one_answer() {
    use State::{Draft, Ended, Live, Paused};
    use Step::{Confirm, End, Pause, Publish, Resume, Revise};
    let lawful = [
        (Draft, Publish, Live),
        (Draft, Revise, Draft),
        (Draft, End, Ended),
        (Live, Pause, Paused),
        (Live, Revise, Live),
        (Live, Confirm, Live),
        (Live, End, Ended),
        (Paused, Resume, Live),
        (Paused, Revise, Paused),
        (Paused, Confirm, Paused),
        (Paused, End, Ended),
    ];
    for &state in State::ALL {
        for &step in Step::ALL {
            let expected =
                lawful.iter().find(|(from, by, _)| (*from, *by) == (state, step)).map(|found| found.2);
            assert_eq!(state.after(step), expected, "{state} {step}");
        }
    }
}

#[test]
fn rule_1_paper_is_no_channel_and_web_chat_is_answered_at_once() {
    let mut draft = whole_draft();
    draft.channels = vec!["in_person".into(), "paper".into()];
    let refused = draft.parse().unwrap_err();
    assert_eq!(refused.all()[0].pointer, "/channels/1");
    assert!(refused.all()[0].message.starts_with("Paper is not a channel"), "{refused}");

    let mut draft = whole_draft();
    let url = "https://chat.example.org/".to_owned();
    draft.web_chat = Some(WebChatDraft { url: url.clone(), answers_at_once: Some(false) });
    assert_eq!(errors(draft), [("/web_chat/answers_at_once".to_owned(), "not_web_chat")]);
    let mut draft = whole_draft();
    draft.web_chat = Some(WebChatDraft { url: "http://chat.example.org/".into(), answers_at_once: None });
    assert_eq!(errors(draft), [("/web_chat/url".to_owned(), "invalid")]);
}

#[test]
fn rule_1_each_channel_needs_what_people_would_need() {
    assert_eq!(missing(|_| {}), [""; 0]);
    assert_eq!(missing(|draft| draft.channels.clear()), ["/channels"]);
    let without_place = |draft: &mut OfferingDraft| {
        draft.area = Some(AreaDraft { kind: "everywhere".into(), ..AreaDraft::default() });
        draft.place = None;
    };
    assert_eq!(missing(without_place), ["/place"]);
    assert_eq!(missing(|draft| draft.area = None), ["/area"]);
    assert_eq!(missing(|draft| draft.phone = None), ["/phone"]);
    assert_eq!(missing(|draft| draft.channels = vec!["web_chat".into()]), ["/web_chat"]);
    assert_eq!(missing(|draft| draft.hours = None), ["/hours"]);
    assert_eq!(missing(|draft| draft.languages.clear()), ["/languages"]);
    assert_eq!(missing(|draft| draft.services.clear()), ["/services"]);
}

#[test]
fn rule_2_support_is_free_to_the_user() {
    for number in ["0845 123 4567", "09011 234567", "070 1234 5678"] {
        let mut draft = whole_draft();
        draft.phone = Some(number.into());
        assert_eq!(errors(draft), [("/phone".to_owned(), "higher_rate_number")], "{number}");
    }
    let mut draft = whole_draft();
    draft.costs = vec![CostDraft { kind: "fee".into(), ..CostDraft::default() }];
    let refused = draft.parse().unwrap_err();
    assert!(refused.all()[0].message.starts_with("Support is free to the user"), "{refused}");

    let shown = drafted(whole_draft()).support.costs_to_show();
    assert_eq!(
        shown[0].kind,
        CostKind::CallStandardRate,
        "a call that is not free is shown, declared or not"
    );
    let mut draft = whole_draft();
    draft.phone = Some("0808 157 0123".into());
    assert_eq!(drafted(draft).support.costs_to_show(), []);
}

#[test]
fn rule_4_who_types_answers_for_accuracy_and_who_declines_names_another_way() {
    assert_eq!(
        missing(|draft| draft.who_types = Some("provider".into())),
        ["/commitments/answers_for_accuracy"]
    );
    let by_provider = |draft: &mut OfferingDraft| {
        draft.who_types = Some("either".into());
        draft.commitments.answers_for_accuracy = true;
    };
    assert_eq!(missing(by_provider), [""; 0]);
    assert_eq!(
        missing(|draft| draft.commitments = Commitments::default()),
        ["/commitments/checks_understanding", "/commitments/uses_published_information"]
    );
    let mut draft = whole_draft();
    draft.declines = vec![DeclineDraft { reason: "The line is bad".into(), ..DeclineDraft::default() }];
    assert_eq!(errors(draft), [("/declines/0/alternative".to_owned(), "required")]);
}

#[test]
fn rule_12_an_identity_check_needs_the_user_there_and_at_the_screen() {
    let claims = |user_is_present, user_sees_screen| {
        Some(IdentityCheck { supported: true, user_is_present, user_sees_screen })
    };
    for (present, sees) in [(false, false), (true, false), (false, true)] {
        let mut draft = whole_draft();
        draft.identity_check = claims(present, sees);
        assert_eq!(errors(draft), [("/identity_check/supported".to_owned(), "user_must_see_screen")]);
    }
    let mut draft = whole_draft();
    draft.identity_check = claims(true, true);
    assert!(draft.clone().parse().is_ok());
    draft.channels = vec!["telephone".into()];
    draft.who_types = Some("provider".into());
    assert_eq!(errors(draft), [("/identity_check/supported".to_owned(), "user_must_see_screen")]);
}

#[test]
fn rule_13_home_visits_need_background_checks_on_record() {
    let visits = |checked_on: Option<&str>, reviewed: &str| {
        missing(|draft| {
            draft.visits_homes = true;
            let check = |day: &str| BackgroundCheckDraft {
                who: "Staff 114".into(),
                checked_on: day.into(),
                reference: "DBS 001234".into(),
            };
            draft.safeguarding = Some(SafeguardingDraft {
                lead: "Volunteer coordinator".into(),
                policy_reviewed_on: reviewed.into(),
                checks: checked_on.map(check).into_iter().collect(),
            });
        })
    };
    assert_eq!(visits(Some("2026-05-01"), "2026-04-01"), [""; 0]);
    assert_eq!(visits(None, "2026-04-01"), ["/safeguarding/checks"]);
    assert_eq!(visits(Some("2027-05-01"), "2026-04-01"), ["/safeguarding/checks"], "not made yet");
    assert_eq!(visits(Some("2026-05-01"), "2022-04-01"), ["/safeguarding/policy_reviewed_on"]);
    assert_eq!(
        missing(|draft| draft.visits_homes = true),
        ["/safeguarding/checks", "/safeguarding/policy_reviewed_on"]
    );
}

#[test]
fn what_is_live_stays_whole_when_it_is_edited() {
    let live = drafted(whole_draft()).publish(now()).unwrap().next;
    let mut without_hours = whole_draft();
    without_hours.hours = None;
    let refused = live.clone().revise(without_hours.clone().parse().unwrap(), false, now()).unwrap_err();
    assert_eq!(refused.code(), "offering_incomplete");
    assert_eq!(refused.pointer().as_deref(), Some("/hours"));
    assert!(
        drafted(whole_draft()).revise(without_hours.parse().unwrap(), false, now()).is_ok(),
        "a draft may be incomplete"
    );
    assert_eq!(live.published_at, Some(now()));
}

#[test]
fn a_pause_with_an_end_is_over_by_itself() {
    let live = drafted(whole_draft()).publish(now()).unwrap().next;
    let until = |day: &str| PauseDraft { reason: "Stairs are mended".into(), until: Some(day.into()) };
    let today = until("2026-11-22").parse().unwrap();
    assert_eq!(live.clone().pause(today, now()), Err(CannotOffer::PauseEndsInThePast));

    let paused = live.pause(until("2026-12-01").parse().unwrap(), now()).unwrap().next;
    let end: Timestamp = "2026-12-01T00:00:00Z".parse().unwrap();
    assert_eq!(paused.state_at(end - jiff::SignedDuration::from_secs(1)), State::Paused);
    assert_eq!(paused.state_at(end), State::Live);
    assert!(matches!(paused.clone().resume(end), Err(CannotOffer::NotNow { state: State::Live, .. })));
    let again =
        paused.pause(PauseDraft { reason: "Again".into(), until: None }.parse().unwrap(), end).unwrap().next;
    assert_eq!(again.state_at(end + jiff::SignedDuration::from_hours(9999)), State::Paused);
}

#[test]
fn postcodes_are_looked_up_and_unknown_ones_refused_with_their_pointer() {
    let here =
        Location { position: Position::new(53.8, -1.55).unwrap(), authority: "E08000035".parse().unwrap() };
    let support = whole_draft().parse().unwrap();
    let located = support.clone().located(|_| Some(here.clone())).unwrap();
    assert_eq!(located.nations().into_iter().collect::<Vec<_>>(), [crate::values::Nation::England]);
    assert!(located.serves_one_of(&["E08000035".parse().unwrap()].into()));
    let refused = support.located(|_| None).unwrap_err();
    let pointers: Vec<_> = refused.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/place/address/postcode", "/area/from"]);
}

#[test]
fn codes_that_nobody_knows_are_refused() {
    let known = KnownCodes {
        language: &|code| code.as_str() == "en",
        facility: &|_| true,
        authority: &|_| true,
        service: &|_| false,
        cluster: &|_| true,
    };
    let refused = whole_draft().parse().unwrap().check_codes(&known).unwrap_err();
    let pointers: Vec<_> = refused.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/languages", "/services"]);
}

#[test]
fn events_hold_no_personal_data() {
    let mut draft = whole_draft();
    draft.safeguarding = Some(SafeguardingDraft {
        lead: "Jo Person".into(),
        policy_reviewed_on: "2026-04-01".into(),
        checks: vec![BackgroundCheckDraft {
            who: "Sam Visitor".into(),
            checked_on: "2026-04-01".into(),
            reference: "DBS 9".into(),
        }],
    });
    let support = draft.parse().unwrap();
    let event = Happened::Published((&support).into());
    let body = serde_json::to_string(&event).unwrap();
    assert_eq!(event.name(), "offering.published");
    for personal in ["Jo Person", "Sam Visitor", "DBS 9"] {
        assert!(!body.contains(personal), "{body}");
    }
}

#[test]
fn an_offering_survives_json() {
    let offering = drafted(whole_draft());
    let json = serde_json::to_string(&offering).unwrap();
    assert_eq!(serde_json::from_str::<Offering>(&json).unwrap(), offering);
}

#[test]
fn what_is_kept_becomes_the_draft_that_it_came_from() {
    let chat = WebChatDraft { url: "https://chat.example.org/".into(), answers_at_once: None };
    let check = BackgroundCheckDraft {
        who: "Volunteer 7".into(),
        checked_on: "2026-05-01".into(),
        reference: "001234".into(),
    };
    let full = OfferingDraft {
        name_cy: Some("Help yn y llyfrgell".into()),
        channels: vec!["in_person".into(), "telephone".into(), "web_chat".into()],
        web_chat: Some(chat),
        who_types: Some("either".into()),
        identity_check: Some(IdentityCheck {
            supported: true,
            user_is_present: true,
            user_sees_screen: true,
        }),
        declines: vec![DeclineDraft {
            reason: "The line is bad".into(),
            alternative: "We call you back".into(),
            ..DeclineDraft::default()
        }],
        costs: vec![CostDraft { kind: "printing".into(), amount_pence: Some(10), ..CostDraft::default() }],
        visits_homes: true,
        safeguarding: Some(SafeguardingDraft {
            lead: "Volunteer coordinator".into(),
            policy_reviewed_on: "2026-04-20".into(),
            checks: vec![check],
        }),
        price: Some(PriceDraft { pence: 3_200, per: "session".into() }),
        ..whole_draft()
    };
    let authorities = AreaDraft {
        kind: "local_authorities".into(),
        codes: vec!["E08000035".into()],
        ..AreaDraft::default()
    };
    for area in [whole_draft().area, Some(authorities), None] {
        let support = OfferingDraft { area, ..full.clone() }.parse();
        let Ok(support) = support else { panic!("{support:?}") };
        assert_eq!(OfferingDraft::from(&support).parse().unwrap(), support);
    }
}
