//! A database of its own for each story, thrown away afterwards.

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Database, migrations};

/// Which database a story is told on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server: the one at `SIGNPOST_TEST_POSTGRES`, which `make test` starts.
    Postgres,
}

/// A migrated, empty database, gone when dropped.
pub struct ThrowAway {
    database: Database,
    folder: PathBuf,
    name: Option<String>,
}

/// The database of a story that is told on a file.
const FILE: &str = "signpost.sqlite";

static COUNT: AtomicU32 = AtomicU32::new(0);

fn fresh_name() -> String {
    format!("story_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst))
}

/// The server for tests. There is no skipping: a story that is told on one database only is half told.
fn server() -> String {
    std::env::var("SIGNPOST_TEST_POSTGRES").expect(
        "set SIGNPOST_TEST_POSTGRES to the URL of a PostgreSQL server for tests, or run `make test`, which \
         starts one (`tests/with-postgres cargo test …` for one test)",
    )
}

fn at_server(sql: &str) {
    let mut connection = PgConnection::establish(&format!("{}/postgres", server())).expect("connects");
    sql_query(sql).execute(&mut connection).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn postgres_template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = fresh_name();
        at_server(&format!("CREATE DATABASE {name}"));
        migrations::migrate(&Database::at(&format!("{}/{name}", server()))).expect("migrates");
        name
    })
}

fn sqlite_template() -> &'static PathBuf {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = std::env::temp_dir().join(fresh_name());
        let path = folder.join("template.sqlite");
        migrations::migrate(&Database::at(&path.to_string_lossy())).expect("migrates");
        path
    })
}

impl ThrowAway {
    /// Makes one.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        crate::statements::hear();
        let name = fresh_name();
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).expect("a folder for the story");
        match kind {
            Kind::Sqlite => {
                let path = folder.join(FILE);
                std::fs::copy(sqlite_template(), &path).expect("copies");
                Self { database: Database::at(&path.to_string_lossy()), folder, name: None }
            }
            Kind::Postgres => {
                at_server(&format!("CREATE DATABASE {name} TEMPLATE {}", postgres_template()));
                let database = Database::at(&format!("{}/{name}", server()));
                Self { database, folder, name: Some(name) }
            }
        }
    }

    /// Where it is.
    #[must_use]
    pub const fn database(&self) -> &Database {
        &self.database
    }

    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.name {
            Some(_) => Kind::Postgres,
            None => Kind::Sqlite,
        }
    }

    /// Its address, as settings have it.
    #[must_use]
    pub fn url(&self) -> String {
        match &self.name {
            Some(name) => format!("{}/{name}", server()),
            None => self.folder.join(FILE).to_string_lossy().into_owned(),
        }
    }

    /// A folder for the story's files.
    #[must_use]
    pub const fn folder(&self) -> &PathBuf {
        &self.folder
    }
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some(name) = &self.name
            && !std::thread::panicking()
        {
            at_server(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}
