use powerdown_engine::{
    Refusal, UseCaseError,
    accounts::{SOCKET_LIFE, TICKET_LIFE, issue_ticket, log_out, redeem_ticket},
    ports::SocketStore,
    record::{Session, Socket},
};

use super::{World, refusal};

async fn issue(world: &World, session: &Session) -> String {
    let ticket = issue_ticket(&world.store, &*world.clock, &world.entropy, session).await.unwrap();
    assert_eq!(ticket.expires_at, world.now() + TICKET_LIFE);
    ticket.expose().to_owned()
}

async fn redeem(world: &World, ticket: &str) -> Result<Socket, UseCaseError> {
    redeem_ticket(&world.store, &world.store, &world.store, &*world.clock, ticket, "conn=").await
}

#[tokio::test]
async fn a_ticket_opens_one_socket_of_its_session() {
    let world = World::new();
    let ada = world.ada().await.session;
    let ticket = issue(&world, &ada).await;
    let socket = redeem(&world, &ticket).await.unwrap();
    assert_eq!((socket.tenant, socket.user, socket.session), (ada.tenant, ada.user, Some(ada.id)));
    assert_eq!(socket.expires_at, world.now() + SOCKET_LIFE);
    assert_eq!(world.store.sockets(ada.tenant).await.unwrap(), [socket]);
    assert_eq!(refusal(redeem(&world, &ticket).await), Refusal::Expired);
}

#[tokio::test]
async fn a_late_ticket_and_one_of_an_ended_session_open_nothing() {
    let world = World::new();
    let ada = world.ada().await.session;
    let late = issue(&world, &ada).await;
    world.clock.advance(TICKET_LIFE);
    assert_eq!(refusal(redeem(&world, &late).await), Refusal::Expired);
    let orphan = issue(&world, &ada).await;
    log_out(world.session_desk(), &ada).await.unwrap();
    assert_eq!(refusal(redeem(&world, &orphan).await), Refusal::Expired);
    assert_eq!(refusal(redeem(&world, "nonsense").await), Refusal::Expired);
    assert!(world.store.sockets(ada.tenant).await.unwrap().is_empty());
}
