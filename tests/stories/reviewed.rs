//! Changes to live offerings that touch what was assessed.

use domain::Role;
use domain::offerings::Channel::{InPerson, Telephone};
use stories::{Session, World, carers, json, offering_step, story, support};

/// A provider with a mark and a live offering; its owner, and the path of the offering at version 2.
fn live(world: &World) -> (Session, String) {
    world.catalogue();
    world.focs();
    let (provider, jo) = world.provider("Age Well Leeds");
    world.gives_mark(provider, &[InPerson, Telephone]);
    world.puts_on_lot(provider, "in-person");
    let id = jo.post(&format!("/api/v1/organisations/{provider}/offerings"), &support()).is(201).id();
    jo.at_version(1).post(&offering_step(&id, "publication"), &json!({})).is(200);
    (jo, format!("/api/v1/offerings/{id}"))
}

story! {
    fn what_touches_what_was_assessed_waits_and_all_else_is_had_at_once(world) {
        let (jo, offering) = live(world);
        let mut moved = support();
        moved["place"]["address"]["postcode"] = json!("LS2 7EY");
        moved["bring"] = json!("A letter");
        let waits = jo.at_version(2).put(&offering, &moved).is(200);
        assert_eq!(waits.body["support"]["place"]["address"]["postcode"], "LS1 4AP", "people go where they went");
        assert_eq!(waits.body["support"]["bring"], "A letter");
        assert_eq!(waits.body["proposed"]["touches"], json!(["place"]));

        let manager = world.of_the_authority(Role::CategoryManager);
        let queue = manager.get("/api/v1/offering-changes").is(200);
        let change = &queue.body["items"][0]["proposed"]["changes"][0];
        assert_eq!((&change["field"], &change["is"]), (&json!("place.address.postcode"), &json!("LS2 7EY")));
        jo.get("/api/v1/offering-changes").is_problem(403, "wrong_role");
        jo.at_version(3).post(&format!("{offering}/change/approval"), &json!({})).is_problem(403, "wrong_role");

        // Someone looked at this; the provider changed its mind meanwhile. Only what was seen is approved.
        moved["place"]["address"]["postcode"] = json!("BD1 1HX");
        jo.at_version(3).put(&offering, &moved).is(200);
        manager.at_version(3).post(&format!("{offering}/change/approval"), &json!({})).is_problem(412, "stale");
        let approved = manager.at_version(4).post(&format!("{offering}/change/approval"), &json!({})).is(200);
        assert_eq!(approved.body["support"]["place"]["address"]["postcode"], "BD1 1HX");
        assert_eq!(approved.body["proposed"], json!(null));
        assert_eq!(manager.get("/api/v1/offering-changes").is(200).body["items"], json!([]));
        let history = jo.get(&format!("{offering}/history")).is(200);
        assert_eq!(history.body["items"][0]["what"], "offering.change_approved");
        assert_eq!(history.body["items"][0]["by"], "A reviewer");
    }

    fn a_change_is_sent_back_with_reasons_or_taken_back(world) {
        let (jo, offering) = live(world);
        let manager = world.of_the_authority(Role::CategoryManager);
        let mut visits = support();
        visits["channels"] = json!(["in_person", "telephone", "outreach"]);
        jo.at_version(2).put(&offering, &visits).is(200);
        let back = format!("{offering}/change/return");
        manager.at_version(3).post(&back, &json!({"reasons": " "})).is_problem(422, "invalid_fields");
        let returned = manager.at_version(3).post(&back, &json!({"reasons": "Who visits?"})).is(200);
        assert_eq!(returned.body["returned"]["reasons"], "Who visits?");
        manager.at_version(4).post(&back, &json!({"reasons": "Again"})).is_problem(409, "offering_nothing_to_review");
        jo.at_version(4).put(&offering, &visits).is(200);
        let taken = jo.at_version(5).post(&format!("{offering}/change/withdrawal"), &json!({})).is(200);
        assert_eq!((&taken.body["proposed"], &taken.body["channels"]), (&json!(null), &json!(["in_person", "telephone"])));
        let less = jo.at_version(6).put(&offering, &{
            let mut less = support();
            less["channels"] = json!(["telephone"]);
            less
        });
        assert_eq!(less.is(200).body["channels"], json!(["telephone"]), "less than was assessed never waits");
    }

    fn a_reviewer_sees_old_and_new_side_by_side_and_the_directory_follows(world) {
        let (jo, offering) = live(world);
        let (department, keeper) = world.department("Department for Everyday Services");
        keeper.post(&format!("/api/v1/organisations/{department}/directories"), &carers()).is(201);
        keeper.at_version(1).post("/api/v1/directories/carers/publication", &json!({})).is(200);
        world.settle();
        let mut moved = support();
        moved["place"]["address"]["postcode"] = json!("LS2 7EY");
        jo.at_version(2).put(&offering, &moved).is(200);
        let page_of = offering.trim_start_matches("/api/v1");
        let _ = world.browser_of(&jo).open(page_of).is(200).says("A change to it waits for a reviewer");
        world.settle();
        let found = world.browser().open("/d/carers?near=LS1+4AP").is(200);
        assert!(!found.html.contains("LS2 7EY"), "what waits is not shown");

        let manager = world.browser_of(&world.of_the_authority(Role::CategoryManager));
        let queue = manager.open("/authority/changes").is(200).says("It moves to another place");
        let change = manager.open(&queue.link("Help at the library")).is(200).says("LS1 4AP").says("LS2 7EY");
        let unsaid = manager.send(&change, "/change/return", &[]).is(422).says("Say why");
        let _ = manager.send(&unsaid, "/change/approval", &[]).is(200).says("people have it now");
        world.settle();
        let found = world.browser().open("/d/carers?near=LS1+4AP").is(200);
        assert!(found.html.contains("LS2 7EY"), "approved, it is shown within a second");
    }
}
