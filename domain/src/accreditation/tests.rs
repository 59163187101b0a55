use super::commands::*;
use super::*;
use crate::casework::{AskDraft, RevokeDraft, Suspend, SuspendDraft};
use crate::kernel::time::{day_of, start_of};
use crate::offerings::Channel;
use crate::organisations::{NamePartner, Organisation, RegisterProviderDraft};
use crate::values::bank_holidays::Holidays;
use crate::{AccreditationId, Membership, OrganisationId, OrganisationKind, Refusal, Role, Timestamp};
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

mod assessing;
mod deciding;
mod left;
mod working_life;

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn days(count: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * count)
}

fn organisation_id(number: u128) -> OrganisationId {
    Uuid::from_u128(number).into()
}

const PARTNER: u128 = 7;

fn provider() -> Organisation {
    let draft = RegisterProviderDraft {
        name: "Age Well Leeds".into(),
        sector: "private".into(),
        contact_email: "hello@agewell.example.org".into(),
        ..RegisterProviderDraft::default()
    };
    let provider = Organisation::register_provider(organisation_id(1), draft.parse().unwrap(), now()).next;
    let partner = organisation_id(PARTNER);
    let named = NamePartner {
        sort: crate::organisations::Sort::Private,
        name: "A partner".parse().unwrap(),
        contact_email: "p@example.org".parse().unwrap(),
        part: "Visits".parse().unwrap(),
    };
    let provider = provider.name_partner(partner, named, now()).unwrap().next;
    provider.confirm_partner(partner, now()).unwrap().next
}

/// A standard with one essential criterion and one desirable.
fn standard() -> StandardDefinition {
    let toml = r#"
        version = 1
        id = "a-standard"
        title = "x"
        title_cy = "x"
        approved_on = "2026-05-18"
        approved_by = "board"
        in_force_from = "2026-06-01"
        disclaimer = "x"
        disclaimer_cy = "x"
        mark = { lasts_months = 24, renewal_opens_days_before = 120, warns_days_before = [90], appeal_within_days = 28 }
        groups = [{ id = 1, title = "x", title_cy = "x" }]
        [[criteria]]
        id = "1.1"
        group = 1
        title = "Essential"
        statement = "x"
        essential = true
        evidence = ["x"]
        judged_by = "x"
        [[criteria]]
        id = "1.2"
        group = 1
        title = "Desirable"
        statement = "x"
        essential = false
        evidence = ["x"]
        judged_by = "x"
    "#;
    toml::from_str::<StandardDraft>(toml).unwrap().parse().unwrap()
}

fn at_authority(person: u128, role: Role) -> Officer {
    let membership =
        Membership { organisation: organisation_id(99), kind: OrganisationKind::Authority, role };
    Officer {
        person: Uuid::from_u128(person).into(),
        memberships: vec![membership],
        declared_conflict: false,
    }
}

fn assessor() -> Officer {
    at_authority(10, Role::Assessor)
}

fn decider() -> Officer {
    at_authority(20, Role::DecisionMaker)
}

fn another_decider() -> Officer {
    at_authority(21, Role::DecisionMaker)
}

fn mark_id(number: u128) -> crate::QualityMarkId {
    Uuid::from_u128(number).into()
}

fn started_with(
    held: Option<&Accreditation>,
    id: u128,
    at: Timestamp,
) -> Result<Accreditation, CannotAccredit> {
    let json = json!({"provider": organisation_id(1), "scope":
        {"channels": ["telephone", "in_person"], "places": ["LS1 4AP"], "partners": [organisation_id(PARTNER)]}});
    let start: Start = serde_json::from_value::<StartDraft>(json).unwrap().parse().unwrap();
    let id = AccreditationId::from(Uuid::from_u128(id));
    Accreditation::start(id, &provider(), &standard(), start.scope.unwrap(), held, at)
        .map(|changed| changed.next)
}

fn started() -> Accreditation {
    started_with(None, 2, now()).unwrap()
}

fn fill(json: serde_json::Value) -> Fill {
    serde_json::from_value::<FillDraft>(json).unwrap().parse().unwrap()
}

fn filled(application: Accreditation) -> Accreditation {
    let evidence = fill(json!({"evidence": {"1.1": {"text": "Research of June"}}}));
    application.fill(evidence, &provider(), &standard()).unwrap().next
}

fn submitted() -> Accreditation {
    filled(started()).submit(&provider(), &standard(), now()).unwrap().next
}

fn under_assessment() -> Accreditation {
    begun(submitted().assign(&assessor(), None, &standard()).unwrap().next)
}

fn begun(case: Accreditation) -> Accreditation {
    case.begin(&assessor(), &[], now()).unwrap().next
}

fn judged(verdict: &str) -> BTreeMap<CriterionId, Judgement> {
    let json = json!({"judgements": {"1.1": {"verdict": verdict, "reasons": "Read and heard"}}});
    serde_json::from_value::<JudgeDraft>(json).unwrap().parse().unwrap()
}

fn decision(outcome: &str) -> Decide {
    let conditions = if outcome == "accredit_with_conditions" {
        json!([{"text": "Train two more", "due": "2027-02-01"}])
    } else {
        json!([])
    };
    let json = json!({"outcome": outcome, "reasons": "As judged", "conditions": conditions});
    serde_json::from_value::<DecideDraft>(json).unwrap().parse(now()).unwrap()
}

fn recommended(verdict: &str, outcome: &str) -> Accreditation {
    let judged = under_assessment().judge(&assessor(), judged(verdict), &standard()).unwrap().next;
    judged.recommend(&assessor(), decision(outcome), &standard(), now()).unwrap().next
}

fn accredited() -> Accreditation {
    let case = recommended("met", "accredit");
    case.decide(&decider(), decision("accredit"), mark_id(50), &standard(), None, now()).unwrap().next
}

fn mark(case: &Accreditation) -> &QualityMark {
    case.mark.as_ref().unwrap()
}

fn suspend(until: Option<&str>) -> Suspend {
    let draft = SuspendDraft {
        reason: "A complaint".into(),
        grounds: "urgent".into(),
        heard_on: None,
        until: until.map(Into::into),
    };
    draft.parse(now()).unwrap()
}

fn code<T>(result: Result<T, CannotAccredit>) -> &'static str {
    result.err().map_or("allowed", |refusal| refusal.code())
}

#[test]
fn the_seeded_standard_is_read_and_is_the_same_after_it_was_stored() {
    let file = format!("{}/../seeds/standard/v1.toml", env!("CARGO_MANIFEST_DIR"));
    let draft: StandardDraft = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let definition = draft.parse().unwrap();
    assert_eq!(definition.groups.len(), 10);
    assert!(
        definition.groups.iter().all(|group| definition.criteria.iter().any(|one| one.group == group.id))
    );
    assert!(definition.is_in_force(now()));
    let stored = serde_json::to_string(&definition).unwrap();
    assert_eq!(serde_json::from_str::<StandardDefinition>(&stored).unwrap(), definition);
}

#[test]
fn a_standard_that_one_person_approved_or_that_misnumbers_is_refused() {
    let toml = r#"
        version = 1
        id = "a-standard"
        title = "x"
        title_cy = "x"
        approved_on = "2026-05-18"
        approved_by = "director"
        in_force_from = "2026-05-01"
        disclaimer = "x"
        disclaimer_cy = "x"
        mark = { lasts_months = 0, renewal_opens_days_before = 1, warns_days_before = [], appeal_within_days = 28 }
        groups = [{ id = 1, title = "x", title_cy = "x" }]
        [[criteria]]
        id = "2.1"
        group = 1
        title = "x"
        statement = "x"
        essential = false
        judged_by = "x"
    "#;
    let errors = toml::from_str::<StandardDraft>(toml).unwrap().parse().unwrap_err();
    let pointers: Vec<_> = errors.all().iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/approved_by",
            "/in_force_from",
            "/mark/lasts_months",
            "/criteria",
            "/criteria/0/group",
            "/criteria/0/evidence"
        ]
    );
}

#[test]
fn a_measure_is_reached_without_rounding() {
    let measure = |direction| Measure {
        name: "x".parse().unwrap(),
        unit: "percent".parse().unwrap(),
        threshold: 80,
        direction,
    };
    let value = |text: &str| text.parse().unwrap();
    assert!(measure(Direction::AtLeast).is_reached_by(value("80")));
    assert!(!measure(Direction::AtLeast).is_reached_by(value("79.9")));
    assert!(!measure(Direction::AtMost).is_reached_by(value("80.1")));
}

#[test]
fn a_provider_applies_is_assessed_and_someone_else_decides() {
    let case = accredited();
    assert_eq!(case.state, State::Accredited);
    let mark = mark(&case);
    assert!(mark.in_force_at(now()));
    assert!(
        mark.covers(Channel::InPerson, None)
            && mark.covers(Channel::Telephone, Some(organisation_id(PARTNER)))
    );
    assert!(
        !mark.covers(Channel::WebChat, None) && !mark.covers(Channel::InPerson, Some(organisation_id(8)))
    );
    assert!(mark.scope.covers_place(&"LS1 4AP".parse().unwrap()));
    assert!(!mark.scope.covers_place(&"LS1 4AG".parse().unwrap()));
    assert_eq!(day_of(mark.ends).to_string(), "2028-11-22", "as long as the Standard says");
    assert!(!mark.in_force_at(mark.ends));
}

#[test]
fn what_is_submitted_has_evidence_for_every_essential_criterion_and_is_sent_once() {
    let refused = started().submit(&provider(), &standard(), now()).unwrap_err();
    let errors = refused.fields().unwrap().all();
    assert_eq!(
        (errors.len(), errors[0].pointer.as_str()),
        (1, "/evidence/1.1"),
        "desirable ones may be left out"
    );
    assert_eq!(code(submitted().submit(&provider(), &standard(), now())), "accreditation_already_submitted");
    let late = fill(json!({"evidence": {"1.2": {"text": "More"}}}));
    assert_eq!(code(submitted().fill(late, &provider(), &standard())), "accreditation_no_longer_draft");
    let unknown = fill(json!({"evidence": {"9.9": {"text": "More"}}}));
    assert_eq!(code(started().fill(unknown, &provider(), &standard())), "accreditation_no_such_criterion");
}

#[test]
fn nobody_with_an_interest_assesses() {
    let member = |organisation: u128| {
        let mut officer = assessor();
        let kind = OrganisationKind::Provider;
        officer.memberships.push(Membership {
            organisation: organisation_id(organisation),
            kind,
            role: Role::Editor,
        });
        officer
    };
    assert_eq!(code(submitted().assign(&member(1), None, &standard())), "accreditation_member_of_provider");
    assert_eq!(
        code(submitted().assign(&member(PARTNER), None, &standard())),
        "accreditation_member_of_provider"
    );
    assert_eq!(code(submitted().assign(&member(1234), None, &standard())), "allowed");
    assert_eq!(code(submitted().assign(&decider(), None, &standard())), "accreditation_not_an_assessor");
    let declared = Officer { declared_conflict: true, ..assessor() };
    assert_eq!(code(submitted().assign(&declared, None, &standard())), "accreditation_declared_conflict");

    let joined_later = submitted().assign(&assessor(), None, &standard()).unwrap().next;
    assert_eq!(code(joined_later.begin(&member(1), &[], now())), "accreditation_member_of_provider");
}

#[test]
fn a_declared_conflict_sends_the_case_back_and_keeps_that_person_out() {
    let reason = "My sister works there".parse().unwrap();
    let case = submitted().assign(&assessor(), None, &standard()).unwrap().next;
    let case = case.declare_conflict(&assessor(), reason, now()).unwrap().next;
    assert_eq!((case.state, case.assessor), (State::Submitted, None));
    assert_eq!(code(case.clone().assign(&assessor(), None, &standard())), "accreditation_declared_conflict");
    assert_eq!(code(case.assign(&at_authority(11, Role::Assessor), None, &standard())), "allowed");
    assert!(BeginDraft::default().parse().is_err(), "who begins states that there is none");
}

#[test]
fn only_the_assessor_judges_and_never_decides() {
    let stranger = at_authority(11, Role::Assessor);
    assert_eq!(
        code(under_assessment().judge(&stranger, judged("met"), &standard())),
        "accreditation_not_the_assessor"
    );
    let both = Officer { person: assessor().person, ..decider() };
    let case = recommended("met", "accredit");
    let decided = case.decide(&both, decision("accredit"), mark_id(50), &standard(), None, now());
    assert_eq!(code(decided), "accreditation_assessed_by_same");
}

#[test]
fn an_essential_criterion_that_is_not_met_stands_in_the_way() {
    for (verdict, outcome, expected) in [
        ("met", "accredit", "allowed"),
        ("partly_met", "accredit", "accreditation_essential_not_met"),
        ("partly_met", "accredit_with_conditions", "allowed"),
        ("not_met", "accredit_with_conditions", "accreditation_essential_not_met"),
        ("not_met", "refuse", "allowed"),
    ] {
        let case = recommended(verdict, "refuse");
        let departure = (outcome != "refuse").then(|| "x".parse().unwrap());
        let decided = Decide { departure, ..decision(outcome) };
        let decided = case.decide(&decider(), decided, mark_id(50), &standard(), None, now());
        assert_eq!(code(decided), expected, "{verdict} {outcome}");
    }
    let unjudged =
        under_assessment().recommend(&assessor(), decision("refuse"), &standard(), now()).unwrap_err();
    assert_eq!(unjudged.fields().unwrap().all()[0].pointer, "/judgements/1.1");
}

#[test]
fn equivalent_evidence_is_accepted_only_with_a_reason() {
    let argued =
        fill(json!({"evidence": {"1.1": {"text": "A letter", "equivalent": "We are three people"}}}));
    let case = started().fill(argued, &provider(), &standard()).unwrap().next;
    let case = case.submit(&provider(), &standard(), now()).unwrap().next;
    let case = begun(case.assign(&assessor(), None, &standard()).unwrap().next);
    assert_eq!(
        code(case.clone().judge(&assessor(), judged("met"), &standard())),
        "accreditation_equivalent_without_reason"
    );
    assert_eq!(code(case.judge(&assessor(), judged("not_met"), &standard())), "allowed");
}

#[test]
fn conditions_have_days_and_the_mark_stands_without_them_once_met() {
    let case = recommended("partly_met", "accredit_with_conditions");
    let wanted = decision("accredit_with_conditions");
    let case = case.decide(&decider(), wanted, mark_id(50), &standard(), None, now()).unwrap().next;
    assert_eq!(case.state, State::AccreditedWithConditions);
    assert!(mark(&case).in_force_at(now()) && mark(&case).conditions[0].is_overdue(days(100)));
    let suspended = case.clone().suspend(&decider(), suspend(None), now()).unwrap().next;
    let back = suspended.reinstate(&decider(), days(1)).unwrap().next;
    assert_eq!(back.state, State::AccreditedWithConditions, "they are still to be met");
    let met = back.meet_condition(&decider(), 0, days(2)).unwrap().next;
    assert_eq!(met.state, State::Accredited);
    assert_eq!(code(met.meet_condition(&decider(), 0, days(2))), "accreditation_no_conditions");
    let without = json!({"outcome": "accredit_with_conditions", "reasons": "x"});
    let errors = serde_json::from_value::<DecideDraft>(without).unwrap().parse(now()).unwrap_err();
    assert_eq!(errors.all()[0].pointer, "/conditions");
}
