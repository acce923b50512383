//! All schedules.

use axum::{Json, extract::State};
use futures::{StreamExt, TryStreamExt, stream};

use super::view_with;
use crate::{extract::Viewer, people::People, problem::Answer, state::Portal, views::ScheduleList};

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
    let (base, tenant) = (&portal.base, person.tenant());
    let now = base.clock.now();
    let mut people = People::of(base, tenant);
    let mut shown = Vec::new();
    for record in base.store.schedules(tenant).await? {
        let overridden = people.show(record.overridden.as_ref(), now).await?;
        shown.push((record, overridden));
    }
    let views = stream::iter(shown.into_iter().map(|(record, set)| view_with(&portal, record, set)));
    let items = views.buffered(AT_ONCE).try_collect().await?;
    Ok(Json(ScheduleList { items }))
}
