//! What was submitted, for ever.

use domain::Role;
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
        provider.owner.answers(&address, &json!({"answers": focs_answers()})).is(200);
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

        // Both sides sign: what they signed is kept as well, and names what was submitted by its hash.
        let manager = world.of_the_authority(Role::CategoryManager);
        manager.does(&address, "assessment", &json!({})).is(200);
        manager.does(&address, "acceptance", &json!({"reason": "All answers were good."})).is(200);
        let signature = json!({"authority": "Resolution of the trustees", "name": "Jo Bloggs", "role": "Chair", "confirmed": true});
        provider.owner.does(&address, "signature", &signature).is(200);
        let agreement = format!("{address}/agreement");
        provider.owner.get(&agreement).is_problem(404, "not_found");
        manager.does(&address, "countersignature", &json!({})).is(200);
        let signed = provider.owner.get(&agreement).is(200);
        assert_eq!(signed.body["agreement"]["submission_sha256"], hash.as_str());
        assert_eq!(signed.body["agreement"]["signed_by"], "Jo Bloggs");
        let shown = world.browser_of(&manager).open(agreement.trim_start_matches("/api/v1")).is(200);
        let _ = shown.says("Jo Bloggs, Chair").says(signed.body["sha256"].as_str().unwrap());
        let (_, sam) = world.provider("Silver Surfers York");
        sam.get(&submission).is_problem(404, "not_found");
        let _ = world.browser_of(&sam).open(path).is(404);
    }
}
