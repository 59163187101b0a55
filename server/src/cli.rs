//! The command line.

use crate::commands;
use crate::settings::Settings;
use clap::{Args, Parser, Subcommand};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

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
    /// Load the reference data: mail domains, departments, services, the Standard, frameworks. Again changes nothing.
    Seed,
    /// Serve a marketplace to look at, with made-up providers, cases and sign-ins of every role.
    Demo(Demo),
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
        /// The authority's name, when it is registered by this; as the reference data has it when left out.
        #[arg(long)]
        authority_name: Option<String>,
    },
    /// Make someone an administrator of the authority. They are mailed a link to choose a password.
    AddAdministrator {
        /// Their address.
        #[arg(long)]
        email: String,
        /// Their name.
        #[arg(long)]
        name: String,
    },
    /// Print everyone who belongs to an organisation, with their role.
    List,
    /// Let someone who cannot give a security code any more sign in by password alone. They are written to.
    EndCodes {
        /// Their address.
        #[arg(
            required_unless_present = "sealed_otherwise",
            conflicts_with = "sealed_otherwise",
            requires = "because"
        )]
        email: Option<String>,
        /// How it is known that it is them who ask: seen, called_back or vouched_for. The log keeps it.
        #[arg(long)]
        because: Option<String>,
        /// Everyone whose secret lies under a seal that this node does not open: when [keys] seal is lost.
        #[arg(long)]
        sealed_otherwise: bool,
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

/// Options of `demo`.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    /// The folder of the demo. What it holds is served without loading again.
    #[arg(long, default_value = "var/demo")]
    pub(crate) data: PathBuf,
    /// How many providers to make up, besides those that are written out in full.
    #[arg(long, default_value_t = 2000)]
    pub(crate) providers: usize,
    /// An empty database, instead of a file in the folder.
    #[arg(long)]
    pub(crate) database: Option<String>,
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

/// Does what the command line says, and tells a failure to the person at the terminal.
#[must_use]
pub fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("signpost: {error}");
            ExitCode::FAILURE
        }
    }
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
        Command::Seed => commands::seed::seed(&settings),
        Command::Demo(options) => commands::demo::demo(settings, &options),
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
