//! Sessions.
//!
//! A session lies under its id, where every request finds it. Two items name it by its handle: one lists
//! it to its person, one to its tenant. They may outlive it, so a list looks the session up.

mod items;

use async_trait::async_trait;
use aws_sdk_dynamodb::types::ReturnValue;
use powerdown_domain::{SessionHandle, SessionId, TenantId, UserId};
use powerdown_engine::{
    ports::{Page, Part, SessionStore, StoreError},
    record::{Session, handle_of},
};

use crate::{
    DynamoStore,
    accounts::UserItem,
    call::refused,
    expression::Expression,
    indexes::time_to_live,
    item::{Body, Item, encode, misplaced},
    keys::{Key, Range},
    read::page,
    write::Write,
};

pub(crate) use items::{PointerItem, SessionItem};

/// What is to be stored as version `rev` of a session.
fn stored(session: &Session, rev: u64) -> Result<Item, StoreError> {
    let expiry = time_to_live(session.expires_at);
    encode(&Key::session(session.id), &SessionItem::at(session, rev), [expiry])
}

/// What names a session in a list.
fn pointer(key: &Key, session: &Session) -> Result<Item, StoreError> {
    encode(key, &PointerItem { session: session.id }, [time_to_live(session.expires_at)])
}

impl DynamoStore {
    /// A page of the sessions that a range names and that `belongs` still.
    async fn sessions_in(
        &self,
        range: &Range,
        part: Part<'_, SessionHandle>,
        key: impl Fn(SessionHandle) -> Key,
        belongs: impl Fn(&Session) -> bool,
    ) -> Result<Page<Session, SessionHandle>, StoreError> {
        let found = self.list_part::<PointerItem, _>("list sessions", range, part, |handle| key(*handle));
        let found = found.await?;
        let mut named = Vec::with_capacity(found.len());
        for (key, pointer) in found {
            named.push((key.handle_of().map_err(misplaced(PointerItem::ENTITY))?, pointer.session));
        }
        let Page { items: named, next } = page(named, part.limit, |(handle, _)| *handle);
        let keys: Vec<Key> = named.into_iter().map(|(_, id)| Key::session(id)).collect();
        let mut sessions = Vec::with_capacity(keys.len());
        for (key, item) in self.get_all::<SessionItem>("get sessions", &keys).await? {
            let session = item.into_record(key.session_of().map_err(misplaced(SessionItem::ENTITY))?);
            if belongs(&session) {
                sessions.push(session);
            }
        }
        sessions.sort_by_key(Session::handle);
        if !part.direction.is_forward() {
            sessions.reverse();
        }
        Ok(Page { items: sessions, next })
    }
}

#[async_trait]
impl SessionStore for DynamoStore {
    async fn create_session(&self, session: &Session, user_rev: u64) -> Result<(), StoreError> {
        let handle = session.handle();
        let of_user = pointer(&Key::session_of_user(session.user, handle), session)?;
        let of_tenant = pointer(&Key::session_of_tenant(session.tenant, handle), session)?;
        let writes = vec![
            Write::check::<UserItem>(Key::user(session.user), Expression::stored_at_rev(user_rev)),
            Write::create::<SessionItem>(stored(session, 1)?),
            Write::create::<PointerItem>(of_user),
            Write::create::<PointerItem>(of_tenant),
        ];
        self.transact("create a session", writes).await
    }

    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        let found = self.get::<SessionItem>("get a session", &Key::session(id)).await?;
        Ok(found.map(|item| item.into_record(id)))
    }

    async fn update_session(&self, session: &Session) -> Result<(), StoreError> {
        let item = stored(session, session.rev + 1)?;
        let write = Write::replace::<SessionItem>(item, Expression::stored_at_rev(session.rev));
        self.write("put a session", write).await
    }

    async fn move_session(&self, session: &Session, from: TenantId) -> Result<(), StoreError> {
        if from == session.tenant {
            return self.update_session(session).await;
        }
        let item = stored(session, session.rev + 1)?;
        let there = Key::session_of_tenant(session.tenant, session.handle());
        let writes = vec![
            Write::replace::<SessionItem>(item, Expression::stored_at_rev(session.rev)),
            Write::replace::<PointerItem>(pointer(&there, session)?, Expression::always()),
            Write::delete::<PointerItem>(Key::session_of_tenant(from, session.handle())),
        ];
        self.transact("move a session", writes).await
    }

    async fn delete_session(&self, id: SessionId) -> Result<(), StoreError> {
        let doing = "delete a session";
        // Whatever its format: what must end, ends.
        let delete = self.client.delete_item().table_name(&*self.table);
        let delete = delete.set_key(Some(Key::session(id).attributes())).return_values(ReturnValue::AllOld);
        let answer = self.retried(|| delete.clone().send()).await;
        let answer = answer.map_err(|error| refused(doing, &[SessionItem::ENTITY], error))?;
        // It has ended. What named it is swept up here, or by its time to live.
        let Some((user, tenant)) = answer.attributes.as_ref().and_then(items::whose) else { return Ok(()) };
        let handle = handle_of(id);
        for key in [Key::session_of_user(user, handle), Key::session_of_tenant(tenant, handle)] {
            self.write(doing, Write::delete::<PointerItem>(key)).await?;
        }
        Ok(())
    }

    async fn sessions_of_user(
        &self,
        user: UserId,
        part: Part<'_, SessionHandle>,
    ) -> Result<Page<Session, SessionHandle>, StoreError> {
        let range = Range::sessions_of_user(user);
        let key = |handle| Key::session_of_user(user, handle);
        self.sessions_in(&range, part, key, |session| session.user == user).await
    }

    async fn sessions_of_tenant(
        &self,
        tenant: TenantId,
        part: Part<'_, SessionHandle>,
    ) -> Result<Page<Session, SessionHandle>, StoreError> {
        let range = Range::sessions_of_tenant(tenant);
        let key = |handle| Key::session_of_tenant(tenant, handle);
        self.sessions_in(&range, part, key, |session| session.tenant == tenant).await
    }
}
