//! The border of the HTTP side: every request passes it on its way in, every answer on its way out.
//!
//! In: a request id and a log span are given, and requests that did not come through CloudFront or
//! that another site's page made, or that come too often, are turned away. Out: problems are written
//! down and logged once, denied attempts reach the audit trail, and the security headers are set.

pub mod canaries;
mod cors;
mod denials;
pub mod limits;
mod source;
mod visit;

use axum::{
    body::Body,
    extract::{FromRequestParts, MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Method, header};
use lambda_http::RequestExt;
use powerdown_lambda_support::faults;
use tracing::{Instrument, Span, field};

use crate::{
    extract::SignedIn,
    headers,
    problem::{Answer, Kind, Problem},
    state::{Base, Site},
};

use canaries::Asked;
use denials::Operation;
pub use visit::{Caller, VIEWER, Visit};

/// The header by which CloudFront proves that a request came through it.
pub const ORIGIN_SECRET: &str = "x-powerdown-origin";
/// The header that names the request in our log.
pub const REQUEST_ID: &str = "x-request-id";
/// The header by which a program says that it means to change something; anything but empty. Another
/// site's page cannot set it without asking first (CORS), which we refuse, so a change that carries it
/// was not made by a form or a link elsewhere.
pub const CLIENT: &str = "x-powerdown-client";

/// The middleware around all routes.
pub async fn guard(State(base): State<Base>, mut request: Request, next: Next) -> Response {
    let id = request_id(&request, &base);
    let span = span(&request, &id);
    let visit = Visit::of(&base.site, &request);
    request.extensions_mut().insert(visit.clone());
    let friend = cors::friend(&base.site, request.headers());
    let mut response = watched(&base, &visit, request, next).instrument(span.clone()).await;
    cors::allow(&base.site, response.headers_mut(), friend.as_ref());
    span.in_scope(|| out(response, &id, &visit))
}

async fn watched(base: &Base, visit: &Visit, request: Request, next: Next) -> Response {
    let operation = Operation::of(request.method(), request.extensions().get());
    let asked = Asked::of(request.uri(), operation.route());
    let response =
        answer(base, visit, &asked, request, next).await.unwrap_or_else(IntoResponse::into_response);
    if let Some(problem) = response.extensions().get::<Problem>().cloned() {
        denials::watch(base, visit, &operation, &problem).await;
    }
    canaries::watch(base, visit, &asked, response).await
}

async fn answer(base: &Base, visit: &Visit, asked: &Asked, request: Request, next: Next) -> Answer<Response> {
    admit(&base.site, &request)?;
    let friend = cors::friend(&base.site, request.headers());
    if let Some(response) = friend.and_then(|_| cors::preflight(&request)) {
        return Ok(response);
    }
    limits::by_address(base, visit).await?;
    Ok(next.run(if asked.decoy.is_some() { introduced(base, request).await } else { request }).await)
}

/// Asks who makes a request that no handler asks about, so that their company learns of it.
async fn introduced(base: &Base, request: Request) -> Request {
    let (mut parts, body) = request.into_parts();
    // Whoever they are: the answer will be the same.
    let _person = SignedIn::from_request_parts(&mut parts, base).await;
    Request::from_parts(parts, body)
}

fn span(request: &Request, id: &str) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    // The path itself is not logged: it may hold ids, and is in the access log by its route.
    tracing::info_span!("request", request_id = id, method = %request.method(), route, tenant = field::Empty)
}

/// API Gateway's id of the request, which its access log and its own header show too.
fn request_id(request: &Request, base: &Base) -> String {
    use lambda_http::request::RequestContext;
    let gateways = match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
        _ => None,
    };
    gateways.unwrap_or_else(|| {
        let mut random = [0; 16];
        base.entropy.fill(&mut random);
        hex::encode(random)
    })
}

fn admit(site: &Site, request: &Request) -> Result<(), Problem> {
    if !site.came_through_our_edge(request.headers()) {
        return Err(Problem::because(Kind::Forbidden, "use the address of the web app"));
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes
        && !site.came_from_our_pages(request.headers())
        && !is_a_friends_program(site, request.headers())
    {
        return Err(Problem::because(Kind::Forbidden, "the request came from another site's page"));
    }
    if changes && !names_its_client(request.headers()) {
        let detail = format!("send the header {CLIENT} with a change, for instance with your program's name");
        return Err(Problem::because(Kind::NeedsClientHeader, detail));
    }
    Ok(())
}

/// Whether a request carries something that only a program, or a page of ours, can have put there. A
/// bearer token is as good as the header: no browser adds one by itself.
fn names_its_client(headers: &HeaderMap) -> bool {
    headers.get(CLIENT).is_some_and(|value| !value.as_bytes().trim_ascii().is_empty()) || has_token(headers)
}

fn has_token(headers: &HeaderMap) -> bool {
    headers.get(header::AUTHORIZATION).is_some_and(|value| {
        let value = value.as_bytes();
        value.len() > 7 && value[..7].eq_ignore_ascii_case(b"bearer ")
    })
}

/// A page of a site that may call, with a token of its own. Its cookies, which a browser may add, are
/// for our pages alone.
fn is_a_friends_program(site: &Site, headers: &HeaderMap) -> bool {
    has_token(headers) && cors::friend(site, headers).is_some()
}

fn out(mut response: Response, id: &str, visit: &Visit) -> Response {
    match response.extensions_mut().remove::<Problem>() {
        Some(problem) => {
            log(&problem);
            let body = serde_json::to_vec(&problem.document(id)).unwrap_or_default();
            *response.body_mut() = Body::from(body);
            let kind = HeaderValue::from_static("application/problem+json");
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
            response.headers_mut().remove(header::CONTENT_LENGTH);
        }
        None => tracing::debug!(status = response.status().as_u16(), "answered"),
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    limits::tell(response.headers_mut(), visit);
    headers::secure(response.headers_mut());
    response
}

fn log(problem: &Problem) {
    let (status, kind) = (problem.kind().status().as_u16(), problem.kind().name());
    match problem.cause() {
        Some(cause) if status >= 500 => {
            tracing::error!(status, kind, error = faults::chain(cause), "failed");
        }
        Some(cause) => tracing::warn!(status, kind, error = faults::chain(cause), "refused"),
        // The detail stays out: it may quote the request.
        None => tracing::info!(status, kind, "refused"),
    }
}
