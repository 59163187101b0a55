//! The subcommands, one file each.

pub(crate) mod check;
pub(crate) mod database;
pub(crate) mod demo;
pub(crate) mod log;
pub(crate) mod people;
pub(crate) mod postcodes;
pub(crate) mod seed;
pub(crate) mod serve;

use crate::settings::{Secret, Settings};
use crate::workers::Hands;
use domain::Refused;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::SignedDuration;
use marketplace::directories::SavedListings;
use marketplace::organisations::{HttpRegisters, RegisterSettings};
use marketplace::outbox::{
    FilePost, FileTexts, NotifySettings, NotifyTexts, Post, Sender, SmtpPost, SmtpSettings,
};
use marketplace::people::{Seal, seal_keys, seal_one_time_secrets};
use marketplace::reference::Reference;
use marketplace::{Market, SystemClock};
use std::error::Error;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;
use store::{Database, Store};

/// The market that the settings describe.
pub(crate) fn market(settings: &Settings) -> Result<Market, Box<dyn Error>> {
    let database = Database::at(settings.database.url.expose());
    let store = Store::open(database, settings.database.connections)?;
    let about = settings.about();
    let reference = Arc::new(Reference::built_in()?);
    let stale_after = SignedDuration::from_secs(settings.web.stale_seconds);
    let market = Market::new(store, Arc::new(SystemClock), about).with_reference(reference);
    Ok(saving_listings(market.serving_stale_for(stale_after), settings))
}

/// The same market with the seal of the settings.
///
/// # Errors
/// When the settings have none and need one.
pub(crate) fn with_seal(market: Market, settings: &Settings) -> Result<Market, Box<dyn Error>> {
    Ok(match settings.seal()? {
        Some(secret) => market.with_seal(Seal::of(secret)?),
        None => market,
    })
}

/// The same market, for a node that serves: what is secret is put under the seal of the settings, and opened.
///
/// # Errors
/// When the settings have no seal and need one, or what is secret lies under another.
pub(crate) fn sealed(market: Market, settings: &Settings) -> Result<Market, Box<dyn Error>> {
    let market = with_seal(market, settings)?;
    seal_keys(&market).and_then(|()| seal_one_time_secrets(&market)).map_err(plainly)?;
    Ok(market)
}

/// What stopped the program itself, as its own words say it: what is broken is hidden from people at the doors only.
pub(crate) fn plainly(refused: Refused) -> Box<dyn Error> {
    match refused {
        Refused::Broken(cause) => cause,
        refused => refused.into(),
    }
}

/// The market with its listings kept in a file for the next start, where the settings give one.
pub(crate) fn saving_listings(market: Market, settings: &Settings) -> Market {
    let Some(file) = settings.listings_file() else { return market };
    match mark_of_this_program() {
        Ok(program) => market.saving_listings_in(SavedListings::new(file, program)),
        Err(error) => {
            tracing::warn!(%error, "this program cannot read itself: its listings are not kept");
            market
        }
    }
}

/// The hash of the program that runs: listings hold bytes that are ready to be sent, which another program,
/// older or newer, may make otherwise.
fn mark_of_this_program() -> std::io::Result<String> {
    let mut file = std::fs::File::open(std::env::current_exe()?)?;
    let mut hash = ring::digest::Context::new(&ring::digest::SHA256);
    let mut some = vec![0; 1 << 16];
    loop {
        match file.read(&mut some)? {
            0 => break,
            read => hash.update(&some[..read]),
        }
    }
    Ok(hash.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// With what the workers reach outside, as the settings say.
pub(crate) fn hands(settings: &Settings) -> Result<Hands, Box<dyn Error>> {
    let mail = &settings.mail;
    let from: Sender = mail.from.parse().map_err(|error| format!("[mail] from: {error}"))?;
    let post: Box<dyn Post> = if mail.host.is_empty() {
        Box::new(FilePost::into_folder(&mail.folder, from))
    } else {
        let credentials =
            (!mail.user.is_empty()).then(|| (mail.user.clone(), mail.password.expose().to_owned()));
        Box::new(SmtpPost::new(&SmtpSettings {
            host: mail.host.clone(),
            port: mail.port,
            tls: mail.security.parse()?,
            credentials,
            authority: None,
            patience: Duration::from_secs(30),
            from,
        })?)
    };
    let sms = &settings.sms;
    let texts: Box<dyn Post> = if sms.has_gateway() {
        Box::new(NotifyTexts::new(NotifySettings {
            base_url: sms.url.trim_end_matches('/').to_owned(),
            service_id: sms.service_id.clone(),
            secret_key: sms.secret_key.expose().to_owned(),
            template_id: sms.template_id.clone(),
            patience: Duration::from_secs(30),
        }))
    } else {
        Box::new(FileTexts::into_folder(&sms.folder))
    };
    let with_key = |url: &str, key: &Secret| {
        let settings = RegisterSettings { base_url: url.to_owned(), key: key.expose().to_owned() };
        (!settings.key.is_empty()).then_some(settings)
    };
    let at = &settings.registries;
    let registry = Box::new(HttpRegisters::new(
        with_key(&at.companies_house_url, &at.companies_house_key),
        with_key(&at.charity_commission_url, &at.charity_commission_key),
        Duration::from_secs(10),
    ));
    Ok(Hands { post, texts, registry })
}

/// A bar for what takes long: drawn on a terminal, silent elsewhere.
#[must_use]
pub fn progress(what: &'static str, of: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:>24} [{bar:32}] {human_pos}/{human_len} {eta}");
    let bar = ProgressBar::new(of).with_message(what);
    match style {
        Ok(style) => bar.with_style(style.progress_chars("=> ")),
        Err(_) => bar,
    }
}
