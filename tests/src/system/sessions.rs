//! Signing up, logging in, staying logged in, and every way in which that must not work.

use jiff::{SignedDuration, Timestamp};
use reqwest::header::SET_COOKIE;
use serde_json::{Value, json};

use super::{
    browser::{Answer, Browser},
    company::{Company, random},
    customer::Customer,
    mailbox::{mail_to, verification_token},
    operator::Operator,
    socket::{Live, ticket},
    stack::stack_or_skip,
    views::Session,
    wait::{SOON, eventually, expect_that},
    week,
};

const SESSION: &str = "__Host-session";
const REFRESH: &str = "__Host-refresh";

/// Body and status without the request's own id: what a stranger could compare.
fn comparable(answer: &Answer) -> (u16, Value) {
    let mut body: Value = serde_json::from_slice(&answer.body).expect("the answer is JSON");
    body.as_object_mut().expect("an object").remove("request_id");
    (answer.status.as_u16(), body)
}

#[tokio::test]
async fn who_has_an_account_is_not_told() {
    let Some(stack) = stack_or_skip("who has an account") else { return };
    let company = Company::found(stack).await;
    let fresh = format!("fresh.{:016x}@example.com", random());
    let mut stranger = Browser::new(stack);
    let sign_up =
        |email: &str| json!({ "company": "Elsewhere", "email": email, "password": "another pass phrase" });
    let known = stranger.post("/tenants", &sign_up(&company.email)).await;
    let unknown = stranger.post("/tenants", &sign_up(&fresh)).await;
    known.expect(202);
    assert_eq!(comparable(&known), comparable(&unknown), "the answer tells who has an account");

    let wrong = stranger.log_in(&company.email, "another pass phrase").await;
    let unverified = stranger.log_in(&fresh, "another pass phrase").await;
    let nobody = stranger.log_in("nobody.at.all@example.com", "another pass phrase").await;
    wrong.problem(401);
    assert_eq!(comparable(&wrong), comparable(&unverified));
    assert_eq!(comparable(&wrong), comparable(&nobody));

    // Its owner is told by mail, and nothing of the account has changed.
    let mails = eventually("a word to the owner", SOON, async || {
        let mails = mail_to(stack, &company.email).await;
        if mails.len() == 2 { Ok(mails) } else { Err(format!("{} mails", mails.len())) }
    })
    .await;
    assert!(!mails[1].contains("token="), "the second mail has a link that verifies: {}", mails[1]);
    stranger.log_in(&company.email.to_uppercase(), &company.password).await.expect(200);
}

#[tokio::test]
async fn a_link_in_a_mail_works_once() {
    let Some(stack) = stack_or_skip("verification links") else { return };
    let email = format!("link.{:016x}@example.com", random());
    let password = "a pass phrase of one's own";
    let mut browser = Browser::new(stack);
    browser
        .post("/tenants", &json!({ "company": "Links", "email": email, "password": password }))
        .await
        .expect(202);
    let token = verification_token(stack, &email, 1).await;
    browser.log_in(&email, password).await.problem(401);
    let tampered = {
        let last = if token.ends_with('0') { "1" } else { "0" };
        format!("{}{last}", &token[..token.len() - 1])
    };
    for wrong in [tampered.as_str(), "", "usr_.", "garbage"] {
        let status = browser.post("/email-verifications", &json!({ "token": wrong })).await.status.as_u16();
        assert!(matches!(status, 410 | 422), "{wrong}: {status}");
    }
    browser.log_in(&email, password).await.problem(401);
    browser.post("/email-verifications", &json!({ "token": token })).await.expect(204);
    browser.post("/email-verifications", &json!({ "token": token })).await.problem(410);
    browser.log_in(&email, password).await.expect(200);
}

#[tokio::test]
async fn cookies_are_for_this_host_and_no_script() {
    let Some(stack) = stack_or_skip("cookies") else { return };
    let company = Company::found(stack).await;
    let mut browser = Browser::new(stack);
    let answer = browser.log_in(&company.email, &company.password).await;
    let session: Session = answer.read(200);
    assert_eq!(session.user.email, company.email);
    assert_eq!((session.role.as_str(), session.tenant.time_zone.as_str()), ("owner", "Europe/Berlin"));
    assert_eq!(session.tenant.name, "Test & Söhne");
    assert!(!session.user.id.is_empty() && session.expires_at.ends_with('Z'));
    let cookies: Vec<&str> =
        answer.headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.starts_with(SESSION) || cookie.starts_with(REFRESH), "{cookie}");
        let attributes: Vec<&str> = cookie.split(';').skip(1).map(str::trim).collect();
        for needed in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
            assert!(attributes.contains(&needed), "no {needed} in {cookie}");
        }
        assert!(!cookie.contains("Domain="), "{cookie}");
    }
    for token in [SESSION, REFRESH].map(|name| browser.cookie(name).expect("it was set")) {
        assert!(!answer.text().contains(token), "a token is in the body, where scripts read it");
    }
}

#[tokio::test]
async fn a_forged_token_opens_nothing() {
    let Some(stack) = stack_or_skip("forged tokens") else { return };
    let company = Company::found(stack).await;
    let good = company.browser.cookie(SESSION).expect("logged in").to_owned();
    let parts: Vec<&str> = good.split('.').collect();
    let [header, claims, signature] = parts[..] else { panic!("not a JWT: {good}") };
    let encode = |value: Value| {
        use base64::Engine;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string())
    };
    let other_claims = encode(json!({ "sub": company.session.user.id, "exp": 4_102_444_800_i64 }));
    let none = encode(json!({ "alg": "none", "typ": "JWT" }));
    let flipped = flip_middle(signature);
    let longer_life = flip_middle(claims);
    let forgeries = [
        String::new(),
        "garbage".to_owned(),
        format!("{header}.{claims}."),
        format!("{none}.{claims}."),
        format!("{none}.{claims}.{signature}"),
        format!("{header}.{other_claims}.{signature}"),
        format!("{header}.{longer_life}.{signature}"),
        format!("{header}.{claims}.{flipped}"),
        company.browser.cookie(REFRESH).expect("logged in").to_owned(),
    ];
    for forged in forgeries {
        let mut browser = Browser::new(stack);
        browser.forge_cookie(SESSION, &forged);
        for path in ["/session", "/machines", "/clouds", "/schedules"] {
            browser.get(path).await.problem(401);
        }
        browser.ask("/socket-tickets").await.problem(401);
    }
    let mut browser = Browser::new(stack);
    browser.forge_cookie(SESSION, &good);
    browser.get("/session").await.expect(200);
}

/// The text with the character in its middle replaced by another.
fn flip_middle(text: &str) -> String {
    let middle = text.len() / 2;
    let other = if text.as_bytes()[middle] == b'A' { 'B' } else { 'A' };
    format!("{}{other}{}", &text[..middle], &text[middle + 1..])
}

#[tokio::test]
async fn an_expired_token_opens_nothing() {
    let Some(stack) = stack_or_skip("expired tokens") else { return };
    let mut company = Company::found(stack).await;
    let operator = Operator::of(stack);
    let sessions = operator.sessions_of(&company.session.user.id).await;
    let [session] = &sessions[..] else { panic!("one session, not {sessions:?}") };
    operator.end_session(session, week::now() + SignedDuration::from_secs(4)).await;
    // A token ends with its session at the latest: the refreshed one has seconds to live.
    let refreshed: Session = company.browser.ask("/session/refresh").await.read(200);
    let end: Timestamp = refreshed.expires_at.parse().expect("an instant");
    assert!(end < week::now() + SignedDuration::from_secs(5), "{}", refreshed.expires_at);
    eventually("the token has expired", SOON, async || {
        let status = company.browser.get("/machines").await.status.as_u16();
        expect_that(status == 401, status)
    })
    .await;
    assert!(week::now() >= end, "refused before its time");
    eventually("the session itself has ended", SOON, async || {
        let status = company.browser.ask("/session/refresh").await.status.as_u16();
        expect_that(status == 401, status)
    })
    .await;
    company.browser.ask("/socket-tickets").await.problem(401);
}

#[tokio::test]
async fn a_refresh_token_works_once_and_a_thief_ends_the_session() {
    let Some(stack) = stack_or_skip("refresh tokens") else { return };
    let mut company = Company::found(stack).await;
    let first = company.browser.cookie(REFRESH).expect("logged in").to_owned();
    company.browser.ask("/session/refresh").await.expect(200);
    assert_ne!(company.browser.cookie(REFRESH), Some(first.as_str()), "the token was not rotated");

    let mut repeated = Browser::new(stack);
    repeated.forge_cookie(REFRESH, &first);
    repeated.ask("/session/refresh").await.problem(409);
    company.browser.get("/session").await.expect(200);

    // Past the grace of ten seconds the same token is a thief's.
    eventually("the repetition ends the session", SOON, async || {
        repeated.forge_cookie(REFRESH, &first);
        let status = repeated.ask("/session/refresh").await.status.as_u16();
        expect_that(status == 401, status)
    })
    .await;
    company.browser.get("/session").await.problem(401);
    company.browser.ask("/session/refresh").await.problem(401);
}

#[tokio::test]
async fn a_ticket_opens_one_connection() {
    let Some(stack) = stack_or_skip("socket tickets") else { return };
    let mut company = Company::found(stack).await;
    let ticket = ticket(&mut company.browser).await;
    let open = Live::with_ticket(stack, &ticket).await;
    assert!(open.is_ok());
    for wrong in [ticket.as_str(), "", "garbage", &"0".repeat(64)] {
        let refused = Live::with_ticket(stack, wrong).await.err();
        assert!(refused.is_some_and(|status| (400..500).contains(&status)), "{wrong}: {refused:?}");
    }
    Browser::new(stack).ask("/socket-tickets").await.problem(401);
}

#[tokio::test]
async fn another_sites_page_opens_no_connection() {
    let Some(stack) = stack_or_skip("connections of other sites") else { return };
    let mut company = Company::found(stack).await;
    let ticket = ticket(&mut company.browser).await;
    let refused = Live::from_page(stack, &ticket, "https://evil.example").await.err();
    assert!(refused.is_some_and(|status| (400..500).contains(&status)), "{refused:?}");
}

#[tokio::test]
async fn logging_out_ends_everything_at_once() {
    let Some(stack) = stack_or_skip("logging out") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let region = customer.region("us-east-1");
    let instance = region.launch_one(&[("Name", "watched")]).await;
    company.connect(&customer, &["us-east-1"]).await;
    let machine = company.inventory_of(1).await.remove(&instance).expect("it is there");

    let mut leaving = Browser::new(stack);
    leaving.log_in(&company.email, &company.password).await.expect(200);
    let mut live_of_leaving = Live::open(stack, &mut leaving).await;
    let mut live = Live::open(stack, &mut company.browser).await;
    let kept = leaving.clone();
    let answer = leaving.delete("/session").await;
    answer.expect(204);
    assert_eq!((leaving.cookie(SESSION), leaving.cookie(REFRESH)), (None, None), "{:?}", answer.headers);

    let mut thief = kept;
    thief.get("/session").await.problem(401);
    thief.get("/machines").await.problem(401);
    thief.ask("/session/refresh").await.problem(401);
    eventually("the connection of who left is closed", SOON, async || {
        expect_that(live_of_leaving.is_closed(), "open")
    })
    .await;
    region.stop(&instance).await;
    eventually("who stayed is told", SOON, async || {
        let told = live.changes_of(&machine.id);
        expect_that(told.iter().any(|change| change["state"] == "stopped"), told)
    })
    .await;
    let told = live_of_leaving.changes_of(&machine.id);
    assert!(!told.iter().any(|change| change["state"] == "stopped"), "who logged out is told: {told:?}");
    company.browser.get("/session").await.expect(200);
}
