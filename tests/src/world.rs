//! A Signpost of its own for a story: database, clock, server on a loopback port.

use crate::{Kind, Session, TestClock, ThrowAway};
use actix_web::dev::ServerHandle;
use domain::people::{PasswordHash, Person};
use domain::values::{EmailAddress, Name};
use domain::{Action, Actor, Platform};
use marketplace::reference::Reference;
use marketplace::{Market, Settings};
use std::net::TcpListener;
use std::sync::{Arc, OnceLock};
use store::Store;
use uuid::Uuid;

/// Read once for all stories: it never changes.
fn reference() -> Arc<Reference> {
    static REFERENCE: OnceLock<Arc<Reference>> = OnceLock::new();
    REFERENCE.get_or_init(|| Arc::new(Reference::built_in().expect("whole lists"))).clone()
}

/// Everything that a story needs. Gone, server and database, when dropped.
pub struct World {
    /// The composition that the server serves.
    pub market: Market,
    base: String,
    clock: Arc<TestClock>,
    server: ServerHandle,
    thread: Option<std::thread::JoinHandle<()>>,
    // Dropped last: the server must have let go of it.
    database: ThrowAway,
}

impl World {
    /// A new world on a database.
    #[must_use]
    pub fn on(kind: Kind) -> Self {
        Self::set(kind, |settings| Settings { carries_texts: true, ..settings })
    }

    /// A new world on a database, run otherwise than is usual.
    #[must_use]
    pub fn set(kind: Kind, change: impl FnOnce(Settings) -> Settings) -> Self {
        let database = ThrowAway::new(kind);
        let store = Store::open(database.database().clone(), 6).expect("opens");
        let clock = Arc::new(TestClock::default());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let market = Market::new(store, clock.clone(), change(Settings::at(base.clone())));
        let market = market.with_reference(reference());
        let serving = market.clone();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = server::app::serve(&serving, listener, 1).expect("serves");
                tell.send(server.handle()).expect("the story waits");
                server.await.expect("ends well");
            });
        });
        let server = told.recv().expect("a server");
        Self { market, base, clock, server, thread: Some(thread), database }
    }

    /// The story's clock.
    #[must_use]
    pub fn clock(&self) -> &TestClock {
        &self.clock
    }

    /// The story's database.
    #[must_use]
    pub const fn database(&self) -> &ThrowAway {
        &self.database
    }

    /// The address of the server.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Someone who has not signed in.
    #[must_use]
    pub fn visitor(&self) -> Session {
        Session::visitor(&self.base)
    }

    /// A person who has signed in.
    #[must_use]
    pub fn person(&self, name: &str) -> Session {
        let number = Uuid::now_v7().simple();
        let email = format!("{}.{number}@example.org", name.to_lowercase().replace(' ', "."));
        self.person_at(name, &email)
    }

    /// A person who has signed in, with an address of their own that is proven. Nobody knows their password.
    #[must_use]
    pub fn person_at(&self, name: &str, email: &str) -> Session {
        let name: Name = name.parse().expect("a name");
        let email: EmailAddress = email.parse().expect("an address");
        let password = PasswordHash::from_phc("nobody knows".to_owned());
        let session = self.market.write(|work| {
            let permit = Actor::Visitor.may(Action::UseOwnAccount, &Platform)?;
            let (id, now) = (work.fresh_id(), work.now());
            let person = Person::register(id, name.clone(), email.clone(), password.clone(), now);
            let person = work.save(&permit, person)?;
            let person = work.save(&permit, person.verify_email(now))?;
            marketplace::people::begin_session(work, person.id)
        });
        self.visitor().with_token(&session.expect("a session").token)
    }

    /// Brings everything that follows the log up to date.
    pub fn settle(&self) {
        server::workers::settle(&self.market).expect("settles");
    }
}

impl Drop for World {
    fn drop(&mut self) {
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
