//! Sending secrets in through the deployed API, by every door there is.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use super::spelling::{Secret, secret};
use crate::system::{
    browser::Browser,
    company::{Company, random},
    customer::Customer,
    mailbox::{link_token, verification_token},
    operator::Operator,
    socket::{Live, ticket},
    totp,
    views::{Access, Cloud},
    wait::{SOON, eventually, expect_that},
    week::now,
};

/// What is found nowhere, since it is not kept at all.
pub(super) const NOWHERE: &str = "nowhere";

/// What has gone in, and what was refused on the way.
pub(super) struct Planted {
    pub(super) secrets: Vec<Secret>,
    pub(super) refusals: Vec<String>,
}

fn last_part(token: &str) -> &str {
    token.rsplit('.').next().unwrap_or_default()
}

impl Planted {
    /// What founding a company took, and its session before and after a refresh.
    pub(super) async fn by(company: &mut Company) -> Self {
        let name = company.email.split('@').next().unwrap_or_default();
        let secrets = vec![
            secret("the owner's address", "EmailAddress", &company.email),
            secret("the owner's address without its domain", "EmailAddress", name),
            secret("the owner's password", "User.password", &company.password),
        ];
        let mut planted = Self { secrets, refusals: Vec::new() };
        planted.session(&company.browser, "Session.previous");
        company.browser.ask("/session/refresh").await.expect(200);
        planted.session(&company.browser, "Session.refresh");
        planted
    }

    fn add(&mut self, what: &'static str, kept: &'static str, value: impl AsRef<[u8]>) {
        self.secrets.push(secret(what, kept, value));
    }

    fn session(&mut self, browser: &Browser, kept: &'static str) {
        let cookie = |name| browser.cookie(name).unwrap_or_else(|| panic!("there is no {name}"));
        let (session, refresh) = (cookie("__Host-session"), cookie("__Host-refresh"));
        self.add("a session token", NOWHERE, session);
        self.add("a session token's signature", NOWHERE, last_part(session));
        self.add("a refresh token", kept, refresh);
        self.add("a refresh token's random part", kept, last_part(refresh));
    }

    fn keep_refusals(&mut self, browser: &mut Browser) {
        self.refusals.append(&mut browser.refusals);
    }

    /// A second sign-up whose link stays unused: address, password and token all went in.
    pub(super) async fn somebody_who_never_verified(&mut self, company: &mut Company) {
        let email = format!("never.{}", company.email);
        let password = format!("never {}", company.password);
        let draft = json!({ "company": "Never Ltd", "email": email, "password": password });
        company.browser.post("/tenants", &draft).await.expect(202);
        let token = verification_token(company.stack, &email, 1).await;
        self.add("an unverified address", "EmailAddress", &email);
        self.add("an unverified person's password", "User.password", &password);
        self.add("an unused link's token", "OneTimeToken.hash", last_part(&token));
    }

    /// An account that is entered by a role.
    pub(super) async fn cloud_by_role(&mut self, company: &mut Company, customer: &Customer) {
        let cloud = company.connect(customer, &["us-east-1"]).await;
        let external_id = company.launch(&cloud.id).await.external_id;
        self.add("the external id", "ExternalId", external_id);
    }

    /// An account that is entered by access keys.
    pub(super) async fn cloud_by_keys(&mut self, company: &mut Company, customer: &Customer) {
        let (id, key) = customer.user_with_keys().await;
        let access = json!({ "type": "access_keys", "access_key_id": id, "secret_access_key": key });
        let body = json!({ "name": "By keys", "account_id": customer.id, "regions": ["us-east-1"], "access": access });
        let answer = company.browser.post("/clouds", &body).await;
        assert!(!answer.text().contains(&key), "the answer shows the secret key");
        let cloud: Cloud = answer.read(201);
        let Access::AccessKeys { access_key_id_hint: hint } = &cloud.access else { panic!("{cloud:?}") };
        assert!(hint.len() <= 8 && id.ends_with(hint.trim_start_matches(['…', '*', '.'])), "{hint}");
        company.healthy(&cloud.id).await;
        self.add("an access key's id", "AccessKeys", &id);
        self.add("a secret access key", "AccessKeys", &key);
    }

    pub(super) async fn tickets(&mut self, company: &mut Company) {
        let used = ticket(&mut company.browser).await;
        Live::with_ticket(company.stack, &used).await.expect("a fresh ticket opens a connection");
        let unused = ticket(&mut company.browser).await;
        self.add("a used ticket", "OneTimeToken.hash", &used);
        self.add("an unused ticket", "OneTimeToken.hash", &unused);
    }

    /// Two who are invited: one waits; one joins, takes a second factor, and forgets the password.
    pub(super) async fn people(&mut self, company: &mut Company) {
        let waits = self.invited(company, "waits").await;
        // Its link is opened, and that is all.
        let page = format!("/accept-invitation?token={}", waits.1);
        company.browser.send(Method::GET, &page, &[], Vec::new()).await.expect(200);
        let (email, token) = self.invited(company, "joins").await;
        let password = format!("joins {:016x}", random());
        let mut guest = Browser::new(company.stack);
        let acceptance = json!({ "token": token, "password": password });
        guest.post("/invitations/acceptance", &acceptance).await.expect(204);
        guest.post("/invitations/acceptance", &acceptance).await.expect(410);
        guest.log_in(&email, &password).await.expect(200);
        self.add("an invited person's address", "EmailAddress", &email);
        self.add("an invited person's password", "User.password", &password);

        let begun: Value = guest.ask("/second-factor").await.read(201);
        let seed = begun["secret"].as_str().expect("a secret");
        let code = json!({ "code": totp::code(seed, now()) });
        let confirmed: Value = guest.post("/second-factor/confirmation", &code).await.read(200);
        guest.post("/second-factor/removal", &code).await.expect(422);
        self.add("a second factor's seed", "TotpSeed", seed);
        self.add("a second factor's seed in bytes", "TotpSeed", totp::seed(seed));
        for code in confirmed["recovery_codes"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            self.add("a recovery code", "SecondFactor.recovery", code);
            self.add("a recovery code's digits", "SecondFactor.recovery", code.replace('-', ""));
        }

        let changed = format!("changed {:016x}", random());
        let change = json!({ "current": password, "new": changed });
        guest.call(Method::PUT, "/password", Some(&change)).await.expect(204);
        guest.call(Method::PUT, "/password", Some(&change)).await.expect(422);
        guest.post("/password-resets", &json!({ "email": email })).await.expect(202);
        let token = link_token(company.stack, &email, 1, "reset-password").await;
        let reset = format!("reset {:016x}", random());
        let confirmation = json!({ "token": token, "password": reset });
        guest.post("/password-resets/confirmation", &confirmation).await.expect(204);
        guest.post("/password-resets/confirmation", &confirmation).await.expect(410);
        self.add("a changed password", "User.password", &changed);
        self.add("a password that was reset", "User.password", &reset);
        self.add("a reset link's token", "OneTimeToken.hash", last_part(&token));
        self.keep_refusals(&mut guest);
    }

    /// Invites somebody by a call that is sent twice; their address and the token of their link.
    async fn invited(&mut self, company: &mut Company, name: &str) -> (String, String) {
        let email = format!("{name}.{:016x}@example.com", random());
        let key = format!("key-{:016x}", random());
        let draft = json!({ "email": email, "role": "viewer", "reach": { "type": "everything" } });
        let first = company.browser.post_once(&key, "/invitations", &draft).await.expect(201).text();
        let again = company.browser.post_once(&key, "/invitations", &draft).await.expect(201).text();
        assert!(again == first && first.contains(&email), "sent twice, carried out once: {again}");
        self.add("an idempotency key", NOWHERE, &key);
        self.add("an answer that is repeated", "RecordedAnswer", format!("\"email\":\"{email}\""));
        let token = link_token(company.stack, &email, 1, "accept-invitation").await;
        self.add("the address of an invitation", "InvitedAddress", &email);
        self.add("an invitation's token", "Invitation.secret", last_part(&token));
        (email, token)
    }

    /// An API token in its place and in wrong ones.
    pub(super) async fn api_token(&mut self, company: &mut Company) {
        let expires_at = now() + SignedDuration::from_hours(1);
        let draft = json!({
            "name": "report", "scopes": ["machines:read"], "reach": { "type": "everything" },
            "expires_at": expires_at,
        });
        let issued: Value = company.browser.post_once("token", "/api-tokens", &draft).await.read(201);
        company.browser.post_once("token", "/api-tokens", &draft).await.expect(409);
        let token = issued["token"].as_str().expect("a token");
        let mut program = Browser::new(company.stack);
        let bearer = [("authorization", format!("Bearer {token}"))];
        program.send(Method::GET, "/api/v1/machines", &bearer, Vec::new()).await.expect(200);
        program.send(Method::GET, "/api/v1/session", &bearer, Vec::new()).await.expect(403);
        let astray = format!("/api/v1/machines?api_token={token}");
        program.send(Method::GET, &astray, &bearer, Vec::new()).await.expect(422);
        self.add("an API token", "ApiToken.secret", token);
        let random = token.rsplit(['.', '_']).next().unwrap_or_default();
        self.add("an API token's random part", "ApiToken.secret", random);
        self.keep_refusals(&mut program);
    }

    /// A file, and the link to it.
    pub(super) async fn export(&mut self, company: &mut Company) {
        let request = json!({ "what": "audit", "format": "json-lines" });
        let asked: Value = company.browser.post("/exports", &request).await.read(202);
        let path = format!("/exports/{}", asked["id"].as_str().expect("an id"));
        let url = eventually("the file is ready", SOON, async || {
            let export: Value = company.browser.get(&path).await.read(200);
            export["url"].as_str().map(str::to_owned).ok_or_else(|| export.to_string())
        })
        .await;
        let signature = url.split(['?', '&']).find_map(|part| part.strip_prefix("X-Amz-Signature="));
        self.add("the link to a file", NOWHERE, &url);
        self.add("the signature of a link", NOWHERE, signature.expect("the link is signed"));
    }

    /// Refused requests carry secrets as well; neither log nor answer may repeat them.
    pub(super) async fn refused(&mut self, company: &mut Company) {
        let password = format!("wrong {}", company.password);
        let mut stranger = Browser::new(company.stack);
        stranger.log_in(&company.email, &password).await.expect(401);
        let key = format!("wJalr+{:024x}", random());
        let body =
            json!({ "name": "x", "account_id": "1", "regions": [], "access": { "secret_access_key": key } });
        company.browser.post("/clouds", &body).await.expect(422);
        let kind = [("content-type", "application/json".to_owned())];
        let token = format!("{:032x}{:032x}", random(), random());
        for (path, broken) in [
            ("sessions", format!("{{\"email\":\"{}\",\"password\":\"{password}", company.email)),
            ("password-resets/confirmation", format!("{{\"token\":\"{token}\",\"password\":\"{password}")),
            ("email-verifications", format!("[\"{token}\"")),
        ] {
            stranger
                .send(Method::POST, &format!("/api/v1/{path}"), &kind, broken.into_bytes())
                .await
                .expect(400);
        }
        for (path, body) in [
            ("/password-resets/confirmation", json!({ "token": token, "password": password })),
            ("/email-verifications", json!({ "token": token })),
            ("/sessions", json!({ "email": [company.email], "password": { "is": password } })),
        ] {
            let status = stranger.post(path, &body).await.status;
            assert!(status.is_client_error(), "{path}: {status}");
        }
        self.add("a wrong password", NOWHERE, &password);
        self.add("a refused secret key", NOWHERE, &key);
        self.add("a made-up token", NOWHERE, &token);
        self.keep_refusals(&mut stranger);
        self.keep_refusals(&mut company.browser);
        eventually("the refusals are in the log", SOON, async || {
            let lines = Operator::of(company.stack).log_lines("Login", &["refused"]).await;
            expect_that(!lines.is_empty(), "no refusal")
        })
        .await;
    }
}
