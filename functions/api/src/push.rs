//! News to browsers: a domain event is numbered and told to each open socket of its tenant that wants
//! to hear it.
//!
//! Nothing is told before it is kept, so that who was away can ask for it. One socket's trouble never
//! keeps the others from their news: a socket that is gone, silent or cannot take a message is closed
//! and forgotten, and its browser comes back and says which number it knows.

use std::{collections::BTreeMap, sync::Arc};

use futures::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use powerdown_domain::{Reach, SessionHandle, SessionId, TenantId};
use powerdown_engine::{
    UseCaseError,
    accounts::standing,
    news,
    ports::{Clock, Delivery, DomainEvent, SocketPush, StoreError},
    record::{Principal, Socket, Topic, handle_of},
    security,
};
use powerdown_lambda_support::faults;
use serde::Deserialize;

use crate::{news::Bulletin, state::PortalStore};

/// How many sessions are looked up, and messages sent, at a time.
const AT_ONCE: usize = 32;
/// For how long a browser may say nothing. It pings every four minutes.
pub const SILENCE: SignedDuration = SignedDuration::from_mins(10);

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

/// Keeps an event as news and tells all open sockets of its tenant. Of sessions that ended, the news is
/// the end itself; of security events, a company hears now and then. Sockets that are gone, silent or too
/// old, or whose session has ended, are closed and forgotten and get nothing.
///
/// # Errors
/// The store's. Handled again, the event becomes news again, which does no harm: news say what is.
pub async fn handle(push: &Push, event: BusEvent) -> Result<(), StoreError> {
    let tenant = event.detail.tenant();
    if let DomainEvent::SessionsEnded { sessions, .. } = &event.detail {
        return close_ended(push, tenant, sessions).await;
    }
    if let DomainEvent::SecurityEventSeen { kind, .. } = &event.detail
        && !security::is_news((&*push.store, &*push.store), tenant, *kind, push.clock.now()).await?
    {
        return Ok(());
    }
    let news = news::number(&*push.store, &*push.clock, event.detail).await?;
    let sockets = push.store.sockets(tenant).await?;
    if sockets.is_empty() {
        return Ok(());
    }
    let Some(bulletin) = Bulletin::of(&*push.store, news).await? else { return Ok(()) };
    let standings = standings(push, &sockets).await?;
    let now = push.clock.now();
    let mut by_reach: Vec<(Reach, Vec<String>)> = Vec::new();
    for principal in standings.values() {
        if !by_reach.iter().any(|(reach, _)| reach == principal.reach()) {
            let frames = bulletin.frames(&*push.store, principal.reach()).await?;
            by_reach.push((principal.reach().clone(), frames));
        }
    }
    stream::iter(&sockets)
        .for_each_concurrent(AT_ONCE, |socket| async {
            let principal = socket.session.and_then(|session| standings.get(&session));
            let Some(principal) =
                principal.filter(|principal| principal.tenant() == socket.tenant && is_alive(socket, now))
            else {
                return close(&*push.sockets, &*push.store, &socket.connection).await;
            };
            if hears(socket, principal, bulletin.topic) {
                let frames = by_reach.iter().find(|(reach, _)| reach == principal.reach());
                let frames = frames.map_or(&[][..], |(_, frames)| frames);
                deliver(&*push.sockets, &*push.store, &socket.connection, frames).await;
            }
        })
        .await;
    tracing::debug!(%tenant, sockets = sockets.len(), "pushed");
    Ok(())
}

/// Closes the sockets of these sessions, those that have ended indeed.
async fn close_ended(push: &Push, tenant: TenantId, ended: &[SessionHandle]) -> Result<(), StoreError> {
    let mut theirs = push.store.sockets(tenant).await?;
    theirs.retain(|socket| socket.session.is_some_and(|id| ended.contains(&handle_of(id))));
    let standings = standings(push, &theirs).await?;
    let dead = theirs
        .iter()
        .filter(|socket| !socket.session.is_some_and(|session| standings.contains_key(&session)));
    stream::iter(dead)
        .for_each_concurrent(AT_ONCE, |socket| close(&*push.sockets, &*push.store, &socket.connection))
        .await;
    Ok(())
}

/// What the people of these sockets may do now, by session; nothing for sessions that have ended. Each
/// is looked up once, however many its sockets.
async fn standings(push: &Push, sockets: &[Socket]) -> Result<BTreeMap<SessionId, Principal>, StoreError> {
    let mut asked: Vec<SessionId> = sockets.iter().filter_map(|socket| socket.session).collect();
    asked.sort_unstable();
    asked.dedup();
    let now = push.clock.now();
    let looks = stream::iter(asked).map(|id| async move {
        match standing(&*push.store, &*push.store, id, now).await {
            Ok((_, principal)) => Ok(Some((id, principal))),
            Err(UseCaseError::Store(error)) => Err(error),
            Err(_) => Ok(None),
        }
    });
    let found: Vec<Result<Option<(SessionId, Principal)>, StoreError>> =
        looks.buffer_unordered(AT_ONCE).collect().await;
    found.into_iter().filter_map(Result::transpose).collect()
}

fn is_alive(socket: &Socket, now: Timestamp) -> bool {
    now < socket.expires_at && now <= socket.seen_at + SILENCE
}

/// Whether a socket is to be told of a topic: it asked for it, and its person still may hear it.
pub fn hears(socket: &Socket, principal: &Principal, topic: Topic) -> bool {
    socket.topics.contains(&topic) && principal.role() >= topic.needs()
}

/// Sends messages in order; whether all were taken. A connection that cannot take one is closed.
pub async fn deliver(
    push: &dyn SocketPush,
    store: &dyn PortalStore,
    connection: &str,
    frames: &[String],
) -> bool {
    for frame in frames {
        match push.post(connection, frame).await {
            Ok(Delivery::Sent) => {}
            Ok(Delivery::Gone) => {
                forget(store, connection).await;
                return false;
            }
            Err(error) => {
                tracing::warn!(error = faults::chain(&error), "a socket took no message and is closed");
                close(push, store, connection).await;
                return false;
            }
        }
    }
    true
}

/// Closes a connection and forgets it. One that cannot be closed gets no news, and is closed when it is
/// heard of again.
pub async fn close(push: &dyn SocketPush, store: &dyn PortalStore, connection: &str) {
    if let Err(error) = push.close(connection).await {
        tracing::warn!(error = faults::chain(&error), "a socket could not be closed; it gets no news");
    }
    forget(store, connection).await;
}

async fn forget(store: &dyn PortalStore, connection: &str) {
    if let Err(error) = store.delete_socket(connection).await {
        tracing::warn!(error = faults::chain(&error), "a dead socket could not be forgotten");
    }
}
