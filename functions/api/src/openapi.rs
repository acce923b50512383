//! The OpenAPI document: made from the handlers, held in docs/openapi.json, and the source of the web
//! app's types. A test fails when the file is not what the code says (`UPDATE_OPENAPI=1` writes it).

mod ids;
mod refusals;

use http::Method;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document, RefOr, Response,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Type},
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    },
};

use crate::{cookies, idempotency, problem::ProblemDocument, scopes, views::page::allow_parts};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PowerDown",
        description = "Powers machines down when nobody needs them. Every error is a problem of RFC 9457. Unknown fields are refused. Instants are RFC 3339 in UTC. A change that carries no `Authorization: Bearer` needs the header `x-powerdown-client`, with anything in it.",
    ),
    tags(
        (name = "accounts", description = "Signing up, logging in, staying logged in."),
        (name = "people", description = "Who belongs to the company, which programs act for them, and its settings."),
        (name = "clouds", description = "Connected AWS accounts."),
        (name = "machines", description = "The inventory."),
        (name = "schedules", description = "When machines run, and which."),
        (name = "calendars", description = "Days and hours that schedules share."),
        (name = "exports", description = "Lists as files."),
        (name = "audit", description = "What happened, and the proof that it was not rewritten."),
        (name = "security", description = "Attacks and tries, and what stands against them."),
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
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("pdt_…")
            .description(Some("An API token, in the place of whoever made it."));
        components.add_security_scheme("token", SecurityScheme::Http(token.build()));
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

/// Adds to every operation what is true of all: the forms of ids, which problems it may answer, and
/// in which form.
pub fn complete(mut document: Document) -> Document {
    allow_parts(&mut document);
    for (path, item) in &mut document.paths.paths {
        let operations = [
            (Method::GET, &mut item.get),
            (Method::PUT, &mut item.put),
            (Method::POST, &mut item.post),
            (Method::DELETE, &mut item.delete),
            (Method::PATCH, &mut item.patch),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else { continue };
            allow_tokens(&method, path, operation);
            if method == Method::POST && creates(operation) {
                operation.parameters.get_or_insert_default().push(RefOr::T(idempotency_key()));
            }
            ids::describe(operation);
            refusals::list(&method, operation);
            if method == Method::GET {
                add_conditions(operation);
            }
        }
    }
    document
}

/// Says where an API token does as well as a session, and which scope it needs.
fn allow_tokens(method: &Method, path: &str, operation: &mut Operation) {
    let by_session = vec![SecurityRequirement::new("session", [""; 0])];
    if let (Some(scope), Some(security)) = (scopes::needed(method, path), &mut operation.security)
        && *security == by_session
    {
        security.push(SecurityRequirement::new("token", [scope.to_string()]));
    }
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

/// What is shown with an entity tag need not be sent again to whoever has it.
fn add_conditions(operation: &mut Operation) {
    let shown = operation.responses.responses.get("200");
    if !matches!(shown, Some(RefOr::T(shown)) if shown.headers.contains_key("ETag")) {
        return;
    }
    let header = ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .description(Some("The `ETag` of what is known already."))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)));
    operation.parameters.get_or_insert_default().push(RefOr::T(header.build()));
    let unchanged = RefOr::T(Response::new("As known; without a body."));
    operation.responses.responses.insert("304".to_owned(), unchanged);
}
