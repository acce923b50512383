//! The border of the HTTP side: every request passes it on its way in, every answer on its way out.
//!
//! In: a request id and a log span are given, and requests that did not come through CloudFront or
//! that another site's page made, or that come too often, are turned away. Out: problems are written
//! down and logged once, and the security headers are set.

pub mod limits;
mod source;
mod visit;

use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Method, header};
use lambda_http::RequestExt;
use powerdown_lambda_support::faults;
use tracing::{Instrument, Span, field};

use crate::{
    headers,
    problem::{Answer, Kind, Problem},
    state::{Base, Site},
};

pub use visit::{VIEWER, Visit};

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
    let answer = answer(&base, &visit, request, next).instrument(span.clone()).await;
    span.in_scope(|| out(answer.unwrap_or_else(IntoResponse::into_response), &id, &visit))
}

async fn answer(base: &Base, visit: &Visit, request: Request, next: Next) -> Answer<Response> {
    admit(&base.site, &request)?;
    limits::by_address(base, visit).await?;
    Ok(next.run(request).await)
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
    if changes && !site.came_from_our_pages(request.headers()) {
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
    let bearer = |value: &HeaderValue| {
        let value = value.as_bytes();
        value.len() > 7 && value[..7].eq_ignore_ascii_case(b"bearer ")
    };
    headers.get(CLIENT).is_some_and(|value| !value.as_bytes().trim_ascii().is_empty())
        || headers.get(header::AUTHORIZATION).is_some_and(bearer)
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
