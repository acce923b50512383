//! Documents and their entity tags.

use http::{Method, header};
use serde_json::json;

use crate::world::{Browser, World, office};

async fn tag(browser: &Browser<'_>, path: &str) -> String {
    let answer = browser.get(path).await;
    answer.expect(200);
    answer.headers[header::ETAG].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_document_that_is_known_is_not_sent_again() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let id = |answer: serde_json::Value| answer["id"].as_str().unwrap().to_owned();
    let schedule = id(ada.post("/schedules", office(json!([]))).await.expect(201));
    let calendar = id(ada.post("/calendars", json!({"name": "Holidays", "document": {}})).await.expect(201));
    for path in [
        format!("/clouds/{cloud}"),
        format!("/machines/{machine}"),
        format!("/schedules/{schedule}"),
        format!("/calendars/{calendar}"),
    ] {
        let tag = tag(&ada, &path).await;
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
            let again = ada.call_with(Method::GET, &path, None, &[("if-none-match", &known)]).await;
            assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{path} {known}");
            assert_eq!(again.headers[header::ETAG], tag.as_str());
            assert_eq!(again.headers[header::CACHE_CONTROL], "no-store");
        }
        for other in ["\"1\"", "\"x\"", "", "x"] {
            let again = ada.call_with(Method::GET, &path, None, &[("if-none-match", other)]).await;
            again.expect(200);
        }
    }
}

#[tokio::test]
async fn a_tag_tells_of_everything_that_is_shown_and_a_change_wants_the_version_alone() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let path = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let machine = ada.machine(&cloud, "eu-west-1", 1, &[]).await;
    let before = tag(&ada, &path).await;
    // Another machine that follows it is no new version, and yet something new to show.
    ada.post(&format!("{path}/assignments"), json!({"assign": [machine], "release": []})).await.expect(200);
    let after = tag(&ada, &path).await;
    assert!(before.starts_with("\"1.") && after.starts_with("\"1.") && before != after, "{before} {after}");
    let known = ada.call_with(Method::GET, &path, None, &[("if-none-match", &before)]).await;
    known.expect(200);
    for stands_for_it in [before, "\"2\"".to_owned(), "\"3.0123456789abcdef\"".to_owned()] {
        let put =
            ada.call_with(Method::PUT, &path, Some(office(json!([]))), &[("if-match", &stands_for_it)]).await;
        put.expect(200);
    }
}
