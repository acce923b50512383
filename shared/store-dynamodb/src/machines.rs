//! The inventory, who follows which schedule, and how many do.

mod items;

use async_trait::async_trait;
use powerdown_domain::{CloudId, InstanceId, MachineId, Region, ScheduleId, TenantId, machine::Machine};
use powerdown_engine::ports::{MachineStore, Page, Part, StoreError};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::{SCHEDULE, followers_pk},
    item::{Body, decode_key, misplaced},
    keys::{Key, Range},
    read::page,
    write::Write,
};

pub(crate) use items::{MachineItem, TargetItem};

#[async_trait]
impl MachineStore for DynamoStore {
    async fn machine(&self, tenant: TenantId, id: &MachineId) -> Result<Option<Machine>, StoreError> {
        let found = self.get::<MachineItem>("get a machine", &Key::machine(tenant, id)).await?;
        Ok(found.map(|item| item.into_record(id.clone())))
    }

    async fn machines(&self, tenant: TenantId, ids: &[MachineId]) -> Result<Vec<Machine>, StoreError> {
        // DynamoDB refuses a batch that names a key twice.
        let distinct: std::collections::BTreeSet<&MachineId> = ids.iter().collect();
        let keys: Vec<Key> = distinct.into_iter().map(|id| Key::machine(tenant, id)).collect();
        let found = self.get_all::<MachineItem>("get machines", &keys).await?;
        let record = |(key, item): (Key, MachineItem)| {
            let (_, id) = key.machine_of().map_err(misplaced(MachineItem::ENTITY))?;
            Ok(item.into_record(id))
        };
        found.into_iter().map(record).collect()
    }

    async fn machines_in(
        &self,
        tenant: TenantId,
        cloud: CloudId,
        region: &Region,
        part: Part<'_, InstanceId>,
    ) -> Result<Page<Machine, InstanceId>, StoreError> {
        let id = |instance| MachineId { cloud, region: region.clone(), instance };
        let key = |after: &InstanceId| Key::machine(tenant, &id(after.clone()));
        let range = Range::machines(tenant, cloud, region);
        let found = self.list_part::<MachineItem, _>("list machines", &range, part, key).await?;
        let record = |(key, item): (Key, MachineItem)| {
            let instance = key.instance_of().map_err(misplaced(MachineItem::ENTITY))?;
            Ok(item.into_record(id(instance)))
        };
        let found = found.into_iter().map(record).collect::<Result<Vec<Machine>, StoreError>>()?;
        Ok(page(found, part.limit, |machine| machine.id.instance.clone()))
    }

    async fn following(
        &self,
        tenant: TenantId,
        schedule: ScheduleId,
        cloud: CloudId,
        region: &Region,
        part: Part<'_, InstanceId>,
    ) -> Result<Page<InstanceId, InstanceId>, StoreError> {
        let followers = followers_pk(schedule, cloud, region);
        let place = Range::machines(tenant, cloud, region).pk;
        let start = part.after.map(|after| {
            // An index's key goes with the table's own.
            let id = MachineId { cloud, region: region.clone(), instance: after.clone() };
            let mut start = Key::machine(tenant, &id).attributes();
            let hash = aws_sdk_dynamodb::types::AttributeValue::S(followers.clone());
            start.insert(SCHEDULE.hash.to_owned(), hash);
            start
        });
        let of_schedule = Expression::new("#sched_pk = :followers")
            .name(SCHEDULE.hash)
            .text("followers", &followers)
            .text("place", place);
        // The index does not know tenants; the table's own key, which every entry carries, does.
        let query = self
            .look_up(SCHEDULE, of_schedule)
            .filter_expression("pk = :place")
            .scan_index_forward(part.direction.is_forward())
            .set_exclusive_start_key(start);
        let found = self.query("list followers", query, part.limit as usize + 1).await?;
        let read = |item| {
            let key = decode_key(MachineItem::ENTITY, item)?;
            key.instance_of().map_err(misplaced(MachineItem::ENTITY))
        };
        let found = found.into_iter().map(read).collect::<Result<Vec<InstanceId>, StoreError>>()?;
        Ok(page(found, part.limit, InstanceId::clone))
    }

    async fn put_machine(
        &self,
        tenant: TenantId,
        machine: &Machine,
        followed: Option<ScheduleId>,
    ) -> Result<u64, StoreError> {
        let rev = machine.rev + 1;
        let put = MachineItem::write(tenant, machine, rev)?;
        let follows = machine.assignment.schedule();
        if follows == followed {
            self.write("put a machine", put).await?;
            return Ok(rev);
        }
        let mut writes = vec![put];
        writes.extend(followed.map(|old| TargetItem::count(tenant, old, &machine.id, -1)));
        writes.extend(follows.map(|new| TargetItem::count(tenant, new, &machine.id, 1)));
        self.transact("put a machine", writes).await?;
        Ok(rev)
    }

    async fn delete_machine(&self, tenant: TenantId, machine: &Machine) -> Result<(), StoreError> {
        let recorded = Expression::new("attribute_not_exists(#closed)").name("closed");
        let condition = Expression::stored_at_rev(machine.rev).and(recorded);
        let delete = Write::delete_if::<MachineItem>(Key::machine(tenant, &machine.id), condition);
        let followed = machine.assignment.schedule();
        let mut writes = vec![delete];
        writes.extend(followed.map(|old| TargetItem::count(tenant, old, &machine.id, -1)));
        self.transact("delete a machine", writes).await
    }
}

impl MachineItem {
    /// Stores a machine as version `rev`, if its own `rev` is what is stored.
    pub(crate) fn write(tenant: TenantId, machine: &Machine, rev: u64) -> Result<Write, StoreError> {
        Ok(Write::replace::<Self>(Self::item(tenant, machine, rev)?, Expression::at_rev(machine.rev)))
    }
}

impl TargetItem {
    /// Counts one machine more or less with a schedule.
    fn count(tenant: TenantId, schedule: ScheduleId, machine: &MachineId, by: i64) -> Write {
        let key = Key::target(tenant, schedule, machine.cloud, &machine.region);
        let change = Expression::new("ADD #machines :by SET #v = if_not_exists(#v, :v)")
            .name("machines")
            .value("by", aws_sdk_dynamodb::types::AttributeValue::N(by.to_string()));
        Write::update::<Self>(key, change, Expression::always())
    }
}
