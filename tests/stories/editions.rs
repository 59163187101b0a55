//! What a directory will say waits beside what it says; what it said stays, and can come back.

use crate::brands::{keeper, picture};
use crate::listings::{open_world, published};
use diesel::connection::SimpleConnection;
use domain::Role;
use serde_json::Value;
use store::Database;
use stories::{Session, World, carers, json, story};

const DIRECTORY: &str = "/api/v1/directories/carers";
const REVISION: &str = "/api/v1/directories/carers/revision";
const PUBLICATION: &str = "/api/v1/directories/carers/revision/publication";
const EDITIONS: &str = "/api/v1/directories/carers/editions";

fn named(name: &str) -> Value {
    let mut draft = carers();
    draft["name"] = json!(name);
    draft
}

fn page(world: &World) -> String {
    world.settle();
    world.visitor().get("/d/carers").is(200).text
}

fn events(by: &Session) -> Vec<String> {
    let events = by.get("/api/v1/audit/events?limit=200").is(200).body["items"].clone();
    events.as_array().unwrap().iter().map(|event| event["name"].as_str().unwrap().to_owned()).collect()
}

story! {
    fn a_revision_waits_is_published_and_stays_in_the_list(world) {
        let manager = keeper(world);
        manager.get(REVISION).is_problem(409, "directory_no_revision");
        manager.at_version(2).post(PUBLICATION, &json!({})).is_problem(409, "directory_no_revision");
        let saved = manager.at_version(2).put(REVISION, &named("Help for carers")).is(200);
        assert_eq!((&saved.body["edition"], &saved.body["revision_waits"]), (&json!(1), &json!(true)));
        assert_eq!(saved.body["name"], "Carers' help", "what is live stays as it is");
        assert!(page(world).contains("Carers&#39; help"));

        let waiting = manager.get(REVISION).is(200);
        let changes = json!([{"pointer": "/name", "before": "Carers' help", "after": "Help for carers"}]);
        assert_eq!((&waiting.body["changes"], &waiting.body["outdated"]), (&changes, &json!(false)));
        assert!(waiting.body["by"].as_str().unwrap().starts_with("person:"));
        manager.put(REVISION, &carers()).is_problem(428, "if_match_required");
        manager.at_version(2).put(REVISION, &named("Theirs")).is_problem(412, "stale");

        let published = manager.at_version(3).post(PUBLICATION, &json!({})).is(200);
        assert_eq!((&published.body["edition"], &published.body["name"]), (&json!(2), &json!("Help for carers")));
        assert!(page(world).contains("Help for carers"));

        let editions = manager.get(EDITIONS).is(200);
        let items = editions.body["items"].as_array().unwrap();
        assert_eq!((items.len(), &items[0]["number"], &items[0]["changed"]), (2, &json!(2), &json!(["/name"])));
        assert!(items[0]["by"].as_str().unwrap().starts_with("person:") && items[0]["at"].is_string());
        let first = manager.get(&format!("{EDITIONS}?limit=1")).is(200);
        let next = format!("{EDITIONS}?limit=1&after={}", first.body["next"].as_str().unwrap());
        assert_eq!(manager.get(&next).is(200).body["items"][0]["number"], 1);
        assert_eq!(manager.get(&format!("{EDITIONS}/1")).is(200).body["content"]["name"], "Carers' help");
        manager.get(&format!("{EDITIONS}/3")).is_problem(404, "not_found");
        manager.get(&format!("{EDITIONS}/none")).is(404);
    }

    fn of_two_who_edit_neither_loses_anything(world) {
        let manager = keeper(world);
        manager.at_version(2).put(REVISION, &named("Mine")).is(200);
        // The call that changes a directory at once goes on to work beside it.
        manager.at_version(3).put(DIRECTORY, &named("Theirs")).is(200);
        let outdated = manager.get(REVISION).is(200);
        assert_eq!((&outdated.body["outdated"], &outdated.body["begun_from"]), (&json!(true), &json!(1)));
        let both = json!([{"pointer": "/name", "before": "Theirs", "after": "Mine"}]);
        assert_eq!(outdated.body["changes"], both, "both are shown");
        manager.at_version(4).post(PUBLICATION, &json!({})).is_problem(409, "directory_revision_outdated");
        manager.at_version(4).put(REVISION, &named("Mine")).is(200);
        assert_eq!(manager.at_version(5).post(PUBLICATION, &json!({})).is(200).body["name"], "Mine");

        manager.at_version(6).put(REVISION, &named("Never")).is(200);
        let dropped = manager.at_version(7).delete(REVISION).is(200);
        assert_eq!((&dropped.body["revision_waits"], &dropped.body["name"]), (&json!(false), &json!("Mine")));
        manager.at_version(8).delete(REVISION).is_problem(409, "directory_no_revision");
    }

    fn an_earlier_edition_comes_back_as_a_new_one(world) {
        let manager = keeper(world);
        manager.at_version(2).put(DIRECTORY, &named("Second")).is(200);
        let restoration = |number: u32| format!("{EDITIONS}/{number}/restoration");
        manager.at_version(3).post(&restoration(2), &json!({})).is_problem(409, "directory_says_that_already");
        manager.at_version(3).post(&restoration(9), &json!({})).is_problem(404, "not_found");
        manager.at_version(2).post(&restoration(1), &json!({})).is_problem(412, "stale");
        let back = manager.at_version(3).post(&restoration(1), &json!({})).is(200);
        assert_eq!((&back.body["edition"], &back.body["name"]), (&json!(3), &json!("Carers' help")));
        assert!(page(world).contains("Carers&#39; help"));
        let items = manager.get(EDITIONS).is(200).body["items"].clone();
        let told: Vec<_> = items.as_array().unwrap().iter().map(|it| (&it["number"], &it["restores"])).collect();
        assert_eq!(told, [(&json!(3), &json!(1)), (&json!(2), &Value::Null), (&json!(1), &Value::Null)]);

        // What an edition names has to be there still.
        let mut bare = carers();
        bare["hosts"] = json!([]);
        manager.at_version(4).put(DIRECTORY, &bare).is(200);
        let (department, rival) = world.department("Department for Rivals");
        let mut theirs = carers();
        theirs["slug"] = json!("rivals");
        rival.post(&format!("/api/v1/organisations/{department}/directories"), &theirs).is(201);
        manager.at_version(5).post(&restoration(1), &json!({})).is_problem(409, "directory_host_taken");
        assert_eq!(manager.get(DIRECTORY).is(200).body["edition"], 4, "nothing was half done");
    }

    fn what_waits_touches_nothing_that_the_public_sees_and_everything_is_in_the_log(world) {
        let manager = keeper(world);
        world.settle();
        let mark = |world: &World| {
            let listings = world.visitor().get("/api/v1/directories/carers/listings").is(200);
            listings.header("etag").unwrap().to_owned()
        };
        let before = mark(world);
        let sha256 = manager
            .send("POST", "/api/v1/directories/carers/logos", Some("image/png"), &picture())
            .is(201)
            .body["sha256"]
            .clone();
        let mut dressed = named("Mine");
        (dressed["brand"]["logo"], dressed["brand"]["logo_text"]) = (sha256, json!("Carers first"));
        dressed["admits"] = json!({"clusters": ["driving"]});
        manager.at_version(2).put(REVISION, &dressed).is(200);
        assert!(page(world).contains("Carers&#39; help"));
        assert_eq!(mark(world), before);
        manager.at_version(3).delete(REVISION).is(200);
        manager.at_version(4).put(DIRECTORY, &dressed).is(200);
        manager.at_version(5).post(&format!("{EDITIONS}/1/restoration"), &json!({})).is(200);
        world.settle();
        let told = events(&world.of_the_authority(Role::Administrator));
        for name in [
            "directory.logo_uploaded",
            "directory.revision_saved",
            "directory.revision_dropped",
            "directory.revised",
            "directory.restored",
        ] {
            assert!(told.iter().any(|event| event == name), "{name} in {told:?}");
        }
    }

    fn others_cannot_know_what_waits_or_was(world) {
        let manager = keeper(world);
        manager.at_version(2).put(REVISION, &named("Secret name")).is(200);
        let (_, stranger) = world.department("Department for Strangers");
        for path in [REVISION, EDITIONS, "/api/v1/directories/carers/editions/1"] {
            stranger.get(path).is_problem(404, "not_found");
            world.visitor().get(path).is_problem(401, "sign_in");
        }
        stranger.at_version(3).put(REVISION, &named("Theirs")).is_problem(404, "not_found");
        stranger.at_version(3).post(PUBLICATION, &json!({})).is_problem(404, "not_found");
        stranger.at_version(3).delete(REVISION).is_problem(404, "not_found");
        stranger.at_version(3).post(&format!("{EDITIONS}/1/restoration"), &json!({})).is_problem(404, "not_found");
    }

    fn a_preview_shows_the_real_pages_to_those_who_keep_the_directory_and_to_nobody_else(world) {
        let (provider, jo) = open_world(world);
        let of_carers = published(provider, &jo, |_| {});
        let of_drivers = published(provider, &jo, |draft| {
            (draft["name"], draft["services"]) = (json!("Help at the garage"), json!(["vehicle-tax"]));
        });
        let (department, manager) = world.department("Department for Roads");
        let mut drivers = carers();
        (drivers["slug"], drivers["hosts"]) = (json!("drivers"), json!([]));
        manager.post(&format!("/api/v1/organisations/{department}/directories"), &drivers).is(201);
        world.settle();
        let keeper = world.browser_of(&manager);

        // Before it was ever opened.
        world.visitor().get("/d/drivers").is(404);
        let early = keeper.open("/directories/drivers/preview?near=LS1+4AP").is(200);
        assert!(early.html.contains("Only people who keep it can see this page"), "{}", early.html);
        assert!(!early.html.contains("Share or print"), "nobody else could open its address");
        let _ = early.says("Help at the library").does_not_say("Help at the garage");
        manager.at_version(1).post("/api/v1/directories/drivers/publication", &json!({})).is(200);
        world.settle();
        world.visitor().get("/d/drivers").is(200);

        (drivers["name"], drivers["admits"]) = (json!("Help for drivers"), json!({"clusters": ["driving"]}));
        manager.at_version(2).put("/api/v1/directories/drivers/revision", &drivers).is(200);
        let home = keeper.open("/directories/drivers/preview").is(200).says("Help for drivers");
        assert_eq!(home.header("cache-control"), Some("no-store"));
        assert_eq!(home.header("x-robots-tag"), Some("noindex, nofollow"));
        assert!(home.html.contains("href=\"/directories/drivers/preview/cy\""), "{}", home.html);
        let found = keeper.open("/directories/drivers/preview?near=LS1+4AP").is(200);
        let found = found.says("Help at the garage").does_not_say("Help at the library");
        let entry = keeper.open(&found.link("Help at the garage")).is(200).says("1 High Street");
        assert!(entry.path.starts_with(&format!("/directories/drivers/preview/listings/{of_drivers}")));
        let _ = keeper.open(&format!("/directories/drivers/preview/listings/{of_carers}")).is(404);
        for statement in ["accessibility", "cookies", "privacy", "cy/privacy"] {
            let _ = keeper.open(&format!("/directories/drivers/preview/{statement}")).is(200);
        }
        let _ = keeper.open("/directories/drivers/preview/nothing").is(404);
        let report = keeper.open(&format!("/directories/drivers/preview/listings/{of_drivers}/report")).is(200);
        let form = report.form("/report");
        let _ = keeper.post(&form.action, "kind=other&text=x", &[]).is(405).says("nothing was sent");

        let public = world.visitor().get("/d/drivers?near=LS1+4AP").is(200).text;
        assert!(public.contains("Carers&#39; help") && !public.contains("Help at the garage"), "{public}");
        let asked = world.visitor().get("/directories/drivers/preview");
        assert_eq!((asked.status, asked.header("location")), (303, Some("/sign-in?next=/directories/drivers/preview")));
        let reader = world.browser_of(&world.member_of(department, Role::Evaluator));
        let waits = reader.open("/directories/drivers/revision").is(200).says("Help for drivers");
        assert!(!waits.html.contains("/preview") && !waits.has_form("/revision/publish"), "{}", waits.html);
        let (_, stranger) = world.department("Department for Strangers");
        for browser in [reader, world.browser_of(&stranger), world.browser_of(&jo)] {
            for path in ["", "/cy", "?near=LS1+4AP", "/brand.css", "/privacy"] {
                let _ = browser.open(&format!("/directories/drivers/preview{path}")).is(404).does_not_say("drivers");
            }
        }
        let _ = keeper.open("/directories/nowhere/preview").is(404);
    }

    fn a_directory_from_before_has_its_first_edition_and_no_picture_from_elsewhere(world) {
        let manager = keeper(world);
        let (down, up, aged) = match world.database().database() {
            Database::Sqlite(_) => (
                include_str!("../../migrations/sqlite/0080_editions/down.sql"),
                include_str!("../../migrations/sqlite/0080_editions/up.sql"),
                "UPDATE directories SET body = json_set(json_remove(body, '$.edition', '$.revision', '$.content.guidance', \
                 '$.content.allowed_origins', '$.content.brand.typeface'), \
                 '$.content.brand.logo', 'https://brand.example.org/logo.svg')",
            ),
            Database::Postgres(_) => (
                include_str!("../../migrations/postgresql/0080_editions/down.sql"),
                include_str!("../../migrations/postgresql/0080_editions/up.sql"),
                "UPDATE directories SET body = jsonb_set(body::jsonb - 'edition' - 'revision' #- '{content,guidance}' \
                 #- '{content,allowed_origins}' #- '{content,brand,typeface}', \
                 '{content,brand,logo}', '\"https://brand.example.org/logo.svg\"')::text",
            ),
        };
        let mut connection = world.database().database().connect().unwrap();
        for sql in [down, aged, up] {
            connection.batch_execute(sql).unwrap();
        }
        let editions = manager.get(EDITIONS).is(200).body["items"].clone();
        let first = &editions[0];
        assert_eq!((&first["number"], &first["content"]["name"]), (&json!(1), &json!("Carers' help")));
        assert!(first["by"].as_str().unwrap().starts_with("person:"), "{first}");
        assert!(first["at"].as_str().unwrap().starts_with("2027-03-08T12:00:00"), "{first}");
        assert_eq!(manager.get(DIRECTORY).is(200).body["brand"]["logo"], Value::Null);
        assert!(page(world).contains("Carers&#39; help"));
        manager.at_version(2).put(DIRECTORY, &named("Second")).is(200);
        assert_eq!(manager.get(EDITIONS).is(200).body["items"].as_array().unwrap().len(), 2);
        for changing in ["UPDATE directory_editions SET number = 9", "DELETE FROM directory_editions"] {
            assert!(connection.batch_execute(changing).is_err(), "history is never rewritten");
        }
    }
}
