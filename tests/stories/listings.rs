//! What directories show: from the change feed, at once, and nowhere else.

use domain::offerings::Channel::{InPerson, Telephone};
use domain::{OrganisationId, Role};
use jiff::SignedDuration;
use std::time::{Duration, Instant};
use stories::{Reply, Session, World, carers, json, offering_step, story, support};

const LISTINGS: &str = "/api/v1/directories/carers/listings";

/// A directory for carers that is open, FOCS, and a provider without mark and place, with its owner.
pub(crate) fn open_directory(world: &World) -> (OrganisationId, Session) {
    world.catalogue();
    world.focs();
    let (department, manager) = world.department("Department for Everyday Services");
    manager.post(&format!("/api/v1/organisations/{department}/directories"), &carers()).is(201);
    manager.at_version(1).post("/api/v1/directories/carers/publication", &json!({})).is(200);
    world.provider("Age Well Leeds")
}

/// The same, with a provider that may be listed for help in person.
pub(crate) fn open_world(world: &World) -> (OrganisationId, Session) {
    let (provider, jo) = open_directory(world);
    world.gives_mark(provider, &[InPerson, Telephone]);
    world.puts_on_lot(provider, "in-person");
    (provider, jo)
}

/// An offering that is live, a little changed.
pub(crate) fn published(
    provider: OrganisationId,
    jo: &Session,
    change: impl Fn(&mut serde_json::Value),
) -> String {
    let mut draft = support();
    change(&mut draft);
    let id = jo.post(&format!("/api/v1/organisations/{provider}/offerings"), &draft).is(201).id();
    jo.at_version(1).post(&offering_step(&id, "publication"), &json!({})).is(200);
    id
}

fn asked(world: &World, query: &str) -> Reply {
    world.visitor().get(&format!("{LISTINGS}{query}"))
}

fn ids(reply: &Reply) -> Vec<String> {
    let items = reply.body["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

fn shows(world: &World, id: &str) -> bool {
    world.settle();
    ids(&asked(world, "").is(200)).iter().any(|shown| shown == id)
}

story! {
    fn what_is_published_is_shown_with_where_and_how_far(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();

        let found = asked(world, "?near=ls1+5ab&channel=in_person").is(200);

        assert_eq!(found.body["origin"]["postcode"], "LS1 5AB");
        assert_eq!(found.body["origin"]["precision"], "postcode");
        assert_eq!(found.body["total"], 1);
        let item = &found.body["items"][0];
        assert_eq!((item["id"].as_str(), item["provider"].as_str()), (Some(id.as_str()), Some("Age Well Leeds")));
        assert_eq!(item["channels"], json!(["in_person"]), "only the channel of the lot: not by telephone");
        assert!(item["distance_km"].as_f64().unwrap() < 2.0, "{item}");
        assert_eq!(found.body["facets"]["channel"], json!([{"value": "in_person", "count": 1}]));
        assert_eq!(found.body["next"], json!(null));

        let detail = world.visitor().get(&format!("{LISTINGS}/{id}")).is(200);
        assert_eq!(detail.body["place"]["town"], "Leeds");
        assert_eq!(detail.body["services"], json!(["carers-allowance"]));
        assert!(!detail.text.contains("price"), "what a department pays is not for the public");
    }

    fn an_offering_that_pauses_is_gone_and_comes_back_on_its_day(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        assert!(shows(world, &id));

        let until = world.today() + jiff::Span::new().days(3);
        let pause = json!({"reason": "The lift is mended", "until": until.to_string()});
        jo.at_version(2).post(&offering_step(&id, "pause"), &pause).is(200);
        assert!(!shows(world, &id));
        world.visitor().get(&format!("{LISTINGS}/{id}")).is_problem(404, "not_found");

        world.clock().advance(SignedDuration::from_hours(3 * 24));
        assert!(shows(world, &id), "by itself");
    }

    fn a_provider_suspended_from_its_lot_is_gone_until_its_day(world) {
        let (provider, jo) = open_directory(world);
        world.gives_mark(provider, &[InPerson]);
        let placement = world.puts_on_lot(provider, "in-person");
        let id = published(provider, &jo, |_| {});
        assert!(shows(world, &id));

        let until = world.today() + jiff::Span::new().days(30);
        let suspension = json!({"reason": "Safeguarding lapsed", "grounds": "urgent", "until": until.to_string()});
        let manager = world.of_the_authority(Role::CategoryManager);
        manager.at_version(1).post(&format!("/api/v1/placements/{placement}/suspension"), &suspension).is(200);
        assert!(!shows(world, &id));

        world.clock().advance(SignedDuration::from_hours(30 * 24 + 1));
        assert!(shows(world, &id));
    }

    fn a_mark_that_is_suspended_revoked_or_over_takes_every_listing_with_it(world) {
        let (provider, jo) = open_directory(world);
        world.puts_on_lot(provider, "in-person");
        let id = published(provider, &jo, |_| {});
        assert!(!shows(world, &id), "without a mark");
        let mark = world.gives_mark(provider, &[InPerson]);
        assert!(shows(world, &id));

        let decides = world.of_the_authority(Role::DecisionMaker);
        let step = |step: &str| format!("/api/v1/accreditations/{mark}/{step}");
        let suspension = json!({"reason": "Safeguarding lapsed", "grounds": "urgent"});
        decides.at_version(1).post(&step("suspension"), &suspension).is(200);
        assert!(!shows(world, &id));
        decides.at_version(2).post(&step("reinstatement"), &json!({})).is(200);
        assert!(shows(world, &id));

        world.clock().advance(SignedDuration::from_hours(2 * 365 * 24));
        assert!(!shows(world, &id), "after its end");
    }

    fn a_closed_directory_shows_nothing_and_an_open_one_only_what_its_rule_admits(world) {
        let (provider, jo) = open_world(world);
        let ours = published(provider, &jo, |_| {});
        let others = published(provider, &jo, |draft| draft["services"] = json!(["vehicle-tax"]));
        assert!(shows(world, &ours));
        assert!(!shows(world, &others));
        world.visitor().get(&format!("{LISTINGS}/{others}")).is_problem(404, "not_found");
        let by_word = asked(world, "?q=library").is(200);
        assert_eq!(by_word.body["total"], 1, "not counted either");
    }

    fn the_same_answer_is_not_sent_twice(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();
        let first = asked(world, "?near=LS1+4AP").is(200);
        let tag = first.header("etag").unwrap().to_owned();
        let again = world.visitor().with("If-None-Match", &tag);
        assert_eq!(again.get(&format!("{LISTINGS}?near=LS1+4AP")).is(304).text, "");

        published(provider, &jo, |draft| draft["name"] = json!("Help in the hall"));
        world.settle();
        again.get(&format!("{LISTINGS}?near=LS1+4AP")).is(200);
    }

    fn a_question_asked_again_is_answered_by_what_is_so_then(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        let questions = ["?near=LS1+4AP", "?open_at=now", "?near=LS1+4AP&form=minimal"];
        for question in questions {
            let (first, again) = (asked(world, question).is(200), asked(world, question).is(200));
            assert_eq!(first.text, again.text, "{question}");
            assert_eq!(first.header("etag"), again.header("etag"), "{question}");
            assert_eq!(ids(&again), std::slice::from_ref(&id), "{question}");
        }

        published(provider, &jo, |draft| draft["name"] = json!("Help in the hall"));
        world.settle();
        for question in questions {
            assert_eq!(asked(world, question).is(200).body["total"], 2, "{question}");
        }
        world.clock().advance(SignedDuration::from_hours(12));
        world.settle();
        assert_eq!(asked(world, "?open_at=now").is(200).body["total"], 0, "it is night");
        assert_eq!(asked(world, "?near=LS1+4AP").is(200).body["total"], 2);
    }

    fn what_a_question_means_may_change_with_the_services(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();
        asked(world, "?cluster=driving").is(200);
        let tag = asked(world, "?cluster=care").is(200).header("etag").unwrap().to_owned();
        let administrator = world.of_the_authority(Role::Administrator);
        let moved = json!({
            "slug": "carers-allowance", "name": "Carer's Allowance", "name_cy": "Lwfans Gofalwr", "department": "dwp",
            "clusters": ["care", "driving"],
        });
        administrator.at_version(1).put("/api/v1/services/carers-allowance", &moved).is(200);
        world.settle();

        assert_eq!(asked(world, "?cluster=driving").is(200).body["total"], 1);
        let again = world.visitor().with("If-None-Match", &tag);
        again.get(&format!("{LISTINGS}?cluster=driving")).is(200);
    }

    fn pages_follow_one_another_without_a_gap_while_listings_come(world) {
        let (provider, jo) = open_world(world);
        for number in 0..7 {
            published(provider, &jo, |draft| draft["name"] = json!(format!("Help {number}")));
        }
        world.settle();
        let (mut seen, mut after) = (vec![], String::new());
        loop {
            let page = asked(world, &format!("?near=LS1+4AP&limit=3{after}")).is(200);
            assert_eq!(page.body["total"], 7);
            seen.extend(ids(&page));
            match page.body["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (7, 7));
    }

    fn hours_languages_and_facilities_narrow_what_is_found(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        // The story's clock stands at noon on Monday 8 March 2027.
        for (query, found) in [
            ("?open_at=now", 1),
            ("?open_at=2027-03-08T16:59", 1),
            ("?open_at=2027-03-08T17:00", 0),
            ("?open_at=2027-03-10T12:00:00Z", 0),
            ("?open_at=2027-03-26T12:00", 0), // Good Friday
            ("?language=pa&facility=step_free", 1),
            ("?language=cy", 0),
            ("?language=cy&language=pa", 1),
            ("?near=TR1+2AF&within_km=50", 0),
            ("?near=53.8,-1.55&within_km=5", 1),
            ("?service=carers-allowance", 1),
            ("?service=vehicle-tax", 0),
            ("?q=volunteer+leeds", 1),
            ("?near=&channel=&q=", 1),
        ] {
            let reply = asked(world, query).is(200);
            assert_eq!(reply.body["total"], found, "{query}");
            assert_eq!(ids(&reply).contains(&id), found == 1, "{query}");
        }
    }

    fn each_parameter_that_is_not_understood_is_named(world) {
        open_world(world);
        world.settle();
        for (query, pointer, code) in [
            ("?colour=red", "?colour", "unknown_parameter"),
            ("?near=nowhere", "?near", "invalid_near"),
            ("?near=LS1+4CP", "?near", "invalid_near"),
            ("?near=ZE9+9ZZ", "?near", "postcode_not_in_use"),
            ("?near=JE2+3AB", "?near", "in_a_crown_dependency"),
            ("?near=48.85,2.35", "?near", "not_in_the_united_kingdom"),
            ("?near=NaN,1", "?near", "invalid_near"),
            ("?near=LS1+4AP&near=M1+1AE", "?near", "given_twice"),
            ("?within_km=10", "?within_km", "needs_near"),
            ("?near=LS1+4AP&within_km=-1", "?within_km", "invalid_distance"),
            ("?channel=paper", "?channel", "unknown_value"),
            ("?language=klingon", "?language", "unknown_value"),
            ("?facility=helipad", "?facility", "unknown_value"),
            ("?service=time-travel", "?service", "unknown_value"),
            ("?open_at=soon", "?open_at", "invalid_time"),
            ("?limit=0", "?limit", "invalid_limit"),
            ("?limit=101", "?limit", "invalid_limit"),
            ("?after=garbage", "?after", "invalid_cursor"),
        ] {
            let refused = asked(world, query).is_problem(400, "invalid_query");
            assert_eq!(refused.pointers(), [pointer], "{query}");
            assert_eq!(refused.body["errors"][0]["code"], code, "{query}");
        }
        let both = asked(world, "?limit=x&channel=fax").is_problem(400, "invalid_query");
        assert_eq!(both.pointers(), ["?limit", "?channel"]);
        asked(world, "?q=%ff%fe").is(200);
        world.visitor().get(&format!("{LISTINGS}/not-an-id")).is_problem(404, "not_found");
        world.visitor().get("/api/v1/directories/nowhere/listings").is_problem(404, "not_found");
    }

    fn forces_post_finds_what_reaches_everywhere(world) {
        let (provider, jo) = open_world(world);
        world.puts_on_lot(provider, "telephone");
        published(provider, &jo, |_| {});
        let line = published(provider, &jo, |draft| {
            draft["name"] = json!("Help by telephone");
            draft["channels"] = json!(["telephone"]);
            draft["place"] = json!(null);
            draft["area"] = json!({"kind": "everywhere"});
        });
        world.settle();
        let found = asked(world, "?near=BF1+3AA").is(200);
        assert_eq!((found.body["origin"]["precision"].as_str(), ids(&found)), (Some("elsewhere"), vec![line]));
    }

    fn why_something_is_listed_or_not_is_told_to_those_who_keep_it(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        let path = format!("{LISTINGS}/{id}/explanation");

        let listed = jo.get(&path).is(200);
        assert_eq!((listed.body["listed"].as_bool(), listed.body["channels"].clone()), (Some(true), json!(["in_person"])));
        let holds: Vec<_> = listed.body["facts"].as_array().unwrap().iter().map(|fact| fact["holds"].as_bool()).collect();
        assert_eq!(holds, [Some(true); 4]);

        let everywhere = format!("/api/v1/offerings/{id}/directories");
        let told = jo.get(&everywhere).is(200);
        let carers = &told.body["items"].as_array().unwrap()[0];
        assert_eq!((&carers["directory"], &carers["listed"], &carers["facts"]), (&json!("carers"), &json!(true), &listed.body["facts"]));
        world.provider("Home Help York").1.get(&everywhere).is_problem(404, "not_found");

        jo.at_version(2).post(&offering_step(&id, "pause"), &json!({"reason": "Works"})).is(200);
        assert_eq!(jo.get(&everywhere).is(200).body["items"][0]["listed"], false);
        let gone = jo.get(&path).is(200);
        assert_eq!(gone.body["listed"], false);
        assert_eq!(gone.body["facts"][0]["sentence"], "The offering is paused.");
        assert!(gone.body["facts"][2]["sentence"].as_str().unwrap().contains("lot 1 of Front Office Counter Services"));
        world.visitor().get(&path).is_problem(401, "sign_in");
        world.provider("Silver Surfers York").1.get(&path).is_problem(404, "not_found");
    }

    fn from_commit_to_visible_takes_less_than_a_second(world) {
        let (provider, jo) = open_world(world);
        let workers = server::workers::Workers::follow(&world.market);
        // The first reading of everything is not what is measured.
        while asked(world, "").status != 200 {
            std::thread::sleep(Duration::from_millis(20));
        }
        let waits = |wanted: u64| {
            let since = Instant::now();
            while asked(world, "").is(200).body["total"] != wanted {
                assert!(since.elapsed() < Duration::from_secs(1), "not {wanted} after a second");
                std::thread::sleep(Duration::from_millis(5));
            }
        };
        let id = published(provider, &jo, |_| {});
        waits(1);
        jo.at_version(2).post(&offering_step(&id, "pause"), &json!({"reason": "Works"})).is(200);
        waits(0);
        jo.at_version(3).post(&offering_step(&id, "resumption"), &json!({})).is(200);
        waits(1);
        drop(workers);
    }
}
