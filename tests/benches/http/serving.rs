//! The server under load: a process of its own, with a handler beside the real ones that answers from memory.

use actix_web::web::{self, Bytes, ServiceConfig};
use actix_web::{HttpResponse, get};
use marketplace::reference::Reference;
use marketplace::{Market, Settings, SystemClock};
use server::app;
use server::workers::Workers;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use store::{Database, Store};
use stories::{Session, World};

const DATABASE: &str = "SIGNPOST_BENCH_DATABASE";
const THREADS: usize = 2;
/// The most that the reference answers.
const MOST_BYTES: usize = 1 << 20;

/// Whether this process is to be the server.
pub fn is_wanted() -> bool {
    std::env::var_os(DATABASE).is_some()
}

/// The reference: so many bytes from memory.
#[get("/bench/{bytes}")]
async fn from_memory(bytes: web::Path<usize>, all: web::Data<Bytes>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(all.slice(..(*bytes).min(MOST_BYTES)))
}

fn more(config: &mut ServiceConfig) {
    config.service(from_memory);
}

/// Serves until the process that started this one ends.
pub fn serve() {
    let database = Database::at(&std::env::var(DATABASE).expect("the database"));
    let store = Store::open(database, 4).expect("opens");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let market = Market::new(store, Arc::new(SystemClock), Settings::at(format!("http://{address}")));
    let market = market.with_reference(Arc::new(Reference::built_in().expect("whole lists")));
    let _workers = Workers::follow(&market);
    println!("{address}");
    std::io::stdout().flush().expect("is heard");
    std::thread::spawn(|| {
        // The pipe closes when the other process ends, however it ends.
        let _ = std::io::stdin().lines().count();
        std::process::exit(0);
    });
    let bytes = web::Data::new(Bytes::from(vec![b'x'; MOST_BYTES]));
    actix_web::rt::System::new().block_on(async move {
        let more = move |config: &mut ServiceConfig| {
            config.app_data(bytes.clone());
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
    /// Starts it over the database of a world.
    pub fn start(world: &World) -> Self {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .env(DATABASE, world.database().url())
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
