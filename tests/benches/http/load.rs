//! The load: connections that stay open, each with one request on its way at a time. It does as little as it can,
//! since it runs on the processors that it measures.

use super::serving::Serving;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const CONNECTIONS: usize = 8;

/// Requests, to be sent again and again.
pub struct Load {
    address: SocketAddr,
    requests: Vec<Vec<u8>>,
    status: u16,
}

/// What a run came to.
#[derive(Debug, Clone, Copy)]
pub struct Measured {
    /// Requests answered.
    pub requests: u64,
    /// Bytes of bodies.
    pub bytes: u64,
    /// How long it took.
    pub took: Duration,
    /// Processor time of the server.
    pub cpu: Duration,
}

impl Measured {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.took.as_secs_f64()
    }

    /// Microseconds of processor time of the server for one request.
    pub fn cpu_each(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.requests as f64
    }

    /// Bytes of a body, on average.
    pub const fn bytes_each(&self) -> u64 {
        self.bytes / self.requests
    }
}

impl Load {
    /// Of these paths, in turn.
    pub fn new(address: SocketAddr, paths: impl IntoIterator<Item = String>) -> Self {
        let request = |path: String| format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").into_bytes();
        Self { address, requests: paths.into_iter().map(request).collect(), status: 200 }
    }

    /// Of one path, by someone who has the answer with this tag already.
    pub fn unchanged(address: SocketAddr, path: &str, tag: &str) -> Self {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nIf-None-Match: {tag}\r\n\r\n");
        Self { address, requests: vec![request.into_bytes()], status: 304 }
    }

    /// Puts the load on for so long.
    pub fn run(&self, length: Duration, serving: &Serving) -> Measured {
        let ending = AtomicBool::new(false);
        let (begun, cpu) = (Instant::now(), serving.cpu());
        let (requests, bytes) = std::thread::scope(|scope| {
            let connections: Vec<_> = (0..CONNECTIONS)
                .map(|number| {
                    let ending = &ending;
                    scope.spawn(move || self.ask_until(ending, number))
                })
                .collect();
            std::thread::sleep(length);
            ending.store(true, Ordering::SeqCst);
            connections
                .into_iter()
                .map(|connection| connection.join().expect("asks"))
                .fold((0, 0), |(requests, bytes), (more, longer)| (requests + more, bytes + longer))
        });
        Measured { requests, bytes, took: begun.elapsed(), cpu: serving.cpu() - cpu }
    }

    fn ask_until(&self, ending: &AtomicBool, number: usize) -> (u64, u64) {
        let mut connection = self.connect();
        let mut buffer = vec![0; 1 << 20];
        let (mut requests, mut bytes) = (0, 0);
        // Each connection begins elsewhere, so that they do not ask the same at the same time.
        let start = number * self.requests.len() / CONNECTIONS;
        for request in self.requests.iter().cycle().skip(start) {
            if ending.load(Ordering::Relaxed) {
                break;
            }
            connection.write_all(request).expect("is sent");
            bytes += self.answer(&mut connection, &mut buffer) as u64;
            requests += 1;
        }
        (requests, bytes)
    }

    /// How long answers take, in milliseconds and in order, when so many a second are asked for. Requests are sent by
    /// the clock: whoever waits for an answer that is late is late with the next, and that counts as well.
    pub fn paced(&self, rate: f64, length: Duration) -> Vec<f64> {
        let pause = Duration::from_secs_f64(CONNECTIONS as f64 / rate);
        let mut taken: Vec<f64> = std::thread::scope(|scope| {
            let connections: Vec<_> = (0..CONNECTIONS)
                .map(|number| scope.spawn(move || self.ask_at(pause, length, number)))
                .collect();
            connections.into_iter().flat_map(|connection| connection.join().expect("asks")).collect()
        });
        taken.sort_by(f64::total_cmp);
        taken
    }

    fn ask_at(&self, pause: Duration, length: Duration, number: usize) -> Vec<f64> {
        let mut connection = self.connect();
        let mut buffer = vec![0; 1 << 20];
        let start = number * self.requests.len() / CONNECTIONS;
        let begun = Instant::now() + pause.mul_f64(number as f64 / CONNECTIONS as f64);
        let mut taken = vec![];
        for (turn, request) in (0_u32..).zip(self.requests.iter().cycle().skip(start)) {
            let due = begun + pause * turn;
            if due > begun + length {
                break;
            }
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            connection.write_all(request).expect("is sent");
            self.answer(&mut connection, &mut buffer);
            taken.push(due.elapsed().as_secs_f64() * 1_000.0);
        }
        taken
    }

    fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(self.address).expect("connects");
        connection.set_nodelay(true).expect("sends at once");
        connection
    }

    /// Reads one whole answer, insists on its status, and gives the length of its body.
    fn answer(&self, connection: &mut TcpStream, buffer: &mut [u8]) -> usize {
        let mut filled = 0;
        loop {
            let read = connection.read(&mut buffer[filled..]).expect("is answered");
            assert!(read > 0, "the connection was closed");
            filled += read;
            let Some(end) = buffer[..filled].windows(4).position(|four| four == b"\r\n\r\n") else {
                continue;
            };
            let head = std::str::from_utf8(&buffer[..end]).expect("a head");
            assert!(head.starts_with(&format!("HTTP/1.1 {}", self.status)), "{head}");
            let length = if self.status == 304 { 0 } else { length_in(head) };
            while filled < end + 4 + length {
                let read = connection.read(&mut buffer[filled..]).expect("is answered");
                assert!(read > 0, "the connection was closed");
                filled += read;
            }
            return length;
        }
    }
}

fn length_in(head: &str) -> usize {
    head.lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok())
        .expect("a length")
}
