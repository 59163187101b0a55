//! The server under load: a process of its own, with a handler beside the real ones that answers from memory.

use actix_web::web::{self, Bytes, ServiceConfig};
use actix_web::{HttpResponse, get};
use marketplace::directories::SavedListings;
use marketplace::reference::Reference;
use marketplace::{Market, Settings, SystemClock};
use server::app;
use server::workers::Workers;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use store::{Database, Store};
use stories::{Session, World};

const DATABASE: &str = "SIGNPOST_BENCH_DATABASE";
const LISTINGS_FILE: &str = "SIGNPOST_BENCH_LISTINGS_FILE";
const LISTINGS: &str = "SIGNPOST_BENCH_LISTINGS";
/// What a listing takes in memory, roughly.
const BYTES_OF_A_LISTING: usize = 600;
const THREADS: usize = 2;
/// The most that the reference answers.
const MOST_BYTES: usize = 1 << 20;

/// Whether this process is to be the server.
pub fn is_wanted() -> bool {
    std::env::var_os(DATABASE).is_some()
}

/// The reference: so many bytes from memory, always the same.
#[get("/bench/same/{bytes}")]
async fn from_memory(bytes: web::Path<usize>, all: web::Data<Bytes>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(all.slice(..(*bytes).min(MOST_BYTES)))
}

/// What no answer to a fresh question can do without: twenty pieces out of as much memory as the listings take, put
/// behind each other. Nothing is searched for: which pieces, is a number that comes with the question.
#[get("/bench/gathered/{bytes}/{start}")]
async fn gathered(asked: web::Path<(usize, usize)>, all: web::Data<Pieces>) -> HttpResponse {
    let (bytes, start) = asked.into_inner();
    let mut body = Vec::with_capacity(bytes + 20);
    let mut at = start;
    for _ in 0..20 {
        // A large odd step, so that no two pieces are neighbours.
        at = (at + 0x9E37_79B1) % (all.0.len() - MOST_BYTES);
        body.extend_from_slice(&all.0[at..at + (bytes / 20).min(MOST_BYTES)]);
    }
    HttpResponse::Ok().content_type("application/json").body(body)
}

/// The reference for what has not changed: the same headers, which are all that such an answer has, always the same.
#[get("/bench/unchanged")]
async fn unchanged() -> HttpResponse {
    HttpResponse::NotModified()
        .insert_header(("Cache-Control", "public, max-age=30"))
        .insert_header(("ETag", "\"same\""))
        .insert_header(("Access-Control-Allow-Origin", "*"))
        .finish()
}

/// As many bytes as a listing has in a list, for each listing.
struct Pieces(Vec<u8>);

fn more(config: &mut ServiceConfig) {
    config.service(from_memory).service(gathered).service(unchanged);
}

/// Serves until the process that started this one ends.
pub fn serve() {
    let database = Database::at(&std::env::var(DATABASE).expect("the database"));
    let store = Store::open(database, 4).expect("opens");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let market = Market::new(store, Arc::new(SystemClock), Settings::at(format!("http://{address}")));
    let market = market.with_reference(Arc::new(Reference::built_in().expect("whole lists")));
    let file = std::env::var_os(LISTINGS_FILE).expect("where listings are kept");
    let market = market.saving_listings_in(SavedListings::new(file.into(), "bench".into()));
    let _workers = Workers::follow(&market);
    println!("{address}");
    std::io::stdout().flush().expect("is heard");
    std::thread::spawn(|| {
        // The pipe closes when the other process ends, however it ends.
        let _ = std::io::stdin().lines().count();
        std::process::exit(0);
    });
    let bytes = web::Data::new(Bytes::from(vec![b'x'; MOST_BYTES]));
    let count: usize = std::env::var(LISTINGS).ok().and_then(|text| text.parse().ok()).expect("a number");
    let pieces = web::Data::new(Pieces(vec![b'y'; count * BYTES_OF_A_LISTING + 2 * MOST_BYTES]));
    actix_web::rt::System::new().block_on(async move {
        let more = move |config: &mut ServiceConfig| {
            config.app_data(bytes.clone()).app_data(pieces.clone());
            more(config);
        };
        app::serve_with(&market, listener, THREADS, more).expect("serves").await.expect("ends well");
    });
}

/// The server, seen from the process that puts the load on it.
pub struct Serving {
    process: Child,
    address: SocketAddr,
    base: String,
}

impl Serving {
    /// Starts it over the database of a world with so many listings.
    pub fn start(world: &World, listings: usize, file: &Path) -> Self {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .env(DATABASE, world.database().url())
            .env(LISTINGS_FILE, file)
            .env(LISTINGS, listings.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("a pipe")).read_line(&mut line).expect("an address");
        let address = line.trim().parse().expect("an address");
        Self { process, address, base: format!("http://{address}") }
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of its pages.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Waits until the directory has so many listings.
    pub fn wait_until_listed(&self, count: usize) {
        let visitor = Session::visitor(&self.base);
        loop {
            let page = visitor.get("/api/v1/directories/carers/listings?limit=1");
            if page.status == 200 && page.body["total"] == count {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until it has worked out the open records too, which it does beside whatever else is asked of it.
    pub fn wait_until_at_rest(&self) {
        let visitor = Session::visitor(&self.base);
        while visitor.get("/oruk/v3/services?per_page=1").status != 200 {
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// The processor time that it has had, of all its threads.
    pub fn cpu(&self) -> Duration {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.process.id())).expect("it runs");
        let nanoseconds = tasks.filter_map(Result::ok).filter_map(|task| {
            let books = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
            books.split_whitespace().next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(nanoseconds.sum())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
