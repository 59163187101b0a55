//! The queue of applications, many decided at once, and the figures.

use domain::Role;
use domain::placements::State;
use stories::{Session, World, json, story};

const DECISIONS: &str = "/api/v1/placements/decisions";

/// Providers whose applications wait in a state on the lot for help in person.
fn waiting(world: &World, names: &[&str], state: State) -> Vec<serde_json::Value> {
    world.focs();
    let ids = names.iter().map(|name| {
        let (provider, _) = world.provider(name);
        let placement = world.puts_on_lot(provider, "in-person");
        world.sets_placement(placement, state);
        json!({"id": placement.to_string(), "version": 2})
    });
    ids.collect()
}

fn decides(manager: &Session, step: &str, chosen: &[serde_json::Value]) -> stories::Reply {
    manager.post(DECISIONS, &json!({"step": step, "reason": "As the lot asks.", "placements": chosen}))
}

story! {
    fn many_are_decided_with_one_reason_and_each_provider_hears_of_it(world) {
        let manager = world.of_the_authority(Role::CategoryManager);
        let chosen = waiting(world, &["Age Well", "Able Web"], State::UnderAssessment);
        let decided = decides(&manager, "accept", &chosen).is(200).body;
        let states: Vec<_> = decided["items"].as_array().unwrap().iter().map(|it| it["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["accepted", "accepted"]);
        world.settle();
        let letters = world.of_the_authority(Role::Support).get("/api/v1/outbox/mails?state=waiting&limit=200").is(200);
        assert_eq!(letters.text.matches("is accepted").count(), 2, "{}", letters.text);
    }

    fn all_are_decided_or_none_and_every_row_that_stands_in_the_way_is_named(world) {
        let manager = world.of_the_authority(Role::CategoryManager);
        let mut chosen = waiting(world, &["Age Well", "Able Web", "Kind Words"], State::UnderAssessment);
        chosen[1]["version"] = json!(1);
        let (other, _) = world.provider("Other");
        let placed = world.puts_on_lot(other, "in-person");
        chosen.push(json!({"id": placed.to_string(), "version": 1}));
        chosen.push(json!({"id": "0190163d-8694-739b-aea5-966c26f8ad91", "version": 1}));
        let refused = decides(&manager, "reject", &chosen).is_problem(422, "invalid_fields");
        assert_eq!(refused.pointers(), ["/placements/1", "/placements/3", "/placements/4"]);
        let first = format!("/api/v1/placements/{}", chosen[0]["id"].as_str().unwrap());
        assert_eq!(manager.get(&first).is(200).body["state"], "under_assessment", "nothing was changed");

        manager.post(DECISIONS, &json!({"step": "reject", "placements": chosen})).is_problem(422, "invalid_fields");
        decides(&manager, "suspend", &chosen[..1]).is_problem(422, "invalid_fields");
        decides(&world.of_the_authority(Role::Assessor), "reject", &chosen[..1]).is_problem(403, "wrong_role");
        decides(&world.visitor(), "reject", &chosen[..1]).is_problem(401, "sign_in");
    }

    fn the_queue_is_filtered_sorted_decided_and_taken_away_on_pages(world) {
        waiting(world, &["Bee Kind", "Age Well"], State::UnderAssessment);
        let session = world.of_the_authority(Role::CategoryManager);
        let manager = world.browser_of(&session);
        let path = "/authority/placements?framework=focs&lot=in-person&state=under_assessment&sort=provider";
        let queue = manager.open(path).is(200);
        let place = |name: &str| queue.html.find(&format!(">{name}</a>")).unwrap();
        assert!(place("Age Well") < place("Bee Kind"), "by provider");
        assert!(!manager.open("/authority/placements?framework=focs&lot=telephone&state=all").is(200).html.contains("Bee Kind"));

        let values: Vec<_> = queue.html.split("name=\"_chosen[]\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(values.len(), 2);
        let chosen = [("_chosen[]", values[0]), ("_chosen[]", values[1]), ("_step", "reject")];
        let why = manager.send(&queue, "/choose", &chosen).is(200).says("You have chosen 2 applications");
        let wrong = manager.send(&why, "/decide", &[]).is(422);
        let done = manager.send(&wrong, "/decide", &[("reason", "The policy is missing.")]).is(200);
        let _ = done.says("2 applications are turned down");
        let none = manager.send(&queue, "/choose", &[("_step", "reject")]).is(200);
        let _ = none.says("choose at least one application first");

        let csv = session.get("/api/v1/placements/export?state=rejected&sort=provider").is(200).text;
        let rows: Vec<_> = csv.lines().map(|line| line.split(',').nth(2).unwrap().to_owned()).collect();
        assert_eq!(rows, ["provider_name", "Age Well", "Bee Kind"]);
        session.get("/api/v1/placements/export?sort=colour").is_problem(422, "invalid_fields");
        world.person("Nobody").get("/api/v1/placements/export").is_problem(403, "wrong_role");
    }

    fn figures_are_exact_and_taken_away(world) {
        let chosen = waiting(world, &["Age Well", "Able Web"], State::UnderAssessment);
        let manager = world.of_the_authority(Role::CategoryManager);
        decides(&manager, "accept", &chosen[..1]).is(200);
        world.settle();
        let figures = manager.get("/api/v1/statistics/frameworks/focs").is(200).body;
        let lot = figures["lots"].as_array().unwrap().iter().find(|lot| lot["lot"] == "in-person").unwrap();
        let of = |state: &str| lot["by_state"][state].as_u64().unwrap();
        assert_eq!((of("accepted"), of("under_assessment"), of("removed")), (1, 1, 0));
        let month = figures["months"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&month["month"], &month["accepted"]), (&json!("2027-03"), &json!(1)));

        let csv = manager.get("/api/v1/statistics/frameworks/focs/lots").is(200).text;
        assert!(csv.contains("in-person,accepted,1"), "{csv}");
        let months = manager.get("/api/v1/statistics/frameworks/focs/months").is(200).text;
        assert!(months.lines().last().unwrap().starts_with("2027-03,"), "{months}");
        let marks = manager.get("/api/v1/statistics/marks").is(200).body;
        assert_eq!(marks["by_state"]["accredited"], 0);
        assert!(manager.get("/api/v1/statistics/marks/export").is(200).text.contains("accredited,0"));
        let offerings = manager.get("/api/v1/statistics/offerings").is(200).text;
        assert_eq!(offerings.lines().count(), 363, "a head, everywhere, and 361 authorities");
        manager.get("/api/v1/statistics/frameworks/none").is_problem(404, "not_found");
        world.person("Nobody").get("/api/v1/statistics/marks").is_problem(403, "wrong_role");

        let browser = world.browser_of(&manager);
        let page = browser.open("/authority/statistics/focs").is(200);
        let bar = "March 2027</span> <span class=\"app-chart__bar\">";
        assert!(page.html.contains(bar), "a chart whose bars have names, over the table: {}", page.html);
        let _ = browser.open("/authority/statistics").is(200).says("local authorities");
    }
}
