//! Staying logged in and logging out.

use http::{Method, header};
use jiff::SignedDuration;
use powerdown_api::cookies::{REFRESH, SESSION};

use crate::world::{Browser, World};

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
