//! What was measured, as a table for people and as `target/bench.json` for programs.

use super::load::Measured;
use serde::Serialize;
use std::path::Path;

/// One figure.
#[derive(Serialize)]
struct Figure {
    name: String,
    value: f64,
    unit: String,
    against: String,
}

/// All figures of a run.
#[derive(Default)]
pub struct Report {
    figures: Vec<Figure>,
}

/// Where cargo builds, whatever folder a bench is run in.
fn target() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target"))
}

/// The one in the middle.
pub fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

impl Report {
    /// Writes a figure down.
    pub fn note(&mut self, name: &str, value: f64, unit: &str, against: &str) {
        let figure = Figure { name: name.into(), value, unit: unit.into(), against: against.into() };
        self.figures.push(figure);
    }

    /// Postcodes in memory, and criterion's own estimate when the bench of them ran before.
    pub fn postcodes(&mut self) {
        let reference = marketplace::reference::Reference::built_in().expect("whole lists");
        let postcodes = reference.postcodes().expect("postcodes");
        let megabytes = postcodes.memory_bytes() as f64 / 1e6;
        self.note("memory of all postcodes", megabytes, "MB", &format!("{} postcodes", postcodes.len()));
        let estimates = target().join("criterion/postcode_find/new/estimates.json");
        let estimate = std::fs::read(estimates).ok().and_then(|bytes| {
            let estimates: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
            estimates["median"]["point_estimate"].as_f64()
        });
        if let Some(nanoseconds) = estimate {
            self.note("a postcode, criterion", nanoseconds, "ns", "text to position and authority");
        }
    }

    /// Alternating runs of a question and of a reference: their rates, and the server's processor time.
    pub fn compared(&mut self, name: &str, against: &str, runs: &[(Measured, Measured)]) {
        let of = |take: &dyn Fn(&(Measured, Measured)) -> f64| median(runs.iter().map(take).collect());
        self.ratio(&format!("{name}: ratio of rates"), against, runs);
        self.note(&format!("{name}: rate"), of(&|(ours, _)| ours.rate()), "requests/s", "");
        self.note(&format!("{name}: rate of the reference"), of(&|(_, same)| same.rate()), "requests/s", "");
        let ours = of(&|(ours, _)| ours.cpu_each());
        self.note(&format!("{name}: server's processor time"), ours, "µs/request", "");
        let theirs = of(&|(_, same)| same.cpu_each());
        self.note(&format!("{name}: processor time of the reference"), theirs, "µs/request", "");
    }

    /// The ratio of the rates of alternating runs.
    pub fn ratio(&mut self, name: &str, against: &str, runs: &[(Measured, Measured)]) {
        let ratio = median(runs.iter().map(|(ours, reference)| ours.rate() / reference.rate()).collect());
        self.note(name, ratio, "", against);
    }

    /// Prints the table and writes the file.
    pub fn finish(self) {
        for Figure { name, value, unit, against } in &self.figures {
            println!("{name:<66} {value:>12.3} {unit:<11} {against}");
        }
        let file = target().join("bench.json");
        let json = serde_json::to_string_pretty(&self.figures).expect("figures");
        std::fs::write(&file, json + "\n").expect("is written");
        println!("written to target/bench.json");
    }
}
