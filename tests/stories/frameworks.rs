//! Frameworks and the Standard: data, in versions that never change, read by everyone.

use domain::Role;
use stories::{json, story};

pub(crate) fn small(version: u32, title: &str) -> serde_json::Value {
    json!({
        "version": version, "id": "small", "name": "A small framework", "name_cy": "Fframwaith bach",
        "summary": "For a story", "summary_cy": "Ar gyfer stori", "authority": "signpost-authority",
        "instrument": "framework", "regime": "PA2023",
        "dates": {"opens": "2027-03-01T09:00:00", "closes": "2027-03-20T12:00:00", "starts": "2027-05-01T00:00:00"},
        "lot": [{
            "number": 1, "id": "only", "title": title, "title_cy": "Unig", "summary": "x", "summary_cy": "x",
            "covers": ["telephone"],
            "questions": [{"id": "how", "kind": "text", "question": "How?", "required": true, "max_words": 20}],
        }],
    })
}

story! {
    fn everyone_reads_frameworks_lots_and_the_standard(world) {
        world.focs();
        let anyone = world.visitor();

        let all = anyone.get("/api/v1/frameworks").is(200);
        assert_eq!((&all.body["items"][0]["slug"], &all.body["items"][0]["admits"]), (&json!("focs"), &json!(true)));

        let lot = anyone.get("/api/v1/frameworks/focs/lots/in-person").is(200);
        assert_eq!(lot.body["lot"]["questions"][3]["kind"], "yes_no");
        assert_eq!(lot.body["lot"]["questions"][3]["follow_ups"][0]["when"], "no");
        anyone.get("/api/v1/frameworks/focs/lots/by-pigeon").is_problem(404, "not_found");
        anyone.get("/api/v1/frameworks/focs?version=9").is_problem(404, "not_found");
        anyone.get("/api/v1/frameworks/Not_A_Slug").is_problem(404, "not_found");

        let standards = anyone.get("/api/v1/standards").is(200);
        assert_eq!(standards.body["items"][0]["in_force"], true);
        assert_eq!(anyone.get("/api/v1/standards/1").is(200).body["groups"].as_array().unwrap().len(), 10);
        anyone.get("/api/v1/standards/7").is_problem(404, "not_found");
    }

    fn a_second_framework_needs_no_release_and_a_version_never_changes(world) {
        let manager = world.of_the_authority(Role::CategoryManager);
        let load = |body| manager.post("/api/v1/frameworks", &body);

        assert_eq!(load(small(1, "One")).is(201).body["state"], "open");
        load(small(1, "One")).is(200);
        load(small(1, "Two")).is_problem(409, "framework_version_not_newer");
        load(small(2, "Two")).is(201);
        load(small(1, "One")).is(200);

        let title = |query: &str| {
            manager.get(&format!("/api/v1/frameworks/small/lots/only{query}")).is(200).body["lot"]["title"].clone()
        };
        assert_eq!((title(""), title("?version=1")), (json!("Two"), json!("One")));
    }

    fn a_wrong_definition_has_every_fault_named_and_only_the_authority_loads(world) {
        let manager = world.of_the_authority(Role::CategoryManager);
        let mut wrong = small(1, "One");
        wrong["lot"][0]["covers"] = json!(["paper"]);
        wrong["lot"][0]["questions"][0]["max_words"] = json!(0);
        let refused = manager.post("/api/v1/frameworks", &wrong).is_problem(422, "invalid_fields");
        assert_eq!(refused.pointers(), ["/lot/0/covers/0", "/lot/0/questions/0/max_words"]);
        assert!(refused.text.contains("Paper is not a channel"));

        world.person("Jo").post("/api/v1/frameworks", &small(1, "One")).is_problem(403, "wrong_role");
        world.visitor().post("/api/v1/frameworks", &small(1, "One")).is_problem(401, "sign_in");
        assert_eq!(world.visitor().get("/api/v1/frameworks").is(200).body["items"], json!([]));
    }

    fn a_framework_that_ends_without_a_tender_stays_so_whatever_the_calendar_says(world) {
        let manager = world.of_the_authority(Role::CategoryManager);
        manager.post("/api/v1/frameworks", &small(1, "One")).is(201);
        let ending = json!({"ending": "unsuccessful", "reason": "No suitable tender was received."});
        let end = |version| manager.at_version(version).post("/api/v1/frameworks/small/end", &ending);

        manager.post("/api/v1/frameworks/small/end", &ending).is_problem(428, "if_match_required");
        end(7).is_problem(412, "stale");
        assert_eq!(end(1).is(200).body["state"], "unsuccessful");
        end(2).is_problem(409, "framework_cannot_end_so");

        world.clock().advance(jiff::SignedDuration::from_hours(24 * 365));
        assert_eq!(world.visitor().get("/api/v1/frameworks/small").is(200).body["state"], "unsuccessful");
    }

    fn the_clock_writes_down_that_a_framework_moved(world) {
        let manager = world.of_the_authority(Role::CategoryManager);
        let id = manager.post("/api/v1/frameworks", &small(1, "One")).is(201).id();
        world.clock().advance(jiff::SignedDuration::from_hours(24 * 20));
        let moved = world.events_about(&id);
        assert_eq!(moved.last().unwrap(), &("framework.moved".to_owned(), "worker:clock".to_owned()));
        assert_eq!(world.events_about(&id).len(), moved.len(), "once");
    }
}
