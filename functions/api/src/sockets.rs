//! WebSockets coming and going. API Gateway holds the connections; we remember whose they are.
//!
//! This function has no key and no cookie to read: a ticket, taken once, says whose socket it is.

mod messages;

use std::{collections::BTreeMap, sync::Arc};

use powerdown_engine::{
    UseCaseError, accounts,
    ports::{Clock, SocketPush, StoreError},
};
use serde::{Deserialize, Serialize};

use crate::state::{PortalStore, Site};

/// What the handler needs.
#[derive(Clone)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Sockets {
    pub store: Arc<dyn PortalStore>,
    pub push: Arc<dyn SocketPush>,
    pub clock: Arc<dyn Clock>,
    pub site: Arc<Site>,
}

/// The part of API Gateway's event that is looked at.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SocketEvent {
    /// Only with `$connect`.
    #[serde(default)]
    headers: Option<BTreeMap<String, String>>,
    /// Only with `$connect`.
    #[serde(default)]
    query_string_parameters: Option<BTreeMap<String, String>>,
    /// Only with a message.
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    is_base64_encoded: bool,
    request_context: SocketContext,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SocketContext {
    route_key: String,
    connection_id: String,
}

/// The answer: a status alone. A body would be sent to the browser as a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SocketAnswer {
    /// 200, or a refusal of `$connect`.
    pub status_code: u16,
}

impl SocketAnswer {
    const OK: Self = Self { status_code: 200 };
    const UNAUTHORIZED: Self = Self { status_code: 401 };
    const FORBIDDEN: Self = Self { status_code: 403 };
}

/// Handles one event.
///
/// `$connect` needs a ticket and, from a browser, our own page as its origin. A message of a browser is
/// answered by a message, or the connection is closed.
///
/// # Errors
/// The store's: the connection is then refused, and the browser tries again.
pub async fn handle(sockets: &Sockets, event: SocketEvent) -> Result<SocketAnswer, StoreError> {
    let connection = &event.request_context.connection_id;
    match event.request_context.route_key.as_str() {
        "$connect" => connect(sockets, &event).await,
        "$disconnect" => {
            sockets.store.delete_socket(connection).await?;
            Ok(SocketAnswer::OK)
        }
        _ => {
            messages::take(sockets, connection, event.body.as_deref(), event.is_base64_encoded).await?;
            Ok(SocketAnswer::OK)
        }
    }
}

async fn connect(sockets: &Sockets, event: &SocketEvent) -> Result<SocketAnswer, StoreError> {
    if !admitted(&sockets.site, event) {
        tracing::warn!("a socket from elsewhere was refused");
        return Ok(SocketAnswer::FORBIDDEN);
    }
    let ticket = event.query_string_parameters.as_ref().and_then(|query| query.get("ticket"));
    let Some(ticket) = ticket else { return Ok(SocketAnswer::UNAUTHORIZED) };
    let store = &*sockets.store;
    let connection = &event.request_context.connection_id;
    match accounts::redeem_ticket(store, store, store, &*sockets.clock, ticket, connection).await {
        Ok(socket) => {
            tracing::info!(tenant = %socket.tenant, "a socket is open");
            Ok(SocketAnswer::OK)
        }
        Err(UseCaseError::Store(error)) => Err(error),
        Err(_) => Ok(SocketAnswer::UNAUTHORIZED),
    }
}

/// Through our edge, and from one of our pages: a browser always says which page opens a socket.
fn admitted(site: &Site, event: &SocketEvent) -> bool {
    let mut headers = http::HeaderMap::new();
    for (name, value) in event.headers.iter().flatten() {
        if let (Ok(name), Ok(value)) = (name.parse::<http::HeaderName>(), value.parse()) {
            headers.insert(name, value);
        }
    }
    site.came_through_our_edge(&headers) && site.came_from_our_pages(&headers)
}
