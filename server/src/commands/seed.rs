//! `seed`: the reference data that the program brings.

use super::{market, progress};
use crate::cli::Outcome;
use crate::seeds;
use crate::settings::Settings;
use store::{Database, migrations};

/// Brings the database to the newest schema and loads the reference data. Again changes nothing.
pub(crate) fn seed(settings: &Settings) -> Outcome {
    migrations::migrate(&Database::at(settings.database.url.expose()))?;
    let market = market(settings)?;
    let bar = progress("reference data", u64::try_from(seeds::count()?)?);
    let tallies = seeds::load(&market, || bar.inc(1))?;
    bar.finish_and_clear();
    for seeds::Tally { what, new, there } in tallies {
        println!("{new:>5} new, {there:>4} there already: {what}");
    }
    println!("Languages, facilities, bank holidays and postcodes are part of the program: nothing to load.");
    Ok(())
}
