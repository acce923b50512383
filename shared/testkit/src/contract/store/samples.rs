//! Records to store, each with every field filled, under ids nobody else uses.

use jiff::Timestamp;
use powerdown_domain::{
    AwsAccountId, CloudId, InstanceId, Interval, IntervalSource, MachineId, Name, Reach, Region, ScheduleId,
    TenantId,
    assignment::{Priority, Selector, TagCondition},
    machine::{Assignment, InstanceFacts, Lifecycle, Machine, MachineState, RootDevice},
    schedule::{
        CalendarDocument, CalendarEntry, Day, Override, ScheduleDocument, TimeOfWeek, WeeklyWindow, When,
        Wish,
    },
};
use powerdown_engine::{
    Sealed,
    ports::{BlindIndex, Ciphertext, Entropy, PasswordHash},
    record::{
        Access, CalendarRecord, Cloud, Health, HealthStatus, Membership, OneTimeToken, Role, ScheduleRecord,
        SecondFactor, Session, Socket, Tenant, TokenHash, TokenKind, Topic, User,
    },
};

use super::{Store, StoreBench};

/// An instant, written as people do.
pub(super) fn at(text: &str) -> Timestamp {
    text.parse().expect("an RFC 3339 instant")
}

/// Later than any run, so that the database's time to live takes nothing away during one:
/// 2199-12-31T00:00:00.5Z.
pub(super) const FAR: Timestamp = Timestamp::constant(7_258_032_000, 500_000_000);

/// The region most samples are in.
pub(super) fn virginia() -> Region {
    "us-east-1".parse().expect("a region")
}

pub(super) fn name(text: &str) -> Name {
    text.to_owned().try_into().expect("a name")
}

/// Ciphertext as the store sees it: text that means nothing to it.
pub(super) fn sealed<T>(text: &str) -> Sealed<T> {
    let ciphertext = serde_json::to_value(Ciphertext(text.to_owned())).expect("plain text");
    serde_json::from_value(ciphertext).expect("a sealed value is its ciphertext")
}

/// A company, its owner, their membership and the index of their address.
pub(super) struct Account {
    pub(super) tenant: Tenant,
    pub(super) owner: User,
    pub(super) membership: Membership,
    pub(super) email: BlindIndex,
}

impl<S: Store> StoreBench<S> {
    pub(super) fn fresh_tenant(&self) -> TenantId {
        self.ids().tenant()
    }

    pub(super) fn random(&self) -> u64 {
        let mut bytes = [0; 8];
        self.entropy.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    pub(super) fn hash(&self) -> TokenHash {
        TokenHash::of(&self.ids().secret())
    }

    pub(super) fn account(&self) -> Account {
        let (tenant, user) = (self.ids().tenant(), self.ids().user());
        let created_at = at("2026-03-02T08:00:00.123456789Z");
        Account {
            tenant: Tenant {
                id: tenant,
                name: name("Acme"),
                zone: "Europe/Berlin".to_owned(),
                created_at,
                rev: 0,
            },
            owner: User {
                id: user,
                email: sealed("sealed address"),
                password: PasswordHash("$2b$hash".to_owned()),
                verified_at: None,
                created_at,
                epoch: 3,
                second_factor: Some(SecondFactor {
                    seed: sealed("sealed seed"),
                    since: Some(created_at),
                    last_step: 59_147_001,
                    recovery: vec![self.hash(), self.hash()],
                }),
                rev: 0,
            },
            membership: Membership {
                tenant,
                user,
                role: Role::Owner,
                reach: Reach::Everything,
                since: created_at,
                rev: 0,
            },
            email: BlindIndex(self.hash().0),
        }
    }

    pub(super) fn token(&self, kind: TokenKind) -> OneTimeToken {
        OneTimeToken {
            hash: self.hash(),
            kind,
            user: self.ids().user(),
            tenant: self.ids().tenant(),
            session: Some(self.ids().session()),
            expires_at: FAR,
        }
    }

    pub(super) fn session(&self) -> Session {
        Session {
            id: self.ids().session(),
            user: self.ids().user(),
            tenant: self.ids().tenant(),
            refresh: self.hash(),
            previous: None,
            rotated_at: at("2026-03-02T08:00:00Z"),
            created_at: at("2026-03-02T07:00:00Z"),
            expires_at: FAR,
            agent: Some("Firefox on Linux".to_owned()),
            epoch: 3,
            rev: 0,
        }
    }

    /// A session of a person who has an account, not stored yet.
    pub(super) fn session_of(&self, account: &Account) -> Session {
        Session { user: account.owner.id, tenant: account.tenant.id, ..self.session() }
    }

    /// An account that is stored, its owner at rev 1.
    pub(super) async fn signed_up(&self) -> Account {
        let account = self.account();
        let Account { tenant, owner, membership, email } = &account;
        self.store.create_account(tenant, owner, membership, email).await.expect("a new account");
        account
    }

    pub(super) fn socket(&self, tenant: TenantId) -> Socket {
        Socket {
            connection: format!("c-{:016x}=", self.random()),
            tenant,
            user: self.ids().user(),
            session: Some(self.ids().session()),
            topics: Topic::usual(),
            seen_at: at("2026-03-02T08:00:00Z"),
            expires_at: FAR,
        }
    }

    pub(super) fn cloud(&self, tenant: TenantId) -> Cloud {
        let account = format!("{:012}", self.random() % 1_000_000_000_000);
        Cloud {
            id: self.ids().cloud(),
            tenant,
            name: name("production"),
            account: account.parse::<AwsAccountId>().expect("12 digits"),
            regions: vec![virginia(), "eu-west-1".parse().expect("a region")],
            access: Access::Role {
                arn: format!("arn:aws:iam::{account}:role/PowerDown").parse().expect("an ARN"),
                external_id: sealed("sealed external id"),
            },
            health: Health {
                status: HealthStatus::Failed,
                reason: Some("the role does not trust us".to_owned()),
                checked_at: Some(at("2026-03-02T08:01:00Z")),
            },
            machines_seen_at: Some(at("2026-03-02T08:02:00Z")),
            next_scan_at: None,
            created_at: at("2026-03-02T08:00:00Z"),
            rev: 0,
        }
    }

    /// The other way to enter an account.
    pub(super) fn keys(&self) -> Access {
        Access::Keys { hint: "MPLE".to_owned(), keys: sealed("sealed keys") }
    }

    pub(super) fn schedule(&self, tenant: TenantId) -> ScheduleRecord {
        let point = |day, time: &str| TimeOfWeek { day, time: time.parse().expect("a time") };
        let tag = |key: &str, value: Option<&str>| TagCondition {
            key: key.to_owned(),
            value: value.map(str::to_owned),
        };
        ScheduleRecord {
            id: self.ids().schedule(),
            tenant,
            name: name("office hours"),
            document: ScheduleDocument {
                windows: vec![WeeklyWindow {
                    name: Some(name("weekend")),
                    from: point(Day::Fri, "18:00"),
                    to: point(Day::Mon, "07:30"),
                    wish: Wish::Off,
                }],
                ..ScheduleDocument::in_zone("Europe/Berlin")
            },
            selectors: vec![Selector {
                priority: Priority::try_from(10).expect("a priority"),
                cloud_id: Some(self.ids().cloud()),
                tags: vec![tag("team", Some("web")), tag("env", None)],
            }],
            overridden: None,
            next_edge: None,
            created_at: at("2026-03-02T08:00:00Z"),
            updated_at: at("2026-03-02T08:00:00Z"),
            version: 1,
        }
    }

    /// An override that ends after any run.
    pub(super) fn overridden(&self) -> Override {
        Override {
            keep: Wish::On,
            until: FAR,
            reason: "release weekend".to_owned().try_into().expect("a reason"),
            set_by: self.ids().user(),
            set_at: at("2026-03-02T08:00:00.25Z"),
        }
    }

    pub(super) fn calendar(&self, tenant: TenantId) -> CalendarRecord {
        let day = |day: &str| day.parse().expect("a date");
        let christmas = CalendarEntry {
            name: Some(name("Christmas")),
            when: When::Dates { from: day("2026-12-25"), to: day("2026-12-26") },
        };
        let night = CalendarEntry {
            name: None,
            when: When::Instants { from: at("2026-03-02T22:00:00Z"), to: at("2026-03-03T04:00:00Z") },
        };
        CalendarRecord {
            id: self.ids().calendar(),
            tenant,
            name: name("holidays"),
            document: CalendarDocument {
                entries: vec![christmas, night],
                includes: vec![self.ids().calendar()],
            },
            created_at: at("2026-03-02T08:00:00Z"),
            updated_at: at("2026-03-02T08:00:00.5Z"),
            version: 1,
        }
    }

    /// A machine never stored before, number `number` of its region.
    pub(super) fn machine(&self, cloud: CloudId, number: u32) -> Machine {
        let instance: InstanceId = format!("i-{number:017x}").parse().expect("an instance id");
        let facts = InstanceFacts {
            instance_type: "m5.large".to_owned(),
            zone: "us-east-1a".to_owned(),
            platform: "Linux/UNIX".to_owned(),
            lifecycle: Lifecycle::OnDemand,
            root_device: RootDevice::Ebs,
            launched_at: at("2026-03-01T00:00:00Z"),
            tags: [("Name", format!("web {number}")), ("empty", String::new())]
                .map(|(key, value)| (key.to_owned(), value))
                .into(),
        };
        let id = MachineId { cloud, region: virginia(), instance };
        let seen = at("2026-03-02T08:00:00Z");
        Machine::discovered(id, self.ids().lineage(), MachineState::Running, seen, facts)
    }
}

/// A machine that follows a schedule, or none.
pub(super) fn following(machine: Machine, schedule: Option<ScheduleId>) -> Machine {
    Machine { assignment: Assignment { by_selector: schedule, ..Assignment::default() }, ..machine }
}

/// A closed interval.
pub(super) fn interval(from: &str, to: &str) -> Interval {
    Interval {
        from: at(from),
        to: at(to),
        state: MachineState::Running,
        lifecycle: Lifecycle::Spot,
        instance_type: "m5.large".to_owned(),
        zone: "us-east-1a".to_owned(),
        source: IntervalSource::Event,
    }
}
