//! Long lists: a page asks as much of the database however many rows there are.

use std::collections::BTreeMap;
use stories::{World, story};

/// How many statements each list page sends, over lists of so many rows.
fn statements(world: &World, rows: usize) -> BTreeMap<String, Vec<String>> {
    let filled = world.fills_lists(rows);
    world.fills_frameworks(rows);
    let readers = world.readers(&filled);
    let pages = world.list_pages(&filled);
    let asked = pages.iter().map(|page| {
        let browser = readers.of(page);
        // Once before it counts: what is kept in memory is read then.
        let _ = browser.open(&page.path).is(200);
        let asked = world.statements_of(|| drop(browser.open(&page.path).is(200)));
        (page.name.clone(), asked)
    });
    asked.collect()
}

story! {
    fn a_list_page_asks_as_much_of_the_database_however_long_the_list_is(world) {
        let few = statements(&World::on(world.database().kind()), 20);
        let many = statements(world, 45);
        for (page, asked) in &many {
            let before = &few[page];
            let (of_few, of_many) = (before.len(), asked.len());
            assert_eq!(of_few, of_many, "{page}: statements over 20 rows, and over 45: {asked:#?}");
        }
    }
}
