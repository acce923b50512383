//! Calendars that schedules share.

pub mod create;
pub mod delete;
pub mod import;
pub mod list;
pub mod show;
pub mod update;

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use powerdown_domain::{CalendarId, TenantId};
use powerdown_engine::record::CalendarRecord;

use super::tag;
use crate::{
    extract::Resource,
    problem::{Answer, Problem},
    state::Portal,
    views::CalendarView,
};

async fn find(portal: &Portal, tenant: TenantId, id: CalendarId) -> Answer<CalendarRecord> {
    let calendar = portal.base.store.calendar(tenant, id).await?;
    calendar.ok_or_else(|| Problem::not_found(CalendarId::WHAT))
}

/// A calendar with its version as an entity tag, as `If-Match` wants it back.
fn tagged(record: CalendarRecord) -> Response {
    let version = record.version;
    tag(version, Json(CalendarView::from(record)).into_response())
}
