//! The session of whoever asks.

pub mod delete;
pub mod enter;
pub mod refresh;
pub mod show;

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use powerdown_engine::accounts::{self, LoggedIn};

use crate::{cookies, problem::Answer, state::Base, tokens, views::session::SessionView};

/// Answers with a session and gives its cookies.
pub(super) async fn started(base: &Base, started: LoggedIn) -> Answer<Response> {
    let now = base.clock.now();
    let LoggedIn { session, refresh } = started;
    let access = tokens::sign(&*base.vault, &base.site, &session, now).await?;
    let profile = accounts::profile(&*base.store, &*base.vault, &session).await?;
    let view = SessionView::of(&session, profile, access.expires_at);
    let mut response = Json(view).into_response();
    cookies::start(response.headers_mut(), &access, &refresh, session.expires_at, now);
    Ok(response)
}
