//! The reference data and the demo load, and the demo is what it says.

use domain::directories::Directory;
use domain::offerings::{Channel, Offering};
use domain::services::Service;
use domain::values::{Nation, Slug};
use domain::{Actor, OfferingId, Role};
use marketplace::{Work, directories};
use server::demo::{self, Opening};
use server::seeds;
use std::collections::BTreeSet;
use stories::{World, json, story};

/// How many entries the log has.
fn entries(world: &World) -> usize {
    world.settle();
    let (mut count, mut after) = (0, 0);
    loop {
        let some = world.market.read(|work| Ok(work.entries_after(after, 1000)?)).unwrap();
        let Some(last) = some.last() else { return count };
        (count, after) = (count + some.len(), last.number);
    }
}

/// The demo with so many generated providers, its listings there to be found.
fn demo_of(world: &World, providers: usize) -> Opening {
    let opening = demo::load(&world.market, providers, &mut ()).unwrap_or_else(|error| panic!("{error}"));
    world.settle();
    opening
}

fn anything(work: &mut Work<'_, '_>, opening: &Opening, role: Role) -> Actor {
    let sign_in = opening.sign_ins.iter().find(|sign_in| sign_in.role == role.word()).unwrap();
    let person = work.person_with(&sign_in.email.parse().unwrap()).unwrap().unwrap();
    Actor::Person { id: person.id, memberships: work.memberships_of(person.id).unwrap() }
}

/// Every listing of a directory, page by page.
fn listed_in(world: &World, slug: &str) -> Vec<serde_json::Value> {
    let visitor = world.visitor();
    let path = format!("/api/v1/directories/{slug}/listings?limit=100");
    let (mut items, mut after) = (vec![], String::new());
    loop {
        let page = visitor.get(&format!("{path}{after}")).is(200).body;
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            // Where the next page begins: an address, or its cursor.
            Some(next) if next.starts_with('/') => {
                let cursor = next.split("after=").nth(1).unwrap().split('&').next().unwrap();
                after = format!("&after={cursor}");
            }
            Some(cursor) => after = format!("&after={cursor}"),
            None => return items,
        }
    }
}

fn ids(items: &[serde_json::Value]) -> BTreeSet<OfferingId> {
    items.iter().map(|item| item["id"].as_str().unwrap().parse().unwrap()).collect()
}

/// Every offering that may be given.
fn offerings(work: &mut Work<'_, '_>) -> Vec<Offering> {
    let (mut all, mut after) = (vec![], None);
    loop {
        let some = work.given_offerings(after, 500).unwrap();
        let Some(last) = some.last() else { return all };
        after = Some(last.id);
        all.extend(some);
    }
}

/// Whether an offering helps with a service that a directory names, or of a cluster that it names: the slow way.
fn helps_with_what_it_names(offering: &Offering, directory: &Directory, services: &[Service]) -> bool {
    let rule = &directory.content.admits;
    if rule.clusters.is_empty() && rule.services.is_empty() {
        return true;
    }
    let helps = &offering.support.helps_with;
    services.iter().any(|service| {
        let content = &service.content;
        let wanted = rule.services.contains(&content.slug) || !rule.clusters.is_disjoint(&content.clusters);
        let given = helps.every_service
            || helps.services.contains(&content.slug)
            || !helps.clusters.is_disjoint(&content.clusters);
        wanted && given
    })
}

story! {
    fn reference_data_loads_and_loading_it_again_changes_nothing(world) {
        let first = seeds::load(&world.market, || ()).unwrap();
        assert!(first.iter().all(|tally| tally.new > 0 && tally.there == 0), "{first:?}");
        assert_eq!(first.iter().map(|tally| tally.new).sum::<usize>(), seeds::count().unwrap());
        let before = entries(world);

        let again = seeds::load(&world.market, || ()).unwrap();

        assert!(again.iter().all(|tally| tally.new == 0 && tally.there > 0), "{again:?}");
        assert_eq!(entries(world), before, "nothing was written");
        let dvla = seeds::organisation_id("dvla");
        let found = world.market.read(|work| Ok(work.find::<domain::organisations::Organisation>(dvla)?)).unwrap();
        assert_eq!(found.name.as_str(), "Driver and Vehicle Licensing Agency");
    }

    fn each_directory_of_the_demo_lists_exactly_what_its_rule_admits(world) {
        let opening = demo_of(world, 20);
        for (slug, near) in [("carers", "LS1 4AP"), ("drive", "LS1 4AP"), ("cymru", "CF10 1EP")] {
            let near = near.replace(' ', "+");
            let found = world.visitor().get(&format!("/api/v1/directories/{slug}/listings?near={near}")).is(200);
            assert!(found.body["total"].as_u64().unwrap() > 5, "{slug}");
            assert!(found.body["items"][0]["distance_km"].as_f64().unwrap() < 10.0, "{slug} knows nobody near");
        }
        assert_eq!(opening.directories.len(), 3);
        let mut listed_anywhere = BTreeSet::new();
        for open in &opening.directories {
            let slug: Slug = open.slug.parse().unwrap();
            let listed = ids(&listed_in(world, &open.slug));
            listed_anywhere.extend(listed.iter().copied());
            let directory = world.market.read(|work| Ok(work.directory_called(&slug)?.unwrap())).unwrap();
            let services = world.market.read(|work| Ok(work.services()?)).unwrap();
            let all = world.market.read(|work| Ok(offerings(work))).unwrap();
            for offering in all {
                let explained = world.market.read(|work| {
                    let administrator = anything(work, &opening, Role::Administrator);
                    directories::explain(work, &administrator, &slug, offering.id)
                });
                assert_eq!(listed.contains(&offering.id), explained.unwrap().listed, "{slug} and {}", offering.id);
                if !listed.contains(&offering.id) {
                    continue;
                }
                let support = &offering.support;
                assert!(helps_with_what_it_names(&offering, &directory, &services), "{slug}: {}", offering.id);
                if open.slug == "cymru" {
                    assert!(support.nations().contains(&Nation::Wales), "{}", offering.id);
                }
                if open.slug == "drive" {
                    assert!(!support.channels.contains(&Channel::WebChat), "{}", offering.id);
                }
            }
        }
        let feed = world.visitor().get("/oruk/v3/services?minimal=true").is(200);
        assert_eq!(ids(feed.body["contents"].as_array().unwrap()), listed_anywhere, "neither more nor less");
    }

    fn everyone_of_the_demo_can_sign_in_and_every_program_gets_a_token(world) {
        let opening = demo_of(world, 5);
        let roles: BTreeSet<_> = opening.sign_ins.iter().map(|sign_in| sign_in.role.as_str()).collect();
        assert_eq!(roles, Role::ALL.iter().map(|role| role.word()).collect());
        for sign_in in &opening.sign_ins {
            let typed = json!({"email": sign_in.email, "password": sign_in.password});
            let session = world.visitor().post("/api/v1/sessions", &typed).is(201);
            let signed_in = world.visitor().with_token(session.body["token"].as_str().unwrap());
            signed_in.get(&format!("/api/v1/organisations/{}", sign_in.organisation_id)).is(200);
        }
        for client in &opening.api_clients {
            let form = format!(
                "grant_type=client_credentials&client_id={}&client_secret={}",
                client.id, client.secret
            );
            let kind = Some("application/x-www-form-urlencoded");
            world.visitor().send("POST", "/oauth/token", kind, form.as_bytes()).is(200);
        }
    }

    fn every_queue_of_the_demo_has_work(world) {
        let opening = demo_of(world, 150);
        let has = |address: &str, role: Role| {
            let sign_in = opening.sign_ins.iter().find(|sign_in| sign_in.role == role.word()).unwrap();
            let typed = json!({"email": sign_in.email, "password": sign_in.password});
            let session = world.visitor().post("/api/v1/sessions", &typed).is(201);
            let person = world.visitor().with_token(session.body["token"].as_str().unwrap());
            let queue = person.get(address).is(200);
            assert!(!queue.body["items"].as_array().unwrap().is_empty(), "{address}");
        };
        has("/api/v1/placements?state=submitted", Role::CategoryManager);
        has("/api/v1/accreditations?state=submitted", Role::CategoryManager);
    }
}
