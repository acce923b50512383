//! Passwords that are reset by mail, and second factors, with the codes that a real app would show.

use std::time::Duration;

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    browser::{Answer, Browser},
    company::Company,
    mailbox::{link_token, mail_to},
    socket::Live,
    stack::stack_or_skip,
    totp,
    wait::{SOON, eventually, expect_that},
    week::now,
};

/// What follows a log-out or a reset is there at once; two processors do everything.
const AT_ONCE: Duration = Duration::from_secs(15);

async fn log_in(company: &Company, code: Option<&str>) -> Answer {
    let mut typed = json!({ "email": company.email, "password": company.password });
    if let Some(code) = code {
        typed["code"] = json!(code);
    }
    Browser::new(company.stack).post("/sessions", &typed).await
}

#[tokio::test]
async fn a_second_factor_is_enrolled_used_and_switched_off() {
    let Some(stack) = stack_or_skip("second factors") else { return };
    let mut company = Company::found(stack).await;
    let begun = company.browser.post_once("begin", "/second-factor", &json!({})).await;
    let begun: Value = begun.read(201);
    let secret = begun["secret"].as_str().expect("a secret").to_owned();
    assert!(begun["uri"].as_str().is_some_and(|uri| uri.contains(&secret)), "{begun}");
    // Shown once means once.
    company.browser.post_once("begin", "/second-factor", &json!({})).await.problem(409);
    log_in(&company, None).await.expect(200);

    let step = |ahead: i64| totp::code(&secret, now() + SignedDuration::from_secs(ahead * totp::STEP));
    let shown = step(0);
    let confirmed = company.browser.post("/second-factor/confirmation", &json!({ "code": shown })).await;
    let confirmed: Value = confirmed.read(200);
    let recovery = |place: usize| confirmed["recovery_codes"][place].as_str().expect("a code").to_owned();

    assert_eq!(log_in(&company, None).await.problem(401)["type"], "urn:powerdown:problem:needs-code");
    log_in(&company, Some(&shown)).await.problem(401);
    log_in(&company, Some(&step(-40))).await.problem(401);
    // The app's clock may be a step ahead; what it showed counts once.
    let next = step(1);
    log_in(&company, Some(&next)).await.expect(200);
    log_in(&company, Some(&next)).await.problem(401);
    log_in(&company, Some(&shown)).await.problem(401);

    log_in(&company, Some(&recovery(0))).await.expect(200);
    log_in(&company, Some(&recovery(0))).await.problem(401);
    let standing: Value = company.browser.get("/second-factor").await.read(200);
    assert_eq!((&standing["enabled"], &standing["recovery_codes_left"]), (&json!(true), &json!(9)));

    company.browser.post("/second-factor/removal", &json!({ "code": recovery(0) })).await.problem(422);
    company.browser.post("/second-factor/removal", &json!({ "code": recovery(1) })).await.expect(204);
    log_in(&company, None).await.expect(200);
}

#[tokio::test]
async fn a_forgotten_password_is_reset_by_mail_and_everything_before_ends() {
    let Some(stack) = stack_or_skip("password resets") else { return };
    let mut company = Company::found(stack).await;
    let mut live = Live::open(stack, &mut company.browser).await;
    let mut stranger = Browser::new(stack);
    let known = stranger.post("/password-resets", &json!({ "email": company.email })).await;
    let nobody = stranger.post("/password-resets", &json!({ "email": "nobody.at.all@example.com" })).await;
    assert_eq!(known.read::<Value>(202), nobody.read::<Value>(202), "the answer tells who has an account");
    let token = link_token(stack, &company.email, 1, "reset-password").await;
    company.browser.get("/session").await.expect(200);

    let fresh = format!("a fresh {}", company.password);
    let reset = json!({ "token": token, "password": fresh });
    stranger
        .post("/password-resets/confirmation", &json!({ "token": token, "password": "password1" }))
        .await
        .problem(422);
    stranger.post("/password-resets/confirmation", &reset).await.expect(204);
    stranger.post("/password-resets/confirmation", &reset).await.problem(410);
    company.browser.get("/session").await.problem(401);
    company.browser.ask("/session/refresh").await.problem(401);
    eventually("the open connection is closed", AT_ONCE, async || expect_that(live.is_closed(), "open"))
        .await;

    log_in(&company, None).await.problem(401);
    company.browser.log_in(&company.email, &fresh).await.expect(200);
    let told = eventually("a word to its owner", SOON, async || {
        let mails = mail_to(stack, &company.email).await;
        if mails.len() >= 3 { Ok(mails) } else { Err(format!("{} mails", mails.len())) }
    })
    .await;
    assert!(!told[2].contains("token="), "{}", told[2]);
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_their_connections() {
    let Some(stack) = stack_or_skip("changed passwords") else { return };
    let mut company = Company::found(stack).await;
    let mut phone = Browser::new(stack);
    phone.log_in(&company.email, &company.password).await.expect(200);
    let (mut here, mut there) =
        (Live::open(stack, &mut company.browser).await, Live::open(stack, &mut phone).await);
    let fresh = format!("a fresh {}", company.password);
    let change = json!({ "current": company.password, "new": fresh });
    company.browser.call(Method::PUT, "/password", Some(&change)).await.expect(204);
    phone.get("/session").await.problem(401);
    eventually("the other's connection is closed", AT_ONCE, async || expect_that(there.is_closed(), "open"))
        .await;
    company.browser.get("/session").await.expect(200);
    assert!(!here.is_closed(), "one's own connection was closed");

    // One's own list names both, and one is ended from the other.
    let mut tablet = Browser::new(stack);
    tablet.log_in(&company.email, &fresh).await.expect(200);
    let mut elsewhere = Live::open(stack, &mut tablet).await;
    let listed: Value = company.browser.get("/sessions").await.read(200);
    let other = listed["items"].as_array().into_iter().flatten().find(|session| session["current"] == false);
    let other = other.and_then(|session| session["id"].as_str()).expect("the tablet's");
    company.browser.delete(&format!("/sessions/{other}")).await.expect(204);
    tablet.get("/machines").await.problem(401);
    eventually("its connection is closed", AT_ONCE, async || expect_that(elsewhere.is_closed(), "open"))
        .await;
    assert!(!here.is_closed(), "one's own connection was closed");
}
