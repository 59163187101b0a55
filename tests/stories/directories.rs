//! A department sets its directory up.

use stories::{carers, json, story};

story! {
    fn a_directory_is_set_up_branded_and_opened(world) {
        world.catalogue();
        let (department, manager) = world.department("Department for Everyday Services");
        let directories = format!("/api/v1/organisations/{department}/directories");

        let set_up = manager.post(&directories, &carers()).is(201);
        assert_eq!((set_up.body["state"].as_str(), set_up.header("location")), (Some("draft"), Some("/api/v1/directories/carers")));
        world.settle();
        world.visitor().get("/api/v1/directories/carers/listings").is_problem(404, "not_found");

        manager.at_version(1).post("/api/v1/directories/carers/publication", &json!({})).is(200);
        world.settle();
        let listings = world.visitor().get("/api/v1/directories/carers/listings").is(200);
        assert_eq!(listings.body["total"], 0);
        assert_eq!(listings.header("cache-control"), Some("public, max-age=30"));

        manager.at_version(2).post("/api/v1/directories/carers/pause", &json!({})).is(200);
        world.settle();
        world.visitor().get("/api/v1/directories/carers/listings").is_problem(404, "not_found");
        assert_eq!(manager.get(&directories).is(200).body["items"][0]["state"], "paused");
    }

    fn colours_that_cannot_be_read_are_refused_with_the_nearest_that_can(world) {
        world.catalogue();
        let (department, manager) = world.department("Department for Everyday Services");
        let mut pale = carers();
        pale["brand"]["link"] = json!("#ffdd00");
        let directories = format!("/api/v1/organisations/{department}/directories");
        let refused = manager.post(&directories, &pale).is_problem(422, "invalid_fields");
        assert_eq!(refused.pointers(), ["/brand/link"]);
        let detail = refused.body["errors"][0]["detail"].as_str().unwrap();
        let nearest = detail.rsplit(' ').next().unwrap();
        assert!(nearest.starts_with('#'), "{detail}");
        pale["brand"]["link"] = json!(nearest);
        manager.post(&directories, &pale).is(201);
    }

    fn addresses_and_host_names_belong_to_one_directory(world) {
        world.catalogue();
        let (department, manager) = world.department("Department for Everyday Services");
        let (other, rival) = world.department("Department for Rivals");
        let directories = |of| format!("/api/v1/organisations/{of}/directories");
        manager.post(&directories(department), &carers()).is(201);

        rival.post(&directories(other), &carers()).is_problem(409, "directory_slug_taken");
        let mut twin = carers();
        twin["slug"] = json!("carers-too");
        rival.post(&directories(other), &twin).is_problem(409, "directory_host_taken");
        twin["hosts"] = json!([]);
        rival.post(&directories(other), &twin).is(201);
        rival.get("/api/v1/directories/carers").is_problem(404, "not_found");
        rival.at_version(1).put("/api/v1/directories/carers", &carers()).is_problem(404, "not_found");

        let (provider, owner) = world.provider("Age Well Leeds");
        let not_theirs = owner.post(&directories(provider), &carers());
        not_theirs.is_problem(403, "wrong_role");
        let mut unknown = carers();
        (unknown["slug"], unknown["hosts"], unknown["admits"]) = (json!("lost"), json!([]), json!({"services": ["time-travel"]}));
        manager.post(&directories(department), &unknown).is_problem(409, "directory_rule_names_unknown");
    }

    fn a_node_that_has_not_read_the_listings_says_so(world) {
        world.visitor().get("/api/v1/directories/carers/listings").is_problem(503, "listings_starting");
        world.settle();
        world.visitor().get("/api/v1/directories/carers/listings").is_problem(404, "not_found");
        world.clock().advance(jiff::SignedDuration::from_mins(16));
        world.visitor().get("/api/v1/directories/carers/listings").is_problem(503, "listings_stale");
    }
}
