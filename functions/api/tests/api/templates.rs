//! Documents to begin with.

use powerdown_engine::record::Role;
use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn every_template_can_be_previewed_and_saved_as_it_is() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let list = ada.get("/schedule-templates?zone=Asia/Tokyo").await.expect(200);
    let mut hours = Vec::new();
    for template in list["items"].as_array().unwrap() {
        assert_eq!(template["document"]["zone"], "Asia/Tokyo");
        let preview = json!({"document": template["document"], "from": "2026-03-02T00:00:00+09:00"});
        let preview = ada.post("/schedules/preview", preview).await.expect(200);
        hours.push((template["key"].as_str().unwrap(), preview["hours_on_per_week"].as_f64().unwrap()));
        let draft = json!({"name": template["title"], "document": template["document"]});
        let saved = ada.post("/schedules", draft).await.expect(201);
        assert_eq!(saved["document"], template["document"]);
        assert!(!template["description"].as_str().unwrap().is_empty());
    }
    assert_eq!(
        hours,
        [
            ("business-hours", 50.0),
            ("extended-hours", 80.0),
            ("overnight-batch", 70.0),
            ("weekend-off", 120.0),
            ("weekdays-only", 120.0),
            ("always-off", 0.0),
            ("always-on", 168.0),
            ("hands-off", 0.0),
        ]
    );
}

#[tokio::test]
async fn the_zone_is_the_companys_unless_another_is_asked_for() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.become_a(Role::Viewer).await;
    let list = ada.get("/schedule-templates").await.expect(200);
    assert_eq!(list["items"][0]["document"]["zone"], "Europe/London");
    for wrong in ["Asia/Tokio", "", "../../etc/passwd"] {
        assert_eq!(ada.get(&format!("/schedule-templates?zone={wrong}")).await.field(), "zone", "{wrong}");
    }
    assert_eq!(ada.get("/schedule-templates?zones=UTC").await.field(), "zones");
}
