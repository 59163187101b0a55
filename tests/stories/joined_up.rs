//! What stands beside an entry, and where a service sends people who cannot do it online.

use crate::isolation::open_drivers;
use crate::listings::{open_world, published};
use domain::Role;
use stories::{World, json, story};

/// A line by telephone that reaches everywhere.
pub(crate) fn line(draft: &mut serde_json::Value) {
    draft["name"] = json!("Help by telephone");
    draft["name_cy"] = json!("Help dros y ffôn");
    draft["channels"] = json!(["telephone"]);
    draft["place"] = json!(null);
    draft["area"] = json!({"kind": "everywhere"});
}

/// A service of caring that checks identity, or of which nobody needs help.
fn service(world: &World, slug: &str, more: impl Fn(&mut serde_json::Value)) {
    let mut draft = json!({
        "slug": slug, "name": format!("Claim {slug}"), "name_cy": format!("Hawlio {slug}"),
        "department": "dwp", "clusters": ["care"], "url": "https://www.gov.uk/claim",
    });
    more(&mut draft);
    let administrator = world.of_the_authority(Role::Administrator);
    administrator.post("/api/v1/services", &json!({"service": draft})).is(201);
}

story! {
    fn an_entry_shows_what_else_is_there_and_names_what_others_cover(world) {
        let (provider, jo) = open_world(world);
        world.puts_on_lot(provider, "telephone");
        let id = published(provider, &jo, |draft| draft["services"] = json!(["carers-allowance", "vehicle-tax"]));
        let upstairs = published(provider, &jo, |draft| draft["name"] = json!("Help upstairs"));
        let phone = published(provider, &jo, line);
        let of_drivers = published(provider, &jo, |draft| {
            draft["name"] = json!("Toll desk");
            draft["services"] = json!(["vehicle-tax"]);
        });
        world.settle();
        let entry = |base: &str, id: &str| world.visitor().get(&format!("{base}/listings/{id}")).is(200).text;

        let shown = entry("/d/carers", &id);
        assert!(shown.contains("Also at this place") && shown.contains(&format!("/d/carers/listings/{upstairs}")), "{shown}");
        assert!(shown.contains("Also by telephone or web chat") && shown.contains(&format!("/d/carers/listings/{phone}")), "{shown}");
        assert!(!shown.contains("Toll desk") && !shown.contains(&of_drivers), "nothing that only another lists: {shown}");
        assert!(!shown.contains("Vehicle tax"), "no directory is open for it");

        open_drivers(world);
        world.settle();
        let shown = entry("/d/carers", &id);
        assert!(shown.contains("Age Well Leeds also helps with 1 other service") && shown.contains("<li>Vehicle tax</li>"), "{shown}");
        assert!(!shown.contains("/d/drivers") && !shown.contains("Toll desk"), "the name, and no more: {shown}");
        assert!(entry("/d/carers/cy", &id).contains("Hefyd yn y lle hwn"));
        assert!(!entry("/d/carers", &phone).contains("Also at this place"), "a line is nowhere");
    }

    fn a_service_says_where_to_send_people_who_cannot_do_it_online(world) {
        let (provider, jo) = open_world(world);
        world.puts_on_lot(provider, "telephone");
        service(world, "checked", |draft| {
            draft["identity_check"] = json!(true);
            draft["identity_route"] = json!({
                "cannot_be_checked": "People without a passport", "cannot_be_checked_cy": "Pobl heb basbort",
                "other_route": "Call the claims line", "other_route_cy": "Ffoniwch y llinell hawlio",
            });
        });
        published(provider, &jo, |draft| { line(draft); draft["services"] = json!(["checked"]); });
        world.settle();

        let page = world.visitor().get("/d/carers/services/checked").is(200).text;
        for said in [
            "Claim checked: if you cannot do it online", "href=\"https://www.gov.uk/claim\"",
            "name=\"service\" value=\"checked\"", "Help by telephone", "tel:+441632960100",
            "People without a passport", "Call the claims line", "readonly", "Find someone near you: http",
            "/d/carers/services/checked", "/api/v1/directories/carers/services/checked",
        ] {
            assert!(page.contains(said), "{said} in {page}");
        }
        let welsh = world.visitor().get("/d/carers/cy/services/checked").is(200).text;
        for said in ["Hawlio checked: os na allwch ei wneud ar-lein", "Pobl heb basbort", "Help dros y ffôn"] {
            assert!(welsh.contains(said), "{said} in {welsh}");
        }
        let own = world.visitor().with("Host", "carers.example").get("/services/checked").is(200).text;
        assert!(own.contains("http://carers.example/services/checked"), "{own}");

        let data = world.visitor().get("/api/v1/directories/carers/services/checked").is(200);
        assert_eq!(data.body["reach_everywhere"][0]["name"], "Help by telephone");
        assert_eq!(data.body["service"]["identity_route"]["other_route"], "Call the claims line");
        assert_eq!(data.body["service"]["support"]["needed"], true);
        assert!(data.body["page_cy"].as_str().unwrap().ends_with("/d/carers/cy/services/checked"));
        let listings = data.body["listings"].as_str().unwrap().strip_prefix(world.base()).unwrap();
        assert_eq!(world.visitor().get(listings).is(200).body["total"], 1);
    }

    fn a_service_that_needs_no_help_says_why_and_one_that_is_not_the_directorys_is_not_there(world) {
        open_world(world);
        service(world, "staff", |draft| draft["support"] = json!({"users": "staff_at_work"}));
        service(world, "double", |draft| draft["support"] = json!({"same_outcome_from": "carers-allowance"}));
        world.settle();
        let staff = world.visitor().get("/d/carers/services/staff").is(200).text;
        assert!(staff.contains("helped by their employer") && !staff.contains("name=\"near\""), "{staff}");
        let double = world.visitor().get("/d/carers/services/double").is(200).text;
        assert!(double.contains("Carer&#39;s Allowance gives the same outcome"), "{double}");
        let data = world.visitor().get("/api/v1/directories/carers/services/staff").is(200);
        assert_eq!((&data.body["service"]["support"]["needed"], &data.body["reach_everywhere"]), (&json!(false), &json!([])));
        for nothing in ["vehicle-tax", "nonsense", "%00", "..%2F.."] {
            let page = world.visitor().get(&format!("/d/carers/services/{nothing}"));
            assert_eq!(page.status, 404, "{nothing}: {}", page.text);
            let data = world.visitor().get(&format!("/api/v1/directories/carers/services/{nothing}"));
            assert_eq!(data.status, 404, "{nothing}: {}", data.text);
        }
        world.visitor().get("/api/v1/directories/nowhere/services/staff").is_problem(404, "not_found");
    }
}
