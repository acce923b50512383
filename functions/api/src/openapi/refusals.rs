//! Which problems an operation may answer. What follows from its form is added here, so that a
//! handler names only what is special about it; no answer comes with a status that is not listed.

use http::Method;
use utoipa::openapi::{
    Content, HeaderBuilder, Ref, RefOr, Response, ResponseBuilder,
    path::{Operation, ParameterIn},
    schema::{ObjectBuilder, Type},
};

/// Adds them, and gives every problem its form.
pub(super) fn list(method: &Method, operation: &mut Operation) {
    let problems = of_its_form(method, operation);
    let responses = &mut operation.responses.responses;
    for (status, description) in problems {
        responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(Response::new(description)));
    }
    responses.insert("429".to_owned(), RefOr::T(too_often()));
    for (status, response) in responses {
        if let (RefOr::T(response), false) = (response, status.starts_with('2')) {
            let problem = Content::new(Some(Ref::from_schema_name("Problem")));
            let content =
                ResponseBuilder::from(response.clone()).content("application/problem+json", problem);
            *response = content.build();
        }
    }
}

/// Calls are limited where they are slow or sensitive, and everywhere for a source that misbehaves.
fn too_often() -> Response {
    let header = HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::Integer).build()))
        .description(Some("After how many seconds the next call is taken."));
    ResponseBuilder::new().description("Too often.").header("Retry-After", header.build()).build()
}

fn of_its_form(method: &Method, operation: &Operation) -> Vec<(&'static str, &'static str)> {
    let has = |place: ParameterIn, name: Option<&str>| {
        operation.parameters.iter().flatten().any(|parameter| match parameter {
            RefOr::T(parameter) => {
                parameter.parameter_in == place && name.is_none_or(|name| parameter.name == name)
            }
            RefOr::Ref(_) => false,
        })
    };
    let mut problems = vec![("500", "A fault of ours."), ("503", "A fault of ours that passes.")];
    let by_cookie_or_token = operation.security.as_ref().is_some_and(|ways| !ways.is_empty());
    if by_cookie_or_token {
        problems.push(("401", "Not logged in."));
    }
    if by_cookie_or_token || *method != Method::GET {
        problems.push(("403", "Not allowed to whom asks, or asked by another site's page."));
    }
    if has(ParameterIn::Path, None) {
        problems.push(("404", "There is no such thing, or it is somebody else's."));
    }
    if has(ParameterIn::Header, Some("If-Match")) {
        problems.push(("412", "It was changed meanwhile."));
    }
    if has(ParameterIn::Header, Some("Idempotency-Key")) {
        problems.push(("409", "The same key was sent with another call that is not over."));
    }
    if has(ParameterIn::Query, None) || has(ParameterIn::Header, Some("Idempotency-Key")) {
        problems.push(("422", "A field breaks a rule; `errors` names it."));
    }
    if operation.request_body.is_some() {
        problems.extend([
            ("400", "The body is not JSON."),
            ("413", "The body is too large: larger than 1 MiB, or 2 MiB where it carries a file."),
            ("415", "The body is not sent as application/json."),
            ("422", "A field breaks a rule; `errors` names it."),
        ]);
    }
    problems
}
