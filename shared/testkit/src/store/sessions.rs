//! Sessions and open WebSocket connections.

use std::collections::BTreeMap;

use async_trait::async_trait;
use powerdown_domain::{SessionHandle, SessionId, TenantId, UserId};
use powerdown_engine::{
    ports::{Page, Part, SessionStore, SocketStore, StoreError},
    record::{Session, Socket},
};

use super::{MemoryStore, part_of, unless};

/// The most connections one answer holds.
const MOST_SOCKETS: usize = 1_000;

#[derive(Default)]
pub(super) struct Sessions {
    pub(super) sessions: BTreeMap<SessionId, Session>,
    sockets: BTreeMap<String, Socket>,
}

#[async_trait]
impl SessionStore for MemoryStore {
    async fn create_session(&self, session: &Session, user_rev: u64) -> Result<(), StoreError> {
        let tables = &mut *self.write();
        let user = tables.accounts.users.get(&session.user);
        unless(user.is_none_or(|user| user.rev != user_rev), "user", ())?;
        let sessions = &mut tables.sessions.sessions;
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
        assert_eq!(stored.tenant, session.tenant, "a session changes its tenant by being moved");
        *stored = Session { rev: session.rev + 1, ..session.clone() };
        Ok(())
    }

    async fn move_session(&self, session: &Session, from: TenantId) -> Result<(), StoreError> {
        let sessions = &mut self.write().sessions.sessions;
        let stored = sessions.get_mut(&session.id).filter(|stored| stored.rev == session.rev);
        let stored = stored.ok_or(StoreError::Conflict("session"))?;
        assert_eq!(stored.tenant, from, "the tenant that a session is moved from is its own");
        *stored = Session { rev: session.rev + 1, ..session.clone() };
        Ok(())
    }

    async fn delete_session(&self, id: SessionId) -> Result<(), StoreError> {
        self.write().sessions.sessions.remove(&id);
        Ok(())
    }

    async fn sessions_of_user(
        &self,
        user: UserId,
        part: Part<'_, SessionHandle>,
    ) -> Result<Page<Session, SessionHandle>, StoreError> {
        Ok(self.read().sessions.listed(part, |session| session.user == user))
    }

    async fn sessions_of_tenant(
        &self,
        tenant: TenantId,
        part: Part<'_, SessionHandle>,
    ) -> Result<Page<Session, SessionHandle>, StoreError> {
        Ok(self.read().sessions.listed(part, |session| session.tenant == tenant))
    }
}

impl Sessions {
    fn listed(
        &self,
        part: Part<'_, SessionHandle>,
        belongs: impl Fn(&Session) -> bool,
    ) -> Page<Session, SessionHandle> {
        let own = self.sessions.values().filter(|session| belongs(session));
        let by_handle: BTreeMap<SessionHandle, &Session> =
            own.map(|session| (session.handle(), session)).collect();
        part_of(&by_handle, part, |_, session| (*session).clone())
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

    async fn socket(&self, connection: &str) -> Result<Option<Socket>, StoreError> {
        Ok(self.read().sessions.sockets.get(connection).cloned())
    }

    async fn update_socket(&self, socket: &Socket) -> Result<(), StoreError> {
        let sockets = &mut self.write().sessions.sockets;
        let stored = sockets.get_mut(&socket.connection).filter(|stored| stored.tenant == socket.tenant);
        *stored.ok_or(StoreError::Conflict("socket"))? = socket.clone();
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
