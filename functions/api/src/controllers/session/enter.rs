//! Going over to another of one's companies.

use axum::extract::State;
use powerdown_engine::{Refusal, accounts};

use crate::{
    extract::SignedIn,
    json::Json,
    problem::Answer,
    state::Portal,
    views::session::{SessionView, TenantChoice},
};

/// Go over to another of the companies that the session lists. Its role and reach count from then on.
#[utoipa::path(
    put, path = "/api/v1/session/tenant", operation_id = "enterTenant", tag = "accounts",
    security(("session" = [])), request_body = TenantChoice,
    responses(
        (status = 200, description = "The session, in that company.", body = SessionView),
        (status = 404, description = "There is no such company, or the person does not belong to it."),
    )
)]
pub async fn enter(
    State(portal): State<Portal>,
    person: SignedIn,
    Json(TenantChoice { tenant }): Json<TenantChoice>,
) -> Answer<axum::Json<SessionView>> {
    let base = &portal.base;
    // A text that is no id is no other than an unknown id.
    let tenant = tenant.parse().map_err(|_| Refusal::NotFound("company"))?;
    let session = accounts::go_over(base.session_desk(), &person.session, tenant).await?;
    let profile = accounts::profile(&*base.store, &*base.vault, &session).await?;
    Ok(axum::Json(SessionView::of(&session, profile, person.expires_at)))
}
