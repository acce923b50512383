//! Inviting people and making API tokens, on the deployed functions with the roles they have there.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    browser::{Answer, Browser},
    company::{Company, random},
    mailbox::link_token,
    stack::stack_or_skip,
    week::now,
};

#[tokio::test]
async fn somebody_is_invited_joins_is_promoted_and_leaves() {
    let Some(stack) = stack_or_skip("members") else { return };
    let mut company = Company::found(stack).await;
    let (email, password) = (format!("guest.{:016x}@example.com", random()), "a pass phrase of one's own");
    let everything = json!({"type": "everything"});
    let draft = json!({"email": email, "role": "viewer", "reach": everything});
    company.browser.post("/invitations", &draft).await.expect(201);
    let token = link_token(stack, &email, 1, "accept-invitation").await;

    let mut guest = Browser::new(stack);
    let preview: Value = guest.post("/invitations/preview", &json!({ "token": token })).await.read(200);
    assert_eq!(preview["needs_password"], true);
    let acceptance = json!({"token": token, "password": password});
    guest.post("/invitations/acceptance", &acceptance).await.expect(204);
    guest.post("/invitations/acceptance", &acceptance).await.problem(410);
    guest.log_in(&email, password).await.expect(200);
    let session: Value = guest.get("/session").await.read(200);
    assert_eq!(session["role"], "viewer");
    guest.get("/members").await.problem(403);

    let member = format!("/members/{}", session["user"]["id"].as_str().expect("an id"));
    let owner = json!({"role": "owner", "reach": everything});
    let changed: Value = company.browser.call(Method::PUT, &member, Some(&owner)).await.read(200);
    assert_eq!((&changed["role"], &changed["email"]), (&json!("owner"), &json!(email)));
    let members: Value = guest.get("/members").await.read(200);
    assert_eq!(members["items"].as_array().map(Vec::len), Some(2));
    // The founder steps back: the transaction asks whether the other owner still is one.
    let founder: Value = company.browser.get("/session").await.read(200);
    let founder = format!("/members/{}", founder["user"]["id"].as_str().expect("an id"));
    let admin = json!({"role": "admin", "reach": everything});
    company.browser.call(Method::PUT, &founder, Some(&admin)).await.expect(200);
    guest.call(Method::PUT, &member, Some(&admin)).await.problem(409);
    guest.call(Method::PUT, &founder, Some(&owner)).await.expect(200);

    company.browser.delete(&member).await.expect(204);
    guest.get("/session").await.problem(401);
    guest.log_in(&email, password).await.problem(401);
}

/// Sends a token and nothing else.
async fn with_token(program: &mut Browser, token: &str, path: &str) -> Answer {
    let headers = [("authorization", format!("Bearer {token}"))];
    program.send(Method::GET, &format!("/api/v1{path}"), &headers, Vec::new()).await
}

#[tokio::test]
async fn a_program_reads_with_a_token_until_it_is_ended() {
    let Some(stack) = stack_or_skip("API tokens") else { return };
    let mut company = Company::found(stack).await;
    let expires_at = now() + SignedDuration::from_hours(1);
    let draft = json!({
        "name": "report", "scopes": ["machines:read"], "reach": {"type": "everything"},
        "expires_at": expires_at,
    });
    let issued: Value = company.browser.post("/api-tokens", &draft).await.read(201);
    let token = issued["token"].as_str().expect("a token");
    let mut program = Browser::new(stack);
    with_token(&mut program, token, "/machines").await.expect(200);
    with_token(&mut program, token, "/schedules").await.problem(403);
    with_token(&mut program, token, "/session").await.problem(403);
    let listed: Value = company.browser.get("/api-tokens").await.read(200);
    assert!(listed["items"][0]["last_used"].is_string(), "{listed}");
    let path = format!("/api-tokens/{}", issued["api_token"]["id"].as_str().expect("an id"));
    company.browser.delete(&path).await.expect(204);
    with_token(&mut program, token, "/machines").await.problem(401);
}
