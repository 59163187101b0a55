//! A Signpost of its own for a story: database, clock, server on a loopback port.

use crate::{Kind, Node, Session, TestClock, ThrowAway};
use domain::people::{PasswordHash, Person};
use domain::values::{EmailAddress, Name};
use domain::{Action, Actor, Platform};
use marketplace::reference::Reference;
use marketplace::{Market, Settings};
use std::sync::{Arc, OnceLock};
use uuid::Uuid;

/// Read once for all stories: it never changes.
fn reference() -> Arc<Reference> {
    static REFERENCE: OnceLock<Arc<Reference>> = OnceLock::new();
    REFERENCE.get_or_init(|| Arc::new(Reference::built_in().expect("whole lists"))).clone()
}

/// As most stories want it: text messages are carried.
fn usual(settings: Settings) -> Settings {
    Settings { carries_texts: true, ..settings }
}

/// Everything that a story needs. Gone, server and database, when dropped.
pub struct World {
    /// The composition that the server serves.
    pub market: Market,
    clock: Arc<TestClock>,
    node: Node,
    // Dropped last: the server must have let go of it.
    database: ThrowAway,
}

impl World {
    /// A new world on a database.
    #[must_use]
    pub fn on(kind: Kind) -> Self {
        Self::set(kind, usual)
    }

    /// A new world on a database, run otherwise than is usual.
    #[must_use]
    pub fn set(kind: Kind, change: impl FnOnce(Settings) -> Settings) -> Self {
        let database = ThrowAway::new(kind);
        let clock = Arc::new(TestClock::default());
        let node = Node::on(&database, &clock, reference(), change);
        Self { market: node.market.clone(), clock, node, database }
    }

    /// Another node of the same Signpost, that has read what is there.
    #[must_use]
    pub fn another_node(&self) -> Node {
        let node = Node::on(&self.database, &self.clock, reference(), usual);
        server::workers::settle(&node.market).expect("settles");
        marketplace::directories::keys::write_usage(&node.market).expect("reads what others counted");
        node
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
        self.node.base()
    }

    /// Someone who has not signed in.
    #[must_use]
    pub fn visitor(&self) -> Session {
        Session::visitor(self.base())
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
