//! Frameworks written as drafts, by pages and by the API, and published for who applies from then on.

use domain::Role;
use stories::{Browser, Provider, Shown, json, story};

const DRAFTS: &str = "/api/v1/framework-drafts";

fn sends(browser: &Browser, path: &str, action: &str, typed: &[(&str, &str)]) -> Shown {
    let page = browser.open(path).is(200);
    browser.send(&page, action, typed)
}

fn lot(browser: &Browser, draft: &str) {
    let page = browser.open(draft).is(200);
    let lot = browser.send(&page, "/lots", &[]).is(200);
    let typed = [
        ("id", "telephone"),
        ("title", "Help by telephone"),
        ("title_cy", "Cymorth dros y ffôn"),
        ("summary", "Help by telephone."),
        ("summary_cy", "Cymorth dros y ffôn."),
        ("covers[]", "telephone"),
        ("limits[price_ceiling_pence]", "12.50"),
    ];
    let _ = browser.send(&lot, "/lots/0", &typed).is(200).says("It is saved");
    let page = browser.open(&format!("{draft}/lots/0")).is(200);
    assert!(page.html.contains("value=\"12.50\""), "pounds, as they were typed");
    let question = browser.send(&page, "/questions", &[]).is(200);
    let wrong = browser.send(
        &question,
        "/questions/0",
        &[("question", "How many?"), ("kind", "number"), ("id", "calls")],
    );
    let wrong = wrong.is(422).says("Say the least and the most");
    let typed = [("max_words", ""), ("min", "1"), ("max", "500"), ("required", "yes")];
    let _ = browser.send(&wrong, "/questions/0", &typed).is(200).says("It is saved");
}

fn whole(browser: &Browser, draft: &str) {
    let facts = [
        ("name_cy", "Cymorth"),
        ("summary", "Help."),
        ("summary_cy", "Cymorth."),
        ("authority", "signpost-authority"),
        ("instrument", "open_framework"),
        ("admits_while_live", "yes"),
        ("regime", "PA2023"),
        ("estimated_value_pence", "1,250,000"),
    ];
    let _ = sends(browser, &format!("{draft}/facts"), "/facts", &facts).is(200).says("It is saved");
    let dates = [
        ("dates[opens]-day", "1"),
        ("dates[opens]-month", "3"),
        ("dates[opens]-year", "2027"),
        ("dates[opens_at]", "9:00"),
    ];
    let wrong = [dates[0], ("dates[opens]-month", "13"), dates[2]];
    let _ = sends(browser, &format!("{draft}/dates"), "/dates", &wrong).is(422);
    let _ = sends(browser, &format!("{draft}/dates"), "/dates", &dates).is(200).says("It is saved");
}

story! {
    fn a_category_manager_writes_a_framework_page_by_page_sees_it_as_applicants_will_and_publishes_it(world) {
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let begun = sends(&manager, "/authority/frameworks", "/authority/frameworks", &[("id", "help-2028"), ("name", "Help")]);
        let draft = begun.is(200).says("to put right").path;
        whole(&manager, &draft);
        lot(&manager, &draft);

        let page = manager.open(&draft).is(200).does_not_say("to put right");
        let preview = manager.open(&format!("{draft}/preview/0")).is(200).says("How many?").says("This is a preview");
        assert!(preview.html.contains("name=\"answers[calls]\""), "the very field that applicants see");
        assert!(world.visitor().get("/api/v1/frameworks/help-2028").status == 404, "nothing is published yet");

        let _ = manager.send(&page, "/publication", &[]).is(200).says("Version 1 is published");
        let shown = world.visitor().get("/api/v1/frameworks/help-2028").is(200).body;
        assert_eq!((&shown["state"], &shown["admits"]), (&json!("open"), &json!(true)));
        assert_eq!(shown["definition"]["lots"][0]["limits"]["price_ceiling_pence"], 1250);
        assert_eq!(shown["definition"]["estimated_value_pence"], 125_000_000);
        assert_eq!(shown["definition"]["dates"]["opens"], "2027-03-01T09:00:00Z");
        let _ = manager.open(&draft).is(200).says("It is published");
    }

    fn running_applications_stay_on_the_version_that_they_began_with(world) {
        world.focs();
        let before = world.applicant("Age Well", "private");
        let start = |who: &Provider| {
            let body = json!({"provider": who.id, "framework": "focs", "lot": "in-person"});
            who.owner.post("/api/v1/placements", &body).is(201)
        };
        let first = start(&before);
        let path = format!("/api/v1/placements/{}", first.id());

        let manager = world.of_the_authority(Role::CategoryManager);
        let draft = manager.post("/api/v1/frameworks/focs/drafts", &json!({})).is(201);
        let mut content = draft.body["content"].clone();
        assert_eq!(content["version"], 3);
        content["lot"][0]["questions"] =
            json!([{"id": "one", "kind": "text", "question": "One thing?", "required": true, "max_words": 10}]);
        let here = format!("{DRAFTS}/{}", draft.id());
        let saved = manager.at_version(1).put(&here, &content).is(200);
        assert_eq!(saved.body["faults"], json!([]));
        manager.at_version(1).put(&here, &content).is_problem(412, "stale");
        manager.at_version(2).post(&format!("{here}/publication"), &json!({})).is(200);

        let still = before.owner.get(&path).is(200).body;
        assert_eq!((&still["framework_version"], &still["missing"]), (&json!(2), &first.body["missing"]));
        let after = world.applicant("Able Web", "private");
        assert_eq!(start(&after).body["missing"], json!(["one"]));
    }

    fn a_draft_is_a_file_and_a_file_is_a_draft(world) {
        world.focs();
        let manager = world.of_the_authority(Role::CategoryManager);
        let file = world.visitor().get("/api/v1/frameworks/focs/file").is(200).text;
        let same = marketplace::frameworks::read(&file).unwrap();
        let seeded = marketplace::frameworks::read(include_str!("../../seeds/frameworks/focs.toml")).unwrap();
        assert_eq!(same, seeded, "what is taken away reads as what was brought in");

        let browser = world.browser_of(&manager);
        let page = browser.open("/authority/frameworks").is(200);
        let wrong = browser.hand_in(&page, "/frameworks/file", "file", "x.toml", "id = \"x\"\nlots_of_money = 1\n");
        let _ = wrong.is(422).says("Line 2");
        let next = file.replacen("version = 2", "version = 3", 1);
        let done = browser.hand_in(&page, "/frameworks/file", "file", "focs.toml", &next).is(200);
        let _ = done.says("Publish version 3");
        let _ = browser.hand_in(&page, "/frameworks/file", "file", "focs.toml", &next).is(409).says("being written already");
    }

    fn a_draft_with_faults_is_kept_told_of_and_not_published(world) {
        let manager = world.of_the_authority(Role::CategoryManager);
        let begun = manager.post(DRAFTS, &json!({"id": "small", "version": 1, "name": "Small"})).is(201);
        let pointers: Vec<_> = begun.body["faults"].as_array().unwrap().iter().map(|it| it["pointer"].as_str().unwrap()).collect();
        assert!(pointers.contains(&"/name_cy") && pointers.contains(&"/lot"), "{pointers:?}");
        let here = format!("{DRAFTS}/{}", begun.id());
        let refused = manager.at_version(1).post(&format!("{here}/publication"), &json!({}));
        assert!(refused.is_problem(422, "framework_draft_not_ready").pointers().contains(&"/lot"));
        manager.at_version(1).put(&here, &json!({"id": "other"})).is_problem(422, "framework_draft_of_another");
        manager.post(DRAFTS, &json!({"id": "Not A Slug"})).is_problem(422, "invalid_fields");
        manager.post(DRAFTS, &json!({"id": "small"})).is_problem(409, "framework_draft_exists");
        manager.at_version(1).delete(&here).is(200);
        manager.post(DRAFTS, &json!({"id": "small"})).is(201);

        world.of_the_authority(Role::Assessor).get(DRAFTS).is_problem(403, "wrong_role");
        world.visitor().get(DRAFTS).is_problem(401, "sign_in");
        let owner = world.browser_of(&world.person("Sam"));
        let _ = owner.open("/authority/frameworks").is(403);
    }

    fn a_framework_opens_and_closes_by_its_dates_and_ends_unsuccessful_on_a_page(world) {
        world.focs();
        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let page = manager.open("/authority/frameworks/focs").is(200).says("Front Office Counter Services");
        assert!(page.html.contains("State"));
        let live = sends(&manager, "/authority/frameworks/focs/end", "/end", &[("ending", "unsuccessful"), ("reason", "None came")]);
        let _ = live.is(409).says("cannot become unsuccessful");
    }
}
