//! Answers of an application that are files, what is left before it is sent, and what a program is told as a page tells it.

use domain::Role;
use stories::{Provider, World, focs_answers, json, story};

const PDF: &[u8] = b"%PDF-1.7 of the policy";

fn begun(world: &World, name: &str) -> (Provider, String) {
    world.focs();
    let provider = world.applicant(name, "voluntary");
    let application = json!({"provider": provider.id, "framework": "focs", "lot": "in-person"});
    let begun = provider.owner.post("/api/v1/placements", &application).is(201);
    let place = begun.header("location").unwrap().to_owned();
    (provider, place)
}

story! {
    fn a_file_answers_a_question_once_it_is_handed_in(world) {
        let (provider, place) = begun(world, "Age Well Leeds");
        let owner = &provider.owner;
        let stranger = json!({"name": "policy.pdf", "sha256": "ab".repeat(32), "bytes": 3});
        let named = json!({"answers": {"safeguarding_policy": stranger}});
        let refused = owner.changes(&place, &named).is_problem(422, "placement_incomplete");
        assert_eq!(refused.body["errors"][0]["code"], "file_not_handed_in");

        let hands_in = |question: &str, name: &str, bytes: &[u8]| owner.answers_by_file(&place, question, name, bytes);
        let kept = hands_in("safeguarding_policy", "policy.pdf", PDF).is(200);
        let file = kept.body["answers"]["safeguarding_policy"].clone();
        assert_eq!((&file["name"], &file["bytes"]), (&json!("policy.pdf"), &json!(PDF.len())));
        // What was read can be sent back, and stays.
        owner.changes(&place, &json!({"answers": {"safeguarding_policy": file}})).is(200);

        for (question, name, bytes, expected) in [
            ("safeguarding_policy", "policy.exe", &b"MZ"[..], "file_kind"),
            ("safeguarding_policy", "policy.pdf", b"MZ", "file_kind"),
            ("safeguarding_policy", "policy.pdf", b"", "file_kind"),
            ("places_at_start", "policy.pdf", PDF, "invalid"),
            ("nobody_asked", "policy.pdf", PDF, "unknown_question"),
        ] {
            let refused = hands_in(question, name, bytes).is(422);
            assert_eq!(refused.body["errors"][0]["code"], expected, "{question} {name}: {}", refused.text);
            assert_eq!(refused.pointers(), [format!("/answers/{question}")]);
        }
        let path = format!("{place}/answers/safeguarding_policy/file");
        let bytes = Some("application/octet-stream");
        owner.send("PUT", &path, bytes, PDF).is_problem(428, "if_match_required");
        let version = owner.get(&place).is(200).version();
        let nameless = owner.at_version(version).send("PUT", &path, bytes, PDF).is(422);
        assert_eq!(nameless.pointers(), ["?name"]);
        owner.at_version(version - 1).send("PUT", &format!("{path}?name=a.pdf"), bytes, PDF).is_problem(412, "stale");
        let long = vec![b'%'; 20_000_001];
        let too_long = owner.at_version(version).send("PUT", &format!("{path}?name=a.pdf"), bytes, &long);
        too_long.is_problem(413, "body_too_long");

        let read = owner.get(&path).is(200);
        assert_eq!(read.text.as_bytes(), PDF);
        assert_eq!(read.header("content-disposition"), Some("attachment; filename*=UTF-8''policy.pdf"));
        world.of_the_authority(Role::CategoryManager).get(&path).is(200);
        owner.get(&format!("{place}/answers/places_at_start/file")).is_problem(404, "not_found");
        let rival = world.applicant("Rival", "private");
        rival.owner.get(&path).is_problem(404, "not_found");
        rival.owner.at_version(version).send("PUT", &format!("{path}?name=a.pdf"), bytes, PDF).is_problem(404, "not_found");
        world.visitor().get(&path).is(401);
    }

    fn a_file_that_nothing_asks_for_is_not_taken_and_lost(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let application = json!({"provider": provider.id, "framework": "focs", "lot": "web-chat"});
        let begun = provider.owner.post("/api/v1/placements", &application).is(201);
        let place = begun.header("location").unwrap().to_owned();
        let hands_in = || provider.owner.answers_by_file(&place, "accessible_report", "report.pdf", PDF);
        for untested in [json!({}), json!({"answers": {"accessible": false}})] {
            provider.owner.changes(&place, &untested).is(200);
            let refused = hands_in().is(422);
            assert_eq!(refused.body["errors"][0]["code"], "not_asked", "{}", refused.text);
        }
        provider.owner.changes(&place, &json!({"answers": {"accessible": true}})).is(200);
        assert_eq!(hands_in().is(200).body["answers"]["accessible_report"]["name"], "report.pdf");
    }

    fn what_another_handed_in_answers_nothing_of_mine(world) {
        let (theirs, place) = begun(world, "Age Well Leeds");
        let kept = theirs.owner.answers_by_file(&place, "safeguarding_policy", "policy.pdf", PDF).is(200);
        let file = &kept.body["answers"]["safeguarding_policy"];
        let (mine, other) = begun(world, "Home Help York");
        let named = json!({"answers": {"safeguarding_policy": file}});
        let refused = mine.owner.changes(&other, &named).is_problem(422, "placement_incomplete");
        assert_eq!(refused.pointers(), ["/answers/safeguarding_policy"]);
    }

    fn what_is_left_is_told_until_nothing_is(world) {
        let (provider, place) = begun(world, "Age Well Leeds");
        let owner = &provider.owner;
        let path = format!("{place}/left-to-send");
        let pointers = || -> Vec<String> {
            let told = owner.get(&path).is(200);
            let reasons = told.body["reasons"].as_array().unwrap().iter();
            reasons.filter_map(|reason| reason["pointer"].as_str()).map(ToOwned::to_owned).collect()
        };
        assert!(pointers().contains(&"/answers/safeguarding_policy".to_owned()));
        owner.changes(&place, &json!({"answers": focs_answers()})).is(200);
        assert_eq!(pointers(), ["/answers/safeguarding_policy"]);
        owner.does(&place, "submission", &json!({})).is(422);
        owner.answers_by_file(&place, "safeguarding_policy", "policy.pdf", PDF).is(200);
        assert_eq!(owner.get(&path).is(200).body["reasons"], json!([]));
        owner.does(&place, "submission", &json!({})).is(200);
        assert_eq!(owner.get(&path).is(200).body["reasons"], json!([]));
        world.applicant("Rival", "private").owner.get(&path).is_problem(404, "not_found");
    }
}
