//! A call that is sent twice is carried out once.

use futures::future::join_all;
use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    credentials::app,
    world::{Answer, Browser, World, office},
};

async fn create(browser: &Browser<'_>, key: &str, body: Value) -> Answer {
    browser.call_with(Method::POST, "/schedules", Some(body), &[("idempotency-key", key)]).await
}

async fn schedules(browser: &Browser<'_>) -> usize {
    browser.get("/schedules").await.expect(200)["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_repetition_gets_the_first_answer_and_creates_nothing() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let first = create(&ada, "k-1", office(json!([]))).await;
    let created = first.expect(201);
    world.advance(SignedDuration::from_mins(5));
    let again = create(&ada, "k-1", office(json!([]))).await;
    assert_eq!(again.expect(201), created);
    assert_eq!(again.headers["etag"], first.headers["etag"]);
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert!(!first.headers.contains_key("idempotent-replayed"));
    assert_eq!(schedules(&ada).await, 1);
    // Another key is another call, and so is one after a day.
    create(&ada, "k-2", office(json!([]))).await.expect(201);
    assert_eq!(schedules(&ada).await, 2);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_caller() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let created = create(&ada, "k-1", office(json!([]))).await.expect(201);
    let other = json!({"name": "another", "document": {"zone": "UTC", "otherwise": "on"}});
    assert_eq!(create(&ada, "k-1", other).await.field(), "Idempotency-Key");
    let calendar = json!({"name": "Holidays", "document": {}});
    let elsewhere = ada.call_with(Method::POST, "/calendars", Some(calendar), &[("idempotency-key", "k-1")]);
    assert_eq!(elsewhere.await.field(), "Idempotency-Key");
    let eves = create(&eve, "k-1", office(json!([]))).await.expect(201);
    assert_ne!(eves["id"], created["id"]);
}

#[tokio::test]
async fn a_refused_call_leaves_its_key_free() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    create(&ada, "k-1", json!({"name": ""})).await.problem(422);
    create(&ada, "k-1", office(json!([]))).await.expect(201);
}

#[tokio::test]
async fn of_many_at_once_one_is_carried_out() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let answers = join_all((0..20).map(|_| create(&ada, "k-1", office(json!([]))))).await;
    assert!(answers.iter().all(|answer| matches!(answer.status.as_u16(), 201 | 409)), "{answers:?}");
    assert_eq!(schedules(&ada).await, 1);
}

#[tokio::test]
async fn keys_have_a_form_and_are_looked_at_only_with_a_session() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    for wrong in ["", "with space", &"x".repeat(65)] {
        assert_eq!(create(&ada, wrong, office(json!([]))).await.field(), "Idempotency-Key", "{wrong:?}");
    }
    create(&world.browser(), "k-1", office(json!([]))).await.problem(401);
}

/// What is shown once is not kept for who has the key, and what was done is not done again.
#[tokio::test]
async fn an_answer_that_holds_a_secret_is_not_repeated() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let token = json!({
        "name": "report", "scopes": ["machines:read"], "reach": {"type": "everything"},
        "expires_at": "2026-04-01T00:00:00Z",
    });
    for (path, body) in [("/api-tokens", Some(token)), ("/second-factor", None), ("/socket-tickets", None)] {
        let once =
            async || ada.call_with(Method::POST, path, body.clone(), &[("idempotency-key", path)]).await;
        once().await.expect(201);
        once().await.problem(409);
    }
    for path in ["/second-factor/confirmation", "/second-factor/recovery-codes"] {
        let body = json!({ "code": app(&ada).await });
        let once = async || {
            ada.call_with(Method::POST, path, Some(body.clone()), &[("idempotency-key", path)]).await
        };
        once().await.expect(200);
        once().await.problem(409);
        world.advance(SignedDuration::from_secs(30));
    }
}
