//! The command line.

use crate::commands;
use crate::settings::Settings;
use clap::{Args, Parser, Subcommand};
use std::error::Error;
use std::path::PathBuf;

/// What a subcommand gives: nothing, or a sentence for the person at the terminal.
pub type Outcome = Result<(), Box<dyn Error>>;

/// Signpost: the marketplace for assisted digital support.
#[derive(Debug, Parser)]
#[command(name = "signpost", version, about, arg_required_else_help = true)]
pub struct Cli {
    /// A TOML file with settings; SIGNPOST_<SECTION>_<KEY> in the environment go before it.
    #[arg(long, global = true, env = "SIGNPOST_SETTINGS")]
    settings: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages, API and directories, with the workers beside them.
    Serve(Serve),
    /// Run the workers alone: the log, mail, what time causes.
    Work,
    /// Bring the database to the newest schema.
    Migrate,
    /// Turn outside data into what Signpost reads.
    #[command(subcommand)]
    Import(Import),
    /// Write data out, whole.
    #[command(subcommand)]
    Export(Export),
    /// The event log.
    #[command(subcommand)]
    Audit(Audit),
    /// Write a copy of the database that can be restored.
    Backup {
        /// The file to write; it must not be there yet.
        to: PathBuf,
    },
    /// Say whether this Signpost is fit to serve.
    Check,
    /// The first administrator, and people who cannot help themselves.
    #[command(subcommand)]
    People(People),
}

#[derive(Debug, Subcommand)]
pub(crate) enum People {
    /// Let someone in. They are mailed a link to choose a password.
    Add {
        /// Their name.
        #[arg(long)]
        name: String,
        /// Their address.
        #[arg(long)]
        email: String,
        /// Their role.
        #[arg(long, default_value = "administrator")]
        role: String,
        /// The organisation's identifier. Left out: the authority, which is registered when there is none.
        #[arg(long)]
        organisation: Option<String>,
        /// The authority's name, when it is registered by this.
        #[arg(long, default_value = "Signpost authority")]
        authority_name: String,
    },
    /// Mail someone a link to choose a new password. It also ends a pause after wrong passwords.
    Reset {
        /// Their address.
        email: String,
    },
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address to listen on, instead of the settings'.
    #[arg(long)]
    pub(crate) listen: Option<String>,
    /// The database, instead of the settings'.
    #[arg(long)]
    pub(crate) database: Option<String>,
    /// Leave the workers to another process (`signpost work`).
    #[arg(long)]
    pub(crate) no_workers: bool,
}

#[derive(Debug, Subcommand)]
enum Import {
    /// Pack a CSV of postcodes (postcode, latitude, longitude, local_authority) for the directory.
    Postcodes {
        /// The CSV.
        from: PathBuf,
        /// The packed file to write.
        to: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum Export {
    /// The event log, one JSON object a line.
    Events,
    /// The API's contract, as OpenAPI 3.1 in YAML.
    Openapi,
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Follow the whole chain of the event log and say whether it holds.
    Verify,
}

/// Runs a subcommand.
///
/// # Errors
/// A sentence for the person at the terminal.
pub fn run(cli: Cli) -> Outcome {
    let settings = Settings::read(cli.settings.as_deref(), std::env::vars())?;
    match cli.command {
        Command::Serve(options) => commands::serve::serve(settings, options),
        Command::Work => commands::serve::work(&settings),
        Command::Migrate => commands::database::migrate(&settings),
        Command::Backup { to } => commands::database::backup(&settings, &to),
        Command::People(asked) => commands::people::people(&settings, asked),
        Command::Check => commands::check::check(&settings),
        Command::Audit(Audit::Verify) => commands::log::verify(&settings),
        Command::Export(Export::Events) => commands::log::export(&settings),
        Command::Export(Export::Openapi) => {
            print!("{}", api::openapi_yaml()?);
            Ok(())
        }
        Command::Import(Import::Postcodes { from, to }) => commands::postcodes::pack(&from, &to),
    }
}
