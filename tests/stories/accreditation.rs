//! Accreditation: applying for the mark, assessment without a conflict, a decision by someone else.

use domain::{PersonId, Role};
use jiff::SignedDuration;
use serde_json::Value;
use stories::{Provider, Session, World, evidence, json, judgements, story};

pub const ACCREDITATIONS: &str = "/api/v1/accreditations";

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

pub fn standard(world: &World) -> Value {
    world.visitor().get("/api/v1/standards/1").is(200).body
}

pub fn application(provider: &Provider) -> Value {
    json!({"provider": provider.id, "scope": {"channels": ["in_person", "telephone"], "places": ["LS1 4AP"]}})
}

/// An application that was sent, as its address.
pub fn applied(world: &World, provider: &Provider) -> String {
    let started = provider.owner.post(ACCREDITATIONS, &application(provider)).is(201);
    let case = started.header("location").unwrap().to_owned();
    provider.owner.changes(&case, &json!({"evidence": evidence(&standard(world))})).is(200);
    provider.owner.does(&case, "submission", &json!({})).is(200);
    case
}

pub fn assign(world: &World, case: &str, assessor: PersonId) -> stories::Reply {
    let manager = world.of_the_authority(Role::CategoryManager);
    manager.does(case, "assignment", &json!({"assessor": assessor}))
}

pub fn decision(outcome: &str) -> Value {
    json!({"outcome": outcome, "reasons": "As judged."})
}

fn judge(world: &World, case: &str, assessor: &Session, verdict: &str) -> stories::Reply {
    let version = assessor.get(case).is(200).version();
    let body = json!({"judgements": judgements(&standard(world), verdict)});
    assessor.at_version(version).patch(&format!("{case}/judgements"), &body)
}

/// Assesses a case and recommends. Gives who assessed.
pub fn assessed(world: &World, case: &str, verdict: &str, outcome: &str) -> Session {
    let (assessor, id) = world.colleague(Role::Assessor);
    assign(world, case, id).is(200);
    assessor.does(case, "assessment", &json!({"no_conflict": true})).is(200);
    judge(world, case, &assessor, verdict).is(200);
    assessor.does(case, "recommendation", &decision(outcome)).is(200);
    assessor
}

/// A provider that holds the mark: the address of the case, and of the mark.
pub fn accredited(world: &World, name: &str) -> (Provider, String, String) {
    world.focs();
    let provider = world.applicant(name, "voluntary");
    let case = applied(world, &provider);
    assessed(world, &case, "met", "accredit");
    let decider = world.of_the_authority(Role::DecisionMaker);
    let decided = decider.does(&case, "decision", &decision("accredit")).is(200);
    let mark = format!("/api/v1/quality-marks/{}", decided.body["mark"]["id"].as_str().unwrap());
    (provider, case, mark)
}

story! {
    fn a_mark_has_a_page_in_both_languages_and_a_badge_that_cannot_outlive_it(world) {
        let (_, _, mark) = accredited(world, "Age Well Leeds");
        let mark = mark.strip_prefix("/api/v1").unwrap();
        let asked = |path: &str| world.visitor().get(path);

        let page = asked(mark).is(200);
        assert!(page.text.contains("Age Well Leeds") && page.text.contains("In force"), "{}", page.text);
        assert!(page.text.contains("not accreditation by"), "{}", page.text);
        assert!(asked(&format!("/cy{mark}")).is(200).text.contains("Mewn grym"));
        assert_eq!(asked(&format!("{mark}.json")).is(302).header("location"), Some(format!("/api/v1{mark}").as_str()));
        let badge = asked(&format!("{mark}.svg")).is(200);
        assert_eq!(badge.header("content-type"), Some("image/svg+xml"));
        assert_eq!(badge.header("cache-control"), Some("no-cache"), "no copy outlives the mark");
        assert!(badge.text.contains("Quality mark, until ") && badge.text.contains(">Age Well Leeds<"), "{}", badge.text);
        assert!(page.text.contains(&format!("src=\"{mark}.svg\"")) && page.text.contains(&format!("{}{mark}.svg", world.base())));
        let welsh = asked(&format!("/cy{mark}.svg")).is(200);
        assert!(welsh.text.contains("Marc ansawdd, hyd ") && welsh.text.contains("lang=\"cy\""), "{}", welsh.text);

        world.clock().advance(SignedDuration::from_hours(24 * 365 * 4));
        assert!(asked(mark).is(200).text.contains("Ended"));
        let badge = asked(&format!("{mark}.svg")).is(200);
        assert!(badge.text.contains("Quality mark: Ended") && !badge.text.contains("until"), "{}", badge.text);
        let unknown = "/quality-marks/0190163d-8694-739b-aea5-966c26f8ad91";
        assert!(asked(unknown).is(404).text.contains("There is no such quality mark"));
        assert!(!asked("/quality-marks/nonsense").is(404).text.contains("brand.css"), "it is nobody's brand");
        asked(&format!("{unknown}.svg")).is(404);
    }

    fn everyone_can_read_what_a_mark_was_judged_against(world) {
        let (_, _, mark) = accredited(world, "Age Well Leeds");
        let asked = |path: &str| world.visitor().get(path);
        let page = asked(mark.strip_prefix("/api/v1").unwrap()).is(200);
        assert!(page.text.contains("href=\"/standard/1\""), "{}", page.text);
        let standard = asked("/standard/1").is(200).text;
        for said in ["Knows whom it helps", "Essential", "at least 80 percent", "not accreditation by", "in force since"] {
            assert!(standard.contains(said), "{said} in {standard}");
        }
        assert_eq!(asked("/standard").is(200).text.matches("<h3").count(), standard.matches("<h3").count());
        let welsh = asked("/cy/standard").is(200).text;
        assert!(welsh.contains("Hanfodol") && welsh.contains("<div lang=\"en\">"), "{welsh}");
        for unknown in ["/standard/2", "/standard/one", "/cy/standard/01"] {
            asked(unknown).is(404);
        }
        assert!(asked("/").is(200).text.contains("href=\"/standard\""));
    }

    fn a_provider_earns_the_mark_and_everyone_can_see_it(world) {
        let (provider, case, mark) = accredited(world, "Age Well Leeds");
        let shown = world.visitor().get(&mark).is(200);
        assert_eq!(shown.body["status"], "in_force");
        assert_eq!(shown.body["provider_name"], "Age Well Leeds");
        assert_eq!(shown.body["scope"]["channels"], json!(["in_person", "telephone"]));
        assert!(shown.body["disclaimer"].as_str().unwrap().contains("not accreditation by"));
        world.visitor().get("/api/v1/quality-marks/0190163d-8694-739b-aea5-966c26f8ad91").is_problem(404, "not_found");

        let names: Vec<_> =
            world.events_about(case.rsplit('/').next().unwrap()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names[2..], [
            "accreditation.submitted",
            "accreditation.submission_kept",
            "accreditation.assigned",
            "accreditation.begun",
            "accreditation.judged",
            "accreditation.recommended",
            "accreditation.decided",
        ]);
        assert_eq!(
            world.letters_to(&provider),
            ["Your application for the quality mark has arrived", "You have the quality mark"]
        );
    }

    fn evidence_is_there_for_every_essential_criterion_when_it_is_sent(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let started = provider.owner.post(ACCREDITATIONS, &application(&provider)).is(201);
        let case = started.header("location").unwrap();
        provider.owner.changes(case, &json!({"evidence": {"1.1": {"text": "Research"}}})).is(200);
        let early = provider.owner.does(case, "submission", &json!({}));
        let early = early.is_problem(422, "accreditation_incomplete");
        assert!(early.pointers().contains(&"/evidence/10.3") && !early.pointers().contains(&"/evidence/1.1"));
        let unknown = json!({"evidence": {"77.1": {"text": "x"}}});
        provider.owner.changes(case, &unknown).is_problem(422, "accreditation_no_such_criterion");
        provider.owner.post(ACCREDITATIONS, &application(&provider)).is_problem(409, "accreditation_already_open");
    }

    fn nobody_with_an_interest_assesses(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);

        let (_, volunteer) = world.known_member_of(provider.id, Role::Editor);
        assign(world, &case, volunteer).is_problem(422, "accreditation_not_an_assessor");

        let (assessor, id) = world.colleague(Role::Assessor);
        assign(world, &case, id).is(200);
        assessor.does(&case, "assessment", &json!({})).is_problem(422, "invalid_fields");
        assessor.does(&case, "conflict", &json!({"reason": "My sister works there."})).is(200);
        assign(world, &case, id).is_problem(422, "accreditation_declared_conflict");

        // It holds for a later case of the same provider, too.
        provider.owner.does(&case, "withdrawal", &json!({})).is(200);
        let again = applied(world, &provider);
        assign(world, &again, id).is_problem(422, "accreditation_declared_conflict");
    }

    fn an_assessor_who_joins_the_provider_can_go_on_no_longer(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        let (assessor, id) = world.colleague(Role::Assessor);
        assign(world, &case, id).is(200);
        world.becomes(id, provider.id, Role::Editor);
        let begin = assessor.does(&case, "assessment", &json!({"no_conflict": true}));
        begin.is_problem(422, "accreditation_member_of_provider");
    }

    fn who_assessed_does_not_decide(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        let (both, id) = world.colleague(Role::Assessor);
        both.does(&case, "decision", &decision("accredit")).is_problem(403, "wrong_role");

        assign(world, &case, id).is(200);
        both.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
        judge(world, &case, &both, "met").is(200);
        both.does(&case, "recommendation", &decision("accredit")).is(200);

        let _administrator = world.of_the_authority(Role::Administrator);
        // Not even with the role of those who decide.
        world.becomes(id, world.authority(), Role::DecisionMaker);
        both.does(&case, "decision", &decision("accredit")).is_problem(422, "accreditation_assessed_by_same");
        world.of_the_authority(Role::DecisionMaker).does(&case, "decision", &decision("accredit")).is(200);
    }

    fn an_essential_criterion_that_is_not_met_stands_in_the_way(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        assessed(world, &case, "partly_met", "refuse");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let refused = decider.does(&case, "decision", &decision("accredit"));
        refused.is_problem(422, "accreditation_essential_not_met");

        let mut conditional = decision("accredit_with_conditions");
        decider.does(&case, "decision", &conditional).is_problem(422, "invalid_fields");
        conditional["conditions"] = json!([{"text": "Train two more people", "due": "2027-09-01"}]);
        let unsaid = decider.does(&case, "decision", &conditional);
        assert_eq!(unsaid.is_problem(422, "accreditation_departs_without_reason").pointers(), ["/departure"]);
        conditional["departure"] = json!("What is missing can follow.");
        let decided = decider.does(&case, "decision", &conditional).is(200);
        assert_eq!((&decided.body["state"], &decided.body["mark_status"]),
            (&json!("accredited_with_conditions"), &json!("in_force")));
        let met = decider.does(&case, "conditions-met", &json!({"condition": 0})).is(200);
        assert_eq!(met.body["state"], "accredited");
    }

    fn the_provider_sees_reasons_once_decided_and_never_who_assesses(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        assessed(world, &case, "not_met", "refuse");
        let before = provider.owner.get(&case).is(200).body;
        assert_eq!((&before["judgements"], &before["assessor"], &before["recommendation"]),
            (&json!({}), &json!(null), &json!(null)));
        world.of_the_authority(Role::DecisionMaker).does(&case, "decision", &decision("refuse")).is(200);
        let after = provider.owner.get(&case).is(200).body;
        assert_eq!(after["judgements"]["1.1"]["verdict"], "not_met");
        assert_eq!(after["assessor"], json!(null));
        world.applicant("Rival", "private").owner.get(&case).is_problem(404, "not_found");
    }

    fn an_appeal_is_heard_by_someone_who_did_neither(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider);
        assessed(world, &case, "not_met", "refuse");
        let decider = world.of_the_authority(Role::DecisionMaker);
        decider.does(&case, "decision", &decision("refuse")).is(200);
        provider.owner.does(&case, "appeal", &json!({"reason": "The report was there."})).is(200);
        let dismiss = json!({"upheld": false, "reasons": "It was not."});
        decider.does(&case, "appeal-decision", &dismiss).is_problem(422, "accreditation_decided_by_same");

        let other = world.of_the_authority(Role::DecisionMaker);
        let uphold = json!({
            "upheld": true, "outcome": "accredit", "reasons": "It was.",
            "judgements": judgements(&standard(world), "met"),
        });
        let heard = other.does(&case, "appeal-decision", &uphold).is(200);
        assert_eq!(heard.body["mark_status"], "in_force");
    }

    fn a_suspended_mark_comes_back_on_its_day_and_a_revoked_one_does_not(world) {
        let (provider, case, mark) = accredited(world, "Age Well Leeds");
        let status = |world: &World| world.visitor().get(&mark).is(200).body["status"].clone();
        let suspension = json!({"reason": "A complaint", "grounds": "urgent", "until": "2027-04-08"});
        world.of_the_authority(Role::DecisionMaker).does(&case, "suspension", &suspension).is(200);
        assert_eq!(status(world), "suspended");
        world.clock().advance(days(31));
        assert_eq!(status(world), "in_force", "before anyone writes it down");
        let last = world.events_about(case.rsplit('/').next().unwrap()).pop().unwrap();
        assert_eq!(last, ("accreditation.reinstated".to_owned(), "worker:clock".to_owned()));

        let revocation = json!({"reason": "It was true", "grounds": "heard", "heard_on": "2027-04-08"});
        world.of_the_authority(Role::DecisionMaker).does(&case, "revocation", &revocation).is(200);
        world.clock().advance(days(60));
        assert_eq!(status(world), "revoked");
        assert_eq!(world.letters_to(&provider).last().unwrap(), "Your quality mark is revoked");
    }

    fn a_mark_lapses_and_a_renewal_sent_in_time_keeps_it_alive(world) {
        let (provider, case, mark) = accredited(world, "Age Well Leeds");
        let (_, lapsing, lapsing_mark) = accredited(world, "Home Help York");
        provider.owner.post(ACCREDITATIONS, &application(&provider)).is_problem(409, "accreditation_renewal_not_open");

        world.clock().advance(days(700));
        let owner = world.member_of(provider.id, Role::Owner);
        let provider = Provider { owner, ..provider };
        let renewal = applied(world, &provider);
        world.clock().advance(days(40));
        world.settle();

        let status = |mark: &str| world.visitor().get(mark).is(200).body["status"].clone();
        assert_eq!((status(&mark), status(&lapsing_mark)), (json!("in_force"), json!("lapsed")));
        let reader = world.of_the_authority(Role::Support);
        assert_eq!(reader.get(&lapsing).is(200).body["state"], "lapsed");

        assessed(world, &renewal, "met", "accredit");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let renewed = decider.does(&renewal, "decision", &decision("accredit")).is(200);
        let renewed = format!("/api/v1/quality-marks/{}", renewed.body["mark"]["id"].as_str().unwrap());
        assert_eq!((status(&mark), status(&renewed)), (json!("lapsed"), json!("in_force")));
        assert_eq!(world.visitor().get(&mark).is(200).body["replaced_by"], renewed.rsplit('/').next().unwrap());
        assert_eq!(reader.get(&case).is(200).body["state"], "lapsed");
    }

    fn the_queue_is_by_age(world) {
        world.focs();
        let mut sent = vec![];
        for number in 0..2 {
            let provider = world.applicant(&format!("Provider {number}"), "private");
            sent.push(applied(world, &provider).rsplit('/').next().unwrap().to_owned());
            world.clock().advance(SignedDuration::from_mins(1));
        }
        let manager = world.of_the_authority(Role::CategoryManager);
        let queue = manager.get(&format!("{ACCREDITATIONS}?state=submitted")).is(200);
        let ids: Vec<_> = queue.body["items"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect();
        assert_eq!(ids, sent);
    }
}
