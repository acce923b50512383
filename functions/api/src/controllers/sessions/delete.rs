//! Ending one of one's own sessions.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use powerdown_domain::SessionHandle;
use powerdown_engine::accounts;

use crate::{
    cookies,
    extract::{Id, SignedIn},
    problem::Answer,
    state::Portal,
};

/// End one of one's own sessions.
///
/// It ends for every use at once, and its open sockets are closed.
#[utoipa::path(
    delete, path = "/api/v1/sessions/{session_id}", operation_id = "endSession", tag = "accounts",
    security(("session" = [])),
    params(("session_id" = String, Path, description = "The session, as the list names it.")),
    responses(
        (status = 204, description = "It has ended."),
        (status = 404, description = "There is no such session."),
    )
)]
pub async fn delete(
    State(portal): State<Portal>,
    person: SignedIn,
    Id(handle): Id<SessionHandle>,
) -> Answer<Response> {
    accounts::end_session(portal.base.session_desk(), &person.session, handle).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if person.session.handle() == handle {
        cookies::end(response.headers_mut());
    }
    Ok(response)
}
