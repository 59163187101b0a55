//! Long lists: a page asks as much of the database however many rows there are.

use domain::Role;
use std::collections::{BTreeMap, BTreeSet};
use stories::{World, json, story};

/// Tables that are no list of the app: figures of a page of figures, what is open to the public, and the file by which
/// offerings are changed.
const OTHER_TABLES: [&str; 6] = [
    "/directories/{slug}/export",
    "/organisations/{id}/offerings/export",
    "/statistics/frameworks/{slug}/lots",
    "/statistics/frameworks/{slug}/months",
    "/statistics/marks/export",
    "/statistics/offerings",
];

/// The lists that the contract has as tables, by their paths.
fn tables() -> BTreeSet<String> {
    let contract = serde_json::to_value(api::openapi()).unwrap();
    let paths = contract["paths"].as_object().unwrap();
    let as_table = paths.iter().filter(|(_, does)| {
        let content = does["get"]["responses"]["200"]["content"].as_object();
        content
            .is_some_and(|content| content.keys().any(|it| it == "text/csv" || it == "application/x-ndjson"))
    });
    let paths = as_table.map(|(path, _)| path.trim_start_matches("/api/v1").to_owned());
    paths.filter(|path| !OTHER_TABLES.contains(&path.as_str())).collect()
}

/// Whether a link leads to a path with some of its parts left open.
fn is_at(link: &str, path: &str) -> bool {
    let (link, path) = (link.split('/').collect::<Vec<_>>(), path.split('/').collect::<Vec<_>>());
    link.len() == path.len() && link.iter().zip(&path).all(|(part, of)| part == of || of.starts_with('{'))
}

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

    fn no_list_that_is_taken_away_is_left_out_of_those_that_are_measured(world) {
        let filled = world.fills_lists(12);
        world.fills_frameworks(12);
        let key = json!({"name": "Our website"});
        filled.manager.post("/api/v1/directories/carers/keys", &key).is(201);
        let rule = json!({"reason": "Of the public sector"});
        world.of_the_authority(Role::Administrator).put("/api/v1/mail-domains/gov.uk", &rule).is(200);
        let readers = world.readers(&filled);
        let mut linked = BTreeSet::new();
        for page in world.list_pages(&filled) {
            let shown = readers.of(&page).open(&page.path).is(200);
            let links = shown.html.split("href=\"/take-away").skip(1);
            linked.extend(links.filter_map(|link| Some(link.split(['?', '"']).next()?.to_owned())));
        }
        let tables = tables();
        assert!(tables.len() > 15, "{tables:?}");
        let of_no_page: Vec<_> =
            tables.iter().filter(|table| !linked.iter().any(|link| is_at(link, table))).collect();
        assert_eq!(of_no_page, Vec::<&String>::new(), "tables that no measured list leads to: {linked:#?}");
        let of_no_table: Vec<_> =
            linked.iter().filter(|link| !tables.iter().any(|table| is_at(link, table))).collect();
        assert_eq!(of_no_table, Vec::<&String>::new(), "what pages lead to, and the contract does not have");
    }
}
