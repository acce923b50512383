//! Whether it is on.

use axum::{Json, extract::State};
use powerdown_engine::accounts;

use crate::{extract::SignedIn, problem::Answer, state::Portal, views::credentials::SecondFactorView};

/// Show one's own second factor.
#[utoipa::path(
    get, path = "/api/v1/second-factor", operation_id = "showSecondFactor", tag = "accounts",
    security(("session" = [])),
    responses((status = 200, description = "How it stands.", body = SecondFactorView))
)]
pub async fn show(State(portal): State<Portal>, person: SignedIn) -> Answer<Json<SecondFactorView>> {
    let standing = accounts::second_factor_standing(&*portal.base.store, &person.session).await?;
    Ok(Json(standing.into()))
}
