//! The web app's files.

use axum::body::Body;
use http::{Method, StatusCode, header};

use crate::world::{Answer, World};

async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    let (world, method) = (World::new(), Method::GET);
    let mut request = world.browser().request(method, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    world.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_page_is_the_app_and_is_asked_for_again() {
    let index = get("/", &[]).await;
    assert_eq!(index.status, StatusCode::OK);
    assert_eq!(index.headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert_eq!(index.headers[header::CACHE_CONTROL], "no-cache");
    assert!(String::from_utf8(index.bytes.clone()).unwrap().starts_with("<!doctype html>"));
    for path in ["/index.html", "/machines", "/schedules/sch_x", "/verify-email?token=x", "/login"] {
        assert_eq!(get(path, &[]).await.bytes, index.bytes, "{path}");
    }
}

#[tokio::test]
async fn what_the_browser_has_already_is_not_sent_again() {
    let index = get("/", &[]).await;
    let tag = index.headers[header::ETAG].to_str().unwrap().to_owned();
    for sent in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let again = get("/", &[("if-none-match", &sent)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert!(again.bytes.is_empty());
        assert_eq!(again.headers[header::ETAG], tag.as_str());
    }
    assert_eq!(get("/", &[("if-none-match", "\"other\"")]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn files_are_sent_compressed_to_whom_takes_it() {
    let plain = get("/", &[]).await;
    assert!(!plain.headers.contains_key(header::CONTENT_ENCODING));
    assert_eq!(plain.headers[header::VARY], "accept-encoding");
    for (accepts, encoding) in [
        ("gzip, deflate, br, zstd", Some("br")),
        ("gzip, deflate", Some("gzip")),
        ("br;q=0, gzip;q=0.5", Some("gzip")),
        ("identity", None),
        ("deflate", None),
    ] {
        let sent = get("/", &[("accept-encoding", accepts)]).await;
        let found = sent.headers.get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap());
        assert_eq!(found, encoding, "{accepts}");
        if encoding.is_some() {
            assert!(sent.bytes.len() < plain.bytes.len(), "{accepts}");
        }
    }
}

#[tokio::test]
async fn a_missing_asset_is_not_the_app() {
    for path in ["/assets/none.js", "/assets/../../etc/passwd", "/ws"] {
        get(path, &[]).await.problem(404);
    }
}

#[tokio::test]
async fn hashed_files_may_be_kept_for_ever() {
    let index = String::from_utf8(get("/", &[]).await.bytes).unwrap();
    // Without a built app there is only the page that says so.
    for path in index.split('"').filter(|part| part.starts_with("/assets/")) {
        let file = get(path, &[("accept-encoding", "br")]).await;
        assert_eq!(file.status, StatusCode::OK, "{path}");
        assert_eq!(file.headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    }
}
