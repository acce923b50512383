//! What browsers are told without asking, by number.

use std::collections::BTreeSet;

use jiff::Timestamp;
use powerdown_domain::TenantId;
use serde::{Deserialize, Serialize};

use super::Role;
use crate::ports::DomainEvent;

/// What a connection wants to hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Machines that changed.
    Machines,
    /// Clouds that changed or are gone.
    Clouds,
    /// Schedules and calendars that changed or are gone, and what schedules announce.
    Schedules,
    /// The company's security, for who may see it.
    Security,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Machines, Self::Clouds, Self::Schedules, Self::Security];

    /// What a connection hears of until it says otherwise: all but security.
    pub fn usual() -> BTreeSet<Self> {
        Self::ALL.into_iter().filter(|topic| *topic != Self::Security).collect()
    }

    /// The least role that hears of it.
    pub fn needs(self) -> Role {
        match self {
            Self::Machines | Self::Clouds | Self::Schedules => Role::Viewer,
            Self::Security => Role::Admin,
        }
    }

    /// What an event is news of; `None` for what no browser is told.
    pub fn of(event: &DomainEvent) -> Option<Self> {
        match event {
            DomainEvent::MachinesChanged { .. } => Some(Self::Machines),
            DomainEvent::CloudsChanged { .. } => Some(Self::Clouds),
            DomainEvent::ScheduleChanged { .. }
            | DomainEvent::CalendarChanged { .. }
            | DomainEvent::StopsAnnounced { .. } => Some(Self::Schedules),
            DomainEvent::SecurityEventSeen { .. } => Some(Self::Security),
            DomainEvent::SessionsEnded { .. } => None,
        }
    }
}

/// One piece of news. A tenant's are numbered without gaps, in the order in which they were told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Whose.
    pub tenant: TenantId,
    /// From 1, for as long as the tenant is there.
    pub number: u64,
    /// What happened.
    pub event: DomainEvent,
    /// The first instant at which it need not be kept any longer.
    pub expires_at: Timestamp,
}
