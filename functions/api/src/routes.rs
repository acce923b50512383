//! Which request goes to which handler: two routers, one for each function that speaks HTTP.

use axum::{
    Router,
    extract::{Request, State},
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodFilter, get, on},
};
use http::{Method, header::CONTENT_TYPE};
use utoipa::openapi::{OpenApi as Document, PathItem};
use utoipa_axum::{PathItemExt, paste, router::OpenApiRouter, routes};

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

/// Names the operations that a function answers, once for two uses: the router that serves them, and the
/// document that describes them. What is deployed calls the first alone, so that nothing of the second is
/// linked into it. (`@path` is an inner rule of `utoipa_axum::routes!`, which it documents nowhere; should it
/// go, the build fails here.)
macro_rules! operations {
    ($(#[$doc:meta])* $function:ident for $state:ty { $($handler:path),+ $(,)? }) => {
        $(#[$doc])*
        struct $function;

        impl $function {
            fn router() -> Router<$state> {
                let mut router = Router::new();
                $(paste! {
                    let path = routes!(@path [path()] of $handler);
                    for method in routes!(@path [methods()] of $handler) {
                        router = router.route(&path, on(method.to_method_filter(), $handler));
                    }
                })+
                router
            }

            fn document() -> Document {
                let router = OpenApiRouter::<$state>::with_openapi(openapi::frame());
                router$(.routes(routes!($handler)))+.into_openapi()
            }
        }
    };
}

operations! {
    /// The slow ones: they hash passwords or send mails.
    LoginOperations for Login {
        tenants::create::create,
        sessions::create::create,
        invitations::create::create,
        invitations::accept::accept,
        password::update::update,
        password_resets::create::create,
        password_resets::confirm::confirm,
        second_factor::create::create,
        second_factor::confirm::confirm,
        second_factor::renew::renew,
        second_factor::remove::remove,
    }
}

operations! {
    /// All others.
    PortalOperations for Portal {
        health::show,
        email_verifications::create::create,
        session::show::show, session::delete::delete,
        session::enter::enter,
        session::refresh::refresh,
        second_factor::show::show,
        sessions::list::list, sessions::delete_all::delete_all,
        sessions::delete::delete,
        socket_tickets::create::create,
        api_tokens::list::list, api_tokens::create::create,
        api_tokens::delete::delete,
        audit_entries::list::list,
        audit_verifications::create::create,
        audit_writers::list::list,
        clouds::list::list, clouds::create::create,
        clouds::show::show, clouds::update::update, clouds::delete::delete,
        clouds::launch::show,
        clouds::verify::verify,
        invitations::list::list,
        invitations::delete::delete,
        invitations::preview::preview,
        exports::list::list, exports::create::create,
        exports::show::show,
        machines::list::list,
        machines::bulk::act,
        machines::show::show,
        machines::explain::explain,
        machines::overriding::set, machines::overriding::clear,
        members::list::list,
        members::update::update, members::delete::delete,
        schedules::list::list, schedules::create::create,
        schedules::show::show, schedules::update::update, schedules::delete::delete,
        schedules::assign::assign,
        schedules::machines::list,
        schedules::overriding::set, schedules::overriding::clear,
        schedules::preview::document,
        schedules::preview::saved,
        schedule_templates::list::list,
        calendars::list::list, calendars::create::create,
        calendars::import::import,
        calendars::show::show, calendars::update::update, calendars::delete::delete,
        imports::create::create,
        security::show::show,
        security::events::list,
        tenant::show::show, tenant::update::update,
    }
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

/// The document of the whole API, whichever function answers.
pub fn document() -> Document {
    let mut document = PortalOperations::document();
    document.merge(LoginOperations::document());
    openapi::complete(document)
}

/// What the log-in function answers: methods and paths. API Gateway sends these there, and no other.
pub fn login_operations() -> Vec<(Method, String)> {
    let paths = LoginOperations::document().paths.paths;
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
    let mut routes = PortalOperations::router();
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
    LoginOperations::router()
        .method_not_allowed_fallback(not_allowed)
        .fallback(async || nothing())
        .layer(middleware::from_fn_with_state(base.clone(), idempotency::repeatable))
        .layer(middleware::from_fn_with_state(base, border::guard))
        .with_state(login)
}

/// The document as a file: making it takes longer than a function should need to start. A test holds the
/// file to the code.
async fn show_document() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], include_str!("../../../docs/openapi.json"))
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
    use super::{LOGIN_ALONE, LoginOperations, PortalOperations};

    #[test]
    fn the_portal_knows_which_paths_are_the_log_in_functions_alone() {
        let portal = PortalOperations::document().paths.paths;
        let login = LoginOperations::document().paths.paths;
        let alone: Vec<_> = login.keys().filter(|path| !portal.contains_key(*path)).collect();
        let mut known: Vec<_> = LOGIN_ALONE.into_iter().map(|(path, _)| path).collect();
        known.sort_unstable();
        assert_eq!(alone, known, "routes::LOGIN_ALONE");
    }
}
