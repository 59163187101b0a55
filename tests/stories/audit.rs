//! Reading the event log, and the proof that it is whole.

use diesel::{RunQueryDsl, sql_query};
use domain::{Action, Actor, Event, Platform, Role, Subject, Timestamp, Worker};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use store::Database;
use stories::{Reply, Session, World, json, story};
use uuid::Uuid;

const EVENTS: &str = "/api/v1/audit/events";
const VERDICT: &str = "/api/v1/audit/verdict";

fn provider(owner: &Session, name: &str) -> String {
    let body = json!({"name": name, "sector": "private", "contact_email": "hello@example.org"});
    owner.post("/api/v1/organisations/providers", &body).is(201).id()
}

fn happens(world: &World, framework: &str) -> Uuid {
    let id = Uuid::now_v7();
    let permit = Actor::Worker(Worker::Clock).may(Action::MoveFramework, &Platform).unwrap();
    let subject = Subject::new("test", id, None).on_framework(framework);
    let event = Event { subject, name: "test.happened", body: json!({"framework": framework}) };
    world.market.write(|work| Ok(work.record(&permit, &event)?)).unwrap();
    id
}

fn at_database(world: &World, sqlite: &str, postgresql: &str) {
    let database = world.database().database();
    let sql = if matches!(database, Database::Sqlite(_)) { sqlite } else { postgresql };
    let mut connection = database.connect().unwrap();
    for statement in sql.split(';') {
        sql_query(statement).execute(&mut connection).unwrap();
    }
}

fn names(reply: &Reply) -> Vec<&str> {
    reply.body["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

story! {
    fn an_owner_reads_what_is_their_organisations_business_and_no_more(world) {
        let (jo, sam) = (world.person("Jo"), world.person("Sam"));
        let (age_well, other) = (provider(&jo, "Age Well Leeds"), provider(&sam, "Able Web"));
        world.settle();

        let own = jo.get(EVENTS).is(200);
        assert!(names(&own).contains(&"organisation.registered"), "{}", own.text);
        for item in own.body["items"].as_array().unwrap() {
            assert_eq!(item["organisation"], json!(age_well));
        }
        assert_eq!(jo.get(&format!("{EVENTS}?organisation={age_well}")).is(200).body, own.body);
        jo.get(&format!("{EVENTS}?organisation={other}")).is_problem(404, "not_found");
        jo.get(VERDICT).is_problem(403, "wrong_role");

        world.person("Nobody").get(EVENTS).is_problem(403, "wrong_role");
        world.visitor().get(EVENTS).is_problem(401, "sign_in");
        world.of_the_authority(Role::Assessor).get(EVENTS).is_problem(403, "wrong_role");
        let support = world.of_the_authority(Role::Support);
        let all = support.get(EVENTS).is(200);
        let whose: BTreeSet<_> =
            all.body["items"].as_array().unwrap().iter().filter_map(|item| item["organisation"].as_str()).collect();
        assert!(whose.is_superset(&[age_well.as_str(), other.as_str()].into()), "{whose:?}");
    }

    fn the_feed_is_read_page_by_page_and_goes_on_where_it_stopped(world) {
        let admin = world.of_the_authority(Role::Administrator);
        (0..5).for_each(|_| { happens(world, "focs"); });
        world.settle();
        let (mut after, mut numbers) = (0, vec![]);
        loop {
            let page = admin.get(&format!("{EVENTS}?after={after}&limit=2")).is(200).body;
            numbers.extend(page["items"].as_array().unwrap().iter().map(|item| item["number"].as_i64().unwrap()));
            after = page["next"].as_i64().unwrap();
            if page["more"] == json!(false) {
                break;
            }
        }
        assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>());
        let nothing = admin.get(&format!("{EVENTS}?after={after}")).is(200).body;
        assert_eq!((&nothing["items"], &nothing["next"]), (&json!([]), &json!(after)));
        let late = happens(world, "focs");
        world.settle();
        let more = admin.get(&format!("{EVENTS}?after={after}")).is(200).body;
        assert_eq!(more["items"][0]["subject"]["id"], json!(late.to_string()));
    }

    fn what_is_asked_for_narrows_the_log_and_times_are_half_open(world) {
        let admin = world.of_the_authority(Role::Administrator);
        let (first, noon) = (happens(world, "focs"), now(world));
        world.clock().advance(SignedDuration::from_hours(1));
        let (second, one) = (happens(world, "dts"), now(world));
        world.settle();
        let found = |query: &str| -> Vec<String> {
            let reply = admin.get(&format!("{EVENTS}?actor=worker:clock&{query}")).is(200);
            let items = reply.body["items"].as_array().unwrap().clone();
            items.iter().map(|item| item["subject"]["id"].as_str().unwrap().to_owned()).collect()
        };
        let (first, second) = (first.to_string(), second.to_string());
        assert_eq!(found(""), [first.as_str(), second.as_str()]);
        assert_eq!(found("framework=focs"), [first.as_str()]);
        assert_eq!(found(&format!("subject={second}")), [second.as_str()]);
        assert_eq!(found(&format!("from={noon}&to={one}")), [first.as_str()], "to is not in");
        assert_eq!(found(&format!("from={one}")), [second], "from is in");
        assert_eq!(found(&format!("to={noon}")), Vec::<String>::new());
        assert_eq!(admin.get(&format!("{EVENTS}?actor=worker:seed&framework=focs")).is(200).body["items"], json!([]));
    }

    fn a_query_that_is_not_understood_is_refused(world) {
        let admin = world.of_the_authority(Role::Administrator);
        for query in ["limit=0", "limit=1001", "after=-1", "after=x", "from=yesterday", "subject=7", "colour=red"] {
            admin.get(&format!("{EVENTS}?{query}")).is_problem(400, "invalid_query");
        }
    }

    fn the_verdict_finds_what_was_changed_behind_the_logs_back(world) {
        let admin = world.of_the_authority(Role::Administrator);
        let first = happens(world, "focs");
        happens(world, "focs");
        world.settle();
        let whole = admin.get(VERDICT).is(200).body;
        assert_eq!(whole["verdict"], "whole");
        let last = admin.get(&format!("{EVENTS}?limit=1000")).is(200).body;
        assert_eq!(last["items"].as_array().unwrap().last().unwrap()["hash"], whole["head"]);

        at_database(world, "DROP TRIGGER events_never_change", "DROP TRIGGER events_never_change ON events");
        let lie = format!("UPDATE events SET body = '{{}}' WHERE subject_id = '{first}'");
        at_database(world, &lie, &lie);
        assert_eq!(admin.get(VERDICT).is(200).body["verdict"], "broken");
    }

    fn the_verdict_finds_an_index_that_lies(world) {
        let admin = world.of_the_authority(Role::Administrator);
        happens(world, "focs");
        world.settle();
        at_database(world, "DROP TRIGGER seals_never_change", "DROP TRIGGER seals_never_change ON seals");
        let lie = "UPDATE seals SET framework = NULL WHERE framework = 'focs'";
        at_database(world, lie, lie);
        assert_eq!(admin.get(VERDICT).is(200).body["verdict"], "broken");
    }

    fn the_verdict_finds_a_time_that_would_not_be_found(world) {
        let admin = world.of_the_authority(Role::Administrator);
        happens(world, "focs");
        world.settle();
        assert_eq!(admin.get(VERDICT).is(200).body["verdict"], "whole");
        let lie = "UPDATE log_stretches SET latest = earliest - 1";
        at_database(world, lie, lie);
        let verdict = admin.get(VERDICT).is(200).body;
        assert_eq!((&verdict["verdict"], &verdict["number"]), (&json!("broken"), &json!(1)));
    }
}

fn now(world: &World) -> Timestamp {
    world.market.clock().now()
}
