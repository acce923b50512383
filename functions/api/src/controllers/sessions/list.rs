//! Which sessions one has.

use axum::{Json, extract::State};
use powerdown_domain::SessionHandle;
use powerdown_engine::accounts;

use crate::{
    extract::{Query, SignedIn},
    problem::{Answer, Problem},
    state::Portal,
    views::sessions::{OwnSession, OwnSessionPage},
};

/// List one's own sessions.
///
/// Oldest log-in first; those that ended are not in it. A page may be empty and have a next one.
#[utoipa::path(
    get, path = "/api/v1/sessions", operation_id = "listSessions", tag = "accounts",
    security(("session" = [])),
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 200, description = "The most sessions of a page; 100 when absent."),
        ("cursor" = Option<String>, Query, max_length = 64, description = "`next_cursor` of the page before."),
    ),
    responses(
        (status = 200, description = "The sessions.", body = OwnSessionPage),
        (status = 422, description = "A parameter breaks a rule; `errors` names it."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    person: SignedIn,
    mut query: Query,
) -> Answer<Json<OwnSessionPage>> {
    let (limit, after) = (query.take_limit()?, place(&mut query)?);
    query.finish()?;
    let desk = portal.base.session_desk();
    let page = accounts::own_sessions(desk, &person.session, after, limit).await?;
    Ok(Json(OwnSessionPage {
        items: page.items.iter().map(|session| OwnSession::of(session, &person.session)).collect(),
        next_cursor: page.next.map(|next| next.to_string()),
    }))
}

fn place(query: &mut Query) -> Answer<Option<SessionHandle>> {
    let refused = || Problem::invalid("cursor", "is not a place in this list; begin again without it");
    let text: Option<String> = query.take("cursor")?;
    text.map(|text| text.parse().map_err(|_| refused())).transpose()
}
