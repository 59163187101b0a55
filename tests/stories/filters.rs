//! Parts of lists: what is found by name, cluster, reason, role or how far something is checked, and how many there are.

use domain::Role;
use domain::organisations::{Found, LookupFailed, RegisterNumber, Trouble, Trust};
use jiff::SignedDuration;
use marketplace::organisations::{Registry, check_identifiers};
use serde_json::Value;
use std::collections::BTreeSet;
use stories::{Session, World, json, story};

/// What a list has, page by page.
fn listed(who: &Session, path: &str) -> Vec<Value> {
    let (mut all, mut next) = (vec![], None::<String>);
    loop {
        let after = next.map(|after| format!("&after={after}")).unwrap_or_default();
        let page = who.get(&format!("{path}&limit=7{after}")).is(200).body;
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(after) => next = Some(after.to_owned()),
            None => return all,
        }
    }
}

fn ids(rows: &[Value], name: &str) -> BTreeSet<String> {
    rows.iter().map(|row| row[name].as_str().unwrap().to_owned()).collect()
}

/// Lines of a table without its head.
fn lines(who: &Session, path: &str) -> usize {
    who.get(path).is(200).text.lines().count() - 1
}

/// A register that knows numbers that end in 1, and has never heard of those that end in 2: asked for those that end so,
/// and out of reach for all others.
struct Knows(&'static str);

impl Registry for Knows {
    fn look_up(&self, number: &RegisterNumber) -> Result<Found, LookupFailed> {
        let found = Found { registered_name: "IT IS".into(), in_force: true, status: "active".into() };
        if !number.as_str().ends_with(self.0) {
            return Err(LookupFailed::Trouble(Trouble::Unreachable));
        }
        if number.as_str().ends_with('1') { Ok(found) } else { Err(LookupFailed::NotOnRegister) }
    }
}

fn registered(world: &World, name: &str, numbers: &[&str]) -> String {
    let identifiers: Vec<_> =
        numbers.iter().map(|number| json!({"scheme": "GB-COH", "number": number})).collect();
    let details = json!({
        "name": name, "sector": "private", "contact_email": "hello@example.org", "identifiers": identifiers,
    });
    world.person(name).post("/api/v1/organisations/providers", &details).is(201).id()
}

fn vouches(world: &World, id: &str) {
    let manager = world.of_the_authority(Role::CategoryManager);
    let how = json!({"how": "Visited, and the constitution read"});
    let here = format!("/api/v1/organisations/{id}");
    let version = manager.get(&here).is(200).body["version"].as_i64().unwrap();
    manager.at_version(version).post(&format!("{here}/voucher"), &how).is(200);
}

/// That the list of each word has exactly the organisations that are so, and that some are, in these words.
fn agree(world: &World, expected: &[Trust]) {
    let support = world.of_the_authority(Role::Support);
    let all = listed(&support, "/api/v1/organisations?kind=provider");
    let mut seen = BTreeSet::new();
    for trust in Trust::ALL {
        let so: Vec<_> = all.iter().filter(|row| row["trust"] == trust.word()).cloned().collect();
        for sort in ["name", "newest"] {
            let found = listed(&support, &format!("/api/v1/organisations?trust={trust}&sort={sort}"));
            assert_eq!(ids(&found, "id"), ids(&so, "id"), "{trust}, {sort}");
        }
        assert_eq!(
            lines(&support, &format!("/api/v1/organisations/export?trust={trust}")),
            so.len(),
            "{trust}"
        );
        seen.extend((!so.is_empty()).then_some(*trust));
    }
    assert_eq!(seen, expected.iter().copied().collect(), "{all:#?}");
}

story! {
    fn organisations_are_found_by_how_far_they_are_checked_as_time_goes_by(world) {
        let _ = registered(world, "Nothing given", &[]);
        let vouched = registered(world, "Nothing given but seen", &[]);
        let _ = registered(world, "Known", &["0000001"]);
        let _ = registered(world, "Known twice", &["0000011", "0000021"]);
        let both = registered(world, "Known and seen", &["0000031"]);
        let _ = registered(world, "Unheard of", &["0000002"]);
        let _ = registered(world, "Half known", &["0000041", "0000012"]);
        agree(world, &[Trust::Unverified]);
        for id in [&vouched, &both] {
            vouches(world, id);
        }
        while check_identifiers(&world.market, &Knows("")).unwrap() > 0 {}
        agree(world, &[Trust::Unverified, Trust::Vouched, Trust::Verified, Trust::Failed]);
        // One number was added half a year later: what grows old first decides.
        world.clock().advance(SignedDuration::from_hours(180 * 24));
        let _ = registered(world, "Known later", &["0000051"]);
        while check_identifiers(&world.market, &Knows("51")).unwrap() > 0 {}
        world.clock().advance(SignedDuration::from_hours(186 * 24));
        agree(world, &[Trust::Unverified, Trust::Vouched, Trust::Verified, Trust::Stale, Trust::Failed]);
        let support = world.of_the_authority(Role::Support);
        let browser = world.browser_of(&support);
        let page = browser.open("/authority/providers?trust=failed").is(200).says("Unheard of").does_not_say("Known twice");
        assert_eq!(browser.open(&page.link("as CSV")).is(200).html.lines().count(), 3);
        support.get("/api/v1/organisations?trust=good").is_problem(422, "invalid_fields");
    }

    fn services_are_counted_and_found_by_their_cluster(world) {
        let filled = world.fills_lists(60);
        let visitor = world.visitor();
        let clusters = visitor.get("/api/v1/clusters").is(200).body["items"].clone();
        for cluster in clusters.as_array().unwrap() {
            let slug = cluster["slug"].as_str().unwrap();
            let found = listed(&visitor, &format!("/api/v1/services?cluster={slug}"));
            assert_eq!(found.len(), 31, "{slug}");
            assert!(found.iter().all(|it| it["clusters"].as_array().unwrap().contains(&json!(slug))));
            assert_eq!(cluster["services"], 31, "{slug}");
            assert_eq!(lines(&visitor, &format!("/api/v1/services/export?cluster={slug}")), 31);
        }
        // Part of a short name is another cluster's, or nobody's.
        assert!(listed(&visitor, "/api/v1/services?cluster=car").is_empty());
        let first = visitor.get("/api/v1/clusters?limit=1").is(200).body;
        let second = visitor.get(&format!("/api/v1/clusters?limit=1&after={}", first["next"].as_str().unwrap())).is(200).body;
        assert_eq!((&first["items"][0]["slug"], &second["items"][0]["slug"]), (&json!("care"), &json!("driving")));
        assert_eq!(visitor.get("/api/v1/clusters/care").is(200).header("etag"), Some("\"1\""));
        visitor.get("/api/v1/clusters/nowhere").is_problem(404, "not_found");
        visitor.get("/api/v1/services?cluster=No%20such").is_problem(422, "invalid_fields");

        let manager = world.browser_of(&filled.manager);
        let page = manager.open(&format!("/department/{}/clusters", filled.department)).is(200).says("31 in Driving");
        let within = manager.open(&page.link("31 in Driving")).is(200).says("Vehicle tax").does_not_say("Carer's Allowance");
        assert_eq!(manager.open(&within.link("as CSV")).is(200).html.lines().count(), 32);
        assert_eq!(manager.open(&page.link("as CSV")).is(200).html.lines().count(), 3);
    }

    fn what_waits_is_found_by_its_providers_name_and_by_its_reason(world) {
        let _ = world.fills_lists(30);
        let manager = world.of_the_authority(Role::CategoryManager);
        let decision_maker = world.of_the_authority(Role::DecisionMaker);
        let some = BTreeSet::from(["Provider 00020", "Provider 00021", "Provider 00022"].map(ToOwned::to_owned));
        // Every third condition is said to be met: that of the twenty-first, and not that of its neighbours.
        let of = |why: &str| ids(&listed(&decision_maker, &format!("/api/v1/mark-conditions?why={why}&text=DER+0002")), "provider_name");
        assert_eq!((of("shown").len(), of("overdue").len()), (3, 7));
        assert!(of("shown").contains("Provider 00021") && !of("overdue").contains("Provider 00021"));
        assert_eq!(lines(&decision_maker, "/api/v1/mark-conditions/export?why=shown"), 10);
        assert_eq!(lines(&decision_maker, "/api/v1/mark-conditions/export"), 30);
        decision_maker.get("/api/v1/mark-conditions?why=late").is_problem(422, "invalid_fields");
        let page = world.browser_of(&decision_maker).open("/authority/conditions?why=shown&text=00021").is(200);
        let _ = page.says("The holder says it is met").says("Provider 00021").does_not_say("Provider 00024");

        assert_eq!(lines(&manager, "/api/v1/offering-changes/export?touches=home_visits"), 6);
        assert_eq!(listed(&manager, "/api/v1/offering-changes?touches=place&sort=newest").len(), 6);
        assert_eq!(listed(&manager, "/api/v1/offering-changes?text=MODEL").len(), 30);
        assert!(listed(&manager, "/api/v1/offering-changes?text=Provider").is_empty());
        manager.get("/api/v1/offering-changes?touches=price").is_problem(422, "invalid_fields");
        let changes = world.browser_of(&manager).open("/authority/changes?touches=place&text=model").is(200);
        let _ = changes.says("Help 00001").does_not_say("Help 00002");

        for (path, names) in [
            ("/api/v1/reviews/export?text=der+0002&format=ndjson", "provider_name"),
            ("/api/v1/placements/export?text=der+0002&state=submitted&format=ndjson", "provider_name"),
            ("/api/v1/accreditations/export?text=der+0002&state=submitted,under_assessment,recommended&format=ndjson", "provider_name"),
        ] {
            let text = manager.get(path).is(200).text;
            let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert!(ids(&rows, names).is_superset(&some) && rows.len() == 10, "{path}: {text}");
        }
        let browser = world.browser_of(&manager);
        for page in ["/authority/reviews?which=open", "/authority/placements?state=submitted", "/authority/marks?state=open"] {
            let found = browser.open(&format!("{page}&text=00021")).is(200).says("Provider 00021").does_not_say("Provider 00020");
            assert_eq!(browser.open(&found.link("as CSV")).is(200).html.lines().count(), 2, "{page}");
        }
    }

    fn members_and_directories_are_found_by_name_role_and_state(world) {
        let filled = world.fills_lists(60);
        let at = format!("/api/v1/organisations/{}", filled.department);
        let manager = &filled.manager;
        assert_eq!(listed(manager, &format!("{at}/members?role=buyer")).len(), 60);
        assert_eq!(listed(manager, &format!("{at}/members?text=SON+0001")).len(), 10);
        assert_eq!(listed(manager, &format!("{at}/members?text=person.7%40&role=buyer")).len(), 1);
        assert!(listed(manager, &format!("{at}/members?text=person&role=evaluator")).is_empty());
        manager.get(&format!("{at}/members?role=king")).is_problem(422, "invalid_fields");
        assert_eq!(listed(manager, &format!("{at}/directories?text=tory+0001")).len(), 10);
        assert_eq!(listed(manager, &format!("{at}/directories?state=draft")).len(), 61);
        assert!(listed(manager, &format!("{at}/directories?state=live")).is_empty());
        manager.get(&format!("{at}/directories?state=open")).is_problem(422, "invalid_fields");

        let browser = world.browser_of(manager);
        let team = browser.open(&format!("/organisation/{}/team?text=SON+0001&in_role=buyer", filled.department)).is(200);
        let team = team.says("Person 00019").does_not_say("Person 00020").does_not_say("Next page");
        assert_eq!(browser.open(&team.link("as CSV")).is(200).html.lines().count(), 11);
        let nobody = browser.open(&format!("/organisation/{}/team?text=nobody+at+all", filled.department)).is(200);
        let _ = nobody.says("Nobody matches what you chose");
        let none = browser.open(&format!("/department/{}/directories?state=live", filled.department)).is(200);
        let _ = none.says("No directories match what you chose");
    }
}
