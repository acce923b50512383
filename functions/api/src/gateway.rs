//! Between API Gateway and the router.
//!
//! `lambda_http` turns an event into a request and takes for granted that its parts form one; an
//! impossible host or query string would end the process, and with it every request of the moment. So
//! what a client may have put there is made harmless before.

use axum::Router;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderValue, header};
use lambda_http::{Adapter, request::LambdaRequest};
use lambda_runtime::{Error, LambdaEvent, Service, service_fn};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use powerdown_lambda_support::metrics::Metrics;

/// What may not stand in a query string (RFC 3986, section 3.4). Percent signs may: they are there already.
const NOT_IN_QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Answers HTTP API events until the function is shut down, and writes after each what was counted.
///
/// # Errors
/// The Lambda runtime's.
pub async fn run(router: Router, metrics: Metrics) -> Result<(), Error> {
    lambda_runtime::run(service_fn(move |event: LambdaEvent<LambdaRequest>| {
        let LambdaEvent { payload, context } = event;
        let mut adapter = Adapter::from(router.clone());
        // A router is always ready.
        let answer = adapter.call(LambdaEvent::new(harmless(payload), context));
        async move {
            let answer = answer.await;
            metrics.flush();
            answer
        }
    }))
    .await
}

/// Gives a request a host and a query string that always form a URI, and a body that can be decoded. Nothing of ours looks at the
/// host: which site a request is for is decided before it comes here.
pub fn harmless(request: LambdaRequest) -> LambdaRequest {
    let LambdaRequest::ApiGatewayV2(mut event) = request else { return request };
    event.headers.insert(header::HOST, HeaderValue::from_static("portal"));
    event.headers.remove("x-forwarded-proto");
    event.raw_path = event.raw_path.map(|path| if path.starts_with('/') { path } else { format!("/{path}") });
    event.raw_query_string =
        event.raw_query_string.map(|query| utf8_percent_encode(&query, NOT_IN_QUERY).to_string());
    // A body that is not what it is said to be is taken as it is; the route refuses it.
    let decodes = |body: &String| STANDARD.decode(body).is_ok();
    event.is_base64_encoded = event.is_base64_encoded && event.body.as_ref().is_none_or(decodes);
    LambdaRequest::ApiGatewayV2(event)
}
