use super::*;
use crate::casework::{AskDraft, AskedOfProvider, Suspend, SuspendDraft};
use crate::frameworks::questions::Answer;
use crate::frameworks::{Framework, FrameworkDraft, Lot};
use crate::organisations::{Organisation, RegisterProviderDraft};
use crate::values::{FileReference, Key, Slug};
use crate::{Changed, FrameworkId, OrganisationId, PersonId, PlacementId, Refusal, Timestamp};
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;
use uuid::Uuid;

const DEFINITION: &str = r#"
    version = 3
    id = "focs"
    name = "Front Office Counter Services"
    name_cy = "x"
    summary = "x"
    summary_cy = "x"
    authority = "signpost-authority"
    instrument = "open_framework"
    regime = "PA2023"
    [dates]
    opens = "2026-11-01T09:00:00"
    closes = "2026-12-01T12:00:00"
    starts = "2027-01-01T00:00:00"
    [[lot]]
    number = 1
    id = "in-person"
    title = "x"
    title_cy = "x"
    summary = "x"
    summary_cy = "x"
    covers = ["in_person"]
    limits = { max_partners = 1 }
    [[lot.questions]]
    id = "places"
    kind = "number"
    question = "How many?"
    required = true
    min = 1
    max = 10
    [[lot.questions]]
    id = "policy"
    kind = "file"
    question = "Your policy"
    accepts = ["pdf"]
    max_megabytes = 1
"#;

pub(super) fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

pub(super) fn days(count: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * count)
}

pub(super) fn framework() -> Framework {
    let draft: FrameworkDraft = toml::from_str(DEFINITION).unwrap();
    Framework::first(FrameworkId::from(Uuid::from_u128(9)), draft.parse().unwrap(), now()).next
}

pub(super) fn lot() -> Lot {
    framework().definition.lots.remove(0)
}

pub(super) fn organisation(sector: &str) -> Organisation {
    let draft = RegisterProviderDraft {
        name: "Age Well Leeds".into(),
        sector: sector.into(),
        form: (sector == "voluntary").then(|| "charity".into()),
        contact_email: "hello@agewell.example.org".into(),
        ..RegisterProviderDraft::default()
    };
    Organisation::register_provider(OrganisationId::from(Uuid::from_u128(1)), draft.parse().unwrap(), now())
        .next
}

pub(super) fn person() -> PersonId {
    Uuid::from_u128(5).into()
}

fn begun(
    id: PlacementId,
    provider: &Organisation,
    lot: &Slug,
    now: Timestamp,
) -> Result<Changed<Placement>, CannotPlace> {
    let framework = framework();
    Placement::start(id, &Candidate { provider, framework: &framework, lot, own: &[], now })
}

pub(super) fn started() -> Placement {
    let id = PlacementId::from(Uuid::from_u128(2));
    let in_person = "in-person".parse().unwrap();
    begun(id, &organisation("voluntary"), &in_person, now()).unwrap().next
}

pub(super) fn fill(places: i64) -> Fill {
    let json = serde_json::json!({"answers": {"places": places}});
    serde_json::from_value::<FillDraft>(json).unwrap().parse().unwrap()
}

pub(super) fn submit(
    it: Placement,
    provider: &Organisation,
    lot: &Lot,
    now: Timestamp,
) -> Result<Changed<Placement>, CannotPlace> {
    it.submit(&Sending { provider, framework: &framework(), lot, declared: None, now })
}

pub(super) fn submitted() -> Placement {
    let filled = started().fill(fill(4), &organisation("voluntary"), &lot()).unwrap().next;
    submit(filled, &organisation("voluntary"), &lot(), now()).unwrap().next
}

fn asked(by_day: i64) -> AskedOfProvider {
    let answer_by = crate::kernel::time::day_of(days(by_day)).to_string();
    AskDraft { question: "Which places?".into(), answer_by }.parse(now()).unwrap()
}

pub(super) fn reason() -> crate::values::Prose {
    "All answers were good".parse().unwrap()
}

pub(super) fn signatory() -> Signatory {
    let draft = SignDraft {
        authority: "Resolution of the trustees".into(),
        name: "Jo Bloggs".into(),
        role: "Chair".into(),
        confirmed: true,
    };
    draft.parse().unwrap()
}

pub(super) fn on_framework() -> Placement {
    let taken = submitted().take(now()).unwrap().next;
    let signed =
        taken.accept(reason(), now()).unwrap().next.sign(signatory(), None, person(), now()).unwrap().next;
    signed.countersign(person(), now()).unwrap().next
}

fn suspend(until: Option<i64>) -> Suspend {
    let draft = SuspendDraft {
        reason: "Safeguarding lapsed".into(),
        grounds: "urgent".into(),
        heard_on: None,
        until: until.map(|count| crate::kernel::time::day_of(days(count)).to_string()),
    };
    draft.parse(now()).unwrap()
}

pub(super) fn code<T>(result: Result<T, CannotPlace>) -> &'static str {
    result.err().map_or("allowed", |refusal| refusal.code())
}

#[test]
fn a_provider_applies_is_accepted_signs_and_stands_on_the_lot() {
    let placement = on_framework();
    assert!(placement.stands_at(now()));
    assert_eq!(placement.framework_version, 3);
    assert_eq!(placement.submitted_at, Some(now()));
    let subject = crate::HasSubject::subject(&placement);
    assert_eq!((subject.framework.as_deref(), subject.lot.as_deref()), (Some("focs"), Some("in-person")));
}

#[test]
fn a_public_body_holds_no_place_and_is_pointed_to_the_exemption() {
    let id = PlacementId::from(Uuid::from_u128(2));
    let in_person = "in-person".parse().unwrap();
    let refused = begun(id, &organisation("public_body"), &in_person, now());
    let refusal = refused.unwrap_err();
    assert_eq!(refusal.code(), "organisation_public_body_holds_no_place");
    assert!(refusal.to_string().contains("in-house exemption"));

    let became_public = started().fill(fill(4), &organisation("voluntary"), &lot()).unwrap().next;
    let refused = submit(became_public, &organisation("public_body"), &lot(), now());
    assert_eq!(code(refused), "organisation_public_body_holds_no_place");
}

#[test]
fn applications_are_taken_only_while_the_framework_is_open() {
    let id = PlacementId::from(Uuid::from_u128(2));
    let provider = organisation("private");
    let start = |lot: &str, at| begun(id, &provider, &lot.parse().unwrap(), at);
    assert_eq!(code(start("in-person", days(-60))), "framework_not_open");
    assert_eq!(code(start("in-person", days(10))), "framework_not_open");
    assert_eq!(code(start("by-pigeon", now())), "lot_unknown");

    let late = started().fill(fill(4), &organisation("voluntary"), &lot()).unwrap().next;
    let refused = submit(late, &organisation("voluntary"), &lot(), days(10));
    assert_eq!(code(refused), "framework_not_open");
}

#[test]
fn what_is_submitted_is_complete_and_is_submitted_once() {
    let provider = organisation("voluntary");
    let empty = submit(started(), &provider, &lot(), now()).unwrap_err();
    assert_eq!(empty.fields().unwrap().all()[0].pointer, "/answers/places");

    let sent = submitted();
    assert_eq!(code(submit(sent.clone(), &provider, &lot(), days(1))), "placement_already_submitted");
    assert_eq!(code(sent.fill(fill(9), &provider, &lot())), "placement_no_longer_draft");
}

#[test]
fn an_answer_outside_its_limits_is_not_even_saved_as_a_draft() {
    let refused = started().fill(fill(11), &organisation("voluntary"), &lot()).unwrap_err();
    assert_eq!(refused.fields().unwrap().all()[0].code, "out_of_range");
}

#[test]
fn a_file_is_an_answer_only_once_it_is_handed_in() {
    let provider = organisation("voluntary");
    let file = |name: &str, number: u8| FileReference {
        name: name.parse().unwrap(),
        sha256: format!("{number:02x}").repeat(32).parse().unwrap(),
        bytes: 9,
    };
    let policy: Key = "policy".parse().unwrap();
    let named = |file: FileReference| Fill {
        answers: [(policy.clone(), Answer::File(file))].into_iter().collect(),
        partners: None,
    };
    let stranger = started().fill(named(file("policy.pdf", 1)), &provider, &lot()).unwrap_err();
    assert_eq!(stranger.fields().unwrap().all()[0].code, "file_not_handed_in");
    let kind = started().hand_in(policy.clone(), file("policy.exe", 1), &provider, &lot()).unwrap_err();
    assert_eq!(kind.fields().unwrap().all()[0].code, "file_kind");
    let places: Key = "places".parse().unwrap();
    assert!(started().hand_in(places, file("policy.pdf", 1), &provider, &lot()).is_err());

    let has = started().hand_in(policy.clone(), file("policy.pdf", 1), &provider, &lot()).unwrap().next;
    // Who sends back what was read changes nothing.
    let same = has.clone().fill(named(file("policy.pdf", 1)), &provider, &lot()).unwrap().next;
    assert_eq!(same.answers, has.answers);
    for other in [file("policy.pdf", 2), file("other.pdf", 1)] {
        assert!(has.clone().fill(named(other), &provider, &lot()).is_err());
    }
}

#[test]
fn partners_are_those_that_confirmed_and_no_more_than_the_lot_allows() {
    let stranger = OrganisationId::from(Uuid::from_u128(77));
    let with = |partners: Vec<OrganisationId>| Fill { partners: Some(partners), ..Fill::default() };
    assert_eq!(
        code(started().fill(with(vec![stranger]), &organisation("voluntary"), &lot())),
        "placement_not_a_partner"
    );

    let mut lead = organisation("voluntary");
    for number in [77, 78] {
        let partner = OrganisationId::from(Uuid::from_u128(number));
        let named = crate::organisations::NamePartner {
            sort: crate::organisations::Sort::Private,
            name: format!("Partner {number}").parse().unwrap(),
            contact_email: "p@example.org".parse().unwrap(),
            part: "Visits".parse().unwrap(),
        };
        lead = lead.name_partner(partner, named, now()).unwrap().next;
        lead = lead.confirm_partner(partner, now()).unwrap().next;
    }
    let other = OrganisationId::from(Uuid::from_u128(78));
    assert_eq!(code(started().fill(with(vec![stranger]), &lead, &lot())), "allowed");
    assert_eq!(
        code(started().fill(with(vec![stranger, other]), &lead, &lot())),
        "placement_too_many_partners"
    );
}

#[test]
fn a_clarification_is_answered_by_its_day_or_the_assessment_goes_on_without() {
    let asked = submitted().take(now()).unwrap().next.ask(asked(3), now()).unwrap().next;
    assert_eq!(code(asked.clone().take(days(3))), "placement_still_time_to_answer");
    assert_eq!(code(asked.clone().answer(reason(), days(4))), "placement_too_late_to_answer");
    assert_eq!(code(asked.clone().accept(reason(), now())), "placement_not_under_assessment");

    let answered = asked.clone().answer(reason(), days(3)).unwrap().next;
    assert_eq!(answered.state, State::UnderAssessment);
    assert_eq!(answered.clarifications[0].answered_at, Some(days(3)), "the last day counts in full");
    assert_eq!(asked.take(days(4)).unwrap().next.state, State::UnderAssessment);
}

#[test]
fn a_signature_is_given_once_with_authority_name_and_role() {
    let errors = SignDraft::default().parse().unwrap_err();
    let pointers: Vec<_> = errors.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/authority", "/name", "/role", "/confirmed"]);

    let placement = on_framework();
    assert_eq!(code(placement.clone().sign(signatory(), None, person(), days(1))), "placement_not_accepted");
    assert_eq!(code(placement.countersign(person(), days(1))), "placement_not_signed");
}

#[test]
fn a_suspension_with_an_end_is_over_by_itself_when_its_day_begins() {
    let placement = on_framework().suspend(suspend(Some(30)), now()).unwrap().next;
    let day = placement.suspension().unwrap().until.unwrap();
    let midnight = crate::kernel::time::start_of(day);
    assert!(!placement.stands_at(now()));
    assert!(!placement.stands_at(midnight - 1.microseconds()));
    assert!(placement.stands_at(midnight), "without anyone doing anything");
    assert!(placement.clone().returned(midnight - 1.microseconds()).is_none());

    let Changed { next, events } = placement.returned(midnight).unwrap();
    assert_eq!((next.state, events[0].name), (State::OnFramework, "placement.reinstated"));
    assert_eq!(events[0].body, serde_json::json!({"by_time": true}));
    assert!(next.returned(midnight).is_none());
}

#[test]
fn a_suspension_without_an_end_lasts_until_someone_decides() {
    let placement = on_framework().suspend(suspend(None), now()).unwrap().next;
    assert!(!placement.stands_at(days(10_000)));
    assert_eq!(code(placement.clone().suspend(suspend(None), now())), "placement_not_on_framework");
    assert!(placement.reinstate(days(2)).unwrap().next.stands_at(days(2)));
}

#[test]
fn a_second_suspension_may_follow_an_end_that_nobody_has_written_down_yet() {
    let once = on_framework().suspend(suspend(Some(2)), now()).unwrap().next;
    let twice = once.suspend(Suspend { until: None, ..suspend(None) }, days(5)).unwrap().next;
    assert_eq!(twice.suspensions.len(), 2);
    assert_eq!(twice.suspensions[0].ended_at, Some(days(5)));
    assert!(!twice.stands_at(days(6)));
}

#[test]
fn a_provider_is_heard_before_it_is_suspended_unless_people_are_at_risk() {
    let draft = |grounds: &str, heard_on: Option<&str>| SuspendDraft {
        reason: "x".into(),
        grounds: grounds.into(),
        heard_on: heard_on.map(Into::into),
        until: None,
    };
    assert!(draft("urgent", None).parse(now()).is_ok());
    assert!(draft("heard", Some("2026-11-22")).parse(now()).is_ok());
    for (grounds, heard_on, expected) in [
        ("heard", None, "required"),
        ("heard", Some("2026-11-23"), "in_the_future"),
        ("cross", None, "invalid"),
    ] {
        let errors = draft(grounds, heard_on).parse(now()).unwrap_err();
        assert_eq!(errors.all()[0].code, expected);
    }
}

#[test]
fn events_hold_no_words_that_people_wrote() {
    let changed = on_framework().suspend(suspend(Some(30)), now()).unwrap();
    assert_eq!(changed.events[0].body, serde_json::json!({"grounds": "urgent", "until": "2026-12-22"}));
    let signed = submitted().take(now()).unwrap().next.accept(reason(), now()).unwrap().next;
    let signed = signed.sign(signatory(), None, person(), now()).unwrap();
    assert_eq!(signed.events[0].body, serde_json::json!({}));
}

/// One thing that someone might try, at some day.
fn try_out(placement: Placement, what: u8, at: Timestamp) -> Result<Changed<Placement>, CannotPlace> {
    let provider = organisation("voluntary");
    match what {
        0 => placement.fill(fill(7), &provider, &lot()),
        1 => submit(placement, &provider, &lot(), at),
        2 => placement.withdraw(),
        3 => placement.take(at),
        4 => placement.ask(
            AskedOfProvider { question: reason(), answer_by: crate::kernel::time::day_of(at + 50.hours()) },
            at,
        ),
        5 => placement.answer(reason(), at),
        6 => placement.accept(reason(), at),
        7 => placement.reject(reason(), at),
        8 => placement.sign(signatory(), None, person(), at),
        9 => placement.countersign(person(), at),
        10 => placement.suspend(
            Suspend { until: Some(crate::kernel::time::day_of(at + 50.hours())), ..suspend(None) },
            at,
        ),
        11 => placement.reinstate(at),
        12 => placement.remove(reason(), at),
        _ => placement.clone().returned(at).ok_or(CannotPlace::DayIsPast),
    }
}

proptest! {
    #[test]
    fn whatever_anyone_tries_the_table_holds_and_nothing_done_once_changes(
        tries in proptest::collection::vec((0_u8..14, 0_i64..30), 1..60)
    ) {
        let mut placement = started();
        let mut hours = 0;
        for (what, later) in tries {
            hours += later;
            let at = now() + SignedDuration::from_hours(hours);
            let before = placement.clone();
            let Ok(Changed { next, events }) = try_out(placement.clone(), what, at) else { continue };
            let lawful = Step::ALL.iter().any(|step| before.state.after(*step) == Some(next.state));
            let again = before.is_due_back(at) && next.state == State::Suspended;
            prop_assert!(lawful || again || before.state == next.state, "{} to {}", before.state, next.state);
            prop_assert_eq!(events.len(), 1);
            if before.submitted_at.is_some() {
                prop_assert_eq!(&next.answers, &before.answers);
                prop_assert_eq!(next.submitted_at, before.submitted_at);
                prop_assert_eq!(next.answers.0.len(), 1, "what was submitted is complete");
            }
            if before.signature.is_some() {
                prop_assert_eq!(&next.signature, &before.signature);
            }
            prop_assert!(!next.stands_at(at) || (next.signature.is_some() && next.countersigned.is_some()));
            prop_assert_eq!(next.state.is_live() || before.state.is_live(), true);
            let stored = serde_json::to_string(&next).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Placement>(&stored).unwrap(), &next);
            placement = next;
        }
    }
}
