//! What goes on beside the web: following the log, delivering mail, doing what time causes.

use domain::Refused;
use marketplace::{Market, audit, directories, time_passes};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a follower waits for the bell: other nodes ring none here, so it looks by itself as often.
const LOOK: Duration = Duration::from_millis(100);
/// After a failure, so that a database that is away is not hammered.
const RECOVER: Duration = Duration::from_millis(500);

/// How often it is looked whether time has changed something. What counts is asked of the clock wherever it
/// is read: this only writes it down.
const TICK: Duration = Duration::from_millis(500);

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

/// The workers of a node. They end when this is dropped.
pub struct Workers {
    market: Market,
    ending: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts them.
    #[must_use]
    pub fn start(market: &Market) -> Self {
        let ending = Arc::new(AtomicBool::new(false));
        let follow = worker("follow", market, &ending, |market| {
            market.wait_for_bell(LOOK);
            self::follow(market)
        });
        let clock = worker("clock", market, &ending, |market| {
            std::thread::sleep(TICK);
            time_passes::catch_up(market).map(drop)
        });
        Self { market: market.clone(), ending, threads: [follow, clock].into_iter().flatten().collect() }
    }
}

/// A thread that does one thing again and again until the end. What fails is logged and tried again.
fn worker(
    name: &'static str,
    market: &Market,
    ending: &Arc<AtomicBool>,
    step: impl Fn(&Market) -> Result<(), Refused> + Send + 'static,
) -> Option<JoinHandle<()>> {
    let (market, ending) = (market.clone(), ending.clone());
    let run = move || {
        while !ending.load(Ordering::SeqCst) {
            if let Err(refused) = step(&market) {
                tracing::warn!(worker = name, %refused, "a worker failed and tries again");
                std::thread::sleep(RECOVER);
            }
        }
    };
    match std::thread::Builder::new().name(name.into()).spawn(run) {
        Ok(thread) => Some(thread),
        Err(error) => {
            tracing::error!(worker = name, %error, "a worker could not be started");
            None
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        self.market.ring();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
