//! `check`: is this Signpost fit to serve?

use super::market;
use crate::cli::Outcome;
use crate::settings::Settings;
use store::{Database, migrations};

/// Prints each finding; fails when any is bad.
pub(crate) fn check(settings: &Settings) -> Outcome {
    let database = Database::at(settings.database.url.expose());
    let mut bad = 0;
    let mut report = |what: &str, finding: Result<String, String>| match finding {
        Ok(good) => println!("  ok   {what}: {good}"),
        Err(why) => {
            bad += 1;
            println!("  BAD  {what}: {why}");
        }
    };
    report("settings", Ok(format!("base URL {}", settings.base_url())));
    let pending = migrations::pending(&database).map_err(|error| error.to_string());
    report(
        "schema",
        match pending {
            Ok(0) => Ok("the newest".into()),
            Ok(count) => Err(format!("{count} migrations to run: signpost migrate")),
            Err(error) => Err(error),
        },
    );
    let head = market(settings).map_err(|error| error.to_string()).and_then(|market| {
        market.read(|work| Ok((work.head()?, work.unsealed_count()?))).map_err(|refused| refused.to_string())
    });
    report(
        "event log",
        head.map(|(head, waiting)| {
            let sealed = head.map_or(0, |(number, _)| number);
            format!("{sealed} sealed, {waiting} waiting")
        }),
    );
    let assets = ui::assets::are_present();
    report(
        "page assets",
        if assets {
            Ok("built in".into())
        } else {
            Err("not built in: make assets, then build again".into())
        },
    );
    if bad == 0 { Ok(()) } else { Err(format!("{bad} findings are bad").into()) }
}
