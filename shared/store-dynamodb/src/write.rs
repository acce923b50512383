//! Writes, alone or several as one, and what they rest on.

use aws_sdk_dynamodb::types::{
    ConditionCheck, Delete, Put, ReturnValue, ReturnValuesOnConditionCheckFailure as Tell, TransactWriteItem,
    Update,
};
use aws_smithy_types::error::operation::BuildError;
use powerdown_engine::ports::StoreError;

use crate::{
    DynamoStore,
    call::{refused, unbuilt},
    expression::{Expression, Parts},
    item::{Body, Entity, Item},
    keys::Key,
};

/// One write of one item.
#[derive(Debug, Clone)]
pub(crate) struct Write {
    /// What a refusal is about.
    pub(crate) entity: Entity,
    pub(crate) action: Action,
    pub(crate) condition: Option<Expression>,
}

#[derive(Debug, Clone)]
pub(crate) enum Action {
    Put(Item),
    Update(Key, Expression),
    Delete(Key),
    /// Nothing, but the condition must hold. In transactions alone.
    Check(Key),
}

impl Write {
    /// Stores an item where there is none.
    pub(crate) fn create<B: Body>(item: Item) -> Self {
        Self { entity: B::ENTITY, action: Action::Put(item), condition: Some(Expression::nothing_there()) }
    }

    /// Stores an item in the place of one that is not newer than this code.
    pub(crate) fn replace<B: Body>(item: Item, condition: Expression) -> Self {
        let condition = Some(condition.and(Expression::format_known::<B>()));
        Self { entity: B::ENTITY, action: Action::Put(item), condition }
    }

    /// Changes part of an item that is not newer than this code, or makes one where there is none.
    pub(crate) fn update<B: Body>(key: Key, change: Expression, condition: Expression) -> Self {
        let condition = Some(condition.and(Expression::format_known::<B>()));
        Self { entity: B::ENTITY, action: Action::Update(key, change), condition }
    }

    /// Deletes an item that is not newer than this code.
    pub(crate) fn delete_if<B: Body>(key: Key, condition: Expression) -> Self {
        let condition = Some(condition.and(Expression::format_known::<B>()));
        Self { entity: B::ENTITY, action: Action::Delete(key), condition }
    }

    /// Deletes whatever is there.
    pub(crate) fn delete<B: Body>(key: Key) -> Self {
        Self { entity: B::ENTITY, action: Action::Delete(key), condition: None }
    }

    /// Writes nothing, and demands that an item is as the condition says.
    pub(crate) fn check<B: Body>(key: Key, condition: Expression) -> Self {
        Self { entity: B::ENTITY, action: Action::Check(key), condition: Some(condition) }
    }

    /// Whether a refusal tells the item in the way, so that a newer format shows. Where nothing should
    /// be, anything is a conflict.
    fn tell(&self) -> Tell {
        match &self.condition {
            Some(condition) if condition.names.contains_key("#v") => Tell::AllOld,
            _ => Tell::None,
        }
    }

    /// As part of a transaction.
    pub(crate) fn in_transaction(self, table: &str) -> Result<TransactWriteItem, BuildError> {
        let (tell, item) = (self.tell(), TransactWriteItem::builder());
        let condition = self.condition.map(Parts::from).unwrap_or_default();
        Ok(match self.action {
            Action::Put(stored) => {
                let put = Put::builder().table_name(table).set_item(Some(stored));
                let put = put.return_values_on_condition_check_failure(tell.clone());
                item.put(
                    put.set_condition_expression(condition.text)
                        .set_expression_attribute_names(condition.names)
                        .set_expression_attribute_values(condition.values)
                        .build()?,
                )
            }
            Action::Update(key, change) => {
                let update = Update::builder().table_name(table).set_key(Some(key.attributes()));
                let update = update.return_values_on_condition_check_failure(tell.clone());
                let (change, condition) = Parts::together(change, condition);
                item.update(
                    update
                        .set_update_expression(change)
                        .set_condition_expression(condition.text)
                        .set_expression_attribute_names(condition.names)
                        .set_expression_attribute_values(condition.values)
                        .build()?,
                )
            }
            Action::Delete(key) => {
                let delete = Delete::builder().table_name(table).set_key(Some(key.attributes()));
                let delete = delete.return_values_on_condition_check_failure(tell.clone());
                item.delete(
                    delete
                        .set_condition_expression(condition.text)
                        .set_expression_attribute_names(condition.names)
                        .set_expression_attribute_values(condition.values)
                        .build()?,
                )
            }
            Action::Check(key) => {
                let check = ConditionCheck::builder().table_name(table).set_key(Some(key.attributes()));
                item.condition_check(
                    check
                        .set_condition_expression(condition.text)
                        .set_expression_attribute_names(condition.names)
                        .set_expression_attribute_values(condition.values)
                        .build()?,
                )
            }
        }
        .build())
    }
}

impl DynamoStore {
    /// One write.
    pub(crate) async fn write(&self, doing: &'static str, write: Write) -> Result<(), StoreError> {
        self.written(doing, write, ReturnValue::None).await.map(drop)
    }

    /// One change of an item, and the whole item after it.
    pub(crate) async fn change(&self, doing: &'static str, write: Write) -> Result<Item, StoreError> {
        self.written(doing, write, ReturnValue::AllNew).await.map(Option::unwrap_or_default)
    }

    async fn written(
        &self,
        doing: &'static str,
        write: Write,
        told: ReturnValue,
    ) -> Result<Option<Item>, StoreError> {
        let (entity, tell) = (write.entity, write.tell());
        let condition = write.condition.map(Parts::from).unwrap_or_default();
        let answer = match write.action {
            Action::Put(item) => {
                let put = self.client.put_item().table_name(&*self.table).set_item(Some(item));
                let put = put.return_values_on_condition_check_failure(tell.clone());
                let put = put
                    .set_condition_expression(condition.text)
                    .set_expression_attribute_names(condition.names)
                    .set_expression_attribute_values(condition.values);
                self.retried(|| put.clone().send()).await.map(|_| None)
            }
            Action::Update(key, change) => {
                let (change, condition) = Parts::together(change, condition);
                let update = self.client.update_item().table_name(&*self.table);
                let update = update.set_key(Some(key.attributes())).set_update_expression(change);
                let update =
                    update.return_values_on_condition_check_failure(tell.clone()).return_values(told.clone());
                let update = update
                    .set_condition_expression(condition.text)
                    .set_expression_attribute_names(condition.names)
                    .set_expression_attribute_values(condition.values);
                self.retried(|| update.clone().send()).await.map(|answer| answer.attributes)
            }
            Action::Delete(key) => {
                let delete = self.client.delete_item().table_name(&*self.table);
                let delete = delete.set_key(Some(key.attributes()));
                let delete = delete.return_values_on_condition_check_failure(tell.clone());
                let delete = delete
                    .set_condition_expression(condition.text)
                    .set_expression_attribute_names(condition.names)
                    .set_expression_attribute_values(condition.values);
                self.retried(|| delete.clone().send()).await.map(|_| None)
            }
            // Alone it would change nothing.
            Action::Check(_) => return Ok(None),
        };
        answer.map_err(|error| refused(doing, &[entity], error))
    }

    /// Up to 100 writes of distinct items, all or nothing.
    pub(crate) async fn transact(&self, doing: &'static str, writes: Vec<Write>) -> Result<(), StoreError> {
        let entities: Vec<Entity> = writes.iter().map(|write| write.entity).collect();
        let items: Result<Vec<_>, _> =
            writes.into_iter().map(|write| write.in_transaction(&self.table)).collect();
        let items = items.map_err(|error| unbuilt(doing, error))?;
        let call = self.client.transact_write_items().set_transact_items(Some(items));
        let answer = self.retried(|| call.clone().send()).await;
        answer.map(drop).map_err(|error| refused(doing, &entities, error))
    }
}
