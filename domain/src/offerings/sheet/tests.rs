use super::super::tests::{drafted, whole_draft};
use super::columns::{BESIDE, COLUMNS, LISTS, pattern};
use super::*;
use crate::offerings::{
    AreaDraft, BackgroundCheckDraft, CostDraft, DeclineDraft, IdentityCheckDraft, PlaceDraft, PriceDraft,
    SafeguardingDraft, WebChatDraft,
};
use crate::values::hours::{ExceptionDraft, HoursDraft, OpeningDraft};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A draft in which every field says something.
fn full_draft() -> OfferingDraft {
    let whole = whole_draft();
    let opening = OpeningDraft { opens: "10:00".into(), closes: "12:00".into() };
    let day =
        |date: &str, openings: Vec<OpeningDraft>, note| ExceptionDraft { date: date.into(), openings, note };
    OfferingDraft {
        reference: text("LDS-014"),
        name_cy: text("Help yn y llyfrgell"),
        summary: text("=SUM(A1:A9)\n\nA second paragraph, with “quotes” and a comma"),
        summary_cy: text("Eistedd gyda gwirfoddolwr"),
        place: whole.place.map(|place| PlaceDraft {
            name_cy: text("Llyfrgell Ganolog"),
            directions: text("Up the stairs | or by the lift"),
            address: crate::values::AddressDraft {
                lines: vec!["Unit 1 | 2".into(), r"C:\ Street".into()],
                ..place.address
            },
            ..place
        }),
        area: Some(AreaDraft { kind: "radius".into(), from: text("LS1 4AP"), km: Some(10), codes: vec![] }),
        text_relay: text("18001 01632 960100"),
        web_chat: Some(WebChatDraft { url: "https://chat.example.org/".into(), answers_at_once: Some(true) }),
        hours: whole.hours.map(|hours| HoursDraft {
            exceptions: vec![
                day("2026-12-24", vec![opening.clone()], text("Christmas Eve")),
                day("2026-12-27", vec![], None),
            ],
            bank_holidays: text("other_hours"),
            bank_holiday_openings: vec![opening],
            ..hours
        }),
        booking: text("either"),
        languages_on_request: vec!["cy".into()],
        eligibility: text("People who live in Leeds"),
        eligibility_cy: text("Pobl Leeds"),
        bring: text("+44 is how the number begins"),
        bring_cy: text("'-quoted"),
        identity_check: Some(IdentityCheckDraft {
            supported: true,
            user_is_present: true,
            user_sees_screen: true,
        }),
        who_types: text("either"),
        declines: vec![DeclineDraft {
            reason: "A bad line".into(),
            reason_cy: text("Llinell wael"),
            alternative: "The library".into(),
            alternative_cy: text("Y llyfrgell"),
        }],
        costs: vec![
            CostDraft {
                kind: "printing".into(),
                amount_pence: Some(20),
                per: text("page"),
                ..CostDraft::default()
            },
            CostDraft {
                kind: "travel".into(),
                note: text("The bus"),
                note_cy: text("Y bws"),
                ..CostDraft::default()
            },
        ],
        visits_homes: true,
        safeguarding: Some(SafeguardingDraft {
            lead: "The coordinator".into(),
            policy_reviewed_on: "2026-04-20".into(),
            checks: vec![BackgroundCheckDraft {
                who: "Volunteer 7".into(),
                checked_on: "2026-05-01".into(),
                reference: "DBS 001".into(),
            }],
        }),
        delivery_partner: text("0199a1f0-0000-7000-8000-000000000028"),
        every_service: true,
        clusters: vec!["benefits".into()],
        price: Some(PriceDraft { pence: 1_500, per: "session".into() }),
        ..whole
    }
}

/// What a table says that left and came back.
fn back(kept: &[Offering]) -> Result<Vec<Wanted>, crate::FieldErrors> {
    let first = header(kept);
    let rows = kept.iter().zip(2..).map(|(it, line)| Row { line, cells: row(it, &first, now()) });
    Sheet::of(&first, rows.collect()).unwrap().wanted(kept, now())
}

/// A table of one row, as someone wrote it.
fn sent(kept: &[Offering], cells: &[(&str, &str)]) -> Result<Vec<Wanted>, Vec<(String, &'static str)>> {
    let first: Vec<String> = cells.iter().map(|(column, _)| (*column).to_owned()).collect();
    let cells = cells.iter().map(|(_, cell)| (*cell).to_owned()).collect();
    let wanted = Sheet::of(&first, vec![Row { line: 2, cells }]).and_then(|sheet| sheet.wanted(kept, now()));
    wanted.map_err(|errors| errors.all().iter().map(|it| (it.pointer.clone(), it.code)).collect())
}

#[test]
fn every_field_of_a_draft_has_its_column_and_every_column_its_field() {
    let spelled: BTreeSet<String> = cells::of(&full_draft()).keys().map(|column| pattern(column)).collect();
    let columns: BTreeSet<String> =
        COLUMNS.iter().filter(|column| !BESIDE.contains(column)).map(|column| (*column).to_owned()).collect();
    let named = AreaDraft {
        kind: "local_authorities".into(),
        codes: vec!["E08000035".into()],
        ..AreaDraft::default()
    };
    let of_area = cells::of(&OfferingDraft { area: Some(named), ..full_draft() });
    let spelled = &spelled | &of_area.keys().map(|column| pattern(column)).collect();
    assert_eq!(spelled, columns);
    assert_eq!(COLUMNS.iter().collect::<BTreeSet<_>>().len(), COLUMNS.len(), "each once");
    assert!(LISTS.iter().all(|list| COLUMNS.contains(list)));
}

#[test]
fn the_header_has_room_for_the_longest_list_and_for_one_of_each() {
    let of_none = header(&[]);
    assert!(of_none.contains(&"costs.1.kind".to_owned()) && !of_none.contains(&"costs.2.kind".to_owned()));
    let of_full = header(&[drafted(full_draft()), drafted(whole_draft())]);
    for column in ["costs.2.note", "hours.exceptions.2.date", "hours.exceptions.1.openings.1.opens"] {
        assert!(of_full.contains(&column.to_owned()), "{column} of {of_full:?}");
    }
    let place = |column: &str| of_full.iter().position(|it| it == column).unwrap();
    assert_eq!(place("costs.1.note_cy") + 1, place("costs.2.kind"), "item by item");
}

#[test]
fn what_left_comes_back_as_it_was() {
    let kept = [drafted(full_draft())];
    let wanted = back(&kept).unwrap();
    assert_eq!(wanted.len(), 1);
    assert_eq!(differences(&kept[0].support, &wanted[0].support), []);
    assert_eq!(wanted[0].support, kept[0].support);
}

#[test]
fn no_cell_leaves_as_a_formula_and_what_looks_guarded_stays() {
    let first = header(&[]);
    let cells = row(&drafted(full_draft()), &first, now());
    let is_formula = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!cells.iter().any(is_formula), "{cells:?}");
    for text in ["=1", "'=1", "''=1", "'Allo", "", "'", "plain", "@x", "\tx"] {
        assert_eq!(unguarded(&guarded(text)), text);
    }
}

#[test]
fn a_row_finds_its_offering_by_id_then_by_reference_and_begins_one_else() {
    let kept = [drafted(full_draft())];
    let id = kept[0].id.to_string();
    let of = |cells: &[(&str, &str)]| sent(&kept, cells).unwrap().remove(0);
    assert!(of(&[("id", &id), ("bring", "A letter")]).offering.is_some());
    assert!(of(&[("reference", "LDS-014"), ("bring", "A letter")]).offering.is_some());
    assert_eq!(of(&[("reference", "LDS-015"), ("name", "Another")]).offering, None);
    assert_eq!(of(&[("name", "Another")]).offering, None);
    let moved = of(&[("id", &id), ("reference", "LDS-099")]);
    assert_eq!(moved.support.reference.unwrap().as_str(), "LDS-099");
    assert_eq!(sent(&kept, &[("id", "nonsense")]).unwrap_err(), [("/2/id".to_owned(), "not_found")]);
}

#[test]
fn a_column_left_out_changes_nothing_and_a_list_is_taken_whole() {
    let kept = [drafted(full_draft())];
    let of = |cells: &[(&str, &str)]| {
        let wanted = sent(&kept, &[&[("reference", "LDS-014")], cells].concat()).unwrap().remove(0);
        let fields = differences(&kept[0].support, &wanted.support).into_iter().map(|it| it.field);
        fields.collect::<Vec<_>>()
    };
    assert_eq!(of(&[("capacity.people_a_week", "21")]), ["capacity.people_a_week"]);
    assert_eq!(of(&[("eligibility", "")]), ["eligibility"], "an empty cell empties");
    let whole = of(&[("costs.2.kind", "scanning")]);
    assert!(whole.iter().all(|field| field.starts_with("costs.")) && whole.len() > 3, "{whole:?}");
}

#[test]
fn every_bad_cell_is_told_with_its_line_and_column() {
    let cells = [
        ("name", ""),
        ("channels", "in_person | paper"),
        ("phone", "0845 123 4567"),
        ("place.address.postcode", "nowhere"),
        ("costs.3.kind", "fee"),
        ("state", "live"),
        ("hours.weekly.1.day", "monday"),
        ("hours.weekly.1.opens", "9.3"),
    ];
    let wrong: Vec<String> = sent(&[], &cells).unwrap_err().into_iter().map(|(pointer, _)| pointer).collect();
    for column in [
        "name",
        "channels",
        "phone",
        "place.address.postcode",
        "costs.3.kind",
        "state",
        "hours.weekly.1.opens",
    ] {
        assert!(wrong.contains(&format!("/2/{column}")), "{column} of {wrong:?}");
    }
    assert_eq!(
        sent(&[], &[("name", "A"), ("capacity.people_a_week", "many")]).unwrap_err()[0].0,
        "/2/capacity.people_a_week"
    );
    assert_eq!(sent(&[], &[("nmae", "A")]).unwrap_err(), [("/1/nmae".to_owned(), "unknown_column")]);
    assert_eq!(sent(&[], &[("costs.0.kind", "A")]).unwrap_err()[0].1, "unknown_column");
    assert_eq!(sent(&[], &[("name", "A"), ("name", "B")]).unwrap_err()[0].1, "repeated");
}

#[test]
fn a_reference_is_for_one_offering() {
    let first = ["reference".to_owned(), "name".to_owned()];
    let rows = |names: [&str; 2]| {
        let rows =
            names.iter().zip(2..).map(|(name, line)| Row { line, cells: vec!["A1".into(), (*name).into()] });
        Sheet::of(&first, rows.collect()).unwrap().wanted(&[], now())
    };
    let twice = rows(["One", "Two"]).unwrap_err();
    assert_eq!((twice.all()[0].pointer.as_str(), twice.all()[0].code), ("/3/reference", "repeated"));
    let other = Offering {
        id: uuid::Uuid::from_u128(9).into(),
        ..drafted(OfferingDraft { reference: text("A1"), ..whole_draft() })
    };
    let kept = [drafted(whole_draft()), other];
    let id = kept[0].id.to_string();
    assert_eq!(
        sent(&kept, &[("id", &id), ("reference", "A1")]).unwrap_err(),
        [("/2/reference".to_owned(), "repeated")]
    );
}

proptest! {
    /// Whatever lines people write, an export that is imported again changes nothing.
    #[test]
    fn an_export_that_comes_back_changes_nothing(
        name in "[ -~£é'=+@|\\\\]{1,60}", lines in prop::collection::vec("[ -~|\\\\]{1,40}", 1..4),
        summary in "[ -~\n=|]{0,80}", reference in "[!-~]{1,20}", costs in 0..4_usize,
    ) {
        prop_assume!(!name.trim().is_empty() && lines.iter().all(|line| !line.trim().is_empty()));
        let mut draft = full_draft();
        draft.name = name;
        draft.summary = Some(summary);
        draft.reference = Some(reference);
        draft.costs = vec![draft.costs[0].clone(); costs];
        if let Some(place) = &mut draft.place {
            place.address.lines = lines;
        }
        prop_assume!(draft.clone().parse().is_ok());
        let kept = [drafted(draft)];
        let wanted = back(&kept).unwrap();
        prop_assert_eq!(&wanted[0].support, &kept[0].support);
    }
}
