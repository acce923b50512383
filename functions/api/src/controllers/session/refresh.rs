//! Staying logged in.

use axum::{extract::State, response::Response};
use http::HeaderMap;
use powerdown_engine::{
    Refusal,
    accounts::{self, RefreshToken},
};

use crate::{cookies, problem::Answer, state::Portal, views::session::SessionView};

/// Refresh the session.
///
/// Trades the cookie `__Host-refresh`, which works once, for new cookies. Refresh one at a time.
#[utoipa::path(
    post, path = "/api/v1/session/refresh", operation_id = "refreshSession", tag = "accounts",
    security(("refresh" = [])),
    responses(
        (status = 200, description = "Refreshed.", body = SessionView),
        (status = 401, description = "The session has ended."),
        (status = 409, description = "It was refreshed a moment ago; the newer cookies work."),
    )
)]
pub async fn refresh(State(portal): State<Portal>, headers: HeaderMap) -> Answer<Response> {
    let presented = cookies::read(&headers, cookies::REFRESH).ok_or(Refusal::NoSession)?;
    let presented = RefreshToken::presented(presented);
    let refreshed = accounts::refresh(portal.base.session_desk(), &presented).await?;
    super::started(&portal.base, refreshed).await
}
