//! How much of each listing is told: its name, what a list shows, or everything.

use super::listings::{open_world, published};
use serde_json::Value;
use stories::{Reply, World, json, story};

fn asked(world: &World, query: &str) -> Reply {
    world.visitor().get(&format!("/api/v1/directories/carers/listings?near=LS1+4AP{query}"))
}

fn exported(world: &World, query: &str) -> Reply {
    world.visitor().get(&format!("/api/v1/directories/carers/export?{query}"))
}

fn keys(of: &Value) -> Vec<&str> {
    of.as_object().unwrap().keys().map(String::as_str).collect()
}

story! {
    fn a_listing_is_told_by_its_name_as_lists_show_it_or_whole(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |draft| draft["name"] = json!("Help \"with\" \\ forms"));
        world.settle();

        let usual = asked(world, "").is(200);
        assert_eq!(usual.text, asked(world, "&form=summary").is(200).text, "what is usual is the summary");
        let minimal = asked(world, "&form=minimal").is(200);
        assert_eq!(keys(&minimal.body["items"][0]), ["distance_km", "id", "name"]);
        assert_eq!(minimal.body["items"][0]["name"], "Help \"with\" \\ forms");
        assert_eq!((&minimal.body["total"], &minimal.body["facets"]), (&json!(1), &json!({})));
        assert_eq!(minimal.body["items"][0]["distance_km"], usual.body["items"][0]["distance_km"]);

        let mut full = asked(world, "&form=full").is(200).body["items"][0].clone();
        let entry = world.visitor().get(&format!("/api/v1/directories/carers/listings/{id}")).is(200).body;
        let distance = full.as_object_mut().unwrap().remove("distance_km").unwrap();
        assert!(distance.is_f64());
        assert_eq!(full, entry, "the full form is what the entry's own address gives");
        assert_eq!(asked(world, "&form=full").body["facets"], usual.body["facets"]);
    }

    fn exports_take_a_form_where_it_fits(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();
        let minimal = exported(world, "format=csv&form=minimal&near=LS1+4AP").is(200);
        assert_eq!(minimal.text.lines().next(), Some("id,name,distance_km"));
        let whole: Value = serde_json::from_str(&exported(world, "format=ndjson&form=full").is(200).text).unwrap();
        assert_eq!(whole["place"]["lines"], json!(["1 High Street"]));
        let feature = &exported(world, "format=geojson&form=minimal").is(200).body["features"][0];
        assert_eq!(keys(&feature["properties"]), ["distance_km", "id", "name"]);
        let refused = exported(world, "format=csv&form=full").is_problem(400, "invalid_query");
        assert_eq!((refused.pointers(), &refused.body["errors"][0]["code"]), (vec!["?form"], &json!("not_of_format")));
    }

    fn no_other_form_is_understood(world) {
        open_world(world);
        world.settle();
        for query in ["&form=whole", "&form=FULL", "&form=full&form=full", "&form=minimal,full"] {
            let refused = asked(world, query).is_problem(400, "invalid_query");
            assert_eq!(refused.pointers(), ["?form"], "{query}");
            let export = exported(world, &format!("format=ndjson{query}")).is_problem(400, "invalid_query");
            assert_eq!(export.pointers(), ["?form"], "{query}");
        }
        asked(world, "&form=").is(200);
        let page = world.visitor().get("/d/carers?near=LS1+4AP&form=full");
        assert!(page.status < 500, "pages have one form: {}", page.status);
    }
}
