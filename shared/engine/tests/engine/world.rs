//! A small company with one AWS account, wired like the functions are, over the fakes.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};
use powerdown_domain::{
    AwsAccountId, CloudId, InstanceId, MachineId, Name, Region, RoleArn, ScheduleId, TenantId, UserId,
    assignment::Selector,
    machine::{Machine, MachineState},
    schedule::ScheduleDocument,
};
use powerdown_engine::{
    clouds::{self, AccessRequest, CloudDesk, ConnectCloud, Entrance, Verified, Verifier},
    inventory::{self, Rematcher, Scanner},
    ports::{Clock, Job, MachineStore, Order, ScheduleStore},
    record::{Actor, Cloud, ScheduleRecord},
    schedules::{self, ScheduleDesk, ScheduleDraft},
    scheduling::{self, OrderDesk, OrderReport, TickDesk, TickReport},
};
use powerdown_testkit::{
    ambient::{ManualClock, SeededEntropy},
    cloud::{Launch, SimulatedCloud},
    messages::Outbox,
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
            jobs: &self.outbox,
            clock: &*self.clock,
            entropy: &self.entropy,
            zones: &self.zones,
        }
    }

    pub(crate) fn entrance(&self) -> Entrance<'_> {
        Entrance { gateway: &self.aws, vault: &self.vault }
    }

    pub(crate) fn verifier(&self) -> Verifier<'_> {
        Verifier {
            clouds: &self.store,
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

    pub(crate) fn actor(&self) -> Actor {
        Actor::User(UserId::from_parts(1, 1))
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

    /// Runs all jobs, and those they ask for, until none is left.
    pub(crate) async fn run_jobs(&self) {
        for _ in 0..100 {
            let jobs = self.outbox.take_jobs();
            if jobs.is_empty() {
                return;
            }
            for job in jobs {
                match job {
                    Job::VerifyCloud { tenant, cloud, .. } => {
                        clouds::verify(self.verifier(), tenant, cloud).await.unwrap();
                    }
                    Job::ScanRegion { tenant, cloud, region, .. } => {
                        inventory::scan(self.scanner(), tenant, cloud, &region).await.unwrap();
                    }
                    Job::Rematch { tenant, cloud, region, after, .. } => {
                        let rematcher = Rematcher {
                            machines: &self.store,
                            schedules: &self.store,
                            jobs: &self.outbox,
                            bus: &self.outbox,
                            clock: &*self.clock,
                        };
                        inventory::rematch(rematcher, tenant, cloud, &region, after.as_ref()).await.unwrap();
                    }
                }
            }
        }
        panic!("jobs ask for jobs without end");
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
