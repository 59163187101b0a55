//! Open Referral UK: what is published anywhere, open to everyone, and gone at once.

use crate::listings::{open_directory, open_world, published};
use domain::Role;
use domain::offerings::Channel::{InPerson, Telephone, WebChat};
use jiff::SignedDuration;
use marketplace::Market;
use std::collections::BTreeSet;
use stories::{Reply, World, carers, json, offering_step, story};

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

/// An offering by telephone, everywhere.
fn line(draft: &mut serde_json::Value) {
    draft["name"] = json!("Help by telephone");
    draft["channels"] = json!(["telephone"]);
    draft["place"] = json!(null);
    draft["area"] = json!({"kind": "everywhere"});
    draft["text_relay"] = json!("18001 01632 960100");
}

/// A place in another town, of another provider, where other languages are spoken.
fn in_york(draft: &mut serde_json::Value) {
    (draft["name"], draft["name_cy"]) = (json!("Help in the market hall"), json!(null));
    draft["place"]["name"] = json!("Market Hall");
    draft["place"]["address"] = json!({"lines": ["2 Coney Street"], "town": "York", "postcode": "YO1 9QL"});
    draft["languages"] = json!(["en", "cy"]);
    draft["facilities"] = json!([]);
}

/// The identifier of a term.
fn term(world: &World, code: &str) -> String {
    let lines = asked(world, "/taxonomy_terms?format=ndjson").is(200).text;
    let mut terms = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    terms.find(|term| term["code"] == code).unwrap_or_else(|| panic!("no term {code}"))["id"]
        .as_str()
        .unwrap()
        .to_owned()
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

    fn telephone_and_web_chat_are_virtual_locations(world) {
        let (provider, jo) = open_directory(world);
        world.gives_mark(provider, &[Telephone, WebChat]);
        world.puts_on_lot(provider, "telephone");
        world.puts_on_lot(provider, "web-chat");
        let id = published(provider, &jo, |draft| {
            line(draft);
            draft["channels"] = json!(["telephone", "web_chat"]);
            draft["web_chat"] = json!({"url": "https://chat.example.org/help"});
        });
        world.settle();
        let service = asked(world, &format!("/services/{id}")).is(200).body;
        let places = service["service_at_locations"].as_array().unwrap();
        let of = |name: &str| {
            let of_this_name = |place: &&serde_json::Value| place["location"]["name"] == name;
            &places.iter().find(of_this_name).unwrap()["location"]
        };
        assert!(places.iter().all(|place| place["location"]["location_type"] == "virtual"));
        assert_eq!(of("Telephone")["phones"][0]["number"], "01632 960100");
        assert_eq!(of("Telephone")["phones"][1]["type"], "textphone");
        assert_eq!((&of("Web chat")["url"], &service["url"]), (&json!("https://chat.example.org/help"), &json!("https://chat.example.org/help")));
        for schedule in service["schedules"].as_array().unwrap() {
            let place = places.iter().find(|place| place["id"] == schedule["service_at_location_id"]).unwrap();
            assert_eq!(schedule["attending_type"], place["location"]["name"]);
            assert_eq!((&schedule["opens_at"], &schedule["byday"]), (&json!("09:00"), &json!("MO,TU,FR")));
        }
        assert_eq!(service["service_areas"][0]["name"], "United Kingdom");
        assert_eq!(service["cost_options"][0]["amount"], 0.0);
        let one = places[0]["id"].as_str().unwrap();
        assert_eq!(asked(world, &format!("/service_at_locations/{one}")).is(200).body["service"]["id"], id.as_str());
    }

    fn every_filter_narrows_and_all_hold_together(world) {
        let (leeds, jo) = open_world(world);
        world.puts_on_lot(leeds, "telephone");
        let at_the_library = published(leeds, &jo, |draft| draft["channels"] = json!(["in_person"]));
        let by_telephone = published(leeds, &jo, line);
        let (york, mo) = world.provider("Silver Surfers York");
        world.gives_mark(york, &[InPerson]);
        world.puts_on_lot(york, "in-person");
        world.clock().advance(SignedDuration::from_hours(1));
        let before = world.market.clock().now();
        let in_york = published(york, &mo, in_york);
        world.settle();

        let (welsh, english, step_free) = (term(world, "cy"), term(world, "en"), term(world, "step_free"));
        let (lot, need) = (term(world, "focs/1"), term(world, "care"));
        let facilities = asked(world, &format!("/taxonomy_terms/{step_free}")).is(200).body["taxonomy_id"].clone();
        let facilities = facilities.as_str().unwrap();
        let all = [&at_the_library, &by_telephone, &in_york];
        let (library, line, hall) = ([&at_the_library], [&by_telephone], [&in_york]);
        let (from_leeds, from_york) = ([&at_the_library, &in_york], [&in_york, &at_the_library]);
        let nothing = uuid::Uuid::now_v7();
        let cases: Vec<(String, &[&String])> = vec![
            (String::new(), &all),
            (format!("?taxonomy_term_id={welsh}"), &hall),
            (format!("?taxonomy_term_id={english}"), &all),
            (format!("?taxonomy_term_id={english}&taxonomy_term_id={step_free}"), &all[..2]),
            (format!("?taxonomy_term_id={welsh}&taxonomy_term_id={step_free}"), &[]),
            (format!("?taxonomy_id={facilities}"), &all[..2]),
            (format!("?taxonomy_term_id={lot}&taxonomy_id={facilities}"), &library),
            (format!("?taxonomy_term_id={need}&search=market"), &hall),
            (format!("?taxonomy_term_id={nothing}"), &[]),
            (format!("?organization_id={leeds}"), &all[..2]),
            (format!("?organization_id={leeds}&search=telephone"), &line),
            (format!("?organization_id={nothing}"), &[]),
            (format!("?modified_after={before}"), &hall),
            (format!("?modified_after={}", before + SignedDuration::from_millis(1)), &[]),
            ("?modified_after=2020-01-01".into(), &all),
            ("?modified_after=2027-03-08T12:00:00+00:00".into(), &all),
            ("?search=LIBRARIES".into(), &library),
            ("?search=llyfrgell+help".into(), &all[..2]),
            ("?search=hall+surfers".into(), &hall),
            ("?search=hall+leeds".into(), &[]),
            ("?postcode=LS1+5AB".into(), &all),
            ("?postcode=LS1+5AB&proximity=3000".into(), &library),
            ("?postcode=LS1+5AB&proximity=60000".into(), &from_leeds),
            ("?postcode=YO1+9QL&proximity=60000".into(), &from_york),
            ("?postcode=YO1+9QL&proximity=60000&search=library".into(), &library),
            ("?postcode=BF1+3AA".into(), &line),
            ("?search=&postcode=&proximity=".into(), &all),
        ];
        for (query, expected) in cases {
            let found = asked(world, &format!("/services{query}")).is(200);
            let near = query.contains("proximity=6");
            let sorted = |mut ids: Vec<String>| {
                if !near {
                    ids.sort();
                }
                ids
            };
            let expected = sorted(expected.iter().map(|id| (*id).clone()).collect());
            assert_eq!(ids(&found), expected, "{query}");
            assert_eq!(found.body["total_items"], expected.len(), "{query}");
            let places = asked(world, &format!("/service_at_locations{query}")).is(200);
            let of_services = places.body["contents"].as_array().unwrap();
            let of_services = of_services.iter().map(|place| place["service_id"].as_str().unwrap().to_owned());
            assert_eq!(of_services.collect::<BTreeSet<_>>(), expected.into_iter().collect(), "{query}");
        }
    }

    fn a_circle_serves_those_within_it(world) {
        let (provider, jo) = open_world(world);
        world.puts_on_lot(provider, "telephone");
        let id = published(provider, &jo, |_| {});
        world.settle();
        assert_eq!(ids(&asked(world, "/services?postcode=LS1+5AB").is(200)), [id]);
        assert!(ids(&asked(world, "/services?postcode=TR1+2AF").is(200)).is_empty());
    }

    fn pages_are_true(world) {
        let (provider, jo) = open_world(world);
        let mut all: Vec<_> = (0..5).map(|_| published(provider, &jo, |_| {})).collect();
        all.sort();
        world.settle();
        for per_page in ["per_page", "perPage"] {
            let mut seen = vec![];
            for page in 1..=3 {
                let reply = asked(world, &format!("/services?{per_page}=2&page={page}")).is(200);
                let body = &reply.body;
                let (first, last) = (page == 1, page == 3);
                assert_eq!((&body["total_items"], &body["total_pages"]), (&json!(5), &json!(3)));
                assert_eq!((&body["page_number"], &body["size"]), (&json!(page), &json!(if last { 1 } else { 2 })));
                assert_eq!((&body["first_page"], &body["last_page"], &body["empty"]), (&json!(first), &json!(last), &json!(false)));
                seen.extend(ids(&reply));
            }
            assert_eq!(seen, all);
        }
        let beyond = asked(world, "/services?per_page=2&page=4").is(200).body;
        assert_eq!((&beyond["size"], &beyond["empty"], &beyond["last_page"]), (&json!(0), &json!(true), &json!(true)));

        let minimal = asked(world, "/services?minimal=true").is(200);
        assert_eq!((ids(&minimal), &minimal.body["total_pages"]), (all.clone(), &json!(1)));
        assert_eq!(minimal.body["contents"][0].as_object().unwrap().len(), 3);
        let lines = asked(world, "/services?format=ndjson&full=true").is(200);
        assert_eq!(lines.header("content-type"), Some("application/x-ndjson"));
        let lines: Vec<serde_json::Value> = lines.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), all);
        assert!(lines.iter().all(|line| line["attributes"].is_array()));
        let full = asked(world, "/services?full=true").is(200).body;
        assert_eq!(full["contents"][0], asked(world, &format!("/services/{}", all[0])).is(200).body);
    }

    fn what_ends_is_gone_at_once(world) {
        let (provider, jo) = open_directory(world);
        let mark = world.gives_mark(provider, &[InPerson]);
        let placement = world.puts_on_lot(provider, "in-person");
        let id = published(provider, &jo, |_| {});
        let shown = |world: &World| {
            let found = asked(world, "/services").is(200);
            let one = asked(world, &format!("/services/{id}")).status;
            assert_eq!(one, if ids(&found).contains(&id) { 200 } else { 404 });
            let tag = found.header("etag").unwrap().to_owned();
            (one == 200, tag)
        };
        let settled = |world: &World| {
            world.settle();
            shown(world).0
        };
        assert!(settled(world));

        let until = (world.today() + jiff::Span::new().days(30)).to_string();
        let suspension = json!({"reason": "Safeguarding lapsed", "grounds": "urgent", "until": until});
        let manager = world.of_the_authority(Role::CategoryManager);
        manager.at_version(1).post(&format!("/api/v1/placements/{placement}/suspension"), &suspension).is(200);
        assert!(!settled(world), "suspended from its lot");
        world.clock().advance(SignedDuration::from_hours(30 * 24 + 1));
        assert!(settled(world), "back by itself");
        let changed = asked(world, &format!("/services?modified_after={until}")).is(200);
        assert_eq!(ids(&changed), [id.as_str()], "time alone changed it");

        let decides = world.of_the_authority(Role::DecisionMaker);
        let step = |step: &str| format!("/api/v1/accreditations/{mark}/{step}");
        decides.at_version(1).post(&step("suspension"), &json!({"reason": "Safeguarding lapsed", "grounds": "urgent"})).is(200);
        assert!(!settled(world), "its mark is suspended");
        decides.at_version(2).post(&step("reinstatement"), &json!({})).is(200);
        assert!(settled(world));

        let ends = SignedDuration::from_hours((2 * 365 - 30) * 24 - 1);
        world.clock().advance(ends - SignedDuration::from_mins(5));
        assert!(settled(world), "five minutes before its mark ends");
        let (_, before) = shown(world);
        world.clock().advance(SignedDuration::from_mins(5));
        let (is_shown, after) = shown(world);
        assert!(!is_shown, "to the second, although nobody has written it down yet");
        assert_ne!(before, after);
    }

    fn a_directory_that_closes_takes_what_only_it_lists(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        let other = published(provider, &jo, |draft| draft["services"] = json!(["vehicle-tax"]));
        world.settle();
        assert_eq!(ids(&asked(world, "/services").is(200)), [id.as_str()], "no directory lists the other");
        let (department, manager) = world.department("Department for Driving");
        let mut driving = carers();
        (driving["slug"], driving["hosts"], driving["admits"]) = (json!("driving"), json!([]), json!({"clusters": ["driving"]}));
        manager.post(&format!("/api/v1/organisations/{department}/directories"), &driving).is(201);
        manager.at_version(1).post("/api/v1/directories/driving/publication", &json!({})).is(200);
        world.settle();
        assert_eq!(asked(world, "/services").is(200).body["total_items"], 2);
        manager.at_version(2).post("/api/v1/directories/driving/pause", &json!({})).is(200);
        world.settle();
        assert_eq!(ids(&asked(world, "/services").is(200)), [id]);
        asked(world, &format!("/services/{other}")).is_problem(404, "not_found");
    }

    fn every_node_gives_the_same_under_the_same_mark(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        let first = asked(world, "/services?full=true").is(200);
        let tag = first.header("etag").unwrap().to_owned();
        assert_eq!(first.header("cache-control"), Some("public, max-age=30"));
        let again = world.visitor().with("If-None-Match", &tag).get("/oruk/v3/services?full=true").is(304);
        assert_eq!((again.text.as_str(), again.header("access-control-allow-origin")), ("", Some("*")));

        let node = world.market.clone().serving_stale_for(SignedDuration::from_mins(15));
        marketplace::directories::project(&node).unwrap();
        let now = world.market.clock().now();
        let mark = |market: &Market| market.directories().publication(now).unwrap().0.mark();
        assert_eq!(mark(&world.market), mark(&node));

        world.clock().advance(SignedDuration::from_mins(1));
        jo.at_version(2).post(&offering_step(&id, "confirmation"), &json!({})).is(200);
        world.settle();
        assert_ne!(mark(&world.market), mark(&node));
        world.visitor().with("If-None-Match", &tag).get("/oruk/v3/services?full=true").is(200);
        marketplace::directories::project(&node).unwrap();
        assert_eq!(mark(&world.market), mark(&node), "one node followed, the other too");
    }

    fn organizations_and_taxonomies_are_told_whole(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        let row = asked(world, "/organizations?search=age").is(200).body["contents"][0].clone();
        assert_eq!(row["description"], "A community group that helps people to use online services");
        let whole = asked(world, &format!("/organizations/{provider}")).is(200).body;
        assert_eq!(whole["services"], json!([{
            "id": id, "organization_id": provider.to_string(), "name": "Help at the library", "status": "active",
        }]));
        let full = asked(world, &format!("/organizations/{provider}?full_service=true")).is(200).body;
        assert_eq!(full["services"][0], asked(world, &format!("/services/{id}")).is(200).body);
        assert_eq!(asked(world, "/organizations?full=true").is(200).body["contents"][0], whole);

        let channel = term(world, "telephone");
        let channel = asked(world, &format!("/taxonomy_terms/{channel}")).is(200).body;
        let list = channel["taxonomy_id"].as_str().unwrap();
        let taxonomy = asked(world, &format!("/taxonomies/{list}")).is(200).body;
        assert_eq!((&taxonomy["name"], taxonomy["taxonomy_terms"].as_array().unwrap().len()), (&json!("Channels"), 4));
        assert_eq!(asked(world, &format!("/taxonomy_terms?taxonomy_id={list}")).is(200).body["total_items"], 4);
        let focs = term(world, "focs");
        let lots = asked(world, &format!("/taxonomy_terms?parent_id={focs}")).is(200);
        assert!(ids(&lots).contains(&term(world, "focs/1")));
        let top = asked(world, "/taxonomy_terms?top_only=true&per_page=1000").is(200);
        assert!(ids(&top).contains(&focs) && !ids(&top).contains(&term(world, "focs/1")));
        assert_eq!(asked(world, "/taxonomies?search=lots").is(200).body["total_items"], 1);
    }

    fn the_feed_says_what_it_is_and_anyone_may_ask(world) {
        asked(world, "/services").is_problem(503, "listings_starting");
        let about = asked(world, "/").is(200).body;
        assert_eq!((&about["version"], &about), (&json!("HSDS-UK-3.0"), &asked(world, "").is(200).body));
        let described = about["openapi_url"].as_str().unwrap().strip_prefix(world.base()).unwrap();
        assert!(world.visitor().get(described).is(200).body["paths"]["/oruk/v3/services"].is_object());
        let may_i = world.visitor().send("OPTIONS", "/oruk/v3/services", None, &[]).is(204);
        assert_eq!(may_i.header("access-control-allow-methods"), Some("GET"));
        assert_eq!(may_i.header("access-control-allow-origin"), Some("*"));
    }

    fn each_parameter_that_is_not_understood_is_named(world) {
        open_world(world);
        world.settle();
        for (query, pointer, code) in [
            ("/services?colour=red", "?colour", "unknown_parameter"),
            ("/services?top_only=true", "?top_only", "unknown_parameter"),
            ("/service_at_locations?minimal=true", "?minimal", "unknown_parameter"),
            ("/organizations?postcode=LS1+4AP", "?postcode", "unknown_parameter"),
            ("/taxonomies?taxonomy_id=x", "?taxonomy_id", "unknown_parameter"),
            ("/services?page=0", "?page", "invalid_page"),
            ("/services?page=99999999999999999999", "?page", "invalid_page"),
            ("/services?per_page=0", "?per_page", "invalid_per_page"),
            ("/services?perPage=1001", "?perPage", "invalid_per_page"),
            ("/services?per_page=5&perPage=5", "?perPage", "given_twice"),
            ("/services?search=a&search=b", "?search", "given_twice"),
            ("/services?taxonomy_term_id=care", "?taxonomy_term_id", "invalid_identifier"),
            ("/services?organization_id=1", "?organization_id", "invalid_identifier"),
            ("/services?modified_after=yesterday", "?modified_after", "invalid_time"),
            ("/services?modified_after=2026-13-01", "?modified_after", "invalid_time"),
            ("/services?minimal=yes", "?minimal", "not_true_or_false"),
            ("/services?minimal=true&full=true", "?minimal", "contradiction"),
            ("/services?format=xml", "?format", "unknown_value"),
            ("/services?postcode=nowhere", "?postcode", "invalid_postcode"),
            ("/services?postcode=ZE9+9ZZ", "?postcode", "postcode_not_in_use"),
            ("/services?postcode=JE2+3AB", "?postcode", "not_in_the_united_kingdom"),
            ("/services?proximity=500", "?proximity", "needs_postcode"),
            ("/services?postcode=LS1+4AP&proximity=-5", "?proximity", "invalid_distance"),
            ("/services?postcode=LS1+4AP&proximity=NaN", "?proximity", "invalid_distance"),
            ("/services?postcode=BF1+3AA&proximity=500", "?proximity", "no_position"),
        ] {
            let refused = asked(world, query).is_problem(400, "invalid_query");
            assert_eq!(refused.pointers(), [pointer], "{query}");
            assert_eq!(refused.body["errors"][0]["code"], code, "{query}");
        }
        for list in ["services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"] {
            asked(world, &format!("/{list}/{}", uuid::Uuid::now_v7())).is_problem(404, "not_found");
            asked(world, &format!("/{list}/not-an-id")).is_problem(404, "not_found");
            let reply = world.visitor().post(&format!("/oruk/v3/{list}"), &json!({})).is_problem(405, "method_not_allowed");
            assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
        }
        asked(world, &format!("/taxonomies/{}?full=true", uuid::Uuid::now_v7())).is_problem(400, "invalid_query");
        asked(world, "/nothing").is_problem(404, "not_found");
    }
}
