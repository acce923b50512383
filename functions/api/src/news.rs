//! News as browsers get them: what a socket may hear of an event, in messages that fit into a frame.

use jiff::Timestamp;
use powerdown_domain::{CloudId, MachineId, Reach, ScheduleId, TenantId};
use powerdown_engine::{
    ports::{CloudStore, DomainEvent, MachineChange, MachineStore, StoreError},
    record::{News, Topic},
};
use serde::Serialize;

use crate::views::security::EventKind;

/// API Gateway's limit for one frame, in bytes. Longer news come in parts.
pub const FRAME: usize = 32 * 1024;
/// The format version of messages to browsers.
pub const VERSION: u8 = 1;

/// One piece of news, ready to be told.
#[derive(Debug, Clone)]
pub struct Bulletin {
    tenant: TenantId,
    number: u64,
    /// Who hears it.
    pub topic: Topic,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Machines(Vec<MachineChange>),
    Clouds(Vec<CloudChange>),
    Schedule(DocumentChange),
    Calendar(DocumentChange),
    StopWarning { schedule: ScheduleId, at: Timestamp, machines: Vec<MachineId> },
    Security { kind: EventKind },
}

#[derive(Debug, Clone, Serialize)]
struct CloudChange {
    id: CloudId,
    #[serde(skip_serializing_if = "Option::is_none")]
    rev: Option<u64>,
    #[serde(skip_serializing_if = "is_false")]
    removed: bool,
}

/// A schedule or calendar.
#[derive(Debug, Clone, Serialize)]
struct DocumentChange {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    #[serde(skip_serializing_if = "is_false")]
    removed: bool,
}

impl DocumentChange {
    fn of(id: impl ToString, version: Option<u64>) -> Self {
        Self { id: id.to_string(), version, removed: version.is_none() }
    }
}

/// A message that carries news. Who has all parts up to one without `more` knows all of that number.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Message<'a> {
    Machines {
        v: u8,
        number: u64,
        #[serde(skip_serializing_if = "is_false")]
        more: bool,
        changes: &'a [&'a MachineChange],
    },
    Clouds {
        v: u8,
        number: u64,
        #[serde(skip_serializing_if = "is_false")]
        more: bool,
        changes: &'a [&'a CloudChange],
    },
    Schedules {
        v: u8,
        number: u64,
        changes: [&'a DocumentChange; 1],
    },
    Calendars {
        v: u8,
        number: u64,
        changes: [&'a DocumentChange; 1],
    },
    StopWarning {
        v: u8,
        number: u64,
        #[serde(skip_serializing_if = "is_false")]
        more: bool,
        schedule: ScheduleId,
        at: Timestamp,
        machines: &'a [&'a MachineId],
    },
    Security {
        v: u8,
        number: u64,
        kind: EventKind,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Bulletin {
    /// What is to be told of a piece of news; nothing of what no browser hears. Clouds are told as they
    /// are now: later news may be in the store already.
    ///
    /// # Errors
    /// The store's.
    pub async fn of(clouds: &dyn CloudStore, news: News) -> Result<Option<Self>, StoreError> {
        let Some(topic) = Topic::of(&news.event) else { return Ok(None) };
        let News { tenant, number, event, .. } = news;
        let content = match event {
            DomainEvent::MachinesChanged { changes, .. } => Content::Machines(changes),
            DomainEvent::CloudsChanged { clouds: ids, .. } => {
                let mut changes = Vec::with_capacity(ids.len());
                for id in ids {
                    let rev = clouds.cloud(tenant, id).await?.map(|cloud| cloud.rev);
                    changes.push(CloudChange { id, rev, removed: rev.is_none() });
                }
                Content::Clouds(changes)
            }
            DomainEvent::ScheduleChanged { schedule, version, .. } => {
                Content::Schedule(DocumentChange::of(schedule, version))
            }
            DomainEvent::CalendarChanged { calendar, version, .. } => {
                Content::Calendar(DocumentChange::of(calendar, version))
            }
            DomainEvent::StopsAnnounced { schedule, at, machines, .. } => {
                Content::StopWarning { schedule, at, machines }
            }
            DomainEvent::SecurityEventSeen { kind, .. } => Content::Security { kind: kind.into() },
            DomainEvent::SessionsEnded { .. } => return Ok(None),
        };
        Ok(Some(Self { tenant, number, topic, content }))
    }

    /// The messages for somebody of this reach; none when nothing of it is there for them.
    ///
    /// # Errors
    /// The store's.
    pub async fn frames(
        &self,
        machines: &dyn MachineStore,
        reach: &Reach,
    ) -> Result<Vec<String>, StoreError> {
        let number = self.number;
        Ok(match &self.content {
            Content::Machines(changes) => {
                let ids: Vec<MachineId> = changes.iter().map(|change| change.id.clone()).collect();
                let there = self.there(machines, reach, &ids).await?;
                let changes: Vec<_> = changes.iter().filter(|change| there.contains(&change.id)).collect();
                parts(&changes, false, &|changes, more| Message::Machines {
                    v: VERSION,
                    number,
                    more,
                    changes,
                })
            }
            Content::Clouds(changes) => {
                let changes: Vec<_> = changes.iter().filter(|change| reach.covers_cloud(change.id)).collect();
                parts(&changes, false, &|changes, more| Message::Clouds { v: VERSION, number, more, changes })
            }
            Content::StopWarning { schedule, at, machines: ids } => {
                let there = self.there(machines, reach, ids).await?;
                let ids: Vec<_> = ids.iter().filter(|id| there.contains(id)).collect();
                let (schedule, at) = (*schedule, *at);
                parts(&ids, false, &|machines, more| Message::StopWarning {
                    v: VERSION,
                    number,
                    more,
                    schedule,
                    at,
                    machines,
                })
            }
            // Whoever belongs to the company may read all of its schedules and calendars.
            Content::Schedule(change) => text(&Message::Schedules { v: VERSION, number, changes: [change] }),
            Content::Calendar(change) => text(&Message::Calendars { v: VERSION, number, changes: [change] }),
            // Concerns the company as a whole; the topic is for admins, whom no reach narrows.
            Content::Security { kind } => text(&Message::Security { v: VERSION, number, kind: *kind }),
        })
    }

    /// Which of these machines are there for somebody of this reach. Tags are looked up.
    async fn there(
        &self,
        machines: &dyn MachineStore,
        reach: &Reach,
        ids: &[MachineId],
    ) -> Result<Vec<MachineId>, StoreError> {
        if let Reach::Tag { .. } = reach {
            let found = machines.machines(self.tenant, ids).await?;
            let covered = found.into_iter().filter(|machine| reach.covers(machine.id.cloud, &machine.facts));
            return Ok(covered.map(|machine| machine.id).collect());
        }
        Ok(ids.iter().filter(|id| reach.enters(id.cloud)).cloned().collect())
    }
}

fn text(message: &Message<'_>) -> Vec<String> {
    serde_json::to_string(message).into_iter().collect()
}

/// Items in as many messages as it takes. One item that is too long for a frame goes alone: API Gateway
/// sends it in several frames.
fn parts<'a, T>(items: &'a [T], more: bool, message: &dyn Fn(&'a [T], bool) -> Message<'a>) -> Vec<String> {
    if items.is_empty() {
        return Vec::new();
    }
    let Ok(text) = serde_json::to_string(&message(items, more)) else { return Vec::new() };
    if text.len() <= FRAME || items.len() == 1 {
        return vec![text];
    }
    let (first, rest) = items.split_at(items.len() / 2);
    let mut parts_of_it = parts(first, true, message);
    parts_of_it.extend(parts(rest, more, message));
    parts_of_it
}
