//! Plaintext secrets exist in memory only: neither the table nor any log holds one, in any common spelling.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    browser::Browser,
    company::{Company, by_tag},
    customer::Customer,
    mailbox::verification_token,
    operator::Operator,
    socket::{Live, ticket},
    stack::stack_or_skip,
    views::{Access, Cloud},
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week,
};

/// Something that must not be found: what it is, and what it is.
struct Secret {
    what: &'static str,
    text: String,
}

fn secret(what: &'static str, text: &str) -> Secret {
    assert!(text.len() >= 8, "{what} is too short to be looked for: {text}");
    Secret { what, text: text.to_owned() }
}

#[tokio::test]
async fn neither_the_table_nor_a_log_holds_what_went_in() {
    let Some(stack) = stack_or_skip("secrets at rest and in logs") else { return };
    let mut company = Company::found(stack).await;
    let mut secrets = vec![
        secret("the owner's address", &company.email),
        secret("the owner's address without its domain", company.email.split('@').next().unwrap_or_default()),
        secret("the owner's password", &company.password),
    ];
    secrets.extend(session_secrets(&company.browser));
    company.browser.ask("/session/refresh").await.expect(200);
    secrets.extend(session_secrets(&company.browser));
    secrets.extend(somebody_who_never_verified(&mut company).await);

    let by_role = Customer::new(stack);
    let by_keys = Customer::new(stack);
    for customer in [&by_role, &by_keys] {
        customer.region("us-east-1").launch(2, "t3.micro", &[("env", "dev")]).await;
    }
    let cloud = company.connect(&by_role, &["us-east-1"]).await;
    secrets.push(secret("the external id", &company.launch(&cloud.id).await.external_id));
    secrets.extend(connect_with_keys(&mut company, &by_keys).await);

    let used = ticket(&mut company.browser).await;
    Live::with_ticket(stack, &used).await.expect("a fresh ticket opens a connection");
    let unused = ticket(&mut company.browser).await;
    secrets.extend([secret("a used ticket", &used), secret("an unused ticket", &unused)]);

    // Orders and jobs open the secrets to do their work: only now may they have leaked.
    let selectors = json!([by_tag(10, "env", "dev")]);
    company.schedule("Nights", "UTC", &week::closed_now("UTC"), &selectors).await;
    for customer in [&by_role, &by_keys] {
        let region = customer.region("us-east-1");
        eventually("the machines stopped", NEXT_TICK, async || {
            let stopped = region.in_state("stopped").await;
            expect_that(stopped.len() == 2, stopped)
        })
        .await;
    }
    refused_with_secrets(&mut company, &mut secrets).await;

    let operator = Operator::of(stack);
    let items = operator.dump().await;
    let table = Value::from(items).to_string();
    assert!(table.contains(company.tenant()) && table.contains(&by_keys.id), "the dump misses this company");
    assert_holds_none("the table", &table, &secrets);
    // A function's lines reach the log when its invocation ends, after the machine has stopped.
    let logs = eventually("the logs tell of this company's orders", SOON, async || {
        let logs = operator.all_logs().await.join("\n");
        let told =
            logs.lines().any(|line| line.contains(company.tenant()) && line.contains("order carried out"));
        if told { Ok(logs) } else { Err(format!("{} lines without it", logs.lines().count())) }
    })
    .await;
    assert_holds_none("the logs", &logs, &secrets);
}

fn session_secrets(browser: &Browser) -> Vec<Secret> {
    let cookie = |name| browser.cookie(name).unwrap_or_else(|| panic!("there is no {name}"));
    let signature = cookie("__Host-session").rsplit('.').next().unwrap_or_default();
    vec![
        secret("a session token", cookie("__Host-session")),
        secret("a session token's signature", signature),
        secret("a refresh token", cookie("__Host-refresh")),
        secret(
            "a refresh token's random part",
            cookie("__Host-refresh").rsplit('.').next().unwrap_or_default(),
        ),
    ]
}

/// A second sign-up whose link stays unused: address, password and token all went in.
async fn somebody_who_never_verified(company: &mut Company) -> Vec<Secret> {
    let email = format!("never.{}", company.email);
    let password = format!("never {}", company.password);
    let draft = json!({ "company": "Never Ltd", "email": email, "password": password });
    company.browser.post("/tenants", &draft).await.expect(202);
    let token = verification_token(company.stack, &email, 1).await;
    let random = token.rsplit('.').next().unwrap_or_default();
    vec![
        secret("an unverified address", &email),
        secret("an unverified person's password", &password),
        secret("an unused link's token", random),
    ]
}

async fn connect_with_keys(company: &mut Company, customer: &Customer) -> Vec<Secret> {
    let (id, key) = customer.user_with_keys().await;
    let access = json!({ "type": "access_keys", "access_key_id": id, "secret_access_key": key });
    let body =
        json!({ "name": "By keys", "account_id": customer.id, "regions": ["us-east-1"], "access": access });
    let answer = company.browser.post("/clouds", &body).await;
    assert!(!answer.text().contains(&key), "the answer shows the secret key");
    let cloud: Cloud = answer.read(201);
    let Access::AccessKeys { access_key_id_hint } = &cloud.access else { panic!("{cloud:?}") };
    assert!(
        access_key_id_hint.len() <= 8 && id.ends_with(access_key_id_hint.trim_start_matches(['…', '*', '.']))
    );
    company.healthy(&cloud.id).await;
    vec![secret("an access key's id", &id), secret("a secret access key", &key)]
}

/// Refused requests carry secrets as well; the refusal must not log them.
async fn refused_with_secrets(company: &mut Company, secrets: &mut Vec<Secret>) {
    let password = format!("wrong {}", company.password);
    let mut stranger = Browser::new(company.stack);
    stranger.log_in(&company.email, &password).await.expect(401);
    let key = format!("wJalr+{:024x}", super::company::random());
    let body =
        json!({ "name": "x", "account_id": "1", "regions": [], "access": { "secret_access_key": key } });
    company.browser.post("/clouds", &body).await.expect(422);
    let malformed = format!("{{\"email\":\"{}\",\"password\":\"{password}", company.email);
    let kind = [("content-type", "application/json".to_owned())];
    stranger.send(Method::POST, "/api/v1/sessions", &kind, malformed.into_bytes()).await.expect(400);
    secrets.extend([secret("a wrong password", &password), secret("a refused secret key", &key)]);
    eventually("the refusals are in the log", SOON, async || {
        let lines = Operator::of(company.stack).log_lines("Login", &["refused"]).await;
        expect_that(!lines.is_empty(), "no refusal")
    })
    .await;
}

#[track_caller]
fn assert_holds_none(place: &str, text: &str, secrets: &[Secret]) {
    for secret in secrets {
        for (form, spelling) in spellings(&secret.text) {
            if let Some(found) = text.find(&spelling) {
                let start = text.floor_char_boundary(found.saturating_sub(120));
                let end = text.ceil_char_boundary((found + spelling.len() + 60).min(text.len()));
                panic!("{place} holds {} ({form}): …{}…", secret.what, &text[start..end]);
            }
        }
    }
}

/// A text as it is, as JSON writes it within a string, in hexadecimal, and in base64 at each of the three
/// offsets at which it may stand within something larger.
fn spellings(text: &str) -> Vec<(&'static str, String)> {
    let escaped = Value::from(text).to_string();
    let mut found = vec![
        ("plain", text.to_owned()),
        ("escaped", escaped.trim_matches('"').to_owned()),
        ("hexadecimal", hex::encode(text)),
        ("hexadecimal", hex::encode_upper(text)),
    ];
    for offset in 0..3 {
        let mut shifted = vec![0_u8; offset];
        shifted.extend(text.bytes());
        // Characters that also depend on neighbouring bytes are cut off at both ends.
        let begins = [0, 2, 3][offset];
        let whole = shifted.len() * 8 / 6;
        for encoded in [STANDARD_NO_PAD.encode(&shifted), URL_SAFE_NO_PAD.encode(&shifted)] {
            found.push(("base64", encoded[begins..whole].to_owned()));
        }
    }
    found
}

#[test]
fn a_secret_is_found_in_every_spelling() {
    let secret = [secret("a password", "correct horse battery")];
    for before in ["", "x", "xx", "xxx"] {
        let hidden = STANDARD_NO_PAD.encode(format!("{before}correct horse battery staple"));
        let found = std::panic::catch_unwind(|| assert_holds_none("a dump", &hidden, &secret));
        assert!(found.is_err(), "not found behind {before:?}");
    }
    assert_holds_none("a dump", "nothing of the kind", &secret);
}
