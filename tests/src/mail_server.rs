//! A mail server on loopback that speaks just enough SMTP (RFC 5321), and fails as it is told.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// How the server treats one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treats {
    /// Takes the mail.
    Well,
    /// Answers the recipient with 451: not now.
    Later,
    /// Answers the recipient with 550: never.
    Never,
    /// Hangs up in the middle of the text.
    DiesInMidText,
    /// Takes the mail and hangs up before it says so.
    DiesBeforeSaying,
    /// Greets with 421: no service now.
    Closed,
}

/// What the server took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Who it said it is from.
    pub from: String,
    /// To whom.
    pub to: String,
    /// The message: headers and text.
    pub message: String,
}

impl Received {
    /// A header of the message.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let head = self.message.split("\r\n\r\n").next().unwrap_or_default();
        head.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

#[derive(Default)]
struct Inside {
    plans: Mutex<VecDeque<Treats>>,
    received: Mutex<Vec<Received>>,
    connections: Mutex<u32>,
    ending: AtomicBool,
}

/// A mail server. Ends when dropped.
pub struct MailServer {
    address: SocketAddr,
    inside: Arc<Inside>,
    thread: Option<JoinHandle<()>>,
}

impl MailServer {
    /// Starts one that treats the first connections as planned and all later ones well.
    #[must_use]
    pub fn that_treats(plans: &[Treats]) -> Self {
        Self::at("127.0.0.1:0".parse().expect("an address"), plans)
    }

    /// The same, at an address where one has been before.
    #[must_use]
    pub fn at(address: SocketAddr, plans: &[Treats]) -> Self {
        let listener = TcpListener::bind(address).expect("a port");
        let address = listener.local_addr().expect("an address");
        let inside =
            Arc::new(Inside { plans: Mutex::new(plans.iter().copied().collect()), ..Inside::default() });
        let serving = inside.clone();
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if serving.ending.load(Ordering::SeqCst) {
                    return;
                }
                let plan = serving.plans.lock().expect("whole").pop_front().unwrap_or(Treats::Well);
                *serving.connections.lock().expect("whole") += 1;
                // One client at a time; whoever hangs up early has its reasons.
                let _ = stream.and_then(|stream| converse(&stream, plan, &serving.received));
            }
        });
        Self { address, inside, thread: Some(thread) }
    }

    /// Where it is.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it took, in order.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.inside.received.lock().expect("whole").clone()
    }

    /// How often someone connected.
    #[must_use]
    pub fn connections(&self) -> u32 {
        *self.inside.connections.lock().expect("whole")
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.inside.ending.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn converse(stream: &TcpStream, plan: Treats, received: &Mutex<Vec<Received>>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let say = |line: &str| (&mut &*stream).write_all(format!("{line}\r\n").as_bytes());
    if plan == Treats::Closed {
        return say("421 mail.example.org closes: come back later");
    }
    say("220 mail.example.org ESMTP")?;
    let mut lines = BufReader::new(stream).lines();
    let (mut from, mut to) = (String::new(), String::new());
    while let Some(line) = lines.next().transpose()? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => say("250-mail.example.org\r\n250-8BITMIME\r\n250 SIZE 1000000")?,
            "MAIL" => {
                from = between_brackets(&line);
                say("250 sender ok")?;
            }
            "RCPT" if plan == Treats::Later => say("451 4.7.1 greylisted: come back in a minute")?,
            "RCPT" if plan == Treats::Never => say("550 5.1.1 no such person here")?,
            "RCPT" => {
                to = between_brackets(&line);
                say("250 recipient ok")?;
            }
            "DATA" => {
                say("354 go on, end with a dot")?;
                let mut message = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    if plan == Treats::DiesInMidText {
                        return Ok(());
                    }
                    message.push_str(line.strip_prefix('.').unwrap_or(&line));
                    message.push_str("\r\n");
                }
                let (from, to) = (from.clone(), to.clone());
                received.lock().expect("whole").push(Received { from, to, message });
                if plan == Treats::DiesBeforeSaying {
                    return Ok(());
                }
                say("250 taken")?;
            }
            "QUIT" => return say("221 goodbye"),
            "NOOP" | "RSET" => say("250 ok")?,
            _ => say("502 not known here")?,
        }
    }
    Ok(())
}

fn between_brackets(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or_else(String::new, |(address, _)| address.to_owned())
}
