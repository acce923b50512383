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

use powerdown_domain::{
    ScheduleId, TenantId,
    schedule::{Schedule, ScheduleError},
};
use powerdown_engine::{
    record::{Principal, ScheduleRecord},
    schedules::{self, CompileError, compiled},
};

use super::document::{Creatable, Document};
use crate::{
    extract::Resource,
    people::People,
    problem::{Answer, Problem},
    state::Portal,
    views::{ScheduleView, schedule::ScheduleFacts},
};

async fn find(portal: &Portal, tenant: TenantId, id: ScheduleId) -> Answer<ScheduleRecord> {
    let schedule = portal.base.store.schedule(tenant, id).await?;
    schedule.ok_or_else(|| Problem::not_found(ScheduleId::WHAT))
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

impl Document for ScheduleRecord {
    type Id = ScheduleId;
    type Draft = schedules::ScheduleDraft;
    type View = ScheduleView;

    async fn find(portal: &Portal, by: &Principal, id: ScheduleId) -> Answer<Self> {
        find(portal, by.tenant(), id).await
    }

    async fn replace(
        portal: &Portal,
        by: &Principal,
        id: ScheduleId,
        version: u64,
        draft: Self::Draft,
    ) -> Answer<Self> {
        let desk = portal.schedule_desk();
        Ok(schedules::update(desk, by.tenant(), &by.actor(), id, version, draft).await?)
    }

    async fn delete(portal: &Portal, by: &Principal, id: ScheduleId, version: Option<u64>) -> Answer<()> {
        let desk = portal.schedule_desk();
        Ok(schedules::delete(desk, by.tenant(), &by.actor(), id, version).await?)
    }

    fn version(&self) -> u64 {
        self.version
    }

    async fn view(self, portal: &Portal) -> Answer<ScheduleView> {
        let base = &portal.base;
        let mut people = People::of(base, self.tenant);
        let overridden = people.show(self.overridden.as_ref(), base.clock.now()).await?;
        let (machines, compiled) = (count(portal, &self).await?, compiled_now(portal, &self).await?);
        Ok(ScheduleView::of(self, ScheduleFacts { compiled, overridden, machines }, base.clock.now()))
    }
}

impl Creatable for ScheduleRecord {
    async fn create(portal: &Portal, by: &Principal, draft: Self::Draft) -> Answer<Self> {
        Ok(schedules::create(portal.schedule_desk(), by.tenant(), &by.actor(), draft).await?)
    }
}
