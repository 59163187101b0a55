use super::*;
use crate::offerings::Channel;
use crate::{FrameworkId, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn seeded(name: &str) -> Definition {
    let file = format!("{}/../seeds/frameworks/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let draft: FrameworkDraft = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    draft.parse().unwrap()
}

fn framework(name: &str, now: Timestamp) -> Framework {
    Framework::first(FrameworkId::from(Uuid::from_u128(1)), seeded(name), now).next
}

const TODAY: &str = "2026-11-22T12:00:00Z";

#[test]
fn the_seeded_frameworks_stand_where_history_put_them() {
    let states = [
        ("focs", State::Live),
        ("focs-2012", State::Expired),
        ("focs-rm6283", State::Unsuccessful),
        ("digital-training-and-support", State::Expired),
    ];
    for (name, expected) in states {
        assert_eq!(framework(name, at(TODAY)).state_at(at(TODAY)), expected, "{name}");
    }
    assert_eq!(framework("focs-2012", at(TODAY)).state_at(at("2014-01-01T00:00:00Z")), State::Live);
    assert_eq!(framework("focs-rm6283", at(TODAY)).state_at(at("2023-06-01T00:00:00Z")), State::Open);
}

#[test]
fn every_channel_has_a_lot_on_the_live_framework() {
    let focs = framework("focs", at(TODAY));
    for &channel in Channel::ALL {
        assert_eq!(focs.definition.lots.iter().filter(|lot| lot.covers(channel)).count(), 1, "{channel}");
    }
}

#[test]
fn dates_are_civil_times_in_london_and_half_open() {
    let focs = framework("focs", at(TODAY));
    // It closes at noon in British Summer Time.
    assert_eq!(focs.state_at(at("2026-04-10T10:59:59Z")), State::Open);
    assert_eq!(focs.state_at(at("2026-04-10T11:00:00Z")), State::Evaluating);
}

#[test]
fn newcomers_are_admitted_while_open_and_in_the_windows_set_for_them() {
    let focs = framework("focs", at(TODAY));
    for (moment, admits) in [
        ("2026-01-01T00:00:00Z", false),
        ("2026-03-01T00:00:00Z", true),
        ("2026-04-20T00:00:00Z", false),
        ("2026-06-15T00:00:00Z", false),
        (TODAY, true),
        ("2030-01-01T00:00:00Z", false),
        ("2034-06-01T00:00:00Z", false),
    ] {
        assert_eq!(focs.admits_at(at(moment)), admits, "{moment}");
    }
}

#[test]
fn a_version_never_changes_once_loaded() {
    let focs = framework("focs", at(TODAY));
    let again = focs.clone().take_version(seeded("focs"), at(TODAY)).unwrap_err();
    assert_eq!(again.code(), "framework_version_not_newer");
    let other = focs.clone().take_version(seeded("focs-2012"), at(TODAY)).unwrap_err();
    assert_eq!(other, CannotMoveFramework::AnotherFramework);

    let newer = Definition { version: 3, ..seeded("focs") };
    let changed = focs.take_version(newer, at(TODAY)).unwrap();
    assert_eq!(changed.events[0].name, "framework.loaded");
    assert_eq!(changed.next.definition.version, 3);
}

#[test]
fn ending_without_a_tender_is_possible_only_before_it_is_live() {
    let note = || "No suitable tender".parse().unwrap();
    let focs = framework("focs", at("2026-03-01T00:00:00Z"));
    let ended = focs.clone().end(Ending::Unsuccessful, note(), at("2026-04-20T00:00:00Z")).unwrap().next;
    assert_eq!(ended.state_at(at(TODAY)), State::Unsuccessful, "the calendar no longer moves it");
    let refused = focs.end(Ending::Cancelled, note(), at(TODAY)).unwrap_err();
    assert_eq!(refused.to_string(), "A framework that is live cannot become cancelled");
}

#[test]
fn the_clock_writes_down_each_move_once() {
    let focs = framework("focs", at("2026-03-01T00:00:00Z"));
    assert!(focs.clone().caught_up(at("2026-03-02T00:00:00Z")).is_none());
    let moved = focs.caught_up(at("2026-04-20T00:00:00Z")).unwrap();
    assert_eq!(moved.events[0].body, serde_json::json!({"from": "open", "to": "evaluating"}));
    assert!(moved.next.caught_up(at("2026-04-20T00:00:00Z")).is_none());
}

#[test]
fn a_definition_with_many_faults_has_them_all_named() {
    let broken = r#"
        version = 0
        id = "Focs"
        name = ""
        name_cy = "x"
        summary = "x"
        summary_cy = "x"
        authority = "a-b"
        instrument = "framework"
        regime = "PA2023"
        illustrative = true
        [dates]
        opens = "2027-01-01T00:00:00"
        closes = "2026-01-01T00:00:00"
        [outcome]
        state = "live"
        note = "x"
        [[lot]]
        number = 1
        id = "a-lot"
        title = "x"
        title_cy = "x"
        summary = "x"
        summary_cy = "x"
        covers = ["paper"]
        [[lot.questions]]
        id = "q"
        kind = "text"
        question = "?"
        [[lot]]
        number = 1
        id = "a-lot"
        title = "x"
        title_cy = "x"
        summary = "x"
        summary_cy = "x"
    "#;
    let errors = toml::from_str::<FrameworkDraft>(broken).unwrap().parse().unwrap_err();
    let pointers: Vec<_> = errors.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/version",
            "/id",
            "/name",
            "/illustrative_reason",
            "/dates",
            "/outcome/state",
            "/lot/0/covers/0",
            "/lot/0/questions/0/max_words",
            "/lot/1/number",
        ]
    );
    assert!(errors.to_string().contains("Paper is not a channel"));
    assert!(toml::from_str::<FrameworkDraft>(&format!("lots_of_money = 1\n{broken}")).is_err());
}

#[test]
fn a_definition_is_the_same_after_it_was_stored() {
    for name in ["focs", "focs-2012", "focs-rm6283", "digital-training-and-support"] {
        let definition = seeded(name);
        let stored = serde_json::to_string(&definition).unwrap();
        assert_eq!(serde_json::from_str::<Definition>(&stored).unwrap(), definition, "{name}");
    }
}

proptest! {
    /// Whatever the calendar does between two moments, it does by lawful steps.
    #[test]
    fn the_calendar_only_takes_lawful_steps(days in 0_i64..12_000) {
        let focs = framework("focs", at(TODAY));
        let before = at("2025-01-01T00:00:00Z");
        let now = before + jiff::SignedDuration::from_hours(24 * days);
        let (mut reached, target) = (focs.state_at(before), focs.state_at(now));
        let walk = [Step::Open, Step::Close, Step::StandStill, Step::Begin, Step::Expire];
        for step in walk {
            if reached == target {
                break;
            }
            reached = reached.after(step).unwrap();
        }
        prop_assert_eq!(reached, target);
    }
}
