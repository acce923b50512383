//! Token buckets: one number an item, moved by conditional updates.
//!
//! A bucket that is full again, or new, takes one call; so does a refusal. One that is partly drawn
//! takes two: the first tells where it stands.

use async_trait::async_trait;
use aws_sdk_dynamodb::{
    Error,
    types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure as Tell},
};
use jiff::{SignedDuration, Timestamp};
use powerdown_engine::{
    limits::{Allowance, Draw},
    ports::{BucketKey, RateStore, StoreError},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    call::{ATTEMPTS, unavailable},
    expression::{Expression, Parts},
    indexes::{TIME_TO_LIVE, time_to_live},
    item::{Body, Entity, Item, corrupt, decode},
    keys::Key,
};

const DOING: &str = "draw from a token bucket";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateItem {
    /// Milliseconds since 1970.
    full_at: i64,
}

impl Body for RateItem {
    const ENTITY: Entity = Entity { name: "token bucket", version: 1 };
}

/// What a conditional update met.
enum Met {
    /// It was done.
    Moved,
    /// The bucket stands elsewhere: it is full at this instant.
    Other(i64),
    /// There is no such bucket.
    Nothing,
}

impl DynamoStore {
    /// Moves a bucket to `to` where `condition` holds of it.
    async fn move_bucket(&self, key: &Key, condition: Expression, to: i64) -> Result<Met, StoreError> {
        let millis = |millis: i64| AttributeValue::N(millis.to_string());
        let full = Timestamp::from_millisecond(to).map_err(|error| corrupt(RateItem::ENTITY, error))?;
        // A second more, since time to live counts whole ones.
        let (_, expiry) = time_to_live(full.saturating_add(SignedDuration::from_secs(1)).unwrap_or(full));
        let change = Expression::new("SET #full_at = :to, #v = :v, #ttl = :ttl")
            .name("full_at")
            .value("to", millis(to))
            .name(TIME_TO_LIVE)
            .value("ttl", expiry);
        let condition = condition.and(Expression::format_known::<RateItem>());
        let (change, condition) = Parts::together(change, Parts::from(condition));
        let update = self.client.update_item().table_name(&*self.table).set_key(Some(key.attributes()));
        let update = update
            .set_update_expression(change)
            .set_condition_expression(condition.text)
            .set_expression_attribute_names(condition.names)
            .set_expression_attribute_values(condition.values)
            .return_values(ReturnValue::None)
            .return_values_on_condition_check_failure(Tell::AllOld);
        match self.retried(|| update.clone().send()).await {
            Ok(_) => Ok(Met::Moved),
            Err(Error::ConditionalCheckFailedException(failed)) => met(failed.item().cloned()),
            Err(error) => Err(unavailable(DOING, error)),
        }
    }
}

fn met(item: Option<Item>) -> Result<Met, StoreError> {
    match item {
        Some(item) => decode::<RateItem>(item).map(|(_, bucket)| Met::Other(bucket.full_at)),
        None => Ok(Met::Nothing),
    }
}

/// Nobody needs the bucket's past: it is full, or there is none.
fn is_full(now: Timestamp) -> Expression {
    Expression::new("(attribute_not_exists(pk) OR #full_at <= :now)")
        .name("full_at")
        .value("now", AttributeValue::N(now.as_millisecond().to_string()))
}

fn stands_at(full_at: i64) -> Expression {
    Expression::new("#full_at = :read").name("full_at").value("read", AttributeValue::N(full_at.to_string()))
}

#[async_trait]
impl RateStore for DynamoStore {
    async fn draw(
        &self,
        bucket: &BucketKey,
        allowance: Allowance,
        now: Timestamp,
    ) -> Result<Draw, StoreError> {
        let key = Key::bucket(bucket);
        let mut seen = None;
        for attempt in 1..=ATTEMPTS {
            let draw = allowance.draw(seen, now);
            if !draw.granted {
                return Ok(draw);
            }
            let condition = seen.filter(|full_at| *full_at > now.as_millisecond());
            let condition = condition.map_or_else(|| is_full(now), stands_at);
            match self.move_bucket(&key, condition, draw.full_at).await? {
                Met::Moved => return Ok(draw),
                Met::Other(full_at) => seen = Some(full_at),
                Met::Nothing => seen = None,
            }
            if attempt > 2 {
                self.pause(attempt - 2).await;
            }
        }
        // One of a crowd at this bucket, for which there may be tokens: in a moment it is told.
        Ok(Draw { granted: false, retry_in: SignedDuration::from_secs(1), ..allowance.draw(seen, now) })
    }
}
