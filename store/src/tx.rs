//! Units of work: everything that a use case writes, in one transaction.

use crate::connection::{AnyConnection, Begin, Connections, Database};
use crate::kept::{Kept, read_body};
use crate::{StoreError, events};
use diesel::r2d2::{Pool, PooledConnection};
use domain::{Changed, Event, HasSubject, Permit, Refused, Timestamp};
use std::time::Duration;
use uuid::Uuid;

/// How often a unit of work that lost a race is run again before the asker is told to wait.
const ATTEMPTS: u32 = 12;

/// A database and its connections. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pool: Pool<Connections>,
    database: Database,
}

impl Store {
    /// Opens a database with at most `connections` connections. Creates a SQLite file and its folder.
    ///
    /// # Errors
    /// When the file cannot be made or the server does not answer.
    pub fn open(database: Database, connections: u32) -> Result<Self, StoreError> {
        if let Database::Sqlite(path) = &database
            && let Some(folder) = std::path::Path::new(path).parent()
        {
            std::fs::create_dir_all(folder)
                .map_err(|error| StoreError::Unreachable(format!("{}: {error}", folder.display())))?;
        }
        let pool = Pool::builder()
            .max_size(connections)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(10))
            .build(Connections(database.clone()))?;
        Ok(Self { pool, database })
    }

    /// Which database this is.
    #[must_use]
    pub const fn database(&self) -> &Database {
        &self.database
    }

    pub(crate) fn connection(&self) -> Result<PooledConnection<Connections>, StoreError> {
        Ok(self.pool.get()?)
    }

    /// A connection that nobody uses now.
    pub(crate) fn idle_connection(&self) -> Option<PooledConnection<Connections>> {
        self.pool.try_get()
    }

    /// Runs a unit of reading on one consistent state.
    ///
    /// # Errors
    /// Those of `unit`, and when the database cannot be reached.
    pub fn read<T>(
        &self,
        now: Timestamp,
        unit: impl FnOnce(&mut Tx<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let mut connection = self.connection()?;
        connection.begin(Begin::Read).map_err(StoreError::from)?;
        let result = unit(&mut Tx { connection: &mut connection, now });
        connection.roll_back().map_err(StoreError::from)?;
        result
    }

    /// Runs a unit of work: all of it is committed, or none. When it lost a race it is run again, so it
    /// must do nothing outside the transaction.
    ///
    /// # Errors
    /// Those of `unit`; [`Refused::Busy`] when every attempt lost its race.
    pub fn write<T>(
        &self,
        now: Timestamp,
        mut unit: impl FnMut(&mut Tx<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let mut connection = self.connection()?;
        for attempt in 0..ATTEMPTS {
            match Self::attempt(&mut connection, Begin::Write, now, &mut unit) {
                Err(Refused::Busy) => std::thread::sleep(pause_after(attempt)),
                answer => return answer,
            }
        }
        Err(Refused::Busy)
    }

    fn attempt<T>(
        connection: &mut AnyConnection,
        begin: Begin,
        now: Timestamp,
        unit: &mut impl FnMut(&mut Tx<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        connection.begin(begin).map_err(StoreError::from)?;
        match unit(&mut Tx { connection, now }) {
            Ok(answer) => match connection.commit().map_err(StoreError::from) {
                Ok(()) => Ok(answer),
                Err(error) => {
                    // A failed commit has ended the transaction on the server; tidy our side.
                    let _ = connection.roll_back();
                    Err(error.into())
                }
            },
            Err(refused) => {
                connection.roll_back().map_err(StoreError::from)?;
                Err(refused)
            }
        }
    }

    /// Numbers and seals what is committed. `false`: another node is doing it.
    pub(crate) fn seal<T>(
        &self,
        mut unit: impl FnMut(&mut Tx<'_>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let mut connection = self.connection()?;
        Self::attempt(&mut connection, Begin::Seal, Timestamp::UNIX_EPOCH, &mut unit)
    }
}

/// Waits a little longer each time, and never in step with a rival.
fn pause_after(attempt: u32) -> Duration {
    let chance = u64::from(Uuid::now_v7().as_bytes()[15]);
    Duration::from_micros((1 << attempt.min(8)) * (300 + 4 * chance))
}

/// A transaction. What is saved through it is there together or not at all.
pub struct Tx<'c> {
    pub(crate) connection: &'c mut AnyConnection,
    now: Timestamp,
}

impl Tx<'_> {
    /// The instant of this unit of work.
    #[must_use]
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// The aggregate with an identifier, if it is there.
    ///
    /// # Errors
    /// When the database fails or holds what cannot be read.
    pub fn look_for<T: Kept>(&mut self, id: T::Id) -> Result<Option<T>, StoreError> {
        T::load_body(self.connection, id)?.map(|body| read_body(&body)).transpose()
    }

    /// The aggregate with an identifier.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when it is not there.
    pub fn find<T: Kept>(&mut self, id: T::Id) -> Result<T, StoreError> {
        self.look_for(id)?.ok_or(StoreError::Missing(T::KIND))
    }

    /// Saves a change with its events: adds what has version 0, else replaces the version it was
    /// loaded at. Needs the permit that the table of rights gave.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when someone saved it in between, [`StoreError::Duplicate`] when a
    /// constraint refuses it.
    pub fn save<T: Kept>(&mut self, permit: &Permit, changed: Changed<T>) -> Result<T, StoreError> {
        let Changed { next: mut aggregate, events } = changed;
        let (was, now) = (aggregate.version(), self.now());
        aggregate.set_version(was + 1);
        if was == 0 {
            aggregate.insert(self.connection, now)?;
        } else if aggregate.update(self.connection, was, now)? == 0 {
            return Err(match aggregate.version_now(self.connection)? {
                Some(current) => StoreError::Stale { current },
                None => StoreError::Missing(T::KIND),
            });
        }
        for event in events {
            self.record(permit, &event)?;
        }
        Ok(aggregate)
    }

    /// Appends an event that changes no aggregate.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record(&mut self, permit: &Permit, event: &Event) -> Result<(), StoreError> {
        events::append(self.connection, permit, event, self.now)
    }

    /// Refuses when the thing is not at the version that the asker read.
    ///
    /// # Errors
    /// [`StoreError::Stale`].
    pub fn expect_version<T: Kept + HasSubject>(&self, thing: &T, read: i64) -> Result<(), StoreError> {
        if thing.version() == read { Ok(()) } else { Err(StoreError::Stale { current: thing.version() }) }
    }
}
