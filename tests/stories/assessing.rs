//! Assessing: the queue, two assessors and what they settle, the clock, marks given in part, visits.

use domain::{Actor, PersonId, Role, Worker};
use jiff::SignedDuration;
use marketplace::accreditation;
use serde_json::Value;
use stories::{Provider, Reply, Session, World, evidence, json, judgements, story};

const ACCREDITATIONS: &str = "/api/v1/accreditations";

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

/// The Standard as a version that two assess: the one in force, but for that.
fn for_two(world: &World) -> u32 {
    world.focs();
    let text = include_str!("../../seeds/standard/v1.toml")
        .replace("\nversion = 1\n", "\nversion = 2\n")
        .replace("\n[mark]\n", "\n[assessing]\nassessors = 2\nvisits_required = true\n\n[mark]\n");
    let second = accreditation::read_standard(&text).unwrap();
    let by = Actor::Worker(Worker::Seed);
    world.market.write(|work| accreditation::load_standard(work, &by, second.clone())).unwrap();
    assert_eq!(standard(world, 2)["assessing"]["assessors"], 2);
    2
}

fn standard(world: &World, number: u32) -> Value {
    world.visitor().get(&format!("/api/v1/standards/{number}")).is(200).body
}

/// An application that was sent, as its address.
fn applied(world: &World, provider: &Provider, standard_number: u32, scope: &Value) -> String {
    let started = json!({"provider": provider.id, "scope": scope});
    let started = provider.owner.post(ACCREDITATIONS, &started).is(201);
    let case = started.header("location").unwrap().to_owned();
    let evidence = evidence(&standard(world, standard_number));
    provider.owner.changes(&case, &json!({"evidence": evidence})).is(200);
    provider.owner.does(&case, "submission", &json!({})).is(200);
    case
}

fn usual() -> Value {
    json!({"channels": ["in_person", "telephone"], "places": ["LS1 4AP"]})
}

fn assign(world: &World, case: &str, assessor: PersonId) -> Reply {
    let manager = world.of_the_authority(Role::CategoryManager);
    manager.does(case, "assignment", &json!({"assessor": assessor}))
}

fn judge(world: &World, case: &str, assessor: &Session, standard_number: u32, verdict: &str) -> Reply {
    let version = assessor.get(case).is(200).version();
    let body = json!({"judgements": judgements(&standard(world, standard_number), verdict)});
    assessor.at_version(version).patch(&format!("{case}/judgements"), &body)
}

fn changes(case: &str, what: &str, by: &Session, body: &Value) -> Reply {
    let version = by.get(case).is(200).version();
    by.at_version(version).patch(&format!("{case}/{what}"), body)
}

fn accredit() -> Value {
    json!({"outcome": "accredit", "reasons": "As judged."})
}

/// Two assessors who have each begun: they, and who they are.
fn two(world: &World, case: &str) -> [(Session, PersonId); 2] {
    let one = world.colleague(Role::Assessor);
    let other = world.colleague(Role::Assessor);
    assign(world, case, one.1).is(200);
    other.0.does(case, "claim", &json!({})).is(200);
    for (assessor, _) in [&one, &other] {
        assessor.does(case, "assessment", &json!({"no_conflict": true})).is(200);
    }
    [one, other]
}

fn sides(seen: &Value) -> Vec<usize> {
    let seats = seen["assessment"]["seats"].as_array().unwrap().iter();
    seats.map(|seat| seat["judgements"].as_object().unwrap().len()).collect()
}

fn id(case: &str) -> &str {
    case.rsplit('/').next().unwrap()
}

story! {
    fn two_assessors_judge_without_seeing_each_other_and_settle_what_differs(world) {
        let two_assess = for_two(world);
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider, two_assess, &usual());
        let [(one, first), (other, second)] = two(world, &case);
        let all = standard(world, two_assess)["criteria"].as_array().unwrap().iter()
            .filter(|criterion| criterion["essential"] == true).count();

        judge(world, &case, &one, two_assess, "met").is(200);
        judge(world, &case, &other, two_assess, "partly_met").is(200);
        assert_eq!(sides(&one.get(&case).is(200).body), [all, 0]);
        assert_eq!(sides(&other.get(&case).is(200).body), [0, all]);
        one.does(&case, "lock", &json!({})).is(200);
        judge(world, &case, &one, two_assess, "not_met").is_problem(409, "accreditation_locked");

        // Nobody reads the other side before both have locked: on no page, in no answer, event or export.
        let managers = [Role::CategoryManager, Role::DecisionMaker, Role::Support, Role::Administrator];
        for role in managers {
            let colleague = world.of_the_authority(role);
            assert_eq!(sides(&colleague.get(&case).is(200).body), [0, 0], "{role}");
            let page = world.browser_of(&colleague).open(&format!("/marks/{}", id(&case))).is(200);
            let _ = page.does_not_say("Partly met").does_not_say("As read and heard");
            let csv = colleague.get("/api/v1/accreditations/export?state=under_assessment").is(200).text;
            assert!(csv.contains("Age Well Leeds") && !csv.contains("met"), "{csv}");
        }
        let page = world.browser_of(&one).open(&format!("/marks/{}", id(&case))).is(200);
        let _ = page.says("As read and heard").does_not_say("Partly met").says("(judging)");
        let there = world.browser_of(&one).open(&format!("/marks/{}/sides", id(&case)));
        assert!(!there.path.ends_with("/sides"), "there is no such page yet");
        world.settle();
        let administrator = world.of_the_authority(Role::Administrator);
        let log = administrator.get(&format!("/api/v1/audit/events?subject={}", id(&case))).is(200).text;
        assert!(log.contains("accreditation.judged") && !log.contains("partly_met"), "{log}");
        one.does(&case, "recommendation", &accredit()).is_problem(409, "accreditation_not_settled");

        other.does(&case, "lock", &json!({})).is(200);
        assert_eq!(sides(&one.get(&case).is(200).body), [all, all], "both have locked");
        let page = world.browser_of(&one).open(&format!("/marks/{}/sides", id(&case))).is(200);
        let _ = page.says("Partly met").says("Judged differently");

        let body = |verdict: &str| json!({"judgements": judgements(&standard(world, two_assess), verdict)});
        one.does(&case, "moderation/agreement", &json!({})).is_problem(422, "accreditation_still_disputed");
        changes(&case, "moderation", &one, &body("met")).is(200);
        let settled = other.does(&case, "moderation/agreement", &json!({})).is(200);
        assert_eq!(settled.body["judgements"]["1.1"]["verdict"], "met");

        one.does(&case, "recommendation", &accredit()).is_problem(422, "accreditation_not_visited");
        let visit = json!({"place": "LS1 4AP", "on": "2027-03-08", "seen": "Two computers in a quiet room", "criteria": ["1.1"]});
        one.does(&case, "visits", &visit).is(200);
        other.does(&case, "recommendation", &accredit()).is(200);
        for person in [first, second] {
            world.becomes(person, world.authority(), Role::DecisionMaker);
        }
        one.does(&case, "decision", &accredit()).is_problem(422, "accreditation_assessed_by_same");
        other.does(&case, "decision", &accredit()).is_problem(422, "accreditation_assessed_by_same");
        let decided = world.of_the_authority(Role::DecisionMaker).does(&case, "decision", &accredit()).is(200);
        assert_eq!(decided.body["mark_status"], "in_force");
        let seen = provider.owner.get(&case).is(200).body;
        assert_eq!((&seen["assessment"]["seats"], &seen["assessment"]["visits"][0]["by"]), (&json!([]), &json!(null)));
    }

    fn two_who_cannot_agree_are_settled_between_by_a_third(world) {
        let two_assess = for_two(world);
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider, two_assess, &json!({"channels": ["telephone"]}));
        let [(one, first), (other, _)] = two(world, &case);
        judge(world, &case, &one, two_assess, "met").is(200);
        judge(world, &case, &other, two_assess, "not_met").is(200);
        let manager = world.of_the_authority(Role::CategoryManager);
        let (third, third_id) = world.colleague(Role::Assessor);
        let appoint = |person: PersonId| manager.does(&case, "moderator", &json!({"assessor": person}));
        appoint(third_id).is_problem(409, "accreditation_not_both_locked");
        one.does(&case, "lock", &json!({})).is(200);
        other.does(&case, "lock", &json!({})).is(200);
        appoint(first).is_problem(422, "accreditation_same_assessor");
        let page = world.browser_of(&manager).open(&format!("/marks/{}/moderator", id(&case))).is(200);
        let offered = |person: PersonId| page.html.contains(&format!("value=\"{person}\""));
        assert!(offered(third_id) && !offered(first), "neither of the two can be chosen");
        appoint(third_id).is(200);
        let body = json!({"judgements": judgements(&standard(world, two_assess), "met")});
        changes(&case, "moderation", &third, &body).is(200);
        let settled = third.does(&case, "moderation/agreement", &json!({})).is(200);
        assert_eq!(settled.body["assessment"]["moderation"]["settled_by"], json!(third_id));
        third.does(&case, "recommendation", &accredit()).is(200);
        let sent_back = world.of_the_authority(Role::DecisionMaker).does(&case, "return", &json!({})).is(200);
        assert_eq!(sent_back.body["state"], "under_assessment");
        one.does(&case, "recommendation", &accredit()).is_problem(409, "accreditation_not_settled");
    }

    fn what_differs_is_settled_on_a_page_that_shows_both_sides(world) {
        let two_assess = for_two(world);
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider, two_assess, &json!({"channels": ["telephone"]}));
        let [(one, _), (other, _)] = two(world, &case);
        judge(world, &case, &one, two_assess, "met").is(200);
        judge(world, &case, &other, two_assess, "met").is(200);
        let differs = json!({"judgements": {"1.1": {"verdict": "not_met", "reasons": "The research is from 2019"}}});
        changes(&case, "judgements", &other, &differs).is(200);
        let application = format!("/marks/{}", id(&case));
        for assessor in [&one, &other] {
            let browser = world.browser_of(assessor);
            let page = browser.open(&format!("{application}/lock")).is(200);
            let _ = browser.send(&page, "/lock", &[]).is(200).says("Your judgements are locked");
        }
        let sam = world.browser_of(&one);
        let page = sam.open(&format!("{application}/sides")).is(200).says("The research is from 2019");
        let wrong = sam.send(&page, "/sides", &[("judgements[1.1][reasons]", "We asked again")]).is(422);
        let typed = [("judgements[1.1][verdict]", "partly_met"), ("judgements[1.1][reasons]", "We asked again")];
        let page = sam.send(&wrong, "/sides", &typed).is(200).says("Your proposal is kept");
        let _ = page.says("You agree. It is settled when the other assessor");
        let ola = world.browser_of(&other);
        let page = ola.open(&format!("{application}/sides")).is(200).says("We asked again");
        let _ = ola.send(&page, "/agree", &[]).is(200).says("It is settled");
        assert_eq!(one.get(&case).is(200).body["judgements"]["1.1"]["verdict"], "partly_met");
    }

    fn who_declares_an_interest_no_longer_sees_the_provider_assessed(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider, 1, &usual());
        let other = applied(world, &world.applicant("Home Help York", "private"), 1, &usual());
        let sister = world.of_the_authority(Role::Administrator);
        sister.does(&case, "conflict", &json!({"reason": "My sister works there."})).is(200);
        sister.get(&case).is_problem(404, "not_found");
        let listed = sister.get(&format!("{ACCREDITATIONS}?state=submitted")).is(200).body;
        let listed: Vec<_> = listed["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
        assert_eq!(listed, [json!(id(&other))]);
        let csv = sister.get("/api/v1/accreditations/export").is(200).text;
        assert!(csv.contains("Home Help York") && !csv.contains("Age Well Leeds"), "{csv}");
        let browser = world.browser_of(&sister);
        let _ = browser.open(&format!("/marks/{}", id(&case))).is(404);
        let _ = browser.open("/authority/marks?state=open").is(200).says("Home Help York").does_not_say("Age Well Leeds");
        world.settle();
        let log = |by: &Session, case: &str| {
            let page = by.get(&format!("/api/v1/audit/events?subject={}", id(case))).is(200).body;
            page["items"].as_array().unwrap().len()
        };
        let colleague = world.of_the_authority(Role::Administrator);
        assert_eq!(log(&sister, &case), 0);
        assert!(log(&colleague, &case) >= 4 && log(&sister, &other) >= 3);
    }

    fn the_queue_has_orders_filters_pages_and_comes_whole(world) {
        world.focs();
        let (mut cases, mut providers) = (vec![], vec![]);
        for (name, channels) in [("First", json!(["telephone"])), ("Second", json!(["outreach"])), ("Third", json!(["telephone"]))] {
            let provider = world.applicant(name, "private");
            providers.push(provider.id);
            cases.push(applied(world, &provider, 1, &json!({"channels": channels})));
            world.clock().advance(days(7));
        }
        let manager = world.of_the_authority(Role::CategoryManager);
        let page = |query: &str| {
            let found = manager.get(&format!("{ACCREDITATIONS}?{query}")).is(200).body;
            let ids: Vec<_> = found["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
            (ids, found["next"].as_str().map(ToOwned::to_owned))
        };
        let ids: Vec<_> = cases.iter().map(|case| json!(id(case))).collect();
        let [first, second, third] = [ids[0].clone(), ids[1].clone(), ids[2].clone()];
        assert_eq!(page("state=submitted&order=deadline").0, ids);
        assert_eq!(page("state=submitted&order=risk").0[0], second, "people are visited where they live");
        for order in ["age", "deadline", "risk"] {
            let (mut all, mut next) = page(&format!("state=submitted&limit=1&order={order}"));
            while let Some(after) = next {
                let (more, later) = page(&format!("state=submitted&limit=1&order={order}&after={after}"));
                all.extend(more);
                next = later;
            }
            assert_eq!(all, page(&format!("state=submitted&order={order}")).0, "page by page is the whole");
        }
        assert_eq!(page("state=submitted&risk=high").0, [second]);
        manager.get(&format!("{ACCREDITATIONS}?order=name")).is_problem(422, "invalid_fields");
        assert_eq!(page("free=true").0.len(), 3);
        world.clock().advance(days(25));
        // Signed in again: a session does not last that long.
        let manager = world.of_the_authority(Role::CategoryManager);
        let late = manager.get(&format!("{ACCREDITATIONS}?late=true")).is(200).body;
        assert_eq!((late["items"].as_array().unwrap().len(), &late["items"][0]["id"]), (1, &first));
        let csv = manager.get("/api/v1/accreditations/export?order=deadline&state=submitted").is(200);
        assert_eq!(csv.text.lines().count(), 4, "{}", csv.text);
        assert!(csv.text.lines().last().unwrap().starts_with(third.as_str().unwrap()));
        let browser = world.browser_of(&manager);
        let queue = browser.open("/authority/marks?state=open&order=risk").is(200).says("High").says("late");
        let download = browser.open(&queue.link("as CSV")).is(200);
        assert_eq!(download.html.lines().count(), 4);
        let of_one = browser.open("/authority/marks?state=open&text=second").is(200).says("Second").does_not_say("Third");
        assert_eq!(browser.open(&of_one.link("as CSV")).is(200).html.lines().count(), 2);
        let owner = world.member_of(providers[0], Role::Owner);
        owner.get(&format!("/api/v1/accreditations/export?provider={}", providers[0])).is_problem(403, "wrong_role");
    }

    fn an_assessor_takes_a_case_up_and_everyone_sees_who_has_how_much_to_do(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider, 1, &usual());
        let (assessor, person) = world.colleague(Role::Assessor);
        let (idle, _) = world.colleague(Role::Assessor);
        let browser = world.browser_of(&assessor);
        let page = browser.open(&format!("/marks/{}/claim", id(&case))).is(200);
        let _ = browser.send(&page, "/claim", &[]).is(200).says("You assess this application");
        idle.does(&case, "claim", &json!({})).is_problem(409, "accreditation_no_free_seat");
        let assessors = world.of_the_authority(Role::CategoryManager).get("/api/v1/assessors").is(200).body;
        let loads: Vec<_> = assessors["items"].as_array().unwrap().iter().map(|it| it["cases"].clone()).collect();
        assert_eq!((loads, &assessors["items"][1]["person"]), (vec![json!(0), json!(1)], &json!(person)));
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let _ = manager.open(&format!("/marks/{}/assign", id(&case))).is(200).says("1 open case, weight");
        provider.owner.does(&case, "claim", &json!({})).is_problem(403, "wrong_role");
    }

    fn the_day_of_the_decision_moves_while_the_provider_is_waited_for(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider, 1, &usual());
        let (assessor, person) = world.colleague(Role::Assessor);
        assign(world, &case, person).is(200);
        assessor.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
        let decide_by = |by: &Session| by.get(&case).is(200).body["assessment"]["decide_by"].clone();
        // Monday 8 March 2027 and thirty working days: Good Friday and Easter Monday are not among them.
        assert_eq!(decide_by(&assessor), "2027-04-21");
        let asked = assessor.does(&case, "question", &json!({"question": "Since when?", "answer_by": "2027-03-19"}));
        asked.is(200);
        let page = world.browser_of(&assessor).open(&format!("/marks/{}", id(&case))).is(200);
        let _ = page.says("the clock is stopped");
        world.clock().advance(days(3));
        let owner = world.member_of(provider.id, Role::Owner);
        owner.does(&case, "answer", &json!({"answer": "Since June"})).is(200);
        assert_eq!(decide_by(&owner), "2027-04-26", "three working days more; and the provider is shown it");
    }

    fn a_mark_is_given_in_part_and_says_so_to_everyone(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider, 1, &json!({"channels": ["in_person", "telephone"]}));
        let (assessor, person) = world.colleague(Role::Assessor);
        assign(world, &case, person).is(200);
        assessor.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
        judge(world, &case, &assessor, 1, "met").is(200);
        let application = format!("/marks/{}", id(&case));
        let sam = world.browser_of(&assessor);
        let page = sam.open(&format!("{application}/recommend")).is(200);
        let typed = [
            ("outcome", "accredit"),
            ("reasons", "All but one place"),
            ("exclusions[2][place]", "LS1 4AP"),
            ("exclusions[2][reason]", "There is no step-free way in"),
        ];
        let _ = sam.send(&page, "/recommend", &typed).is(200).says("The place at LS1 4AP: There is no step-free way in");
        let decider = world.of_the_authority(Role::DecisionMaker);
        let wrong = json!({"outcome": "accredit", "reasons": "x", "exclusions": [{"channel": "web_chat", "reason": "x"}]});
        decider.does(&case, "decision", &wrong).is_problem(422, "accreditation_not_in_scope");
        let part = json!({"outcome": "accredit", "reasons": "All but one place", "exclusions": [
            {"place": "LS1 4AP", "reason": "There is no step-free way in"}, {"channel": "telephone", "reason": "Nobody answers"}],
            "departure": "Nobody answered when we called."});
        let decided = decider.does(&case, "decision", &part).is(200);
        let scope = &decided.body["mark"]["scope"];
        assert_eq!((&scope["channels"], &scope["places"]["which"]), (&json!(["in_person"]), &json!("all_but")));
        let mark = format!("/quality-marks/{}", decided.body["mark"]["id"].as_str().unwrap());
        assert!(world.visitor().get(&mark).is(200).text.contains("but these: LS1 4AP"));
        assert!(world.visitor().get(&format!("/cy{mark}")).is(200).text.contains("heblaw"));
        assert!(world.mails_to(&provider.email)[0].body.contains("There is no step-free way in"));
        // What was left out can be appealed against.
        provider.owner.does(&case, "appeal", &json!({"reason": "There is a ramp."})).is(200);
        let whole = json!({"upheld": true, "outcome": "accredit", "reasons": "There is."});
        let heard = world.of_the_authority(Role::DecisionMaker).does(&case, "appeal-decision", &whole).is(200);
        assert_eq!(heard.body["mark"]["scope"]["places"]["which"], "all");
    }

    fn what_an_assessor_types_is_saved_for_them_alone_and_two_pages_do_not_overwrite_each_other(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let case = applied(world, &provider, 1, &usual());
        let (assessor, person) = world.colleague(Role::Assessor);
        assign(world, &case, person).is(200);
        assessor.does(&case, "assessment", &json!({"no_conflict": true})).is(200);
        let typed = format!("{case}/working-judgements/1.1");
        assert_eq!(assessor.get(&typed).is(200).body["version"], 0);
        let half = json!({"reasons": "The research of June says"});
        assessor.at_version(0).put(&typed, &half).is(200);
        assessor.at_version(0).put(&typed, &half).is_problem(412, "stale");
        assert_eq!(assessor.get(&case).is(200).body["judgements"], json!({}), "it is no judgement");
        let colleague = world.colleague(Role::Assessor).0;
        assert_eq!(colleague.get(&typed).is(200).body["reasons"], "");
        colleague.at_version(0).put(&typed, &half).is_problem(409, "accreditation_not_the_assessor");

        let here = format!("/marks/{}/judge/1.1", id(&case));
        let sam = world.browser_of(&assessor);
        let first = sam.open(&here).is(200).says("The research of June says").says("It is no judgement yet");
        let second = sam.open(&here).is(200);
        let later = [("judgements[1.1][reasons]", "From the first page"), ("_later", "yes")];
        let _ = sam.send(&first, "/judge/1.1", &later).is(200).says("It is no judgement yet");
        let whole = [("judgements[1.1][verdict]", "met"), ("judgements[1.1][reasons]", "From the second page")];
        let both = sam.send(&second, "/judge/1.1", &whole).is(409);
        let both = both.says("From the first page").says("From the second page");
        let _ = sam.send(&both, "/judge/1.1", &whole).is(200);
        assert_eq!(assessor.get(&case).is(200).body["judgements"]["1.1"]["reasons"], "From the second page");
        judge(world, &case, &assessor, 1, "met").is(200);
        assessor.does(&case, "recommendation", &accredit()).is(200);
        assert_eq!(assessor.get(&typed).is(200).body["version"], 0, "what was typed on the way is gone");
    }
}
