//! Staying logged in.

use axum::{extract::State, response::Response};
use http::HeaderMap;
use powerdown_engine::{
    Refusal, UseCaseError,
    accounts::{self, RefreshToken},
    record::{Actor, SecurityEventKind},
};

use crate::{
    border::{Caller, Visit},
    cookies,
    problem::{Answer, Problem},
    state::Portal,
    views::session::SessionView,
};

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
pub async fn refresh(State(portal): State<Portal>, visit: Visit, headers: HeaderMap) -> Answer<Response> {
    let presented = cookies::read(&headers, cookies::REFRESH).ok_or(Refusal::NoSession)?;
    let presented = RefreshToken::presented(presented);
    match accounts::refresh(portal.base.session_desk(), &presented).await {
        Ok(refreshed) => super::started(&portal.base, refreshed).await,
        Err(UseCaseError::Refused(refusal)) => Err(refused(&visit, refusal)),
        Err(error) => Err(error.into()),
    }
}

/// A token that comes again is a sign of a thief, and concerns the company whose session it was.
fn refused(visit: &Visit, refusal: Refusal) -> Problem {
    let Refusal::ReusedToken { tenant, user } = refusal else { return refusal.into() };
    visit.is_made_by(Caller { tenant, user, actor: Actor::User(user) });
    Problem::from(refusal).noticed(SecurityEventKind::ReusedRefreshToken, "the session was ended")
}
