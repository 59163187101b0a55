//! A service asks for many people at once.

use super::keys::issued;
use super::listings::{open_world, published};
use stories::{Reply, Session, World, json, story};

const BATCH: &str = "/api/v1/directories/carers/listings/batch";

/// A directory with two listings, and a program with a key to it.
fn program(world: &World) -> Session {
    let (provider, jo) = open_world(world);
    published(provider, &jo, |draft| draft["name"] = json!("In Leeds"));
    published(provider, &jo, |draft| {
        draft["name"] = json!("In Cardiff");
        draft["channels"] = json!(["in_person"]);
        draft["place"]["address"]["town"] = json!("Cardiff");
        draft["place"]["address"]["postcode"] = json!("CF10 1EP");
        draft["area"] = json!(null);
    });
    let secret = issued(world, &json!({"name": "Bereavement service"})).body["secret"].clone();
    world.settle();
    world.visitor().with_token(secret.as_str().unwrap())
}

fn codes(reply: &Reply) -> Vec<&str> {
    let errors = reply.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().filter_map(|error| error["code"].as_str()).collect()
}

story! {
    fn each_postcode_is_answered_or_refused_by_itself(world) {
        let program = program(world);
        let near = json!(["LS1 4AP", "nowhere", "cf10 1ep", "", "JE2 3AB", "LS1 4AP", "BF1 3AA", "LS1"]);

        let answer = program.post(BATCH, &json!({"near": near, "limit": 1, "channel": ["in_person"]})).is(200);

        let items = answer.body["items"].as_array().unwrap();
        let said: Vec<_> = items.iter().map(|item| item["near"].clone()).collect();
        assert_eq!(json!(said), near, "in the order in which they were given");
        let of = |position: usize| items[position]["items"][0]["name"].as_str();
        assert_eq!([of(0), of(2), of(5)], [Some("In Leeds"), Some("In Cardiff"), Some("In Leeds")]);
        assert_eq!(items[0], items[5], "the same twice is the same answer twice");
        assert_eq!(items[0]["total"], 2);
        let code = |position: usize| items[position]["code"].as_str();
        assert_eq!(
            [code(1), code(3), code(4)],
            [Some("invalid_near"), Some("invalid_near"), Some("in_a_crown_dependency")]
        );
        assert!(items[1]["detail"].as_str().unwrap().contains("postcode"));
        assert_eq!(items[6]["origin"]["precision"], "elsewhere", "forces are answered with what reaches everywhere");
        assert_eq!(items[7]["origin"]["precision"], "outcode");

        let alone = world.visitor().get("/api/v1/directories/carers/listings?near=LS1+4AP&limit=1&channel=in_person");
        assert_eq!(items[0]["items"], alone.body["items"], "a listing is told as the query tells it");
        assert_eq!(items[0]["origin"], alone.body["origin"]);
        let minimal = program.post(BATCH, &json!({"near": ["LS1 4AP"], "form": "minimal"})).is(200);
        assert_eq!(minimal.body["items"][0]["items"][0].as_object().unwrap().len(), 3);
    }

    fn a_thousand_are_answered_and_no_more(world) {
        let program = program(world);
        let near = |count: usize| json!({"near": vec!["LS1 4AP"; count], "within_km": 40});
        let answer = program.post(BATCH, &near(1_000)).is(200);
        let items = answer.body["items"].as_array().unwrap();
        assert!(items.len() == 1_000 && items.iter().all(|item| item["total"] == 1), "{} items", items.len());
        let refused = program.post(BATCH, &near(1_001)).is_problem(422, "invalid_fields");
        assert_eq!((refused.pointers(), codes(&refused)), (vec!["/near"], vec!["too_many"]));
        assert_eq!(program.post(BATCH, &near(25)).body["items"].as_array().unwrap().len(), 25, "a whole piece");
    }

    fn what_cannot_be_asked_is_refused_whole_with_its_place(world) {
        let program = program(world);
        for (body, pointers) in [
            (json!({}), vec!["/near"]),
            (json!({"near": []}), vec!["/near"]),
            (json!({"near": ["LS1 4AP"], "limit": 0}), vec!["/limit"]),
            (json!({"near": ["LS1 4AP"], "limit": 21}), vec!["/limit"]),
            (json!({"near": ["LS1 4AP"], "channel": ["paper"], "open_at": "soon"}), vec!["/channel", "/open_at"]),
            (json!({"near": ["nowhere"], "within_km": -4}), vec!["/within_km"]),
            (json!({"near": [""], "language": ["xx"]}), vec!["/language"]),
            (json!({"near": ["LS1 4AP"], "q": "a ".repeat(300)}), vec!["/q"]),
        ] {
            let refused = program.post(BATCH, &body).is_problem(422, "invalid_fields");
            assert_eq!(refused.pointers(), pointers, "{body}");
        }
        for (body, pointer) in [
            (json!({"near": "LS1 4AP"}), "/near"),
            (json!({"near": ["LS1 4AP", 7]}), "/near/1"),
            (json!({"near": ["LS1 4AP"], "limit": "many"}), "/limit"),
            (json!({"near": ["LS1 4AP"], "limit": -1}), "/limit"),
            (json!({"near": ["LS1 4AP"], "channel": "in_person"}), "/channel"),
            (json!({"near": null}), "/near"),
        ] {
            assert_eq!(program.post(BATCH, &body).is_problem(422, "invalid_fields").pointers(), [pointer], "{body}");
        }
        program.post(BATCH, &json!({"near": ["LS1 4AP"], "after": "x"})).is_problem(422, "invalid_fields");
        program.post(BATCH, &json!({"near": ["LS1 4AP"], "form": "whole"})).is_problem(422, "unknown_value");
        program.post(BATCH, &json!(["LS1 4AP"])).is_problem(422, "invalid_fields");
        program.send("POST", BATCH, Some("application/json"), b"{\"near\":[").is_problem(400, "invalid_json");
        program.send("POST", BATCH, Some("text/csv"), b"LS1 4AP").is_problem(415, "not_json");
        let long = json!({"near": ["x".repeat(300_000)]});
        program.post(BATCH, &long).is_problem(413, "body_too_long");
        let odd = json!({"near": ["x".repeat(10_000), "LS1 4AP\u{0007}"], "within_km": 5});
        let answer = program.post(BATCH, &odd).is(200);
        assert_eq!(answer.body["items"][0]["code"], "invalid_near");
        program.post("/api/v1/directories/nowhere/listings/batch", &json!({"near": ["LS1"]})).is_problem(404, "not_found");
        program.get(BATCH).is_problem(404, "not_found");
    }
}
