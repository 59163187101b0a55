//! `check`: is this Signpost fit to serve?

use super::{market, plainly, with_seal};
use crate::cli::Outcome;
use crate::settings::Settings;
use marketplace::people::{try_keys, try_one_time_secret};
use std::error::Error;
use store::{Database, migrations};

/// What was looked at, and what is well with it or wrong.
type Finding = (&'static str, Result<String, Box<dyn Error>>);

/// Prints each finding; fails when any is bad.
pub(crate) fn check(settings: &Settings) -> Outcome {
    let mut bad = 0;
    for (what, finding) in findings(settings) {
        match finding {
            Ok(good) => println!("  ok   {what}: {good}"),
            Err(why) => {
                bad += 1;
                println!("  BAD  {what}: {why}");
            }
        }
    }
    match bad {
        0 => Ok(()),
        1 => Err("one finding is bad".into()),
        more => Err(format!("{more} findings are bad").into()),
    }
}

fn findings(settings: &Settings) -> Vec<Finding> {
    let schema = schema(settings);
    // An older schema has not everything that the rest is read from.
    let is_newest = schema.is_ok();
    let mut findings =
        vec![("settings", Ok(format!("base URL {}", settings.base_url()))), ("schema", schema)];
    findings.push(("seal", seal(settings, is_newest)));
    if is_newest {
        findings.push(("event log", event_log(settings)));
    }
    findings.push(("page assets", page_assets()));
    findings
}

fn schema(settings: &Settings) -> Result<String, Box<dyn Error>> {
    // The address may have a password in it, and is not said.
    let pending = migrations::pending(&Database::at(settings.database.url.expose()))
        .map_err(|cause| format!("{cause}. Look at [database] url; signpost migrate begins a new one"))?;
    match pending {
        0 => Ok("the newest".into()),
        1 => Err("one migration to run: signpost migrate".into()),
        more => Err(format!("{more} migrations to run: signpost migrate").into()),
    }
}

/// Whether there is a seal where one is needed, and whether it opens what is kept. Nothing is sealed by this: that is
/// done at the next start.
fn seal(settings: &Settings, is_newest: bool) -> Result<String, Box<dyn Error>> {
    let market = with_seal(market(settings)?, settings)?;
    let said = if market.has_seal() { "[keys] seal is set" } else { "none: what is secret lies open" };
    if !is_newest {
        return Ok(said.to_owned());
    }
    let tried = market.read(|work| {
        let keys = try_keys(work)?;
        try_one_time_secret(work)?;
        Ok(keys)
    });
    let keys = tried.map_err(plainly)?;
    Ok(format!("{said}; signing keys that can be used: {keys}"))
}

fn event_log(settings: &Settings) -> Result<String, Box<dyn Error>> {
    let read = market(settings)?.read(|work| Ok((work.head()?, work.unsealed_count()?)));
    let (head, waiting) = read.map_err(plainly)?;
    Ok(format!("{} sealed, {waiting} waiting", head.map_or(0, |(number, _)| number)))
}

fn page_assets() -> Result<String, Box<dyn Error>> {
    if ui::assets::are_present() {
        Ok("built in".into())
    } else {
        Err("not built in: make assets, then build again".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use marketplace::people::{rotate_keys, seal_keys};

    const OURS: &str = "a secret of more than thirty-two letters";
    const OTHER: &str = "another secret of thirty-two letters and more";

    /// What is found of the seal in a database file, at an address and with a secret.
    fn found(file: &str, base_url: &str, seal: &str) -> Result<String, String> {
        let about = settings(file, base_url, seal);
        let found = findings(&about).into_iter().find(|(what, _)| *what == "seal").unwrap();
        found.1.map_err(|error| error.to_string())
    }

    fn settings(file: &str, base_url: &str, seal: &str) -> Settings {
        let set = [("DATABASE_URL", file), ("WEB_BASE_URL", base_url), ("KEYS_SEAL", seal)];
        let set = set.map(|(name, value)| (format!("SIGNPOST_{name}"), value.to_owned()));
        Settings::read(None, set).unwrap()
    }

    #[test]
    fn the_seal_is_looked_at_where_it_is_missing_and_where_it_does_not_open_what_is_kept() {
        let folder = std::env::temp_dir().join(format!("signpost-check-{}", std::process::id()));
        let file = folder.join("signpost.sqlite").to_string_lossy().into_owned();
        let (here, there) = ("http://127.0.0.1:8080", "https://signpost.example");
        assert!(found(&file, there, OURS).unwrap().contains("is set"), "there is nothing yet to open");
        migrations::migrate(&Database::at(&file)).unwrap();
        let ours = settings(&file, there, OURS);
        let node = with_seal(market(&ours).unwrap(), &ours).unwrap();
        node.write(rotate_keys).unwrap();
        seal_keys(&node).unwrap();

        assert!(found(&file, there, OURS).unwrap().contains("can be used: 1"));
        let missing = found(&file, there, "").unwrap_err();
        assert!(missing.contains("[keys] seal is missing") && missing.contains("openssl rand"), "{missing}");
        for seal in [OTHER, ""] {
            let closed = found(&file, here, seal).unwrap_err();
            assert!(
                closed.contains("sealed under another secret") && closed.contains("running.md"),
                "{closed}"
            );
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
