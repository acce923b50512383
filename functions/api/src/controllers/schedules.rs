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
use powerdown_domain::{
    ScheduleId, TenantId,
    schedule::{Schedule, ScheduleError},
};
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
    let (machines, compiled) = (count(portal, &record).await?, compiled_now(portal, &record).await?);
    Ok(ScheduleView::of(record, ScheduleFacts { compiled, overridden, machines }, portal.base.clock.now()))
}

/// How many machines follow a schedule.
async fn count(portal: &Portal, record: &ScheduleRecord) -> Answer<u64> {
    let targets = portal.base.store.targets(record.tenant, record.id).await?;
    Ok(targets.iter().map(|target| target.machines).sum())
}

/// A schedule with its calendars as they are now; or why it is none any more.
async fn compiled_now(portal: &Portal, record: &ScheduleRecord) -> Answer<Result<Schedule, ScheduleError>> {
    let base = &portal.base;
    match compiled(&*base.store, record.tenant, &record.document, &base.zones).await {
        Ok(schedule) => Ok(Ok(schedule)),
        Err(CompileError::Document(error)) => Ok(Err(error)),
        Err(CompileError::Store(error)) => Err(error.into()),
    }
}

/// A schedule with its version as an entity tag.
fn tagged(view: ScheduleView) -> Response {
    tag(view.version, Json(view).into_response())
}
