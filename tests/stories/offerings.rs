//! A provider keeps its offerings.

use stories::{json, offering_step, story, support};

story! {
    fn an_offering_is_drafted_published_paused_resumed_and_ended(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let offerings = format!("/api/v1/organisations/{provider}/offerings");

        let drafted = jo.post(&offerings, &support()).is(201);
        let id = drafted.id();
        assert_eq!(drafted.body["state"], "draft");
        assert_eq!(drafted.body["missing"], json!([]));
        let location = &drafted.body["support"]["place"]["location"];
        assert_eq!(location["authority"], "E08000035", "the postcode was looked up");

        let live = jo.at_version(1).post(&offering_step(&id, "publication"), &json!({})).is(200);
        assert_eq!(live.body["state"], "live");
        jo.at_version(1).post(&offering_step(&id, "end"), &json!({})).is_problem(412, "stale");
        let pause = json!({"reason": "The lift is mended", "until": "2027-04-01"});
        let paused = jo.at_version(2).post(&offering_step(&id, "pause"), &pause).is(200);
        assert_eq!(paused.body["paused_until"], "2027-04-01");
        jo.at_version(3).post(&offering_step(&id, "resumption"), &json!({})).is(200);
        jo.at_version(4).post(&offering_step(&id, "confirmation"), &json!({})).is(200);
        jo.at_version(5).post(&offering_step(&id, "end"), &json!({})).is(200);
        let again = jo.at_version(6).post(&offering_step(&id, "publication"), &json!({}));
        again.is_problem(409, "offering_not_in_that_state");

        let listed = jo.get(&offerings).is(200);
        assert_eq!(listed.body["items"][0]["state"], "ended");
        jo.post(&offering_step(&id, "end"), &json!({})).is_problem(428, "if_match_required");
    }

    fn nobody_else_knows_of_an_offering(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let (_, sam) = world.provider("Silver Surfers York");
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        let id = jo.post(&offerings, &support()).is(201).id();

        sam.get(&format!("/api/v1/offerings/{id}")).is_problem(404, "not_found");
        sam.get(&offerings).is_problem(404, "not_found");
        sam.post(&offerings, &support()).is_problem(404, "not_found");
        sam.at_version(1).put(&format!("/api/v1/offerings/{id}"), &support()).is_problem(404, "not_found");
        world.visitor().get(&format!("/api/v1/offerings/{id}")).is_problem(401, "sign_in");
    }

    fn a_draft_may_be_incomplete_but_is_published_only_whole(world) {
        let (provider, jo) = world.provider("Age Well Leeds");
        let begun = jo.post(&format!("/api/v1/organisations/{provider}/offerings"), &json!({"name": "Help"})).is(201);
        let refused = jo.at_version(1).post(&offering_step(&begun.id(), "publication"), &json!({}));
        let refused = refused.is_problem(422, "offering_incomplete");
        for needed in ["/summary", "/channels", "/hours", "/languages", "/services"] {
            assert!(refused.pointers().contains(&needed), "{needed} of {:?}", refused.pointers());
        }
    }

    fn what_the_policy_refuses_is_refused_with_its_reason(world) {
        world.catalogue();
        let (provider, jo) = world.provider("Age Well Leeds");
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        let refused = |field: &str, value: serde_json::Value| {
            let mut draft = support();
            draft[field] = value;
            jo.post(&offerings, &draft).is_problem(422, "invalid_fields")
        };
        let paper = refused("channels", json!(["paper"]));
        assert_eq!(paper.pointers(), ["/channels/0"]);
        assert!(paper.text.contains("Paper is not a channel"), "{}", paper.text);
        assert!(refused("phone", json!("0845 123 4567")).text.contains("support is free to the user"));
        let unseen = json!({"supported": true, "user_is_present": true, "user_sees_screen": false});
        assert_eq!(refused("identity_check", unseen).pointers(), ["/identity_check/supported"]);
        assert_eq!(refused("languages", json!(["xx"])).pointers(), ["/languages"]);
        assert_eq!(refused("services", json!(["time-travel"])).pointers(), ["/services"]);
        let mut nowhere = support();
        nowhere["place"]["address"]["postcode"] = json!("ZE9 9ZZ");
        nowhere["area"] = json!({"kind": "everywhere"});
        let nowhere = jo.post(&offerings, &nowhere).is_problem(422, "invalid_fields");
        assert_eq!(nowhere.pointers(), ["/place/address/postcode"]);
    }
}
