//! Schedules and what follows them.

pub mod assign;
pub mod create;
pub mod delete;
pub mod list;
pub mod machines;
pub mod show;
pub mod update;

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use powerdown_domain::{ScheduleId, TenantId};
use powerdown_engine::record::ScheduleRecord;

use crate::{
    extract::Resource,
    problem::{Answer, Problem},
    state::Portal,
    views::ScheduleView,
};

async fn find(portal: &Portal, tenant: TenantId, id: ScheduleId) -> Answer<ScheduleRecord> {
    let schedule = portal.base.store.schedule(tenant, id).await?;
    schedule.ok_or_else(|| Problem::not_found(ScheduleId::WHAT))
}

async fn view(portal: &Portal, record: ScheduleRecord) -> Answer<ScheduleView> {
    let base = &portal.base;
    let targets = base.store.targets(record.tenant, record.id).await?;
    let machines = targets.iter().map(|target| target.machines).sum();
    Ok(ScheduleView::of(record, machines, &base.zones, base.clock.now()))
}

/// A schedule with its version as an entity tag, as `If-Match` wants it back.
fn tagged(view: ScheduleView) -> Response {
    let tag = HeaderValue::from_str(&format!("\"{}\"", view.version));
    let mut response = Json(view).into_response();
    if let Ok(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
