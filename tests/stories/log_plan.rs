//! What the log is searched by has an index that ends in the number: a page costs what it shows, on both databases.
//! Looked at are the statements that the store sends, not what they are believed to be.

use domain::OrganisationId;
use marketplace::audit::Wanted;
use stories::{World, story};
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

    fn a_time_is_found_in_the_log_by_the_index_of_times(world) {
        let asked = world.statements_of(|| {
            let wanted = Wanted { from: Some(0), to: Some(1), ..Wanted::default() };
            let searched = world.market.read(|work| Ok(work.newest_entries_wanted(&wanted, None, 51)?));
            assert!(searched.unwrap().is_empty());
        });
        let bounds: Vec<_> = asked.iter().filter(|statement| statement.contains("MIN(")).collect();
        assert_eq!(bounds.len(), 1, "{asked:?}");
        let plan = world.plan_of(bounds[0]);
        assert!(plan.contains("seals_by_time"), "{plan}");
    }
}
