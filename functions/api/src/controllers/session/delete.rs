//! Logging out.

use axum::{
    extract::{FromRequestParts, Request, State},
    response::{IntoResponse, Response},
};
use http::StatusCode;
use powerdown_engine::accounts::{self, RefreshToken};

use crate::{
    cookies,
    extract::SignedIn,
    problem::{Answer, Kind},
    state::Portal,
};

/// Log out.
///
/// Ends the session for every use at once. Without a session there is nothing to end, which is no error.
#[utoipa::path(
    delete, path = "/api/v1/session", operation_id = "logOut", tag = "accounts",
    security(("session" = []), ("refresh" = []), ()),
    responses((status = 204, description = "Logged out; the cookies are taken away."))
)]
pub async fn delete(State(portal): State<Portal>, request: Request) -> Answer<Response> {
    let (mut parts, _) = request.into_parts();
    let desk = portal.base.session_desk();
    match SignedIn::from_request_parts(&mut parts, &portal).await {
        Ok(person) => accounts::log_out(desk, &person.session).await?,
        // The access token may just have run out; the refresh token names the session as well.
        Err(problem) if problem.kind() == Kind::NoSession => {
            if let Some(token) = cookies::read(&parts.headers, cookies::REFRESH) {
                accounts::log_out_with(desk, &RefreshToken::presented(token)).await?;
            }
        }
        Err(problem) => return Err(problem),
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookies::end(response.headers_mut());
    Ok(response)
}
