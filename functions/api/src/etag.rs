//! Entity tags (RFC 9110, section 8.8.3): one way for all documents.
//!
//! A tag is the document's version, a dot, and a digest of what was shown: `"3.9f86d081884c7d65"`. What
//! a schedule wants now changes without a new version, so only the whole tag says that nothing changed
//! (`If-None-Match`, answered 304); a change names the version (`If-Match: "3"`), with or without the rest.

use aws_lc_rs::digest::{SHA256, digest};
use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde::Serialize;

use crate::problem::{Answer, Problem};

/// A document, with its tag.
///
/// # Errors
/// For a view that has no JSON form; ours have.
pub fn document(version: u64, view: &impl Serialize) -> Answer<Response> {
    let body = serde_json::to_vec(view).map_err(Problem::unwritable)?;
    let tag = format!("\"{version}.{}\"", hex::encode(&digest(&SHA256, &body).as_ref()[..8]));
    let mut answer = ([(header::CONTENT_TYPE, "application/json")], body).into_response();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    Ok(answer)
}

/// Answers 304, without a body, to whoever has the document already.
pub async fn unless_known(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let known: Vec<HeaderValue> = if reads {
        request.headers().get_all(header::IF_NONE_MATCH).iter().cloned().collect()
    } else {
        Vec::new()
    };
    let answer = next.run(request).await;
    if known.is_empty() || answer.status() != StatusCode::OK {
        return answer;
    }
    match answer.headers().get(header::ETAG) {
        Some(tag) if known.iter().any(|known| names(known, tag)) => {
            let headers = HeaderMap::from_iter([(header::ETAG, tag.clone())]);
            (StatusCode::NOT_MODIFIED, headers).into_response()
        }
        _ => answer,
    }
}

/// Whether a list of tags names this one. `If-None-Match` compares weakly.
fn names(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else { return false };
    known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}
