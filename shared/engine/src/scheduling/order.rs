//! Carrying out an order: look at the machines, decide, call EC2, store what came of it, tell.
//!
//! [`outcome`] stores and tells; [`announce`] says which machines will be stopped soon.

mod announce;
mod outcome;

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::{
    InstanceId, MachineId,
    machine::{Machine, Retry},
    reconcile::{Action, Decision, Followed},
    schedule::Wish,
};

use super::{batch, retry};
use crate::{
    UseCaseError,
    clouds::{EnterError, Entrance, Errand},
    inventory::publish_changes,
    overrides,
    ports::{
        AuditStore, CalendarStore, Clock, CloudErrorClass, CloudStore, EventBus, MachineChange, MachineStore,
        Order, OrderQueue, OrderScope, Part, RegionSession, ScheduleStore, StoreError,
    },
    record::{Cloud, HealthStatus},
    schedules::{Standing, StandingDesk},
};

use outcome::{Verdict, refused_all};

/// What carrying out orders needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct OrderDesk<'a> {
    pub schedules: &'a dyn ScheduleStore,
    pub calendars: &'a dyn CalendarStore,
    pub machines: &'a dyn MachineStore,
    pub clouds: &'a dyn CloudStore,
    pub audit: &'a dyn AuditStore,
    pub entrance: Entrance<'a>,
    pub orders: &'a dyn OrderQueue,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
    pub zones: &'a TimeZoneDatabase,
}

/// What an order did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct OrderReport {
    /// Machines that were looked at.
    pub looked_at: usize,
    /// Machines whose start EC2 accepted.
    pub started: usize,
    /// Machines whose stop EC2 accepted.
    pub stopped: usize,
    /// Machines EC2 refused; each has its next attempt on record.
    pub failed: usize,
    /// Machines that are looked at again because they are between two states.
    pub waiting: usize,
}

/// An unexpected failure. The order is to be delivered again, behind it the rest of its group.
pub type OrderError = UseCaseError;

/// How many machines one order looks at before it sends a continuation of itself.
const PAGE: u32 = 200;

/// Carries out one order. Expected errors of EC2 do not fail it: the machine's next attempt is stored.
///
/// # Errors
/// Those of our own parts: store, vault, queue.
pub async fn execute(desk: OrderDesk<'_>, order: &Order) -> Result<OrderReport, OrderError> {
    let Some(cloud) = desk.clouds.cloud(order.tenant, order.cloud).await? else {
        return Ok(OrderReport::default());
    };
    let (machines, next) = machines_of(desk, order).await?;
    let reachable = cloud.health.status == HealthStatus::Healthy && cloud.regions.contains(&order.region);
    let report = OrderReport::default();
    let mut visit = Visit { desk, order, cloud: &cloud, reachable, now: desk.clock.now(), report };
    let standing = visit.standing(&machines).await?;
    if reachable {
        visit.report.looked_at = machines.len();
        visit.announce(&standing, &machines).await?;
    } else {
        tracing::info!(cloud = %cloud.id, "the cloud is not healthy, or no longer covers the region: nothing is done there");
    }
    let news = visit.handle(&standing, &machines).await?;
    publish_changes(desk.bus, order.tenant, news).await?;
    if let Some(continuation) = continuation(order, next) {
        desk.orders.send(&[continuation]).await?;
    }
    Ok(visit.report)
}

/// The machines an order is about, and where its next page begins.
async fn machines_of(
    desk: OrderDesk<'_>,
    order: &Order,
) -> Result<(Vec<Machine>, Option<InstanceId>), StoreError> {
    let id = |instance| MachineId { cloud: order.cloud, region: order.region.clone(), instance };
    match &order.scope {
        OrderScope::Machine { instance, .. } => {
            let machine = desk.machines.machine(order.tenant, &id(instance.clone())).await?;
            Ok((machine.into_iter().collect(), None))
        }
        OrderScope::Schedule { schedule, after, .. } => {
            let page = desk
                .machines
                .following(
                    order.tenant,
                    *schedule,
                    order.cloud,
                    &order.region,
                    Part::after(after.as_ref(), PAGE),
                )
                .await?;
            let ids: Vec<MachineId> = page.items.into_iter().map(id).collect();
            let mut machines = desk.machines.machines(order.tenant, &ids).await?;
            // The index lags behind: only the machine itself says whom it follows.
            machines.retain(|machine| machine.assignment.schedule() == Some(*schedule));
            Ok((machines, page.next))
        }
    }
}

fn continuation(order: &Order, next: Option<InstanceId>) -> Option<Order> {
    let mut continuation = order.clone();
    match &mut continuation.scope {
        OrderScope::Schedule { after, .. } => *after = Some(next?),
        OrderScope::Machine { .. } => return None,
    }
    Some(continuation)
}

struct Visit<'a> {
    desk: OrderDesk<'a>,
    order: &'a Order,
    cloud: &'a Cloud,
    /// Whether the cloud may be entered. Where it may not, what needs no call is noted all the same, so
    /// that an edge which passes meanwhile is known to have passed.
    reachable: bool,
    now: Timestamp,
    report: OrderReport,
}

/// A machine for which EC2 is to be called.
#[derive(Clone)]
struct Task<'m> {
    machine: &'m Machine,
    /// What it has been brought to once EC2 accepts.
    followed: Followed,
    /// Whether a stop is to hibernate it.
    hibernate: bool,
    /// Why, in plain words.
    reason: String,
}

/// How long a machine of a cloud that cannot be entered is left before the next look.
const OUT_OF_REACH: jiff::SignedDuration = jiff::SignedDuration::from_mins(15);

impl Visit<'_> {
    /// What counts for the machines of this order; all of them follow the same schedule, or none.
    async fn standing(&self, machines: &[Machine]) -> Result<Standing, StoreError> {
        let desk = StandingDesk {
            schedules: self.desk.schedules,
            calendars: self.desk.calendars,
            zones: self.desk.zones,
        };
        let followed = machines.first().and_then(|machine| machine.assignment.schedule());
        Standing::of(desk, self.order.tenant, followed).await
    }

    async fn handle(
        &mut self,
        standing: &Standing,
        machines: &[Machine],
    ) -> Result<Vec<MachineChange>, OrderError> {
        let mut to_start = Vec::new();
        let mut to_stop = Vec::new();
        let mut news = Vec::new();
        for machine in machines {
            let plan = standing.plan(machine, self.now);
            let task = || Task {
                machine,
                followed: plan.followed,
                hibernate: standing.behaviour_for(machine, self.now).hibernate,
                reason: reason(standing, machine, self.now),
            };
            match plan.decision {
                Decision::Act(_) | Decision::LookAgain(_) if !self.reachable => {
                    news.extend(self.put_off(machine).await?);
                }
                Decision::Act(Action::Start) => to_start.push(task()),
                Decision::Act(Action::Stop) => to_stop.push(task()),
                Decision::LookAgain(_) => {
                    self.report.waiting += 1;
                    let attempt = machine.retry.map_or(0, |retry| retry.attempt).saturating_add(1);
                    let retry = Some(Retry { at: self.now + retry::TRANSITION, attempt });
                    news.extend(self.store(machine, Verdict { retry, ..Verdict::default() }).await?);
                }
                Decision::Leave(_) => {
                    let verdict = Verdict { followed: Some(plan.followed), ..Verdict::default() };
                    news.extend(self.store(machine, verdict).await?);
                }
            }
        }
        if to_start.is_empty() && to_stop.is_empty() {
            return Ok(news);
        }
        match self.desk.entrance.enter(self.cloud, &self.order.region, Errand::Orders).await {
            Ok(session) => {
                let (hibernated, stopped): (Vec<_>, Vec<_>) =
                    to_stop.into_iter().partition(|task| task.hibernate);
                news.extend(self.act(&*session, Action::Stop, &stopped).await?);
                news.extend(self.act(&*session, Action::Stop, &hibernated).await?);
                news.extend(self.act(&*session, Action::Start, &to_start).await?);
            }
            Err(EnterError::Ours(error)) => return Err(error),
            Err(EnterError::Cloud(error)) => {
                news.extend(self.conclude(Action::Stop, &to_stop, refused_all(&to_stop, &error)).await?);
                news.extend(self.conclude(Action::Start, &to_start, refused_all(&to_start, &error)).await?);
                if error.class == CloudErrorClass::Denied {
                    self.lost_access(&error).await?;
                }
            }
        }
        Ok(news)
    }

    /// Calls EC2 for machines that are all to be started, all stopped, or all hibernated.
    async fn act(
        &mut self,
        session: &dyn RegionSession,
        action: Action,
        tasks: &[Task<'_>],
    ) -> Result<Vec<MachineChange>, OrderError> {
        let mut news = Vec::new();
        let machines: Vec<&Machine> = tasks.iter().map(|task| task.machine).collect();
        let hibernate = tasks.iter().any(|task| task.hibernate);
        for call in batch::calls(action, &machines) {
            let of_call: Vec<Task<'_>> =
                tasks.iter().filter(|task| call.contains(&task.machine.id.instance)).cloned().collect();
            let outcomes = batch::call(session, action, hibernate, call).await;
            news.extend(self.conclude(action, &of_call, outcomes).await?);
        }
        Ok(news)
    }

    /// Leaves a machine of a cloud that cannot be entered, for a while if it is due by itself.
    async fn put_off(&self, machine: &Machine) -> Result<Option<MachineChange>, StoreError> {
        let later = |retry: Retry| Retry { at: retry.at.max(self.now + OUT_OF_REACH), ..retry };
        let retry = machine.retry.map(later);
        self.store(machine, Verdict { retry, ..Verdict::default() }).await
    }
}

/// Why EC2 is called for a machine, in plain words.
fn reason(standing: &Standing, machine: &Machine, at: Timestamp) -> String {
    let effective = standing.effective_for(machine);
    match effective.overrides.deciding(at) {
        Some((_, set)) => format!("{}, by an override of {}", overrides::told(set), set.set_by),
        None if effective.wish_at(at) == Wish::Off && effective.acting_wish_at(at) == Wish::On => {
            "the schedule wants it on soon, and ready by then".to_owned()
        }
        None if effective.wish_at(at) == Wish::On => "the schedule wants it on".to_owned(),
        None => "the schedule wants it off".to_owned(),
    }
}
