//! The audit trail. An entry is put where nothing is and never touched again; only a chain's head moves.

use async_trait::async_trait;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use powerdown_domain::{Invalid, TenantId, UserId};
use powerdown_engine::{
    ports::{AuditStore, Page, Part, StoreError},
    record::{Actor, AuditEntry, AuditHead, AuditOutcome, LastVerification, Writer},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::{OUTBOX, OUTBOX_SHARDS, anchor_pk, unanchored},
    item::{Body, Entity, corrupt, decode, decode_key, encode, misplaced},
    keys::{Key, MalformedKey, Range},
    read::page,
    write::Write,
};

/// Format 2 knows API tokens among those who act; otherwise it is format 1.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryItem {
    at: Timestamp,
    actor: Actor,
    action: String,
    subjects: Vec<String>,
    outcome: AuditOutcome,
    detail: String,
    previous: String,
    hash: String,
}

impl Body for EntryItem {
    const ENTITY: Entity = Entity { name: "audit entry", version: 2 };
}

impl From<&AuditEntry> for EntryItem {
    fn from(entry: &AuditEntry) -> Self {
        let AuditEntry { tenant: _, number: _, at, actor, action, subjects, outcome, detail, previous, hash } =
            entry.clone();
        Self { at, actor, action, subjects, outcome, detail, previous, hash }
    }
}

impl EntryItem {
    fn into_record(self, tenant: TenantId, number: u64) -> AuditEntry {
        let Self { at, actor, action, subjects, outcome, detail, previous, hash } = self;
        AuditEntry { tenant, number, at, actor, action, subjects, outcome, detail, previous, hash }
    }
}

/// The end of one writer's chain.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadItem {
    number: u64,
    hash: String,
    /// Absent in what format 1 wrote.
    at: Option<Timestamp>,
    /// Absent in what formats 1 and 2 wrote.
    anchored_at: Option<Timestamp>,
}

impl Body for HeadItem {
    const ENTITY: Entity = Entity { name: "audit trail", version: 3 };
}

impl From<HeadItem> for AuditHead {
    fn from(HeadItem { number, hash, at, anchored_at }: HeadItem) -> Self {
        Self { number, hash, at, anchored_at }
    }
}

impl From<AuditHead> for HeadItem {
    fn from(AuditHead { number, hash, at, anchored_at }: AuditHead) -> Self {
        Self { number, hash, at, anchored_at }
    }
}

/// What the last verification found.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerificationItem {
    at: Timestamp,
    by: UserId,
    writer: String,
    whole: bool,
    verified: bool,
}

impl Body for VerificationItem {
    const ENTITY: Entity = Entity { name: "audit verification", version: 1 };
}

impl From<&LastVerification> for VerificationItem {
    fn from(LastVerification { at, by, writer, whole, verified }: &LastVerification) -> Self {
        Self { at: *at, by: *by, writer: writer.to_string(), whole: *whole, verified: *verified }
    }
}

impl TryFrom<VerificationItem> for LastVerification {
    type Error = StoreError;

    fn try_from(item: VerificationItem) -> Result<Self, StoreError> {
        let VerificationItem { at, by, writer, whole, verified } = item;
        let writer = writer.parse().map_err(|error: Invalid| corrupt(VerificationItem::ENTITY, error))?;
        Ok(Self { at, by, writer, whole, verified })
    }
}

/// The chain ends where the caller read it to.
fn ends_at(head: &AuditHead) -> Expression {
    if head.number == 0 {
        return Expression::nothing_there();
    }
    Expression::new("#number = :number AND #hash = :hash")
        .name("number")
        .number("number", head.number)
        .name("hash")
        .text("hash", &head.hash)
}

#[async_trait]
impl AuditStore for DynamoStore {
    async fn audit_head(&self, tenant: TenantId, writer: &Writer) -> Result<AuditHead, StoreError> {
        let found = self.get::<HeadItem>("get an audit head", &Key::audit_head(tenant, writer)).await?;
        Ok(found.map_or_else(AuditHead::empty, AuditHead::from))
    }

    async fn append_audit(
        &self,
        writer: &Writer,
        entry: &AuditEntry,
        head: &AuditHead,
    ) -> Result<(), StoreError> {
        let month = entry.at.to_zoned(TimeZone::UTC).date();
        let key = Key::audit_entry(entry.tenant, writer, month, entry.number);
        let link = encode(&key, &EntryItem::from(entry), [])?;
        let end = HeadItem::from(head.with(entry));
        let grown = unanchored(&format!("{}#{writer}", entry.tenant));
        let end = encode(&Key::audit_head(entry.tenant, writer), &end, grown)?;
        let writes = vec![Write::replace::<HeadItem>(end, ends_at(head)), Write::create::<EntryItem>(link)];
        self.transact("append to an audit trail", writes).await
    }

    fn anchor_shards(&self) -> u32 {
        OUTBOX_SHARDS
    }

    async fn unanchored(
        &self,
        shard: u32,
        after: Option<&String>,
        limit: u32,
    ) -> Result<Page<(TenantId, Writer), String>, StoreError> {
        let condition = match after {
            None => Expression::new("outbox_pk = :pk"),
            Some(after) => Expression::new("outbox_pk = :pk AND outbox_sk > :after").text("after", after),
        };
        let query = self.look_up(OUTBOX, condition.text("pk", anchor_pk(shard)));
        let found = self.query("list unanchored trails", query, limit as usize + 1).await?;
        let chain = |item| {
            let key = decode_key(HeadItem::ENTITY, item)?;
            let parts = || Ok::<_, MalformedKey>((key.tenant_of()?, key.writer_of()?));
            parts().map_err(misplaced(HeadItem::ENTITY))
        };
        let found = found.into_iter().map(chain).collect::<Result<Vec<_>, StoreError>>()?;
        Ok(page(found, limit, |(tenant, writer)| format!("{tenant}#{writer}")))
    }

    async fn anchored(&self, tenant: TenantId, writer: &Writer, head: &AuditHead) -> Result<(), StoreError> {
        let end = encode(&Key::audit_head(tenant, writer), &HeadItem::from(head.clone()), [])?;
        self.write("take an audit trail off the index", Write::replace::<HeadItem>(end, ends_at(head))).await
    }

    async fn put_verification(
        &self,
        tenant: TenantId,
        verification: &LastVerification,
    ) -> Result<(), StoreError> {
        let item = encode(&Key::last_verification(tenant), &VerificationItem::from(verification), [])?;
        let write = Write::replace::<VerificationItem>(item, Expression::always());
        self.write("keep what a verification found", write).await
    }

    async fn last_verification(&self, tenant: TenantId) -> Result<Option<LastVerification>, StoreError> {
        let found = self.get("get the last verification", &Key::last_verification(tenant)).await?;
        found.map(|item: VerificationItem| item.try_into()).transpose()
    }

    async fn audit_heads(
        &self,
        tenant: TenantId,
        part: Part<'_, Writer>,
    ) -> Result<Page<(Writer, AuditHead), Writer>, StoreError> {
        let (range, key) = (Range::audit_heads(tenant), |writer: &Writer| Key::audit_head(tenant, writer));
        let found = self.list_part::<HeadItem, _>("list audit heads", &range, part, key).await?;
        let record = |(key, item): (Key, HeadItem)| {
            Ok((key.writer_of().map_err(misplaced(HeadItem::ENTITY))?, item.into()))
        };
        let found = found.into_iter().map(record).collect::<Result<Vec<_>, StoreError>>()?;
        Ok(page(found, part.limit, |(writer, _)| writer.clone()))
    }

    async fn newest_audit_entries(
        &self,
        tenant: TenantId,
        writer: &Writer,
        month: Date,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Page<AuditEntry, u64>, StoreError> {
        let start = before.map(|before| Key::audit_entry(tenant, writer, month, before).attributes());
        let query = self.list(&Range::audit(tenant, writer, month)).scan_index_forward(false);
        let found = self.entries(tenant, query.set_exclusive_start_key(start), limit).await?;
        Ok(page(found, limit, |entry| entry.number))
    }

    async fn audit_entries(
        &self,
        tenant: TenantId,
        writer: &Writer,
        month: Date,
        after: Option<u64>,
        limit: u32,
    ) -> Result<Page<AuditEntry, u64>, StoreError> {
        let start = after.map(|after| Key::audit_entry(tenant, writer, month, after).attributes());
        let query = self.list(&Range::audit(tenant, writer, month)).set_exclusive_start_key(start);
        let found = self.entries(tenant, query, limit).await?;
        Ok(page(found, limit, |entry| entry.number))
    }
}

impl DynamoStore {
    /// One entry more than a page has.
    async fn entries(
        &self,
        tenant: TenantId,
        query: QueryFluentBuilder,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let found = self.query("list audit entries", query, limit as usize + 1).await?;
        let record = |item| {
            let (key, item): (Key, EntryItem) = decode(item)?;
            let number = key.number_of().map_err(misplaced(EntryItem::ENTITY))?;
            Ok(item.into_record(tenant, number))
        };
        found.into_iter().map(record).collect()
    }
}
