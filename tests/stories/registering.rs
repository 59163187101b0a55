//! A provider registers.

use stories::{json, story};

fn age_well() -> serde_json::Value {
    json!({
        "name": "Age Well Leeds",
        "sector": "voluntary",
        "form": "charity",
        "contact_email": "hello@agewell.example.org",
        "identifiers": [{"scheme": "GB-CHC", "number": "1234567"}],
    })
}

const PROVIDERS: &str = "/api/v1/organisations/providers";

story! {
    fn whoever_registers_a_provider_owns_it_and_nobody_else_knows_of_it(world) {
        let (jo, sam) = (world.person("Jo"), world.person("Sam"));

        let registered = jo.post(PROVIDERS, &age_well()).is(201);

        let address = registered.header("location").unwrap().to_owned();
        assert_eq!(registered.header("etag"), Some("\"1\""));
        assert_eq!(jo.get(&address).is(200).body["name"], "Age Well Leeds");
        sam.get(&address).is_problem(404, "not_found");
        world.visitor().get(&address).is_problem(401, "sign_in");
    }

    fn a_visitor_is_asked_to_sign_in_before_registering(world) {
        world.visitor().post(PROVIDERS, &age_well()).is_problem(401, "sign_in");
    }

    fn every_wrong_field_is_named_at_once(world) {
        let wrong = json!({"name": "", "sector": "voluntary", "form": "guild", "contact_email": "nowhere"});
        let refused = world.person("Jo").post(PROVIDERS, &wrong).is_problem(422, "invalid_fields");
        assert_eq!(refused.pointers(), ["/name", "/form", "/contact_email"]);
    }

    fn a_request_repeated_with_its_key_is_answered_again_and_done_once(world) {
        let jo = world.person("Jo").with("Idempotency-Key", "5b0a7c1e");
        let first = jo.post(PROVIDERS, &age_well()).is(201);
        let again = jo.post(PROVIDERS, &age_well()).is(201);
        assert_eq!(first.body, again.body);
        assert_eq!(first.header("location"), again.header("location"));

        let mut other = age_well();
        other["name"] = json!("Age Well York");
        jo.post(PROVIDERS, &other).is_problem(422, "idempotency_key_reused");
        // Keys are each actor's own.
        let sam = world.person("Sam").with("Idempotency-Key", "5b0a7c1e");
        other["identifiers"] = json!([]);
        assert_ne!(sam.post(PROVIDERS, &other).is(201).id(), first.id());
    }

    fn what_is_not_a_draft_is_refused_with_what_and_where(world) {
        let jo = world.person("Jo");
        let send = |kind: &str, body: &[u8]| jo.send("POST", PROVIDERS, Some(kind), body);
        send("application/json", b"{\"name\": ").is_problem(400, "invalid_json");
        send("application/json", b"{} {}").is_problem(400, "invalid_json");
        send("application/json", b"{\"name\": \"\xff\"}").is_problem(400, "invalid_json");
        send("text/plain", b"{\"name\": \"x\"}").is_problem(415, "not_json");
        let typed = send("application/json", br#"{"identifiers": [{"scheme": 7}]}"#);
        assert_eq!(typed.is_problem(422, "invalid_fields").pointers(), ["/identifiers/0/scheme"]);
        let unknown = send("application/json", br#"{"nmae": "x"}"#);
        assert!(unknown.is_problem(422, "invalid_fields").text.contains("nmae"));
        let huge = vec![b' '; 300_000];
        send("application/json", &huge).is_problem(413, "body_too_long");
    }
}
