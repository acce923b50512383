use jiff::SignedDuration;
use powerdown_domain::SessionHandle;
use powerdown_engine::{
    Refusal,
    accounts::{
        Ending, LoggedIn, SESSION_LENGTH, end_session, end_sessions, log_out, log_out_everywhere,
        own_sessions, refresh,
    },
    ports::{AccountStore, DomainEvent, Part, SessionStore},
    record::{Actor, Session, User},
};

use super::{PASSWORD, World, refusal};

/// Handles of Ada's sessions as she sees them.
async fn handles(world: &World, own: &Session) -> Vec<SessionHandle> {
    let page = own_sessions(world.session_desk(), own, Part::after(None, 100)).await.unwrap();
    page.items.iter().map(Session::handle).collect()
}

/// Ada, logged in thrice, a second apart.
async fn thrice(world: &World) -> Vec<LoggedIn> {
    let mut all = vec![world.ada().await];
    for _ in 0..2 {
        world.clock.advance(SignedDuration::from_secs(1));
        all.push(world.log_in("ada@example.com", PASSWORD).await.unwrap());
    }
    all
}

/// Which sessions the bus was told of since the last look.
fn told(world: &World) -> Vec<SessionHandle> {
    let sessions = |event| match event {
        DomainEvent::SessionsEnded { sessions, .. } => sessions,
        other => panic!("{other:?}"),
    };
    world.outbox.take_events().into_iter().flat_map(sessions).collect()
}

#[tokio::test]
async fn a_person_sees_their_living_sessions_oldest_first() {
    let world = World::new();
    let ada = thrice(&world).await;
    let expected: Vec<_> = ada.iter().map(|one| one.session.handle()).collect();
    assert_eq!(handles(&world, &ada[0].session).await, expected);
    let page = own_sessions(world.session_desk(), &ada[0].session, Part::after(Some(&expected[0]), 1))
        .await
        .unwrap();
    assert_eq!((page.items[0].handle(), page.next), (expected[1], Some(expected[1])));
    for one in &ada {
        assert!(!one.session.handle().to_string().contains(&one.session.id.to_string()[14..]));
    }
    world.clock.advance(SESSION_LENGTH - SignedDuration::from_secs(2));
    assert_eq!(handles(&world, &ada[2].session).await, expected[1..], "the first has run out");
}

#[tokio::test]
async fn one_session_ends_and_its_sockets_are_told() {
    let world = World::new();
    let ada = thrice(&world).await;
    world.sign_up("eve@example.com", PASSWORD).await.unwrap();
    let mine = &ada[0].session;
    let other = ada[1].session.handle();
    end_session(world.session_desk(), mine, other).await.unwrap();
    assert_eq!(world.stored(&ada[1].session).await, None);
    assert_eq!(told(&world), [other]);
    assert_eq!(refusal(end_session(world.session_desk(), mine, other).await), Refusal::NotFound("session"));
    let unknown = SessionHandle::from_parts(7, 7);
    assert_eq!(refusal(end_session(world.session_desk(), mine, unknown).await), Refusal::NotFound("session"));
    let trail = world.trail(mine.tenant).await;
    let entry = trail.iter().find(|entry| entry.action == "session.end").unwrap();
    assert_eq!((&entry.actor, &entry.detail), (&Actor::User(mine.user), &format!("ended {other}")));
}

#[tokio::test]
async fn logging_out_is_told_to_the_sockets() {
    let world = World::new();
    let ada = world.ada().await.session;
    log_out(world.session_desk(), &ada).await.unwrap();
    assert_eq!(told(&world), [ada.handle()]);
    // A bus that is down keeps nobody logged in.
    let again = world.log_in("ada@example.com", PASSWORD).await.unwrap().session;
    world.outbox.fail_next(1);
    log_out(world.session_desk(), &again).await.unwrap();
    assert_eq!(world.stored(&again).await, None);
}

#[tokio::test]
async fn everywhere_means_this_one_and_those_that_slip_through() {
    let world = World::new();
    let ada = thrice(&world).await;
    log_out_everywhere(world.session_desk(), &ada[1].session).await.unwrap();
    let expected: Vec<_> = ada.iter().map(|one| one.session.handle()).collect();
    assert_eq!(told(&world), expected);
    for one in &ada {
        assert_eq!(world.stored(&one.session).await, None);
    }
    // As if its deletion had been lost on the way.
    let user = world.store.user(ada[0].session.user).await.unwrap().unwrap();
    let lost = Session { rev: 0, ..ada[0].session.clone() };
    world.store.create_session(&lost, user.rev).await.unwrap();
    assert_eq!(handles(&world, &lost).await, []);
    assert_eq!(refusal(refresh(world.session_desk(), &ada[0].refresh).await), Refusal::NoSession);
    assert_eq!(world.stored(&lost).await, None);
    assert_eq!(told(&world), [lost.handle()]);
    world.log_in("ada@example.com", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn sessions_end_in_one_company_or_all_but_one() {
    let world = World::new();
    let ada = thrice(&world).await;
    let (user, tenant) = (ada[0].session.user, ada[0].session.tenant);
    let elsewhere = powerdown_domain::TenantId::from_parts(7, 7);
    let moved = Session { tenant: elsewhere, ..ada[2].session.clone() };
    world.store.move_session(&moved, tenant).await.unwrap();
    let ending = Ending {
        user,
        tenant: Some(elsewhere),
        except: None,
        actor: Actor::System,
        why: "the member was removed",
    };
    assert_eq!(end_sessions(world.session_desk(), ending.clone()).await.unwrap(), 1);
    assert_eq!(world.stored(&moved).await, None);
    let last = world.trail(elsewhere).await.pop().unwrap();
    assert_eq!(
        (last.action.as_str(), last.detail.as_str()),
        ("session.end", "1 session: the member was removed")
    );
    let ending = Ending { tenant: None, except: Some(ada[0].session.id), ..ending };
    assert_eq!(end_sessions(world.session_desk(), ending.clone()).await.unwrap(), 1);
    assert!(world.stored(&ada[0].session).await.is_some());
    assert_eq!(end_sessions(world.session_desk(), ending).await.unwrap(), 0);
}

#[tokio::test]
async fn a_hundred_and_more_sessions_end() {
    let world = World::new();
    let ada = world.ada().await.session;
    for _ in 0..130 {
        world.clock.advance(SignedDuration::from_millis(1));
        world.log_in("ada@example.com", PASSWORD).await.unwrap();
    }
    log_out_everywhere(world.session_desk(), &ada).await.unwrap();
    let left = world.store.sessions_of_user(ada.user, Part::after(None, 200)).await.unwrap();
    assert_eq!(left.items, vec![]);
    assert_eq!(world.outbox.take_events().len(), 2, "at most a hundred in one event");
}

#[tokio::test]
async fn credentials_that_changed_meanwhile_start_no_session() {
    let world = World::new();
    let ada = world.ada().await.session;
    let user = world.store.user(ada.user).await.unwrap().unwrap();
    world.store.update_user(&User { epoch: 1, ..user.clone() }).await.unwrap();
    let late = Session { rev: 0, id: powerdown_domain::SessionId::from_parts(1, 1), ..ada };
    assert!(world.store.create_session(&late, user.rev).await.is_err());
}
