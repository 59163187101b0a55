//! Changes while questions are asked: offerings that are paused and resumed, fifty times a second, as a provider would.

use super::listings::Made;
use super::serving::Serving;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use stories::{Session, json, offering_step};

/// Changes a second, of all who change.
pub const A_SECOND: u32 = 50;
const WHO_CHANGE: u32 = 4;

/// Changes go on until this is ended.
pub struct Changes {
    ending: Arc<AtomicBool>,
    begun: Instant,
    threads: Vec<JoinHandle<u32>>,
}

impl Changes {
    /// Of offerings for a service, by which directories admit them.
    pub fn of(service: &str, serving: &Serving, made: &Made) -> Self {
        let owner = made.owner.clone().asking(serving.base());
        let ending = Arc::new(AtomicBool::new(false));
        let threads = (0..WHO_CHANGE)
            .map(|_| {
                let (owner, ending, id) = (owner.clone(), ending.clone(), live(&owner, made, service));
                std::thread::spawn(move || change_until(&ending, &owner, &id))
            })
            .collect();
        Self { ending, begun: Instant::now(), threads }
    }

    /// Ends them, and says how many there were a second.
    pub fn end(self) -> f64 {
        self.ending.store(true, Ordering::SeqCst);
        let took = self.begun.elapsed().as_secs_f64();
        f64::from(self.threads.into_iter().map(|thread| thread.join().expect("changes")).sum::<u32>()) / took
    }
}

/// An offering that is live, for a service.
fn live(owner: &Session, made: &Made, service: &str) -> String {
    let mut support = stories::support();
    support["services"] = json!([service]);
    let offerings = format!("/api/v1/organisations/{}/offerings", made.provider);
    let id = owner.post(&offerings, &support).is(201).id();
    owner.at_version(1).post(&offering_step(&id, "publication"), &json!({})).is(200);
    id
}

fn change_until(ending: &AtomicBool, owner: &Session, id: &str) -> u32 {
    let pause = Duration::from_secs(1) * WHO_CHANGE / A_SECOND;
    let begun = Instant::now();
    let mut turn = 0;
    while !ending.load(Ordering::Relaxed) {
        let (step, body) =
            if turn % 2 == 0 { ("pause", json!({"reason": "Works"})) } else { ("resumption", json!({})) };
        owner.at_version(i64::from(turn) + 2).post(&offering_step(id, step), &body).is(200);
        turn += 1;
        std::thread::sleep((begun + pause * turn).saturating_duration_since(Instant::now()));
    }
    turn
}
