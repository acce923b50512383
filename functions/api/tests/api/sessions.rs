//! Staying logged in and logging out.

use http::{Method, header};
use jiff::SignedDuration;
use powerdown_api::cookies::{REFRESH, SESSION};
use powerdown_engine::record::Session;
use serde_json::json;

use crate::world::{Browser, PASSWORD, World};

async fn refresh(browser: &Browser<'_>) -> crate::world::Answer {
    browser.call(Method::POST, "/session/refresh", None).await
}

#[tokio::test]
async fn an_access_token_runs_out_and_is_refreshed() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    world.advance(SignedDuration::from_mins(10));
    ada.get("/session").await.problem(401);
    let session = refresh(&ada).await.expect(200);
    assert_eq!(session["expires_at"], "2026-03-02T08:20:00Z");
    ada.get("/session").await.expect(200);
}

#[tokio::test]
async fn a_refresh_token_used_twice_at_once_keeps_the_session() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let other_tab = world.browser();
    other_tab.set_cookie(REFRESH, &ada.cookie(REFRESH));
    refresh(&ada).await.expect(200);
    world.advance(SignedDuration::from_secs(9));
    let late = refresh(&other_tab).await;
    assert_eq!(late.problem(409)["type"], "urn:powerdown:problem:just-refreshed");
    assert!(!late.headers.contains_key(header::SET_COOKIE));
    refresh(&ada).await.expect(200);
}

#[tokio::test]
async fn a_refresh_token_used_again_later_ends_the_session_for_everybody() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let thief = world.browser();
    thief.set_cookie(REFRESH, &ada.cookie(REFRESH));
    refresh(&ada).await.expect(200);
    world.advance(SignedDuration::from_secs(10));
    refresh(&thief).await.problem(401);
    ada.get("/session").await.problem(401);
    refresh(&ada).await.problem(401);
}

#[tokio::test]
async fn logging_out_takes_effect_at_once_and_takes_the_cookies_away() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let copy = world.browser();
    copy.set_cookie(SESSION, &ada.cookie(SESSION));
    copy.set_cookie(REFRESH, &ada.cookie(REFRESH));
    let answer = ada.call(Method::DELETE, "/session", None).await;
    answer.expect(204);
    for cookie in answer.headers.get_all(header::SET_COOKIE) {
        assert!(cookie.to_str().unwrap().ends_with("Max-Age=0"), "{cookie:?}");
    }
    assert!(ada.cookies.lock().unwrap().is_empty());
    copy.get("/session").await.problem(401);
    refresh(&copy).await.problem(401);
    // A log-out without a session is none the worse.
    ada.call(Method::DELETE, "/session", None).await.expect(204);
}

#[tokio::test]
async fn a_browser_whose_access_token_ran_out_can_still_log_out() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let copy = world.browser();
    copy.set_cookie(REFRESH, &ada.cookie(REFRESH));
    world.advance(SignedDuration::from_mins(11));
    ada.call(Method::DELETE, "/session", None).await.expect(204);
    refresh(&copy).await.problem(401);
}

#[tokio::test]
async fn tampered_cookies_are_refused_alike() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let good = ada.cookie(SESSION);
    let none = world.browser().get("/session").await.essence();
    let swapped = {
        let grace = world.owner("grace@example.com").await;
        let (head, _) = good.rsplit_once('.').unwrap();
        let theirs = grace.cookie(SESSION);
        format!("{head}.{}", theirs.rsplit_once('.').unwrap().1)
    };
    for bad in [good[..good.len() - 1].to_owned(), good.to_uppercase(), swapped, "x".to_owned()] {
        let browser = world.browser();
        browser.set_cookie(SESSION, &bad);
        let answer = browser.get("/session").await;
        answer.problem(401);
        assert_eq!(answer.essence(), none);
    }
    let (name, value) = (SESSION.to_uppercase(), good);
    let browser = world.browser();
    browser.set_cookie(&name, &value);
    browser.get("/session").await.problem(401);
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_sessions() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    world.advance(SignedDuration::from_mins(1));
    let phone = world.browser();
    let typed = json!({"email": "ada@example.com", "password": PASSWORD});
    let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) Version/19 Safari/604.1";
    phone.call_with(Method::POST, "/sessions", Some(typed), &[("user-agent", agent)]).await.expect(200);
    world.advance(SignedDuration::from_mins(5));
    refresh(&ada).await.expect(200);

    let list = ada.get("/sessions").await.expect(200);
    let handles = [ada.session().await, phone.session().await].map(|session| session.handle().to_string());
    assert_eq!(
        list,
        json!({"items": [
            {
                "id": handles[0], "current": true, "created_at": "2026-03-02T08:00:00Z",
                "last_used_at": "2026-03-02T08:06:00Z", "expires_at": "2026-04-01T08:00:00Z", "agent": null,
            },
            {
                "id": handles[1], "current": false, "created_at": "2026-03-02T08:01:00Z",
                "last_used_at": "2026-03-02T08:01:00Z", "expires_at": "2026-04-01T08:01:00Z",
                "agent": "Safari on iPhone",
            },
        ], "next_cursor": null})
    );
    let secret = phone.session().await.id.to_string();
    assert!(!list.to_string().contains(&secret), "half of a refresh token is shown");

    let first = ada.get("/sessions?limit=1").await.expect(200);
    assert_eq!(first["items"], json!([list["items"][0]]));
    let next = first["next_cursor"].as_str().unwrap();
    let second = ada.get(&format!("/sessions?cursor={next}")).await.expect(200);
    assert_eq!(second, json!({"items": [list["items"][1]], "next_cursor": null}));
    let newest = ada.get("/sessions?sort=-created_at&limit=1").await.expect(200);
    assert_eq!(newest["items"], json!([list["items"][1]]));
    assert_eq!(eve.get(&format!("/sessions?cursor={next}")).await.field(), "cursor");
    assert_eq!(ada.get("/sessions?cursor=nonsense").await.field(), "cursor");
    assert_eq!(ada.get("/sessions?state=x").await.field(), "state");

    // Somebody else's is as unknown as one that never was.
    let path = |handle: &str| format!("/sessions/{handle}");
    let mut refused = Vec::new();
    for handle in [&handles[0], "sess_00000000000000000000000009", "x", &secret] {
        let answer = eve.call(Method::DELETE, &path(handle), None).await;
        answer.problem(404);
        refused.push(answer.essence());
    }
    assert!(refused.iter().all(|answer| *answer == refused[0]));

    ada.call(Method::DELETE, &path(&handles[1]), None).await.expect(204);
    phone.get("/session").await.problem(401);
    refresh(&phone).await.problem(401);
    ada.get("/session").await.expect(200);
    let own = ada.call(Method::DELETE, &path(&handles[0]), None).await;
    own.expect(204);
    assert_eq!(own.headers.get_all(header::SET_COOKIE).iter().count(), 2, "the cookies are taken away");
    ada.get("/session").await.problem(401);
}

#[tokio::test]
async fn logging_out_everywhere_ends_every_session_at_once() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let mut all = vec![ada];
    for _ in 0..3 {
        all.push(world.log_in("ada@example.com").await);
    }
    let handles: Vec<String> = {
        let mut sessions: Vec<Session> = Vec::new();
        for browser in &all {
            sessions.push(browser.session().await);
        }
        sessions.sort_by_key(Session::handle);
        sessions.iter().map(|session| session.handle().to_string()).collect()
    };
    all[2].call(Method::DELETE, "/sessions", None).await.expect(204);
    for browser in &all {
        assert!(browser.get("/session").await.status.as_u16() == 401);
    }
    for browser in all.iter().filter(|browser| browser.cookies.lock().unwrap().contains_key(REFRESH)) {
        refresh(browser).await.problem(401);
    }
    eve.get("/session").await.expect(200);
    let events = serde_json::to_value(world.outbox.take_events()).unwrap();
    assert_eq!(events[0]["sessions"], json!(handles));
    world.log_in("ada@example.com").await.get("/session").await.expect(200);
}
