//! The server is killed (`kill -9`) while people write. What was acknowledged is there when it is back, what was
//! not is there whole or not at all, asking again does no harm, and the log holds.

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use stories::{Reply, Session, World, json, offering_step, story, support};

const LIVES: usize = 3;
const WRITERS: usize = 4;

/// A Signpost in a process of its own, over the database of the story.
struct Killable {
    process: Child,
    base: String,
}

fn signpost(world: &World) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost-to-kill"));
    command
        .env("SIGNPOST_DATABASE_URL", world.database().url())
        .env("SIGNPOST_MAIL_FOLDER", world.database().folder().join("mail"))
        .env("SIGNPOST_WEB_THREADS", "2");
    command
}

impl Killable {
    fn start(world: &World) -> Self {
        let mut command = signpost(world);
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("starts");
        let said = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        let base = said
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("Signpost serves at ").map(str::to_owned))
            .expect("it says where it serves");
        Self { process, base }
    }

    /// As `kill -9` does: no handler runs, no buffer is written.
    fn kill(&mut self) {
        self.process.kill().expect("is killed");
        self.process.wait().expect("is gone");
    }
}

impl Drop for Killable {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A write that was sent.
struct Write {
    path: String,
    body: Value,
    /// None: whoever sent it cannot know whether it happened.
    answer: Option<Value>,
}

/// What was sent, by its idempotency key.
#[derive(Default)]
struct Sent(Mutex<BTreeMap<String, Write>>);

impl Sent {
    fn send(&self, jo: &Session, key: &str, path: &str, body: &Value) -> Option<Reply> {
        self.note(key, path, body, None);
        let session = jo.clone().with("Idempotency-Key", key);
        let bytes = body.to_string();
        let reply = session.try_send("POST", path, Some("application/json"), bytes.as_bytes()).ok()?;
        assert!([200, 201].contains(&reply.status), "{path}: {} {}", reply.status, reply.text);
        self.note(key, path, body, Some(reply.body.clone()));
        Some(reply)
    }

    fn note(&self, key: &str, path: &str, body: &Value, answer: Option<Value>) {
        let mut sent = self.0.lock().unwrap();
        sent.insert(key.to_owned(), Write { path: path.to_owned(), body: body.clone(), answer });
    }
}

fn an_offering(key: &str) -> Value {
    let mut offering = support();
    offering["name"] = json!(format!("Help {key}"));
    offering
}

/// Drafts and publishes offerings until nobody answers.
fn write_until_nobody_answers(
    jo: &Session,
    offerings: &str,
    sent: &Sent,
    acknowledged: &AtomicUsize,
    who: &str,
) {
    for number in 0.. {
        let key = format!("{who}-{number}");
        let Some(drafted) = sent.send(jo, &format!("draft-{key}"), offerings, &an_offering(&key)) else {
            return;
        };
        acknowledged.fetch_add(1, Ordering::SeqCst);
        let publication = offering_step(&drafted.id(), "publication");
        let published = sent.send(&jo.at_version(1), &format!("publish-{key}"), &publication, &json!({}));
        if published.is_none() {
            return;
        }
        acknowledged.fetch_add(1, Ordering::SeqCst);
    }
}

/// All offerings of the provider, page by page.
fn kept(jo: &Session, offerings: &str) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    let mut next = Some(offerings.to_owned());
    while let Some(path) = next {
        let page = jo.get(&path).is(200);
        for item in page.body["items"].as_array().unwrap() {
            let before = found.insert(item["id"].as_str().unwrap().to_owned(), item.clone());
            assert!(before.is_none(), "listed twice");
        }
        next = page.body["next"].as_str().map(|after| format!("{offerings}?after={after}"));
    }
    found
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Waits for what a worker does soon.
fn soon(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

story! {
    fn what_was_acknowledged_survives_a_kill_in_the_middle_of_writes(world) {
        world.clock().stand_at_the_present();
        let (provider, jo) = crate::listings::open_world(world);
        let offerings = format!("/api/v1/organisations/{provider}/offerings");
        let sent = Sent::default();

        for life in 0..LIVES {
            let mut server = Killable::start(world);
            let jo = jo.clone().asking(&server.base);
            let acknowledged = AtomicUsize::new(0);
            std::thread::scope(|scope| {
                for writer in 0..WRITERS {
                    let who = format!("{life}-{writer}");
                    let (jo, offerings, sent, acknowledged) = (&jo, &offerings, &sent, &acknowledged);
                    scope.spawn(move || write_until_nobody_answers(jo, offerings, sent, acknowledged, &who));
                }
                // Each life ends at another point of the work.
                soon("writes are acknowledged", || acknowledged.load(Ordering::SeqCst) >= 20 + 7 * life);
                server.kill();
            });
        }

        let server = Killable::start(world);
        let jo = jo.clone().asking(&server.base);
        let sent = sent.0.into_inner().unwrap();
        let there = kept(&jo, &offerings);
        for (key, Write { path, answer, .. }) in &sent {
            let Some(answer) = answer else { continue };
            let kept = there.get(answer["id"].as_str().unwrap());
            let kept = kept.unwrap_or_else(|| panic!("{key} was acknowledged and is gone"));
            assert!(kept["version"].as_i64() >= answer["version"].as_i64(), "{key} at {path}");
        }

        // Whoever had no answer asks again, and so may everyone else: each write happens once.
        let mut drafts = 0;
        for (key, Write { path, body, answer }) in &sent {
            let session = if key.starts_with("publish") { jo.at_version(1) } else { jo.clone() };
            let again = session.with("Idempotency-Key", key).post(path, body);
            assert!([200, 201].contains(&again.status), "{key}: {}", again.text);
            if let Some(answer) = answer {
                assert_eq!(&again.body, answer, "{key} is answered as before");
            }
            drafts += usize::from(key.starts_with("draft"));
        }
        let there = kept(&jo, &offerings);
        assert_eq!(there.len(), drafts, "as many offerings as drafts were sent");
        let published = sent.keys().filter(|key| key.starts_with("publish")).count();
        assert_eq!(there.values().filter(|offering| offering["state"] == "live").count(), published);

        // The directory has followed: what is live is found.
        let visitor = world.visitor().asking(&server.base);
        soon("the directory shows what is live", || {
            visitor.get("/api/v1/directories/carers/listings?limit=1").is(200).body["total"] == json!(published)
        });
        drop(server);

        let verified = signpost(world).args(["audit", "verify"]).output().unwrap();
        assert!(verified.status.success(), "{}", said(&verified));
        let exported = signpost(world).args(["export", "events"]).output().unwrap();
        let exported = String::from_utf8(exported.stdout).unwrap();
        let events: Vec<Value> = exported.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(events.iter().zip(1..).all(|(event, number)| event["number"] == number), "no gap in the feed");
        let named = |name: &str| events.iter().filter(|event| event["name"] == name).count();
        assert_eq!((named("offering.drafted"), named("offering.published")), (drafts, published));
    }
}
