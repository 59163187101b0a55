//! The index that directories are answered from: kept cheap while listings change.

use super::listings::{open_world, published};
use domain::OfferingId;
use finder::Query;
use jiff::SignedDuration;
use marketplace::Market;
use marketplace::directories::{self, SavedListings};
use server::workers::Workers;
use std::time::{Duration, Instant};
use stories::{Kind, Session, World, json, story};
use uuid::Uuid;

/// An open directory with so many listings, all alike but for their names.
fn directory_of(world: &World, listings: usize) -> (Vec<OfferingId>, Session) {
    let (provider, jo) = open_world(world);
    let first = published(provider, &jo, |_| {}).parse().unwrap();
    let others = world.gives_many_like(first, listings - 1);
    world.settle();
    (std::iter::once(first).chain(others).collect(), jo)
}

fn total(world: &World, query: &str) -> u64 {
    let reply = world.visitor().get(&format!("/api/v1/directories/carers/listings?{query}")).is(200);
    reply.body["total"].as_u64().unwrap()
}

/// A node that starts on the database of a world, and keeps its listings in a file of the world.
fn node(world: &World, program: &str) -> Market {
    let file = world.database().folder().join("listings");
    let market = world.market.clone().saving_listings_in(SavedListings::new(file, program.into()));
    directories::project(&market).unwrap();
    if market.directories().began_from_file() {
        // Directories answer already; open records follow, batch by batch.
        let now = world.market.clock().now();
        assert!(market.directories().listings(now).is_ok());
        assert!(market.directories().publication(now).is_err());
        directories::project(&market).unwrap();
    }
    market
}

/// What a node answers: the marks of its listings and its records, and everything it lists with its names.
fn told_by(world: &World, node: &Market) -> (String, Vec<(Uuid, String)>) {
    let live = node.directories();
    let now = world.market.clock().now();
    let directory = live.shelf().directory("carers").unwrap().id.uuid();
    let listings = live.listings(now).unwrap();
    let everything = Query { limit: 1000, ..Query::new(directory, now) };
    let found = listings.search(&everything).unwrap();
    let names = found.hits.iter().map(|hit| (hit.id, hit.name.to_owned())).collect();
    let (records, _) = live.publication(now).unwrap();
    (format!("{} {}", listings.version(directory, now), records.mark()), names)
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
        let (offerings, _) = directory_of(world, 1_300);
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

    fn a_node_begins_with_its_file_and_follows_what_it_missed(world) {
        let (offerings, jo) = directory_of(world, 30);
        let first = node(world, "this");
        assert!(!first.directories().began_from_file(), "there is none yet");
        assert!(directories::save(&first).unwrap());
        assert!(!directories::save(&first).unwrap(), "nothing changed: nothing is written");

        let again = node(world, "this");
        assert!(again.directories().began_from_file());
        assert_eq!(told_by(world, &again), told_by(world, &first));
        assert!(!directories::save(&again).unwrap(), "the file has it all");

        world.renames(&offerings[..7], "Renamed meanwhile");
        world.settle();
        let later = node(world, "this");
        assert!(later.directories().began_from_file());
        assert_eq!(told_by(world, &later), told_by(world, &world.market));
        assert_eq!(told_by(world, &later).1.iter().filter(|(_, name)| name == "Renamed meanwhile").count(), 7);
        assert!(directories::save(&later).unwrap());

        // A pause that ends by the clock alone is in the file, and ends.
        let path = format!("/api/v1/offerings/{}", offerings[9]);
        let version = jo.get(&path).is(200).version();
        let pause = json!({"reason": "Holiday", "until": world.today().tomorrow().unwrap().to_string()});
        jo.at_version(version).post(&format!("{path}/pause"), &pause).is(200);
        world.settle();
        let paused = node(world, "this");
        assert_eq!(told_by(world, &paused).1.len(), 29);
        directories::save(&paused).unwrap();
        world.clock().advance(SignedDuration::from_hours(48));
        let woken = node(world, "this");
        assert!(woken.directories().began_from_file());
        assert_eq!(told_by(world, &woken).1.len(), 30);
    }

    fn a_file_that_is_not_to_be_believed_changes_nothing(world) {
        directory_of(world, 5);
        let first = node(world, "this");
        directories::save(&first).unwrap();
        let file = world.database().folder().join("listings");
        let whole = std::fs::read(&file).unwrap();
        let expected = told_by(world, &first);

        assert!(!node(world, "another").directories().began_from_file(), "another program wrote it");
        for damage in [0, 8, 24, whole.len() / 2, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[damage] ^= 0x20;
            std::fs::write(&file, damaged).unwrap();
            let node = node(world, "this");
            assert!(!node.directories().began_from_file(), "byte {damage}");
            assert_eq!(told_by(world, &node), expected);
        }
        std::fs::write(&file, b"").unwrap();
        let empty = node(world, "this");
        assert!(!empty.directories().began_from_file());
        assert!(directories::save(&empty).unwrap(), "and is written anew");
        assert!(node(world, "this").directories().began_from_file());
        assert_eq!(std::fs::read_dir(world.database().folder()).unwrap().filter(|entry| {
            entry.as_ref().unwrap().file_name().to_string_lossy().contains("part")
        }).count(), 0, "nothing is left beside it");

        let other = World::on(Kind::Sqlite);
        directory_of(&other, 5);
        std::fs::copy(&file, other.database().folder().join("listings")).unwrap();
        assert!(!node(&other, "this").directories().began_from_file(), "its log has another event there");
    }

    fn the_workers_save_and_a_start_begins_there(world) {
        directory_of(world, 5);
        let file = world.database().folder().join("listings");
        let saving = |world: &World| {
            world.market.clone().saving_listings_in(SavedListings::new(file.clone(), "this".into()))
        };
        let market = saving(world);
        let workers = Workers::follow(&market);
        assert!(soon(|| file.exists()), "at once, when there is none");
        drop(workers);
        let market = saving(world);
        let workers = Workers::follow(&market);
        assert!(soon(|| market.directories().began_from_file()));
        drop(workers);
    }
}
