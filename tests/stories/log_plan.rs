//! What the log is searched by has an index that ends in the number: a page costs what it shows, on both databases.
//! Looked at are the statements that the store sends, not what they are believed to be.

use domain::{Action, Actor, Event, OrganisationId, Platform, Refused, Subject, Worker};
use jiff::SignedDuration;
use marketplace::audit::Wanted;
use stories::{World, json, story};
use uuid::Uuid;

/// The plans of what a search of the log asks, from its end and from a number on.
fn plans(world: &World, wanted: &Wanted) -> Vec<String> {
    let asked = world.statements_of(|| {
        let searched = world.market.read(|work| {
            work.newest_entries_wanted(wanted, Some(1_000_000), 51)?;
            Ok(work.entries_wanted(wanted, 1, 51)?)
        });
        searched.map(drop).unwrap();
    });
    let of_the_log = asked.iter().filter(|statement| statement.contains("seals"));
    let plans: Vec<String> = of_the_log.map(|statement| world.plan_of(statement)).collect();
    assert_eq!(plans.len(), 2, "{asked:?}");
    plans
}

fn sorts_nothing(plan: &str) -> bool {
    !plan.contains("TEMP B-TREE") && !plan.contains("Sort")
}

story! {
    fn every_search_of_the_log_goes_by_an_index_and_sorts_nothing(world) {
        let all = Wanted::default;
        let organisation = OrganisationId::from(Uuid::now_v7());
        for (wanted, index) in [
            (Wanted { actor: Some("worker:clock".into()), ..all() }, "seals_by_actor"),
            (Wanted { subject: Some(Uuid::now_v7()), ..all() }, "seals_by_subject"),
            (Wanted { organisations: vec![organisation], ..all() }, "seals_by_organisation"),
            (Wanted { framework: Some("focs".into()), ..all() }, "seals_by_framework"),
        ] {
            for plan in plans(world, &wanted) {
                assert!(plan.contains(index), "{wanted:?}: {plan}");
                assert!(sorts_nothing(&plan), "{wanted:?}: {plan}");
            }
        }
        // What somebody may not see is left out on the way, not sorted out first.
        let sighted = Wanted { no_reviews: true, hidden: vec![organisation], ..all() };
        for wanted in [all(), sighted] {
            for plan in plans(world, &wanted) {
                assert!(sorts_nothing(&plan), "{wanted:?}: {plan}");
            }
        }
    }

    fn a_time_is_found_in_the_log_by_its_stretches_however_entries_are_ordered(world) {
        let thing = Uuid::now_v7();
        let keeps = |count: usize| {
            let kept = world.market.write(|work| {
                let permit = Actor::Worker(Worker::Seed).may(Action::LoadReference, &Platform)?;
                let subject = Subject::new("test", thing, None);
                let event = Event { subject, name: "test.happened", body: json!({}) };
                (0..count).try_for_each(|_| Ok::<_, Refused>(work.record(&permit, &event)?))
            });
            kept.unwrap();
            world.settle();
        };
        // A clock that was wrong once: 2,500 entries a day later each thousand, and ten of a year before among them.
        let (day, year) = (SignedDuration::from_hours(24), SignedDuration::from_hours(24 * 365));
        let first = world.market.clock().now();
        keeps(1_000);
        world.clock().advance(day);
        keeps(990);
        world.clock().advance(-year);
        keeps(10);
        world.clock().advance(year + day);
        keeps(500);

        let wanted = |from, to| Wanted { subject: Some(thing), from, to, ..Wanted::default() };
        let at = |days: i32| Some((first + day * days).as_microsecond());
        let count = |wanted: &Wanted| {
            let read = world.market.read(|work| {
                let oldest = work.entries_wanted(wanted, 0, 10_000)?;
                let mut newest = work.newest_entries_wanted(wanted, None, 10_000)?;
                newest.reverse();
                assert_eq!(oldest, newest, "the same from both ends");
                Ok(oldest)
            });
            read.unwrap().len()
        };
        assert_eq!(count(&wanted(None, None)), 2_500);
        assert_eq!(count(&wanted(at(0), at(1))), 1_000);
        assert_eq!(count(&wanted(at(1), at(2))), 990, "without those of the year before");
        assert_eq!(count(&wanted(at(1), None)), 1_490);
        assert_eq!(count(&wanted(None, at(0))), 10, "those of the year before, whatever their numbers");
        assert_eq!(count(&wanted(None, at(1))), 1_010);
        assert_eq!(count(&wanted(at(3), None)), 0);

        let asked = world.statements_of(|| drop(count(&wanted(at(2), None))));
        let of_the_log = asked.iter().filter(|statement| statement.contains("seals"));
        assert!(asked.iter().any(|statement| statement.contains("log_stretches")), "{asked:?}");
        for plan in of_the_log.map(|statement| world.plan_of(statement)) {
            assert!(sorts_nothing(&plan), "{plan}");
        }
    }
}
