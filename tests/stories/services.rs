//! Services, clusters, and whether support is needed.

use domain::Role;
use stories::{json, story};

story! {
    fn a_service_says_whether_it_needs_support_and_why(world) {
        world.catalogue();
        let (department, manager) = world.department("Department for Everyday Services");
        let service = json!({
            "slug": "staff-rota", "name": "Staff rota", "name_cy": "Rota staff", "department": "dwp",
            "clusters": ["care"], "support": {"users": "staff_at_work"},
        });
        let entered = manager.post("/api/v1/services", &json!({"keeper": department, "service": service})).is(201);
        assert_eq!(entered.body["support"]["needed"], false);
        assert_eq!(entered.body["support"]["because"], "its users are public-sector staff at work");

        let mut public = service.clone();
        public["support"] = json!({"users": "public", "people_a_year": 9000});
        let path = "/api/v1/services/staff-rota";
        let revised = manager.at_version(1).put(path, &public).is(200);
        assert_eq!(revised.body["support"], json!({"needed": true, "people_a_year": 9000, "because": null}));
        assert_eq!(world.visitor().get(path).is(200).body["version"], 2, "anyone may read it");
    }

    fn only_their_keepers_change_services(world) {
        world.catalogue();
        let (_, manager) = world.department("Department for Everyday Services");
        let (_, owner) = world.provider("Age Well Leeds");
        let draft = json!({
            "slug": "vehicle-tax", "name": "Vehicle tax", "name_cy": "Treth", "department": "dvla", "clusters": ["driving"],
        });
        let path = "/api/v1/services/vehicle-tax";
        manager.at_version(1).put(path, &draft).is_problem(403, "wrong_role");
        owner.at_version(1).put(path, &draft).is_problem(403, "wrong_role");
        let administrator = world.of_the_authority(Role::Administrator);
        administrator.at_version(1).put(path, &draft).is(200);
        let mut renamed = draft.clone();
        renamed["slug"] = json!("car-tax");
        administrator.at_version(2).put(path, &renamed).is_problem(409, "service_slug_never_changes");
        administrator.post("/api/v1/services", &json!({"service": draft})).is_problem(409, "service_slug_taken");
        let mut lost = draft;
        (lost["slug"], lost["clusters"]) = (json!("lost"), json!(["nowhere"]));
        administrator.post("/api/v1/services", &json!({"service": lost})).is_problem(409, "service_cluster_unknown");
    }
}
