//! A machine as PowerDown knows it, and the one rule by which observations change what is known.

mod observe;
mod state;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Interval, IntervalSource, LineageId, MachineId, ScheduleId,
    reconcile::{Action, Followed},
    schedule::Override,
};

pub use observe::{Observed, Sighting};
pub use state::{MachineState, Transience};

/// What EC2 says about an instance, besides its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstanceFacts {
    /// The instance type, such as `m5.large`.
    pub instance_type: String,
    /// The availability zone, such as `us-east-1a`.
    pub zone: String,
    /// EC2's platform details, such as `Linux/UNIX` or `Windows`; what its price depends on.
    pub platform: String,
    /// On demand or spot.
    pub lifecycle: Lifecycle,
    /// What the root volume is; an instance-store machine cannot be stopped.
    pub root_device: RootDevice,
    /// When EC2 last launched or started it.
    pub launched_at: Timestamp,
    /// All its tags, `aws:*` included.
    pub tags: BTreeMap<String, String>,
}

impl InstanceFacts {
    /// The `Name` tag; empty when there is none.
    pub fn name(&self) -> &str {
        self.tags.get("Name").map_or("", String::as_str)
    }
}

/// How a machine was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lifecycle {
    /// Billed at the on-demand rate, possibly covered by a reservation.
    OnDemand,
    /// Spare capacity that EC2 may reclaim with two minutes' warning.
    Spot,
}

/// Where the root volume lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RootDevice {
    /// A network volume, which survives a stop.
    Ebs,
    /// A disk of the host, lost with a stop; EC2 refuses to stop such a machine.
    InstanceStore,
}

/// Which schedule a machine follows, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Chosen by a person for this machine; beats every selector.
    pub by_id: Option<ScheduleId>,
    /// Found by the selector of the highest priority.
    pub by_selector: Option<ScheduleId>,
    /// Schedules whose selectors match with equal, highest priority. While there are any, no
    /// selector counts: PowerDown leaves the machine as it is rather than guess.
    pub tie: Vec<ScheduleId>,
}

impl Assignment {
    /// The schedule the machine follows, if any.
    pub fn schedule(&self) -> Option<ScheduleId> {
        self.by_id.or(self.by_selector)
    }
}

/// What PowerDown last tried on a machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastAction {
    /// What was asked of EC2.
    pub action: Action,
    /// Whether EC2 took it.
    pub outcome: Outcome,
    /// Why it was asked or, when it failed, the cause in plain words.
    pub reason: String,
    /// When it was asked.
    pub at: Timestamp,
}

/// EC2's answer to a start or stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// EC2 accepted; that the machine got there shows in its state.
    Accepted,
    /// EC2 refused; the reason is beside it.
    Failed,
}

/// A machine that must be looked at again by itself, outside its schedule's edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// When to look again.
    pub at: Timestamp,
    /// How many looks in a row have failed; 0 for a look that was asked for.
    pub attempt: u32,
}

/// One machine: its facts, its observed state, whom it follows, and what was last done to it.
///
/// Who may change what: `facts`, `state`, `state_at`, `source` and `closed` change through
/// [`Machine::observe`]; `assignment` through the portal (`by_id`) and re-matching (`by_selector`,
/// `tie`), both of which make `followed` unknown when another schedule is followed; `overridden`
/// through the portal; `followed`, `last_action` and `retry` through orders; `closed` is emptied by the timekeeper. `rev`
/// counts every write of the store and is what a browser compares to notice a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Where it is found.
    pub id: MachineId,
    /// The machine through all its instance ids.
    pub lineage: LineageId,
    /// What EC2 says about it.
    pub facts: InstanceFacts,
    /// The newest known state.
    pub state: MachineState,
    /// Since when it is in that state, to the second; the open ledger interval starts here.
    pub state_at: Timestamp,
    /// What told us.
    pub source: IntervalSource,
    /// The newest observation of any kind, to the second; older ones are dropped.
    pub seen_at: Timestamp,
    /// Whom it follows.
    pub assignment: Assignment,
    /// What that schedule last brought it to.
    pub followed: Followed,
    /// What a person wants of it for a while, whatever its schedule says; an ended one counts no more.
    pub overridden: Option<Override>,
    /// What PowerDown last tried.
    pub last_action: Option<LastAction>,
    /// A look by itself that is due.
    pub retry: Option<Retry>,
    /// Closed intervals that the timekeeper has not yet put into the ledger, oldest first.
    pub closed: Vec<Interval>,
    /// The number of the stored version; 0 for a machine that was never stored.
    pub rev: u64,
}

#[cfg(test)]
mod tests;
