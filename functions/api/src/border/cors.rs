//! Cross-origin requests: only from the sites that this installation was told of, and only with an API
//! token. No answer lets another site's page use a cookie: `Access-Control-Allow-Credentials` is never
//! sent, and a change from another site needs `Authorization`.

use axum::{body::Body, extract::Request, response::Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use crate::state::Site;

const METHODS: &str = "GET, HEAD, POST, PUT, DELETE";
const SENT: &str =
    "authorization, content-type, idempotency-key, if-match, if-none-match, x-powerdown-client";
const SHOWN: &str = "etag, idempotent-replayed, location, ratelimit-limit, ratelimit-remaining, \
     ratelimit-reset, retry-after, x-request-id";

/// The origin of a request, if it is one of the sites that may call.
pub(super) fn friend(site: &Site, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    site.cors_origins.iter().any(|known| known.as_bytes() == origin.as_bytes()).then(|| origin.clone())
}

/// The answer to a browser that asks, for a friend's page, what it may send.
pub(super) fn preflight(request: &Request) -> Option<Response> {
    let asks = *request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if !asks {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(SENT));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    Some(response)
}

/// Lets a friend's page read an answer. Where there are friends, answers differ by who asks.
pub(super) fn allow(site: &Site, headers: &mut HeaderMap, friend: Option<&HeaderValue>) {
    if site.cors_origins.is_empty() {
        return;
    }
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = friend {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(SHOWN));
    }
}
