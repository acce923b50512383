//! WebSockets and what is pushed over them.

use std::sync::Arc;

use http::Method;
use jiff::SignedDuration;
use powerdown_api::{
    news::FRAME,
    push::{self, Push},
    sockets::{self, SocketAnswer, Sockets},
};
use powerdown_engine::{ports::SocketStore, record::Session};
use serde_json::{Value, json};

use crate::world::{Browser, URL, World};

pub(crate) const PING: &str = r#"{"type":"ping"}"#;

/// The handler as the function wires it.
pub(crate) fn handler(world: &World) -> Sockets {
    Sockets {
        store: world.base.store.clone(),
        push: Arc::clone(&world.outbox) as _,
        clock: world.clock.clone(),
        site: world.base.site.clone(),
    }
}

async fn event(
    world: &World,
    route: &str,
    connection: &str,
    origin: Option<&str>,
    ticket: Option<&str>,
) -> u16 {
    let handler = handler(world);
    // As API Gateway sends it, with more than is looked at.
    let event = json!({
        "headers": origin.map(|origin| json!({"Origin": origin, "Host": "x", "X-Forwarded-For": "192.0.2.1"})),
        "queryStringParameters": ticket.map(|ticket| json!({"ticket": ticket})),
        "requestContext": {
            "routeKey": route, "eventType": "CONNECT", "connectionId": connection, "stage": "ws",
            "requestTimeEpoch": 1, "identity": {"sourceIp": "192.0.2.1"},
        },
        "isBase64Encoded": false,
    });
    let SocketAnswer { status_code } =
        sockets::handle(&handler, serde_json::from_value(event).unwrap()).await.unwrap();
    status_code
}

async fn ticket(browser: &Browser<'_>) -> String {
    let ticket = browser.call(Method::POST, "/socket-tickets", None).await.expect(201);
    assert_eq!(ticket["expires_at"], (browser.world.now() + SignedDuration::from_secs(30)).to_string());
    ticket["ticket"].as_str().unwrap().to_owned()
}

pub(crate) async fn open(browser: &Browser<'_>, connection: &str) {
    let ticket = ticket(browser).await;
    assert_eq!(event(browser.world, "$connect", connection, Some(URL), Some(&ticket)).await, 200);
}

/// Says something over a connection; everything that it is told then, oldest first.
pub(crate) async fn say(world: &World, connection: &str, body: &str) -> Vec<Value> {
    let event = json!({
        "requestContext": {"routeKey": "$default", "eventType": "MESSAGE", "connectionId": connection},
        "body": body, "isBase64Encoded": false,
    });
    let answer = sockets::handle(&handler(world), serde_json::from_value(event).unwrap()).await.unwrap();
    assert_eq!(answer.status_code, 200);
    let told = world.outbox.take_pushes();
    assert!(told.iter().all(|push| push.connection == connection && push.message.len() <= FRAME));
    told.iter().map(|push| serde_json::from_str(&push.message).unwrap()).collect()
}

pub(crate) async fn publish(world: &World, detail: Value) -> Vec<(String, Value)> {
    let push = Push {
        store: world.base.store.clone(),
        sockets: Arc::clone(&world.outbox) as _,
        clock: world.clock.clone(),
    };
    let event = json!({"version": "0", "source": "powerdown", "detail-type": "x", "detail": detail});
    push::handle(&push, serde_json::from_value(event).unwrap()).await.unwrap();
    let mut pushes: Vec<(String, Value)> = world
        .outbox
        .take_pushes()
        .into_iter()
        .map(|push| (push.connection, serde_json::from_str(&push.message).unwrap()))
        .collect();
    pushes.sort_by(|one, other| one.0.cmp(&other.0));
    pushes
}

pub(crate) fn machines_changed(tenant: impl ToString) -> Value {
    json!({
        "type": "machines-changed", "v": 1, "tenant": tenant.to_string(),
        "changes": [{
            "id": "cld_00000000000000000000000001:eu-west-1:i-00000000000000001",
            "rev": 4, "state": "stopping",
            "last_action": {"action": "stop", "outcome": "accepted", "reason": "r", "at": "2026-03-02T08:00:00Z"},
        }],
    })
}

#[tokio::test]
async fn a_ticket_opens_one_socket_and_news_come_over_it() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    open(&ada, "ada-1").await;
    open(&ada, "ada-2").await;
    open(&eve, "eve-1").await;
    let detail = machines_changed(ada.tenant().await);
    let message =
        |number| json!({"v": 1, "type": "machines", "number": number, "changes": detail["changes"]});
    let wanted = ["ada-1", "ada-2"].map(|connection| (connection.to_owned(), message(1)));
    assert_eq!(publish(&world, detail.clone()).await, wanted);
    assert_eq!(event(&world, "$disconnect", "ada-1", None, None).await, 200);
    assert_eq!(publish(&world, detail.clone()).await, [("ada-2".to_owned(), message(2))]);
}

#[tokio::test]
async fn clouds_are_told_with_their_versions() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    open(&ada, "ada-1").await;
    let gone = "cld_00000000000000000000000009";
    let detail =
        json!({"type": "clouds-changed", "v": 1, "tenant": ada.tenant().await, "clouds": [cloud, gone]});
    let changes = json!([{"id": cloud, "rev": 1}, {"id": gone, "removed": true}]);
    let message = json!({"v": 1, "type": "clouds", "number": 1, "changes": changes});
    assert_eq!(publish(&world, detail).await, [("ada-1".to_owned(), message)]);
}

#[tokio::test]
async fn stops_are_announced_to_the_company_alone() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    open(&ada, "ada-1").await;
    open(&eve, "eve-1").await;
    let detail = json!({
        "type": "stops-announced", "v": 1, "tenant": ada.tenant().await,
        "schedule": "sch_00000000000000000000000001", "at": "2026-03-02T17:00:00Z",
        "machines": ["cld_00000000000000000000000001:eu-west-1:i-00000000000000001"],
    });
    let message = json!({
        "v": 1, "type": "stop-warning", "number": 1, "schedule": detail["schedule"], "at": detail["at"],
        "machines": detail["machines"],
    });
    assert_eq!(publish(&world, detail).await, [("ada-1".to_owned(), message)]);
}

#[tokio::test]
async fn a_socket_needs_our_page_and_a_fresh_ticket() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let good = ticket(&ada).await;
    let connect = async |origin, ticket| event(&world, "$connect", "c", origin, ticket).await;
    assert_eq!(connect(Some("https://evil.example"), Some(&good)).await, 403);
    assert_eq!(connect(Some(URL), None).await, 401);
    assert_eq!(connect(Some(URL), Some("nonsense")).await, 401);
    assert_eq!(connect(Some(URL), Some(&good)).await, 200, "a refused page did not use it up");
    assert_eq!(connect(Some(URL), Some(&good)).await, 401);
    let late = ticket(&ada).await;
    world.advance(SignedDuration::from_secs(30));
    assert_eq!(connect(Some(URL), Some(&late)).await, 401);
}

#[tokio::test]
async fn who_logged_out_hears_nothing_more() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    open(&ada, "ada-1").await;
    ada.call(Method::DELETE, "/session", None).await.expect(204);
    assert_eq!(publish(&world, machines_changed(tenant)).await, []);
    assert!(world.store.sockets(tenant).await.unwrap().is_empty(), "and is forgotten");
    assert_eq!(world.outbox.closed(), ["ada-1"], "and closed");
}

#[tokio::test]
async fn gone_and_silent_sockets_are_forgotten_and_keep_nobody_waiting() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    open(&ada, "old").await;
    world.advance(SignedDuration::from_mins(5));
    open(&ada, "gone").await;
    open(&ada, "there").await;
    world.outbox.disconnect("gone");
    world.advance(SignedDuration::from_mins(5));
    say(&world, "there", PING).await;
    world.advance(SignedDuration::from_mins(5) + SignedDuration::from_secs(1));
    let reached = publish(&world, machines_changed(tenant)).await;
    assert_eq!(reached.iter().map(|(connection, _)| connection.as_str()).collect::<Vec<_>>(), ["there"]);
    let left = world.store.sockets(tenant).await.unwrap();
    assert_eq!(left.iter().map(|socket| socket.connection.as_str()).collect::<Vec<_>>(), ["there"]);
    assert_eq!(world.outbox.closed(), ["old"], "the silent one is told; the gone one cannot be");
}

#[tokio::test]
async fn the_sockets_of_a_session_close_when_it_ends() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let (tenant, session) = (ada.tenant().await, ada.session().await);
    let phone = world.log_in("ada@example.com").await;
    open(&ada, "desk").await;
    open(&phone, "phone").await;
    let named = |session: &Session| {
        let sessions = [session.handle()];
        json!({"type": "sessions-ended", "v": 1, "tenant": tenant, "sessions": sessions})
    };
    // An event that is not true closes nothing.
    assert_eq!(publish(&world, named(&session)).await, []);
    assert!(world.outbox.closed().is_empty());
    let path = format!("/sessions/{}", session.handle());
    phone.call(Method::DELETE, &path, None).await.expect(204);
    let told = world.outbox.take_events().pop().expect("the bus was told");
    assert_eq!(serde_json::to_value(told).unwrap(), named(&session));
    assert_eq!(publish(&world, named(&session)).await, []);
    assert_eq!(world.outbox.closed(), ["desk"]);
    let left = world.store.sockets(tenant).await.unwrap();
    assert_eq!(left.iter().map(|socket| socket.connection.as_str()).collect::<Vec<_>>(), ["phone"]);
}
