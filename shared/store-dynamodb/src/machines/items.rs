//! What is stored of machines and of how many follow a schedule.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use powerdown_domain::{
    Interval, IntervalSource, LineageId, MachineId, TenantId,
    machine::{Assignment, InstanceFacts, LastAction, Machine, MachineState, Retry},
    reconcile::Followed,
    schedule::Override,
};
use powerdown_engine::ports::{StoreError, machine_is_due_at};
use serde::{Deserialize, Serialize};

use crate::{
    indexes::{Extra, SCHEDULE, due, followers_pk, outbox},
    item::{Body, Entity, Item, encode},
    keys::Key,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MachineItem {
    lineage: LineageId,
    facts: InstanceFacts,
    state: MachineState,
    state_at: Timestamp,
    source: IntervalSource,
    seen_at: Timestamp,
    assignment: Assignment,
    followed: Followed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    overridden: Option<Override>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_action: Option<LastAction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retry: Option<Retry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    closed: Vec<Interval>,
    rev: u64,
}

impl Body for MachineItem {
    /// 2: `followed` and `overridden`.
    const ENTITY: Entity = Entity { name: "machine", version: 2 };

    fn upgrade(from: u32, item: &mut Item) {
        if from < 2 {
            item.insert("followed".to_owned(), AttributeValue::S("unknown".to_owned()));
        }
    }
}

impl MachineItem {
    /// What is stored as version `rev` of a machine, with its places in the indexes.
    pub(super) fn item(tenant: TenantId, machine: &Machine, rev: u64) -> Result<Item, StoreError> {
        let due_at = machine_is_due_at(machine);
        let Machine {
            id,
            lineage,
            facts,
            state,
            state_at,
            source,
            seen_at,
            assignment,
            followed,
            overridden,
            last_action,
            retry,
            closed,
            rev: _,
        } = machine.clone();
        let name = id.to_string();
        let mut extras: Vec<Extra> = due(due_at, &name);
        extras.extend(outbox(closed.first().map(|oldest| oldest.to), &name));
        extras.extend(assignment.schedule().map(|schedule| {
            (SCHEDULE.hash, AttributeValue::S(followers_pk(schedule, id.cloud, &id.region)))
        }));
        let body = Self {
            lineage,
            facts,
            state,
            state_at,
            source,
            seen_at,
            assignment,
            followed,
            overridden,
            last_action,
            retry,
            closed,
            rev,
        };
        encode(&Key::machine(tenant, &id), &body, extras)
    }

    pub(super) fn into_record(self, id: MachineId) -> Machine {
        let Self {
            lineage,
            facts,
            state,
            state_at,
            source,
            seen_at,
            assignment,
            followed,
            overridden,
            last_action,
            retry,
            closed,
            rev,
        } = self;
        Machine {
            id,
            lineage,
            facts,
            state,
            state_at,
            source,
            seen_at,
            assignment,
            followed,
            overridden,
            last_action,
            retry,
            closed,
            rev,
        }
    }
}

/// How many machines of one cloud and region follow a schedule.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetItem {
    /// Only ever added to, so that machines may come and go at the same time.
    pub(crate) machines: i64,
}

impl Body for TargetItem {
    const ENTITY: Entity = Entity { name: "target", version: 1 };
}
