//! An older PowerDown beside a newer one, as during a deployment: it refuses what it does not know
//! and leaves it untouched. What it wrote itself, the newer one reads.

mod support;

use std::collections::HashMap;

use aws_sdk_dynamodb::{Client, types::AttributeValue};
use powerdown_domain::{
    CloudId, LineageId, MachineId, ScheduleId, TenantId, UserId,
    machine::{Assignment, InstanceFacts, Lifecycle, Machine, MachineState, RootDevice},
    reconcile::Followed,
    schedule::ScheduleDocument,
};
use powerdown_engine::{
    ports::{AccountStore, LedgerStore, MachineStore, ScheduleStore, StoreError},
    record::{OneTimeToken, ScheduleRecord, TokenHash, TokenKind},
};
use powerdown_store_dynamodb::DynamoStore;

/// Newer than every format that there is.
const NEWER: u32 = 1_000;

struct Newer {
    store: DynamoStore,
    client: Client,
    table: String,
    tenant: TenantId,
}

/// A store, and a tenant of the test's own.
async fn newer(test: &str, tenant: u128) -> Option<Newer> {
    let endpoint = support::endpoint(test)?;
    let client = support::client::at(&endpoint);
    let table = support::table(&client).await;
    let store = DynamoStore::new(client.clone(), table.clone());
    Some(Newer { store, client, table, tenant: TenantId::from_parts(1, tenant) })
}

impl Newer {
    /// Turns a stored item into one of a newer PowerDown.
    async fn make_newer(&self, pk: &str, sk: &str) {
        let update = self.client.update_item().table_name(&self.table).set_key(Some(key(pk, sk)));
        let update = update.update_expression("SET #v = :v, #new = :new");
        let update = update.expression_attribute_names("#v", "v").expression_attribute_names("#new", "new");
        let update = update.expression_attribute_values(":v", AttributeValue::N(NEWER.to_string()));
        let update = update.expression_attribute_values(":new", AttributeValue::S("kept".to_owned()));
        update.send().await.unwrap();
    }

    /// Asserts that an item still is what the newer PowerDown wrote.
    async fn assert_kept(&self, pk: &str, sk: &str) {
        let get = self.client.get_item().table_name(&self.table).set_key(Some(key(pk, sk)));
        let item = get.consistent_read(true).send().await.unwrap().item.expect("it is still there");
        assert_eq!(item.get("new"), Some(&AttributeValue::S("kept".to_owned())));
    }
}

fn key(pk: &str, sk: &str) -> HashMap<String, AttributeValue> {
    HashMap::from([
        ("pk".to_owned(), AttributeValue::S(pk.to_owned())),
        ("sk".to_owned(), AttributeValue::S(sk.to_owned())),
    ])
}

fn assert_refused<T: std::fmt::Debug>(answer: Result<T, StoreError>, expected: &str) {
    match answer {
        Err(StoreError::NewerFormat { entity, found: NEWER, .. }) => assert_eq!(entity, expected),
        other => panic!("expected a refusal of the {expected}, got {other:?}"),
    }
}

fn schedule(tenant: TenantId) -> ScheduleRecord {
    let now = "2026-03-02T08:00:00Z".parse().unwrap();
    ScheduleRecord {
        id: ScheduleId::from_parts(1, 1),
        tenant,
        name: "office hours".to_owned().try_into().unwrap(),
        document: ScheduleDocument::in_zone("UTC"),
        selectors: vec![],
        overridden: None,
        next_edge: Some(now),
        created_at: now,
        updated_at: now,
        version: 1,
    }
}

fn machine(number: u8, schedule: Option<ScheduleId>) -> Machine {
    let at = "2026-03-02T08:00:00Z".parse().unwrap();
    let facts = InstanceFacts {
        instance_type: "m5.large".to_owned(),
        zone: "us-east-1a".to_owned(),
        platform: "Linux/UNIX".to_owned(),
        lifecycle: Lifecycle::OnDemand,
        root_device: RootDevice::Ebs,
        launched_at: at,
        tags: [].into(),
    };
    let id: MachineId = format!("{}:us-east-1:i-{number:017x}", CloudId::from_parts(1, 1)).parse().unwrap();
    let machine = Machine::discovered(id, LineageId::from_parts(1, 1), MachineState::Running, at, facts);
    Machine { assignment: Assignment { by_id: schedule, ..Assignment::default() }, ..machine }
}

#[tokio::test]
async fn a_newer_item_is_not_read() {
    let Some(newer) = newer("a_newer_item_is_not_read", 1).await else { return };
    let schedule = schedule(newer.tenant);
    newer.store.create_schedule(&schedule).await.unwrap();
    newer.make_newer(&format!("t#{}", newer.tenant), &format!("schedule#{}", schedule.id)).await;
    assert_refused(newer.store.schedule(newer.tenant, schedule.id).await, "schedule");
    assert_refused(newer.store.schedules(newer.tenant).await, "schedule");
}

#[tokio::test]
async fn a_newer_item_is_not_written_over() {
    let Some(newer) = newer("a_newer_item_is_not_written_over", 2).await else { return };
    let schedule = schedule(newer.tenant);
    newer.store.create_schedule(&schedule).await.unwrap();
    let (pk, sk) = (format!("t#{}", newer.tenant), format!("schedule#{}", schedule.id));
    newer.make_newer(&pk, &sk).await;
    assert_refused(newer.store.advance_edge(&schedule, None).await, "schedule");
    // The same version, so only the format says that it is not what was read.
    let second = ScheduleRecord { version: 2, ..schedule.clone() };
    assert_refused(newer.store.update_schedule(&second).await, "schedule");
    assert_refused(newer.store.delete_schedule(newer.tenant, schedule.id, 1).await, "schedule");
    newer.assert_kept(&pk, &sk).await;
}

#[tokio::test]
async fn a_newer_token_is_not_taken() {
    let Some(newer) = newer("a_newer_token_is_not_taken", 3).await else { return };
    let token = OneTimeToken {
        hash: TokenHash::of("a token of the test"),
        kind: TokenKind::SocketTicket,
        user: UserId::from_parts(1, 1),
        tenant: newer.tenant,
        session: None,
        expires_at: "2199-01-01T00:00:00Z".parse().unwrap(),
    };
    newer.store.put_token(&token).await.unwrap();
    let pk = format!("token#socket-ticket#{}", token.hash.0);
    newer.make_newer(&pk, "token").await;
    assert_refused(newer.store.take_token(TokenKind::SocketTicket, &token.hash).await, "token");
    newer.assert_kept(&pk, "token").await;
}

#[tokio::test]
async fn a_newer_item_stops_the_whole_transaction() {
    let Some(newer) = newer("a_newer_item_stops_the_whole_transaction", 4).await else { return };
    let (store, tenant, schedule) = (&newer.store, newer.tenant, ScheduleId::from_parts(1, 4));
    let (first, second) = (machine(1, Some(schedule)), machine(2, Some(schedule)));
    store.put_machine(tenant, &first, None).await.unwrap();
    let target = format!("target#{schedule}#{}#us-east-1", first.id.cloud);
    let pk = format!("t#{tenant}");
    newer.make_newer(&pk, &target).await;
    assert_refused(store.put_machine(tenant, &second, None).await, "target");
    assert_eq!(store.machine(tenant, &second.id).await.unwrap(), None);
    newer.assert_kept(&pk, &target).await;

    // A machine that is newer than its reader, too.
    let machines = format!("{pk}#{}#us-east-1", first.id.cloud);
    newer.make_newer(&machines, &format!("res#{}", first.id.instance)).await;
    let read = Machine { rev: 1, ..first };
    assert_refused(store.put_machine(tenant, &read, Some(schedule)).await, "machine");
    assert_refused(store.record(tenant, &read, &[]).await, "machine");
    assert_refused(store.machines(tenant, &[read.id]).await, "machine");
}

#[tokio::test]
async fn an_older_machine_is_read_and_written_anew() {
    let Some(newer) = newer("an_older_machine_is_read_and_written_anew", 5).await else { return };
    let (store, tenant, machine) = (&newer.store, newer.tenant, machine(1, None));
    let followed = Machine { followed: Followed::On, ..machine };
    store.put_machine(tenant, &followed, None).await.unwrap();
    let place = format!("t#{tenant}#{}#us-east-1", followed.id.cloud);
    let item = key(&place, &format!("res#{}", followed.id.instance));
    // As format 1 had it.
    let update = newer.client.update_item().table_name(&newer.table).set_key(Some(item.clone()));
    let update = update.update_expression("SET #v = :v REMOVE followed");
    let update = update.expression_attribute_names("#v", "v");
    let update = update.expression_attribute_values(":v", AttributeValue::N("1".to_owned()));
    update.send().await.unwrap();

    let read = store.machine(tenant, &followed.id).await.unwrap().unwrap();
    assert_eq!(read, Machine { followed: Followed::Unknown, rev: 1, ..followed.clone() });
    assert_eq!(store.put_machine(tenant, &read, None).await.unwrap(), 2);
    let get = newer.client.get_item().table_name(&newer.table).set_key(Some(item));
    let stored = get.consistent_read(true).send().await.unwrap().item.unwrap();
    assert_eq!(stored["v"], AttributeValue::N("2".to_owned()));
}
