//! Logging out everywhere.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use powerdown_engine::accounts;

use crate::{cookies, extract::SignedIn, problem::Answer, state::Portal};

/// Log out everywhere.
///
/// Ends all sessions of the person, the one that asks included, in every company.
#[utoipa::path(
    delete, path = "/api/v1/sessions", operation_id = "logOutEverywhere", tag = "accounts",
    security(("session" = [])),
    responses((status = 204, description = "All have ended; the cookies are taken away."))
)]
pub async fn delete_all(State(portal): State<Portal>, person: SignedIn) -> Answer<Response> {
    accounts::log_out_everywhere(portal.base.session_desk(), &person.session).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookies::end(response.headers_mut());
    Ok(response)
}
