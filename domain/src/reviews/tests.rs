use super::*;
use crate::accreditation::{Accreditation, Officer};
use crate::kernel::table::leads_only_where;
use crate::{Membership, OrganisationId, OrganisationKind, Refusal, Role, Timestamp};
use uuid::Uuid;

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn provider() -> OrganisationId {
    Uuid::from_u128(1).into()
}

fn officer(person: u128, at: u128, role: Role) -> Officer {
    let kind = OrganisationKind::Authority;
    let membership = Membership { organisation: Uuid::from_u128(at).into(), kind, role };
    Officer {
        person: Uuid::from_u128(person).into(),
        memberships: vec![membership],
        declared_conflict: false,
    }
}

fn assessor() -> Officer {
    officer(10, 99, Role::Assessor)
}

fn concern() -> Review {
    let concern = Concern {
        provider: provider(),
        held: None,
        standard: 1,
        source: Source::Department,
        by: Uuid::from_u128(5).into(),
        speaks_for: None,
        report: None,
        about: "People were asked to pay".parse().unwrap(),
        criteria: vec!["4.2".parse().unwrap()],
    };
    Review::of_concern(Uuid::from_u128(2).into(), concern, "2026-12-06".parse().unwrap(), now()).next
}

fn found(finding: &str) -> Conclude {
    let draft =
        ConcludeDraft { finding: finding.into(), report: "As seen".into(), ..ConcludeDraft::default() };
    draft.parse().unwrap()
}

fn code<T>(result: Result<T, CannotReview>) -> &'static str {
    result.err().map_or("allowed", |refusal| refusal.code())
}

#[test]
fn every_pair_is_lawful_or_refused_as_the_table_says() {
    let lawful = [
        (State::Raised, Step::Assign, State::UnderReview),
        (State::Raised, Step::Close, State::Closed),
        (State::UnderReview, Step::Assign, State::UnderReview),
        (State::UnderReview, Step::Conclude, State::Concluded),
        (State::UnderReview, Step::Close, State::Closed),
    ];
    leads_only_where(&lawful, State::ALL, Step::ALL, State::after);
}

#[test]
fn a_concern_is_found_out_by_someone_without_an_interest() {
    let parties = [provider()];
    let (member, raiser) = (officer(10, 1, Role::Assessor), officer(5, 99, Role::Assessor));
    let declared = Officer { declared_conflict: true, ..assessor() };
    let decider = officer(20, 99, Role::DecisionMaker);
    for (who, expected) in [
        (&member, "review_member_of_provider"),
        (&raiser, "review_raised_by_same"),
        (&declared, "review_declared_conflict"),
        (&decider, "review_not_an_assessor"),
    ] {
        assert_eq!(code(concern().assign(who, &parties)), expected);
    }
    let open = concern().assign(&assessor(), &parties).unwrap().next;
    assert!(open.is_a_risk(), "also before anyone knows whether it is true");
    assert_eq!(
        code(open.clone().conclude(&raiser, found("advised"), &parties, now())),
        "review_not_the_assessor"
    );
    let real = open.clone().conclude(&assessor(), found("mark_in_doubt"), &parties, now()).unwrap().next;
    assert!(real.is_a_risk());
    let unfounded = open.conclude(&assessor(), found("nothing_wrong"), &parties, now()).unwrap().next;
    assert!(!unfounded.is_a_risk());
    assert_eq!(code(unfounded.assign(&assessor(), &parties)), "review_is_over");
}

#[test]
fn a_concern_is_closed_with_a_reason_and_a_planned_look_only_when_the_mark_is_gone() {
    let by = decider_person();
    let reason = || "It is about another provider".parse().unwrap();
    assert!(!concern().close(by, reason(), true, now()).unwrap().next.is_a_risk());
    let planned = Review { cause: Cause::Surveillance, ..concern() };
    assert_eq!(code(planned.clone().close(by, reason(), true, now())), "review_is_planned");
    assert_eq!(code(planned.close(by, reason(), false, now())), "allowed");
}

fn decider_person() -> crate::PersonId {
    Uuid::from_u128(20).into()
}

#[test]
fn a_look_that_nobody_took_is_missed_when_its_day_is_over() {
    let due: Timestamp = "2026-12-07T00:00:00Z".parse().unwrap();
    assert!(!concern().is_missed_at(now()) && concern().is_missed_at(due));
    let closed = concern().close(decider_person(), "x".parse().unwrap(), true, now()).unwrap().next;
    assert!(!closed.is_missed_at(due));
}

#[test]
fn every_wrong_field_is_named() {
    let pointers = |errors: crate::FieldErrors| {
        errors.all().iter().map(|error| error.pointer.clone()).collect::<Vec<_>>()
    };
    let concern = ConcernDraft { report: Some("x".into()), ..ConcernDraft::default() };
    assert_eq!(pointers(concern.parse().unwrap_err()), ["/provider", "/about", "/criteria", "/report"]);
    let look = LookDraft { due: "2026-11-22".into(), criteria: vec!["one".into()], ..LookDraft::default() };
    assert_eq!(pointers(look.parse(now()).unwrap_err()), ["/provider", "/criteria/0", "/due"]);
    assert_eq!(pointers(ConcludeDraft::default().parse().unwrap_err()), ["/finding", "/report"]);
}

#[test]
fn looks_are_planned_through_the_life_of_a_mark_and_end_with_it() {
    let json = include_str!("planned_case.json");
    let mut case: Accreditation = serde_json::from_str(json).unwrap();
    let (raised, due) = surveillance_due(&case).unwrap();
    assert_eq!(
        (raised.to_string().as_str(), due.to_string().as_str()),
        ("2027-10-24T23:00:00Z", "2027-11-22")
    );
    assert_eq!(surveillance_days(&case), [due]);
    case.assessment.looks_every_months = 6;
    let twice_a_year: Vec<_> = surveillance_days(&case).iter().map(ToString::to_string).collect();
    assert_eq!(twice_a_year, ["2027-05-22", "2027-11-22", "2028-05-22"]);
    case.assessment.looks_every_months = 12;
    case = case.look_planned(due).next;
    assert_eq!(surveillance_due(&case), None, "the second would be on the day on which the mark ends");
    case.assessment.looks_raised = 0;
    case.assessment.looks_every_months = 0;
    assert_eq!(surveillance_due(&case), None, "this version of the Standard plans none");
}

#[test]
fn who_raised_it_hears_what_came_of_it_but_neither_who_looked_nor_the_report() {
    assert!(concern().told().is_none(), "nobody to tell");
    let raised = Review { raised_for: Some(Uuid::from_u128(40).into()), ..concern() };
    assert!(raised.told().unwrap().outcome.is_none());
    let looked_into = raised.assign(&assessor(), &[provider()]).unwrap().next;
    let concluded = looked_into.clone().conclude(&assessor(), found("advised"), &[provider()], now());
    let told = serde_json::to_value(concluded.unwrap().next.told().unwrap()).unwrap();
    assert_eq!((&told["state"], &told["outcome"]["finding"]), (&"concluded".into(), &"advised".into()));
    assert!(!told.to_string().contains("As seen") && !told.to_string().contains("assessor"), "{told}");
    let closed = looked_into.close(Uuid::from_u128(30).into(), "Not them".parse().unwrap(), false, now());
    assert_eq!(closed.unwrap().next.told().unwrap().outcome.unwrap().reason.unwrap().as_str(), "Not them");
}
