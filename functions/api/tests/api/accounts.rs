//! Signing up and logging in.

use http::header;
use powerdown_api::cookies;
use serde_json::json;

use crate::world::{PASSWORD, World};

#[tokio::test]
async fn a_company_signs_up_and_its_owner_logs_in() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let session = ada.get("/session").await.expect(200);
    assert_eq!(session["user"]["email"], "ada@example.com");
    assert_eq!(session["tenant"]["name"], "Engines");
    assert_eq!(session["tenant"]["time_zone"], "Europe/London");
    assert_eq!(session["role"], "owner");
    assert_eq!(session["expires_at"], "2026-03-02T08:10:00Z");
}

#[tokio::test]
async fn signing_up_answers_alike_for_known_and_unknown_addresses() {
    let world = World::new();
    world.owner("ada@example.com").await;
    let stranger = world.browser();
    let sign_up = async |email| {
        let draft = json!({"company": "Engines", "email": email, "password": PASSWORD});
        stranger.post("/tenants", draft).await
    };
    let known = sign_up("ada@example.com").await;
    let unknown = sign_up("grace@example.com").await;
    let unverified = sign_up("grace@example.com").await;
    known.expect(202);
    assert_eq!(known.essence(), unknown.essence());
    assert_eq!(known.essence(), unverified.essence());
    assert_eq!(world.outbox.take_mails().len(), 3);
}

#[tokio::test]
async fn every_refused_log_in_answers_alike() {
    let world = World::new();
    world.owner("ada@example.com").await;
    let stranger = world.browser();
    let draft = json!({"company": "Engines", "email": "grace@example.com", "password": PASSWORD});
    stranger.post("/tenants", draft).await.expect(202);
    let mut answers = Vec::new();
    for (email, password) in [
        ("nobody@example.com", PASSWORD),
        ("ada@example.com", "not her password"),
        ("grace@example.com", PASSWORD),
        ("not an address", PASSWORD),
        ("ada@example.com", "short"),
        ("ada@example.com", &"x".repeat(129)),
    ] {
        let answer = stranger.post("/sessions", json!({"email": email, "password": password})).await;
        answer.problem(401);
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
        answers.push(answer.essence());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

#[tokio::test]
async fn cookies_are_for_this_host_over_https_and_not_for_scripts() {
    let world = World::new();
    world.owner("ada@example.com").await;
    let browser = world.browser();
    let answer = browser.post("/sessions", json!({"email": "ada@example.com", "password": PASSWORD})).await;
    let set: Vec<&str> =
        answer.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(set.len(), 2);
    for (cookie, name, age) in [(set[0], cookies::SESSION, "600"), (set[1], cookies::REFRESH, "2592000")] {
        let (pair, attributes) = cookie.split_once("; ").unwrap();
        assert!(name.starts_with("__Host-"));
        assert!(pair.starts_with(&format!("{name}=")), "{pair}");
        assert_eq!(attributes, format!("Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={age}"));
    }
}

#[tokio::test]
async fn a_link_is_good_once() {
    let world = World::new();
    let browser = world.browser();
    let draft = json!({"company": "Engines", "email": "ada@example.com", "password": PASSWORD});
    browser.post("/tenants", draft).await.expect(202);
    let token = world.link_token();
    browser.post("/email-verifications", json!({"token": "nonsense"})).await.problem(410);
    browser.post("/email-verifications", json!({ "token": token })).await.expect(204);
    browser.post("/email-verifications", json!({ "token": token })).await.problem(410);
}

#[tokio::test]
async fn the_slow_routes_are_in_the_log_in_function_alone() {
    use axum::body::Body;
    use http::Method;
    use tower::ServiceExt;
    let world = World::new();
    // Should one of them come to the portal, it hashes nothing, and the web app's fallback does not take it.
    for (method, path, status) in [
        (Method::POST, "/tenants", 404),
        (Method::DELETE, "/tenants", 405),
        (Method::DELETE, "/invitations/acceptance", 405),
        (Method::POST, "/sessions", 405),
        (Method::PUT, "/password", 404),
        (Method::POST, "/password", 405),
        (Method::POST, "/password-resets", 404),
        (Method::POST, "/password-resets/confirmation", 404),
    ] {
        let request = world.browser().request(method, &format!("/api/v1{path}"));
        let answer = world.portal().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{path}");
        assert!(status != 405 || answer.headers().contains_key("allow"), "{path}");
    }
}
