//! What each role may do.

use http::Method;
use powerdown_engine::record::Role;
use serde_json::{Value, json};

use crate::world::{World, office};

#[tokio::test]
async fn a_role_may_what_the_lower_ones_may_and_its_own() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let schedule = format!("/schedules/{}", schedule["id"].as_str().unwrap());

    let calendar = ada.post("/calendars", json!({"name": "Holidays", "document": {}})).await.expect(201);
    let calendar = format!("/calendars/{}", calendar["id"].as_str().unwrap());
    let keep = json!({"keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "release weekend"});
    let days_off = json!({"name": "Holidays", "document": {}});
    let ics = json!({"name": "Holidays", "icalendar": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"});
    let tag = json!({"format": "custodian-tag", "text": "off=[(M-F,21)]", "zone": "UTC"});
    let document = json!({"document": office(json!([]))["document"]});

    let access = json!({"type": "role", "role_arn": "arn:aws:iam::333333333333:role/PowerDown"});
    let draft =
        json!({"name": "x", "account_id": "333333333333", "regions": ["eu-west-1"], "access": access});
    let assignment = json!({"assign": [machine], "release": []});
    let routes: Vec<(Role, Method, String, Option<Value>)> = vec![
        (Role::Viewer, Method::GET, "/session".into(), None),
        (Role::Viewer, Method::POST, "/socket-tickets".into(), None),
        (Role::Viewer, Method::GET, "/clouds".into(), None),
        (Role::Viewer, Method::GET, format!("/clouds/{cloud}"), None),
        (Role::Viewer, Method::GET, "/machines".into(), None),
        (Role::Viewer, Method::GET, format!("/machines/{machine}"), None),
        (Role::Viewer, Method::GET, format!("/machines/{machine}/explanation"), None),
        (Role::Viewer, Method::GET, "/schedules".into(), None),
        (Role::Viewer, Method::GET, "/schedule-templates".into(), None),
        (Role::Viewer, Method::POST, "/schedules/preview".into(), Some(document)),
        (Role::Viewer, Method::GET, format!("{schedule}/preview"), None),
        (Role::Viewer, Method::GET, "/calendars".into(), None),
        (Role::Viewer, Method::GET, calendar.clone(), None),
        (Role::Viewer, Method::GET, schedule.clone(), None),
        (Role::Viewer, Method::GET, format!("{schedule}/machines"), None),
        (Role::Operator, Method::POST, format!("{schedule}/assignments"), Some(assignment)),
        (Role::Operator, Method::PUT, format!("/machines/{machine}/override"), Some(keep.clone())),
        (Role::Operator, Method::DELETE, format!("/machines/{machine}/override"), None),
        (Role::Admin, Method::POST, "/imports".into(), Some(tag)),
        (Role::Admin, Method::POST, "/calendars".into(), Some(days_off.clone())),
        (Role::Admin, Method::POST, "/calendars/import".into(), Some(ics)),
        (Role::Admin, Method::PUT, calendar.clone(), Some(days_off)),
        (Role::Admin, Method::DELETE, calendar.clone(), None),
        (Role::Admin, Method::POST, "/clouds".into(), Some(draft)),
        (Role::Admin, Method::POST, format!("/clouds/{cloud}/verification"), None),
        (Role::Admin, Method::POST, "/schedules".into(), Some(office(json!([])))),
        (Role::Admin, Method::PUT, schedule.clone(), Some(office(json!([])))),
        (Role::Admin, Method::PUT, format!("{schedule}/override"), Some(keep)),
        (Role::Admin, Method::DELETE, format!("{schedule}/override"), None),
        (Role::Admin, Method::DELETE, schedule.clone(), None),
    ];
    for role in [Role::Viewer, Role::Operator, Role::Admin] {
        ada.become_a(role).await;
        for (needed, method, path, body) in &routes {
            let version = [("if-match", "\"1\"")];
            let headers = if *method == Method::PUT { &version[..] } else { &[] };
            let answer = ada.call_with(method.clone(), path, body.clone(), headers).await;
            if role < *needed {
                let problem = answer.problem(403);
                assert!(problem["detail"].as_str().unwrap().contains("role"), "{problem}");
            } else {
                assert!(answer.status.is_success(), "{role:?} {method} {path}: {answer:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_refused_change_changes_nothing_and_a_bad_one_is_refused_first_for_its_role() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    ada.become_a(Role::Viewer).await;
    let written = world.store.writes();
    ada.post("/schedules", office(json!([]))).await.problem(403);
    ada.post("/schedules", json!({"nonsense": true})).await.problem(403);
    ada.call(Method::DELETE, "/schedules/x", None).await.problem(403);
    ada.call(Method::PUT, "/machines/x/override", Some(json!({}))).await.problem(403);
    ada.call(Method::PUT, "/schedules/x/override", Some(json!({}))).await.problem(403);
    ada.call(Method::DELETE, "/calendars/x", None).await.problem(403);
    ada.post("/calendars/import?dry_run=maybe", json!({"nonsense": true})).await.problem(403);
    assert_eq!(world.store.writes(), written);
}
