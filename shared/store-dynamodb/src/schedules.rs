//! Schedules, where they reach, and what is due.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{
    Name, ScheduleId, TenantId,
    assignment::Selector,
    schedule::{Override, ScheduleDocument},
};
use powerdown_engine::{
    ports::{Due, Page, Part, ScheduleStore, StoreError},
    record::{ScheduleRecord, Target},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::{DUE, DUE_SHARDS, behind, due, due_pk},
    item::{Body, Entity, Item, decode_key, encode, misplaced},
    keys::{Key, Range},
    machines::TargetItem,
    read::page,
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScheduleItem {
    name: Name,
    document: ScheduleDocument,
    selectors: Vec<Selector>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    overridden: Option<Override>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_edge: Option<Timestamp>,
    created_at: Timestamp,
    updated_at: Timestamp,
    version: u64,
}

impl Body for ScheduleItem {
    /// 2: `overridden`, and all of the document but its zone and windows. An item of format 1 reads as
    /// it is.
    const ENTITY: Entity = Entity { name: "schedule", version: 2 };
}

impl ScheduleItem {
    fn of(schedule: &ScheduleRecord) -> Result<Item, StoreError> {
        let ScheduleRecord {
            id,
            tenant,
            name,
            document,
            selectors,
            overridden,
            next_edge,
            created_at,
            updated_at,
            version,
        } = schedule.clone();
        let body = Self { name, document, selectors, overridden, next_edge, created_at, updated_at, version };
        encode(&Key::schedule(tenant, id), &body, due(next_edge, &id.to_string()))
    }

    fn into_record(self, tenant: TenantId, id: ScheduleId) -> ScheduleRecord {
        let Self { name, document, selectors, overridden, next_edge, created_at, updated_at, version } = self;
        ScheduleRecord {
            id,
            tenant,
            name,
            document,
            selectors,
            overridden,
            next_edge,
            created_at,
            updated_at,
            version,
        }
    }

    fn listed(tenant: TenantId, (key, item): (Key, Self)) -> Result<ScheduleRecord, StoreError> {
        let id = key.schedule_of().map_err(misplaced(Self::ENTITY))?;
        Ok(item.into_record(tenant, id))
    }
}

/// The stored schedule is of this version.
fn of_version(version: u64) -> Expression {
    Expression::new("#version = :version").name("version").number("version", version)
}

#[async_trait]
impl ScheduleStore for DynamoStore {
    async fn create_schedule(&self, schedule: &ScheduleRecord) -> Result<(), StoreError> {
        let first = ScheduleRecord { version: 1, ..schedule.clone() };
        let write = Write::create::<ScheduleItem>(ScheduleItem::of(&first)?);
        self.write("create a schedule", write).await
    }

    async fn schedule(&self, tenant: TenantId, id: ScheduleId) -> Result<Option<ScheduleRecord>, StoreError> {
        let found = self.get::<ScheduleItem>("get a schedule", &Key::schedule(tenant, id)).await?;
        Ok(found.map(|item| item.into_record(tenant, id)))
    }

    async fn schedules(&self, tenant: TenantId) -> Result<Vec<ScheduleRecord>, StoreError> {
        let range = Range::schedules(tenant);
        let found = self.list_all::<ScheduleItem>("list schedules", &range, usize::MAX).await?;
        found.into_iter().map(|found| ScheduleItem::listed(tenant, found)).collect()
    }

    async fn page_of_schedules(
        &self,
        tenant: TenantId,
        part: Part<'_, ScheduleId>,
    ) -> Result<Page<ScheduleRecord, ScheduleId>, StoreError> {
        let (range, key) = (Range::schedules(tenant), |id: &ScheduleId| Key::schedule(tenant, *id));
        let found = self.list_part::<ScheduleItem, _>("list schedules", &range, part, key).await?;
        let found: Result<Vec<_>, _> =
            found.into_iter().map(|found| ScheduleItem::listed(tenant, found)).collect();
        Ok(page(found?, part.limit, |schedule| schedule.id))
    }

    async fn schedules_by_id(
        &self,
        tenant: TenantId,
        ids: &[ScheduleId],
    ) -> Result<Vec<ScheduleRecord>, StoreError> {
        // DynamoDB refuses a batch that names a key twice.
        let distinct: std::collections::BTreeSet<&ScheduleId> = ids.iter().collect();
        let keys: Vec<Key> = distinct.into_iter().map(|id| Key::schedule(tenant, *id)).collect();
        let found = self.get_all::<ScheduleItem>("get schedules", &keys).await?;
        found.into_iter().map(|found| ScheduleItem::listed(tenant, found)).collect()
    }

    async fn update_schedule(&self, schedule: &ScheduleRecord) -> Result<(), StoreError> {
        let before = schedule.version.checked_sub(1).ok_or(StoreError::Conflict("schedule"))?;
        let write = Write::replace::<ScheduleItem>(ScheduleItem::of(schedule)?, of_version(before));
        self.write("put a schedule", write).await
    }

    async fn delete_schedule(
        &self,
        tenant: TenantId,
        id: ScheduleId,
        version: u64,
    ) -> Result<(), StoreError> {
        let write = Write::delete_if::<ScheduleItem>(Key::schedule(tenant, id), of_version(version));
        self.write("delete a schedule", write).await
    }

    async fn advance_edge(
        &self,
        schedule: &ScheduleRecord,
        next: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let key = Key::schedule(schedule.tenant, schedule.id);
        let unmoved = match schedule.next_edge {
            Some(edge) => {
                Expression::new("#next_edge = :edge").name("next_edge").text("edge", edge.to_string())
            }
            None => Expression::new("attribute_not_exists(#next_edge)").name("next_edge"),
        };
        let condition = of_version(schedule.version).and(unmoved);
        let write = Write::update::<ScheduleItem>(key, moved_to(schedule.id, next), condition);
        self.write("advance an edge", write).await
    }

    async fn end_override(&self, tenant: TenantId, id: ScheduleId, version: u64) -> Result<(), StoreError> {
        let set = Expression::new("attribute_exists(#overridden)");
        let remove = Expression::new("REMOVE #overridden").name("overridden");
        let condition = of_version(version).and(set);
        let write = Write::update::<ScheduleItem>(Key::schedule(tenant, id), remove, condition);
        self.write("end an override", write).await
    }

    async fn targets(&self, tenant: TenantId, id: ScheduleId) -> Result<Vec<Target>, StoreError> {
        let range = Range::targets(tenant, id);
        let found = self.list_all::<TargetItem>("list targets", &range, usize::MAX).await?;
        let mut targets = Vec::with_capacity(found.len());
        for (key, item) in found {
            let machines = u64::try_from(item.machines).unwrap_or(0);
            if machines > 0 {
                let (cloud, region) = key.target_of().map_err(misplaced(TargetItem::ENTITY))?;
                targets.push(Target { cloud, region, machines });
            }
        }
        Ok(targets)
    }

    fn due_shards(&self) -> u32 {
        DUE_SHARDS
    }

    async fn due(
        &self,
        shard: u32,
        until: Timestamp,
        after: Option<String>,
        limit: u32,
    ) -> Result<Page<Due, String>, StoreError> {
        // BETWEEN includes its ends. "!" comes before all that ids are made of, so the place with one
        // behind it is the first after it.
        let (from, to) = (after.map_or_else(String::new, |after| format!("{after}!")), behind(until));
        if from > to {
            return Ok(Page { items: Vec::new(), next: None });
        }
        let mut by_then = Expression::new("#due_pk = :shard AND #due_sk < :to").text("to", to);
        if !from.is_empty() {
            by_then.text = "#due_pk = :shard AND #due_sk BETWEEN :from AND :to".to_owned();
            by_then = by_then.text("from", from);
        }
        let by_then = by_then.name(DUE.hash).name(DUE.range).text("shard", due_pk(shard));
        let query = self.look_up(DUE, by_then);
        let found = self.query("list what is due", query, limit as usize + 1).await?;
        let read = |mut item: Item| {
            let position = item.remove(DUE.range).and_then(|place| match place {
                aws_sdk_dynamodb::types::AttributeValue::S(text) => Some(text),
                _ => None,
            });
            let thing = decode_key(DUE_ENTRY, item)?.due_of().map_err(misplaced(DUE_ENTRY))?;
            Ok((thing, position.unwrap_or_default()))
        };
        let found = found.into_iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
        let Page { items, next } = page(found, limit, |(_, position)| position.clone());
        Ok(Page { items: items.into_iter().map(|(thing, _)| thing).collect(), next })
    }
}

/// What errors call an entry of the index. It holds keys only, so it has no format of its own.
const DUE_ENTRY: Entity = Entity { name: "entry of what is due", version: 1 };

/// The change of a schedule's edge and its place in the index, or out of it.
fn moved_to(id: ScheduleId, next: Option<Timestamp>) -> Expression {
    let Some(at) = next else {
        return Expression::new("REMOVE #next_edge, #due_pk, #due_sk")
            .name("next_edge")
            .name(DUE.hash)
            .name(DUE.range);
    };
    let change = Expression::new("SET #next_edge = :next, #due_pk = :due_pk, #due_sk = :due_sk");
    due(next, &id.to_string())
        .into_iter()
        .fold(change.name("next_edge").text("next", at.to_string()), |change, (name, value)| {
            change.name(name).value(name, value)
        })
}
