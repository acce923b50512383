//! Sessions and open WebSocket connections.

use futures::future::join_all;
use powerdown_engine::{
    ports::{Direction, Page, Part},
    record::{Session, Socket, Topic, User},
};

use super::{Store, StoreBench, assert_conflict, assert_one_winner};

/// Deleted, it can be neither read nor refreshed; deleting it again is no error.
pub async fn a_session_lives_until_it_is_deleted<S: Store>(bench: &StoreBench<S>) {
    let (store, session) = (&bench.store, bench.session_of(&bench.signed_up().await));
    assert_eq!(store.session(session.id).await.unwrap(), None);
    store.create_session(&session, 1).await.unwrap();
    assert_conflict(store.create_session(&session, 1).await);
    let stored = Session { rev: 1, ..session.clone() };
    assert_eq!(store.session(session.id).await.unwrap(), Some(stored.clone()));

    store.delete_session(session.id).await.unwrap();
    store.delete_session(session.id).await.unwrap();
    assert_eq!(store.session(session.id).await.unwrap(), None);
    assert_conflict(store.update_session(&stored).await);
}

/// Two tabs refresh at once: the refresh token is single-use, so one of them must be told.
pub async fn of_simultaneous_refreshes_one_wins<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let session = bench.session_of(&bench.signed_up().await);
    store.create_session(&session, 1).await.unwrap();
    let read = store.session(session.id).await.unwrap().unwrap();
    let rotated: Vec<Session> = (0..8)
        .map(|_| Session { refresh: bench.hash(), previous: Some(read.refresh.clone()), ..read.clone() })
        .collect();
    assert_one_winner(join_all(rotated.iter().map(|session| store.update_session(session))).await);
    let stored = store.session(session.id).await.unwrap().unwrap();
    assert_eq!((stored.rev, stored.previous.as_ref()), (2, Some(&session.refresh)));
    assert!(rotated.iter().any(|session| session.refresh == stored.refresh));
}

/// Between the check of a password and the start of a session, the password may be replaced.
pub async fn a_session_starts_from_the_person_that_was_read<S: Store>(bench: &StoreBench<S>) {
    let (store, account) = (&bench.store, bench.signed_up().await);
    let session = bench.session_of(&account);
    let read = store.user(account.owner.id).await.unwrap().unwrap();
    store.update_user(&User { epoch: 4, ..read.clone() }).await.unwrap();
    assert_conflict(store.create_session(&session, read.rev).await);
    assert_eq!(store.session(session.id).await.unwrap(), None);
    let page = store.sessions_of_user(session.user, Part::after(None, 10)).await.unwrap();
    assert_eq!(page, Page { items: vec![], next: None });
    store.create_session(&session, read.rev + 1).await.unwrap();
    assert_conflict(store.create_session(&bench.session(), 1).await);
}

/// A person's in all their tenants, and a tenant's of all its people; ended ones are in neither.
pub async fn sessions_are_listed_to_their_person_and_their_tenant<S: Store>(bench: &StoreBench<S>) {
    let (store, ada, eve) = (&bench.store, bench.signed_up().await, bench.signed_up().await);
    let mut expected = Vec::new();
    for number in 0..5 {
        // The last is Ada's in Eve's company.
        let tenant = if number == 4 { eve.tenant.id } else { ada.tenant.id };
        let session = Session { tenant, ..bench.session_of(&ada) };
        store.create_session(&session, 1).await.unwrap();
        expected.push(Session { rev: 1, ..session });
    }
    let eves = bench.session_of(&eve);
    store.create_session(&eves, 1).await.unwrap();
    expected.sort_by_key(Session::handle);

    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.sessions_of_user(ada.owner.id, Part::after(after.as_ref(), 2)).await.unwrap();
        assert!(page.items.len() <= 2);
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(found, expected);
    let fourth = expected[3].handle();
    let before = Part::after(Some(&fourth), 2).going(Direction::Backward);
    let page = store.sessions_of_user(ada.owner.id, before).await.unwrap();
    assert_eq!(
        (page.items, page.next),
        (vec![expected[2].clone(), expected[1].clone()], Some(expected[1].handle()))
    );
    let own = store.sessions_of_tenant(ada.tenant.id, Part::after(None, 10)).await.unwrap();
    assert_eq!((own.items, own.next), (expected[..4].to_vec(), None));
    let after = Some(expected[1].handle());
    let own = store.sessions_of_tenant(ada.tenant.id, Part::after(after.as_ref(), 10)).await.unwrap();
    assert_eq!(own.items, expected[2..4]);
    assert_eq!(store.sessions_of_tenant(eve.tenant.id, Part::after(None, 10)).await.unwrap().items.len(), 2);

    store.delete_session(expected[0].id).await.unwrap();
    assert_eq!(
        store.sessions_of_user(ada.owner.id, Part::after(None, 10)).await.unwrap().items,
        expected[1..]
    );
    assert_eq!(
        store.sessions_of_tenant(ada.tenant.id, Part::after(None, 10)).await.unwrap().items,
        expected[1..4]
    );
}

/// Its person goes over to another company: the one before does not see it any more.
pub async fn a_moved_session_is_listed_where_it_went<S: Store>(bench: &StoreBench<S>) {
    let (store, ada, other) = (&bench.store, bench.signed_up().await, bench.signed_up().await.tenant.id);
    let session = bench.session_of(&ada);
    store.create_session(&session, 1).await.unwrap();
    let read = store.session(session.id).await.unwrap().unwrap();
    let moved = Session { tenant: other, ..read.clone() };
    store.move_session(&moved, read.tenant).await.unwrap();
    let stored = Session { rev: 2, ..moved.clone() };
    assert_conflict(store.move_session(&moved, read.tenant).await);
    assert_eq!(store.session(session.id).await.unwrap().as_ref(), Some(&stored));
    assert_eq!(store.sessions_of_tenant(read.tenant, Part::after(None, 10)).await.unwrap().items, vec![]);
    assert_eq!(
        store.sessions_of_tenant(other, Part::after(None, 10)).await.unwrap().items,
        vec![stored.clone()]
    );
    assert_eq!(
        store.sessions_of_user(read.user, Part::after(None, 10)).await.unwrap().items,
        vec![stored.clone()]
    );
    store.delete_session(session.id).await.unwrap();
    assert_eq!(store.sessions_of_tenant(other, Part::after(None, 10)).await.unwrap().items, vec![]);
}

/// The push asks by tenant, API Gateway's `$disconnect` knows the connection alone.
pub async fn sockets_are_found_by_tenant_and_forgotten_by_connection<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let mut sockets = vec![bench.socket(tenant), Socket { session: None, ..bench.socket(tenant) }];
    sockets.sort_by(|one, two| one.connection.cmp(&two.connection));
    for socket in &sockets {
        store.put_socket(socket).await.unwrap();
    }
    assert_eq!(store.sockets(tenant).await.unwrap(), sockets);
    assert_eq!(store.sockets(other).await.unwrap(), vec![]);

    store.delete_socket(&sockets[0].connection).await.unwrap();
    store.delete_socket(&sockets[0].connection).await.unwrap();
    assert_eq!(store.sockets(tenant).await.unwrap(), sockets[1..]);
}

/// Remembered again it is replaced; another tenant cannot take it over.
pub async fn a_connection_stays_with_its_tenant<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let socket = bench.socket(tenant);
    store.put_socket(&socket).await.unwrap();
    assert_conflict(store.put_socket(&Socket { tenant: other, ..socket.clone() }).await);
    assert_eq!(store.sockets(other).await.unwrap(), vec![]);
    let again = Socket { session: None, ..socket };
    store.put_socket(&again).await.unwrap();
    assert_eq!(store.sockets(tenant).await.unwrap(), vec![again]);
}

/// It is read by its connection alone. What was forgotten is not brought back by a late word.
pub async fn what_is_remembered_of_a_connection_changes_only_while_it_is_there<S: Store>(
    bench: &StoreBench<S>,
) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let socket = bench.socket(tenant);
    assert_eq!(store.socket(&socket.connection).await.unwrap(), None);
    assert_conflict(store.update_socket(&socket).await);
    store.put_socket(&socket).await.unwrap();
    assert_eq!(store.socket(&socket.connection).await.unwrap(), Some(socket.clone()));
    let topics = [Topic::Security].into();
    let changed = Socket { topics, seen_at: super::samples::at("2026-03-02T08:04:00.5Z"), ..socket };
    store.update_socket(&changed).await.unwrap();
    assert_eq!(store.socket(&changed.connection).await.unwrap(), Some(changed.clone()));
    assert_eq!(store.sockets(tenant).await.unwrap(), vec![changed.clone()]);
    store.delete_socket(&changed.connection).await.unwrap();
    assert_conflict(store.update_socket(&changed).await);
    assert_eq!(store.socket(&changed.connection).await.unwrap(), None);
}
