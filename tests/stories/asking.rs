//! What a directory can be asked by: the hour, the holiday of each nation, whom help is for, who gives it and
//! what can be done there.

use super::listings::{open_world, published};
use serde_json::Value;
use stories::{Reply, World, json, story};

fn ask(world: &World, query: &str) -> Reply {
    world.visitor().get(&format!("/api/v1/directories/carers/listings?{query}"))
}

/// The names of what is found, in order.
fn names(world: &World, query: &str) -> Vec<String> {
    let items = &ask(world, query).is(200).body["items"];
    items.as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

/// Open on Mondays, from and until.
fn mondays(draft: &mut Value, name: &str, opens: &str, closes: &str) {
    draft["name"] = json!(name);
    draft["hours"] = json!({"weekly": [{"day": "monday", "opens": opens, "closes": closes}]});
}

fn at(draft: &mut Value, town: &str, postcode: &str) {
    draft["place"]["address"]["town"] = json!(town);
    draft["place"]["address"]["postcode"] = json!(postcode);
    draft["channels"] = json!(["in_person"]);
    draft["area"] = json!(null);
}

story! {
    fn what_is_closed_and_opens_next_comes_soonest_first(world) {
        let (provider, jo) = open_world(world);
        for (name, opens, closes, postcode) in [
            ("Late", "11:00", "12:00", "LS1 4AP"),
            ("Early", "09:00", "12:00", "LS1 4AP"),
            ("Early, further off", "09:00", "12:00", "LS6 3HN"),
            ("Through the night", "00:00", "12:00", "LS1 4AP"),
        ] {
            published(provider, &jo, |draft| {
                mondays(draft, name, opens, closes);
                at(draft, "Leeds", postcode);
            });
        }
        world.settle();

        // Monday, 23 November 2026, at half past eight.
        let query = "near=LS1+4AP&closed_at=2026-11-23T08:30";
        assert_eq!(names(world, query), ["Early", "Early, further off", "Late"]);
        let found = ask(world, query).is(200);
        assert_eq!(found.body["total"], 3);
        let opens: Vec<_> = (0..3).map(|at| found.body["items"][at]["opens_at"].clone()).collect();
        assert_eq!(opens, ["2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23T11:00:00Z"]);
        assert_eq!(found.body["facets"]["channel"], json!([{"value": "in_person", "count": 3}]));

        // Page by page it is the same, and a minute later the next page still follows.
        let (mut paged, mut after) = (vec![], String::new());
        for minute in 30..33 {
            let query = format!("near=LS1+4AP&closed_at=2026-11-23T08:{minute}&limit=1{after}");
            let page = ask(world, &query).is(200);
            paged.push(page.body["items"][0]["name"].as_str().unwrap().to_owned());
            after = page.body["next"].as_str().map_or_else(String::new, |next| format!("&after={next}"));
        }
        assert_eq!(paged, ["Early", "Early, further off", "Late"]);
        assert_eq!(after, "", "there is no fourth");

        // Closed now, and open when I can come.
        let both = "near=LS1+4AP&closed_at=2026-11-23T08:30&open_at=2026-11-23T11:30";
        assert_eq!(names(world, both).len(), 3);
        let plain = ask(world, "near=LS1+4AP").is(200);
        assert!(plain.body["items"][0].get("opens_at").is_none(), "nobody asked");
        let cursor = ask(world, "near=LS1+4AP&limit=1").is(200).body["next"].as_str().unwrap().to_owned();
        let mixed = ask(world, &format!("near=LS1+4AP&closed_at=2026-11-23T08:30&after={cursor}"));
        assert_eq!(mixed.is(400).body["errors"][0]["pointer"], "?after");
        assert_eq!(ask(world, "closed_at=tomorrow").is(400).body["errors"][0]["pointer"], "?closed_at");
    }

    fn a_bank_holiday_closes_in_its_own_nation(world) {
        let (provider, jo) = open_world(world);
        for (name, postcode) in [
            ("Cardiff", "CF10 1EP"),
            ("Edinburgh", "EH1 1YZ"),
            ("Leeds", "LS1 4AP"),
            ("Belfast", "BT1 5GS"),
        ] {
            published(provider, &jo, |draft| {
                mondays(draft, name, "09:00", "17:00");
                at(draft, name, postcode);
            });
        }
        world.settle();
        for (why, day, open) in [
            ("an ordinary Monday", "2026-11-23", &["Belfast", "Cardiff", "Edinburgh", "Leeds"][..]),
            ("St Andrew's Day", "2026-11-30", &["Belfast", "Cardiff", "Leeds"]),
            ("Easter Monday", "2027-03-29", &["Edinburgh"]),
            ("Boyne", "2027-07-12", &["Cardiff", "Edinburgh", "Leeds"]),
        ] {
            assert_eq!(names(world, &format!("open_at={day}T10:00")), open, "{why}");
        }
        let opens = &ask(world, "near=EH1+1YZ&within_km=5&closed_at=2026-11-30T10:00").is(200).body["items"][0];
        assert_eq!(opens["opens_at"], "2026-12-07T09:00:00Z", "a week later, since it opens on Mondays");
    }

    fn directories_are_asked_by_what_can_be_done_whom_it_is_for_and_who_gives_it(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |draft| {
            draft["name"] = json!("Counter");
            draft["facilities"] = json!(["scanning", "cash_payment"]);
        });
        published(provider, &jo, |draft| {
            draft["name"] = json!("For over sixties");
            draft["eligibility"] = json!("For people over 60");
            draft["identity_check"] =
                json!({"supported": true, "user_is_present": true, "user_sees_screen": true});
        });
        world.settle();
        for (query, expected) in [
            ("capability=scanning", &["Counter"][..]),
            ("capability=cash_payment&capability=identity_check", &["Counter", "For over sixties"]),
            ("capability=home_visits", &[]),
            ("eligibility=everyone", &["Counter"]),
            ("eligibility=some", &["For over sixties"]),
            ("eligibility=some&capability=scanning", &[]),
            (&format!("provider={provider}"), &["Counter", "For over sixties"]),
            ("provider=00000000-0000-7000-8000-000000000000", &[]),
            ("lot=focs/1", &["Counter", "For over sixties"]),
            ("lot=focs/2", &[]),
            ("service=carers-allowance&cluster=care", &["Counter", "For over sixties"]),
        ] {
            assert_eq!(names(world, query), expected, "{query}");
        }
        for query in ["capability=flying", "eligibility=me", "provider=age-well", "lot=1", "lot=focs/", "lot=/"] {
            let refused = ask(world, query).is(400);
            let pointer = format!("?{}", query.split('=').next().unwrap());
            assert_eq!(refused.body["errors"][0]["pointer"], json!(pointer), "{query}");
            assert_eq!(refused.body["errors"][0]["code"], "unknown_value", "{query}");
        }
    }
}

story! {
    /// A plain address is answered ahead of the routes, any other spelling of it by them.
    fn however_the_address_is_written_the_answer_is_the_same(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |draft| at(draft, "Leeds", "LS1 4AP"));
        world.settle();
        let of = |slug: &str, query: &str| {
            world.visitor().get(&format!("/api/v1/directories/{slug}/listings?{query}"))
        };

        for (query, status) in [("near=LS1+4AP", 200), ("near=nowhere+at+all", 400), ("colour=red", 400)] {
            let (plain, coded) = (of("carers", query).is(status), of("c%61rers", query).is(status));

            assert_eq!(plain.body, coded.body, "{query}");
            for header in ["etag", "cache-control", "content-type", "access-control-allow-origin"] {
                assert_eq!(plain.header(header), coded.header(header), "{header} of {query}");
            }
            assert!(plain.header("x-request-id").is_some(), "{query}");
        }

        for slug in ["nobodys", "n%6Fbodys"] {
            of(slug, "").is_problem(404, "not_found");
        }
    }
}
