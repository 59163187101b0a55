//! `demo`: a marketplace to look at, loaded once and served from its folder.

use super::progress;
use super::serve::{bind, run};
use crate::cli::{Demo, Outcome};
use crate::demo::{Audience, DemoClock, ForeignSite, Opening, load};
use crate::settings::Settings;
use crate::telemetry;
use crate::workers::Workers;
use domain::OrganisationKind;
use indicatif::ProgressBar;
use jiff::SignedDuration;
use marketplace::Market;
use marketplace::reference::Reference;
use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Database, Store, migrations};

/// What is in the folder of a demo.
struct Folder {
    folder: PathBuf,
}

impl Folder {
    /// What people and programs read, there while the demo is served.
    fn served(&self) -> PathBuf {
        self.folder.join("demo.json")
    }

    /// What the demo opened with: there once it is loaded whole.
    fn opening(&self) -> PathBuf {
        self.folder.join("opening.json")
    }

    fn database(&self) -> PathBuf {
        self.folder.join("demo.sqlite")
    }

    /// Takes away what a loading left that was cut short.
    fn clear_half_loaded(&self) -> std::io::Result<()> {
        for ending in ["", "-wal", "-shm"] {
            let mut file = self.database().into_os_string();
            file.push(ending);
            match fs::remove_file(&file) {
                Ok(()) if ending.is_empty() => {
                    println!("The last loading was cut short: what it left is taken away.");
                }
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// A progress bar for each long thing.
struct Bars(Option<ProgressBar>);

impl Audience for Bars {
    fn begins(&mut self, what: &'static str, steps: usize) {
        if let Some(bar) = self.0.take() {
            bar.finish_and_clear();
        }
        self.0 = Some(progress(what, u64::try_from(steps).unwrap_or(u64::MAX)));
    }

    fn step(&mut self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// Loads the demo unless the folder holds one, and serves it until it is told to end.
pub(crate) fn demo(mut settings: Settings, options: &Demo) -> Outcome {
    if std::env::var_os("SIGNPOST_LOG_FILTER").is_none() {
        // The demo's register cannot be asked about some numbers, which is no news.
        settings.log.filter = "warn,marketplace::organisations::check=error".into();
    }
    telemetry::start_log(&settings.log);
    let folder = Folder { folder: options.data.clone() };
    fs::create_dir_all(&folder.folder)?;
    // It says that the demo is served, which it is not yet.
    let _ = fs::remove_file(folder.served());
    let listener = bind(&options.listen)?;
    settings.web.listen = listener.local_addr()?.to_string();
    settings.mail.folder = folder.folder.join("mail");
    settings.sms.folder = folder.folder.join("texts");
    let loaded = folder.opening().exists();
    let url = options.database.clone().unwrap_or_else(|| folder.database().to_string_lossy().into_owned());
    settings.database.url = url.clone().into();
    if !loaded && options.database.is_none() {
        folder.clear_half_loaded()?;
    }
    let database = Database::at(&url);
    migrations::migrate(&database)?;
    let store = Store::open(database, settings.database.connections)?;
    let foreign = ForeignSite::bound()?;
    // A demo shows what it would send, as files: text messages too.
    let mut about = marketplace::Settings { carries_texts: true, ..settings.about() };
    about.embedded_anywhere.push(foreign.origin().to_owned());
    let market = Market::new(store, Arc::new(DemoClock::default()), about)
        .with_reference(Arc::new(Reference::built_in()?))
        .serving_stale_for(SignedDuration::from_secs(settings.web.stale_seconds));
    let market = super::saving_listings(market, &settings);

    let opening =
        if loaded { read_opening(&folder)? } else { load_into(&market, &folder, options.providers)? };
    if loaded {
        println!(
            "{} holds a demo already, with {} generated providers: it is served as it is.",
            folder.folder.display(),
            opening.generated_providers
        );
    }
    let workers = Workers::start(&market, super::hands(&settings)?);
    crate::workers::settle(&market)?;
    let base_url = settings.base_url();
    let elsewhere = foreign.origin().to_owned();
    foreign.serve(&opening, &base_url)?;
    write_whole(&folder.served(), &described(&opening, &base_url, &elsewhere))?;
    print_opening(&opening, (&base_url, &elsewhere), &folder);
    let served = run(&market, listener, &settings);
    drop(workers);
    let _ = fs::remove_file(folder.served());
    served
}

fn load_into(market: &Market, folder: &Folder, providers: usize) -> Result<Opening, Box<dyn Error>> {
    let there = market.read(|work| Ok(work.organisations_of(OrganisationKind::Provider, 1)?))?;
    if !there.is_empty() {
        return Err(
            "this database has providers, and is not the demo of this folder: name an empty one".into()
        );
    }
    println!("Loading the demo with {providers} generated providers.");
    let started = std::time::Instant::now();
    let opening = load(market, providers, &mut Bars(None))?;
    write_whole(&folder.opening(), &serde_json::to_value(&opening)?)?;
    println!("Loaded in {:.1} s.", started.elapsed().as_secs_f64());
    Ok(opening)
}

fn read_opening(folder: &Folder) -> Result<Opening, Box<dyn Error>> {
    let text = fs::read_to_string(folder.opening())?;
    let unreadable = |error| format!("{}: {error}: take the folder away", folder.opening().display());
    Ok(serde_json::from_str(&text).map_err(unreadable)?)
}

/// Writes a file beside its place and moves it there: a reader sees all of it or none.
fn write_whole(to: &Path, content: &serde_json::Value) -> Result<(), Box<dyn Error>> {
    let beside = to.with_extension("part");
    fs::write(&beside, format!("{content:#}\n"))?;
    fs::rename(&beside, to)?;
    Ok(())
}

/// What `demo.json` says: the opening, with where everything is.
fn described(opening: &Opening, base_url: &str, elsewhere: &str) -> serde_json::Value {
    let directories = opening.directories.iter().map(|directory| {
        json!({
            "slug": directory.slug,
            "name": directory.name,
            "state": directory.state,
            "hosts": directory.hosts,
            "address": format!("{base_url}/d/{}", directory.slug),
            "query": format!("{base_url}/api/v1/directories/{}/listings", directory.slug),
        })
    });
    json!({
        "base_url": base_url,
        "api": format!("{base_url}/api/v1"),
        "token_endpoint": format!("{base_url}/oauth/token"),
        "generated_providers": opening.generated_providers,
        "directories": directories.collect::<Vec<_>>(),
        "embedded": elsewhere,
        "sign_ins": opening.sign_ins,
        "api_clients": opening.api_clients,
        "directory_keys": opening.directory_keys,
    })
}

fn print_opening(opening: &Opening, (base_url, elsewhere): (&str, &str), folder: &Folder) {
    println!("\nSignpost's demo is at {base_url} . Everyone and everything in it is made up.\n");
    println!("Directories");
    for directory in &opening.directories {
        println!("  {:<28} {base_url}/d/{}", directory.name, directory.slug);
    }
    println!("  {:<28} {elsewhere}/", "Within a page of another site");
    println!("\nSign in at {base_url}/sign-in");
    let width = |of: fn(&crate::demo::SignIn) -> &str| {
        opening.sign_ins.iter().map(|sign_in| of(sign_in).chars().count()).max().unwrap_or(0)
    };
    let (role, email, password) = (width(|it| &it.role), width(|it| &it.email), width(|it| &it.password));
    for sign_in in &opening.sign_ins {
        println!(
            "  {:role$}  {:email$}  {:password$}  {}",
            sign_in.role, sign_in.email, sign_in.password, sign_in.organisation
        );
    }
    println!("\nPrograms of every kind, and all of the above for scripts: {}", folder.served().display());
    let (mail, texts) = (folder.folder.join("mail"), folder.folder.join("texts"));
    println!("Mail goes to {}, text messages to {}. End with Ctrl+C.\n", mail.display(), texts.display());
}
