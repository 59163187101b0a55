//! What the log is searched by has an index that ends in the number: a page costs what it shows, on both databases.

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use store::Database;
use stories::{World, story};

#[derive(QueryableByName)]
struct SqliteStep {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct PostgresStep {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    plan: String,
}

/// The plan of a search: the newest entries that meet a condition.
fn plan(world: &World, condition: &str) -> String {
    let query = format!(
        "SELECT seals.number, seals.hash, events.body FROM seals INNER JOIN events ON seals.event = events.id \
         WHERE {condition} AND seals.number > 0 AND seals.number < 1000000 ORDER BY seals.number DESC LIMIT 51"
    );
    let database = world.database().database();
    let mut connection = database.connect().unwrap();
    let steps: Vec<String> = if matches!(database, Database::Sqlite(_)) {
        let steps = sql_query(format!("EXPLAIN QUERY PLAN {query}")).load::<SqliteStep>(&mut connection);
        steps.unwrap().into_iter().map(|step| step.detail).collect()
    } else {
        // Few rows are read in a row, whatever there is: what the planner may use is the question here.
        for setting in ["enable_seqscan", "enable_bitmapscan"] {
            sql_query(format!("SET {setting} = off")).execute(&mut connection).unwrap();
        }
        let steps = sql_query(format!("EXPLAIN {query}")).load::<PostgresStep>(&mut connection);
        steps.unwrap().into_iter().map(|step| step.plan).collect()
    };
    steps.join("\n")
}

story! {
    fn every_search_of_the_log_goes_by_an_index_and_sorts_nothing(world) {
        for (column, index) in [
            ("actor", "seals_by_actor"),
            ("subject", "seals_by_subject"),
            ("organisation", "seals_by_organisation"),
            ("framework", "seals_by_framework"),
        ] {
            let plan = plan(world, &format!("seals.{column} = 'x'"));
            assert!(plan.contains(index), "{column}: {plan}");
            assert!(!plan.contains("TEMP B-TREE") && !plan.contains("Sort"), "{column}: {plan}");
        }
        let whole = plan(world, "1 = 1");
        assert!(!whole.contains("TEMP B-TREE") && !whole.contains("Sort"), "the whole log: {whole}");
    }
}
