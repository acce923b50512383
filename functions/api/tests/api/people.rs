//! Members and invitations.

use http::Method;
use jiff::SignedDuration;
use powerdown_engine::ports::DomainEvent;
use serde_json::{Value, json};

use crate::world::{Answer, Browser, PASSWORD, World, office};

fn everything() -> Value {
    json!({"type": "everything"})
}

impl<'a> Browser<'a> {
    pub(crate) async fn invite(&self, email: &str, role: &str) -> Answer {
        self.post("/invitations", json!({"email": email, "role": role, "reach": everything()})).await
    }

    /// Invites somebody without an account, who joins: their browser, and their id.
    pub(crate) async fn joined_by(&self, email: &str, role: &str) -> (Browser<'a>, String) {
        self.invite(email, role).await.expect(201);
        let world = self.world;
        let acceptance = json!({"token": world.link_token(), "password": PASSWORD});
        world.browser().post("/invitations/acceptance", acceptance).await.expect(204);
        let browser = world.log_in(email).await;
        let id = browser.get("/session").await.expect(200)["user"]["id"].as_str().unwrap().to_owned();
        (browser, id)
    }

    async fn make(&self, member: &str, role: &str) -> Answer {
        let draft = json!({"role": role, "reach": everything()});
        self.call(Method::PUT, &format!("/members/{member}"), Some(draft)).await
    }

    async fn remove(&self, member: &str) -> Answer {
        self.call(Method::DELETE, &format!("/members/{member}"), None).await
    }

    /// The roles of all members, by address.
    async fn roles(&self) -> Vec<(String, String)> {
        let page = self.get("/members").await.expect(200);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let items = page["items"].as_array().unwrap();
        let mut roles: Vec<_> = items.iter().map(|it| (text(&it["email"]), text(&it["role"]))).collect();
        roles.sort();
        roles
    }
}

#[tokio::test]
async fn somebody_new_is_invited_and_joins_with_a_password_of_their_own() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let reach = json!({"type": "clouds", "clouds": [cloud]});
    let draft = json!({"email": "Grace@Example.com", "role": "operator", "reach": reach});
    let invited = ada.post("/invitations", draft.clone()).await.expect(201);
    assert_eq!((&invited["email"], &invited["role"]), (&json!("grace@example.com"), &json!("operator")));
    assert_eq!(invited["expires_at"], "2026-03-09T08:00:00Z");
    assert_eq!(ada.get("/invitations").await.expect(200)["items"], json!([invited]));
    // Nothing that the company typed stands in the mail.
    let mails = world.outbox.take_mails();
    assert_eq!(mails[0].to, "grace@example.com");
    assert!(!mails[0].text.contains("Engines"), "{}", mails[0].text);
    let token = mails[0].text.split("token=").nth(1).unwrap().split_whitespace().next().unwrap();
    ada.post("/invitations", draft).await.problem(409);

    let stranger = world.browser();
    let preview = stranger.post("/invitations/preview", json!({ "token": token })).await.expect(200);
    assert_eq!(preview, json!({"company": "Engines", "needs_password": true}));
    let accept = async |body: Value| stranger.post("/invitations/acceptance", body).await;
    assert_eq!(accept(json!({ "token": token })).await.field(), "password");
    for easy in ["short", "password123", "grace@example.com", "engines engines"] {
        assert_eq!(accept(json!({"token": token, "password": easy})).await.field(), "password", "{easy}");
    }
    accept(json!({"token": token, "password": PASSWORD})).await.expect(204);
    accept(json!({"token": token, "password": PASSWORD})).await.problem(410);
    stranger.post("/invitations/preview", json!({ "token": token })).await.problem(410);
    assert_eq!(ada.get("/invitations").await.expect(200)["items"], json!([]));

    let grace = world.log_in("grace@example.com").await;
    let session = grace.get("/session").await.expect(200);
    assert_eq!((&session["role"], &session["reach"]), (&json!("operator"), &reach));
    assert_eq!(session["tenant"]["name"], "Engines");
    let expected = [("ada@example.com", "owner"), ("grace@example.com", "operator")];
    assert_eq!(ada.roles().await, expected.map(|(one, two)| (one.to_owned(), two.to_owned())));
    ada.invite("grace@example.com", "viewer").await.problem(409);
}

#[tokio::test]
async fn somebody_with_an_account_joins_with_the_link_alone() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    // Whether the address is known shows to nobody but its owner.
    let (known, unknown) =
        (ada.invite("eve@example.com", "viewer").await, ada.invite("joan@example.com", "viewer").await);
    let mails = world.outbox.take_mails();
    let shape = |answer: &Answer| {
        let fields: Vec<String> = answer.expect(201).as_object().unwrap().keys().cloned().collect();
        (answer.status, fields)
    };
    assert_eq!(shape(&known), shape(&unknown));
    assert_eq!(mails[0].subject, mails[1].subject);
    let token = mails[0].text.split("token=").nth(1).unwrap().split_whitespace().next().unwrap();
    let preview = eve.post("/invitations/preview", json!({ "token": token })).await.expect(200);
    assert_eq!(preview["needs_password"], json!(false));
    let with_password = json!({"token": token, "password": "another one entirely"});
    assert_eq!(eve.post("/invitations/acceptance", with_password).await.field(), "password");
    eve.post("/invitations/acceptance", json!({ "token": token })).await.expect(204);
    let places = eve.get("/session").await.expect(200)["memberships"].clone();
    let roles: Vec<_> = places.as_array().unwrap().iter().map(|place| place["role"].clone()).collect();
    assert_eq!(roles, [json!("viewer"), json!("owner")]);
    assert_eq!(eve.get("/session").await.expect(200)["role"], "owner", "she is where she was");
}

#[tokio::test]
async fn whoever_signed_up_and_never_proved_the_address_joins_with_a_fresh_password() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    // Somebody else's sign-up with her address, and a password she does not know.
    let draft = json!({"company": "Traps", "email": "grace@example.com", "password": "known to the other"});
    world.browser().post("/tenants", draft).await.expect(202);
    world.outbox.take_mails();
    ada.invite("grace@example.com", "viewer").await.expect(201);
    let acceptance = json!({"token": world.link_token(), "password": PASSWORD});
    world.browser().post("/invitations/acceptance", acceptance).await.expect(204);
    let others = json!({"email": "grace@example.com", "password": "known to the other"});
    world.browser().post("/sessions", others).await.problem(401);
    world.log_in("grace@example.com").await;
}

#[tokio::test]
async fn an_invitation_ends_by_itself_when_taken_back_and_with_its_inviter() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let stranger = world.browser();
    let accept = async |token: &str| {
        stranger.post("/invitations/acceptance", json!({"token": token, "password": PASSWORD})).await
    };
    let invited = ada.invite("joan@example.com", "viewer").await.expect(201);
    let token = world.link_token();
    let path = format!("/invitations/{}", invited["id"].as_str().unwrap());
    ada.call(Method::DELETE, &path, None).await.expect(204);
    ada.call(Method::DELETE, &path, None).await.problem(404);
    let gone = accept(&token).await;
    gone.problem(410);
    for wrong in ["", "x", "a.b.c", &"9".repeat(256), &token.replace("ten_", "usr_")] {
        assert_eq!(accept(wrong).await.essence(), gone.essence(), "{wrong}");
    }

    let (grace, id) = ada.joined_by("grace@example.com", "admin").await;
    grace.invite("joan@example.com", "operator").await.expect(201);
    let token = world.link_token();
    ada.make(&id, "operator").await.expect(200);
    assert_eq!(accept(&token).await.essence(), gone.essence(), "she may no longer give it");
    ada.make(&id, "admin").await.expect(200);
    world.advance(SignedDuration::from_hours(7 * 24));
    assert_eq!(accept(&token).await.essence(), gone.essence());
    let ada = world.log_in("ada@example.com").await;
    assert_eq!(ada.get("/invitations").await.expect(200)["items"], json!([]), "it is not shown either");
    ada.invite("joan@example.com", "viewer").await.expect(201);
}

#[tokio::test]
async fn an_admin_manages_operators_and_viewers_alone() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let owner = ada.get("/session").await.expect(200)["user"]["id"].as_str().unwrap().to_owned();
    let (grace, admin) = ada.joined_by("grace@example.com", "admin").await;
    let (joan, operator) = ada.joined_by("joan@example.com", "operator").await;
    for (member, role) in [
        (&owner, "viewer"),
        (&admin, "viewer"),
        (&admin, "owner"),
        (&operator, "admin"),
        (&operator, "owner"),
    ] {
        grace.make(member, role).await.problem(403);
    }
    for member in [&owner, &admin] {
        grace.remove(member).await.problem(403);
    }
    for role in ["admin", "owner"] {
        grace.invite("new@example.com", role).await.problem(403);
    }
    let invited = ada.invite("second@example.com", "admin").await.expect(201);
    let path = format!("/invitations/{}", invited["id"].as_str().unwrap());
    grace.call(Method::DELETE, &path, None).await.problem(403);

    assert_eq!(grace.make(&operator, "viewer").await.expect(200)["role"], "viewer");
    // It counts at once, without a refresh.
    assert_eq!(joan.get("/session").await.expect(200)["role"], "viewer");
    joan.get("/members").await.problem(403);
    grace.remove(&operator).await.expect(204);
    grace.remove(&operator).await.problem(404);
    joan.get("/session").await.problem(401);
}

#[tokio::test]
async fn the_last_owner_stays_one() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let first = ada.get("/session").await.expect(200)["user"]["id"].as_str().unwrap().to_owned();
    ada.make(&first, "admin").await.problem(409);
    ada.remove(&first).await.problem(409);
    let narrow = json!({"role": "owner", "reach": {"type": "tag", "key": "team", "value": "web"}});
    let narrowed = ada.call(Method::PUT, &format!("/members/{first}"), Some(narrow)).await;
    assert_eq!(narrowed.field(), "reach");
    let (grace, second) = ada.joined_by("grace@example.com", "owner").await;
    let (steps_back, leaves) = futures::join!(ada.make(&first, "admin"), grace.remove(&second));
    assert!(steps_back.status.is_success() != leaves.status.is_success(), "{steps_back:?} {leaves:?}");
    let owners = world.log_in("ada@example.com").await.roles().await;
    assert_eq!(owners.iter().filter(|(_, role)| role == "owner").count(), 1);
}

#[tokio::test]
async fn a_reach_names_clouds_of_the_company() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let foreign = eve.connect("222222222222", &["eu-west-1"]).await;
    let reach = |cloud: &str| json!({"type": "clouds", "clouds": [cloud]});
    let mut answers = Vec::new();
    for cloud in [foreign.as_str(), "cld_00000000000000000000000009"] {
        let draft = json!({"email": "joan@example.com", "role": "viewer", "reach": reach(cloud)});
        let answer = ada.post("/invitations", draft).await;
        assert_eq!(answer.field(), "reach.clouds[0]");
        answers.push(answer.essence());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(world.outbox.take_mails().len(), 0);
}

/// Admins too, and though their role would do.
#[tokio::test]
async fn somebody_whom_anything_narrows_changes_nothing_of_the_whole_company() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let schedule = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    let (grace, id) = ada.joined_by("grace@example.com", "admin").await;
    let reach = json!({"type": "clouds", "clouds": [cloud]});
    let draft = json!({"role": "admin", "reach": reach});
    ada.call(Method::PUT, &format!("/members/{id}"), Some(draft)).await.expect(200);
    grace.get(&schedule).await.expect(200);
    for (method, path) in [
        (Method::POST, "/schedules"),
        (Method::PUT, &schedule),
        (Method::DELETE, &schedule),
        (Method::PUT, &format!("{schedule}/override")),
        (Method::POST, "/calendars"),
        (Method::POST, "/imports"),
        (Method::POST, "/clouds"),
        (Method::GET, "/members"),
        (Method::GET, "/invitations"),
        (Method::POST, "/invitations"),
        (Method::GET, "/api-tokens"),
        (Method::POST, "/api-tokens"),
        (Method::PUT, "/tenant"),
        (Method::GET, "/audit-writers"),
    ] {
        let answer = grace.call(method.clone(), path, Some(json!({}))).await;
        answer.problem(403);
    }
    let trail = json!({"what": "audit", "format": "csv", "filters": {"month": "2026-03"}});
    grace.post("/exports", trail).await.problem(403);
}

#[tokio::test]
async fn what_is_done_to_people_is_in_the_trail() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let (_, id) = ada.joined_by("grace@example.com", "viewer").await;
    ada.make(&id, "operator").await.expect(200);
    ada.remove(&id).await.expect(204);
    let page = ada.get("/audit-entries?writer=portal&month=2026-03").await.expect(200);
    let entries: Vec<(String, String)> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            [&entry["action"], &entry["detail"]].map(|text| text.as_str().unwrap().to_owned()).into()
        })
        .collect();
    let has = |action: &str, detail: &str| {
        let found = entries.iter().find(|(found, _)| found == action);
        assert_eq!(found.map(|(_, detail)| detail.as_str()), Some(detail), "{entries:?}");
    };
    has("invitation.create", "viewer of everything");
    has("invitation.accept", "viewer of everything");
    has("member.change", "operator of everything, before viewer of everything");
    has("member.remove", "operator of everything");
    assert!(!page.to_string().contains("grace@example.com"));
}

#[tokio::test]
async fn somebody_of_two_companies_goes_over_and_may_there_what_they_may_there() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    ada.connect("222222222222", &["eu-west-1"]).await;
    ada.invite("eve@example.com", "viewer").await.expect(201);
    eve.post("/invitations/acceptance", json!({"token": world.link_token()})).await.expect(204);
    let (engines, own) = (ada.tenant().await.to_string(), eve.tenant().await.to_string());
    let go =
        async |tenant: &str| eve.call(Method::PUT, "/session/tenant", Some(json!({"tenant": tenant}))).await;

    assert_eq!(eve.get("/clouds").await.expect(200)["items"], json!([]));
    let session = go(&engines).await.expect(200);
    assert_eq!((&session["tenant"]["id"], &session["role"]), (&json!(engines), &json!("viewer")));
    assert_eq!(eve.get("/clouds").await.expect(200)["items"].as_array().unwrap().len(), 1);
    eve.get("/members").await.problem(403);
    eve.post("/session/refresh", json!({})).await.expect(200);
    assert_eq!(eve.get("/session").await.expect(200)["tenant"]["id"], json!(engines), "also when refreshed");

    // Removed there, the session ends with the membership; her own company is still hers.
    let id = session["user"]["id"].as_str().unwrap();
    ada.remove(id).await.expect(204);
    eve.get("/session").await.problem(401);
    let eve = world.log_in("eve@example.com").await;
    assert_eq!(eve.get("/session").await.expect(200)["tenant"]["id"], json!(own));
    let go =
        async |tenant: &str| eve.call(Method::PUT, "/session/tenant", Some(json!({"tenant": tenant}))).await;
    let foreign = go(&engines).await;
    foreign.problem(404);
    for unknown in ["ten_00000000000000000000000009", "ten_00000000000000000000000000", "x", ""] {
        assert_eq!(go(unknown).await.essence(), foreign.essence());
    }
    go(&own).await.expect(200);
}

#[tokio::test]
async fn who_is_removed_loses_their_sockets_too() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let (_, id) = ada.joined_by("grace@example.com", "operator").await;
    world.outbox.take_events();
    ada.remove(&id).await.expect(204);
    let told = world.outbox.take_events();
    assert!(
        matches!(&told[..], [DomainEvent::SessionsEnded { sessions, .. }] if sessions.len() == 1),
        "{told:?}"
    );
}
