//! Lists as files.

use powerdown_engine::ports::{ExportStore, Job, ObjectStore};
use powerdown_engine::record::{Export, ExportState, Role};
use serde_json::{Value, json};

use crate::world::{Browser, World};

impl World {
    /// Marks an export as ready, as its job would.
    async fn make_ready(&self, browser: &Browser<'_>, id: &str) {
        let session = browser.session().await;
        let found = self.store.export(session.tenant, session.user, id.parse().unwrap()).await;
        let ready = Export { state: ExportState::Ready, rows: 3, bytes: 300, ..found.unwrap().unwrap() };
        self.store.update_export(&ready).await.unwrap();
        self.objects.put_new(&ready.object().unwrap(), b"{}\n".to_vec()).await.unwrap();
    }
}

#[tokio::test]
async fn a_file_is_asked_for_made_by_a_job_and_linked_to_when_it_is_ready() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let asked = ada.post("/exports", json!({"what": "machines", "format": "json-lines"})).await.expect(202);
    let id = asked["id"].as_str().unwrap().to_owned();
    assert_eq!(
        (&asked["state"], &asked["url"], &asked["rows"]),
        (&json!("waiting"), &Value::Null, &json!(0))
    );
    assert_eq!(asked["expires_at"], "2026-03-03T08:00:00Z");
    assert!(matches!(world.outbox.take_jobs()[..], [Job::Export { .. }]));
    let entries = ada.get("/audit-entries?limit=1").await.expect(200);
    assert_eq!(entries["items"][0]["action"], "export.create");
    assert_eq!(entries["items"][0]["subjects"], json!([id]));

    world.make_ready(&ada, &id).await;
    let ready = ada.get(&format!("/exports/{id}")).await.expect(200);
    assert_eq!((&ready["state"], &ready["rows"]), (&json!("ready"), &json!(3)));
    assert_eq!(ready["url_expires_at"], "2026-03-02T08:05:00Z");
    assert_eq!(world.objects.fetch(ready["url"].as_str().unwrap()).unwrap(), b"{}\n");
    let listed = ada.get("/exports").await.expect(200);
    assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["url"]), (&json!(id), &Value::Null));
}

#[tokio::test]
async fn an_export_is_its_owner_s_alone_and_the_trail_the_admins() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let trail = json!({"what": "audit", "format": "csv", "filters": {"month": "2026-03"}});
    let asked = ada.post("/exports", trail.clone()).await.expect(202);
    let path = format!("/exports/{}", asked["id"].as_str().unwrap());
    let never = "/exports/exp_00000000000000000000000009";
    assert_eq!(eve.get(&path).await.essence(), eve.get(never).await.essence());
    assert_eq!(eve.get("/exports").await.expect(200)["items"], json!([]));
    ada.become_a(Role::Operator).await;
    ada.post("/exports", trail).await.problem(403);
    ada.get(&path).await.problem(403);
    ada.post("/exports", json!({"what": "machines", "format": "csv"})).await.expect(202);
}

#[tokio::test]
async fn what_a_list_does_not_have_is_refused() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    for (body, field) in [
        (json!({"what": "people", "format": "csv"}), "what"),
        (json!({"what": "machines", "format": "xlsx"}), "format"),
        (json!({"what": "machines", "format": "csv", "filters": {"writer": "portal"}}), "filters.writer"),
        (json!({"what": "schedules", "format": "csv", "filters": {"region": "eu-west-1"}}), "filters.region"),
        (json!({"what": "audit", "format": "csv", "filters": {"writer": "eve"}}), "filters.writer"),
        (json!({"what": "audit", "format": "csv", "filters": {"month": "March"}}), "filters.month"),
        (json!({"what": "audit", "format": "csv", "filters": {"tag": "x"}}), "filters.tag"),
        (json!({"what": "machines", "format": "csv", "filter": {}}), "filter"),
    ] {
        assert_eq!(ada.post("/exports", body.clone()).await.field(), field, "{body}");
    }
    assert!(world.outbox.take_jobs().is_empty());
}
