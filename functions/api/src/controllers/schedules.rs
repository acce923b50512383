//! Schedules and what follows them.

pub mod assign;
pub mod create;
pub mod delete;
pub mod list;
pub mod machines;
pub mod overriding;
pub mod preview;
pub mod show;
pub mod update;

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use powerdown_domain::{ScheduleId, TenantId};
use powerdown_engine::{
    record::ScheduleRecord,
    schedules::{CompileError, compiled},
};

use super::tag;
use crate::{
    extract::Resource,
    people::People,
    problem::{Answer, Problem},
    state::Portal,
    views::{OverrideView, ScheduleView, schedule::ScheduleFacts},
};

async fn find(portal: &Portal, tenant: TenantId, id: ScheduleId) -> Answer<ScheduleRecord> {
    let schedule = portal.base.store.schedule(tenant, id).await?;
    schedule.ok_or_else(|| Problem::not_found(ScheduleId::WHAT))
}

/// A schedule as of now.
async fn view(portal: &Portal, record: ScheduleRecord) -> Answer<ScheduleView> {
    let base = &portal.base;
    let mut people = People::of(base, record.tenant);
    let overridden = people.show(record.overridden.as_ref(), base.clock.now()).await?;
    view_with(portal, record, overridden).await
}

async fn view_with(
    portal: &Portal,
    record: ScheduleRecord,
    overridden: Option<OverrideView>,
) -> Answer<ScheduleView> {
    let base = &portal.base;
    let targets = base.store.targets(record.tenant, record.id).await?;
    let machines = targets.iter().map(|target| target.machines).sum();
    let compiled = match compiled(&*base.store, record.tenant, &record.document, &base.zones).await {
        Ok(schedule) => Ok(schedule),
        Err(CompileError::Document(error)) => Err(error),
        Err(CompileError::Store(error)) => return Err(error.into()),
    };
    Ok(ScheduleView::of(record, ScheduleFacts { compiled, overridden, machines }, base.clock.now()))
}

/// A schedule with its version as an entity tag.
fn tagged(view: ScheduleView) -> Response {
    tag(view.version, Json(view).into_response())
}
