//! Inviting people and making API tokens, on the deployed functions with the roles they have there.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    browser::{Answer, Browser},
    company::{Company, random},
    customer::Customer,
    mailbox::link_token,
    stack::stack_or_skip,
    views::{Cloud, Machine, Page},
    wait::{SOON, eventually, expect_that},
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

#[tokio::test]
async fn somebody_invited_to_one_cloud_finds_nothing_of_the_other() {
    let Some(stack) = stack_or_skip("narrowed reach") else { return };
    let mut company = Company::found(stack).await;
    let mut clouds = Vec::new();
    for (name, region) in [("theirs", "us-east-1"), ("ours", "eu-west-1")] {
        let customer = Customer::new(stack);
        customer.region(region).launch_one(&[("Name", name)]).await;
        clouds.push(company.connect(&customer, &[region]).await);
    }
    let machines = company.inventory_of(2).await;
    let of =
        |cloud: &Cloud| machines.values().find(|machine| machine.cloud_id == cloud.id).expect("it is there");
    let (theirs, ours) = (of(&clouds[0]), of(&clouds[1]));

    let reach = json!({"type": "clouds", "clouds": [clouds[0].id]});
    let mut guest = company.colleague("operator", &reach).await.browser;
    let session: Value = guest.get("/session").await.read(200);
    assert_eq!((&session["role"], &session["reach"]), (&json!("operator"), &reach));
    let found: Page<Machine> = guest.get("/machines").await.read(200);
    assert_eq!(found.items.iter().map(|machine| &machine.id).collect::<Vec<_>>(), [&theirs.id]);
    let found: Page<Cloud> = guest.get("/clouds").await.read(200);
    assert_eq!(found.items.iter().map(|cloud| &cloud.id).collect::<Vec<_>>(), [&clouds[0].id]);

    let keep = json!({"keep": "on", "until": now() + SignedDuration::from_hours(1), "reason": "a release"});
    for (machine, status) in [(theirs, 200), (ours, 404)] {
        guest.get(&format!("/machines/{}", machine.id)).await.expect(status);
        let path = format!("/machines/{}/override", machine.id);
        guest.call(Method::PUT, &path, Some(&keep)).await.expect(status);
    }
    guest.get(&format!("/clouds/{}", clouds[1].id)).await.problem(404);
    assert!(company.machine(&ours.id).await.r#override.is_none());
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

    // One that nobody ends ends by itself.
    let ends = now() + SignedDuration::from_secs(15);
    let mut short = draft;
    short["expires_at"] = json!(ends);
    let issued: Value = company.browser.post("/api-tokens", &short).await.read(201);
    let token = issued["token"].as_str().expect("a token");
    eventually("the token has expired", SOON, async || {
        let status = with_token(&mut program, token, "/machines").await.status.as_u16();
        expect_that(status == 401, status)
    })
    .await;
    assert!(now() >= ends, "refused before its time");
}
