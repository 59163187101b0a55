//! The index that directories are answered from: kept cheap while listings change.

use super::listings::{open_world, published};
use domain::OfferingId;
use server::workers::Workers;
use std::time::{Duration, Instant};
use stories::{World, json, story};

/// An open directory with so many listings, all alike but for their names.
fn directory_of(world: &World, listings: usize) -> Vec<OfferingId> {
    let (provider, jo) = open_world(world);
    let first = published(provider, &jo, |_| {}).parse().unwrap();
    let others = world.gives_many_like(first, listings - 1);
    world.settle();
    std::iter::once(first).chain(others).collect()
}

fn total(world: &World, query: &str) -> u64 {
    let reply = world.visitor().get(&format!("/api/v1/directories/carers/listings?{query}")).is(200);
    reply.body["total"].as_u64().unwrap()
}

/// Waits for something, at most ten seconds.
fn soon(is_so: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(10) {
        if is_so() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

story! {
    fn an_index_with_many_changes_is_merged_beside_the_questions(world) {
        let offerings = directory_of(world, 1_300);
        assert_eq!(total(world, ""), 1_300);
        for (number, some) in offerings.chunks(70).take(3).enumerate() {
            world.renames(some, &format!("Renamed {number}"));
            world.settle();
        }
        let live = world.market.directories();
        assert!(live.wants_merge(), "two hundred and ten of thirteen hundred lie outside, and leave as many gaps");
        let held = live.listings(world.market.clock().now()).unwrap();

        let workers = Workers::follow(&world.market);

        assert!(soon(|| !live.wants_merge()), "the worker merges");
        assert_eq!((total(world, "q=renamed"), total(world, "")), (210, 1_300));
        assert_eq!(held.len(), 1_300, "who asked before keeps the answer");
        world.renames(&offerings[..1], "Renamed again");
        world.market.ring();
        assert!(soon(|| total(world, "q=again") == 1), "changes go on after it");
        drop(workers);
        let first = world.visitor().get(&format!("/api/v1/directories/carers/listings/{}", offerings[0]));
        assert_eq!(first.is(200).body["name"], json!("Renamed again"));
    }
}
