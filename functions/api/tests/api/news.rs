//! News by number: heartbeats, topics, and what a browser gets that was away.

use http::Method;
use jiff::SignedDuration;
use powerdown_api::news::FRAME;
use powerdown_domain::Reach;
use powerdown_engine::{news::MOST_MISSED, ports::SocketStore, record::Role};
use serde_json::{Value, json};

use crate::{
    sockets::{PING, machines_changed, open, publish, say},
    world::{Browser, World, office},
};

fn kinds(told: &[Value]) -> Vec<(&str, u64)> {
    told.iter().map(|told| (told["type"].as_str().unwrap(), told["number"].as_u64().unwrap_or(0))).collect()
}

async fn news(browser: &Browser<'_>, count: u32) {
    for _ in 0..count {
        publish(browser.world, machines_changed(browser.tenant().await)).await;
    }
}

#[tokio::test]
async fn a_ping_is_answered_with_the_newest_number() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    open(&ada, "a").await;
    assert_eq!(say(&world, "a", PING).await, [json!({"v": 1, "type": "pong", "number": 0})]);
    news(&ada, 3).await;
    assert_eq!(say(&world, "a", PING).await, [json!({"v": 1, "type": "pong", "number": 3})]);
}

#[tokio::test]
async fn who_was_away_gets_what_it_missed_and_no_more() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    open(&ada, "before").await;
    news(&ada, 2).await;
    world.outbox.disconnect("before");
    news(&ada, 3).await;
    assert!(world.store.sockets(ada.tenant().await).await.unwrap().is_empty());
    news(&ada, 1).await;
    news(&eve, 9).await;

    open(&ada, "after").await;
    let told = say(&world, "after", r#"{"type":"subscribe","since":2}"#).await;
    let wanted = [("machines", 3), ("machines", 4), ("machines", 5), ("machines", 6), ("subscribed", 6)];
    assert_eq!(kinds(&told), wanted);
    assert_eq!(told[0]["changes"], machines_changed("")["changes"]);
    assert_eq!(told[4]["topics"], json!(["machines", "clouds", "schedules"]));
    // A heartbeat heals what got lost on its way.
    assert_eq!(
        kinds(&say(&world, "after", r#"{"type":"ping","since":5}"#).await),
        [("machines", 6), ("pong", 6)]
    );
    assert_eq!(kinds(&say(&world, "after", r#"{"type":"ping","since":6}"#).await), [("pong", 6)]);
}

#[tokio::test]
async fn who_was_away_for_too_long_is_told_to_reload() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    news(&ada, 4).await;
    open(&ada, "a").await;
    let reload = [("reload", 4), ("pong", 4)];
    // Never given out.
    assert_eq!(kinds(&say(&world, "a", r#"{"type":"ping","since":5}"#).await), reload);
    assert_eq!(kinds(&say(&world, "a", &format!(r#"{{"type":"ping","since":{}}}"#, u64::MAX)).await), reload);
    // Swept, in part or whole.
    world.store.forget_news(tenant, 2);
    assert_eq!(kinds(&say(&world, "a", r#"{"type":"ping","since":1}"#).await), reload);
    assert_eq!(kinds(&say(&world, "a", r#"{"type":"ping","since":2}"#).await).len(), 3);
    world.store.forget_news(tenant, 4);
    assert_eq!(kinds(&say(&world, "a", r#"{"type":"ping","since":3}"#).await), reload);
    assert_eq!(kinds(&say(&world, "a", r#"{"type":"ping","since":4}"#).await), [("pong", 4)]);
    // More than a reload is worth.
    news(&ada, MOST_MISSED + 1).await;
    let newest = 5 + u64::from(MOST_MISSED);
    let told = say(&world, "a", r#"{"type":"ping","since":4}"#).await;
    assert_eq!(kinds(&told), [("reload", newest), ("pong", newest)]);
    assert_eq!(say(&world, "a", r#"{"type":"ping","since":5}"#).await.len(), MOST_MISSED as usize + 1);
}

#[tokio::test]
async fn a_socket_hears_of_its_topics_alone() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    open(&ada, "a").await;
    let told = say(&world, "a", r#"{"type":"subscribe","topics":["clouds","security"]}"#).await;
    assert_eq!(told, [json!({"v": 1, "type": "subscribed", "number": 0, "topics": ["clouds", "security"]})]);
    assert_eq!(publish(&world, machines_changed(ada.tenant().await)).await, []);
    assert_eq!(kinds(&say(&world, "a", r#"{"type":"ping","since":0}"#).await), [("pong", 1)]);
    let told = say(&world, "a", r#"{"type":"subscribe","topics":["machines"],"since":0}"#).await;
    assert_eq!(kinds(&told), [("machines", 1), ("subscribed", 1)]);
    assert_eq!(publish(&world, machines_changed(ada.tenant().await)).await.len(), 1);
    say(&world, "a", r#"{"type":"subscribe","topics":[]}"#).await;
    assert_eq!(publish(&world, machines_changed(ada.tenant().await)).await, []);
}

#[tokio::test]
async fn security_is_for_admins() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.become_a(Role::Operator).await;
    open(&ada, "a").await;
    let told = say(&world, "a", r#"{"type":"subscribe","topics":["security"]}"#).await;
    assert_eq!(told, [json!({"v": 1, "type": "error", "detail": "a topic needs a higher role"})]);
    assert_eq!(publish(&world, machines_changed(ada.tenant().await)).await.len(), 1, "nothing changed");
}

/// Publishes what is on the bus; what is told over the sockets.
async fn publish_all(world: &World) -> Vec<Value> {
    let mut told = Vec::new();
    for event in world.outbox.take_events() {
        let detail = serde_json::to_value(event).unwrap();
        told.extend(publish(world, detail).await.into_iter().map(|(_, message)| message));
    }
    told
}

#[tokio::test]
async fn an_admin_hears_that_an_attack_begins_and_rises() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    for (browser, connection) in [(&ada, "ada"), (&eve, "eve")] {
        open(browser, connection).await;
        say(&world, connection, r#"{"type":"subscribe","topics":["security"]}"#).await;
    }
    let guess = async |email: &str| {
        let body = json!({"email": email, "password": "a wrong guess"});
        world.browser().post("/sessions", body).await.problem(401);
        publish_all(&world).await
    };
    let news =
        |number: u32, kind: &str| [json!({"v": 1, "type": "security", "number": number, "kind": kind})];
    assert_eq!(guess("ada@example.com").await, news(1, "failed-log-in"));
    for _ in 0..8 {
        assert_eq!(guess("ada@example.com").await, [json!(null); 0], "more of the same");
    }
    let mut later = Vec::new();
    for _ in 0..5 {
        later.extend(guess("ada@example.com").await);
    }
    assert_eq!(later, news(2, "failed-log-in"), "cause to watch");
    assert_eq!(guess("nobody@example.com").await, [json!(null); 0]);
    ada.get("/admin").await.problem(404);
    assert_eq!(publish_all(&world).await, news(3, "decoy-route"));
    for _ in 0..2 {
        ada.get("/admin").await.problem(404);
        assert_eq!(publish_all(&world).await, [json!(null); 0], "counted with the one before");
    }
    world.browser().get("/admin").await.problem(404);
    assert!(world.outbox.take_events().is_empty(), "concerns no company");
}

#[tokio::test]
async fn an_answer_is_the_same_when_the_bus_takes_nothing() {
    let world = World::new();
    world.owner("ada@example.com").await;
    let body = json!({"email": "ada@example.com", "password": "a wrong guess"});
    world.outbox.fail_next(1);
    world.browser().post("/sessions", body).await.problem(401);
}

#[tokio::test]
async fn who_changes_a_document_is_heard_by_others() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    world.outbox.take_events();
    open(&ada, "a").await;
    let news = |kind: &str, number: u64, change: Value| {
        [json!({"v": 1, "type": kind, "number": number, "changes": [change]})]
    };

    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let id = schedule["id"].as_str().unwrap();
    ada.reach(Reach::Tag { key: "env".to_owned(), value: "dev".to_owned() }).await;
    assert_eq!(publish_all(&world).await, news("schedules", 1, json!({"id": id, "version": 1})));
    ada.reach(Reach::Everything).await;
    let path = format!("/schedules/{id}");
    let update = (Method::PUT, path.as_str(), Some(office(json!([]))));
    ada.call_with(update.0, update.1, update.2, &[("if-match", "\"1\"")]).await.expect(200);
    assert_eq!(publish_all(&world).await, news("schedules", 2, json!({"id": id, "version": 2})));
    let until = world.now() + SignedDuration::from_hours(1);
    let keep = json!({"keep": "on", "until": until, "reason": "release"});
    ada.call(Method::PUT, &format!("{path}/override"), Some(keep)).await.expect(200);
    assert_eq!(publish_all(&world).await, news("schedules", 3, json!({"id": id, "version": 3})));
    ada.call(Method::DELETE, &format!("{path}/override"), None).await.expect(204);
    assert_eq!(publish_all(&world).await, news("schedules", 4, json!({"id": id, "version": 4})));
    ada.call(Method::DELETE, &path, None).await.expect(204);
    assert_eq!(publish_all(&world).await, news("schedules", 5, json!({"id": id, "removed": true})));

    let draft = json!({"name": "Holidays", "document": {"entries": []}});
    let calendar = ada.post("/calendars", draft).await.expect(201);
    let id = calendar["id"].as_str().unwrap();
    assert_eq!(publish_all(&world).await, news("calendars", 6, json!({"id": id, "version": 1})));
    ada.call(Method::DELETE, &format!("/calendars/{id}"), None).await.expect(204);
    assert_eq!(publish_all(&world).await, news("calendars", 7, json!({"id": id, "removed": true})));

    ada.call(Method::DELETE, &format!("/clouds/{cloud}"), None).await.expect(204);
    assert_eq!(publish_all(&world).await, news("clouds", 8, json!({"id": cloud, "removed": true})));
}

#[tokio::test]
async fn a_change_stands_when_the_bus_takes_nothing() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    world.outbox.fail_next(1);
    ada.post("/calendars", json!({"name": "Holidays", "document": {"entries": []}})).await.expect(201);
}

#[tokio::test]
async fn whom_a_reach_narrows_hears_of_theirs_alone() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let tenant = ada.tenant().await;
    let (one, other) = (
        ada.connect("222222222222", &["eu-west-1"]).await,
        ada.connect("333333333333", &["eu-west-1"]).await,
    );
    let change = |cloud: &str, number: u32| json!({"id": format!("{cloud}:eu-west-1:i-{number:017x}"), "rev": 1, "state": "running", "last_action": null});
    let both = json!({
        "type": "machines-changed", "v": 1, "tenant": tenant, "changes": [change(&one, 1), change(&other, 2)],
    });
    let clouds = json!({"type": "clouds-changed", "v": 1, "tenant": tenant, "clouds": [one, other]});
    ada.reach(Reach::Clouds([other.parse().unwrap()].into())).await;
    open(&ada, "a").await;
    let told = publish(&world, both.clone()).await;
    assert_eq!(told[0].1["changes"], json!([change(&other, 2)]));
    let told = publish(&world, clouds.clone()).await;
    assert_eq!(told[0].1["changes"].as_array().unwrap().len(), 1);
    assert_eq!(told[0].1["changes"][0]["id"], other);
    let theirs = machines_changed(tenant);
    assert_eq!(publish(&world, theirs).await, [], "of another cloud");

    // By tag: what the inventory says counts, also for what is told again.
    ada.reach(Reach::Tag { key: "env".to_owned(), value: "dev".to_owned() }).await;
    assert_eq!(publish(&world, both).await, [], "unknown machines have no tags");
    assert_eq!(publish(&world, clouds).await, [], "nobody whom tags narrow has a whole cloud");
    assert_eq!(kinds(&say(&world, "a", r#"{"type":"ping","since":0}"#).await), [("pong", 5)]);
}

#[tokio::test]
async fn long_news_come_in_parts_that_fit_a_frame() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    open(&ada, "a").await;
    let reason = "why ".repeat(300);
    let changes: Vec<Value> = (0..100)
        .map(|number| {
            let mut change = machines_changed("")["changes"][0].clone();
            change["rev"] = json!(number);
            change["last_action"]["reason"] = json!(reason);
            change
        })
        .collect();
    let detail =
        json!({"type": "machines-changed", "v": 1, "tenant": ada.tenant().await, "changes": changes});
    let told = publish(&world, detail).await;
    assert!(told.len() > 3, "{}", told.len());
    let (last, parts) = told.split_last().unwrap();
    assert!(parts.iter().all(|(_, part)| part["more"] == true && part["number"] == 1));
    assert!(last.1.get("more").is_none() && last.1["number"] == 1);
    let all: Vec<&Value> = told.iter().flat_map(|(_, part)| part["changes"].as_array().unwrap()).collect();
    assert_eq!(all, changes.iter().collect::<Vec<_>>(), "each once, in order");
    assert!(told.iter().all(|(_, part)| part.to_string().len() <= FRAME));
}

#[tokio::test]
async fn what_is_not_understood_is_answered_and_changes_nothing() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    open(&ada, "a").await;
    let before = world.store.socket("a").await.unwrap();
    let long = format!(r#"{{"type":"ping","since":{}1}}"#, " ".repeat(5_000));
    let deep = "[".repeat(3_000);
    for wrong in [
        "",
        "x",
        "null",
        "[]",
        "{}",
        r#"{"type":"shout"}"#,
        r#"{"type":"ping","since":-1}"#,
        r#"{"type":"ping","since":"1"}"#,
        r#"{"type":"ping","since":1.5}"#,
        r#"{"type":"ping","extra":1}"#,
        r#"{"type":"ping","since":1,"since":2}"#,
        r#"{"type":"subscribe","topics":["weather"]}"#,
        r#"{"type":"subscribe","topics":"machines"}"#,
        "\u{0}",
        &long,
        &deep,
    ] {
        let told = say(&world, "a", wrong).await;
        assert_eq!(kinds(&told), [("error", 0)], "{wrong}");
        assert!(told[0]["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
    }
    assert_eq!(world.store.socket("a").await.unwrap(), before);
    assert_eq!(say(&world, "a", PING).await.len(), 1, "the socket lives");
}

#[tokio::test]
async fn a_socket_whose_session_ended_is_closed_when_it_is_heard_of() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    open(&ada, "a").await;
    ada.call(Method::DELETE, "/session", None).await.expect(204);
    assert_eq!(say(&world, "a", PING).await, Vec::<Value>::new());
    assert_eq!(say(&world, "never-opened", PING).await, Vec::<Value>::new());
    let closed = world.outbox.closed();
    assert!(closed.contains(&"a".to_owned()) && closed.contains(&"never-opened".to_owned()), "{closed:?}");
    assert_eq!(world.store.socket("a").await.unwrap(), None);
}

#[tokio::test]
async fn a_socket_that_takes_no_message_is_closed_and_its_browser_misses_nothing() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    open(&ada, "slow").await;
    world.outbox.fail_next(1);
    news(&ada, 1).await;
    assert_eq!(world.outbox.closed(), ["slow"]);
    world.advance(SignedDuration::from_mins(1));
    open(&ada, "again").await;
    let told = say(&world, "again", r#"{"type":"subscribe","since":0}"#).await;
    assert_eq!(kinds(&told), [("machines", 1), ("subscribed", 1)]);
}
