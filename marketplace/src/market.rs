//! What the doors hold: one composition of storage, clock and settings.

use crate::accreditation::SignedLists;
use crate::directories::{LiveDirectories, SavedListings};
use crate::offerings::Importing;
use crate::people::Seal;
use crate::reference::Reference;
use crate::reports::SenderKey;
use crate::{Clock, Work};
use domain::Refused;
use domain::directories::{DirectoryContent, EmbedOrigin};
use domain::values::EmailAddress;
use jiff::SignedDuration;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use store::Store;

/// What use cases need to know of how Signpost is run here.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address under which people reach this Signpost, without a final slash: links in mails begin
    /// with it, and tokens name it as their issuer.
    pub base_url: String,
    /// Where people write who have a question about this Signpost, or find it hard to use.
    pub contact: Option<EmailAddress>,
    /// The header in which a proxy in front says from which address a request came. `None`: nobody stands in
    /// front, and such a header is not believed.
    pub address_header: Option<String>,
    /// Origins whose pages may show any directory, besides the sites that each names: for trying it out on one
    /// machine, where no site has a name and a certificate.
    pub embedded_anywhere: Vec<String>,
    /// What people wrote in a report is forgotten so many months after it was closed.
    pub keep_reports_months: u8,
    /// Where maps have their pictures of the land from. `None`: nowhere, and they are drawn without.
    pub map: Option<MapTiles>,
    /// Whether someone carries text messages from here.
    pub carries_texts: bool,
    /// So many entries are sent within an hour from one network address.
    pub sendings_an_hour: u32,
}

/// A source of map tiles.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct MapTiles {
    /// The address of a tile, with `{z}`, `{x}` and `{y}` in it.
    pub template: String,
    /// Whose map it is, as its licence wants it said.
    pub attribution: String,
}

impl MapTiles {
    /// The host that tiles come from, with its scheme, as a content security policy names it.
    #[must_use]
    pub fn source(&self) -> &str {
        let host = self.template.find("://").map_or(0, |at| at + 3);
        let end = self.template[host..].find('/').map_or(self.template.len(), |at| host + at);
        &self.template[..end]
    }
}

impl Settings {
    /// Whether pages of an origin, as a browser says it, may show a directory.
    #[must_use]
    pub fn may_embed(&self, directory: &DirectoryContent, origin: &str) -> bool {
        self.embedding_origins(directory).any(|allowed| allowed == origin)
    }

    /// The origins whose pages may show a directory.
    pub fn embedding_origins<'a>(&'a self, directory: &'a DirectoryContent) -> impl Iterator<Item = &'a str> {
        let own = directory.allowed_origins.iter().map(EmbedOrigin::as_str);
        own.chain(self.embedded_anywhere.iter().map(String::as_str))
    }

    /// Signpost at an address, with what is usual.
    #[must_use]
    pub fn at(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            contact: None,
            address_header: None,
            embedded_anywhere: vec![],
            keep_reports_months: 3,
            map: None,
            carries_texts: false,
            sendings_an_hour: 60,
        }
    }
}

/// Everything that a door needs. Cheap to clone.
#[derive(Clone)]
pub struct Market {
    inside: Arc<Inside>,
    reference: Arc<Reference>,
    directories: Arc<LiveDirectories>,
    signed_lists: Arc<SignedLists>,
    seal: Option<Arc<Seal>>,
}

struct Inside {
    store: Store,
    clock: Arc<dyn Clock>,
    settings: Settings,
    bell: Bell,
    sender_key: SenderKey,
    importing: Importing,
}

/// Rung when something was committed, so that who follows the log need not wait for the next look.
#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    waiting: Condvar,
}

impl Market {
    /// Puts a market together.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, settings: Settings) -> Self {
        Self {
            inside: Arc::new(Inside {
                store,
                clock,
                settings,
                bell: Bell::default(),
                sender_key: SenderKey::default(),
                importing: Importing::default(),
            }),
            reference: Arc::default(),
            directories: Arc::new(LiveDirectories::new(finder::BankHolidays::default())),
            signed_lists: Arc::default(),
            seal: None,
        }
    }

    /// The same with reference lists; without, nothing that needs them is known.
    #[must_use]
    pub fn with_reference(self, reference: Arc<Reference>) -> Self {
        let directories = Arc::new(LiveDirectories::new(reference.bank_holidays_to_search()));
        Self { reference, directories, ..self }
    }

    /// The same, that shows the public what it has for so long while the database is away.
    #[must_use]
    pub fn serving_stale_for(self, stale_after: SignedDuration) -> Self {
        let holidays = self.reference.bank_holidays_to_search();
        let directories = Arc::new(LiveDirectories::new(holidays).serving_stale_for(stale_after));
        Self { directories, ..self }
    }

    /// The same, that keeps its listings in a file for its next start.
    #[must_use]
    pub fn saving_listings_in(self, saved: SavedListings) -> Self {
        let holidays = self.reference.bank_holidays_to_search();
        let stale_after = self.directories.stale_after();
        let directories = LiveDirectories::new(holidays).serving_stale_for(stale_after).saved_in(saved);
        Self { directories: Arc::new(directories), ..self }
    }

    /// The same, that keeps what is secret under a seal.
    #[must_use]
    pub fn with_seal(self, seal: Seal) -> Self {
        Self { seal: Some(Arc::new(seal)), ..self }
    }

    /// The same storage and reference lists under another clock.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        let (store, settings) = (self.inside.store.clone(), self.inside.settings.clone());
        let sender_key = self.inside.sender_key.clone();
        let (bell, importing) = (Bell::default(), Importing::default());
        let inside = Inside { store, clock, settings, bell, sender_key, importing };
        Self { inside: Arc::new(inside), ..self }
    }

    /// Languages, facilities, postcodes and what else comes with the program.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// What the public sees.
    #[must_use]
    pub fn directories(&self) -> &LiveDirectories {
        &self.directories
    }

    /// Where things are kept.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inside.store
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.inside.clock
    }

    /// How Signpost is run here.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inside.settings
    }

    /// Whether what is secret is kept under a seal.
    #[must_use]
    pub const fn has_seal(&self) -> bool {
        self.seal.is_some()
    }

    /// The seal of what is secret, where it is kept under one.
    pub(crate) fn seal(&self) -> Option<&Seal> {
        self.seal.as_deref()
    }

    /// The status lists that were signed here.
    pub(crate) fn signed_lists(&self) -> &SignedLists {
        &self.signed_lists
    }

    /// The key under which senders of reports are hashed.
    pub(crate) fn sender_key(&self) -> &SenderKey {
        &self.inside.sender_key
    }

    /// How far this node has come with files of offerings.
    pub(crate) fn importing(&self) -> &Importing {
        &self.inside.importing
    }

    /// Runs a use case that writes: all or nothing. It may be run again when it lost a race, so it must
    /// do nothing outside its transaction. Blocks: call it off the web's own threads.
    ///
    /// # Errors
    /// Those of the use case; [`Refused::Busy`] when the database stayed too busy.
    pub fn write<T>(
        &self,
        mut unit: impl FnMut(&mut Work<'_, '_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let now = self.inside.clock.now();
        let answer = self.inside.store.write(now, |tx| unit(&mut Work::new(tx, self)))?;
        self.ring();
        Ok(answer)
    }

    /// Runs a use case that only reads. Blocks, as [`Market::write`].
    ///
    /// # Errors
    /// Those of the use case.
    pub fn read<T>(&self, unit: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Refused>) -> Result<T, Refused> {
        let now = self.inside.clock.now();
        self.inside.store.read(now, |tx| unit(&mut Work::new(tx, self)))
    }

    /// Says that something was committed.
    pub fn ring(&self) {
        let bell = &self.inside.bell;
        *bell.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        bell.waiting.notify_all();
    }

    /// Waits until something is committed here, at most for `longest`: other nodes ring no bell here.
    pub fn wait_for_bell(&self, longest: Duration) {
        let bell = &self.inside.bell;
        let rung = bell.rung.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut rung, _) = bell
            .waiting
            .wait_timeout_while(rung, longest, |rung| !*rung)
            .unwrap_or_else(PoisonError::into_inner);
        *rung = false;
    }
}
