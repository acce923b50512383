//! The company's settings.

use http::{Method, header};
use powerdown_engine::record::Role;
use serde_json::{Value, json};

use crate::world::{Answer, Browser, World};

impl Browser<'_> {
    async fn settle(&self, version: Option<&str>, draft: Value) -> Answer {
        let headers: Vec<(&str, &str)> = version.map(|version| ("if-match", version)).into_iter().collect();
        self.call_with(Method::PUT, "/tenant", Some(draft), &headers).await
    }
}

#[tokio::test]
async fn an_owner_changes_the_name_and_the_zone_of_the_version_they_read() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let shown = ada.get("/tenant").await;
    assert!(shown.headers[header::ETAG].to_str().unwrap().starts_with("\"1."));
    let tenant = shown.expect(200);
    assert_eq!((&tenant["name"], &tenant["time_zone"]), (&json!("Engines"), &json!("Europe/London")));

    let draft = json!({"name": " Analytical Engines ", "time_zone": "asia/tokyo"});
    ada.settle(None, draft.clone()).await.problem(428);
    ada.settle(Some("\"2\""), draft.clone()).await.problem(412);
    let changed = ada.settle(Some("\"1\""), draft.clone()).await;
    assert!(changed.headers[header::ETAG].to_str().unwrap().starts_with("\"2."));
    let changed = changed.expect(200);
    assert_eq!(
        (&changed["name"], &changed["time_zone"]),
        (&json!("Analytical Engines"), &json!("Asia/Tokyo"))
    );
    assert_eq!(ada.get("/tenant").await.expect(200), changed);
    ada.settle(Some("\"1\""), draft).await.problem(412);
    assert_eq!(ada.get("/session").await.expect(200)["tenant"]["name"], "Analytical Engines");
}

#[tokio::test]
async fn others_look_and_what_is_no_setting_is_refused() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let draft = json!({"name": "Engines", "time_zone": "Europe/London"});
    for (field, value) in [("time_zone", json!("Mars/Olympus")), ("name", json!("")), ("plan", json!("gold"))]
    {
        let mut wrong = draft.clone();
        wrong[field] = value;
        assert_eq!(ada.settle(Some("\"1\""), wrong).await.field(), field);
    }
    for role in [Role::Viewer, Role::Operator, Role::Admin] {
        ada.become_a(role).await;
        ada.get("/tenant").await.expect(200);
        ada.settle(Some("\"1\""), draft.clone()).await.problem(403);
    }
}
