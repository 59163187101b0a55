//! The event log: one order of commits, sealed, whole.

use domain::{Action, Actor, Event, Platform, Subject, Worker};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::events::Verdict;
use stories::{World, story};
use uuid::Uuid;

fn write_one(world: &World, id: Uuid, pause: Duration) {
    let permit = Actor::Worker(Worker::Seed).may(Action::LoadReference, &Platform).unwrap();
    let subject = Subject::new("test", id, None);
    let event = Event { subject, name: "test.happened", body: json!({"id": id.to_string()}) };
    let written = world.market.write(|work| {
        work.record(&permit, &event)?;
        // A slow writer holds its transaction open while quick ones commit around it.
        std::thread::sleep(pause);
        Ok(())
    });
    written.unwrap();
}

fn verdict(world: &World) -> Verdict {
    world.market.read(|work| Ok(work.verify_chain(|_| {})?)).unwrap()
}

story! {
    fn slow_and_quick_writers_with_rival_leaders_get_one_order_without_gaps(world) {
        const WRITERS: usize = 6;
        const EACH: usize = 25;
        let done = AtomicBool::new(false);
        let mut followed: Vec<(i64, String)> = vec![];
        std::thread::scope(|scope| {
            let world = &*world;
            let done = &done;
            let writers: Vec<_> = (0..WRITERS)
                .map(|writer| {
                    scope.spawn(move || {
                        let pause = Duration::from_millis(if writer == 0 { 20 } else { 0 });
                        (0..EACH).for_each(|_| write_one(world, Uuid::now_v7(), pause));
                    })
                })
                .collect();
            for _ in 0..2 {
                scope.spawn(move || {
                    while !done.load(Ordering::SeqCst) {
                        // A leader may lose its race or find another at work: it tries again.
                        let _ = world.market.store().seal_committed();
                    }
                });
            }
            let follower = scope.spawn(move || {
                let mut seen = vec![];
                while !done.load(Ordering::SeqCst) {
                    let after = seen.last().map_or(0, |(number, _): &(i64, String)| *number);
                    let more = world.market.read(|work| Ok(work.entries_after(after, 7)?)).unwrap();
                    seen.extend(more.into_iter().map(|sealed| (sealed.number, sealed.entry.id)));
                }
                seen
            });
            for writer in writers {
                writer.join().unwrap();
            }
            while world.market.read(|work| Ok(work.unsealed_count()?)).unwrap() > 0 {
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(Duration::from_millis(50));
            done.store(true, Ordering::SeqCst);
            followed = follower.join().unwrap();
        });

        let all = world.market.read(|work| Ok(work.entries_after(0, 10_000)?)).unwrap();
        let all: Vec<_> = all.into_iter().map(|sealed| (sealed.number, sealed.entry.id)).collect();
        assert_eq!(all.len(), WRITERS * EACH);
        assert_eq!(all.iter().map(|(_, id)| id).collect::<BTreeSet<_>>().len(), all.len());
        assert!(all.iter().zip(1..).all(|((number, _), expected)| *number == expected), "no gaps");
        assert_eq!(all[..followed.len()], followed, "a follower missed nothing and saw nothing move");
        assert!(matches!(verdict(world), Verdict::Whole { entries, .. } if entries == all.len() as i64));
    }

    fn a_leader_that_dies_leaves_nothing_behind(world) {
        (0..5).for_each(|_| write_one(world, Uuid::now_v7(), Duration::ZERO));
        let store = world.market.store().clone();
        let dies = |number: i64| assert_ne!(number, 3, "planned");
        let died = std::thread::spawn(move || store.seal_committed_watched(&mut { dies })).join();
        assert!(died.is_err(), "the leader panicked in the middle of its batch");

        // A server frees a dead leader's lock when it notices that the connection is gone: the next leader
        // looks again, as the worker does.
        let unsealed = || world.market.read(|work| Ok(work.unsealed_count()?)).unwrap();
        for _ in 0..100 {
            world.settle();
            if unsealed() == 0 {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }

        assert!(matches!(verdict(world), Verdict::Whole { entries: 5, .. }));
    }
}
