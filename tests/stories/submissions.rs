//! What was submitted, for ever.

use stories::{focs_answers, json, story};

story! {
    fn what_was_submitted_is_kept_word_for_word_under_its_hash(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        let draft = json!({"provider": provider.id, "framework": "focs", "lot": "in-person"});
        let started = provider.owner.post("/api/v1/placements", &draft).is(201);
        let address = started.header("location").unwrap().to_owned();
        let submission = format!("{address}/submission");
        provider.owner.get(&submission).is_problem(404, "not_found");
        provider.owner.changes(&address, &json!({"answers": focs_answers()})).is(200);
        provider.owner.does(&address, "submission", &json!({})).is(200);

        let kept = provider.owner.get(&submission).is(200);
        let document = kept.body["document"].as_str().unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(document).unwrap(), kept.body["submission"]);
        let digest = ring::digest::digest(&ring::digest::SHA256, document.as_bytes());
        let hash: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(kept.body["sha256"], hash.as_str());
        assert_eq!(kept.body["submission"]["provider"], "Age Well Leeds");
        assert!(kept.body["submission"]["answers"].as_array().unwrap().iter().all(|it| it["question"] != ""));

        let path = submission.trim_start_matches("/api/v1");
        let page = world.browser_of(&provider.owner).open(path).is(200).says("Age Well Leeds");
        let _ = page.says("the application as it was sent").says(&hash);
        let (_, sam) = world.provider("Silver Surfers York");
        sam.get(&submission).is_problem(404, "not_found");
        let _ = world.browser_of(&sam).open(path).is(404);
    }
}
