//! The OpenAPI document: made from the handlers, held in docs/openapi.json, and the source of the web
//! app's types. A test fails when the file is not what the code says (`UPDATE_OPENAPI=1` writes it).

use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{ApiKey, ApiKeyValue, SecurityScheme},
    },
};

use crate::{cookies, problem::ProblemDocument};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PowerDown",
        description = "Powers machines down when nobody needs them. Every error is a problem of RFC 9457. Unknown fields are refused. Instants are RFC 3339 in UTC.",
    ),
    tags(
        (name = "accounts", description = "Signing up, logging in, staying logged in."),
        (name = "clouds", description = "Connected AWS accounts."),
        (name = "machines", description = "The inventory."),
        (name = "schedules", description = "When machines run, and which."),
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
