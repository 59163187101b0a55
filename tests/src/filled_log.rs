//! A log as long as years make it: for what is asked of long logs.

use crate::World;
use domain::kernel::time::day_of;
use domain::{Action, Actor, Day, Event, OrganisationId, Platform, Refused, Subject, Worker};
use jiff::SignedDuration;
use uuid::Uuid;

/// Entries kept at once, at one instant.
const AT_ONCE: usize = 5_000;
/// From one such instant to the next.
const APART: SignedDuration = SignedDuration::from_hours(6);
/// Among so many organisations; every third entry is on the framework.
const ORGANISATIONS: usize = 2_000;
/// About so many things of each of them.
const THINGS: usize = 25;
/// One entry in so many is the clock's.
const OF_THE_CLOCK: usize = 100;

/// What entries of a long log can be searched by.
pub struct FilledLog {
    /// An organisation whose business some of them are.
    pub organisation: OrganisationId,
    /// A thing that few of them are about.
    pub thing: Uuid,
    /// The framework that a third of them are on.
    pub framework: &'static str,
    /// Who did nearly all of it, and who did little.
    pub actors: [&'static str; 2],
    /// A day in the middle of it.
    pub half_way: Day,
}

fn numbered(number: usize) -> Uuid {
    Uuid::from_u128(0x7000_8000_0000_0000_0000 | (number as u128) << 96)
}

impl World {
    /// Fills the log with so many entries, up to the present.
    ///
    /// They tell of keys of directories, by which nothing else is worked out.
    #[must_use]
    pub fn fills_log(&self, entries: usize) -> FilledLog {
        let spans = i32::try_from(entries.div_ceil(AT_ONCE)).expect("a log of some years");
        self.clock().stand_at_the_present();
        self.clock().advance(-(APART * spans));
        for from in (0..entries).step_by(AT_ONCE) {
            let kept = self.market.write(|work| {
                let seed = Actor::Worker(Worker::Seed).may(Action::LoadReference, &Platform)?;
                let clock = Actor::Worker(Worker::Clock).may(Action::KeepReports, &Platform)?;
                for number in from..entries.min(from + AT_ONCE) {
                    let by = if number.is_multiple_of(OF_THE_CLOCK) { &clock } else { &seed };
                    work.record(by, &entry(number))?;
                }
                Ok::<_, Refused>(())
            });
            kept.expect("entries");
            self.settle();
            self.clock().advance(APART);
        }
        let one = entry(7).subject;
        FilledLog {
            organisation: one.organisation.expect("whose business it is"),
            thing: one.id,
            framework: "focs",
            actors: ["worker:seed", "worker:clock"],
            half_way: day_of(self.market.clock().now() - APART * spans / 2),
        }
    }
}

fn entry(number: usize) -> Event {
    let organisation = number % ORGANISATIONS;
    let thing = numbered(ORGANISATIONS + number % (ORGANISATIONS * THINGS));
    let mut subject = Subject::new("directory_key", thing, Some(numbered(organisation).into()));
    subject.framework = number.is_multiple_of(3).then(|| "focs".to_owned());
    Event { subject, name: "directory_key.rotated", body: crate::json!({"number": number}) }
}
