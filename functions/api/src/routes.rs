//! Which request goes to which handler: two routers, one for each function that speaks HTTP.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Request, State},
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodFilter, get, on},
};
use http::Method;
use utoipa::openapi::{OpenApi as Document, PathItem};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    border,
    controllers::{
        api_tokens, audit_entries, audit_verifications, audit_writers, calendars, clouds,
        email_verifications, exports, health, imports, invitations, machines, members, password,
        password_resets, schedule_templates, schedules, second_factor, security, session, sessions,
        socket_tickets, tenant, tenants,
    },
    etag, idempotency, openapi,
    problem::{Kind, Problem},
    state::{Login, Portal},
    web,
};

fn login_routes() -> OpenApiRouter<Login> {
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(routes!(tenants::create::create))
        .routes(routes!(sessions::create::create))
        .routes(routes!(invitations::create::create))
        .routes(routes!(invitations::accept::accept))
        .routes(routes!(password::update::update))
        .routes(routes!(password_resets::create::create))
        .routes(routes!(password_resets::confirm::confirm))
        .routes(routes!(second_factor::create::create))
        .routes(routes!(second_factor::confirm::confirm))
        .routes(routes!(second_factor::renew::renew))
        .routes(routes!(second_factor::remove::remove))
}

/// Paths that the log-in function alone has, with the one method of each. API Gateway sends this method
/// there and all else here, where this is what says that nothing else is allowed.
const LOGIN_ALONE: [(&str, MethodFilter); 8] = [
    ("/api/v1/tenants", MethodFilter::POST),
    ("/api/v1/invitations/acceptance", MethodFilter::POST),
    ("/api/v1/password", MethodFilter::PUT),
    ("/api/v1/password-resets", MethodFilter::POST),
    ("/api/v1/password-resets/confirmation", MethodFilter::POST),
    ("/api/v1/second-factor/confirmation", MethodFilter::POST),
    ("/api/v1/second-factor/recovery-codes", MethodFilter::POST),
    ("/api/v1/second-factor/removal", MethodFilter::POST),
];

fn portal_routes() -> OpenApiRouter<Portal> {
    OpenApiRouter::with_openapi(openapi::frame())
        .routes(routes!(health::show))
        .routes(routes!(email_verifications::create::create))
        .routes(routes!(session::show::show, session::delete::delete))
        .routes(routes!(session::enter::enter))
        .routes(routes!(session::refresh::refresh))
        .routes(routes!(second_factor::show::show))
        .routes(routes!(sessions::list::list, sessions::delete_all::delete_all))
        .routes(routes!(sessions::delete::delete))
        .routes(routes!(socket_tickets::create::create))
        .routes(routes!(api_tokens::list::list, api_tokens::create::create))
        .routes(routes!(api_tokens::delete::delete))
        .routes(routes!(audit_entries::list::list))
        .routes(routes!(audit_verifications::create::create))
        .routes(routes!(audit_writers::list::list))
        .routes(routes!(clouds::list::list, clouds::create::create))
        .routes(routes!(clouds::show::show, clouds::update::update, clouds::delete::delete))
        .routes(routes!(clouds::launch::show))
        .routes(routes!(clouds::verify::verify))
        .routes(routes!(invitations::list::list))
        .routes(routes!(invitations::delete::delete))
        .routes(routes!(invitations::preview::preview))
        .routes(routes!(exports::list::list, exports::create::create))
        .routes(routes!(exports::show::show))
        .routes(routes!(machines::list::list))
        .routes(routes!(machines::bulk::act))
        .routes(routes!(machines::show::show))
        .routes(routes!(machines::explain::explain))
        .routes(routes!(machines::overriding::set, machines::overriding::clear))
        .routes(routes!(members::list::list))
        .routes(routes!(members::update::update, members::delete::delete))
        .routes(routes!(schedules::list::list, schedules::create::create))
        .routes(routes!(schedules::show::show, schedules::update::update, schedules::delete::delete))
        .routes(routes!(schedules::assign::assign))
        .routes(routes!(schedules::machines::list))
        .routes(routes!(schedules::overriding::set, schedules::overriding::clear))
        .routes(routes!(schedules::preview::document))
        .routes(routes!(schedules::preview::saved))
        .routes(routes!(schedule_templates::list::list))
        .routes(routes!(calendars::list::list, calendars::create::create))
        .routes(routes!(calendars::import::import))
        .routes(routes!(calendars::show::show, calendars::update::update, calendars::delete::delete))
        .routes(routes!(imports::create::create))
        .routes(routes!(security::show::show))
        .routes(routes!(security::events::list))
        .routes(routes!(tenant::show::show, tenant::update::update))
}

/// The document of the whole API, whichever function answers.
pub fn document() -> Document {
    let mut document = portal_routes().into_openapi();
    document.merge(login_routes().into_openapi());
    openapi::complete(document)
}

/// What the log-in function answers: methods and paths. API Gateway sends these there, and no other.
pub fn login_operations() -> Vec<(Method, String)> {
    let paths = login_routes().into_openapi().paths.paths;
    let of_path = |(path, item): (String, PathItem)| {
        let operations = [
            (Method::GET, item.get),
            (Method::PUT, item.put),
            (Method::POST, item.post),
            (Method::DELETE, item.delete),
        ];
        operations
            .into_iter()
            .filter_map(move |(method, operation)| operation.map(|_| (method, path.clone())))
    };
    paths.into_iter().flat_map(of_path).collect()
}

/// The portal: REST and the web app.
pub fn portal(portal: Portal) -> Router {
    let base = portal.base.clone();
    let (mut routes, _) = portal_routes().split_for_parts();
    for (path, method) in LOGIN_ALONE {
        routes = routes.route(path, on(method, async || nothing()));
    }
    routes
        .route("/api/v1/openapi.json", get(show_document))
        .method_not_allowed_fallback(not_allowed)
        .fallback(web_or_nothing)
        .layer(middleware::from_fn(etag::unless_known))
        .layer(middleware::from_fn_with_state(base.clone(), idempotency::repeatable))
        .layer(middleware::from_fn_with_state(base, border::guard))
        .with_state(portal)
}

/// The log-in function: the routes that hash passwords or send mails.
pub fn login(login: Login) -> Router {
    let base = login.base.clone();
    let (routes, _) = login_routes().split_for_parts();
    routes
        .method_not_allowed_fallback(not_allowed)
        .fallback(async || nothing())
        .layer(middleware::from_fn_with_state(base.clone(), idempotency::repeatable))
        .layer(middleware::from_fn_with_state(base, border::guard))
        .with_state(login)
}

/// Made when it is asked for: it takes longer to make than a function should need to start.
async fn show_document() -> Json<Arc<Document>> {
    Json(Arc::new(document()))
}

async fn not_allowed() -> Problem {
    Problem::because(Kind::MethodNotAllowed, "this path does not know this method")
}

fn nothing() -> Problem {
    Problem::because(Kind::NotFound, "there is no such path")
}

/// What no route takes: the web app's files and pages, outside `/api`.
async fn web_or_nothing(State(_): State<Portal>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") || path == "/ws" {
        return nothing().into_response();
    }
    match *request.method() {
        Method::GET | Method::HEAD => web::serve(path, request.headers()),
        _ => not_allowed().await.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LOGIN_ALONE, login_routes, portal_routes};

    #[test]
    fn the_portal_knows_which_paths_are_the_log_in_functions_alone() {
        let portal = portal_routes().into_openapi().paths.paths;
        let login = login_routes().into_openapi().paths.paths;
        let alone: Vec<_> = login.keys().filter(|path| !portal.contains_key(*path)).collect();
        let mut known: Vec<_> = LOGIN_ALONE.into_iter().map(|(path, _)| path).collect();
        known.sort_unstable();
        assert_eq!(alone, known, "routes::LOGIN_ALONE");
    }
}
