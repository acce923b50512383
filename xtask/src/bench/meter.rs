//! A meter between a function and the emulator: every call passes unchanged, and its time is taken.

use std::io::{self, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::wire::Message;

/// One call: from its last byte that was passed on to the last byte of its answer.
#[derive(Clone)]
pub(super) struct Call {
    began: Instant,
    ended: Instant,
}

/// Where a function's calls pass through.
pub(super) struct Meter {
    address: SocketAddr,
    calls: Arc<Mutex<Vec<Call>>>,
}

impl Meter {
    /// Listens before `upstream` until the process ends.
    pub(super) fn before(upstream: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let meter = Self { address: listener.local_addr()?, calls: Arc::default() };
        let calls = Arc::clone(&meter.calls);
        thread::spawn(move || {
            for function in listener.incoming().flatten() {
                let calls = Arc::clone(&calls);
                // A connection that breaks is the function's to open again.
                thread::spawn(move || drop(pass(function, upstream, &calls)));
            }
        });
        Ok(meter)
    }

    /// Its address, for `AWS_ENDPOINT_URL`.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The calls since this was last asked.
    pub(super) fn take(&self) -> Vec<Call> {
        std::mem::take(&mut *self.calls.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Passes the calls of one connection.
fn pass(function: TcpStream, upstream: SocketAddr, calls: &Mutex<Vec<Call>>) -> io::Result<()> {
    function.set_nodelay(true)?;
    let mut requests = BufReader::new(function.try_clone()?);
    let mut emulator = connect(upstream)?;
    while let Some(request) = Message::read(&mut requests)? {
        let mut began = Instant::now();
        let mut answer = ask(&mut emulator, &request);
        if !matches!(answer, Ok(Some(_))) {
            // The emulator ends connections that were quiet for a while; the function sees none of that.
            emulator = connect(upstream)?;
            began = Instant::now();
            answer = ask(&mut emulator, &request);
        }
        let answer = answer?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let ended = Instant::now();
        calls.lock().unwrap_or_else(PoisonError::into_inner).push(Call { began, ended });
        (&function).write_all(&answer.raw)?;
    }
    Ok(())
}

fn connect(upstream: SocketAddr) -> io::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(upstream)?;
    stream.set_nodelay(true)?;
    Ok(BufReader::new(stream))
}

fn ask(emulator: &mut BufReader<TcpStream>, request: &Message) -> io::Result<Option<Message>> {
    emulator.get_mut().write_all(&request.raw)?;
    Message::read(emulator)
}

/// How long any of the calls was under way. Calls at the same time count once.
pub(super) fn busy(calls: &[Call]) -> Duration {
    let mut calls = calls.to_vec();
    calls.sort_by_key(|call| call.began);
    let mut total = Duration::ZERO;
    let mut until = None;
    for call in calls {
        let from = until.map_or(call.began, |until: Instant| until.max(call.began));
        total += call.ended.saturating_duration_since(from);
        until = Some(until.map_or(call.ended, |until| until.max(call.ended)));
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_at_the_same_time_count_once() {
        let zero = Instant::now();
        let at = |milliseconds| zero + Duration::from_millis(milliseconds);
        let call = |began, ended| Call { began: at(began), ended: at(ended) };
        assert_eq!(busy(&[]), Duration::ZERO);
        assert_eq!(busy(&[call(20, 30), call(0, 10), call(5, 12), call(6, 7)]), Duration::from_millis(22));
    }
}
