//! The log of years, searched: what a page of it takes, by an administrator who has signed in.

use super::lists::{asked, said, wait_until_ready};
use super::report::Report;
use super::serving::Serving;
use domain::Role;
use std::path::Path;
use std::time::{Duration, Instant};
use stories::{FilledLog, Kind, World};

/// How many entries the log has.
pub fn entries() -> usize {
    std::env::var("SIGNPOST_BENCH_EVENTS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000)
}

/// Measures the searches of a log on a database.
pub fn measure(report: &mut Report, kind: Kind, entries: usize, folder: &Path) {
    let world = World::on(kind);
    let bar = server::progress("filling the log", 1);
    let begun = Instant::now();
    let filled = world.fills_log(entries);
    bar.finish_and_clear();
    let name = |what: &str| format!("log on {}: {what}", said(kind));
    let each = |taken: Duration| taken.as_secs_f64() * 1e6 / entries as f64;
    report.note(
        &name("to keep and to seal"),
        each(begun.elapsed()),
        "µs/entry",
        &format!("{entries} entries"),
    );
    let administrator = world.browser_of(&world.of_the_authority(Role::Administrator));
    let serving = Serving::start(&world, 0, &folder.join("none"));
    wait_until_ready(&serving);
    let administrator = administrator.asking(serving.base());
    let searches = searches(&filled, entries);
    let bar = server::progress("searching the log", searches.len() as u64);
    for (what, query) in searches {
        let taken = asked(&serving, &administrator, &format!("/authority/log?{query}"));
        report.note(&name(what), taken.median, "ms", &format!("{entries} entries; {taken}"));
        bar.inc(1);
    }
    bar.finish_and_clear();
}

/// By what a log is searched: alone, together, and from the middle.
fn searches(filled: &FilledLog, entries: usize) -> Vec<(&'static str, String)> {
    let FilledLog { organisation, thing, framework, actors: [busy, other], half_way } = filled;
    vec![
        ("the newest", String::new()),
        ("from the middle", format!("before={}", entries / 2)),
        ("about a thing", format!("subject={thing}")),
        ("by who did most", format!("actor={busy}")),
        ("by who did little", format!("actor={other}")),
        ("the business of an organisation", format!("organisation={organisation}")),
        ("on a framework", format!("framework={framework}")),
        ("of a day", format!("from={half_way}&to={half_way}")),
        ("of an organisation up to a day", format!("organisation={organisation}&to={half_way}")),
        (
            "of an organisation, on a framework, by who did little, since a day",
            format!("organisation={organisation}&framework={framework}&actor={other}&from={half_way}"),
        ),
        ("what nobody did", "actor=person:00000000-0000-0000-0000-000000000000".into()),
    ]
}
