//! `Idempotency-Key`: a `POST` that is sent twice is carried out once, and answered twice.
//!
//! The key counts for one caller and one request. What was answered with success is answered again for a
//! day, marked `idempotent-replayed: true`; a refusal changed nothing and leaves the key free. A call
//! without a session is not looked at here: its handler knows what to answer.

use aws_lc_rs::digest::{Context, SHA256};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequestParts, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts};
use http_body_util::BodyExt;
use powerdown_engine::{
    idempotency::{self, CallDesk, Claim},
    record::{CallKey, Principal, RecordedAnswer},
};
use powerdown_lambda_support::faults;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    extract::Viewer,
    json,
    problem::{Answer, Kind, Problem},
    state::Base,
};

/// The header that makes a call repeatable.
pub const KEY: &str = "idempotency-key";
/// The header that marks a repeated answer.
pub const REPLAYED: &str = "idempotent-replayed";
/// The longest key, in characters.
pub const LONGEST_KEY: usize = 64;

/// The headers that belong to an answer; the others are set on its way out.
const KEPT: [HeaderName; 3] = [header::CONTENT_TYPE, header::ETAG, header::LOCATION];

/// Put into the extensions of an answer that holds a secret which is shown once: it is not kept, and
/// its repetition is refused.
#[derive(Debug, Clone, Copy)]
pub struct ShownOnce;

/// The middleware around the portal's routes.
pub async fn repeatable(State(base): State<Base>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.headers().contains_key(KEY) {
        return next.run(request).await;
    }
    repeated(&base, request, next).await.unwrap_or_else(IntoResponse::into_response)
}

async fn repeated(base: &Base, request: Request, next: Next) -> Answer<Response> {
    let (mut parts, body) = request.into_parts();
    let text = key_of(&parts.headers)?;
    let person = match Viewer::from_request_parts(&mut parts, base).await {
        Ok(Viewer(person)) => person,
        Err(problem) if problem.kind() == Kind::NoSession => {
            return Ok(next.run(Request::from_parts(parts, body)).await);
        }
        Err(problem) => return Err(problem),
    };
    let body = Bytes::from(json::bytes(body, json::WITH_FILE).await?);
    let (desk, tenant) = (base.call_desk(), person.tenant());
    let key = CallKey::of(&person.actor(), &text);
    match idempotency::claim(desk, tenant, &key, fingerprint(&parts, &body)).await? {
        Claim::Repeat(answer) => Kept::read(&answer).ok_or_else(|| Problem::of(Kind::Internal)),
        Claim::CarryOut => {
            let response = next.run(Request::from_parts(parts, Body::from(body))).await;
            let (response, outcome) = remember(desk, &person, &key, response).await;
            if let Err(error) = outcome {
                // The call was carried out; only its repetition will be refused.
                tracing::error!(error = faults::chain(&error), "an answer could not be kept");
            }
            Ok(response)
        }
    }
}

async fn remember(
    desk: CallDesk<'_>,
    person: &Principal,
    key: &CallKey,
    response: Response,
) -> (Response, Result<(), powerdown_engine::UseCaseError>) {
    let tenant = person.tenant();
    let status = response.status();
    if status.is_client_error() {
        return (response, idempotency::release(desk, tenant, key).await);
    }
    if !status.is_success() {
        return (response, Ok(()));
    }
    let secret = response.extensions().get::<ShownOnce>().is_some()
        || response.headers().contains_key(header::SET_COOKIE);
    if secret {
        return (response, idempotency::settle(desk, tenant, key, None).await);
    }
    let (parts, body) = response.into_parts();
    // Made by a handler of ours, in memory: it cannot break off.
    let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let kept = Kept::of(parts.status, &parts.headers, &body);
    let response = Response::from_parts(parts, Body::from(body));
    (response, idempotency::settle(desk, tenant, key, kept).await)
}

fn key_of(headers: &HeaderMap) -> Answer<String> {
    let mut found = headers.get_all(KEY).iter();
    let text = found.next().and_then(|key| key.to_str().ok()).filter(|_| found.next().is_none());
    text.filter(|key| (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()))
        .map(str::to_owned)
        .ok_or_else(|| {
            let rule = format!("must be 1 to {LONGEST_KEY} visible ASCII characters, such as a UUID, once");
            Problem::invalid("Idempotency-Key", rule)
        })
}

/// A hash of all that a call asks for.
fn fingerprint(parts: &Parts, body: &[u8]) -> String {
    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
    let mut hash = Context::new(&SHA256);
    // The target holds no line feed.
    hash.update(target.as_bytes());
    hash.update(b"\n");
    hash.update(body);
    hex::encode(hash.finish())
}

/// An answer in the form it is kept in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    v: u8,
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Kept {
    /// `None` for an answer that is no text.
    fn of(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<RecordedAnswer> {
        let text = |name: &HeaderName| Some((name.to_string(), headers.get(name)?.to_str().ok()?.to_owned()));
        let body = std::str::from_utf8(body).ok()?.to_owned();
        let kept =
            Self { v: 1, status: status.as_u16(), headers: KEPT.iter().filter_map(text).collect(), body };
        serde_json::to_vec(&kept).ok().map(|bytes| RecordedAnswer(Zeroizing::new(bytes)))
    }

    fn read(answer: &RecordedAnswer) -> Option<Response> {
        let kept: Self = serde_json::from_slice(&answer.0).ok()?;
        let mut response = Response::new(Body::from(kept.body));
        *response.status_mut() = StatusCode::from_u16(kept.status).ok()?;
        for (name, value) in kept.headers {
            let (name, value) = (HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?);
            response.headers_mut().insert(name, value);
        }
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        Some(response)
    }
}
