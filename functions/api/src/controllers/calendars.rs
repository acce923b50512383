//! Calendars that schedules share.

pub mod create;
pub mod delete;
pub mod import;
pub mod list;
pub mod show;
pub mod update;

use powerdown_domain::CalendarId;
use powerdown_engine::{
    calendars,
    record::{CalendarRecord, Principal},
};

use super::document::{Creatable, Document};
use crate::{
    extract::Resource,
    problem::{Answer, Problem},
    state::Portal,
    views::CalendarView,
};

impl Document for CalendarRecord {
    type Id = CalendarId;
    type Draft = calendars::CalendarDraft;
    type View = CalendarView;

    async fn find(portal: &Portal, by: &Principal, id: CalendarId) -> Answer<Self> {
        let calendar = portal.base.store.calendar(by.tenant(), id).await?;
        calendar.ok_or_else(|| Problem::not_found(CalendarId::WHAT))
    }

    async fn replace(
        portal: &Portal,
        by: &Principal,
        id: CalendarId,
        version: u64,
        draft: Self::Draft,
    ) -> Answer<Self> {
        let desk = portal.calendar_desk();
        Ok(calendars::update(desk, by.tenant(), &by.actor(), id, version, draft).await?)
    }

    async fn delete(portal: &Portal, by: &Principal, id: CalendarId, version: Option<u64>) -> Answer<()> {
        let desk = portal.calendar_desk();
        Ok(calendars::delete(desk, by.tenant(), &by.actor(), id, version).await?)
    }

    fn version(&self) -> u64 {
        self.version
    }

    async fn view(self, _: &Portal) -> Answer<CalendarView> {
        Ok(CalendarView::from(self))
    }
}

impl Creatable for CalendarRecord {
    async fn create(portal: &Portal, by: &Principal, draft: Self::Draft) -> Answer<Self> {
        Ok(calendars::create(portal.calendar_desk(), by.tenant(), &by.actor(), draft).await?)
    }
}
