//! Sessions and open WebSocket connections.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{SessionId, TenantId, UserId};
use powerdown_engine::{
    ports::{SessionStore, SocketStore, StoreError},
    record::{Session, Socket, TokenHash},
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
pub(crate) struct SessionItem {
    user: UserId,
    tenant: TenantId,
    refresh: TokenHash,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<TokenHash>,
    rotated_at: Timestamp,
    created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    rev: u64,
}

impl Body for SessionItem {
    const ENTITY: Entity = Entity { name: "session", version: 2 };

    /// Format 1 held the role as of the last refresh; the membership says it now.
    fn upgrade(from: u32, item: &mut Item) {
        if from < 2 {
            item.remove("role");
        }
    }
}

impl SessionItem {
    /// What is stored as version `rev` of a session.
    fn at(session: &Session, rev: u64) -> Self {
        let Session { id: _, user, tenant, refresh, previous, rotated_at, created_at, expires_at, rev: _ } =
            session.clone();
        Self { user, tenant, refresh, previous, rotated_at, created_at, expires_at, rev }
    }

    fn into_record(self, id: SessionId) -> Session {
        let Self { user, tenant, refresh, previous, rotated_at, created_at, expires_at, rev } = self;
        Session { id, user, tenant, refresh, previous, rotated_at, created_at, expires_at, rev }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SocketItem {
    user: UserId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session: Option<SessionId>,
    expires_at: Timestamp,
}

impl Body for SocketItem {
    const ENTITY: Entity = Entity { name: "socket", version: 1 };
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
impl SessionStore for DynamoStore {
    async fn create_session(&self, session: &Session) -> Result<(), StoreError> {
        let item = SessionItem::at(session, 1);
        let item = encode(&Key::session(session.id), &item, [time_to_live(session.expires_at)])?;
        let write = Write::create::<SessionItem>(item);
        self.write("create a session", write).await
    }

    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        let found = self.get::<SessionItem>("get a session", &Key::session(id)).await?;
        Ok(found.map(|item| item.into_record(id)))
    }

    async fn update_session(&self, session: &Session) -> Result<(), StoreError> {
        let item = SessionItem::at(session, session.rev + 1);
        let item = encode(&Key::session(session.id), &item, [time_to_live(session.expires_at)])?;
        let write = Write::replace::<SessionItem>(item, Expression::stored_at_rev(session.rev));
        self.write("put a session", write).await
    }

    async fn delete_session(&self, id: SessionId) -> Result<(), StoreError> {
        // Whatever its format: what must end, ends.
        self.write("delete a session", Write::delete::<SessionItem>(Key::session(id))).await
    }
}

#[async_trait]
impl SocketStore for DynamoStore {
    async fn put_socket(&self, socket: &Socket) -> Result<(), StoreError> {
        let Socket { connection, tenant, user, session, expires_at } = socket.clone();
        let expiry = time_to_live(expires_at);
        let item = SocketItem { user, session, expires_at };
        let item = encode(&Key::socket(tenant, &connection), &item, [expiry.clone()])?;
        let place = encode(&Key::connection(&connection), &ConnectionItem { tenant }, [expiry])?;
        let own = Expression::new("(attribute_not_exists(pk) OR #tenant = :tenant)")
            .name("tenant")
            .text("tenant", tenant.to_string());
        let writes = vec![
            Write::replace::<ConnectionItem>(place, own),
            Write::replace::<SocketItem>(item, Expression::always()),
        ];
        self.transact("put a socket", writes).await
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
            let SocketItem { user, session, expires_at } = item;
            Ok(Socket { connection, tenant, user, session, expires_at })
        };
        found.into_iter().map(record).collect()
    }
}
