//! Queues, bus, mail and pushes that remember what was sent.
//!
//! Every message goes through its text form and back, so that a test sees what a receiver would
//! read, and a message above the limit of the real service is refused here too.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use powerdown_engine::ports::{
    Clock, Delivery, DomainEvent, EventBus, Job, JobQueue, Mail, Mailer, MessageError, Order, OrderQueue,
    SocketPush,
};
use serde::{Serialize, de::DeserializeOwned};

/// The largest message of SQS and the largest entry of EventBridge, in bytes (256 KiB).
const MAX_BYTES: usize = 256 * 1024;
/// The largest WebSocket message of API Gateway, in bytes (128 KiB).
const MAX_PUSH_BYTES: usize = 128 * 1024;
/// For how long SQS FIFO remembers a deduplication id.
const DEDUPLICATION: SignedDuration = SignedDuration::from_mins(5);

/// A mail as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMail {
    /// To whom, in plaintext: a test must be able to look.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// A push as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentPush {
    /// To which connection.
    pub connection: String,
    /// The text.
    pub message: String,
}

/// All outgoing ports in one: [`OrderQueue`], [`JobQueue`], [`EventBus`], [`Mailer`] and [`SocketPush`].
pub struct Outbox {
    clock: Arc<dyn Clock>,
    sent: Mutex<Sent>,
}

#[derive(Default)]
struct Sent {
    orders: Vec<Order>,
    seen: HashMap<String, Timestamp>,
    jobs: Vec<Job>,
    events: Vec<DomainEvent>,
    mails: Vec<SentMail>,
    pushes: Vec<SentPush>,
    gone: HashSet<String>,
    closed: Vec<String>,
    faults: Vec<Fault>,
}

#[derive(Clone, Copy)]
enum Fault {
    /// Nothing is accepted, and the sender is told so.
    Refuse,
    /// Everything is accepted, but the sender is told that it failed.
    LoseAnswer,
}

impl Outbox {
    /// An empty outbox; the clock decides when SQS forgets a deduplication id.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, sent: Mutex::default() }
    }

    /// The next `n` calls fail, whatever they send, and accept nothing.
    pub fn fail_next(&self, n: usize) {
        self.lock().faults.extend(std::iter::repeat_n(Fault::Refuse, n));
    }

    /// The next `n` calls accept everything and yet fail: the answer was lost on its way back.
    pub fn lose_answer_next(&self, n: usize) {
        self.lock().faults.extend(std::iter::repeat_n(Fault::LoseAnswer, n));
    }

    /// From now on, pushes to this connection answer [`Delivery::Gone`].
    pub fn disconnect(&self, connection: &str) {
        self.lock().gone.insert(connection.to_owned());
    }

    /// Orders in the queue, in order; repetitions within five minutes are not in it.
    pub fn orders(&self) -> Vec<Order> {
        self.lock().orders.clone()
    }

    /// Takes all orders out of the queue. Their deduplication ids stay remembered, as in SQS.
    pub fn take_orders(&self) -> Vec<Order> {
        std::mem::take(&mut self.lock().orders)
    }

    /// Jobs in the queue.
    pub fn jobs(&self) -> Vec<Job> {
        self.lock().jobs.clone()
    }

    /// Takes all jobs out of the queue.
    pub fn take_jobs(&self) -> Vec<Job> {
        std::mem::take(&mut self.lock().jobs)
    }

    /// Events on the bus.
    pub fn events(&self) -> Vec<DomainEvent> {
        self.lock().events.clone()
    }

    /// Takes all events off the bus.
    pub fn take_events(&self) -> Vec<DomainEvent> {
        std::mem::take(&mut self.lock().events)
    }

    /// Mails handed over.
    pub fn mails(&self) -> Vec<SentMail> {
        self.lock().mails.clone()
    }

    /// Takes all mails.
    pub fn take_mails(&self) -> Vec<SentMail> {
        std::mem::take(&mut self.lock().mails)
    }

    /// Pushes that reached their connection.
    pub fn pushes(&self) -> Vec<SentPush> {
        self.lock().pushes.clone()
    }

    /// Connections that were closed from our side.
    pub fn closed(&self) -> Vec<String> {
        self.lock().closed.clone()
    }

    /// Takes all pushes.
    pub fn take_pushes(&self) -> Vec<SentPush> {
        std::mem::take(&mut self.lock().pushes)
    }

    fn lock(&self) -> MutexGuard<'_, Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs one call under the fault that is planned for it, if any.
    fn call<T>(
        &self,
        what: &'static str,
        accept: impl FnOnce(&mut Sent) -> Result<T, MessageError>,
    ) -> Result<T, MessageError> {
        let mut sent = self.lock();
        let fault = if sent.faults.is_empty() { None } else { Some(sent.faults.remove(0)) };
        match fault {
            None => accept(&mut sent),
            Some(Fault::Refuse) => Err(failed(what, "the test refused it")),
            Some(Fault::LoseAnswer) => {
                accept(&mut sent)?;
                Err(failed(what, "the test lost the answer"))
            }
        }
    }
}

fn failed(what: &'static str, why: impl Into<String>) -> MessageError {
    MessageError { what, source: why.into().into() }
}

/// The message as its receiver reads it.
fn delivered<T: Serialize + DeserializeOwned>(what: &'static str, message: &T) -> Result<T, MessageError> {
    let text = serde_json::to_string(message).map_err(|e| MessageError { what, source: e.into() })?;
    if text.len() > MAX_BYTES {
        return Err(failed(what, format!("{} bytes, more than {MAX_BYTES}", text.len())));
    }
    serde_json::from_str(&text).map_err(|e| MessageError { what, source: e.into() })
}

#[async_trait]
impl OrderQueue for Outbox {
    async fn send(&self, orders: &[Order]) -> Result<(), MessageError> {
        let now = self.clock.now();
        self.call("orders", |sent| {
            sent.seen.retain(|_, at| now.duration_since(*at) < DEDUPLICATION);
            for order in orders {
                let order = delivered("orders", order)?;
                if sent.seen.contains_key(&order.deduplication()) {
                    continue;
                }
                sent.seen.insert(order.deduplication(), now);
                sent.orders.push(order);
            }
            Ok(())
        })
    }
}

#[async_trait]
impl JobQueue for Outbox {
    async fn send(&self, jobs: &[Job]) -> Result<(), MessageError> {
        self.call("jobs", |sent| {
            for job in jobs {
                sent.jobs.push(delivered("jobs", job)?);
            }
            Ok(())
        })
    }
}

#[async_trait]
impl EventBus for Outbox {
    async fn publish(&self, events: &[DomainEvent]) -> Result<(), MessageError> {
        self.call("events", |sent| {
            for event in events {
                let changes = match event {
                    DomainEvent::MachinesChanged { changes, .. } => changes.len(),
                    DomainEvent::CloudsChanged { clouds, .. } => clouds.len(),
                    DomainEvent::StopsAnnounced { machines, .. } => machines.len(),
                    DomainEvent::SessionsEnded { sessions, .. } => sessions.len(),
                    DomainEvent::ScheduleChanged { .. }
                    | DomainEvent::CalendarChanged { .. }
                    | DomainEvent::SecurityEventSeen { .. } => 1,
                };
                if changes > DomainEvent::MAX_CHANGES {
                    return Err(failed("events", format!("{changes} changes in one event")));
                }
                sent.events.push(delivered("events", event)?);
            }
            Ok(())
        })
    }
}

#[async_trait]
impl Mailer for Outbox {
    async fn send(&self, mail: Mail<'_>) -> Result<(), MessageError> {
        if mail.subject.contains(['\r', '\n']) {
            return Err(failed("mail", "a subject is one line"));
        }
        self.call("mail", |sent| {
            sent.mails.push(SentMail {
                to: mail.to.expose().to_owned(),
                subject: mail.subject.to_owned(),
                text: mail.text.to_owned(),
            });
            Ok(())
        })
    }
}

#[async_trait]
impl SocketPush for Outbox {
    async fn post(&self, connection: &str, message: &str) -> Result<Delivery, MessageError> {
        self.call("a push", |sent| {
            if sent.gone.contains(connection) {
                return Ok(Delivery::Gone);
            }
            if message.len() > MAX_PUSH_BYTES {
                return Err(failed("a push", format!("{} bytes, more than {MAX_PUSH_BYTES}", message.len())));
            }
            sent.pushes.push(SentPush { connection: connection.to_owned(), message: message.to_owned() });
            Ok(Delivery::Sent)
        })
    }

    async fn close(&self, connection: &str) -> Result<(), MessageError> {
        self.call("the end of a connection", |sent| {
            if sent.gone.insert(connection.to_owned()) {
                sent.closed.push(connection.to_owned());
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests;
