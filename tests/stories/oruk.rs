//! Open Referral UK: what is published anywhere, open to everyone, and gone at once.

use crate::listings::{open_world, published};
use stories::{Reply, World, json, offering_step, story};

const FEED: &str = "/oruk/v3";

fn asked(world: &World, path: &str) -> Reply {
    let reply = world.visitor().get(&format!("{FEED}{path}"));
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"), "{path}");
    reply
}

/// The identifiers on a page of a list.
fn ids(reply: &Reply) -> Vec<String> {
    let contents = reply.body["contents"].as_array().unwrap();
    contents.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

story! {
    fn what_a_directory_lists_is_an_open_record(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();

        let list = asked(world, "/services").is(200);
        assert_eq!(ids(&list), [id.as_str()]);
        assert_eq!(list.body["contents"][0]["organization"]["name"], "Age Well Leeds");

        let service = asked(world, &format!("/services/{id}")).is(200).body;
        assert_eq!((&service["status"], &service["name"]), (&json!("active"), &json!("Help at the library")));
        assert_eq!(service["alternate_name"], "Help yn y llyfrgell");
        assert_eq!(service["assured_date"], world.today().to_string());
        assert!(service["accreditations"].as_str().unwrap().contains("/quality-marks/"));
        let places = service["service_at_locations"].as_array().unwrap();
        assert_eq!(places.len(), 1, "only the channel of the lot: not by telephone");
        let location = &places[0]["location"];
        assert_eq!(location["location_type"], "physical");
        let address = json!({
            "id": location["addresses"][0]["id"], "location_id": location["id"], "address_1": "1 High Street",
            "city": "Leeds", "region": "Leeds", "state_province": "England", "postal_code": "LS1 4AP",
            "country": "GB", "address_type": "physical",
        });
        assert_eq!(location["addresses"], json!([address]));
        assert_eq!(location["accessibility"].as_array().unwrap().len(), 2);
        let text = asked(world, &format!("/services/{id}")).text;
        for empty in ["null", "[]", "\"\"", "{}"] {
            assert!(!text.contains(&format!(":{empty}")), "what has no value is left out: {empty}");
        }
        assert!(!text.contains('@'), "nobody's address is given away");
    }

    fn an_offering_that_pauses_is_gone_from_every_list(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        asked(world, &format!("/services/{id}")).is(200);
        jo.at_version(2).post(&offering_step(&id, "pause"), &json!({"reason": "Works"})).is(200);
        world.settle();
        for list in ["/services", "/service_at_locations", "/organizations"] {
            let reply = asked(world, list).is(200);
            assert_eq!((&reply.body["total_items"], &reply.body["empty"]), (&json!(0), &json!(true)), "{list}");
        }
        asked(world, &format!("/services/{id}")).is_problem(404, "not_found");
        asked(world, &format!("/organizations/{provider}")).is_problem(404, "not_found");
    }
}
