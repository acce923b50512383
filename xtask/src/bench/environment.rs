//! One execution environment, as Lambda gives it to a function: the process, and the Runtime API it polls
//! (<https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>).

use std::io::{self, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::wire::Message;

/// How long a function may take for anything. A log-in takes a third of a second of a whole processor.
const PATIENCE: Duration = Duration::from_secs(120);

/// A function at work. Dropped, it ends.
pub(super) struct Environment {
    process: Child,
    born: Instant,
    address: SocketAddr,
    desk: Arc<Desk>,
    polled: Receiver<Instant>,
    events: Sender<String>,
    answers: Receiver<Answer>,
}

/// A function's share of the processors.
#[derive(Clone, Copy, Default)]
pub(super) struct Processor {
    /// Time on a processor.
    pub used: Duration,
    /// Time in which it could have run and others did.
    pub waited: Duration,
}

/// What one invocation came to.
pub(super) struct Invocation {
    /// What the function answered.
    pub answer: Value,
    /// From the first byte of the event to the last byte of the answer.
    pub time: Duration,
}

struct Answer {
    body: Vec<u8>,
    time: Duration,
    failed: bool,
}

/// What the connections of a function share.
struct Desk {
    polled: Sender<Instant>,
    events: Mutex<Receiver<String>>,
    /// When the last event was given.
    given: Mutex<Instant>,
    answers: Sender<Answer>,
    /// Calls that are none of the Runtime API's: to AWS, when this is the endpoint.
    others: AtomicUsize,
    closed: AtomicBool,
}

impl Environment {
    /// Starts a bootstrap with these settings; they are all it gets, beside what Lambda sets.
    pub(super) fn start(mut bootstrap: Command, settings: &[(String, String)]) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let (polls, polled) = channel();
        let (events, waiting) = channel();
        let (answered, answers) = channel();
        let desk = Arc::new(Desk {
            polled: polls,
            events: Mutex::new(waiting),
            given: Mutex::new(Instant::now()),
            answers: answered,
            others: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
        });
        let served = Arc::clone(&desk);
        thread::spawn(move || serve(&listener, &served));
        let path = std::env::var_os("PATH").unwrap_or_default();
        bootstrap.env_clear().env("PATH", path).env("AWS_LAMBDA_RUNTIME_API", address.to_string());
        bootstrap.env("AWS_LAMBDA_FUNCTION_NAME", "bench").env("AWS_LAMBDA_FUNCTION_VERSION", "1");
        bootstrap
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
            .env("AWS_ENDPOINT_URL", format!("http://{address}"));
        bootstrap.envs(settings.iter().map(|(name, value)| (name, value)));
        let born = Instant::now();
        let process = bootstrap.spawn().with_context(|| format!("cannot start {bootstrap:?}"))?;
        Ok(Self { process, born, address, desk, polled, events, answers })
    }

    /// How long it took from its start to its first question for an event. Asked once.
    pub(super) fn first_poll(&self) -> Result<Duration> {
        let polled = self.polled.recv_timeout(PATIENCE).context("the function never asked for an event")?;
        Ok(polled - self.born)
    }

    /// How often it called anything but the Runtime API at this address.
    pub(super) fn other_calls(&self) -> usize {
        self.desk.others.load(Ordering::Relaxed)
    }

    /// What its threads have had of the processors, and how long they have waited for one, since it started. Zero where
    /// the system does not tell (all but Linux).
    pub(super) fn processor(&self) -> Processor {
        let threads =
            std::fs::read_dir(format!("/proc/{}/task", self.process.id())).into_iter().flatten().flatten();
        let counts =
            threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
        counts.fold(Processor::default(), |sum, counts| {
            let mut counts =
                counts.split(' ').map(|count| Duration::from_nanos(count.parse().unwrap_or_default()));
            let mut next = || counts.next().unwrap_or_default();
            Processor { used: sum.used + next(), waited: sum.waited + next() }
        })
    }

    /// Gives it an event and waits for the answer.
    pub(super) fn invoke(&self, event: &Value) -> Result<Invocation> {
        self.events.send(event.to_string())?;
        let Answer { body, time, failed } =
            self.answers.recv_timeout(PATIENCE).context("the function does not answer")?;
        if failed {
            bail!("the function failed: {}", String::from_utf8_lossy(&body));
        }
        let answer = serde_json::from_slice(&body).context("the function's answer is not JSON")?;
        Ok(Invocation { answer, time })
    }
}

impl Drop for Environment {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
        self.desk.closed.store(true, Ordering::Relaxed);
        // Lets the listener see that it is closed.
        drop(TcpStream::connect(self.address));
    }
}

fn serve(listener: &TcpListener, desk: &Arc<Desk>) {
    for connection in listener.incoming().flatten() {
        if desk.closed.load(Ordering::Relaxed) {
            return;
        }
        let desk = Arc::clone(desk);
        // It ends when the function or the bench does.
        thread::spawn(move || drop(answer(connection, &desk)));
    }
}

/// Answers the questions of one connection.
fn answer(mut connection: TcpStream, desk: &Desk) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut requests = BufReader::new(connection.try_clone()?);
    while let Some(request) = Message::read(&mut requests)? {
        let now = Instant::now();
        let line = request.first_line();
        if line.contains("/runtime/invocation/next") {
            let _ = desk.polled.send(now);
            let waiting = desk.events.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(event) = waiting else { return Ok(()) };
            let message = next(&event);
            *desk.given.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
            connection.write_all(message.as_bytes())?;
        } else if line.contains("/runtime/") {
            let failed = line.contains("/error ");
            let time = now - *desk.given.lock().unwrap_or_else(PoisonError::into_inner);
            drop(desk.answers.send(Answer { body: request.body().to_vec(), time, failed }));
            connection.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n")?;
        } else {
            desk.others.fetch_add(1, Ordering::Relaxed);
            connection.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")?;
        }
    }
    Ok(())
}

fn next(event: &str) -> String {
    let deadline = jiff::Timestamp::now().as_millisecond() + 15_000;
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         lambda-runtime-aws-request-id: bench\r\nlambda-runtime-deadline-ms: {deadline}\r\n\
         lambda-runtime-invoked-function-arn: arn:aws:lambda:us-east-1:111111111111:function:bench\r\n\r\n{event}",
        event.len()
    )
}
