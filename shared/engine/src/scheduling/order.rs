//! Carrying out an order: look at the machines, decide, call EC2, store what came of it, tell.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::{
    InstanceId, IntervalSource, MachineId, ScheduleId,
    machine::{LastAction, Machine, MachineState, Observed, Outcome, Retry, Sighting},
    reconcile::{Action, Decision},
};

use super::{
    batch::{self, Outcomes},
    retry,
};
use crate::{
    UseCaseError,
    audit::{self, AuditNote},
    clouds::{EnterError, Entrance, mark_failed, plain_words},
    inventory::{change_machine, publish_changes},
    ports::{
        AuditStore, CalendarStore, Clock, CloudError, CloudErrorClass, CloudStore, EventBus, MachineChange,
        MachineStore, Order, OrderQueue, OrderScope, RegionSession, ScheduleStore, StoreError,
    },
    record::{Actor, AuditOutcome, Cloud, HealthStatus, Writer},
    schedules::{Standing, StandingDesk},
};

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
    if cloud.health.status != HealthStatus::Healthy || !cloud.regions.contains(&order.region) {
        tracing::info!(cloud = %cloud.id, "the cloud is not healthy, or no longer covers the region: nothing is done there");
        return Ok(OrderReport::default());
    }
    let (machines, next) = machines_of(desk, order).await?;
    let mut visit =
        Visit { desk, order, cloud: &cloud, now: desk.clock.now(), report: OrderReport::default() };
    visit.report.looked_at = machines.len();
    let news = visit.handle(&machines).await?;
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
                .following(order.tenant, *schedule, order.cloud, &order.region, after.as_ref(), PAGE)
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
    now: Timestamp,
    report: OrderReport,
}

/// What is to be stored about a machine besides what was observed.
#[derive(Clone)]
struct Verdict {
    seen: Option<MachineState>,
    action: Option<LastAction>,
    retry: Option<Retry>,
}

impl Visit<'_> {
    async fn handle(&mut self, machines: &[Machine]) -> Result<Vec<MachineChange>, OrderError> {
        let mut to_start = Vec::new();
        let mut to_stop = Vec::new();
        let mut news = Vec::new();
        let mut known: Option<(Option<ScheduleId>, Standing)> = None;
        for machine in machines {
            let follows = machine.assignment.schedule();
            let standing = match known.take() {
                Some((id, standing)) if id == follows => standing,
                _ => Standing::of(self.standing_desk(), self.order.tenant, follows).await?,
            };
            let plan = standing.plan(machine, self.now);
            known = Some((follows, standing));
            match plan.decision {
                Decision::Act(Action::Start) => to_start.push(machine),
                Decision::Act(Action::Stop) => to_stop.push(machine),
                Decision::LookAgain(_) => {
                    self.report.waiting += 1;
                    let attempt = machine.retry.map_or(0, |retry| retry.attempt).saturating_add(1);
                    let retry = Some(Retry { at: self.now + retry::TRANSITION, attempt });
                    news.extend(self.store(machine, Verdict { seen: None, action: None, retry }).await?);
                }
                Decision::Leave(_) if machine.retry.is_some() => {
                    news.extend(
                        self.store(machine, Verdict { seen: None, action: None, retry: None }).await?,
                    );
                }
                Decision::Leave(_) => {}
            }
        }
        if to_start.is_empty() && to_stop.is_empty() {
            return Ok(news);
        }
        match self.desk.entrance.enter(self.cloud, &self.order.region).await {
            Ok(session) => {
                news.extend(self.act(&*session, Action::Stop, &to_stop).await?);
                news.extend(self.act(&*session, Action::Start, &to_start).await?);
            }
            Err(EnterError::Vault(error)) => return Err(error.into()),
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

    fn standing_desk(&self) -> StandingDesk<'_> {
        StandingDesk {
            schedules: self.desk.schedules,
            calendars: self.desk.calendars,
            zones: self.desk.zones,
        }
    }

    async fn act(
        &mut self,
        session: &dyn RegionSession,
        action: Action,
        machines: &[&Machine],
    ) -> Result<Vec<MachineChange>, OrderError> {
        let mut news = Vec::new();
        for call in batch::calls(action, machines) {
            let of_call: Vec<&Machine> =
                machines.iter().copied().filter(|machine| call.contains(&machine.id.instance)).collect();
            let outcomes = batch::call(session, action, call).await;
            news.extend(self.conclude(action, &of_call, outcomes).await?);
        }
        Ok(news)
    }

    /// Stores what came of one call, and writes it to the audit trail as one entry for what EC2 took
    /// and one for what it refused.
    async fn conclude(
        &mut self,
        action: Action,
        machines: &[&Machine],
        outcomes: Outcomes,
    ) -> Result<Vec<MachineChange>, OrderError> {
        let mut news = Vec::new();
        let (mut accepted, mut refused) = (Vec::new(), Vec::new());
        let mut cause = None;
        for (instance, outcome) in outcomes {
            let Some(machine) = machines.iter().find(|machine| machine.id.instance == instance) else {
                continue;
            };
            let verdict = self.verdict(action, machine, &outcome);
            match outcome {
                Ok(_) => accepted.push(machine.id.to_string()),
                Err(error) => {
                    refused.push(machine.id.to_string());
                    cause = Some(error);
                }
            }
            news.extend(self.store(machine, verdict).await?);
        }
        match action {
            Action::Start => self.report.started += accepted.len(),
            Action::Stop => self.report.stopped += accepted.len(),
        }
        self.report.failed += refused.len();
        self.note(action, accepted, AuditOutcome::Done, "as the schedule wishes".to_owned()).await?;
        if let Some(error) = cause {
            self.note(action, refused, AuditOutcome::Failed, error.to_string()).await?;
            if shuts_us_out(&error) {
                self.lost_access(&error).await?;
            }
        }
        Ok(news)
    }

    fn verdict(
        &self,
        action: Action,
        machine: &Machine,
        outcome: &Result<MachineState, CloudError>,
    ) -> Verdict {
        let (outcome, reason, retry, seen) = match outcome {
            Ok(state) => {
                let reason = match action {
                    Action::Start => "the schedule wants it on",
                    Action::Stop => "the schedule wants it off",
                };
                (Outcome::Accepted, reason.to_owned(), None, Some(*state))
            }
            Err(error) => {
                let retry = retry::after_failure(error.class, machine.retry, self.now);
                (Outcome::Failed, error.to_string(), Some(retry), None)
            }
        };
        Verdict { seen, action: Some(LastAction { action, outcome, reason, at: self.now }), retry }
    }

    async fn store(&self, machine: &Machine, verdict: Verdict) -> Result<Option<MachineChange>, StoreError> {
        change_machine(self.desk.machines, self.order.tenant, machine.clone(), |machine| {
            let observed = verdict.seen.map(|state| {
                machine.observe(Sighting {
                    state,
                    at: self.now,
                    source: IntervalSource::Response,
                    facts: None,
                })
            });
            let before = (machine.last_action.clone(), machine.retry);
            if verdict.action.is_some() {
                machine.last_action.clone_from(&verdict.action);
            }
            machine.retry = verdict.retry;
            observed == Some(Observed::Changed) || before != (machine.last_action.clone(), machine.retry)
        })
        .await
    }

    async fn note(
        &self,
        action: Action,
        subjects: Vec<String>,
        outcome: AuditOutcome,
        detail: String,
    ) -> Result<(), StoreError> {
        if subjects.is_empty() {
            return Ok(());
        }
        let action = match action {
            Action::Start => "machines.start",
            Action::Stop => "machines.stop",
        };
        let note = AuditNote {
            tenant: self.order.tenant,
            at: self.now,
            actor: Actor::System,
            action,
            subjects,
            outcome,
            detail,
        };
        let writer = Writer::Scheduler(self.order.cloud, self.order.region.clone());
        audit::record(self.desk.audit, &writer, note).await
    }

    /// A role that lets us in no longer is noticed at the first refused call.
    async fn lost_access(&self, error: &CloudError) -> Result<(), OrderError> {
        let reason = plain_words(error, &self.order.region);
        mark_failed(self.desk.clouds, self.desk.bus, self.cloud, reason, self.now).await
    }
}

/// Whether the error says that we are no longer let in at all, rather than that one permission is missing.
fn shuts_us_out(error: &CloudError) -> bool {
    matches!(error.code.as_str(), "AuthFailure" | "InvalidClientTokenId" | "ExpiredToken")
}

fn refused_all(machines: &[&Machine], error: &CloudError) -> Outcomes {
    machines.iter().map(|machine| (machine.id.instance.clone(), Err(error.clone()))).collect()
}
