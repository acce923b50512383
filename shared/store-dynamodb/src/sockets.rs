//! Open WebSocket connections.

use std::collections::BTreeSet;

use async_trait::async_trait;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use powerdown_domain::{SessionId, TenantId, UserId};
use powerdown_engine::{
    accounts::SOCKET_LIFE,
    ports::{SocketStore, StoreError},
    record::{Socket, Topic},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::time_to_live,
    item::{Body, Entity, Item, encode, misplaced},
    keys::{Key, Range},
    write::Write,
};

/// The most connections one answer holds.
const MOST_SOCKETS: usize = 1_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SocketItem {
    user: UserId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
    topics: BTreeSet<Topic>,
    seen_at: Timestamp,
    expires_at: Timestamp,
}

impl Body for SocketItem {
    const ENTITY: Entity = Entity { name: "socket", version: 2 };

    /// Version 1 knew neither topics nor when its browser was heard of: it hears what is usual, and
    /// was heard of when it opened.
    fn upgrade(_from: u32, item: &mut Item) {
        let expires_at = item.get("expires_at").and_then(|at| at.as_s().ok()?.parse::<Timestamp>().ok());
        let topics = serde_dynamo::to_attribute_value(Topic::usual());
        let (Some(expires_at), Ok(topics)) = (expires_at, topics) else { return };
        item.insert("topics".to_owned(), topics);
        let opened_at = (expires_at - SOCKET_LIFE).to_string();
        item.insert("seen_at".to_owned(), AttributeValue::S(opened_at));
    }
}

impl SocketItem {
    fn stored(socket: &Socket) -> Result<Item, StoreError> {
        let Socket { connection, tenant, user, session, topics, seen_at, expires_at } = socket.clone();
        let body = Self { user, session, topics, seen_at, expires_at };
        encode(&Key::socket(tenant, &connection), &body, [time_to_live(expires_at)])
    }

    fn into_record(self, tenant: TenantId, connection: String) -> Socket {
        let Self { user, session, topics, seen_at, expires_at } = self;
        Socket { connection, tenant, user, session, topics, seen_at, expires_at }
    }
}

/// Where a connection's socket is: `$disconnect` knows the connection alone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConnectionItem {
    tenant: TenantId,
}

impl Body for ConnectionItem {
    const ENTITY: Entity = Entity { name: "connection", version: 1 };
}

#[async_trait]
impl SocketStore for DynamoStore {
    async fn put_socket(&self, socket: &Socket) -> Result<(), StoreError> {
        let (tenant, item) = (socket.tenant, SocketItem::stored(socket)?);
        let expiry = time_to_live(socket.expires_at);
        let place = encode(&Key::connection(&socket.connection), &ConnectionItem { tenant }, [expiry])?;
        let own = Expression::new("(attribute_not_exists(pk) OR #tenant = :tenant)")
            .name("tenant")
            .text("tenant", tenant.to_string());
        let writes = vec![
            Write::replace::<ConnectionItem>(place, own),
            Write::replace::<SocketItem>(item, Expression::always()),
        ];
        self.transact("put a socket", writes).await
    }

    async fn socket(&self, connection: &str) -> Result<Option<Socket>, StoreError> {
        let found = self.get::<ConnectionItem>("find a connection", &Key::connection(connection)).await?;
        let Some(ConnectionItem { tenant }) = found else { return Ok(None) };
        let found = self.get::<SocketItem>("get a socket", &Key::socket(tenant, connection)).await?;
        Ok(found.map(|item| item.into_record(tenant, connection.to_owned())))
    }

    async fn update_socket(&self, socket: &Socket) -> Result<(), StoreError> {
        let there = Expression::new("attribute_exists(pk)");
        let write = Write::replace::<SocketItem>(SocketItem::stored(socket)?, there);
        self.write("put a socket", write).await
    }

    async fn delete_socket(&self, connection: &str) -> Result<(), StoreError> {
        let place = Key::connection(connection);
        let found = self.get::<ConnectionItem>("find a connection", &place).await?;
        let Some(ConnectionItem { tenant }) = found else { return Ok(()) };
        let writes = vec![
            Write::delete::<SocketItem>(Key::socket(tenant, connection)),
            Write::delete::<ConnectionItem>(place),
        ];
        self.transact("delete a socket", writes).await
    }

    async fn sockets(&self, tenant: TenantId) -> Result<Vec<Socket>, StoreError> {
        let range = Range::sockets(tenant);
        let found = self.list_all::<SocketItem>("list sockets", &range, MOST_SOCKETS).await?;
        let record = |(key, item): (Key, SocketItem)| {
            let connection = key.connection_of().map_err(misplaced(SocketItem::ENTITY))?;
            Ok(item.into_record(tenant, connection))
        };
        found.into_iter().map(record).collect()
    }
}
