//! Logging in.

use axum::{extract::State, response::Response};
use http::HeaderMap;
use powerdown_domain::{EmailAddress, Password};
use powerdown_engine::{Refusal, accounts};

use crate::{
    agent,
    border::{Visit, limits},
    controllers::session,
    json::Json,
    problem::Answer,
    state::Login,
    views::session::{Credentials, SessionView},
};

/// Log in.
///
/// Sets the cookies `__Host-session` and `__Host-refresh`.
#[utoipa::path(
    post, path = "/api/v1/sessions", operation_id = "logIn", tag = "accounts",
    request_body = Credentials,
    responses(
        (status = 200, description = "Logged in.", body = SessionView),
        (status = 401, description = "`bad-credentials`: unknown address, wrong password, wrong code, or an address that is not verified: one answer for all. `needs-code`: all is right, and a code of the second factor is missing."),
    )
)]
pub async fn create(
    State(login): State<Login>,
    visit: Visit,
    headers: HeaderMap,
    Json(typed): Json<Credentials>,
) -> Answer<Response> {
    // What can be nobody's address or password is answered like a wrong one.
    let email = EmailAddress::try_from(typed.email).map_err(|_| Refusal::BadCredentials)?;
    let password = Password::try_from(typed.password).map_err(|_| Refusal::BadCredentials)?;
    let source = limits::by_account(&login.base, &visit, &email).await?;
    let (agent, address) = (agent::coarse(&headers), source.address.clone());
    let credentials = accounts::Credentials { email, password, code: typed.code, agent, source: address };
    let started = accounts::log_in(login.log_in_desk(), credentials).await?;
    powerdown_engine::limits::remember(&*login.base.store, &source, login.base.clock.now()).await?;
    session::started(&login.base, started).await
}
