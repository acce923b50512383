//! The ledger of intervals, and the index of machines with unrecorded ones.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date};
use powerdown_domain::{Interval, LineageId, MachineId, TenantId, machine::Machine};
use powerdown_engine::ports::{Due, LedgerStore, StoreError};

use super::{MemoryStore, Tables, due::shard, unless};

/// How many shards the index of unrecorded machines has, as many as in the database.
const SHARDS: u32 = 4;

#[derive(Default)]
pub(super) struct Ledger {
    months: BTreeMap<(TenantId, LineageId, Date), Vec<Interval>>,
    /// By shard, then by the end of the oldest unrecorded interval, then by id.
    outbox: BTreeMap<(u32, Timestamp, String), (TenantId, MachineId)>,
}

impl Ledger {
    /// Keeps the index true to what a machine's `closed` became.
    pub(super) fn closed(&mut self, tenant: TenantId, before: Option<&Machine>, after: &Machine) {
        if let Some(key) = before.and_then(outbox_key) {
            self.outbox.remove(&key);
        }
        if let Some(key) = outbox_key(after) {
            self.outbox.insert(key, (tenant, after.id.clone()));
        }
    }
}

fn outbox_key(machine: &Machine) -> Option<(u32, Timestamp, String)> {
    let oldest = machine.closed.first()?;
    let id = machine.id.to_string();
    Some((shard(&id, SHARDS), oldest.to, id))
}

#[async_trait]
impl LedgerStore for MemoryStore {
    fn outbox_shards(&self) -> u32 {
        SHARDS
    }

    async fn unrecorded(&self, shard: u32, limit: u32) -> Result<Vec<(TenantId, MachineId)>, StoreError> {
        let outbox = &self.read().ledger.outbox;
        let of_shard =
            outbox.range((shard, Timestamp::MIN, String::new())..).take_while(|((of, ..), _)| *of == shard);
        Ok(of_shard.take(limit as usize).map(|(_, machine)| machine.clone()).collect())
    }

    async fn record(
        &self,
        tenant: TenantId,
        machine: &Machine,
        months: &[(Date, Vec<Interval>)],
    ) -> Result<(), StoreError> {
        let Tables { machines, ledger, due, .. } = &mut *self.write();
        unless(machine.rev == 0 || !machines.is_current(tenant, machine), "machine", ())?;
        let stored = Machine { closed: Vec::new(), rev: machine.rev + 1, ..machine.clone() };
        let before = machines.replace(tenant, stored.clone());
        ledger.closed(tenant, before.as_ref(), &stored);
        let was = before.as_ref().and_then(|before| before.retry).map(|retry| retry.at);
        due.moved(Due::Machine(tenant, machine.id.clone()), was, stored.retry.map(|retry| retry.at));
        for (month, intervals) in months {
            assert_eq!(month.day(), 1, "a month is given as its first day");
            let recorded = ledger.months.entry((tenant, machine.lineage, *month)).or_default();
            recorded.extend(intervals.iter().cloned());
        }
        Ok(())
    }

    async fn ledger(
        &self,
        tenant: TenantId,
        lineage: LineageId,
        month: Date,
    ) -> Result<Vec<Interval>, StoreError> {
        Ok(self.read().ledger.months.get(&(tenant, lineage, month)).cloned().unwrap_or_default())
    }
}
