//! Wrapped data keys.

use std::fmt;

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::TenantId;
use powerdown_engine::ports::{DataKeyRecord, DataKeyStore, Purpose, StoreError};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    DynamoStore,
    item::{Body, Entity, decode, encode, misplaced},
    keys::{Key, Range},
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DataKeyItem {
    wrapped: Binary,
    created_at: Timestamp,
}

impl Body for DataKeyItem {
    const ENTITY: Entity = Entity { name: "data key", version: 1 };
}

impl DataKeyItem {
    pub(crate) fn into_record(self, number: u32) -> DataKeyRecord {
        DataKeyRecord { number, wrapped: self.wrapped.0, created_at: self.created_at }
    }
}

/// Bytes, stored as DynamoDB's binary; serde alone would make a list of numbers of them.
struct Binary(Vec<u8>);

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl de::Visitor<'_> for Bytes {
            type Value = Binary;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Binary, E> {
                Ok(Binary(bytes.to_vec()))
            }

            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Binary, E> {
                Ok(Binary(bytes))
            }
        }

        deserializer.deserialize_byte_buf(Bytes)
    }
}

#[async_trait]
impl DataKeyStore for DynamoStore {
    async fn newest_data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
    ) -> Result<Option<DataKeyRecord>, StoreError> {
        let query = self.list(&Range::data_keys(tenant, purpose)).scan_index_forward(false);
        let mut found = self.query("find the newest data key", query, 1).await?;
        let Some(item) = found.pop() else { return Ok(None) };
        let (key, item): (Key, DataKeyItem) = decode(item)?;
        let number = key.number_of().map_err(misplaced(DataKeyItem::ENTITY))?;
        Ok(Some(item.into_record(number)))
    }

    async fn data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        number: u32,
    ) -> Result<Option<DataKeyRecord>, StoreError> {
        let key = Key::data_key(tenant, purpose, number);
        let found = self.get::<DataKeyItem>("get a data key", &key).await?;
        Ok(found.map(|item| item.into_record(number)))
    }

    async fn data_keys(&self, tenant: TenantId, purpose: Purpose) -> Result<Vec<DataKeyRecord>, StoreError> {
        let range = Range::data_keys(tenant, purpose);
        let found = self.list_all::<DataKeyItem>("list data keys", &range, usize::MAX).await?;
        let record = |(key, item): (Key, DataKeyItem)| {
            let number = key.number_of().map_err(misplaced(DataKeyItem::ENTITY))?;
            Ok(item.into_record(number))
        };
        found.into_iter().map(record).collect()
    }

    async fn put_data_key(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        key: &DataKeyRecord,
    ) -> Result<(), StoreError> {
        let body = DataKeyItem { wrapped: Binary(key.wrapped.clone()), created_at: key.created_at };
        let item = encode(&Key::data_key(tenant, purpose, key.number), &body, [])?;
        let write = Write::create::<DataKeyItem>(item);
        self.write("put a data key", write).await
    }
}
