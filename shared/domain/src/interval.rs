//! One stretch of a machine's life in one state: what cost, savings and availability are computed from.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::machine::{Lifecycle, MachineState};

/// A closed, half-open interval `[from, to)` in UTC during which nothing that prices a machine changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// The first instant of the interval.
    pub from: Timestamp,
    /// The first instant after it; never before `from`.
    pub to: Timestamp,
    /// The state the machine was in.
    pub state: MachineState,
    /// How it was bought.
    pub lifecycle: Lifecycle,
    /// EC2's name of its size, such as `m5.large`.
    pub instance_type: String,
    /// The availability zone, such as `us-east-1a`.
    pub zone: String,
    /// What told us that the interval ended.
    pub source: IntervalSource,
}

/// What an observation rests on, weakest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntervalSource {
    /// An EC2 event with its own time.
    Event,
    /// EC2's answer to a start or stop of ours.
    Response,
    /// A listing: the change happened at some time before it.
    Poll,
}
