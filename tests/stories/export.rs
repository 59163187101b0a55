//! A directory is taken away whole: as CSV, GeoJSON and NDJSON, with the filters of the query.

use crate::listings::{open_world, published};
use serde_json::Value;
use std::collections::BTreeSet;
use stories::{Reply, World, json, offering_step, story};

fn export(world: &World, query: &str) -> Reply {
    world.visitor().get(&format!("/api/v1/directories/carers/export?{query}"))
}

fn cells(line: &str) -> Vec<&str> {
    line.split(',').collect()
}

story! {
    fn every_format_holds_every_listing_once(world) {
        let (provider, jo) = open_world(world);
        let first: domain::OfferingId = published(provider, &jo, |_| {}).parse().unwrap();
        // More than one piece of an export.
        let mut ids: BTreeSet<String> = world.gives_many_like(first, 1_100).iter().map(ToString::to_string).collect();
        ids.insert(first.to_string());
        world.settle();

        let csv = export(world, "format=csv").is(200);
        assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
        assert_eq!(csv.header("content-disposition"), Some("attachment; filename=\"carers.csv\""));
        let mut lines = csv.text.lines();
        assert_eq!(cells(lines.next().unwrap())[..4], ["id", "name", "name_cy", "provider"]);
        let rows: Vec<&str> = lines.map(|line| cells(line)[0]).collect();
        assert_eq!((rows.len(), rows.iter().map(ToString::to_string).collect()), (ids.len(), ids.clone()));

        let lines = export(world, "format=ndjson&near=LS1+4AP").is(200);
        let listings: Vec<Value> = lines.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(listings.len(), ids.len());
        assert!(listings[0]["distance_km"].is_f64(), "{}", listings[0]);

        let collection = export(world, "format=geojson").is(200);
        assert_eq!(collection.body["type"], "FeatureCollection");
        let features = collection.body["features"].as_array().unwrap();
        let shown: BTreeSet<String> = features.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!((features.len(), shown), (ids.len(), ids));
        let at = &features[0]["geometry"]["coordinates"];
        assert!(at[0].as_f64().unwrap() < 0.0 && at[1].as_f64().unwrap() > 50.0, "east before north: {at}");
    }

    fn an_export_takes_filters_and_nothing_that_would_make_it_partial(world) {
        let (provider, jo) = open_world(world);
        let formula = published(provider, &jo, |draft| draft["name"] = json!("=HYPERLINK(1)"));
        world.settle();
        assert!(export(world, "format=csv").is(200).text.contains(",'=HYPERLINK(1),"), "no formula reaches a spreadsheet");
        assert_eq!(export(world, "format=ndjson&channel=web_chat").is(200).text, "");
        for (query, pointer) in [
            ("", "?format"),
            ("format=xlsx", "?format"),
            ("format=csv&format=csv", "?format"),
            ("format=csv&limit=5", "?limit"),
            ("format=csv&after=x", "?after"),
            ("format=csv&channel=paper", "?channel"),
            ("format=csv&within_km=5", "?within_km"),
        ] {
            assert_eq!(export(world, query).is_problem(400, "invalid_query").pointers(), [pointer], "{query}");
        }
        world.visitor().get("/api/v1/directories/nowhere/export?format=csv").is_problem(404, "not_found");

        let tag = export(world, "format=csv").header("etag").unwrap().to_owned();
        let again = world.visitor().with("If-None-Match", &tag);
        again.get("/api/v1/directories/carers/export?format=csv").is(304);
        jo.at_version(2).post(&offering_step(&formula, "end"), &json!({})).is(200);
        world.settle();
        let gone = again.get("/api/v1/directories/carers/export?format=csv").is(200);
        assert_eq!(gone.text.lines().count(), 1, "the head is left: {}", gone.text);
    }
}
