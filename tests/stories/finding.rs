//! Finding help as a person does: from a town, from abroad, near a border, at a time; putting aside what suits, and
//! handing it on.

use super::listings::{open_directory, open_world, published};
use domain::Role;
use domain::offerings::Channel::{InPerson, Telephone};
use serde_json::Value;
use stories::{Reply, World, json, story};

fn page(world: &World, path: &str) -> Reply {
    world.visitor().get(path)
}

fn ask(world: &World, query: &str) -> Reply {
    page(world, &format!("/api/v1/directories/carers/listings?{query}"))
}

fn at(draft: &mut Value, name: &str, town: &str, postcode: &str) {
    draft["name"] = json!(name);
    draft["place"]["address"]["town"] = json!(town);
    draft["place"]["address"]["postcode"] = json!(postcode);
    draft["channels"] = json!(["in_person"]);
    draft["area"] = json!(null);
}

/// A telephone line for everyone, beside what a world has.
fn helpline(world: &World, provider: domain::OrganisationId, jo: &stories::Session) -> String {
    world.puts_on_lot(provider, "telephone");
    published(provider, jo, |draft| {
        draft["name"] = json!("Helpline for carers");
        draft["channels"] = json!(["telephone"]);
        draft["place"] = json!(null);
        draft["area"] = json!({"kind": "everywhere"});
    })
}

story! {
    fn a_town_or_an_authority_is_a_place_to_search_near(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();

        let leeds = ask(world, "near=leeds&within_km=20").is(200);
        assert_eq!(leeds.body["origin"]["precision"], "authority");
        assert_eq!((&leeds.body["origin"]["name"], &leeds.body["origin"]["postcode"]), (&json!("Leeds"), &json!(null)));
        assert_eq!(leeds.body["total"], 1);
        let halifax = ask(world, "near=Halifax").is(200);
        assert_eq!(halifax.body["origin"]["precision"], "town");
        assert_eq!(halifax.body["origin"]["name"], "Halifax, West Yorkshire");

        let found = page(world, "/d/carers?near=leeds").is(200).text;
        assert!(found.contains("Help near Leeds") && found.contains("We used the middle of Leeds"), "{found}");
        let welsh = page(world, "/d/carers/cy?near=Caerdydd").is(200).text;
        assert!(welsh.contains("Help ger Caerdydd"), "{welsh}");
    }

    fn a_name_of_several_places_asks_which(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        world.settle();

        let unclear = ask(world, "near=Newport").is(400);
        assert_eq!(unclear.body["errors"][0]["code"], "several_places");
        assert!(unclear.body["errors"][0]["detail"].as_str().unwrap().contains("Newport, Isle of Wight"));

        let which = page(world, "/d/carers?near=Newport&channel=in_person&within_km=8.0").is(200).text;
        assert!(which.contains("Which “Newport” do you mean?"), "{which}");
        let link = "/d/carers?near=Newport%2C+Isle+of+Wight&#38;channel=in_person";
        assert!(which.contains(link), "the rest of the question stays: {which}");
        let chosen = page(world, &link.replace("&#38;", "&")).is(200).text;
        assert!(chosen.contains("Help near Newport, Isle of Wight"), "{chosen}");
    }

    fn whoever_has_no_postcode_is_led_to_who_helps_everyone(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |_| {});
        let helpline = helpline(world, provider, &jo);
        world.settle();

        let anywhere = ask(world, "near=anywhere").is(200);
        assert_eq!((&anywhere.body["total"], &anywhere.body["items"][0]["id"]), (&json!(1), &json!(helpline)));
        assert_eq!(anywhere.body["items"][0]["distance_km"], json!(null), "absent, never 0");
        assert_eq!(anywhere.body["origin"]["latitude"], json!(null));

        for (near, code) in [
            ("LS1+0ZZ", "postcode_not_in_use"),
            ("ZE9+9ZZ", "postcode_not_in_use"),
            ("JE2+3AB", "in_a_crown_dependency"),
            ("Xanadu", "invalid_near"),
        ] {
            let refused = ask(world, &format!("near={near}")).is(400);
            assert_eq!(refused.body["errors"][0]["code"], code, "{near}");
            let detail = refused.body["errors"][0]["detail"].as_str().unwrap();
            assert!(detail.contains("anywhere"), "a way on: {detail}");
            let page = page(world, &format!("/d/carers?near={near}")).is(400).text;
            assert!(page.contains("href=\"/d/carers?near=anywhere\""), "a way on: {page}");
        }
        let home = page(world, "/d/carers").is(200).text;
        assert!(home.contains("href=\"/d/carers?near=anywhere\""), "{home}");
        let shown = page(world, "/d/carers?near=anywhere").is(200).text;
        assert!(shown.contains("Help wherever you are") && shown.contains("Helpline for carers"), "{shown}");
        assert!(!shown.contains("miles away") && !shown.contains("data-map"), "{shown}");
        let forces = page(world, "/d/carers?near=BFPO+12").is(200).text;
        assert!(forces.contains("British Forces address"), "{forces}");
    }

    fn a_result_across_a_border_says_that_services_can_differ(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |draft| at(draft, "Chepstow", "Chepstow", "NP16 5LH"));
        world.settle();
        let english = page(world, "/d/carers?near=BS1+4DJ").is(200).text;
        assert!(english.contains("Some of these places are in Wales"), "{english}");
        let own = page(world, "/d/carers?near=NP20+1AA").is(200).text;
        assert!(!own.contains("public services can differ"), "{own}");
    }

    fn filters_of_cost_time_and_what_can_be_done_have_true_counts_and_can_be_taken_away(world) {
        let (provider, jo) = open_directory(world);
        world.gives_mark(provider, &[InPerson, Telephone]);
        world.puts_on_lot(provider, "in-person");
        published(provider, &jo, |draft| {
            at(draft, "Free room", "Leeds", "LS1 4AP");
            (draft["costs"], draft["facilities"]) = (json!([]), json!(["printing"]));
            draft["hours"] = json!({"weekly": [{"day": "monday", "opens": "09:00", "closes": "17:00"}]});
        });
        published(provider, &jo, |draft| {
            at(draft, "Paid prints", "Leeds", "LS1 4AP");
            draft["costs"] = json!([{"kind": "printing", "amount_pence": 20}]);
            draft["eligibility"] = json!("For people over 60");
            draft["hours"] = json!({"weekly": [{"day": "tuesday", "opens": "09:00", "closes": "17:00"}]});
        });
        world.settle();

        let all = page(world, "/d/carers?near=LS1+4AP").is(200).text;
        for said in [
            "2 results", "Nothing to pay at all (1)", "Printing (1)", "Everyone (1)", "Some people: the entry says who (1)",
            "Carer&#39;s Allowance (2)", "Open on a day and time",
        ] {
            assert!(all.contains(said), "{said} in {all}");
        }
        // 2026-11-30 is a Monday.
        for (query, name, other) in [
            ("cost=none", "Free room", "Paid prints"),
            ("capability=printing", "Free room", "Paid prints"),
            ("eligibility=some", "Paid prints", "Free room"),
            ("when=at&day=2026-11-23&time=10:00", "Free room", "Paid prints"),
            ("when=at&day=2026-11-24&time=10:00", "Paid prints", "Free room"),
        ] {
            let found = page(world, &format!("/d/carers?near=LS1+4AP&{query}")).is(200).text;
            assert!(found.contains("1 result") && found.contains(name) && !found.contains(other), "{query}: {found}");
            assert!(found.contains("href=\"/d/carers?near=LS1+4AP\">Remove"), "{query}: {found}");
        }
        let asked = ask(world, "cost=none").is(200);
        assert_eq!(asked.body["items"][0]["name"], "Free room");
        for hour in ["now", "closed"] {
            page(world, &format!("/d/carers?near=LS1+4AP&when={hour}&day=&time=")).is(200);
        }
        page(world, "/d/carers?near=LS1+4AP&when=at&day=soon&time=late").is(400);
        page(world, "/d/carers?near=LS1+4AP&when=at").is(200);
    }

    fn a_shortlist_is_shared_by_its_address_and_shows_only_what_is_listed(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        let nobody = "00000000-0000-7000-8000-000000000000";

        let list = page(world, &format!("/d/carers/shortlist?id={id}&id={nobody}&id={id}&id=nonsense")).is(200).text;

        assert!(list.contains("Help at the library") && list.contains("1 entry is no longer"), "{list}");
        assert!(list.contains(&format!(">{}/d/carers/shortlist?id={id}</a>", world.base())), "{list}");
        assert_eq!(list.matches("class=\"app-listing\"").count(), 1, "each once");
        assert!(list.contains("noindex") && list.contains("data-map="), "{list}");
        let empty = page(world, "/d/carers/shortlist").is(200).text;
        assert!(empty.contains("There is nothing on this shortlist") && empty.contains("data-own"), "{empty}");
        let welsh = page(world, &format!("/d/carers/cy/shortlist?id={id}")).is(200).text;
        assert!(welsh.contains("Eich rhestr fer"), "{welsh}");
        let cookies = page(world, "/d/carers/cookies").is(200).text;
        assert!(cookies.contains("sets no cookies") && cookies.contains("If you make a shortlist"), "{cookies}");
    }

    fn the_map_has_the_places_of_the_list_in_its_order(world) {
        let (provider, jo) = open_world(world);
        published(provider, &jo, |draft| at(draft, "Far", "York", "YO1 7HH"));
        published(provider, &jo, |draft| at(draft, "Near <b>", "Leeds", "LS1 4AP"));
        published(provider, &jo, |draft| at(draft, "Also near", "Leeds", "LS1 4AP"));
        world.settle();
        let found = page(world, "/d/carers?near=LS1+5AB").is(200);
        let plan = found.text.split("data-map=\"").nth(1).unwrap().split('"').next().unwrap();
        let plan: Value = serde_json::from_str(&plan.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">")
            .replace("&#38;", "&").replace("&#39;", "'")).unwrap();
        let places = plan["places"].as_array().unwrap();
        assert_eq!(places.len(), 2, "two share one marker: {plan}");
        let numbers: Vec<_> = places[0]["entries"].as_array().unwrap().iter().map(|it| it["number"].clone()).collect();
        assert_eq!(numbers, [json!(1), json!(2)]);
        assert_eq!(places[1]["entries"][0]["name"], "Far");
        assert_eq!(plan["tiles"], json!(null), "none are configured");
        assert!(plan["rings"].as_array().unwrap().len() > 1 && plan["labels"].to_string().contains("Leeds"), "{plan}");
        let policy = found.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
    }

    fn search_engines_are_led_to_pages_and_not_to_searches(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        let base = world.base();

        let entry = page(world, &format!("/d/carers/listings/{id}?near=LS1+4AP")).is(200).text;
        let canonical = format!("<link rel=\"canonical\" href=\"{base}/d/carers/listings/{id}\">");
        assert!(entry.contains(&canonical), "{canonical} in {entry}");
        assert!(entry.contains(&format!("hreflang=\"cy\" href=\"{base}/d/carers/cy/listings/{id}\"")), "{entry}");
        assert!(!entry.contains("noindex"));
        assert!(!page(world, "/d/carers").is(200).text.contains("noindex"));
        assert!(page(world, "/d/carers?near=LS1+4AP").is(200).text.contains("noindex"));

        let robots = page(world, "/robots.txt").is(200).text;
        assert!(robots.contains(&format!("Sitemap: {base}/d/carers/sitemap.xml")), "{robots}");
        let map = page(world, "/d/carers/sitemap.xml").is(200);
        assert_eq!(map.header("content-type"), Some("application/xml; charset=utf-8"));
        for path in [format!("/d/carers/listings/{id}"), format!("/d/carers/cy/listings/{id}"), "/d/carers/cy".into()] {
            assert!(map.text.contains(&format!("<loc>{base}{path}</loc>")), "{path} in {}", map.text);
        }
        let own = world.visitor().with("Host", "carers.example");
        let robots = own.get("/robots.txt").is(200).text;
        assert!(robots.contains("Sitemap: http://carers.example/sitemap.xml"), "{robots}");
        assert!(own.get("/sitemap.xml").is(200).text.contains(&format!("<loc>http://carers.example/cy/listings/{id}</loc>")));
        page(world, "/d/carers/sitemap/2.xml").is(404);
        page(world, "/d/carers/cy/sitemap.xml").is(404);
    }

    fn a_large_directory_has_its_sitemap_in_files(world) {
        let (provider, jo) = open_world(world);
        let first = published(provider, &jo, |_| {}).parse().unwrap();
        world.gives_many_like(first, 2_000);
        world.settle();
        let index = page(world, "/d/carers/sitemap.xml").is(200).text;
        assert_eq!(index.matches("<sitemap>").count(), 2, "{index}");
        let mut entries = std::collections::BTreeSet::new();
        for number in 1..=2 {
            let file = page(world, &format!("/d/carers/sitemap/{number}.xml")).is(200).text;
            let ids = file.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()?.split("/listings/").nth(1));
            entries.extend(ids.map(str::to_owned));
        }
        assert_eq!(entries.len(), 2_001, "every entry once");
    }

    fn whether_people_found_help_is_counted_without_anything_about_them(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        let kind = Some("application/x-www-form-urlencoded");
        let say = |path: &str, body: &str| world.visitor().send("POST", path, kind, body.as_bytes());

        assert!(page(world, &format!("/d/carers/listings/{id}")).is(200).text.contains("Did you find help?"));
        let done = say("/d/carers/feedback", "page=results&found=yes").is(303);
        assert_eq!(done.header("location"), Some("/d/carers/feedback?found=yes"));
        assert!(page(world, "/d/carers/feedback?found=yes").is(200).text.contains("Your answer was counted"));
        let none = say("/d/carers/cy/feedback", "page=entry&found=no").is(303);
        let none = page(world, none.header("location").unwrap()).is(200).text;
        assert!(none.contains("/d/carers/cy?near=anywhere"), "a way on: {none}");
        for wrong in ["", "page=results", "page=elsewhere&found=yes", "page=results&found=perhaps", "%ff"] {
            say("/d/carers/feedback", wrong).is(400);
        }
        say("/d/nowhere/feedback", "page=results&found=yes").is(404);
        let elsewhere = world.visitor().with("Sec-Fetch-Site", "cross-site");
        elsewhere.send("POST", "/d/carers/feedback", kind, b"page=results&found=yes").is(400);
        for _ in 0..28 {
            say("/d/carers/feedback", "page=results&found=yes").is(303);
        }
        let enough = say("/d/carers/feedback", "page=results&found=yes").is(429);
        assert_eq!(enough.header("retry-after"), Some("3600"));
        let keeper = world.browser_of(&world.of_the_authority(Role::Administrator));
        let directory = keeper.open("/directories/carers").is(200);
        let figures = keeper.open(&directory.link("Did people find help?")).is(200);
        for figure in ["Results: found help", ">29<", ">1<"] {
            assert!(figures.html.contains(figure), "{figure} in {}", figures.html);
        }
        let (_, stranger) = world.department("Department for Roads");
        assert_eq!(world.browser_of(&stranger).open("/directories/carers/feedback").status, 404);
        world.clock().advance(jiff::SignedDuration::from_mins(61));
        world.settle();
        say("/d/carers/feedback", "page=results&found=yes").is(303);
    }

    fn head_is_answered_as_get_without_the_body(world) {
        let (provider, jo) = open_world(world);
        let id = published(provider, &jo, |_| {});
        world.settle();
        for path in [
            "/d/carers".to_owned(),
            format!("/d/carers/listings/{id}"),
            "/d/carers/sitemap.xml".into(),
            "/api/v1/directories/carers/listings?near=LS1+4AP".into(),
            "/api/v1/openapi.json".into(),
            "/oruk/v3/services".into(),
            "/robots.txt".into(),
            "/".into(),
        ] {
            let whole = page(world, &path).is(200);
            let head = world.visitor().send("HEAD", &path, None, &[]).is(200);
            assert_eq!(head.text, "", "{path}");
            for name in ["content-type", "content-length", "cache-control", "etag"] {
                assert_eq!(head.header(name), whole.header(name), "{name} of {path}");
            }
        }
        world.visitor().send("HEAD", "/d/carers/listings/nonsense", None, &[]).is(404);
    }
}
