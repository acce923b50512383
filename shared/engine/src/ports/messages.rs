//! What travels: orders, jobs, domain events, mail, and pushes to browsers.
//!
//! Every message carries its format version `v`; a reader refuses a newer one, so that nothing is
//! dropped silently during a deployment.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{
    CalendarId, CloudId, EmailAddress, ExportId, InstanceId, MachineId, Region, ScheduleId, SessionHandle,
    TenantId, UserId,
    machine::{LastAction, MachineState},
};
use serde::{Deserialize, Serialize};

use crate::record::SecurityEventKind;

/// "Look at these machines." Carries no truth about what to do with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Format version; 1.
    pub v: u8,
    /// Whose machines.
    pub tenant: TenantId,
    /// In which account.
    pub cloud: CloudId,
    /// In which region. Orders of one cloud and region are handled one at a time, in order.
    pub region: Region,
    /// Which machines there.
    pub scope: OrderScope,
}

/// Which machines an order is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum OrderScope {
    /// All machines that follow a schedule, page by page.
    Schedule {
        /// The schedule.
        schedule: ScheduleId,
        /// Its version when the order was sent; part of the deduplication id only.
        version: u64,
        /// The edge that made it due; part of the deduplication id only.
        edge: Timestamp,
        /// The last machine of the page before; `None` for the first page.
        after: Option<InstanceId>,
    },
    /// One machine whose own attempt is due.
    Machine {
        /// The machine.
        instance: InstanceId,
        /// When it was due; part of the deduplication id only.
        due: Timestamp,
    },
}

impl Order {
    /// The current format version.
    pub const VERSION: u8 = 1;

    /// The FIFO group: one account and region at a time.
    pub fn group(&self) -> String {
        format!("{}#{}", self.cloud, self.region)
    }

    /// The same for the same schedule, version, edge, cloud, region and page, so that a tick that
    /// died between sending and advancing sends nothing new.
    pub fn deduplication(&self) -> String {
        use sha2::{Digest, Sha256};
        let scope = match &self.scope {
            OrderScope::Schedule { schedule, version, edge, after } => {
                let after = after.as_ref().map_or("", InstanceId::as_str);
                format!("schedule#{schedule}#{version}#{edge}#{after}")
            }
            OrderScope::Machine { instance, due } => format!("machine#{instance}#{due}"),
        };
        hex::encode(Sha256::digest(format!("{}#{}#{}#{scope}", self.tenant, self.cloud, self.region)))
    }
}

/// Work that runs from the standard queue, in no particular order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Job {
    /// Try to enter the account and list one page of each region; then take the inventory.
    VerifyCloud {
        /// Format version; 1.
        v: u8,
        /// Whose cloud.
        tenant: TenantId,
        /// Which cloud.
        cloud: CloudId,
    },
    /// List all instances of one region and reconcile the inventory with them.
    ScanRegion {
        /// Format version; 1.
        v: u8,
        /// Whose cloud.
        tenant: TenantId,
        /// Which cloud.
        cloud: CloudId,
        /// Which region.
        region: Region,
    },
    /// Have machines leave the inventory of a cloud that was taken away, or of its regions that are no
    /// longer looked at, page by page.
    LeaveCloud {
        /// Format version; 1.
        v: u8,
        /// Whose machines.
        tenant: TenantId,
        /// Of which cloud.
        cloud: CloudId,
    },
    /// Match selectors again for all machines of one region, page by page.
    Rematch {
        /// Format version; 1.
        v: u8,
        /// Whose machines.
        tenant: TenantId,
        /// In which cloud.
        cloud: CloudId,
        /// In which region.
        region: Region,
        /// The last machine of the page before; `None` for the first page.
        after: Option<InstanceId>,
    },
    /// Write the next part of an export.
    Export {
        /// Format version; 1.
        v: u8,
        /// Whose list.
        tenant: TenantId,
        /// Whose export.
        user: UserId,
        /// Which export.
        export: ExportId,
    },
}

impl Job {
    /// The current format version.
    pub const VERSION: u8 = 1;
}

/// Something that happened, told to whoever listens on the bus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum DomainEvent {
    /// Machines changed; at most 100 of them.
    MachinesChanged {
        /// Format version; 1.
        v: u8,
        /// Whose machines.
        tenant: TenantId,
        /// What they are now.
        changes: Vec<MachineChange>,
    },
    /// Clouds were connected, changed or taken away, or their health or inventory changed.
    CloudsChanged {
        /// Format version; 1.
        v: u8,
        /// Whose clouds.
        tenant: TenantId,
        /// Which clouds.
        clouds: Vec<CloudId>,
    },
    /// A schedule was created, changed or deleted.
    ScheduleChanged {
        /// Format version; 1.
        v: u8,
        /// Whose schedule.
        tenant: TenantId,
        /// Which schedule.
        schedule: ScheduleId,
        /// Its version now; `None` when it was deleted.
        version: Option<u64>,
    },
    /// A calendar was created, changed or deleted.
    CalendarChanged {
        /// Format version; 1.
        v: u8,
        /// Whose calendar.
        tenant: TenantId,
        /// Which calendar.
        calendar: CalendarId,
        /// Its version now; `None` when it was deleted.
        version: Option<u64>,
    },
    /// Machines will be stopped soon, as their schedule announces; at most 100 of them.
    StopsAnnounced {
        /// Format version; 1.
        v: u8,
        /// Whose machines.
        tenant: TenantId,
        /// The schedule that will stop them.
        schedule: ScheduleId,
        /// When.
        at: Timestamp,
        /// Which machines.
        machines: Vec<MachineId>,
    },
    /// Sessions ended, and their sockets are to close; at most 100 of them.
    SessionsEnded {
        /// Format version; 1.
        v: u8,
        /// In which company.
        tenant: TenantId,
        /// Which sessions. That they really ended is looked up.
        sessions: Vec<SessionHandle>,
    },
    /// Something that looks like an attack began, or became serious.
    SecurityEventSeen {
        /// Format version; 1.
        v: u8,
        /// Whom it concerns; [`TenantId::SYSTEM`] where that is not known.
        tenant: TenantId,
        /// What it was.
        kind: SecurityEventKind,
    },
}

impl DomainEvent {
    /// The current format version.
    pub const VERSION: u8 = 1;
    /// The most machines one event tells of; keeps an event and a push far below their limits.
    pub const MAX_CHANGES: usize = 100;

    /// EventBridge's `detail-type`.
    pub fn detail_type(&self) -> &'static str {
        match self {
            Self::MachinesChanged { .. } => "MachinesChanged",
            Self::CloudsChanged { .. } => "CloudsChanged",
            Self::ScheduleChanged { .. } => "ScheduleChanged",
            Self::CalendarChanged { .. } => "CalendarChanged",
            Self::StopsAnnounced { .. } => "StopsAnnounced",
            Self::SessionsEnded { .. } => "SessionsEnded",
            Self::SecurityEventSeen { .. } => "SecurityEventSeen",
        }
    }

    /// Whose event it is.
    pub fn tenant(&self) -> TenantId {
        match self {
            Self::MachinesChanged { tenant, .. }
            | Self::CloudsChanged { tenant, .. }
            | Self::ScheduleChanged { tenant, .. }
            | Self::CalendarChanged { tenant, .. }
            | Self::StopsAnnounced { tenant, .. }
            | Self::SessionsEnded { tenant, .. }
            | Self::SecurityEventSeen { tenant, .. } => *tenant,
        }
    }
}

/// One machine's news. `rev` lets a reader notice that it missed some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MachineChange {
    /// The machine.
    pub id: MachineId,
    /// The stored version this is the news of.
    pub rev: u64,
    /// Its state.
    pub state: MachineState,
    /// What PowerDown last tried on it.
    pub last_action: Option<LastAction>,
}

/// A mail to one person. Plain text: a link and two sentences need no more.
#[derive(Debug)]
pub struct Mail<'a> {
    /// To whom.
    pub to: &'a EmailAddress,
    /// One line.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
}

/// A message that could not be handed over.
#[derive(Debug, thiserror::Error)]
#[error("{what} could not be sent")]
pub struct MessageError {
    /// What was to be sent, such as `orders`.
    pub what: &'static str,
    /// Why.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// The FIFO queue of orders.
#[async_trait]
pub trait OrderQueue: Send + Sync {
    /// Sends any number of orders; all are accepted when it returns.
    ///
    /// # Errors
    /// Some orders may have been accepted; sending all again does no harm.
    async fn send(&self, orders: &[Order]) -> Result<(), MessageError>;
}

/// The standard queue of jobs.
#[async_trait]
pub trait JobQueue: Send + Sync {
    /// Sends any number of jobs; all are accepted when it returns.
    ///
    /// # Errors
    /// Some jobs may have been accepted; jobs are written to be repeated without harm.
    async fn send(&self, jobs: &[Job]) -> Result<(), MessageError>;
}

/// Our event bus.
#[async_trait]
pub trait EventBus: Send + Sync {
    /// Publishes any number of events.
    ///
    /// # Errors
    /// Some events may have been published.
    async fn publish(&self, events: &[DomainEvent]) -> Result<(), MessageError>;
}

/// Outgoing mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands one mail over for delivery.
    ///
    /// # Errors
    /// The mail service did not take it.
    async fn send(&self, mail: Mail<'_>) -> Result<(), MessageError>;
}

/// What became of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The gateway took it.
    Sent,
    /// The browser is gone; forget the connection.
    Gone,
}

/// Open WebSocket connections.
#[async_trait]
pub trait SocketPush: Send + Sync {
    /// Sends one text message to one connection.
    ///
    /// # Errors
    /// The gateway did not answer; the connection may still be there.
    async fn post(&self, connection: &str, message: &str) -> Result<Delivery, MessageError>;

    /// Closes one connection; one that is gone is no error.
    ///
    /// # Errors
    /// The gateway did not answer; the connection may still be there.
    async fn close(&self, connection: &str) -> Result<(), MessageError>;
}
