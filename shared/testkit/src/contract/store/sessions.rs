//! Sessions and open WebSocket connections.

use futures::future::join_all;
use powerdown_engine::record::{Session, Socket};

use super::{Store, StoreBench, assert_conflict, assert_one_winner};

/// Deleted, it can be neither read nor refreshed; deleting it again is no error.
pub async fn a_session_lives_until_it_is_deleted<S: Store>(bench: &StoreBench<S>) {
    let (store, session) = (&bench.store, bench.session());
    assert_eq!(store.session(session.id).await.unwrap(), None);
    store.create_session(&session).await.unwrap();
    assert_conflict(store.create_session(&session).await);
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
    let session = bench.session();
    store.create_session(&session).await.unwrap();
    let read = store.session(session.id).await.unwrap().unwrap();
    let rotated: Vec<Session> = (0..8)
        .map(|_| Session { refresh: bench.hash(), previous: Some(read.refresh.clone()), ..read.clone() })
        .collect();
    assert_one_winner(join_all(rotated.iter().map(|session| store.update_session(session))).await);
    let stored = store.session(session.id).await.unwrap().unwrap();
    assert_eq!((stored.rev, stored.previous.as_ref()), (2, Some(&session.refresh)));
    assert!(rotated.iter().any(|session| session.refresh == stored.refresh));
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
