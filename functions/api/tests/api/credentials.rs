//! Passwords and second factors.

use http::Method;
use jiff::SignedDuration;
use powerdown_domain::TenantId;
use powerdown_engine::ports::AccountStore;
use serde_json::{Value, json};

use crate::world::{Browser, PASSWORD, World};

const NEW: &str = "quiet turbines at dawn";

async fn change(browser: &Browser<'_>, body: Value) -> crate::world::Answer {
    browser.call(Method::PUT, "/password", Some(body)).await
}

/// What the person's app shows at this moment.
pub(crate) async fn app(browser: &Browser<'_>) -> String {
    let world = browser.world;
    let id = browser.session().await.user;
    let factor = world.store.user(id).await.unwrap().unwrap().second_factor.expect("a seed");
    let seed = factor.seed.open(&*world.base.vault, TenantId::SYSTEM, &id.to_string()).await.unwrap();
    let totp = totp_rs::Builder::new().with_secret(totp_rs::Secret::new_stack(*seed.expose()));
    totp.build().unwrap().generate(u64::try_from(world.now().as_second()).unwrap()).to_string()
}

/// Turns the factor on; the recovery codes.
async fn guard(browser: &Browser<'_>) -> Vec<String> {
    browser.call(Method::POST, "/second-factor", None).await.expect(201);
    let code = app(browser).await;
    let codes = browser.post("/second-factor/confirmation", json!({ "code": code })).await.expect(200);
    browser.world.advance(SignedDuration::from_secs(30));
    codes["recovery_codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_password_is_changed_and_other_sessions_end() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let phone = world.log_in("ada@example.com").await;
    for (body, field) in [
        (json!({"current": "not her password", "new": NEW}), "current"),
        (json!({"current": "short", "new": NEW}), "current"),
        (json!({"current": PASSWORD, "new": "short"}), "new"),
        (json!({"current": PASSWORD, "new": "x".repeat(129)}), "new"),
        (json!({"current": PASSWORD, "new": "Password2026"}), "new"),
        (json!({"current": PASSWORD, "new": "ada@example.com"}), "new"),
        (json!({"current": PASSWORD, "new": "engines for everybody"}), "new"),
        (json!({"current": PASSWORD, "new": PASSWORD}), "new"),
        (json!({"current": PASSWORD, "new": NEW, "is_admin": true}), "is_admin"),
    ] {
        let answer = change(&ada, body).await;
        assert_eq!(answer.field(), field);
        assert!(!String::from_utf8_lossy(&answer.bytes).contains(PASSWORD), "a refusal repeats a password");
    }
    phone.get("/session").await.expect(200);
    change(&ada, json!({"current": PASSWORD, "new": NEW})).await.expect(204);
    ada.get("/session").await.expect(200);
    ada.call(Method::POST, "/session/refresh", None).await.expect(200);
    phone.get("/session").await.problem(401);
    let log_in = async |password| {
        world.browser().post("/sessions", json!({"email": "ada@example.com", "password": password})).await
    };
    log_in(PASSWORD).await.problem(401);
    log_in(NEW).await.expect(200);
    change(&world.browser(), json!({"current": NEW, "new": PASSWORD})).await.problem(401);
}

#[tokio::test]
async fn a_sign_up_with_an_easy_password_is_refused_whoever_it_is() {
    let world = World::new();
    world.owner("ada@example.com").await;
    let stranger = world.browser();
    for email in ["ada@example.com", "grace@example.com"] {
        for password in ["iloveyou", "12345678", "Engines Limited!", "powerdown1"] {
            let draft = json!({"company": "Engines Limited", "email": email, "password": password});
            assert_eq!(stranger.post("/tenants", draft).await.field(), "password", "{password}");
        }
    }
    assert_eq!(world.outbox.take_mails(), []);
}

#[tokio::test]
async fn a_reset_is_asked_for_alike_and_done_by_the_link() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let stranger = world.browser();
    let ask = async |email: &str| stranger.post("/password-resets", json!({ "email": email })).await;
    let unknown = ask("nobody@example.com").await;
    assert!(!world.outbox.take_mails()[0].text.contains("token="));
    let known = ask("ada@example.com").await;
    known.expect(202);
    assert_eq!(known.essence(), unknown.essence());
    assert_eq!(ask("not an address").await.field(), "email");

    let token = world.link_token();
    let confirm = async |token: &str, password: &str| {
        let body = json!({"token": token, "password": password});
        stranger.post("/password-resets/confirmation", body).await
    };
    assert_eq!(confirm(&token, "password1").await.field(), "password");
    confirm("nonsense", NEW).await.problem(410);
    confirm(&token, NEW).await.expect(204);
    confirm(&token, NEW).await.problem(410);
    ada.get("/session").await.problem(401);
    ada.call(Method::POST, "/session/refresh", None).await.problem(401);
    let typed = json!({"email": "ada@example.com", "password": NEW});
    world.browser().post("/sessions", typed).await.expect(200);
}

#[tokio::test]
async fn a_second_factor_is_set_up_used_and_removed() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let off = json!({"enabled": false, "since": null, "recovery_codes_left": 0});
    assert_eq!(ada.get("/second-factor").await.expect(200), off);
    for path in ["/second-factor/recovery-codes", "/second-factor/removal", "/second-factor/confirmation"] {
        ada.post(path, json!({"code": "287082"})).await.problem(409);
    }
    let shown = ada.call(Method::POST, "/second-factor", None).await.expect(201);
    let secret = shown["secret"].as_str().unwrap();
    assert_eq!(secret.len(), 32);
    assert!(shown["uri"].as_str().unwrap().starts_with("otpauth://totp/PowerDown:ada%40example.com?secret="));
    assert_eq!(ada.get("/second-factor").await.expect(200), off);
    assert_eq!(ada.post("/second-factor/confirmation", json!({"code": "x"})).await.field(), "code");
    world.outbox.take_mails();
    let codes = guard(&ada).await;
    assert!(world.outbox.take_mails()[0].subject.ends_with("is on"));
    ada.call(Method::POST, "/second-factor", None).await.problem(409);
    let on = json!({"enabled": true, "since": "2026-03-02T08:00:00Z", "recovery_codes_left": 10});
    assert_eq!(ada.get("/second-factor").await.expect(200), on);

    let log_in = async |password: &str, code: Option<&str>| {
        let mut typed = json!({"email": "ada@example.com", "password": password});
        if let Some(code) = code {
            typed["code"] = json!(code);
        }
        world.browser().post("/sessions", typed).await
    };
    let kind = |answer: crate::world::Answer| answer.problem(401)["type"].clone();
    assert_eq!(kind(log_in(PASSWORD, None).await), "urn:powerdown:problem:needs-code");
    let wrong_code = log_in(PASSWORD, Some("000000")).await;
    let wrong_password = log_in("not her password", Some(&codes[0])).await;
    assert_eq!(wrong_code.essence(), wrong_password.essence());
    assert_eq!(kind(wrong_code), "urn:powerdown:problem:bad-credentials");
    let code = app(&ada).await;
    log_in(PASSWORD, Some(&code)).await.expect(200);
    log_in(PASSWORD, Some(&code)).await.problem(401);
    log_in(PASSWORD, Some(&codes[0])).await.expect(200);
    log_in(PASSWORD, Some(&codes[0])).await.problem(401);

    world.advance(SignedDuration::from_secs(30));
    let body = json!({"code": app(&ada).await});
    let fresh = ada.post("/second-factor/recovery-codes", body).await.expect(200);
    log_in(PASSWORD, Some(&codes[1])).await.problem(401);
    let last = fresh["recovery_codes"][0].as_str().unwrap();
    assert_eq!(ada.post("/second-factor/removal", json!({"code": codes[1]})).await.field(), "code");
    ada.post("/second-factor/removal", json!({ "code": last })).await.expect(204);
    assert_eq!(ada.get("/second-factor").await.expect(200), off);
    log_in(PASSWORD, None).await.expect(200);
}
