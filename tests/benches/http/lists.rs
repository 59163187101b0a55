//! The list pages of the app over long lists: what a page takes, from its request to its last byte, by someone who has
//! signed in. Asked one after the other, of a server in a process of its own.

use super::report::{Report, median};
use super::serving::Serving;
use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};
use stories::{Browser, Kind, Session, World};

/// What a page may take, in milliseconds.
const ALLOWED: f64 = 50.0;
/// At most so many frameworks: there are some hundreds in government, and each is long.
const FRAMEWORKS: usize = 1_000;
/// How often a page is asked for.
const TIMES: u32 = 9;

/// How many rows each list has.
pub fn rows() -> usize {
    std::env::var("SIGNPOST_BENCH_ROWS").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000)
}

/// Measures every list page on a database.
pub fn measure(report: &mut Report, kind: Kind, rows: usize, folder: &Path) {
    let world = World::on(kind);
    world.clock().stand_at_the_present();
    let bar = server::progress("filling lists", 2);
    let filled = world.fills_lists(rows);
    bar.inc(1);
    world.fills_frameworks(rows.min(FRAMEWORKS));
    world.settle();
    bar.finish_and_clear();
    let serving = Serving::start(&world, 0, &folder.join("none"));
    wait_until_ready(&serving);
    let readers = world.readers(&filled).asking(serving.base());
    let pages = world.list_pages(&filled);
    let bar = server::progress("asking for list pages", pages.len() as u64);
    let mut too_long = vec![];
    for page in &pages {
        let taken = asked(&serving, readers.of(page), &page.path);
        let name = format!("list page on {}: {}", said(kind), page.name);
        report.note(&name, taken.median, "ms", &format!("{rows} rows; {taken}"));
        if taken.median > ALLOWED {
            too_long.push(format!("{name}: {:.1} ms", taken.median));
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    report.note(
        &format!("list pages on {} over {ALLOWED} ms", said(kind)),
        too_long.len() as f64,
        "",
        "none is wanted",
    );
    for line in too_long {
        println!("over {ALLOWED} ms: {line}");
    }
}

/// What a database is called.
pub const fn said(kind: Kind) -> &'static str {
    match kind {
        Kind::Sqlite => "SQLite",
        Kind::Postgres => "PostgreSQL",
    }
}

/// What a page took, in milliseconds.
pub struct Taken {
    /// In the middle.
    pub median: f64,
    longest: f64,
    /// Of the server's processes, for one request.
    processor: f64,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { processor, longest, .. } = self;
        write!(f, "{processor:.1} ms of the server's processor time; {longest:.1} ms the longest of {TIMES}")
    }
}

/// What a page takes, asked for some times.
pub fn asked(serving: &Serving, browser: &Browser, path: &str) -> Taken {
    let _ = browser.open(path).is(200);
    let before = serving.cpu();
    let taken: Vec<f64> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            let _ = browser.open(path).is(200);
            begun.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    let processor = serving.cpu().saturating_sub(before).as_secs_f64() * 1_000.0 / f64::from(TIMES);
    let longest = taken.iter().copied().fold(0.0, f64::max);
    Taken { median: median(taken), longest, processor }
}

/// Waits until a server has begun.
pub fn wait_until_ready(serving: &Serving) {
    let (visitor, begun) = (Session::visitor(serving.base()), Instant::now());
    while visitor.get("/health/ready").status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(600), "the server is never ready");
        std::thread::sleep(Duration::from_millis(50));
    }
}
