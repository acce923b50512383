//! Items: a key, a body of the entity's own with its format version `v`, and what indexes need.
//!
//! A body is a struct per entity, converted to and from the record. It nests values of the domain
//! that have a stored form of their own; the golden items in the tests hold every form in place.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use powerdown_engine::ports::StoreError;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    indexes::{Extra, INDEXES, TIME_TO_LIVE},
    keys::{Key, MalformedKey},
};

/// As DynamoDB holds it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// A kind of item, and the newest format of it that this code knows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entity {
    /// As errors name it.
    pub(crate) name: &'static str,
    /// Counts formats from 1.
    pub(crate) version: u32,
}

/// What an item of one entity holds besides its key.
pub(crate) trait Body: Serialize + DeserializeOwned {
    const ENTITY: Entity;

    /// Rewrites an item of format `from`, older than [`Self::ENTITY`]'s version, into the newest one:
    /// a step a version. An entity that has known one format only needs none.
    fn upgrade(from: u32, item: &mut Item) {
        let _ = (from, item);
    }
}

/// An item to store.
pub(crate) fn encode<B: Body>(
    key: &Key,
    body: &B,
    extras: impl IntoIterator<Item = Extra>,
) -> Result<Item, StoreError> {
    let mut item: Item = serde_dynamo::to_item(body).map_err(|error| corrupt(B::ENTITY, error))?;
    item.extend(key.attributes());
    item.insert("v".to_owned(), AttributeValue::N(B::ENTITY.version.to_string()));
    item.extend(extras.into_iter().map(|(name, value)| (name.to_owned(), value)));
    Ok(item)
}

/// Reads a stored item.
///
/// # Errors
/// [`StoreError::NewerFormat`], or [`StoreError::Corrupt`] for anything else that is not this entity,
/// attributes nobody knows included.
pub(crate) fn decode<B: Body>(mut item: Item) -> Result<(Key, B), StoreError> {
    let key = take_key(&mut item).ok_or_else(|| corrupt(B::ENTITY, Keyless))?;
    let found = format_of(&item).ok_or_else(|| corrupt(B::ENTITY, Unversioned))?;
    refuse_newer(B::ENTITY, found)?;
    item.remove("v");
    item.remove(TIME_TO_LIVE);
    for index in INDEXES {
        item.remove(index.hash);
        item.remove(index.range);
    }
    if found < B::ENTITY.version {
        B::upgrade(found, &mut item);
    }
    let body = serde_dynamo::from_item(item).map_err(|error| corrupt(B::ENTITY, error))?;
    Ok((key, body))
}

/// The key of an item that an index gave, of which it holds no more.
pub(crate) fn decode_key(entity: Entity, mut item: Item) -> Result<Key, StoreError> {
    take_key(&mut item).ok_or_else(|| corrupt(entity, Keyless))
}

/// Refuses an item that is newer than this code.
pub(crate) fn refuse_newer(entity: Entity, found: u32) -> Result<(), StoreError> {
    if found > entity.version {
        return Err(StoreError::NewerFormat { entity: entity.name, found, known: entity.version });
    }
    Ok(())
}

/// The item's format version; `None` when it carries none.
pub(crate) fn format_of(item: &Item) -> Option<u32> {
    item.get("v")?.as_n().ok()?.parse().ok()
}

/// An item that does not read as what it should be.
pub(crate) fn corrupt(
    entity: Entity,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> StoreError {
    StoreError::Corrupt { entity: entity.name, source: source.into() }
}

/// An item whose key is not of its entity's form.
pub(crate) fn misplaced(entity: Entity) -> impl Fn(MalformedKey) -> StoreError {
    move |error| corrupt(entity, error)
}

fn take_key(item: &mut Item) -> Option<Key> {
    let mut text = |name| match item.remove(name) {
        Some(AttributeValue::S(text)) => Some(text),
        _ => None,
    };
    Some(Key { pk: text("pk")?, sk: text("sk")? })
}

#[derive(Debug, thiserror::Error)]
#[error("it has no key")]
struct Keyless;

#[derive(Debug, thiserror::Error)]
#[error("it has no format version")]
struct Unversioned;

#[cfg(test)]
mod tests;
