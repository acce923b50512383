//! Which sessions one has.

use axum::{Json, extract::State};
use powerdown_domain::SessionHandle;
use powerdown_engine::accounts;

use crate::{
    cursor::Question,
    extract::{Query, SignedIn},
    listing::{List, Listing},
    problem::Answer,
    state::Portal,
    views::{OwnSession, Page},
};

/// The list of a person's own sessions.
pub struct OwnSessions;

impl List for OwnSessions {
    const NAME: &'static str = "sessions";
    type Place = SessionHandle;
    type Item = OwnSession;
}

/// List one's own sessions.
///
/// Those that ended are not in it. A page may be empty and have a next one.
#[utoipa::path(
    get, path = "/api/v1/sessions", operation_id = "listSessions", tag = "accounts",
    security(("session" = [])), params(Listing<OwnSessions>),
    responses(
        (status = 200, description = "Part of the list.", body = Page<OwnSession>),
        (status = 422, description = "A parameter breaks a rule; `errors` names it."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    person: SignedIn,
    query: Query,
) -> Answer<Json<Page<OwnSession>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let own = Question::from([("user", person.session.user.to_string())]);
    let listing = Listing::<OwnSessions>::read_within(base, tenant, query, own).await?;
    let page = accounts::own_sessions(base.session_desk(), &person.session, listing.part()).await?;
    let items = page.items.iter().map(|session| OwnSession::of(session, &person.session)).collect();
    listing.answer(base, tenant, items, page.next).await
}
