//! The OpenAPI document: made from the handlers, held in docs/openapi.json, and the source of the web
//! app's types. A test fails when the file is not what the code says (`UPDATE_OPENAPI=1` writes it).

use http::Method;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        Content, HeaderBuilder, OpenApi as Document, Ref, RefOr, Response, ResponseBuilder,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Type},
        security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme},
    },
};

use crate::{border::limits, cookies, idempotency, problem::ProblemDocument, views::page::allow_parts};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PowerDown",
        description = "Powers machines down when nobody needs them. Every error is a problem of RFC 9457. Unknown fields are refused. Instants are RFC 3339 in UTC. A change that carries no `Authorization: Bearer` needs the header `x-powerdown-client`, with anything in it.",
    ),
    tags(
        (name = "accounts", description = "Signing up, logging in, staying logged in."),
        (name = "clouds", description = "Connected AWS accounts."),
        (name = "machines", description = "The inventory."),
        (name = "schedules", description = "When machines run, and which."),
        (name = "calendars", description = "Days and hours that schedules share."),
        (name = "audit", description = "What happened, and the proof that it was not rewritten."),
        (name = "about", description = "The API itself."),
    ),
    components(schemas(ProblemDocument)),
    modifiers(&Cookies),
)]
struct Frame;

struct Cookies;

impl Modify for Cookies {
    fn modify(&self, document: &mut Document) {
        let cookie = |name, description| {
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(name, description)))
        };
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("session", cookie(cookies::SESSION, "The access token; ten minutes."));
        components.add_security_scheme(
            "refresh",
            cookie(cookies::REFRESH, "The refresh token; works once, for thirty days after the log-in."),
        );
    }
}

/// The document without any path.
pub fn frame() -> Document {
    Frame::openapi()
}

/// Adds to every operation what is true of all: which problems it may answer, and in which form.
pub fn complete(mut document: Document) -> Document {
    allow_parts(&mut document);
    for (path, item) in &mut document.paths.paths {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
        for operation in operations.into_iter().flatten() {
            add_problems(operation);
        }
        if let Some(operation) = item.post.as_mut().filter(|_| limits::is_limited(&Method::POST, path)) {
            operation.responses.responses.insert("429".to_owned(), RefOr::T(too_often()));
        }
        if let Some(operation) = item.post.as_mut().filter(|operation| creates(operation)) {
            operation.parameters.get_or_insert_default().push(RefOr::T(idempotency_key()));
        }
    }
    document
}

/// Whether an operation makes something for somebody with a session.
fn creates(operation: &Operation) -> bool {
    let made = |status: &str| operation.responses.responses.contains_key(status);
    operation.security.is_some() && (made("201") || made("202"))
}

fn idempotency_key() -> Parameter {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(idempotency::LONGEST_KEY))
        .pattern(Some("^[!-~]+$"));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .description(Some("Makes the call safe to repeat: sent again within a day with the same key and the same body, it is answered as before (`idempotent-replayed: true`) and carried out once."))
        .schema(Some(text.build()))
        .build()
}

/// What a limited call answers besides.
fn too_often() -> Response {
    let header = HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::Integer).build()))
        .description(Some("After how many seconds the next call is taken."));
    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description("Too often.")
        .header("Retry-After", header.build())
        .content("application/problem+json", problem)
        .build()
}

fn add_problems(operation: &mut Operation) {
    let needs_session = vec![SecurityRequirement::new("session", [""; 0])];
    let mut problems = vec![("default", "Any other problem.")];
    if operation.security == Some(needs_session) {
        problems.push(("401", "Not logged in."));
    }
    if operation.request_body.is_some() {
        problems.extend([
            ("400", "The body is not JSON."),
            ("413", "The body is too large: larger than 1 MiB, or 2 MiB where it carries a file."),
            ("415", "The body is not sent as application/json."),
            ("422", "A field breaks a rule; `errors` names it."),
        ]);
    }
    let responses = &mut operation.responses.responses;
    for (status, description) in problems {
        let response = || RefOr::T(Response::new(description));
        responses.entry(status.to_owned()).or_insert_with(response);
    }
    for (status, response) in responses {
        if let (RefOr::T(response), false) = (response, status.starts_with('2')) {
            let problem = Content::new(Some(Ref::from_schema_name("Problem")));
            let content =
                ResponseBuilder::from(response.clone()).content("application/problem+json", problem);
            *response = content.build();
        }
    }
}
