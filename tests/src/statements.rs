//! What a database was asked: every statement that a world's connections send, told apart by the world's database.

use crate::World;
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Mutex, Once};
use store::Database;

/// What each database was asked since its world began to listen, by address.
static HEARD: Mutex<Option<HashMap<String, Vec<String>>>> = Mutex::new(None);

/// Hears one connection.
#[derive(Default)]
struct Ear {
    address: String,
}

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => url.clone_into(&mut self.address),
            InstrumentationEvent::StartQuery { query, .. } => {
                let mut heard = HEARD.lock().expect("nobody failed in it");
                let statements = heard.as_mut().and_then(|all| all.get_mut(&self.address));
                if let Some(statements) = statements {
                    statements.push(query.to_string());
                }
            }
            _ => {}
        }
    }
}

/// Has every connection that is made from here on heard.
pub(crate) fn hear() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Ear::default()))).expect("nobody failed in it");
    });
}

impl World {
    /// The statements that this world's database is asked while something is done: SQL, with what is bound behind it.
    pub fn statements_of(&self, unit: impl FnOnce()) -> Vec<String> {
        let address = self.database().url();
        let all = || HEARD.lock().expect("nobody failed in it");
        all().get_or_insert_default().insert(address.clone(), vec![]);
        unit();
        all().get_or_insert_default().remove(&address).unwrap_or_default()
    }
}

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

impl World {
    /// How the database would carry out a statement that was heard.
    #[must_use]
    pub fn plan_of(&self, statement: &str) -> String {
        let statement = filled_in(statement);
        let mut connection = self.database().database().connect().expect("connects");
        let steps: Vec<String> = if matches!(self.database().database(), Database::Sqlite(_)) {
            let steps =
                sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load::<SqliteStep>(&mut connection);
            steps.expect("a plan").into_iter().map(|step| step.detail).collect()
        } else {
            // Few rows are read in a row, whatever there is: what the planner may use is the question here.
            for setting in ["enable_seqscan", "enable_bitmapscan"] {
                sql_query(format!("SET {setting} = off")).execute(&mut connection).expect("is set");
            }
            let steps = sql_query(format!("EXPLAIN {statement}")).load::<PostgresStep>(&mut connection);
            steps.expect("a plan").into_iter().map(|step| step.plan).collect()
        };
        steps.join("\n")
    }
}

/// A statement with what was bound to it in its places: `$1` and so on, or a `?` each.
fn filled_in(statement: &str) -> String {
    let Some((sql, bound)) = statement.split_once(" -- binds: ") else { return statement.to_owned() };
    let bound: Vec<Value> = serde_json::from_str(bound).unwrap_or_else(|error| panic!("{error}: {bound}"));
    let literals = bound.iter().map(literal);
    if sql.contains("$1") {
        let numbered = literals.enumerate().collect::<Vec<_>>().into_iter().rev();
        return numbered
            .fold(sql.to_owned(), |sql, (at, literal)| sql.replace(&format!("${}", at + 1), &literal));
    }
    literals.fold(sql.to_owned(), |sql, literal| sql.replacen('?', &literal, 1))
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Array(all) => format!("ARRAY[{}]", all.iter().map(literal).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}
