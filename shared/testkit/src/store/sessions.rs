//! Sessions and open WebSocket connections.

use std::collections::BTreeMap;

use async_trait::async_trait;
use powerdown_domain::{SessionId, TenantId};
use powerdown_engine::{
    ports::{SessionStore, SocketStore, StoreError},
    record::{Session, Socket},
};

use super::{MemoryStore, unless};

/// The most connections one answer holds.
const MOST_SOCKETS: usize = 1_000;

#[derive(Default)]
pub(super) struct Sessions {
    pub(super) sessions: BTreeMap<SessionId, Session>,
    sockets: BTreeMap<String, Socket>,
}

#[async_trait]
impl SessionStore for MemoryStore {
    async fn create_session(&self, session: &Session) -> Result<(), StoreError> {
        let sessions = &mut self.write().sessions.sessions;
        unless(sessions.contains_key(&session.id), "session", ())?;
        sessions.insert(session.id, Session { rev: 1, ..session.clone() });
        Ok(())
    }

    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        Ok(self.read().sessions.sessions.get(&id).cloned())
    }

    async fn update_session(&self, session: &Session) -> Result<(), StoreError> {
        let sessions = &mut self.write().sessions.sessions;
        let stored = sessions.get_mut(&session.id).filter(|stored| stored.rev == session.rev);
        let stored = stored.ok_or(StoreError::Conflict("session"))?;
        *stored = Session { rev: session.rev + 1, ..session.clone() };
        Ok(())
    }

    async fn delete_session(&self, id: SessionId) -> Result<(), StoreError> {
        self.write().sessions.sessions.remove(&id);
        Ok(())
    }
}

#[async_trait]
impl SocketStore for MemoryStore {
    async fn put_socket(&self, socket: &Socket) -> Result<(), StoreError> {
        let sockets = &mut self.write().sessions.sockets;
        let taken = sockets.get(&socket.connection).is_some_and(|stored| stored.tenant != socket.tenant);
        unless(taken, "connection", ())?;
        sockets.insert(socket.connection.clone(), socket.clone());
        Ok(())
    }

    async fn delete_socket(&self, connection: &str) -> Result<(), StoreError> {
        self.write().sessions.sockets.remove(connection);
        Ok(())
    }

    async fn sockets(&self, tenant: TenantId) -> Result<Vec<Socket>, StoreError> {
        let sockets = &self.read().sessions.sockets;
        let of_tenant = sockets.values().filter(|socket| socket.tenant == tenant);
        Ok(of_tenant.take(MOST_SOCKETS).cloned().collect())
    }
}
