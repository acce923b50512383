//! Asking for a ticket.

use axum::{Extension, Json, extract::State};
use http::StatusCode;
use powerdown_engine::accounts;

use crate::{
    extract::SignedIn, idempotency::ShownOnce, problem::Answer, state::Portal, views::session::SocketTicket,
};

/// Ask for a ticket for one WebSocket.
///
/// Connect to `GET /ws?ticket=…` within 30 seconds.
#[utoipa::path(
    post, path = "/api/v1/socket-tickets", operation_id = "createSocketTicket", tag = "accounts",
    security(("session" = [])),
    responses(
        (status = 201, description = "The ticket.", body = SocketTicket),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    person: SignedIn,
) -> Answer<(StatusCode, Extension<ShownOnce>, Json<SocketTicket>)> {
    let base = &portal.base;
    let ticket = accounts::issue_ticket(&*base.store, &*base.clock, &*base.entropy, &person.session).await?;
    let view = SocketTicket { ticket: ticket.expose().to_owned(), expires_at: ticket.expires_at };
    Ok((StatusCode::CREATED, Extension(ShownOnce), Json(view)))
}
