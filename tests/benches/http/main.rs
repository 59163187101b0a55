//! How fast Signpost answers, as ratios: each figure stands against a reference taken in the same run, on the same
//! machine, from the same load. Nothing here passes or fails; `make bench` prints the table and writes
//! `target/bench.json`.
//!
//! `SIGNPOST_BENCH_LISTINGS=1000000 make bench` takes more listings than the usual 100,000.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench stops when it cannot measure"
)]
#![allow(clippy::cast_precision_loss, reason = "figures are for reading")]

mod listings;
mod load;
mod report;
mod serving;

use indicatif::ProgressBar;
use load::{Load, Measured};
use report::Report;
use serde_json::json;
use serving::Serving;
use std::time::{Duration, Instant};
use stories::{Kind, World, offering_step};

/// Five alternating runs of each side, as medians are taken of.
const RUNS: usize = 5;
const RUN: Duration = Duration::from_secs(3);
const WARM_UP: Duration = Duration::from_secs(1);
/// How often a change is written to see when it shows.
const CHANGES: usize = 50;

fn main() {
    if serving::is_wanted() {
        return serving::serve();
    }
    let count: usize =
        std::env::var("SIGNPOST_BENCH_LISTINGS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let mut report = Report::default();
    report.postcodes();

    let world = World::on(Kind::Sqlite);
    world.clock().stand_at_the_present();
    let made = listings::make(&world, count);
    let begun = Instant::now();
    let serving = Serving::start(&world);
    serving.wait_until_listed(count);
    report.note(
        "cold start from the database",
        begun.elapsed().as_secs_f64(),
        "s",
        &format!("{count} listings"),
    );

    let bar = server::progress("asking over HTTP", (QUESTIONS.len() * RUNS) as u64);
    for (name, question) in QUESTIONS {
        against_the_same_bytes(&mut report, &serving, &made.postcodes, name, question, &bar);
    }
    bar.finish_and_clear();
    registering_to_visible(&mut report, &serving, &made);
    report.finish();
}

/// What is asked, besides a postcode, which is another one each time.
const QUESTIONS: [(&str, &str); 3] = [
    ("directory query, one filter", "&facility=step_free"),
    (
        "directory query, three filters",
        "&facility=step_free&channel=in_person&facility=hearing_loop&language=cy",
    ),
    ("directory query, no filter", ""),
];

/// The rate of a question against that of a handler in the same server that answers as many bytes from memory, in
/// alternating runs.
fn against_the_same_bytes(
    report: &mut Report,
    serving: &Serving,
    postcodes: &[String],
    name: &str,
    question: &str,
    bar: &ProgressBar,
) {
    let ask = |postcode: &String| {
        let postcode = postcode.replace(' ', "+");
        format!("/api/v1/directories/carers/listings?near={postcode}{question}&limit=20")
    };
    let asking = Load::new(serving.address(), postcodes.iter().map(ask));
    let bytes = asking.run(WARM_UP, serving).bytes_each();
    let same = Load::new(serving.address(), [format!("/bench/{bytes}")]);
    same.run(WARM_UP, serving);
    let mut runs: Vec<(Measured, Measured)> = vec![];
    for _ in 0..RUNS {
        runs.push((asking.run(RUN, serving), same.run(RUN, serving)));
        bar.inc(1);
    }
    report.compared(name, bytes, &runs);
}

/// From the answer to a publication to the first answer of the directory that has it.
fn registering_to_visible(report: &mut Report, serving: &Serving, made: &listings::Made) {
    let owner = made.owner.clone().asking(serving.base());
    let offerings = format!("/api/v1/organisations/{}/offerings", made.provider);
    let mut taken: Vec<f64> = vec![];
    for _ in 0..CHANGES {
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
    report.note("published to visible, median", taken[CHANGES / 2], "ms", "the answer to the publication");
    report.note(
        "published to visible, longest of 50",
        taken[CHANGES - 1],
        "ms",
        "the answer to the publication",
    );
}
