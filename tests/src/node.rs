//! A running Signpost: one of as many as share a database.

use crate::{TestClock, ThrowAway};
use actix_web::dev::ServerHandle;
use marketplace::reference::Reference;
use marketplace::{Market, Settings};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;
use store::Store;

/// A server on a loopback port. Gone when dropped.
pub struct Node {
    /// The composition that it serves.
    pub market: Market,
    base: String,
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Node {
    /// A new node on a database, by the clock of a story.
    pub(crate) fn on(
        database: &ThrowAway,
        clock: &Arc<TestClock>,
        reference: Arc<Reference>,
        change: impl FnOnce(Settings) -> Settings,
    ) -> Self {
        let store = Store::open(database.database().clone(), 6).expect("opens");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let market = Market::new(store, clock.clone(), change(Settings::at(base.clone())));
        let market = market.with_reference(reference);
        let serving = market.clone();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = server::app::serve(&serving, listener, 1).expect("serves");
                tell.send(server.handle()).expect("the story waits");
                server.await.expect("ends well");
            });
        });
        let server = told.recv().expect("a server");
        Self { market, base, server, thread: Some(thread) }
    }

    /// The address of the server.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
