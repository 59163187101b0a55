//! A gateway for text messages on loopback, that speaks as GOV.UK Notify does and answers as it is told.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// What the gateway was sent.
#[derive(Debug, Clone)]
pub struct Asked {
    /// `POST /v2/notifications/sms HTTP/1.1`
    pub line: String,
    /// The bearer token.
    pub token: String,
    /// The body.
    pub body: serde_json::Value,
}

/// What it answers: a status and a body.
pub type Says = (u16, &'static str);

#[derive(Default)]
struct Inside {
    plans: Mutex<VecDeque<Says>>,
    asked: Mutex<Vec<Asked>>,
    ending: AtomicBool,
}

/// A gateway. Ends when dropped.
pub struct TextGateway {
    address: SocketAddr,
    inside: Arc<Inside>,
    thread: Option<JoinHandle<()>>,
}

impl TextGateway {
    /// Starts one that answers the first requests as planned and takes all later ones.
    #[must_use]
    pub fn that_says(plans: &[Says]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let inside =
            Arc::new(Inside { plans: Mutex::new(plans.iter().copied().collect()), ..Inside::default() });
        let serving = inside.clone();
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if serving.ending.load(Ordering::SeqCst) {
                    return;
                }
                // One client at a time; whoever hangs up early has its reasons.
                let _ = stream.and_then(|stream| converse(&stream, &serving));
            }
        });
        Self { address, inside, thread: Some(thread) }
    }

    /// Where it is.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it was sent, in order.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        self.inside.asked.lock().expect("whole").clone()
    }
}

impl Drop for TextGateway {
    fn drop(&mut self) {
        self.inside.ending.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn converse(stream: &TcpStream, inside: &Inside) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let (mut token, mut length) = (String::new(), 0);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => value.trim_start_matches("Bearer ").clone_into(&mut token),
            "content-length" => length = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = serde_json::from_slice(&body).unwrap_or_default();
    inside.asked.lock().expect("whole").push(Asked { line: line.trim().to_owned(), token, body });
    let (status, says) =
        inside.plans.lock().expect("whole").pop_front().unwrap_or((201, "{\"id\":\"740e5834\"}"));
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{says}",
        says.len()
    )
}
