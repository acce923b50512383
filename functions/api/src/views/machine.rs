//! Machines on the wire.

use std::collections::BTreeMap;

use jiff::Timestamp;
use powerdown_domain::{
    CloudId, InstanceId, MachineId, Region, ScheduleId,
    machine::{LastAction, Lifecycle, Machine, MachineState},
    schedule::Wish,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{OverrideView, mirrors};

/// An EC2 instance of a connected account.
#[derive(Debug, Serialize, ToSchema)]
pub struct MachineView {
    /// Its id: cloud, region and instance.
    #[schema(value_type = String, example = "cld_01JZ0000000000000000000000:us-east-1:i-0123456789abcdef0")]
    pub id: MachineId,
    /// The cloud.
    #[schema(value_type = String)]
    pub cloud_id: CloudId,
    /// The region in it.
    #[schema(value_type = String)]
    pub region: Region,
    /// EC2's id.
    #[schema(value_type = String)]
    pub instance_id: InstanceId,
    /// Its `Name` tag.
    #[schema(required = true)]
    pub name: Option<String>,
    /// EC2's name of its size.
    #[schema(example = "m5.large")]
    pub r#type: String,
    /// The availability zone.
    #[schema(example = "us-east-1a")]
    pub zone: String,
    /// EC2's platform details.
    #[schema(example = "Linux/UNIX")]
    pub platform: String,
    /// How it was bought.
    #[schema(value_type = mirrors::Lifecycle)]
    pub lifecycle: Lifecycle,
    /// Its newest known state.
    #[schema(value_type = mirrors::MachineState)]
    pub state: MachineState,
    /// Since when it is in that state.
    pub state_at: Timestamp,
    /// When EC2 last launched or started it.
    pub launched_at: Timestamp,
    /// All its tags.
    pub tags: BTreeMap<String, String>,
    /// The schedule it follows.
    #[schema(required = true)]
    pub schedule: Option<FollowedSchedule>,
    /// Schedules whose selectors claim it with equal priority; while there are any, no selector counts.
    #[schema(value_type = Vec<String>)]
    pub conflict: Vec<ScheduleId>,
    /// What a person wants of it for a while, whatever its schedule says; absent when it ended.
    #[schema(required = true)]
    pub r#override: Option<OverrideView>,
    /// What its schedule wants now, or an override on it or on its schedule; absent when it follows
    /// no schedule and has no override.
    #[schema(value_type = Option<mirrors::Wish>, required = true)]
    pub wish: Option<Wish>,
    /// What PowerDown last tried on it.
    #[schema(value_type = Option<mirrors::LastAction>, required = true)]
    pub last_action: Option<LastAction>,
    /// When PowerDown looks at it again by itself, outside its schedule's edges.
    #[schema(required = true)]
    pub next_attempt_at: Option<Timestamp>,
    /// Grows by one with each change.
    #[schema(minimum = 1)]
    pub rev: u64,
}

/// The schedule a machine follows.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowedSchedule {
    /// The schedule.
    #[schema(value_type = String)]
    pub id: ScheduleId,
    /// How it came to be.
    pub by: FollowedBy,
}

/// Why a machine follows a schedule.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FollowedBy {
    /// A person assigned it.
    Id,
    /// A selector picks it.
    Selector,
}

impl MachineView {
    /// Shows a machine; `wish` is what is wanted of it now, `overridden` its own override, if it counts.
    pub fn of(machine: Machine, wish: Option<Wish>, overridden: Option<OverrideView>) -> Self {
        let assignment = machine.assignment;
        let schedule = assignment.schedule().map(|id| FollowedSchedule {
            id,
            by: if assignment.by_id.is_some() { FollowedBy::Id } else { FollowedBy::Selector },
        });
        let name = machine.facts.name();
        Self {
            cloud_id: machine.id.cloud,
            region: machine.id.region.clone(),
            instance_id: machine.id.instance.clone(),
            name: (!name.is_empty()).then(|| name.to_owned()),
            id: machine.id,
            r#type: machine.facts.instance_type,
            zone: machine.facts.zone,
            platform: machine.facts.platform,
            lifecycle: machine.facts.lifecycle,
            state: machine.state,
            state_at: machine.state_at,
            launched_at: machine.facts.launched_at,
            tags: machine.facts.tags,
            schedule,
            conflict: assignment.tie,
            r#override: overridden,
            wish,
            last_action: machine.last_action,
            next_attempt_at: machine.retry.map(|retry| retry.at),
            rev: machine.rev,
        }
    }
}
