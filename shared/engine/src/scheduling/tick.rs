//! The tick: what is due, and whom to tell. It calls no cloud and reads no machine.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::{CloudId, MachineId, ScheduleId, TenantId};

use crate::{
    UseCaseError,
    audit::{self, AuditNote},
    clouds::{LAST_LOOK, SCAN_INTERVAL},
    overrides,
    ports::{
        AuditStore, CalendarStore, CloudStore, Due, Job, JobQueue, Order, OrderQueue, OrderScope,
        ScheduleStore, StoreError,
    },
    record::{Actor, AuditOutcome, Leaving, ScheduleRecord, Writer},
    schedules::Standing,
};

/// What a tick needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct TickDesk<'a> {
    pub schedules: &'a dyn ScheduleStore,
    pub calendars: &'a dyn CalendarStore,
    pub clouds: &'a dyn CloudStore,
    pub audit: &'a dyn AuditStore,
    pub orders: &'a dyn OrderQueue,
    pub jobs: &'a dyn JobQueue,
    pub zones: &'a TimeZoneDatabase,
}

/// What a tick did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct TickReport {
    /// Schedules whose edge was due.
    pub schedules: usize,
    /// Machines whose own attempt was due.
    pub machines: usize,
    /// Clouds whose inventory was due.
    pub clouds: usize,
    /// Orders sent.
    pub orders: usize,
    /// Due things that failed; they stay due and are tried again by the next tick.
    pub failed: usize,
}

const PAGE: u32 = 500;

/// Finds everything due at `now` and sends orders and jobs for it. One thing that fails does not
/// keep the others waiting.
///
/// # Errors
/// Only when the index itself cannot be read; what was sent by then stays sent.
pub async fn tick(desk: TickDesk<'_>, now: Timestamp) -> Result<TickReport, StoreError> {
    let mut report = TickReport::default();
    for shard in 0..desk.schedules.due_shards() {
        let mut after = None;
        loop {
            let page = desk.schedules.due(shard, now, after, PAGE).await?;
            for due in page.items {
                if let Err(error) = handle(desk, now, &due, &mut report).await {
                    report.failed += 1;
                    tracing::error!(
                        ?due,
                        error = &error as &dyn std::error::Error,
                        "a due thing failed; it stays due"
                    );
                }
            }
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    Ok(report)
}

async fn handle(
    desk: TickDesk<'_>,
    now: Timestamp,
    due: &Due,
    report: &mut TickReport,
) -> Result<(), UseCaseError> {
    match due {
        Due::Schedule(tenant, id) => due_schedule(desk, now, *tenant, *id, report).await,
        Due::Machine(tenant, id) => due_machine(desk, now, *tenant, id, report).await,
        Due::Cloud(tenant, id) => due_cloud(desk, now, *tenant, *id, report).await,
        Due::Leaving(tenant, id) => due_leaving(desk, now, *tenant, *id).await,
    }
}

async fn due_schedule(
    desk: TickDesk<'_>,
    now: Timestamp,
    tenant: TenantId,
    id: ScheduleId,
    report: &mut TickReport,
) -> Result<(), UseCaseError> {
    let Some(schedule) = desk.schedules.schedule(tenant, id).await? else { return Ok(()) };
    // The index lags behind the table: what is not due any more was handled by another tick.
    let Some(edge) = schedule.next_edge.filter(|edge| *edge <= now) else { return Ok(()) };
    let orders = orders_of(desk, &schedule, edge).await?;
    desk.orders.send(&orders).await?;
    end_override(desk, now, &schedule).await?;
    let standing = Standing::of_record(desk.calendars, desk.zones, schedule.clone()).await?;
    // Looks that were missed lie before `now`; the orders above have caught up with all of them.
    // The end of an override is one even where it changes no wish: then it is taken off.
    let end = schedule.overridden.as_ref().map(|set| set.until).filter(|end| *end > now);
    let next = standing.effective().next_look(now).into_iter().chain(end).min();
    match desk.schedules.advance_edge(&schedule, next).await {
        // Somebody saved it, or another tick moved it: what is stored now is due when it says.
        Ok(()) | Err(StoreError::Conflict(_)) => {}
        Err(error) => return Err(error.into()),
    }
    report.schedules += 1;
    report.orders += orders.len();
    Ok(())
}

/// Takes an override that has ended off its schedule, which counted it no more anyway. The note comes
/// first, so that it is there even if a tick dies in between.
async fn end_override(
    desk: TickDesk<'_>,
    now: Timestamp,
    schedule: &ScheduleRecord,
) -> Result<(), StoreError> {
    let Some(set) = schedule.overridden.as_ref().filter(|set| set.until <= now) else { return Ok(()) };
    let note = AuditNote {
        tenant: schedule.tenant,
        at: now,
        actor: Actor::System,
        action: "schedule.override-end",
        subjects: vec![schedule.id.to_string()],
        outcome: AuditOutcome::Done,
        detail: overrides::ended(set),
    };
    audit::record(desk.audit, &Writer::Portal, note).await?;
    match desk.schedules.end_override(schedule.tenant, schedule.id, schedule.version).await {
        Ok(()) | Err(StoreError::Conflict(_)) => Ok(()),
        outcome => outcome,
    }
}

async fn orders_of(
    desk: TickDesk<'_>,
    schedule: &ScheduleRecord,
    edge: Timestamp,
) -> Result<Vec<Order>, StoreError> {
    let targets = desk.schedules.targets(schedule.tenant, schedule.id).await?;
    Ok(targets
        .into_iter()
        .map(|target| Order {
            v: Order::VERSION,
            tenant: schedule.tenant,
            cloud: target.cloud,
            region: target.region,
            scope: OrderScope::Schedule {
                schedule: schedule.id,
                version: schedule.version,
                edge,
                after: None,
            },
        })
        .collect())
}

async fn due_machine(
    desk: TickDesk<'_>,
    now: Timestamp,
    tenant: TenantId,
    id: &MachineId,
    report: &mut TickReport,
) -> Result<(), UseCaseError> {
    // The order clears the machine's attempt; until then every tick asks again, which the queue drops
    // within the same minute and which does no harm after it.
    let order = Order {
        v: Order::VERSION,
        tenant,
        cloud: id.cloud,
        region: id.region.clone(),
        scope: OrderScope::Machine { instance: id.instance.clone(), due: now },
    };
    desk.orders.send(&[order]).await?;
    report.machines += 1;
    report.orders += 1;
    Ok(())
}

/// Asks for a run of what leaves, and again in a while: the run that finds nothing left ends it.
async fn due_leaving(
    desk: TickDesk<'_>,
    now: Timestamp,
    tenant: TenantId,
    id: CloudId,
) -> Result<(), UseCaseError> {
    let Some(leaving) = desk.clouds.leaving(tenant, id).await? else { return Ok(()) };
    if leaving.due_at > now {
        return Ok(());
    }
    desk.jobs.send(&[Job::LeaveCloud { v: Job::VERSION, tenant, cloud: id }]).await?;
    match desk.clouds.update_leaving(&Leaving { due_at: now + LAST_LOOK, ..leaving }).await {
        Ok(()) | Err(StoreError::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

async fn due_cloud(
    desk: TickDesk<'_>,
    now: Timestamp,
    tenant: TenantId,
    id: CloudId,
    report: &mut TickReport,
) -> Result<(), UseCaseError> {
    let Some(mut cloud) = desk.clouds.cloud(tenant, id).await? else { return Ok(()) };
    if cloud.next_scan_at.is_none_or(|due| due > now) {
        return Ok(());
    }
    desk.jobs.send(&[Job::VerifyCloud { v: Job::VERSION, tenant, cloud: id }]).await?;
    cloud.next_scan_at = Some(now + SCAN_INTERVAL);
    match desk.clouds.update_cloud(&cloud).await {
        Ok(()) | Err(StoreError::Conflict(_)) => {}
        Err(error) => return Err(error.into()),
    }
    report.clouds += 1;
    Ok(())
}
