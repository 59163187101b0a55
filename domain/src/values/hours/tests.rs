use super::*;
use proptest::prelude::*;

fn weekly(entries: &[(&str, &str, &str)]) -> HoursDraft {
    let entry = |(day, opens, closes): &(&str, &str, &str)| WeeklyDraft {
        day: (*day).into(),
        opens: (*opens).into(),
        closes: (*closes).into(),
    };
    HoursDraft { weekly: entries.iter().map(entry).collect(), ..HoursDraft::default() }
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn day(day: &str) -> Day {
    day.parse().unwrap()
}

#[test]
fn a_day_may_have_several_openings_and_closes_between_them() {
    let hours = weekly(&[("monday", "13:00", "17:00"), ("monday", "09:00", "12:00")]).parse().unwrap();
    // Monday 16 November 2026, GMT.
    for (instant, open) in [
        ("2026-11-16T08:59:59Z", false),
        ("2026-11-16T09:00:00Z", true),
        ("2026-11-16T12:00:00Z", false),
        ("2026-11-16T13:00:00Z", true),
        ("2026-11-16T17:00:00Z", false),
        ("2026-11-17T10:00:00Z", false),
    ] {
        assert_eq!(hours.open_at(at(instant), Holidays::NONE), open, "{instant}");
    }
    assert_eq!(
        hours.next_opening(at("2026-11-16T10:00:00Z"), Holidays::NONE),
        Some(at("2026-11-16T13:00:00Z"))
    );
    assert_eq!(
        hours.next_opening(at("2026-11-16T13:00:00Z"), Holidays::NONE),
        Some(at("2026-11-23T09:00:00Z"))
    );
}

#[test]
fn past_midnight_is_two_openings_that_join() {
    let refused = weekly(&[("friday", "22:00", "02:00")]).parse().unwrap_err();
    assert_eq!(refused.all()[0].pointer, "/weekly/0/closes");
    assert!(refused.all()[0].message.contains("22:00 to 24:00"), "{refused}");

    let hours = weekly(&[("friday", "22:00", "24:00"), ("saturday", "00:00", "02:00")]).parse().unwrap();
    let midnight = at("2026-11-21T00:00:00Z");
    assert!(hours.open_at(midnight, Holidays::NONE));
    assert_eq!(
        hours.closes_after(at("2026-11-20T23:00:00Z"), Holidays::NONE),
        Some(at("2026-11-21T02:00:00Z"))
    );
    assert_eq!(
        hours.next_opening(at("2026-11-20T23:00:00Z"), Holidays::NONE),
        Some(at("2026-11-27T22:00:00Z")),
        "midnight is no opening: it was open just before"
    );
}

#[test]
fn an_exception_wins_over_a_bank_holiday_and_that_over_the_week() {
    let christmas = day("2026-12-25");
    let boxing = day("2026-12-28");
    let holidays: Holidays = [christmas, boxing].into_iter().collect();
    let mut draft = weekly(&[("monday", "09:00", "17:00"), ("friday", "09:00", "17:00")]);
    let noon = |day: &str| at(&format!("{day}T12:00:00Z"));

    let closed = draft.clone().parse().unwrap();
    assert!(
        !closed.open_at(noon("2026-12-25"), &holidays),
        "closed on bank holidays unless it says otherwise"
    );
    assert!(closed.open_at(noon("2026-12-25"), Holidays::NONE), "where it is no bank holiday, it is open");

    draft.bank_holidays = Some("other_hours".into());
    draft.bank_holiday_openings = vec![OpeningDraft { opens: "11:00".into(), closes: "13:00".into() }];
    draft.exceptions = vec![ExceptionDraft { date: "2026-12-25".into(), ..ExceptionDraft::default() }];
    let other = draft.clone().parse().unwrap();
    assert!(!other.open_at(noon("2026-12-25"), &holidays), "the exception says closed");
    assert!(other.open_at(noon("2026-12-28"), &holidays));
    assert!(!other.open_at(at("2026-12-28T10:00:00Z"), &holidays));
    assert_eq!(HoursDraft::from(&other).parse().unwrap(), other, "a form shows what is kept");

    draft.bank_holidays = Some("as_usual".into());
    assert_eq!(draft.parse().unwrap_err().all()[0].code, "not_wanted");
}

#[test]
fn hours_follow_the_clocks_of_london() {
    let hours = weekly(&[("saturday", "09:00", "10:00"), ("sunday", "00:30", "03:00")]).parse().unwrap();
    // Saturdays on either side of the change of 25 October 2026.
    assert!(hours.open_at(at("2026-10-24T08:30:00Z"), Holidays::NONE), "BST");
    assert!(hours.open_at(at("2026-10-31T09:30:00Z"), Holidays::NONE), "GMT");
    // The night the clocks go back is an hour longer, without a break.
    let spans: Vec<_> = hours.spans_on(day("2026-10-25"), Holidays::NONE).collect();
    assert_eq!(spans, [(at("2026-10-24T23:30:00Z"), at("2026-10-25T03:00:00Z"))]);
    // The night they go forward is an hour shorter.
    let spans: Vec<_> = hours.spans_on(day("2027-03-28"), Holidays::NONE).collect();
    assert_eq!(spans, [(at("2027-03-28T00:30:00Z"), at("2027-03-28T02:00:00Z"))]);
    // Times that the day lacks are closed; what reaches beyond them opens at the change.
    let missing = weekly(&[("sunday", "01:10", "01:50")]).parse().unwrap();
    assert_eq!(missing.spans_on(day("2027-03-28"), Holidays::NONE).count(), 0);
    let at_the_change = weekly(&[("sunday", "01:00", "01:15")]).parse().unwrap();
    assert_eq!(at_the_change.spans_on(day("2027-03-28"), Holidays::NONE).count(), 0);
    let beyond = weekly(&[("sunday", "01:30", "02:15")]).parse().unwrap();
    let spans: Vec<_> = beyond.spans_on(day("2027-03-28"), Holidays::NONE).collect();
    assert_eq!(spans, [(at("2027-03-28T01:00:00Z"), at("2027-03-28T01:15:00Z"))]);
}

#[test]
fn every_wrong_field_is_named() {
    let mut draft =
        weekly(&[("mon", "9", "25:00"), ("tuesday", "09:00", "12:00"), ("tuesday", "11:00", "13:00")]);
    draft.exceptions = vec![
        ExceptionDraft { date: "24/12/26".into(), ..ExceptionDraft::default() },
        ExceptionDraft { date: "2026-12-24".into(), ..ExceptionDraft::default() },
        ExceptionDraft { date: "2026-12-24".into(), ..ExceptionDraft::default() },
    ];
    draft.bank_holidays = Some("maybe".into());
    let refused = draft.parse().unwrap_err();
    let pointers: Vec<_> = refused.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/weekly/0/day",
            "/weekly/0/opens",
            "/weekly/0/closes",
            "/exceptions/0/date",
            "/exceptions/2/date",
            "/bank_holidays"
        ]
    );
    let overlap =
        weekly(&[("tuesday", "09:00", "12:00"), ("tuesday", "11:00", "13:00")]).parse().unwrap_err();
    assert_eq!(overlap.all()[0].code, "overlapping");
}

#[test]
fn openings_that_touch_are_one() {
    let hours = weekly(&[("monday", "12:00", "17:00"), ("monday", "09:00", "12:00")]).parse().unwrap();
    assert_eq!(hours.weekly[&Weekday::Monday].len(), 1);
}

/// Any hours a person could enter: openings are drawn as pairs of quarter hours.
fn any_hours() -> impl Strategy<Value = OpeningHours> {
    let openings = || {
        prop::collection::btree_set(0_u16..=96, 0..8).prop_map(|edges| {
            let edges: Vec<_> = edges.into_iter().collect();
            edges
                .chunks_exact(2)
                .map(|pair| Opening {
                    opens: TimeOfDay::after_midnight(pair[0] * 15).unwrap(),
                    closes: TimeOfDay::after_midnight(pair[1] * 15).unwrap(),
                })
                .collect::<Vec<_>>()
        })
    };
    let weekly = prop::collection::btree_map(prop::sample::select(Weekday::ALL), openings(), 0..=7);
    let exceptions = prop::collection::btree_map(
        (0_i32..400).prop_map(|ahead| day("2026-10-01") + jiff::Span::new().days(ahead)),
        openings().prop_map(|openings| Exception { openings, note: None }),
        0..10,
    );
    (weekly, exceptions, prop::sample::select(BankHolidayRule::ALL), openings()).prop_map(
        |(weekly, exceptions, bank_holidays, bank_holiday_openings)| OpeningHours {
            weekly,
            exceptions,
            bank_holidays,
            bank_holiday_openings,
        },
    )
}

fn holidays_of_2026_and_2027() -> Holidays {
    ["2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29"].map(day).into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The next opening is the first instant after which the door goes from closed to open: nothing
    /// opens in between (walked quarter by quarter; all times are quarters, in every zone offset).
    #[test]
    fn the_next_opening_is_the_next_time_the_door_opens(hours in any_hours(), quarters in 0_i64..38_400) {
        let holidays = holidays_of_2026_and_2027();
        let quarter = jiff::SignedDuration::from_mins(15);
        let start = at("2026-10-01T00:00:00Z");
        let now = start + jiff::SignedDuration::from_mins(quarters * 15);
        let next = hours.next_opening(now, &holidays);
        if let Some(next) = next {
            prop_assert!(next > now);
        }
        let mut walked = now;
        let horizon = now + quarter * (96 * 20);
        let mut was_open = hours.open_at(walked, &holidays);
        loop {
            walked += quarter;
            if walked > horizon {
                prop_assert!(next.is_none_or(|next| next > horizon));
                break;
            }
            let is_open = hours.open_at(walked, &holidays);
            if is_open && !was_open {
                prop_assert_eq!(next, Some(walked));
                break;
            }
            was_open = is_open;
        }
    }

    /// What is open closes at the instant it says, and is open all the while before.
    #[test]
    fn an_opening_lasts_until_it_closes(hours in any_hours(), quarters in 0_i64..38_400) {
        let holidays = holidays_of_2026_and_2027();
        let now = at("2026-10-01T00:00:00Z") + jiff::SignedDuration::from_mins(quarters * 15);
        match hours.closes_after(now, &holidays) {
            None => prop_assume!(!hours.open_at(now, &holidays)),
            Some(closes) => {
                prop_assert!(hours.open_at(now, &holidays));
                prop_assert!(!hours.open_at(closes, &holidays));
                prop_assert!(hours.open_at(closes - jiff::SignedDuration::from_mins(15), &holidays));
            }
        }
    }

    /// A draft made of any hours gives the same hours.
    #[test]
    fn hours_survive_a_form_and_json(hours in any_hours()) {
        let mut hours = hours;
        hours.weekly.retain(|_, openings| !openings.is_empty());
        match hours.bank_holidays {
            BankHolidayRule::OtherHours if hours.bank_holiday_openings.is_empty() => {
                hours.bank_holidays = BankHolidayRule::Closed;
            }
            BankHolidayRule::OtherHours => {}
            _ => hours.bank_holiday_openings.clear(),
        }
        prop_assert_eq!(&HoursDraft::from(&hours).parse().unwrap(), &hours);
        let json = serde_json::to_string(&hours).unwrap();
        prop_assert_eq!(serde_json::from_str::<OpeningHours>(&json).unwrap(), hours);
    }
}
