//! The ledger of intervals, and the index of machines with unrecorded ones.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::civil::Date;
use powerdown_domain::{Interval, LineageId, MachineId, TenantId, machine::Machine};
use powerdown_engine::ports::{LedgerStore, StoreError};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::{OUTBOX, OUTBOX_SHARDS, outbox_pk},
    item::{Body, Entity, corrupt, decode_key, misplaced},
    keys::Key,
    machines::MachineItem,
    write::Write,
};

/// Months of one transaction, of whose 100 writes one is the machine's. A machine that ran for ten
/// years before it was first stopped has more.
const MONTHS_AT_ONCE: usize = 99;

/// The recorded intervals of one lineage in one month.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LedgerItem {
    /// Only ever appended to.
    intervals: Vec<Interval>,
}

impl Body for LedgerItem {
    const ENTITY: Entity = Entity { name: "ledger", version: 1 };
}

impl LedgerItem {
    fn append(
        tenant: TenantId,
        lineage: LineageId,
        month: Date,
        intervals: &[Interval],
    ) -> Result<Write, StoreError> {
        let new =
            serde_dynamo::to_attribute_value(intervals).map_err(|error| corrupt(Self::ENTITY, error))?;
        let none = aws_sdk_dynamodb::types::AttributeValue::L(Vec::new());
        let change = "SET #intervals = list_append(if_not_exists(#intervals, :none), :new), \
                      #v = if_not_exists(#v, :v)";
        let change = Expression::new(change).name("intervals").value("new", new).value("none", none);
        let key = Key::ledger(tenant, month, lineage);
        Ok(Write::update::<Self>(key, change, Expression::always()))
    }
}

#[async_trait]
impl LedgerStore for DynamoStore {
    fn outbox_shards(&self) -> u32 {
        OUTBOX_SHARDS
    }

    async fn unrecorded(&self, shard: u32, limit: u32) -> Result<Vec<(TenantId, MachineId)>, StoreError> {
        let of_shard =
            Expression::new("#outbox_pk = :shard").name(OUTBOX.hash).text("shard", outbox_pk(shard));
        let query = self.look_up(OUTBOX, of_shard);
        let found = self.query("list unrecorded machines", query, limit as usize).await?;
        let read = |item| {
            let key = decode_key(MachineItem::ENTITY, item)?;
            key.machine_of().map_err(misplaced(MachineItem::ENTITY))
        };
        found.into_iter().map(read).collect()
    }

    async fn record(
        &self,
        tenant: TenantId,
        machine: &Machine,
        months: &[(Date, Vec<Interval>)],
    ) -> Result<(), StoreError> {
        if machine.rev == 0 {
            return Err(StoreError::Conflict(MachineItem::ENTITY.name));
        }
        let mut by_month: BTreeMap<Date, Vec<Interval>> = BTreeMap::new();
        for (month, intervals) in months.iter().filter(|(_, intervals)| !intervals.is_empty()) {
            by_month.entry(month.first_of_month()).or_default().extend(intervals.iter().cloned());
        }
        let mut machine = Machine { closed: Vec::new(), ..machine.clone() };
        loop {
            let later = match by_month.keys().nth(MONTHS_AT_ONCE) {
                Some(month) => by_month.split_off(&month.clone()),
                None => BTreeMap::new(),
            };
            // What a later step records stays with the machine until then.
            machine.closed = later.values().flatten().cloned().collect();
            let mut writes = vec![MachineItem::write(tenant, &machine, machine.rev + 1)?];
            for (month, intervals) in &by_month {
                writes.push(LedgerItem::append(tenant, machine.lineage, *month, intervals)?);
            }
            self.transact("record intervals", writes).await?;
            machine.rev += 1;
            by_month = later;
            if by_month.is_empty() {
                return Ok(());
            }
        }
    }

    async fn ledger(
        &self,
        tenant: TenantId,
        lineage: LineageId,
        month: Date,
    ) -> Result<Vec<Interval>, StoreError> {
        let key = Key::ledger(tenant, month, lineage);
        let found = self.get::<LedgerItem>("get a ledger", &key).await?;
        Ok(found.map(|item| item.intervals).unwrap_or_default())
    }
}
