//! Reading items by key, in ranges and through indexes.

use aws_sdk_dynamodb::{
    operation::query::builders::QueryFluentBuilder,
    types::{AttributeValue, KeysAndAttributes},
};
use powerdown_engine::ports::{Page, Part, StoreError};

use crate::{
    DynamoStore,
    call::{ATTEMPTS, unavailable, unbuilt},
    expression::{Expression, Parts},
    indexes::Index,
    item::{Body, Item, decode},
    keys::{Key, Range},
};

/// The most keys of one BatchGetItem.
const BATCH: usize = 100;

impl DynamoStore {
    /// One item, read consistently.
    pub(crate) async fn get<B: Body>(&self, doing: &'static str, key: &Key) -> Result<Option<B>, StoreError> {
        let get = self.client.get_item().table_name(&*self.table).consistent_read(true);
        let get = get.set_key(Some(key.attributes()));
        let answer = self.retried(|| get.clone().send()).await.map_err(|error| unavailable(doing, error))?;
        Ok(answer.item.map(decode::<B>).transpose()?.map(|(_, body)| body))
    }

    /// Any number of items in no particular order, read consistently. Keys must be distinct.
    pub(crate) async fn get_all<B: Body>(
        &self,
        doing: &'static str,
        keys: &[Key],
    ) -> Result<Vec<(Key, B)>, StoreError> {
        let mut found = Vec::with_capacity(keys.len());
        for keys in keys.chunks(BATCH) {
            let mut missing: Vec<Item> = keys.iter().map(Key::attributes).collect();
            let mut attempt = 0;
            while !missing.is_empty() {
                if attempt == ATTEMPTS {
                    return Err(StoreError::Unavailable { doing, source: Box::new(StillUnprocessed) });
                }
                if attempt > 0 {
                    self.pause(attempt).await;
                }
                attempt += 1;
                let wanted = KeysAndAttributes::builder().set_keys(Some(missing)).consistent_read(true);
                let wanted = wanted.build().map_err(|error| unbuilt(doing, error))?;
                let get = self.client.batch_get_item().request_items(&*self.table, wanted);
                let answer =
                    self.retried(|| get.clone().send()).await.map_err(|error| unavailable(doing, error))?;
                let items = answer.responses.into_iter().flatten().flat_map(|(_, items)| items);
                for item in items {
                    found.push(decode(item)?);
                }
                let unprocessed = answer.unprocessed_keys.into_iter().flatten();
                missing = unprocessed.flat_map(|(_, rest)| rest.keys).collect();
            }
        }
        Ok(found)
    }

    /// A Query of the table's items of one kind, in order of their sort keys, read consistently.
    pub(crate) fn list(&self, range: &Range) -> QueryFluentBuilder {
        let condition =
            if range.prefix.is_empty() { "pk = :pk" } else { "pk = :pk AND begins_with(sk, :sk)" };
        let mut query = self.client.query().table_name(&*self.table).consistent_read(true);
        query = query.key_condition_expression(condition);
        query = query.expression_attribute_values(":pk", AttributeValue::S(range.pk.clone()));
        if !range.prefix.is_empty() {
            query = query.expression_attribute_values(":sk", AttributeValue::S(range.prefix.clone()));
        }
        query
    }

    /// A Query of one partition of an index. Indexes are never consistent.
    pub(crate) fn look_up(&self, index: Index, condition: Expression) -> QueryFluentBuilder {
        let condition = Parts::from(condition);
        self.client
            .query()
            .table_name(&*self.table)
            .index_name(index.name)
            .set_key_condition_expression(condition.text)
            .set_expression_attribute_names(condition.names)
            .set_expression_attribute_values(condition.values)
    }

    /// Up to `most` items of a Query, over as many calls as it takes.
    pub(crate) async fn query(
        &self,
        doing: &'static str,
        query: QueryFluentBuilder,
        most: usize,
    ) -> Result<Vec<Item>, StoreError> {
        let mut query = query;
        let mut found = Vec::new();
        while found.len() < most {
            // A call answers a megabyte at most, so a greater limit changes nothing.
            let limit = i32::try_from(most - found.len()).ok();
            let call = query.clone().set_limit(limit);
            let answer =
                self.retried(|| call.clone().send()).await.map_err(|error| unavailable(doing, error))?;
            found.extend(answer.items.unwrap_or_default());
            match answer.last_evaluated_key {
                Some(last) => query = query.set_exclusive_start_key(Some(last)),
                None => break,
            }
        }
        Ok(found)
    }

    /// The wanted part of a list, and one item more where there is one: for [`page`].
    pub(crate) async fn list_part<B: Body, K>(
        &self,
        doing: &'static str,
        range: &Range,
        part: Part<'_, K>,
        key: impl Fn(&K) -> Key,
    ) -> Result<Vec<(Key, B)>, StoreError> {
        let query = self.list(range).scan_index_forward(part.direction.is_forward());
        let query = query.set_exclusive_start_key(part.after.map(|after| key(after).attributes()));
        let items = self.query(doing, query, part.limit as usize + 1).await?;
        items.into_iter().map(decode).collect()
    }

    /// All items of one kind that are listed together.
    pub(crate) async fn list_all<B: Body>(
        &self,
        doing: &'static str,
        range: &Range,
        most: usize,
    ) -> Result<Vec<(Key, B)>, StoreError> {
        let items = self.query(doing, self.list(range), most).await?;
        items.into_iter().map(decode).collect()
    }
}

/// The first `limit` items of a list that was read one item further, to know whether it goes on.
pub(crate) fn page<T, K>(mut items: Vec<T>, limit: u32, key: impl Fn(&T) -> K) -> Page<T, K> {
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = items.last().filter(|_| more).map(key);
    Page { items, next }
}

#[derive(Debug, thiserror::Error)]
#[error("DynamoDB left some keys unread each time they were asked for")]
struct StillUnprocessed;
