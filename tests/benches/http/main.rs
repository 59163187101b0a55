//! How fast Signpost answers, as ratios: each figure stands against a reference taken in the same run, on the same
//! machine, from the same load. Nothing here passes or fails; `make bench` prints the table and writes
//! `target/bench.json`.
//!
//! `SIGNPOST_BENCH_LISTINGS=1000000 make bench` takes more listings than the usual 100,000. List pages are measured over
//! 10,000 rows, and searches of the log over 100,000 entries, on both databases. `cargo bench -p stories --bench http --
//! lists` measures one part alone: `directories`, `lists` or `log`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench stops when it cannot measure"
)]
#![allow(clippy::cast_precision_loss, reason = "figures are for reading")]

mod beside;
mod changes;
mod listings;
mod lists;
mod load;
mod log;
mod report;
mod serving;

use changes::Changes;
use indicatif::ProgressBar;
use listings::Made;
use load::{Load, Measured};
use report::Report;
use serde_json::json;
use serving::Serving;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use stories::{Kind, Session, World, offering_step};

/// What can be measured alone.
const PARTS: [&str; 3] = ["directories", "lists", "log"];
/// Five alternating runs of each side, as medians are taken of.
const RUNS: usize = 5;
const RUN: Duration = Duration::from_secs(3);
const WARM_UP: Duration = Duration::from_secs(1);
/// How often a change is written to see when it shows.
const PUBLISHED: usize = 50;
/// The same while others change: enough that one in a hundred means something.
const PUBLISHED_AMONG_OTHERS: usize = 200;
/// Filters that are asked for the first time.
const FIRST_TIMES: usize = 30;

fn main() {
    if serving::is_wanted() {
        return serving::serve();
    }
    let mut report = Report::default();
    let folder = Folder::new();
    let named: Vec<String> = std::env::args().filter(|word| PARTS.contains(&word.as_str())).collect();
    let is_wanted = |part: &str| named.is_empty() || named.iter().any(|word| word == part);
    if is_wanted("directories") {
        directories(&mut report, &folder);
    }
    for kind in [Kind::Sqlite, Kind::Postgres] {
        if is_wanted("lists") {
            lists::measure(&mut report, kind, lists::rows(), &folder.0);
        }
        if is_wanted("log") {
            log::measure(&mut report, kind, log::entries(), &folder.0);
        }
    }
    report.finish();
}

/// What people ask directories for, and what others ask meanwhile.
fn directories(report: &mut Report, folder: &Folder) {
    let count: usize =
        std::env::var("SIGNPOST_BENCH_LISTINGS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    report.postcodes();
    let world = World::on(Kind::Sqlite);
    world.clock().stand_at_the_present();
    let made = listings::make(&world, count);
    let serving = started(report, &world, count, folder);

    let bar =
        server::progress("asking over HTTP", ((QUESTIONS.len() * 2 + ASKED_AGAIN * 2 + 1) * RUNS) as u64);
    let mut rates = vec![];
    for (name, question) in QUESTIONS {
        rates.push((name, against_references(report, &serving, &made.postcodes, name, question, &bar)));
    }
    for (name, question) in &QUESTIONS[..ASKED_AGAIN] {
        let name = format!("{name}, asked before");
        against_references(report, &serving, &made.postcodes[..AGAIN], &name, question, &bar);
    }
    unchanged(report, &serving, &made, &bar);
    bar.finish_and_clear();
    latency(report, &serving, &made, rates[0].1);
    first_time(report, &serving, &made);
    registering_to_visible(report, &serving, &made, PUBLISHED, "published to visible");
    let changes = Changes::of("carers-allowance", &serving, &made);
    let name = "published to visible, while others change";
    registering_to_visible(report, &serving, &made, PUBLISHED_AMONG_OTHERS, name);
    report.note("changes of the others", changes.end(), "changes/s", "");
    drop(serving);
    beside::compare(report, &made, count, &folder.0, &rates);
}

/// A folder for what is kept during the bench only.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("signpost-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Starts the server twice: from its database, and from the file that the first kept of its listings.
fn started(report: &mut Report, world: &World, count: usize, folder: &Folder) -> Serving {
    let file = folder.0.join("listings");
    let begun = Instant::now();
    let first = Serving::start(world, count, &file);
    first.wait_until_listed(count);
    let listings = format!("{count} listings");
    report.note("cold start from the database", begun.elapsed().as_secs_f64(), "s", &listings);
    let waiting = Instant::now();
    while !file.exists() {
        assert!(waiting.elapsed() < Duration::from_secs(600), "the listings are never saved");
        std::thread::sleep(Duration::from_millis(100));
    }
    drop(first);
    let begun = Instant::now();
    let second = Serving::start(world, count, &file);
    second.wait_until_listed(count);
    report.note("cold start from the file of listings", begun.elapsed().as_secs_f64(), "s", &listings);
    second.wait_until_at_rest();
    second
}

/// Postcodes near which the same is asked again and again, as by the staff of some libraries.
const AGAIN: usize = 1_000;

/// So many of the questions are asked so as well.
const ASKED_AGAIN: usize = 2;

/// What is asked, besides a postcode, which is another one each time: more of them than answers are kept.
const QUESTIONS: [(&str, &str); 5] = [
    ("directory query, one filter", "&facility=step_free"),
    (
        "directory query, three filters",
        "&facility=step_free&channel=in_person&facility=hearing_loop&language=cy",
    ),
    ("directory query, no filter", ""),
    ("directory query, one filter within 10 km", "&facility=step_free&within_km=10"),
    ("text with a slip", "&q=benfits"),
];

/// The rate of a question, another postcode each time, against two handlers in the same server, in alternating runs:
/// one answers as many bytes, always the same; one gathers as many from as much memory as the listings take.
/// Gives the rate.
fn against_references(
    report: &mut Report,
    serving: &Serving,
    postcodes: &[String],
    name: &str,
    question: &str,
    bar: &ProgressBar,
) -> f64 {
    let ask = |postcode: &String| {
        let postcode = postcode.replace(' ', "+");
        format!("/api/v1/directories/carers/listings?near={postcode}{question}&limit=20")
    };
    let asking = Load::new(serving.address(), postcodes.iter().map(ask));
    let bytes = asking.run(WARM_UP, serving).bytes_each();
    let same = Load::new(serving.address(), [format!("/bench/same/{bytes}")]);
    let somewhere =
        (0..postcodes.len()).map(|number| format!("/bench/gathered/{bytes}/{}", number * 1_000_003));
    let gathered = Load::new(serving.address(), somewhere);
    let against = format!("a handler that answers the same {bytes} bytes from memory");
    let runs = alternating(&asking, &same, serving, bar);
    report.compared(name, &against, &runs);
    let gathered = alternating(&asking, &gathered, serving, bar);
    let against = format!("a handler that gathers {bytes} bytes from 20 places in memory");
    report.ratio(&format!("{name}: ratio to gathering"), &against, &gathered);
    report::median(runs.iter().map(|(ours, _)| ours.rate()).collect())
}

fn alternating(
    ours: &Load,
    reference: &Load,
    serving: &Serving,
    bar: &ProgressBar,
) -> Vec<(Measured, Measured)> {
    ours.run(WARM_UP, serving);
    reference.run(WARM_UP, serving);
    let run = |_| {
        bar.inc(1);
        (ours.run(RUN, serving), reference.run(RUN, serving))
    };
    (0..RUNS).map(run).collect()
}

/// Whoever has the answer already, while another directory changes.
fn unchanged(report: &mut Report, serving: &Serving, made: &Made, bar: &ProgressBar) {
    let path = format!("/api/v1/directories/carers/listings?near={}", made.postcodes[0].replace(' ', "+"));
    let answered = Session::visitor(serving.base()).get(&path).is(200);
    let tag = answered.headers.iter().find(|(name, _)| name == "etag").map(|(_, tag)| tag.clone());
    let ours = Load::unchanged(serving.address(), &path, &tag.expect("a tag"));
    let reference = Load::unchanged(serving.address(), "/bench/unchanged", "\"same\"");
    let changes = Changes::of("vehicle-tax", serving, made);
    let runs = alternating(&ours, &reference, serving, bar);
    let against = format!("a handler that answers 304, with {:.0} changes a second elsewhere", changes.end());
    report.compared("not changed (304)", &against, &runs);
}

/// How long answers take under half of the most that can be asked.
fn latency(report: &mut Report, serving: &Serving, made: &Made, rate: f64) {
    let ask = |postcode: &String| {
        let postcode = postcode.replace(' ', "+");
        format!("/api/v1/directories/carers/listings?near={postcode}&facility=step_free&limit=20")
    };
    let asking = Load::new(serving.address(), made.postcodes.iter().map(ask));
    let taken = asking.paced(rate / 2.0, RUN * 3);
    let against = format!("{:.0} requests/s, half of the most", rate / 2.0);
    report.note("one filter at half load, median", taken[taken.len() / 2], "ms", &against);
    report.note("one filter at half load, p99", taken[taken.len() * 99 / 100], "ms", &against);
}

/// What a question takes whose filters nobody asked for before, counts and all, one after the other.
fn first_time(report: &mut Report, serving: &Serving, made: &Made) {
    let visitor = Session::visitor(serving.base());
    let mut taken: Vec<f64> = vec![];
    for number in 0..FIRST_TIMES {
        // The bits of the number say which of five values are asked for: no set comes twice.
        let values = ["hearing_loop", "quiet_space", "printing", "step_free", "parking"];
        let chosen = values.iter().enumerate().filter(|(bit, _)| (number + 1) >> bit & 1 == 1);
        let filters: String = chosen.map(|(_, value)| format!("&facility={value}")).collect();
        let postcode = made.postcodes[number].replace(' ', "+");
        let begun = Instant::now();
        visitor
            .get(&format!(
                "/api/v1/directories/carers/listings?near={postcode}&language=cy&language=en{filters}"
            ))
            .is(200);
        taken.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    taken.sort_by(f64::total_cmp);
    let against = "one after the other, over HTTP";
    report.note("filters asked for the first time, median", taken[FIRST_TIMES / 2], "ms", against);
    report.note("filters asked for the first time, longest of 30", taken[FIRST_TIMES - 1], "ms", against);
}

/// From the answer to a publication to the first answer of the directory that has it.
fn registering_to_visible(report: &mut Report, serving: &Serving, made: &Made, times: usize, name: &str) {
    let owner = made.owner.clone().asking(serving.base());
    let offerings = format!("/api/v1/organisations/{}/offerings", made.provider);
    let mut taken: Vec<f64> = vec![];
    for _ in 0..times {
        let id = owner.post(&offerings, &stories::support()).is(201).id();
        owner.at_version(1).post(&offering_step(&id, "publication"), &json!({})).is(200);
        let committed = Instant::now();
        let listed = format!("/api/v1/directories/carers/listings/{id}");
        while owner.get(&listed).status != 200 {
            assert!(committed.elapsed() < Duration::from_secs(30), "{id} is never shown");
        }
        taken.push(committed.elapsed().as_secs_f64() * 1_000.0);
    }
    taken.sort_by(f64::total_cmp);
    let against = "the answer to the publication";
    report.note(&format!("{name}, median"), taken[times / 2], "ms", against);
    report.note(&format!("{name}, p99"), taken[times * 99 / 100], "ms", against);
    report.note(&format!("{name}, longest of {times}"), taken[times - 1], "ms", against);
}
