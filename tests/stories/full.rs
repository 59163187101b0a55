//! Full for a while: the provider says until when, directories show it, and it ends by itself.

use crate::listings::{open_world, published};
use jiff::SignedDuration;
use stories::{Session, World, json, offering_step, story};

const LISTINGS: &str = "/api/v1/directories/carers/listings";

/// Says that an offering is full, at the version that it has.
fn fills(jo: &Session, id: &str, until: &str) -> stories::Reply {
    jo.does(&format!("/api/v1/offerings/{id}"), "full", &json!({"until": until}))
}

fn found(world: &World, query: &str) -> Vec<serde_json::Value> {
    let found = world.visitor().get(&format!("{LISTINGS}?{query}")).is(200);
    found.body["items"].as_array().unwrap().clone()
}

story! {
    fn a_full_offering_stays_listed_and_says_until_when_everywhere(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |draft| draft["booking"] = json!("appointment"));
        let before = jo.get(&format!("/api/v1/offerings/{id}")).is(200);

        let full = fills(&jo, &id, "2027-03-15").is(200);
        assert_eq!((&full.body["full_until"], &full.body["state"]), (&json!("2027-03-15"), &json!("live")));
        assert_eq!(full.body["last_checked_on"], before.body["last_checked_on"], "it says nothing of the rest");
        world.settle();

        let items = found(world, "near=LS1+4AP");
        assert_eq!((&items[0]["full_until"], &items[0]["booking"]), (&json!("2027-03-15"), &json!("appointment")));
        assert_eq!(found(world, "capability=has_room"), Vec::<serde_json::Value>::new());
        let detail = world.visitor().get(&format!("{LISTINGS}/{id}")).is(200);
        assert_eq!(detail.body["full_until"], "2027-03-15");
        assert!(detail.body["quality_mark"].is_string(), "the mark is as it was");
        let csv = world.visitor().get("/api/v1/directories/carers/export?format=csv").is(200).text;
        assert!(csv.contains(",booking,full_until,") && csv.contains(",appointment,2027-03-15,"), "{csv}");
        let open = world.visitor().get(&format!("/oruk/v3/services/{id}")).is(200);
        assert_eq!(open.body["alert"], "Full until 15 March 2027");
        for (path, said, book) in [
            ("/d/carers?near=LS1+4AP", "Full until 15 March 2027", "Book first"),
            ("/d/carers/cy?near=LS1+4AP", "Llawn tan 15 Mawrth 2027", "Trefnwch ymlaen llaw"),
        ] {
            let list = world.visitor().get(path).is(200).text;
            assert!(list.contains(said) && list.contains(book), "{list}");
        }
        let entry = world.visitor().get(&format!("/d/carers/listings/{id}")).is(200).text;
        assert!(entry.contains("Full until 15 March 2027") && entry.contains("no room for more people"), "{entry}");

        let mut events = world.events_about(&id).into_iter().map(|(name, _)| name);
        assert_eq!(events.next_back().as_deref(), Some("offering.filled"));
    }

    fn there_is_room_again_by_itself_or_sooner_when_the_provider_says_so(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        fills(&jo, &id, "2027-03-17").is(200);
        let room = jo.does(&format!("/api/v1/offerings/{id}"), "room", &json!({})).is(200);
        assert_eq!(room.body["full_until"], json!(null));
        world.settle();
        assert_eq!(found(world, "capability=has_room").len(), 1);
        jo.does(&format!("/api/v1/offerings/{id}"), "room", &json!({})).is_problem(409, "offering_not_full");

        fills(&jo, &id, "2027-03-10").is(200);
        world.settle();
        assert_eq!(found(world, "")[0]["full_until"], "2027-03-10");
        world.clock().advance(SignedDuration::from_mins(36 * 60 - 5));
        world.settle();
        assert_eq!(found(world, "capability=has_room"), Vec::<serde_json::Value>::new(), "until the last minute");
        world.clock().advance(SignedDuration::from_mins(5));
        let entry = world.visitor().get(&format!("/d/carers/listings/{id}")).is(200).text;
        assert!(!entry.contains("Full until"), "by the clock, before anything follows: {entry}");
        world.settle();
        assert_eq!(found(world, "capability=has_room")[0]["full_until"], json!(null));
    }

    fn only_its_keeper_says_so_and_only_for_some_weeks(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        let (_, sam) = world.provider("Silver Surfers York");
        let full = offering_step(&id, "full");
        let week = json!({"until": "2027-03-15"});
        world.visitor().at_version(2).post(&full, &week).is_problem(401, "sign_in");
        sam.at_version(2).post(&full, &week).is_problem(404, "not_found");
        jo.post(&full, &week).is_problem(428, "if_match_required");
        jo.at_version(1).post(&full, &week).is_problem(412, "stale");
        for (until, code) in [
            ("", "invalid_fields"),
            ("soon", "invalid_fields"),
            ("2027-03-08", "offering_full_in_the_past"),
            ("2027-06-01", "offering_full_for_too_long"),
        ] {
            let refused = jo.at_version(2).post(&full, &json!({"until": until})).is_problem(422, code);
            assert_eq!(refused.pointers(), ["/until"], "{until}");
        }
        jo.at_version(2).post(&offering_step(&id, "end"), &json!({})).is(200);
        jo.at_version(3).post(&full, &week).is_problem(409, "offering_not_given");
    }

    fn a_provider_says_so_on_a_page_and_takes_it_back(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        let browser = world.browser_of(&jo);
        let offering = format!("/offerings/{id}");
        let page = browser.open(&format!("{offering}/full")).is(200).says("Your quality mark is not touched");
        let day = |day: &'static str| [("until-day", day), ("until-month", "3"), ("until-year", "2027")];
        let wrong = browser.send(&page, "/full", &day("8")).is(422).says("Enter a day after today");
        let done = browser.send(&wrong, "/full", &day("16")).is(200).says("Directories say until when it is full");
        let _ = done.says("16 March 2027");
        let page = browser.open(&format!("{offering}/full")).is(200).says("There is room sooner");
        let done = browser.send(&page, "/room", &[]).is(200).says("Directories show that there is room");
        assert!(!done.html.contains("Full until"), "{}", done.html);
    }
}
