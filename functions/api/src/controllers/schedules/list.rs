//! All schedules.

use axum::{Json, extract::State};
use futures::{StreamExt, TryStreamExt, stream};

use super::view;
use crate::{extract::Viewer, problem::Answer, state::Portal, views::ScheduleList};

/// How many schedules are counted at a time.
const AT_ONCE: usize = 16;

/// List the schedules, oldest first.
#[utoipa::path(
    get, path = "/api/v1/schedules", operation_id = "listSchedules", tag = "schedules",
    security(("session" = [])),
    responses(
        (status = 200, description = "The schedules.", body = ScheduleList),
    )
)]
pub async fn list(State(portal): State<Portal>, Viewer(person): Viewer) -> Answer<Json<ScheduleList>> {
    let schedules = portal.base.store.schedules(person.tenant()).await?;
    let views = stream::iter(schedules.into_iter().map(|record| view(&portal, record)));
    let items = views.buffered(AT_ONCE).try_collect().await?;
    Ok(Json(ScheduleList { items }))
}
