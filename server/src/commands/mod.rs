//! The subcommands, one file each.

pub(crate) mod check;
pub(crate) mod database;
pub(crate) mod log;
pub(crate) mod postcodes;
pub(crate) mod serve;

use crate::settings::Settings;
use indicatif::{ProgressBar, ProgressStyle};
use marketplace::reference::Reference;
use marketplace::{Market, SystemClock};
use std::error::Error;
use std::sync::Arc;
use store::{Database, Store};

/// The market that the settings describe.
pub(crate) fn market(settings: &Settings) -> Result<Market, Box<dyn Error>> {
    let database = Database::at(settings.database.url.expose());
    let store = Store::open(database, settings.database.connections)?;
    let about = marketplace::Settings { base_url: settings.base_url() };
    let reference = Arc::new(Reference::built_in()?);
    Ok(Market::new(store, Arc::new(SystemClock), about).with_reference(reference))
}

/// A bar for what takes long: drawn on a terminal, silent elsewhere.
pub(crate) fn progress(what: &'static str, of: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:>24} [{bar:32}] {human_pos}/{human_len} {eta}");
    let bar = ProgressBar::new(of).with_message(what);
    match style {
        Ok(style) => bar.with_style(style.progress_chars("=> ")),
        Err(_) => bar,
    }
}
