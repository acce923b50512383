//! A small company with one AWS account, wired like the functions are, over the fakes.

mod jobs;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::{
    AwsAccountId, CloudId, InstanceId, MachineId, Name, Region, RoleArn, ScheduleId, TenantId, UserId,
    assignment::Selector,
    machine::{Machine, MachineState},
    schedule::{Explanation, ScheduleDocument},
};
use powerdown_engine::{
    UseCaseError,
    calendars::CalendarDesk,
    clouds::{self, AccessRequest, CloudDesk, ConnectCloud, Entrance, Verified, Verifier},
    inventory::{self, CloudEvent, CloudEventKind, EventDesk, EventOutcome, Scanner},
    overrides::OverrideDesk,
    ports::{AuditStore, Clock, MachineStore, Order, ScheduleStore},
    record::{Actor, AuditEntry, Cloud, ScheduleRecord, Writer},
    schedules::{self, ScheduleDesk, ScheduleDraft, Standing, StandingDesk},
    scheduling::{self, OrderDesk, OrderReport, TickDesk, TickReport},
};
use powerdown_testkit::{
    ambient::{ManualClock, SeededEntropy},
    cloud::{Launch, SimulatedCloud},
    messages::Outbox,
    objects::MemoryObjects,
    store::MemoryStore,
    vault::FakeVault,
};

pub(crate) const ACCOUNT: &str = "222222222222";

pub(crate) struct World {
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) store: MemoryStore,
    pub(crate) vault: FakeVault,
    pub(crate) outbox: Outbox,
    pub(crate) aws: SimulatedCloud,
    pub(crate) objects: MemoryObjects,
    pub(crate) entropy: SeededEntropy,
    pub(crate) zones: TimeZoneDatabase,
    pub(crate) tenant: TenantId,
}

impl World {
    /// Monday, 2026-03-02, 12:00 UTC.
    pub(crate) fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-03-02T12:00:00Z"));
        Self {
            store: MemoryStore::new(),
            vault: FakeVault::new(),
            outbox: Outbox::new(clock.clone()),
            aws: SimulatedCloud::new(clock.clone()),
            objects: MemoryObjects::new(clock.clone()),
            entropy: SeededEntropy::new(1),
            zones: TimeZoneDatabase::bundled(),
            tenant: TenantId::from_parts(1, 1),
            clock,
        }
    }

    pub(crate) fn cloud_desk(&self) -> CloudDesk<'_> {
        CloudDesk {
            clouds: &self.store,
            audit: &self.store,
            bus: &self.outbox,
            vault: &self.vault,
            jobs: &self.outbox,
            clock: &*self.clock,
            entropy: &self.entropy,
        }
    }

    pub(crate) fn schedule_desk(&self) -> ScheduleDesk<'_> {
        ScheduleDesk {
            schedules: &self.store,
            calendars: &self.store,
            machines: &self.store,
            clouds: &self.store,
            audit: &self.store,
            bus: &self.outbox,
            jobs: &self.outbox,
            clock: &*self.clock,
            entropy: &self.entropy,
            zones: &self.zones,
        }
    }

    pub(crate) fn entrance(&self) -> Entrance<'_> {
        Entrance {
            gateway: &self.aws,
            vault: &self.vault,
            audit: &self.store,
            marks: &self.store,
            clock: &*self.clock,
        }
    }

    pub(crate) fn verifier(&self) -> Verifier<'_> {
        Verifier {
            clouds: &self.store,
            schedules: &self.store,
            entrance: self.entrance(),
            jobs: &self.outbox,
            bus: &self.outbox,
            clock: &*self.clock,
        }
    }

    pub(crate) fn scanner(&self) -> Scanner<'_> {
        Scanner {
            clouds: &self.store,
            machines: &self.store,
            schedules: &self.store,
            entrance: self.entrance(),
            bus: &self.outbox,
            clock: &*self.clock,
            entropy: &self.entropy,
        }
    }

    pub(crate) fn tick_desk(&self) -> TickDesk<'_> {
        TickDesk {
            schedules: &self.store,
            calendars: &self.store,
            clouds: &self.store,
            audit: &self.store,
            orders: &self.outbox,
            jobs: &self.outbox,
            zones: &self.zones,
        }
    }

    pub(crate) fn order_desk(&self) -> OrderDesk<'_> {
        OrderDesk {
            schedules: &self.store,
            calendars: &self.store,
            machines: &self.store,
            clouds: &self.store,
            audit: &self.store,
            entrance: self.entrance(),
            orders: &self.outbox,
            bus: &self.outbox,
            clock: &*self.clock,
            zones: &self.zones,
        }
    }

    pub(crate) fn event_desk(&self) -> EventDesk<'_> {
        EventDesk {
            clouds: &self.store,
            machines: &self.store,
            schedules: &self.store,
            jobs: &self.outbox,
            bus: &self.outbox,
            audit: &self.store,
        }
    }

    pub(crate) fn event(&self, instance: &InstanceId, state: MachineState) -> CloudEvent {
        CloudEvent {
            account: self.account(),
            region: self.region(),
            instance: instance.clone(),
            at: self.now(),
            kind: CloudEventKind::State(state),
        }
    }

    pub(crate) fn override_desk(&self) -> OverrideDesk<'_> {
        OverrideDesk {
            schedules: &self.store,
            machines: &self.store,
            audit: &self.store,
            bus: &self.outbox,
            clock: &*self.clock,
        }
    }

    pub(crate) fn calendar_desk(&self) -> CalendarDesk<'_> {
        CalendarDesk {
            calendars: &self.store,
            schedules: &self.store,
            audit: &self.store,
            bus: &self.outbox,
            clock: &*self.clock,
            entropy: &self.entropy,
            zones: &self.zones,
        }
    }

    /// Why a machine is on or off now.
    pub(crate) async fn explain(&self, machine: &Machine) -> Explanation {
        let desk = StandingDesk { schedules: &self.store, calendars: &self.store, zones: &self.zones };
        let standing = Standing::of(desk, self.tenant, machine.assignment.schedule()).await.unwrap();
        standing.effective_for(machine).explain(self.now())
    }

    pub(crate) fn person(&self) -> UserId {
        UserId::from_parts(1, 1)
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor::User(self.person())
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn region(&self) -> Region {
        "us-east-1".parse().unwrap()
    }

    pub(crate) fn account(&self) -> AwsAccountId {
        ACCOUNT.parse().unwrap()
    }

    pub(crate) fn role(&self) -> RoleArn {
        format!("arn:aws:iam::{ACCOUNT}:role/PowerDown").parse().unwrap()
    }

    pub(crate) fn request(&self) -> ConnectCloud {
        ConnectCloud {
            name: name("dev"),
            account: self.account(),
            regions: vec![self.region()],
            access: AccessRequest::Role(self.role()),
        }
    }

    /// Connects the account, gives the role its external id, and verifies: healthy, not yet scanned.
    pub(crate) async fn connect(&self) -> Cloud {
        let cloud =
            clouds::connect(self.cloud_desk(), self.tenant, &self.actor(), self.request()).await.unwrap();
        let external_id = clouds::external_id(&self.vault, &cloud).await.unwrap().unwrap();
        self.aws.trust(&self.role(), &external_id);
        assert_eq!(clouds::verify(self.verifier(), self.tenant, cloud.id).await.unwrap(), Verified::Healthy);
        cloud
    }

    pub(crate) async fn tick(&self) -> TickReport {
        scheduling::tick(self.tick_desk(), self.now()).await.unwrap()
    }

    /// Carries out all orders, continuations included.
    pub(crate) async fn run_orders(&self) -> OrderReport {
        let mut total = OrderReport::default();
        loop {
            let orders = self.outbox.take_orders();
            if orders.is_empty() {
                return total;
            }
            for order in orders {
                let report = self.execute(&order).await;
                total.looked_at += report.looked_at;
                total.started += report.started;
                total.stopped += report.stopped;
                total.failed += report.failed;
                total.waiting += report.waiting;
            }
        }
    }

    pub(crate) async fn execute(&self, order: &Order) -> OrderReport {
        scheduling::execute(self.order_desk(), order).await.unwrap()
    }

    /// One minute as production spends it: tick, jobs, orders.
    pub(crate) async fn minute(&self) -> OrderReport {
        self.clock.advance(SignedDuration::from_mins(1));
        self.tick().await;
        self.run_jobs().await;
        self.run_orders().await
    }

    pub(crate) fn launch(&self, launch: Launch) -> InstanceId {
        let id = self.aws.launch(&self.account(), &self.region(), launch);
        self.aws.set_state(&id, MachineState::Running);
        id
    }

    pub(crate) async fn machine(&self, cloud: CloudId, instance: &InstanceId) -> Machine {
        let id = MachineId { cloud, region: self.region(), instance: instance.clone() };
        self.store.machine(self.tenant, &id).await.unwrap().expect("a stored machine")
    }

    pub(crate) async fn schedule(
        &self,
        name: &str,
        windows: &str,
        selectors: Vec<Selector>,
    ) -> ScheduleRecord {
        let draft = draft(name, windows, selectors);
        schedules::create(self.schedule_desk(), self.tenant, &self.actor(), draft).await.unwrap()
    }

    /// A schedule with this document for all machines that are tagged `env=dev`.
    pub(crate) async fn dev_schedule(&self, document: serde_json::Value) -> ScheduleRecord {
        let document = serde_json::from_value(document).unwrap();
        let draft =
            ScheduleDraft { name: name("dev"), document, selectors: vec![selector(10, "env", "dev")] };
        schedules::create(self.schedule_desk(), self.tenant, &self.actor(), draft).await.unwrap()
    }

    pub(crate) async fn dev_schedule_refused(&self, document: serde_json::Value) -> UseCaseError {
        let document = serde_json::from_value(document).unwrap();
        let draft = ScheduleDraft { name: name("dev"), document, selectors: vec![] };
        schedules::create(self.schedule_desk(), self.tenant, &self.actor(), draft).await.unwrap_err()
    }

    /// Goes to an instant without anything happening before, and spends the minute that begins there.
    pub(crate) async fn minute_at(&self, at: &str) -> OrderReport {
        self.clock.set(at.parse().unwrap());
        self.tick().await;
        self.run_jobs().await;
        self.run_orders().await
    }

    /// Does something to a machine by hand, and delivers EC2's event of it.
    pub(crate) async fn by_hand(&self, instance: &InstanceId, state: MachineState) -> EventOutcome {
        self.clock.advance(SignedDuration::from_secs(20));
        self.aws.set_state(instance, state);
        self.tell(instance, state).await
    }

    /// Moves every machine on its way one state further, and delivers EC2's events.
    pub(crate) async fn step(&self) {
        self.clock.advance(SignedDuration::from_secs(20));
        for moved in self.aws.step() {
            self.tell(&moved.id, moved.state).await;
        }
    }

    async fn tell(&self, instance: &InstanceId, state: MachineState) -> EventOutcome {
        inventory::apply_event(self.event_desk(), self.event(instance, state)).await.unwrap()
    }

    /// What one writer wrote in March 2026: who, what, and why.
    pub(crate) async fn trail(&self, writer: &Writer) -> Vec<AuditEntry> {
        let march = "2026-03-01".parse().unwrap();
        self.store.audit_entries(self.tenant, writer, march, None, 1_000).await.unwrap().items
    }

    pub(crate) async fn stored(&self, id: ScheduleId) -> ScheduleRecord {
        self.store.schedule(self.tenant, id).await.unwrap().expect("a stored schedule")
    }
}

pub(crate) fn name(text: &str) -> Name {
    Name::try_from(text.to_owned()).unwrap()
}

/// A UTC schedule from text such as `mon 08:00-mon 18:00`.
pub(crate) fn draft(schedule: &str, windows: &str, selectors: Vec<Selector>) -> ScheduleDraft {
    let point = |text: &str| {
        let (day, time) = text.trim().split_once(' ').unwrap();
        serde_json::json!({"day": day, "time": time})
    };
    let windows: Vec<_> = windows
        .split(',')
        .map(|window| {
            let (from, to) = window.split_once('-').unwrap();
            serde_json::json!({"from": point(from), "to": point(to)})
        })
        .collect();
    let document: ScheduleDocument =
        serde_json::from_value(serde_json::json!({"zone": "UTC", "windows": windows})).unwrap();
    ScheduleDraft { name: name(schedule), document, selectors }
}

/// A selector such as `selector(10, "env", "dev")`.
pub(crate) fn selector(priority: u16, key: &str, value: &str) -> Selector {
    serde_json::from_value(serde_json::json!({"priority": priority, "tags": [{"key": key, "value": value}]}))
        .unwrap()
}
