//! Settings: one struct, read once, validated, passed in.
//!
//! They come from a TOML file (`--settings FILE` or `SIGNPOST_SETTINGS`), then from the environment:
//! `SIGNPOST_<SECTION>_<KEY>` stands for `key` in `[section]`, so `SIGNPOST_DATABASE_URL` is `url` in
//! `[database]`. What is unknown is refused by name.

mod keys;

pub use keys::Keys;

use domain::values::EmailAddress;
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};

/// How Signpost is run here.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// `[web]`
    pub web: Web,
    /// `[database]`
    pub database: Database,
    /// `[directories]`
    pub directories: Directories,
    /// `[mail]`
    pub mail: Mail,
    /// `[sms]`
    pub sms: Sms,
    /// `[registries]`
    pub registries: Registries,
    /// `[reports]`
    pub reports: Reports,
    /// `[keys]`
    pub keys: Keys,
    /// `[log]`
    pub log: Log,
}

/// The web server.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Web {
    /// The address and port to listen on.
    pub listen: String,
    /// The address and port for Prometheus; empty: none.
    pub metrics_listen: String,
    /// How people reach this Signpost, without a final slash. Empty: `http://` and the listening address.
    pub base_url: String,
    /// Where people write who have a question about this Signpost, or find it hard to use.
    pub contact: Option<EmailAddress>,
    /// Web threads; 0: one a core.
    pub threads: usize,
    /// For how many seconds pages and queries may be answered from memory while the database is away.
    pub stale_seconds: i64,
    /// The header in which a proxy in front says from which address a request came, such as
    /// `X-Forwarded-For`: its last address counts. Empty: no proxy, and no such header is believed.
    pub address_header: String,
    /// The address of a map tile, with `{z}`, `{x}` and `{y}` in it. Empty: maps are drawn without.
    pub map_tiles: String,
    /// Whose map it is, as its licence wants it said. Needed with `map_tiles`.
    pub map_attribution: String,
}

impl Default for Web {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            metrics_listen: String::new(),
            base_url: String::new(),
            contact: None,
            address_header: String::new(),
            map_tiles: String::new(),
            map_attribution: String::new(),
            threads: 0,
            stale_seconds: 900,
        }
    }
}

impl Web {
    /// Where maps have their pictures from, if anywhere.
    fn map(&self) -> Option<marketplace::MapTiles> {
        let (template, attribution) = (self.map_tiles.clone(), self.map_attribution.clone());
        (!template.is_empty()).then_some(marketplace::MapTiles { template, attribution })
    }

    /// Mails and tokens are made of this address: what is none would be found out by their readers.
    fn check_base_url(&self) -> Result<(), BadSettings> {
        let url = self.base_url.trim_end_matches('/');
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
        if url.is_empty() || host.is_some_and(|host| !host.is_empty() && host.chars().all(is_name)) {
            return Ok(());
        }
        let says = "it must be http:// or https:// and a host alone";
        Err(BadSettings::NotUnderstood(format!("[web] base_url is “{url}”: {says}")))
    }

    fn check_map(&self) -> Result<(), BadSettings> {
        let Some(map) = self.map() else { return Ok(()) };
        let wrong = |what: &str| Err(BadSettings::NotUnderstood(format!("[web] map_tiles {what}")));
        let host = map.source().split_once("://").unwrap_or_default();
        // The host goes into a header of every page with a map: nothing but a name and a port may stand there.
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':');
        if host.0 != "https" && !host.1.starts_with("127.0.0.1")
            || host.1.is_empty()
            || !host.1.chars().all(is_name)
        {
            return wrong("must begin with https:// and one host");
        }
        if !["{z}", "{x}", "{y}"].iter().all(|part| map.template.contains(part)) {
            return wrong("must have {z}, {x} and {y} in it");
        }
        if map.attribution.trim().is_empty() {
            return wrong("need map_attribution: who made a map wants to be named");
        }
        Ok(())
    }
}

/// The database.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// A SQLite file, or a `postgres://` URL.
    pub url: Secret,
    /// At most so many connections.
    pub connections: u32,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: Secret("var/signpost.sqlite".into()), connections: 10 }
    }
}

/// What directories list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Directories {
    /// Where a node keeps its listings for its next start. Empty: beside the SQLite file; with PostgreSQL
    /// nowhere. Each node of a host needs one of its own.
    pub listings_file: PathBuf,
}

/// Reports of problems with entries of directories.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reports {
    /// What people wrote is forgotten so many months after the report was closed: 0 to 24.
    pub keep_months: u8,
}

impl Default for Reports {
    fn default() -> Self {
        Self { keep_months: 3 }
    }
}

/// Mail.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The SMTP server. Empty: mails become files in `folder`.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `none`, `starttls` or `tls`.
    pub security: String,
    /// The account, where the server asks for one.
    pub user: String,
    /// Its password.
    pub password: Secret,
    /// Who mails are from.
    pub from: String,
    /// Where mails go as files.
    pub folder: PathBuf,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            security: "starttls".into(),
            user: String::new(),
            password: Secret(String::new()),
            from: "Signpost <no-reply@signpost.example>".into(),
            folder: "var/mail".into(),
        }
    }
}

/// Text messages, by a gateway that speaks as GOV.UK Notify does.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sms {
    /// The gateway.
    pub url: String,
    /// The identifier of our service there. Empty: no text messages.
    pub service_id: String,
    /// The secret part of its API key.
    pub secret_key: Secret,
    /// The template whose only text is `((message))`.
    pub template_id: String,
    /// Where a demo, which has no gateway, writes text messages as files.
    pub folder: PathBuf,
    /// So many entries are sent within an hour from one network address, as email or text message.
    pub an_hour: u32,
}

impl Default for Sms {
    fn default() -> Self {
        Self {
            url: "https://api.notifications.service.gov.uk".into(),
            service_id: String::new(),
            secret_key: Secret(String::new()),
            template_id: String::new(),
            folder: "var/texts".into(),
            an_hour: 60,
        }
    }
}

impl Sms {
    /// Whether there is a gateway.
    #[must_use]
    pub fn has_gateway(&self) -> bool {
        !self.service_id.is_empty()
    }
}

/// The registers of companies and charities.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Registries {
    /// Companies House's API.
    pub companies_house_url: String,
    /// Its key. Empty: company numbers stay unverified.
    pub companies_house_key: Secret,
    /// The Charity Commission's API (England and Wales).
    pub charity_commission_url: String,
    /// Its key. Empty: charity numbers stay unverified.
    pub charity_commission_key: Secret,
}

impl Default for Registries {
    fn default() -> Self {
        Self {
            companies_house_url: "https://api.company-information.service.gov.uk".into(),
            companies_house_key: Secret(String::new()),
            charity_commission_url: "https://api.charitycommission.gov.uk/register/api".into(),
            charity_commission_key: Secret(String::new()),
        }
    }
}

/// The log.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `json` or `text`.
    pub format: String,
    /// A filter as `tracing` takes it: `info`, `signpost=debug,info`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: "json".into(), filter: "info".into() }
    }
}

/// Text that is never printed.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(empty)" } else { "(secret)" })
    }
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// What it says is not understood.
    #[error("settings: {0}")]
    NotUnderstood(String),
}

/// The sections that the environment can set.
const SECTIONS: &[&str] =
    &["web", "database", "directories", "mail", "sms", "registries", "reports", "keys", "log"];

impl Settings {
    /// Reads a file, if one is named, and the environment.
    ///
    /// # Errors
    /// When the file cannot be read, or something in it or in the environment is unknown or wrong.
    pub fn read(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, BadSettings> {
        let text = match file {
            Some(path) => std::fs::read_to_string(path)
                .map_err(|error| BadSettings::Unreadable(path.to_owned(), error))?,
            None => String::new(),
        };
        let not_understood = |error: toml::de::Error| BadSettings::NotUnderstood(error.to_string());
        let mut table: toml::Table = toml::from_str(&text).map_err(not_understood)?;
        for (name, value) in environment {
            let Some((section, key)) = place_of(&name) else { continue };
            let entry = table.entry(section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let toml::Value::Table(entry) = entry {
                entry.insert(key, read_value(value));
            }
        }
        let settings: Self = table.try_into().map_err(not_understood)?;
        settings.checked()
    }

    fn checked(self) -> Result<Self, BadSettings> {
        let one_of = |name: &str, value: &str, known: &[&str]| {
            if known.contains(&value) {
                return Ok(());
            }
            let known = known.join(", ");
            Err(BadSettings::NotUnderstood(format!("{name} is “{value}”: use one of {known}")))
        };
        one_of("[log] format", &self.log.format, &["json", "text"])?;
        one_of("[mail] security", &self.mail.security, &["none", "starttls", "tls"])?;
        if self.database.connections == 0 {
            return Err(BadSettings::NotUnderstood("[database] connections must be at least 1".into()));
        }
        let whole = [&self.sms.service_id, &self.sms.template_id, &self.sms.secret_key.0];
        if self.sms.has_gateway() && whole.iter().any(|part| part.is_empty()) {
            let missing = "[sms] needs service_id, secret_key and template_id together";
            return Err(BadSettings::NotUnderstood(missing.into()));
        }
        if self.reports.keep_months > 24 {
            return Err(BadSettings::NotUnderstood("[reports] keep_months must be at most 24".into()));
        }
        self.keys.check()?;
        self.web.check_base_url()?;
        self.web.check_map()?;
        Ok(self)
    }

    /// The secret under which signing keys and the secrets of security codes are sealed, for a node that serves.
    /// `None`: they lie open, where one tries Signpost out.
    ///
    /// # Errors
    /// When there is none and people reach this Signpost by `https`.
    pub fn seal(&self) -> Result<Option<&str>, BadSettings> {
        self.keys.seal_at(&self.base_url())
    }

    /// Where a node keeps its listings for its next start, if it does.
    #[must_use]
    pub fn listings_file(&self) -> Option<PathBuf> {
        let named = &self.directories.listings_file;
        if !named.as_os_str().is_empty() {
            return Some(named.clone());
        }
        match store::Database::at(self.database.url.expose()) {
            store::Database::Sqlite(file) => Some(Path::new(&file).with_extension("listings")),
            store::Database::Postgres(_) => None,
        }
    }

    /// What use cases need to know of them.
    #[must_use]
    pub fn about(&self) -> marketplace::Settings {
        let header = self.web.address_header.trim();
        marketplace::Settings {
            base_url: self.base_url(),
            contact: self.web.contact.clone(),
            address_header: (!header.is_empty()).then(|| header.to_owned()),
            embedded_anywhere: vec![],
            keep_reports_months: self.reports.keep_months,
            map: self.web.map(),
            carries_texts: self.sms.has_gateway(),
            sendings_an_hour: self.sms.an_hour,
        }
    }

    /// How people reach this Signpost, without a final slash.
    #[must_use]
    pub fn base_url(&self) -> String {
        if self.web.base_url.is_empty() {
            format!("http://{}", self.web.listen)
        } else {
            self.web.base_url.trim_end_matches('/').to_owned()
        }
    }
}

/// `SIGNPOST_DATABASE_URL` → `("database", "url")`.
fn place_of(name: &str) -> Option<(String, String)> {
    let (section, key) = name.strip_prefix("SIGNPOST_")?.split_once('_')?;
    let section = section.to_lowercase();
    SECTIONS.contains(&section.as_str()).then(|| (section, key.to_lowercase()))
}

/// Numbers are numbers, all else is text.
fn read_value(text: String) -> toml::Value {
    text.parse().map_or(toml::Value::String(text), toml::Value::Integer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_environment(name: &str, value: &str) -> Result<Settings, BadSettings> {
        Settings::read(None, [(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn the_environment_names_section_and_key() {
        let settings = from_environment("SIGNPOST_DATABASE_URL", "postgres://x").unwrap();
        assert_eq!(settings.database.url.expose(), "postgres://x");
        assert_eq!(from_environment("SIGNPOST_MAIL_PORT", "25").unwrap().mail.port, 25);
        assert!(from_environment("SIGNPOST_TEST_POSTGRES", "not a section").is_ok());
    }

    #[test]
    fn what_is_unknown_or_wrong_is_refused_by_name() {
        assert!(from_environment("SIGNPOST_DATABASE_ULR", "x").unwrap_err().to_string().contains("ulr"));
        assert!(from_environment("SIGNPOST_LOG_FORMAT", "xml").unwrap_err().to_string().contains("xml"));
        assert!(from_environment("SIGNPOST_MAIL_PORT", "many").is_err());
        for none in
            ["nonsense", "https://", "ftp://signpost.example", "https://signpost.example/a", "https://a b"]
        {
            let refused = from_environment("SIGNPOST_WEB_BASE_URL", none).unwrap_err().to_string();
            assert!(refused.contains("[web] base_url"), "{refused}");
        }
        assert!(from_environment("SIGNPOST_WEB_BASE_URL", "http://[::1]:8080/").is_ok());
        assert!(
            from_environment("SIGNPOST_SMS_SERVICE_ID", "x").unwrap_err().to_string().contains("together")
        );
    }

    #[test]
    fn listings_are_kept_beside_a_file_of_a_database_or_where_it_is_said() {
        let at = |name, value| from_environment(name, value).unwrap().listings_file();
        assert_eq!(Settings::default().listings_file(), Some("var/signpost.listings".into()));
        assert_eq!(at("SIGNPOST_DATABASE_URL", "/data/x.db"), Some("/data/x.listings".into()));
        assert_eq!(at("SIGNPOST_DATABASE_URL", "postgres://x/y"), None);
        assert_eq!(at("SIGNPOST_DIRECTORIES_LISTINGS_FILE", "here"), Some("here".into()));
    }

    #[test]
    fn a_map_needs_one_safe_host_a_place_for_each_number_and_who_made_it() {
        let read = |tiles: &str, attribution: &str| {
            let pairs = [("SIGNPOST_WEB_MAP_TILES", tiles), ("SIGNPOST_WEB_MAP_ATTRIBUTION", attribution)];
            let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
            Settings::read(None, pairs).map(|settings| settings.about().map)
        };
        let map = read("https://tiles.example/light/{z}/{x}/{y}.png?key=a", "© A map").unwrap().unwrap();
        assert_eq!(map.source(), "https://tiles.example");
        assert_eq!(read("", "").unwrap(), None);
        for wrong in [
            "http://tiles.example/{z}/{x}/{y}.png",
            "https://{s}.tiles.example/{z}/{x}/{y}.png",
            "https://tiles.example; script-src */{z}/{x}/{y}.png",
            "https:///{z}/{x}/{y}.png",
            "https://tiles.example/{z}.png",
        ] {
            assert!(read(wrong, "© A map").is_err(), "{wrong}");
        }
        assert!(read("https://tiles.example/{z}/{x}/{y}.png", " ").is_err());
    }

    #[test]
    fn secrets_do_not_print() {
        let settings = from_environment("SIGNPOST_MAIL_PASSWORD", "hunter2").unwrap();
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
