//! Calls that carry an idempotency key.

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::TenantId;
use powerdown_engine::{
    ports::{CallStore, StoreError},
    record::{CallKey, CallState, RepeatableCall},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::{TIME_TO_LIVE, time_to_live},
    item::{Body, Entity, corrupt, encode},
    keys::Key,
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallItem {
    request: String,
    state: CallState,
    expires_at: Timestamp,
}

impl Body for CallItem {
    const ENTITY: Entity = Entity { name: "call", version: 1 };
}

impl CallItem {
    fn into_record(self, tenant: TenantId, key: CallKey) -> RepeatableCall {
        let Self { request, state, expires_at } = self;
        RepeatableCall { tenant, key, request, state, expires_at }
    }
}

/// How often a claim is tried that meets one which is gone before it can be read.
const ATTEMPTS: u32 = 5;

/// Nothing is there, or what is there has expired.
fn free_at(now: Timestamp) -> Expression {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    Expression::new("(attribute_not_exists(pk) OR #ttl <= :now)").name(TIME_TO_LIVE).number("now", seconds)
}

fn running() -> Expression {
    Expression::new("#state.#type = :running").name("state").name("type").text("running", "running")
}

#[async_trait]
impl CallStore for DynamoStore {
    async fn claim_call(
        &self,
        call: &RepeatableCall,
        now: Timestamp,
    ) -> Result<Option<RepeatableCall>, StoreError> {
        let RepeatableCall { tenant, key, request, state, expires_at } = call.clone();
        let place = Key::call(tenant, &key);
        let item = encode(&place, &CallItem { request, state, expires_at }, [time_to_live(expires_at)])?;
        for _ in 0..ATTEMPTS {
            let write = Write::replace::<CallItem>(item.clone(), free_at(now));
            match self.write("claim a call", write).await {
                Err(StoreError::Conflict(_)) => {}
                outcome => return outcome.map(|()| None),
            }
            if let Some(found) = self.get::<CallItem>("get a call", &place).await? {
                return Ok(Some(found.into_record(tenant, key)));
            }
        }
        Err(StoreError::Conflict(CallItem::ENTITY.name))
    }

    async fn end_call(&self, tenant: TenantId, key: &CallKey, state: &CallState) -> Result<(), StoreError> {
        let stored =
            serde_dynamo::to_attribute_value(state).map_err(|error| corrupt(CallItem::ENTITY, error))?;
        let change = Expression::new("SET #state = :state").name("state").value("state", stored);
        let write = Write::update::<CallItem>(Key::call(tenant, key), change, running());
        self.write("end a call", write).await
    }

    async fn forget_call(&self, tenant: TenantId, key: &CallKey) -> Result<(), StoreError> {
        self.write("forget a call", Write::delete::<CallItem>(Key::call(tenant, key))).await
    }
}
