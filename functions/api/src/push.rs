//! News to browsers: a domain event becomes one message to each open socket of its tenant.
//!
//! A lost push does no harm: a browser that sees a gap in `rev` reloads that part. So one socket's
//! trouble never keeps the others from their news.

use std::{collections::BTreeSet, sync::Arc};

use futures::{StreamExt, stream};
use jiff::Timestamp;
use powerdown_domain::{CloudId, MachineId, ScheduleId, SessionHandle, SessionId, TenantId};
use powerdown_engine::{
    accounts::current_session,
    ports::{Clock, Delivery, DomainEvent, MachineChange, SocketPush, StoreError},
    record::{Socket, handle_of},
};
use powerdown_lambda_support::faults;
use serde::{Deserialize, Serialize};

use crate::state::PortalStore;

/// How many sessions are looked up, and messages sent, at a time.
const AT_ONCE: usize = 32;
/// The format version of messages to browsers.
const VERSION: u8 = 1;

/// What the handler needs.
#[derive(Clone)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Push {
    pub store: Arc<dyn PortalStore>,
    pub sockets: Arc<dyn SocketPush>,
    pub clock: Arc<dyn Clock>,
}

/// The part of EventBridge's event that is looked at.
#[derive(Debug, Deserialize)]
pub struct BusEvent {
    /// What happened.
    pub detail: DomainEvent,
}

/// A message to a browser.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Message {
    Machines { v: u8, changes: Vec<MachineChange> },
    Clouds { v: u8, changes: Vec<CloudChange> },
    StopWarning { v: u8, schedule: ScheduleId, at: Timestamp, machines: Vec<MachineId> },
}

#[derive(Debug, Serialize)]
struct CloudChange {
    id: CloudId,
    rev: u64,
}

/// Sends an event's news to all open sockets of its tenant. Sockets that are gone, too old, or whose
/// session has ended are closed and forgotten and get nothing. Of sessions that ended, the news is the
/// end itself.
///
/// # Errors
/// The store's, before anything was sent.
pub async fn handle(push: &Push, event: BusEvent) -> Result<(), StoreError> {
    let tenant = event.detail.tenant();
    let sockets = push.store.sockets(tenant).await?;
    if sockets.is_empty() {
        return Ok(());
    }
    let Some(message) = message(push, &sockets, event.detail).await? else { return Ok(()) };
    let Ok(text) = serde_json::to_string(&message) else { return Ok(()) };
    let living = living(push, &sockets).await?;
    let now = push.clock.now();
    stream::iter(&sockets)
        .for_each_concurrent(AT_ONCE, |socket| {
            deliver(push, socket, is_entitled(socket, &living, now), &text)
        })
        .await;
    tracing::debug!(%tenant, sockets = sockets.len(), "pushed");
    Ok(())
}

/// What is to be sent; of an end of sessions nothing, once their sockets are closed.
async fn message(push: &Push, sockets: &[Socket], event: DomainEvent) -> Result<Option<Message>, StoreError> {
    Ok(Some(match event {
        DomainEvent::MachinesChanged { changes, .. } => Message::Machines { v: VERSION, changes },
        DomainEvent::CloudsChanged { tenant, clouds, .. } => {
            let changes = cloud_changes(push, tenant, clouds).await?;
            Message::Clouds { v: VERSION, changes }
        }
        DomainEvent::StopsAnnounced { schedule, at, machines, .. } => {
            Message::StopWarning { v: VERSION, schedule, at, machines }
        }
        DomainEvent::SessionsEnded { sessions, .. } => {
            close_ended(push, sockets, &sessions).await?;
            return Ok(None);
        }
    }))
}

/// Closes the sockets of these sessions, those that have ended indeed.
async fn close_ended(push: &Push, sockets: &[Socket], ended: &[SessionHandle]) -> Result<(), StoreError> {
    let theirs = |socket: &&Socket| socket.session.is_some_and(|id| ended.contains(&handle_of(id)));
    let theirs: Vec<Socket> = sockets.iter().filter(theirs).cloned().collect();
    let living = living(push, &theirs).await?;
    let now = push.clock.now();
    let dead = theirs.iter().filter(|socket| !is_entitled(socket, &living, now));
    stream::iter(dead).for_each_concurrent(AT_ONCE, |socket| close(push, socket)).await;
    Ok(())
}

/// Clouds as they are now: an event names them, and later news may be in the store already.
async fn cloud_changes(
    push: &Push,
    tenant: TenantId,
    clouds: Vec<CloudId>,
) -> Result<Vec<CloudChange>, StoreError> {
    let mut changes = Vec::with_capacity(clouds.len());
    for id in clouds {
        if let Some(cloud) = push.store.cloud(tenant, id).await? {
            changes.push(CloudChange { id, rev: cloud.rev });
        }
    }
    Ok(changes)
}

/// The sessions of these sockets that have not ended. Each is looked up once, however many its sockets.
async fn living(push: &Push, sockets: &[Socket]) -> Result<BTreeSet<SessionId>, StoreError> {
    let asked: BTreeSet<SessionId> = sockets.iter().filter_map(|socket| socket.session).collect();
    let now = push.clock.now();
    let looks = stream::iter(asked).map(|id| async move {
        match current_session(&*push.store, id, now).await {
            Ok(_) => Ok(Some(id)),
            Err(powerdown_engine::UseCaseError::Store(error)) => Err(error),
            Err(_) => Ok(None),
        }
    });
    let found: Vec<Result<Option<SessionId>, StoreError>> = looks.buffer_unordered(AT_ONCE).collect().await;
    found.into_iter().filter_map(Result::transpose).collect()
}

fn is_entitled(socket: &Socket, living: &BTreeSet<SessionId>, now: Timestamp) -> bool {
    now < socket.expires_at && socket.session.is_some_and(|session| living.contains(&session))
}

async fn deliver(push: &Push, socket: &Socket, entitled: bool, text: &str) {
    if entitled {
        match push.sockets.post(&socket.connection, text).await {
            Ok(Delivery::Sent) => return,
            Ok(Delivery::Gone) => {}
            Err(error) => {
                tracing::warn!(error = faults::chain(&error), "a push was lost");
                return;
            }
        }
    }
    close(push, socket).await;
}

async fn close(push: &Push, socket: &Socket) {
    if let Err(error) = push.sockets.close(&socket.connection).await {
        tracing::warn!(error = faults::chain(&error), "a socket could not be closed; it gets no news");
    }
    if let Err(error) = push.store.delete_socket(&socket.connection).await {
        tracing::warn!(error = faults::chain(&error), "a dead socket could not be forgotten");
    }
}
