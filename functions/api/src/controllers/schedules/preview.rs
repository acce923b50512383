//! What a schedule will do, before it does.

use axum::{Json as Body, extract::State};
use jiff::Timestamp;
use powerdown_domain::{ScheduleId, TenantId, schedule::ScheduleDocument};
use powerdown_engine::{UseCaseError, schedules::compiled};

use super::find;
use crate::{
    extract::{Id, Query, Viewer, in_known_years},
    json::Json,
    problem::Answer,
    state::Portal,
    views::{PreviewRequest, PreviewView},
};

/// Show what a schedule document would do in the next fourteen days. Nothing is saved.
#[utoipa::path(
    post, path = "/api/v1/schedules/preview", operation_id = "previewDocument", tag = "schedules",
    security(("session" = [])), request_body = PreviewRequest,
    responses(
        (status = 200, description = "What it would do.", body = PreviewView),
    )
)]
pub async fn document(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Json(PreviewRequest { document, from }): Json<PreviewRequest>,
) -> Answer<Body<PreviewView>> {
    let from = from.map(|from| in_known_years("from", from)).transpose()?;
    preview(&portal, person.tenant(), &document, from).await
}

/// Show what a schedule does in the next fourteen days, without anybody's override.
#[utoipa::path(
    get, path = "/api/v1/schedules/{schedule_id}/preview", operation_id = "previewSchedule", tag = "schedules",
    security(("session" = [])),
    params(
        ("schedule_id" = String, Path, description = "The schedule."),
        ("from" = Option<Timestamp>, Query, description = "From when on; now when absent. In the years 1970 to 2200."),
    ),
    responses(
        (status = 200, description = "What it does.", body = PreviewView),
        (status = 404, description = "There is no such schedule."),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn saved(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    Id(id): Id<ScheduleId>,
    query: Answer<Query>,
) -> Answer<Body<PreviewView>> {
    let schedule = find(&portal, person.tenant(), id).await?;
    let mut query = query?;
    let from = query.take_instant("from")?;
    query.finish()?;
    preview(&portal, person.tenant(), &schedule.document, from).await
}

async fn preview(
    portal: &Portal,
    tenant: TenantId,
    document: &ScheduleDocument,
    from: Option<Timestamp>,
) -> Answer<Body<PreviewView>> {
    let base = &portal.base;
    let schedule = compiled(&*base.store, tenant, document, &base.zones).await.map_err(UseCaseError::from)?;
    Ok(Body(PreviewView::of(&schedule, from.unwrap_or_else(|| base.clock.now()))))
}
