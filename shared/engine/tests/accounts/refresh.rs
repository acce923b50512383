use jiff::SignedDuration;
use powerdown_domain::{SessionHandle, SessionId, TenantId, UserId};
use powerdown_engine::{
    Refusal,
    accounts::{LoggedIn, REPEAT_GRACE, RefreshToken, SESSION_LENGTH, SessionDesk, refresh},
    ports::{Page, Part, SessionStore, StoreError},
    record::{AuditOutcome, Session, TokenHash},
};
use powerdown_testkit::store::MemoryStore;

use super::{World, refusal};

#[tokio::test]
async fn each_token_works_once_and_gives_the_next() {
    let world = World::new();
    let first = world.ada().await;
    let mut token = first.refresh;
    for _ in 0..5 {
        world.clock.advance(SignedDuration::from_mins(9));
        let next = refresh(world.session_desk(), &token).await.unwrap();
        assert_ne!(next.refresh.expose(), token.expose());
        assert_eq!(next.session.id, first.session.id);
        assert_eq!(next.session.expires_at, first.session.expires_at, "refreshing does not prolong");
        assert_eq!(world.stored(&next.session).await.unwrap(), next.session);
        token = next.refresh;
    }
}

#[tokio::test]
async fn a_repetition_within_the_grace_keeps_the_session() {
    let world = World::new();
    let first = world.ada().await;
    let second = refresh(world.session_desk(), &first.refresh).await.unwrap();
    world.clock.advance(REPEAT_GRACE - SignedDuration::from_millis(1));
    let repeated = refresh(world.session_desk(), &first.refresh).await;
    assert_eq!(refusal(repeated), Refusal::JustRefreshed);
    refresh(world.session_desk(), &second.refresh).await.unwrap();
}

fn reused(first: &LoggedIn) -> Refusal {
    Refusal::ReusedToken { tenant: first.session.tenant, user: first.session.user }
}

#[tokio::test]
async fn a_repetition_after_the_grace_ends_the_session_for_everybody() {
    let world = World::new();
    let first = world.ada().await;
    let second = refresh(world.session_desk(), &first.refresh).await.unwrap();
    world.clock.advance(REPEAT_GRACE);
    assert_eq!(refusal(refresh(world.session_desk(), &first.refresh).await), reused(&first));
    assert_eq!(world.stored(&first.session).await, None);
    assert_eq!(refusal(refresh(world.session_desk(), &second.refresh).await), Refusal::NoSession);
    let last = world.trail(first.session.tenant).await.pop().unwrap();
    assert_eq!((last.action.as_str(), last.outcome), ("session.revoke", AuditOutcome::Denied));
}

#[tokio::test]
async fn a_token_older_than_the_one_before_ends_the_session_at_once() {
    let world = World::new();
    let first = world.ada().await;
    let second = refresh(world.session_desk(), &first.refresh).await.unwrap();
    refresh(world.session_desk(), &second.refresh).await.unwrap();
    assert_eq!(refusal(refresh(world.session_desk(), &first.refresh).await), reused(&first));
    assert_eq!(world.stored(&first.session).await, None);
}

#[tokio::test]
async fn of_simultaneous_refreshes_one_wins_and_the_session_lives() {
    let world = World::new();
    let first = world.ada().await;
    let race = (0..100).map(|_| refresh(world.session_desk(), &first.refresh));
    let outcomes = futures::future::join_all(race).await;
    let mut winners: Vec<_> = outcomes
        .into_iter()
        .filter_map(|outcome| match outcome {
            Ok(winner) => Some(winner),
            lost => {
                assert_eq!(refusal(lost), Refusal::JustRefreshed);
                None
            }
        })
        .collect();
    assert_eq!(winners.len(), 1);
    refresh(world.session_desk(), &winners.remove(0).refresh).await.unwrap();
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let world = World::new();
    let first = world.ada().await;
    for wrong in ["", ".", "ses_1.x", "nonsense", &"a".repeat(10_000)] {
        let outcome = refresh(world.session_desk(), &RefreshToken::presented(wrong)).await;
        assert_eq!(refusal(outcome), Refusal::NoSession, "{wrong}");
    }
    world.clock.advance(SESSION_LENGTH);
    assert_eq!(refusal(refresh(world.session_desk(), &first.refresh).await), Refusal::NoSession);
}

/// A store in which somebody else is always a moment faster.
struct Rival<'a> {
    store: &'a MemoryStore,
    /// What the other one does between the look and the write.
    ends_the_session: bool,
}

#[async_trait::async_trait]
impl SessionStore for Rival<'_> {
    async fn create_session(&self, session: &Session, user_rev: u64) -> Result<(), StoreError> {
        self.store.create_session(session, user_rev).await
    }

    async fn session(&self, id: SessionId) -> Result<Option<Session>, StoreError> {
        self.store.session(id).await
    }

    async fn update_session(&self, session: &Session) -> Result<(), StoreError> {
        if self.ends_the_session {
            self.store.delete_session(session.id).await?;
        } else {
            let rivals = Session { refresh: TokenHash::of("the rival's"), ..session.clone() };
            self.store.update_session(&rivals).await?;
        }
        self.store.update_session(session).await
    }

    async fn move_session(&self, session: &Session, from: TenantId) -> Result<(), StoreError> {
        self.store.move_session(session, from).await
    }

    async fn delete_session(&self, id: SessionId) -> Result<(), StoreError> {
        self.store.delete_session(id).await
    }

    async fn sessions_of_user(
        &self,
        user: UserId,
        part: Part<'_, SessionHandle>,
    ) -> Result<Page<Session, SessionHandle>, StoreError> {
        self.store.sessions_of_user(user, part).await
    }

    async fn sessions_of_tenant(
        &self,
        tenant: TenantId,
        part: Part<'_, SessionHandle>,
    ) -> Result<Page<Session, SessionHandle>, StoreError> {
        self.store.sessions_of_tenant(tenant, part).await
    }
}

#[tokio::test]
async fn who_loses_the_write_is_told_to_use_the_newer_cookies() {
    for (ends_the_session, told) in [(false, Refusal::JustRefreshed), (true, Refusal::NoSession)] {
        let world = World::new();
        let first = world.ada().await;
        let rival = Rival { store: &world.store, ends_the_session };
        let desk = SessionDesk { sessions: &rival, ..world.session_desk() };
        assert_eq!(refusal(refresh(desk, &first.refresh).await), told);
        assert_eq!(world.stored(&first.session).await.is_none(), ends_the_session);
    }
}
