//! Reading the audit trail, and proving that it was not rewritten.

use jiff::SignedDuration;
use powerdown_engine::audit::{AnchorDesk, Anchors, anchor_all};
use powerdown_testkit::notary::FakeNotary;
use serde_json::{Value, json};

use crate::world::{Browser, World, office};

async fn actions(browser: &Browser<'_>, query: &str) -> Vec<String> {
    let page = browser.get(&format!("/audit-entries{query}")).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    items.map(|entry| entry["action"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn entries_come_newest_first_and_page_by_page() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    for _ in 0..3 {
        let ada = world.log_in("ada@example.com").await;
        ada.post("/schedules", office(json!([]))).await.expect(201);
        world.advance(SignedDuration::from_hours(24 * 40));
    }
    drop(ada);
    let ada = world.log_in("ada@example.com").await;
    let newest = actions(&ada, "").await;
    let mut oldest = actions(&ada, "?sort=at").await;
    assert_eq!(oldest[0], "account.sign-up", "{oldest:?}");
    assert_eq!(newest.iter().filter(|action| *action == "schedule.create").count(), 3);
    oldest.reverse();
    assert_eq!(newest, oldest);

    for sort in ["-at", "at"] {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = ada.get(&format!("/audit-entries?limit=2&sort={sort}{cursor}")).await.expect(200);
            found.extend(page["items"].as_array().unwrap().iter().map(|entry| entry["number"].clone()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let mut numbers: Vec<Value> = (1..=newest.len()).map(|number| json!(number)).collect();
        if sort == "-at" {
            numbers.reverse();
        }
        assert_eq!(found, numbers, "{sort}");
    }
    let march = actions(&ada, "?month=2026-03").await;
    assert!(!march.is_empty() && march.len() < newest.len(), "{march:?}");
    assert_eq!(actions(&ada, "?month=2025-03").await, [""; 0]);
}

#[tokio::test]
async fn what_cannot_be_filtered_by_is_refused() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    for (query, field) in [
        ("writer=eve", "writer"),
        ("writer=cld_x:eu-west-1", "writer"),
        ("month=2026-13", "month"),
        ("month=26-03", "month"),
        ("month=2026-3", "month"),
        ("sort=number", "sort"),
        ("actor=usr_1", "actor"),
        ("cursor=x", "cursor"),
        ("limit=0", "limit"),
    ] {
        assert_eq!(ada.get(&format!("/audit-entries?{query}")).await.field(), field, "{query}");
    }
    for (body, field) in [
        (json!({"writer": "eve"}), "writer"),
        (json!({"writer": "portal", "month": "March"}), "month"),
        (json!({"writer": "portal", "deep": true}), "deep"),
        (json!({}), "writer"),
    ] {
        assert_eq!(ada.post("/audit-verifications", body.clone()).await.field(), field, "{body}");
    }
}

#[tokio::test]
async fn writers_are_the_company_s_own() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    ada.post("/schedules", office(json!([]))).await.expect(201);
    let writers = ada.get("/audit-writers").await.expect(200);
    let entries = actions(&ada, "").await.len();
    assert_eq!(
        writers["items"],
        json!([{"writer": "portal", "entries": entries, "last_at": "2026-03-02T08:00:00Z"}])
    );
    assert_eq!(actions(&eve, "").await.len(), entries - 1);
    // A foreign cloud's chain is as empty as one that never was.
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let foreign = eve.get(&format!("/audit-entries?writer={cloud}:eu-west-1")).await;
    let never = eve.get("/audit-entries?writer=cld_00000000000000000000000009:eu-west-1").await;
    assert_eq!(foreign.essence(), never.essence());
}

#[tokio::test]
async fn an_untouched_chain_is_verified() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.post("/schedules", office(json!([]))).await.expect(201);
    let entries = actions(&ada, "").await.len();
    let found = ada.post("/audit-verifications", json!({"writer": "portal"})).await.expect(200);
    assert_eq!(found["verified"], true);
    assert_eq!((&found["entries"], &found["complete"]), (&json!(entries), &json!(true)));
    assert_eq!((&found["first"], &found["last"]), (&json!(1), &json!(entries)));
    assert_eq!(found["broken_at"], Value::Null);
    assert_eq!((&found["anchored_until"], &found["anchored_at"]), (&Value::Null, &Value::Null));

    let (store, now) = (&world.store, world.now());
    let anchors = Anchors { objects: &*world.objects, notary: &FakeNotary };
    let desk = AnchorDesk { audit: store, accounts: store, anchors, clock: &*world.clock };
    anchor_all(desk, now + SignedDuration::from_mins(1)).await.unwrap();
    let found = ada.post("/audit-verifications", json!({"writer": "portal"})).await.expect(200);
    assert_eq!((&found["anchored_until"], &found["anchored_at"]), (&json!(entries), &json!(now)));
    let empty = json!({"writer": "portal", "month": "2026-02"});
    assert_eq!(ada.post("/audit-verifications", empty).await.expect(200)["entries"], 0);
}
