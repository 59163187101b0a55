//! The same questions asked of PostgreSQL with PostGIS and trigrams, indexed and prepared, by its own pgbench and without
//! HTTP. Left out, and said so, where they are not installed.

use super::listings::Made;
use super::report::Report;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const ADDRESS: &str = "SIGNPOST_TEST_POSTGRES";
const DATABASE: &str = "signpost_bench";
const SECONDS: &str = "10";

/// What is asked: our figure, and the question in SQL. `:asked` is one of the places that are asked from.
pub const QUESTIONS: [(&str, &str); 2] = [
    (
        "directory query, one filter",
        "SELECT l.body, l.at <-> a.at FROM asked a, LATERAL (SELECT body, at FROM listings \
         WHERE facets @> ARRAY['step_free'] ORDER BY at <-> a.at LIMIT 20) l WHERE a.number = :asked",
    ),
    (
        "text with a slip",
        "SELECT l.body, l.at <-> a.at FROM asked a, LATERAL (SELECT body, at FROM listings \
         WHERE name %> 'benfits' ORDER BY at <-> a.at LIMIT 20) l WHERE a.number = :asked",
    ),
];

/// A PostgreSQL with the same listings.
pub struct Beside {
    server: String,
}

impl Beside {
    /// Gives it the listings. `None`: there is none, or it lacks what the questions need.
    pub fn with(made: &Made) -> Option<Self> {
        let beside = Self { server: std::env::var(ADDRESS).ok()? };
        beside.run("postgres", &format!("DROP DATABASE IF EXISTS {DATABASE}"), &[])?;
        beside.run("postgres", &format!("CREATE DATABASE {DATABASE}"), &[])?;
        beside.run(DATABASE, "CREATE EXTENSION postgis; CREATE EXTENSION pg_trgm", &[])?;
        beside.run(
            DATABASE,
            "CREATE TABLE listings (name text, body text, facets text[], east float8, north float8); \
             CREATE TABLE asked (number int PRIMARY KEY, east float8, north float8)",
            &[],
        )?;
        beside.run(DATABASE, "COPY listings FROM STDIN", &made.rows)?;
        beside.run(DATABASE, "COPY asked FROM STDIN", &made.asked_rows)?;
        for table in ["listings", "asked"] {
            let with_position = format!(
                "ALTER TABLE {table} ADD COLUMN at geography(Point); \
                 UPDATE {table} SET at = ST_SetSRID(ST_MakePoint(east, north), 4326)::geography; \
                 VACUUM (FULL, ANALYZE) {table}"
            );
            // Each by itself: VACUUM refuses to be part of several.
            for one in with_position.split(';') {
                beside.run(DATABASE, one, &[])?;
            }
        }
        for index in ["USING gist (at)", "USING gin (facets)", "USING gin (name gin_trgm_ops)"] {
            beside.run(DATABASE, &format!("CREATE INDEX ON listings {index}"), &[])?;
        }
        beside.run(DATABASE, "VACUUM (ANALYZE) listings", &[])?;
        Some(beside)
    }

    /// How often a second it answers a question, with as many connections as the directory is asked by.
    pub fn rate(&self, question: &str, places: usize, folder: &Path) -> Option<f64> {
        let script = folder.join("question.sql");
        std::fs::write(&script, format!("\\set asked random(1, {places})\n{question};\n")).ok()?;
        let ran = Command::new(found("pgbench")?)
            .args(["--no-vacuum", "--protocol=prepared", "--client=8", "--jobs=2", "--time", SECONDS])
            .arg("--file")
            .arg(&script)
            .arg(format!("{}/{DATABASE}", self.server))
            .output()
            .ok()?;
        let said = String::from_utf8_lossy(&ran.stdout).into_owned();
        let line = said.lines().find(|line| line.starts_with("tps ="))?;
        line.split_whitespace().nth(2)?.parse().ok()
    }

    /// Has psql carry something out, with rows for it to read.
    fn run(&self, database: &str, sql: &str, rows: &[String]) -> Option<()> {
        let mut psql = Command::new(found("psql")?)
            .args(["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--command", sql])
            .arg(format!("{}/{database}", self.server))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .ok()?;
        let mut to = psql.stdin.take()?;
        for row in rows {
            writeln!(to, "{row}").ok()?;
        }
        drop(to);
        let ran = psql.wait_with_output().ok()?;
        if !ran.status.success() {
            eprintln!("PostgreSQL: {}", String::from_utf8_lossy(&ran.stderr).trim());
        }
        ran.status.success().then_some(())
    }
}

/// A program of PostgreSQL: on the path, or where Debian keeps it.
fn found(program: &str) -> Option<std::path::PathBuf> {
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let folders = std::env::split_paths(&on_path).chain(debian.map(|version| version.path().join("bin")));
    folders.map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Sets our rates against those of PostgreSQL.
pub fn compare(report: &mut Report, made: &Made, count: usize, folder: &Path, ours: &[(&str, f64)]) {
    let Some(beside) = Beside::with(made) else {
        println!("PostgreSQL with PostGIS and pg_trgm is not there: nothing is set against it");
        return;
    };
    for (name, question) in QUESTIONS {
        let Some((_, rate)) = ours.iter().find(|(asked, _)| *asked == name) else { continue };
        if let Some(theirs) = beside.rate(question, made.postcodes.len(), folder) {
            let against =
                format!("PostGIS, {count} listings, prepared, 8 connections, no HTTP: {theirs:.1}/s");
            report.note(&format!("{name}: times the rate of PostgreSQL"), rate / theirs, "times", &against);
        }
    }
}
