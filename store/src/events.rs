//! The event log: append-only, numbered in one order of commits, chained by hash.
//!
//! A writer adds its events, without numbers, in its own transaction. One leader at a time takes what
//! is committed, numbers it and seals it into the chain, in a transaction of its own: on PostgreSQL an
//! advisory lock of that transaction elects it, so a leader that dies leaves nothing behind. Numbers
//! have no gaps and never move: whoever has read up to a number has missed nothing before it.

mod stretches;
mod verify;

use crate::connection::AnyConnection;
use crate::{Store, StoreError, TableShape, Tx};
use diesel::prelude::*;
use domain::{Event, OrganisationId, Permit, Refused, Timestamp};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use uuid::Uuid;

pub(crate) use stretches::STRETCHES;
use stretches::Times;

diesel::table! {
    events (id) {
        id -> Text,
        at -> BigInt,
        actor -> Text,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        organisation -> Nullable<Text>,
        framework -> Nullable<Text>,
        lot -> Nullable<Text>,
        name -> Text,
        body -> Text,
    }
}
diesel::table! {
    unsealed (event) {
        event -> Text,
    }
}
diesel::table! {
    seals (number) {
        number -> BigInt,
        event -> Text,
        hash -> Text,
        at -> BigInt,
        actor -> Text,
        subject -> Text,
        organisation -> Nullable<Text>,
        framework -> Nullable<Text>,
    }
}
diesel::allow_tables_to_appear_in_same_query!(events, seals, unsealed);
diesel::joinable!(seals -> events (event));
diesel::joinable!(unsealed -> events (event));

pub(crate) const EVENTS: TableShape = TableShape {
    name: "events",
    columns: &[
        "id",
        "at",
        "actor",
        "action",
        "subject_kind",
        "subject_id",
        "organisation",
        "framework",
        "lot",
        "name",
        "body",
    ],
};
pub(crate) const UNSEALED: TableShape = TableShape { name: "unsealed", columns: &["event"] };
pub(crate) const SEALS: TableShape = TableShape {
    name: "seals",
    columns: &["number", "event", "hash", "at", "actor", "subject", "organisation", "framework"],
};

/// How many events the leader seals in one transaction.
const BATCH: i64 = 500;

/// How many things are asked for in one statement.
const ASKED_AT_ONCE: usize = 500;

/// What the first seal is chained to.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One entry of the log, as kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, serde::Serialize)]
pub struct Entry {
    /// Its identifier.
    pub id: String,
    /// When, in microseconds since 1970, UTC.
    pub at: i64,
    /// Who, by pseudonym: `person:…`, `client:…`, `worker:…` or `visitor`.
    pub actor: String,
    /// The right it was done by.
    pub action: String,
    /// What kind of thing it is about.
    pub subject_kind: String,
    /// Which.
    pub subject_id: String,
    /// Whose.
    pub organisation: Option<String>,
    /// On which framework.
    pub framework: Option<String>,
    /// On which lot.
    pub lot: Option<String>,
    /// What happened.
    pub name: String,
    /// Its facts, as JSON.
    pub body: String,
}

/// An entry with its place in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its number: 1, 2, 3 and so on, without gaps.
    pub number: i64,
    /// The hash that chains it to all before it.
    pub hash: String,
    /// The entry.
    pub entry: Entry,
}

/// Which entries of the log are wanted: those that meet every condition given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// About this thing.
    pub subject: Option<Uuid>,
    /// The business of one of these organisations; empty: of any, and of none.
    pub organisations: Vec<OrganisationId>,
    /// Done by this actor, as the log keeps actors.
    pub actor: Option<String>,
    /// On this framework.
    pub framework: Option<String>,
    /// Without looks at marks and concerns, nor the risk that follows from them: who asks reads only what is their own.
    pub no_reviews: bool,
    /// Without the assessment of these providers: who asks has an interest in them.
    pub hidden: Vec<OrganisationId>,
    /// At this instant or later, in microseconds.
    pub from: Option<i64>,
    /// Before this instant, in microseconds.
    pub to: Option<i64>,
}

/// What an applicant does not read: that its risk was seen otherwise, and that a decision departs from what was
/// recommended.
const WITHIN_THE_AUTHORITY: [&str; 2] = ["accreditation.risk_seen", "accreditation.departed"];

/// What is out of the sight of those who have an interest.
const ASSESSED: [&str; 2] = ["accreditation", "review"];
/// From which end the log is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    OldestFirst,
    NewestFirst,
}

/// Whether the chain holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry is there, in order, as it was sealed.
    Whole {
        /// How many.
        entries: i64,
        /// The hash of the last, to be kept elsewhere and compared later.
        head: String,
    },
    /// The first place where it does not.
    Broken {
        /// The number there.
        number: i64,
        /// What is wrong.
        why: String,
    },
}

pub(crate) fn append(
    connection: &mut AnyConnection,
    permit: &Permit,
    event: &Event,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id = Uuid::now_v7().to_string();
    let subject = &event.subject;
    diesel::insert_into(events::table)
        .values((
            events::id.eq(&id),
            events::at.eq(now.as_microsecond()),
            events::actor.eq(permit.by().to_string()),
            events::action.eq(permit.action().word()),
            events::subject_kind.eq(subject.kind),
            events::subject_id.eq(subject.id.to_string()),
            events::organisation.eq(subject.organisation.map(|id| id.to_string())),
            events::framework.eq(subject.framework.clone()),
            events::lot.eq(subject.lot.clone()),
            events::name.eq(event.name),
            events::body.eq(event.body.to_string()),
        ))
        .execute(connection)?;
    diesel::insert_into(unsealed::table).values(unsealed::event.eq(&id)).execute(connection)?;
    Ok(())
}

/// The hash that chains an entry to the one before: SHA-256 over the previous hash, the number and
/// every field, each with its length before it, so that no two logs have the same bytes.
fn seal_of(previous: &str, number: i64, entry: &Entry) -> String {
    let mut hash = ring::digest::Context::new(&ring::digest::SHA256);
    let mut add = |field: &str| {
        hash.update(&(field.len() as u64).to_be_bytes());
        hash.update(field.as_bytes());
    };
    add(previous);
    add(&number.to_string());
    add(&entry.at.to_string());
    let absent =
        |field: &Option<String>| field.as_ref().map_or_else(|| "-".to_owned(), |it| format!("+{it}"));
    let optional = [&entry.organisation, &entry.framework, &entry.lot].map(absent);
    for field in [&entry.id, &entry.actor, &entry.action, &entry.subject_kind, &entry.subject_id] {
        add(field);
    }
    for field in &optional {
        add(field);
    }
    add(&entry.name);
    add(&entry.body);
    hash.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Store {
    /// Numbers and seals what is committed, up to a batch. Gives how many; `None` when another node
    /// leads just now.
    ///
    /// # Errors
    /// When the database fails; then nothing was sealed.
    pub fn seal_committed(&self) -> Result<Option<usize>, Refused> {
        self.seal_committed_watched(&mut |_| {})
    }

    /// The same; `watch` hears each number before the batch is committed (a test dies there).
    ///
    /// # Errors
    /// As [`Store::seal_committed`].
    pub fn seal_committed_watched(&self, watch: &mut dyn FnMut(i64)) -> Result<Option<usize>, Refused> {
        self.seal(|tx| {
            if !tx.connection.lead_sealing().map_err(StoreError::from)? {
                return Ok(None);
            }
            tx.seal_batch(watch).map(Some).map_err(Refused::from)
        })
    }
}

impl Tx<'_> {
    fn seal_batch(&mut self, watch: &mut dyn FnMut(i64)) -> Result<usize, StoreError> {
        // In the order of their identifiers, which is that of time and stands in the key of what waits: a batch costs
        // what it seals, also when a million wait.
        let waiting: Vec<Entry> = unsealed::table
            .inner_join(events::table)
            .order(unsealed::event)
            .limit(BATCH)
            .select(events::all_columns)
            .load(self.connection)?;
        let (mut number, mut previous) = self.head()?.unwrap_or((0, GENESIS.to_owned()));
        let mut times = Times::default();
        for entry in &waiting {
            number += 1;
            previous = seal_of(&previous, number, entry);
            diesel::insert_into(seals::table)
                .values((
                    seals::number.eq(number),
                    seals::event.eq(&entry.id),
                    seals::hash.eq(&previous),
                    seals::at.eq(entry.at),
                    seals::actor.eq(&entry.actor),
                    seals::subject.eq(&entry.subject_id),
                    seals::organisation.eq(&entry.organisation),
                    seals::framework.eq(&entry.framework),
                ))
                .execute(self.connection)?;
            diesel::delete(unsealed::table.find(&entry.id)).execute(self.connection)?;
            times.take_in(number, entry.at);
            watch(number);
        }
        self.take_in_times(&times)?;
        Ok(waiting.len())
    }

    /// The last number and its hash.
    ///
    /// # Errors
    /// When the database fails.
    pub fn head(&mut self) -> Result<Option<(i64, String)>, StoreError> {
        Ok(seals::table
            .order(seals::number.desc())
            .select((seals::number, seals::hash))
            .first(self.connection)
            .optional()?)
    }

    /// The change feed: entries after a number, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn entries_after(&mut self, number: i64, limit: i64) -> Result<Vec<Sealed>, StoreError> {
        self.entries_wanted(&Wanted::default(), number, limit)
    }

    /// The part of the change feed that someone wants. What they ask by stands in the seals, each with an
    /// index that ends in the number, so that a page costs what it shows and not what the log holds.
    ///
    /// # Errors
    /// When the database fails.
    pub fn entries_wanted(
        &mut self,
        wanted: &Wanted,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Sealed>, StoreError> {
        self.entries_between(wanted, after, i64::MAX, Direction::OldestFirst, limit)
    }

    /// The same from its end: entries before a number, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn newest_entries_wanted(
        &mut self,
        wanted: &Wanted,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Sealed>, StoreError> {
        self.entries_between(wanted, 0, before.unwrap_or(i64::MAX), Direction::NewestFirst, limit)
    }

    fn entries_between(
        &mut self,
        wanted: &Wanted,
        after: i64,
        before: i64,
        direction: Direction,
        limit: i64,
    ) -> Result<Vec<Sealed>, StoreError> {
        let numbers = after.saturating_add(1)..=before.saturating_sub(1);
        if wanted.from.is_none() && wanted.to.is_none() {
            return self.entries_numbered(wanted, numbers, direction, limit);
        }
        // Nobody would search years of entries one by one for those of a day.
        let mut runs = self.numbers_about(wanted.from, wanted.to)?;
        if direction == Direction::NewestFirst {
            runs.reverse();
        }
        let mut found = vec![];
        for run in runs {
            let missing = limit - i64::try_from(found.len()).unwrap_or(limit);
            let within = *numbers.start().max(run.start())..=*numbers.end().min(run.end());
            if missing > 0 && !within.is_empty() {
                found.extend(self.entries_numbered(wanted, within, direction, missing)?);
            }
        }
        Ok(found)
    }

    fn entries_numbered(
        &mut self,
        wanted: &Wanted,
        numbers: RangeInclusive<i64>,
        direction: Direction,
        limit: i64,
    ) -> Result<Vec<Sealed>, StoreError> {
        let mut query = seals::table.inner_join(events::table).into_boxed();
        // First, so that all that follows narrows it.
        for organisation in &wanted.organisations {
            query = query.or_filter(seals::organisation.eq(organisation.to_string()));
        }
        query = query.filter(seals::number.ge(*numbers.start())).filter(seals::number.le(*numbers.end()));
        if let Some(subject) = wanted.subject {
            query = query.filter(seals::subject.eq(subject.to_string()));
        }
        if let Some(actor) = &wanted.actor {
            query = query.filter(seals::actor.eq(actor));
        }
        if let Some(framework) = &wanted.framework {
            query = query.filter(seals::framework.eq(framework));
        }
        if wanted.no_reviews {
            query = query
                .filter(events::subject_kind.ne("review"))
                .filter(events::name.ne_all(WITHIN_THE_AUTHORITY));
        }
        if !wanted.hidden.is_empty() {
            let hidden = wanted.hidden.iter().map(ToString::to_string);
            let elsewhere = seals::organisation.is_null().or(seals::organisation.ne_all(hidden));
            query = query.filter(events::subject_kind.ne_all(ASSESSED).or(elsewhere.assume_not_null()));
        }
        if let Some(from) = wanted.from {
            query = query.filter(seals::at.ge(from));
        }
        if let Some(to) = wanted.to {
            query = query.filter(seals::at.lt(to));
        }
        query = match direction {
            Direction::OldestFirst => query.order(seals::number),
            Direction::NewestFirst => query.order(seals::number.desc()),
        };
        let rows: Vec<(i64, String, Entry)> = query
            .limit(limit)
            .select((seals::number, seals::hash, events::all_columns))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(number, hash, entry)| Sealed { number, hash, entry }).collect())
    }

    /// Committed entries that wait for their number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unsealed_count(&mut self) -> Result<i64, StoreError> {
        Ok(unsealed::table.count().get_result(self.connection)?)
    }

    /// The entries about a thing, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn entries_about(&mut self, subject: Uuid) -> Result<Vec<Entry>, StoreError> {
        Ok(events::table
            .filter(events::subject_id.eq(subject.to_string()))
            .order((events::at, events::id))
            .load(self.connection)?)
    }

    /// When the last event about each of these things was. What nothing happened to is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn last_events_about(&mut self, things: &[Uuid]) -> Result<BTreeMap<Uuid, Timestamp>, StoreError> {
        let mut last = BTreeMap::new();
        for some in things.chunks(ASKED_AT_ONCE) {
            let subjects: Vec<String> = some.iter().map(Uuid::to_string).collect();
            let rows: Vec<(String, Option<i64>)> = events::table
                .filter(events::subject_id.eq_any(subjects))
                .group_by(events::subject_id)
                .select((events::subject_id, diesel::dsl::max(events::at)))
                .load(self.connection)?;
            last.extend(rows.into_iter().filter_map(|(subject, at)| {
                Some((subject.parse().ok()?, Timestamp::from_microsecond(at?).ok()?))
            }));
        }
        Ok(last)
    }
}
