//! Lists in the orders that people choose: each has everything once, page by page, and as a file in the same order.

use domain::Role;
use jiff::SignedDuration;
use serde_json::Value;
use stories::{Session, World, json, story};

/// What a list has, page by page.
fn listed(who: &Session, path: &str) -> Vec<Value> {
    let (mut all, mut next) = (vec![], None::<String>);
    loop {
        let after = next.map(|after| format!("&after={after}")).unwrap_or_default();
        let page = who.get(&format!("{path}&limit=2{after}")).is(200).body;
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(after) => next = Some(after.to_owned()),
            None => return all,
        }
    }
}

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["name"].as_str().unwrap()).collect()
}

/// The names in a table, in its order.
fn taken(who: &Session, path: &str, name: &str) -> Vec<String> {
    let text = who.get(&format!("{path}&format=ndjson")).is(200).text;
    let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| row[name].as_str().unwrap().to_owned()).collect()
}

fn loads(world: &World, slug: &str, name: &str, change: impl Fn(&mut Value)) {
    let manager = world.of_the_authority(Role::CategoryManager);
    let mut definition = super::frameworks::small(1, "One");
    definition["id"] = json!(slug);
    definition["name"] = json!(name);
    change(&mut definition);
    manager.post("/api/v1/frameworks", &definition).is(201);
}

story! {
    fn frameworks_are_found_by_name_state_instrument_and_law_and_taken_away_in_their_order(world) {
        loads(world, "bb", "able Web", |_| ());
        loads(world, "aa", "Zebra", |it| {
            it["instrument"] = json!("dynamic_market");
            it["admits_while_live"] = json!(true);
        });
        loads(world, "cc", "Ärmel", |it| it["regime"] = json!("PCR2015"));
        loads(world, "dd", "Beta", |_| ());
        let anyone = world.visitor();
        let found = |query: &str| {
            let rows = listed(&anyone, &format!("/api/v1/frameworks?{query}"));
            let listed = names(&rows).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>();
            assert_eq!(taken(&anyone, &format!("/api/v1/frameworks/export?{query}"), "name"), listed, "{query}");
            listed
        };
        assert_eq!(found("sort=name"), ["able Web", "Beta", "Zebra", "Ärmel"]);
        assert_eq!(found("sort=newest"), ["Beta", "Ärmel", "Zebra", "able Web"]);
        assert_eq!(found("instrument=dynamic_market"), ["Zebra"]);
        assert_eq!(found("regime=PCR2015"), ["Ärmel"]);
        assert_eq!(found("text=%C3%84RM"), ["Ärmel"]);
        assert_eq!(found("text=%25"), [""; 0]);
        let all = listed(&anyone, "/api/v1/frameworks?sort=name");
        for state in ["coming", "open", "evaluating", "standstill", "live", "expired", "unsuccessful", "cancelled"] {
            let so: Vec<_> = all.iter().filter(|row| row["state"] == state).cloned().collect();
            assert_eq!(found(&format!("state={state}")), names(&so), "{state}");
        }
        for wrong in ["state=gone", "instrument=lute", "sort=body"] {
            anyone.get(&format!("/api/v1/frameworks?{wrong}")).is_problem(422, "invalid_fields");
            anyone.get(&format!("/api/v1/frameworks/export?{wrong}")).is_problem(422, "invalid_fields");
        }
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let page = manager.open("/authority/frameworks?instrument=dynamic_market").is(200);
        let page = page.says("Zebra").does_not_say("able Web");
        assert_eq!(manager.open(&page.link("as CSV")).is(200).html.lines().count(), 2);
        let _ = manager.open("/authority/frameworks?text=nothing").is(200).says("No frameworks match");
    }

    fn services_and_offerings_are_read_by_what_changed_last(world) {
        let filled = world.fills_lists(5);
        let manager = &filled.manager;
        world.clock().advance(SignedDuration::from_hours(1));
        let keeper = format!("keeper={}", filled.department);
        let browser = world.browser_of(manager);
        let edit = format!("/department/{}/services/service-00003/edit", filled.department);
        let _ = browser.send(&browser.open(&edit).is(200), "/edit", &[]).is(200);
        let by_change = listed(manager, &format!("/api/v1/services?sort=changed&{keeper}"));
        assert_eq!(by_change[0]["name"], "Service 00003");
        assert_eq!(by_change.len(), 5);
        let by_name = listed(manager, &format!("/api/v1/services?{keeper}"));
        assert_eq!(names(&by_name)[0], "Service 00000");
        let table = format!("/api/v1/services/export?sort=changed&{keeper}");
        assert_eq!(taken(manager, &table, "name"), names(&by_change));
        manager.get("/api/v1/services?sort=body").is_problem(422, "invalid_fields");

        let path = format!("/api/v1/organisations/{}/offerings", filled.provider);
        let by_name = listed(&filled.owner, &format!("{path}?sort=name"));
        let one = by_name.iter().find(|it| it["name"] == "Help 00002").unwrap()["id"].as_str().unwrap();
        filled.owner.does(&format!("/api/v1/offerings/{one}"), "confirmation", &json!({})).is(200);
        let by_change = listed(&filled.owner, &format!("{path}?sort=changed"));
        assert_eq!(by_change[0]["name"], "Help 00002");
        let by_state = listed(&filled.owner, &format!("{path}?sort=state"));
        let states: Vec<_> = by_state.iter().map(|it| it["state"].as_str().unwrap()).collect();
        assert!(states.is_sorted() && states.contains(&"draft") && states.contains(&"live"), "{states:?}");
        for (sort, rows) in [("name", &by_name), ("changed", &by_change), ("state", &by_state)] {
            assert_eq!(rows.len(), by_name.len(), "{sort}");
            let table = format!("{path}/table?sort={sort}");
            assert_eq!(taken(&filled.owner, &table, "name"), names(rows), "{sort}");
        }
        let live = taken(&filled.owner, &format!("{path}/table?state=live&text=elp+0000"), "name");
        assert_eq!(live.len(), 5, "{live:?}");
        filled.owner.get(&format!("{path}/table?state=gone")).is_problem(422, "invalid_fields");
        manager.get(&format!("{path}/table")).is_problem(404, "not_found");
        let owner = world.browser_of(&filled.owner);
        let page = owner.open(&format!("/provider/{}/offerings?sort=changed&state=live", filled.provider)).is(200);
        assert_eq!(owner.open(&page.link("as CSV")).is(200).html.lines().count(), 6);
    }

    fn places_on_lots_are_in_the_order_in_which_people_read_their_providers(world) {
        world.focs();
        for name in ["Zebra", "able Web", "Beta", "äther", "Age Well"] {
            let (provider, _) = world.provider(name);
            world.puts_on_lot(provider, "in-person");
        }
        let manager = world.of_the_authority(Role::CategoryManager);
        let by_provider = taken(&manager, "/api/v1/placements/export?sort=provider", "provider_name");
        assert_eq!(by_provider, ["able Web", "Age Well", "Beta", "Zebra", "äther"]);
        let browser = world.browser_of(&manager);
        let page = browser.open("/authority/placements?state=all&sort=provider&after=0~beta~zzz").is(200);
        assert!(page.words().find("Zebra") < page.words().find("äther"), "{}", page.words());
    }

    fn changed_registrations_are_found_by_name(world) {
        let _ = world.fills_lists(12);
        let manager = world.of_the_authority(Role::CategoryManager);
        let all = listed(&manager, "/api/v1/registration-changes?text=");
        assert_eq!(all.len(), 12);
        assert_eq!(names(&listed(&manager, "/api/v1/registration-changes?text=DER+00007")), ["Provider 00007"]);
        let browser = world.browser_of(&manager);
        let page = browser.open("/authority/registrations?text=DER+0000").is(200).does_not_say("Provider 00011");
        assert_eq!(browser.open(&page.link("as CSV")).is(200).html.lines().count(), 11);
        let none = browser.open("/authority/registrations?text=nobody").is(200);
        let _ = none.says("Nothing that waits matches what you chose");
    }
}
