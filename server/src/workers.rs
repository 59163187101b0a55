//! What goes on beside the web: following the log, delivering mail, doing what time causes.

use domain::Refused;
use jiff::SignedDuration;
use marketplace::organisations::Registry;
use marketplace::outbox::Post;
use marketplace::{
    Market, audit, directories, offerings, organisations, outbox, people, reminders, reports, sendings,
    time_passes,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a follower waits for the bell: other nodes ring none here, so it looks by itself as often.
const LOOK: Duration = Duration::from_millis(100);
/// After a failure, so that a database that is away is not hammered.
const RECOVER: Duration = Duration::from_millis(500);

/// How often it is looked whether time has changed something. What counts is asked of the clock wherever it
/// is read: this only writes it down.
const TICK: Duration = Duration::from_millis(500);

/// How often what is not urgent is looked at.
const MINUTE: Duration = Duration::from_secs(60);

/// How often a node writes down what was asked by keys, and reads what the others wrote: a day's quota may be passed
/// by as much as they answer in twice that time.
const COUNT: Duration = Duration::from_secs(10);

/// How often the listings are saved for the next start, if they changed. What they missed then is read from
/// the log, so that an old file costs a little time and nothing else.
const SAVE: Duration = Duration::from_secs(300);

/// Writes down what time has changed, and brings everything that follows the log up to what is committed now.
///
/// # Errors
/// When the database fails.
pub fn settle(market: &Market) -> Result<(), Refused> {
    time_passes::catch_up(market)?;
    follow(market)
}

/// Brings everything that follows the log up to what is committed now.
fn follow(market: &Market) -> Result<(), Refused> {
    audit::seal(market)?;
    directories::project(market)
}

/// With what the workers reach outside.
pub struct Hands {
    /// Hands mail over.
    pub post: Box<dyn Post>,
    /// Hands text messages over.
    pub texts: Box<dyn Post>,
    /// Asks the public registers.
    pub registry: Box<dyn Registry>,
}

/// The workers of a node. They end when this is dropped.
pub struct Workers {
    market: Market,
    ending: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts what every node needs to serve: each follows the log and tends its index, since each has the
    /// directories in memory.
    #[must_use]
    pub fn follow(market: &Market) -> Self {
        let mut workers = Self { market: market.clone(), ending: Arc::default(), threads: vec![] };
        workers.add("follow", |market| {
            market.wait_for_bell(LOOK);
            follow(market)
        });
        // Of its own, so that changes are followed while it goes on.
        workers.add("index", every(TICK, tend_index()));
        workers.add("usage", every(COUNT, directories::keys::write_usage));
        workers
    }

    /// Starts that and the rest: the clock, the post, the registers, the broom. Any number of nodes may.
    #[must_use]
    pub fn start(market: &Market, hands: Hands) -> Self {
        let mut workers = Self::follow(market);
        let Hands { post, texts, registry } = hands;
        workers.add("clock", every(TICK, |market| time_passes::catch_up(market).map(drop)));
        workers.add("reminders", every(10 * MINUTE, |market| reminders::remind(market).map(drop)));
        workers.add("imports", every(TICK, |market| offerings::do_confirmed(market).map(drop)));
        workers.add("post", every(TICK, move |market| outbox::deliver_due(market, &*post).map(drop)));
        workers.add("texts", every(TICK, move |market| outbox::deliver_due(market, &*texts).map(drop)));
        workers.add(
            "registers",
            every(MINUTE, move |market| organisations::check_identifiers(market, &*registry).map(drop)),
        );
        workers.add("broom", every(MINUTE, sweep));
        workers
    }

    /// A thread that does one thing again and again until the end. What fails is logged and tried again.
    fn add(
        &mut self,
        name: &'static str,
        mut step: impl FnMut(&Market) -> Result<(), Refused> + Send + 'static,
    ) {
        let (market, ending) = (self.market.clone(), self.ending.clone());
        let run = move || {
            while !ending.load(Ordering::SeqCst) {
                if let Err(refused) = step(&market) {
                    tracing::warn!(worker = name, %refused, "a worker failed and tries again");
                    std::thread::sleep(RECOVER);
                }
            }
        };
        match std::thread::Builder::new().name(name.into()).spawn(run) {
            Ok(thread) => self.threads.push(thread),
            Err(error) => tracing::error!(worker = name, %error, "a worker could not be started"),
        }
    }
}

/// Merges the index of the directories when it wants it, and saves their listings after that and now and then.
fn tend_index() -> impl FnMut(&Market) -> Result<(), Refused> + Send + 'static {
    let mut saved: Option<Instant> = None;
    move |market| {
        let merged = directories::merge(market);
        let is_due = merged || saved.is_none_or(|saved| saved.elapsed() >= SAVE);
        if is_due && save_listings(market) {
            saved = Some(Instant::now());
        }
        Ok(())
    }
}

/// Saves the listings for the next start. Says whether there was something to do.
fn save_listings(market: &Market) -> bool {
    directories::save(market).unwrap_or_else(|reason| {
        tracing::warn!(%reason, "the listings are not saved for the next start");
        true
    })
}

/// Does something at once and then once in so long, looking for the end often.
fn every(
    pause: Duration,
    mut step: impl FnMut(&Market) -> Result<(), Refused> + Send + 'static,
) -> impl FnMut(&Market) -> Result<(), Refused> + Send + 'static {
    let mut done: Option<Instant> = None;
    move |market| {
        if done.is_some_and(|done| done.elapsed() < pause) {
            std::thread::sleep(LOOK);
            return Ok(());
        }
        step(market)?;
        done = Some(Instant::now());
        Ok(())
    }
}

/// Sweeps away what has served its time: remembered answers after a day, ended sessions, old keys,
/// what people wrote in reports that were closed long ago.
fn sweep(market: &Market) -> Result<(), Refused> {
    let day = SignedDuration::from_hours(24);
    market.write(|work| {
        let yesterday = work.now() - day;
        work.forget_answers_before(yesterday.as_microsecond())?;
        directories::keys::forget_old_usage(work)?;
        Ok(())
    })?;
    reports::forget_due(market)?;
    sendings::forget_due(market)?;
    people::tend(market)
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        self.market.ring();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
        save_listings(&self.market);
        if let Err(refused) = directories::keys::write_usage(&self.market) {
            tracing::warn!(%refused, "what was asked by keys in the last seconds is not written down");
        }
    }
}
