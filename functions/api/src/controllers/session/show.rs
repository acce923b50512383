//! Who is logged in.

use axum::{Json, extract::State};
use powerdown_engine::accounts;

use crate::{extract::SignedIn, problem::Answer, state::Portal, views::session::SessionView};

/// Show the session.
#[utoipa::path(
    get, path = "/api/v1/session", operation_id = "showSession", tag = "accounts",
    security(("session" = [])),
    responses(
        (status = 200, description = "The session.", body = SessionView),
        (status = 401, description = "There is none."),
    )
)]
pub async fn show(State(portal): State<Portal>, person: SignedIn) -> Answer<Json<SessionView>> {
    let profile = accounts::profile(&*portal.base.store, &*portal.base.vault, &person.session).await?;
    Ok(Json(SessionView::of(&person.session, profile, person.expires_at)))
}
