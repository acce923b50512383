//! API tokens.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date};
use powerdown_domain::{ApiTokenId, Name, Reach, Scope, TenantId, UserId};
use powerdown_engine::{
    ports::{ApiTokenStore, Page, Part, StoreError},
    record::{ApiToken, TokenHash},
};
use serde::{Deserialize, Serialize};

use crate::{
    DynamoStore,
    expression::Expression,
    indexes::time_to_live,
    item::{Body, Entity, encode, misplaced},
    keys::{Key, Range},
    read::page,
    write::Write,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiTokenItem {
    name: Name,
    secret: TokenHash,
    scopes: BTreeSet<Scope>,
    reach: Reach,
    created_by: UserId,
    created_at: Timestamp,
    expires_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_used: Option<Date>,
}

impl Body for ApiTokenItem {
    const ENTITY: Entity = Entity { name: "API token", version: 1 };
}

impl From<&ApiToken> for ApiTokenItem {
    fn from(token: &ApiToken) -> Self {
        let ApiToken {
            id: _,
            tenant: _,
            name,
            secret,
            scopes,
            reach,
            created_by,
            created_at,
            expires_at,
            last_used,
        } = token.clone();
        Self { name, secret, scopes, reach, created_by, created_at, expires_at, last_used }
    }
}

impl ApiTokenItem {
    fn into_record(self, tenant: TenantId, id: ApiTokenId) -> ApiToken {
        let Self { name, secret, scopes, reach, created_by, created_at, expires_at, last_used } = self;
        ApiToken { id, tenant, name, secret, scopes, reach, created_by, created_at, expires_at, last_used }
    }
}

#[async_trait]
impl ApiTokenStore for DynamoStore {
    async fn create_api_token(&self, token: &ApiToken) -> Result<(), StoreError> {
        let key = Key::api_token(token.tenant, token.id);
        let item = encode(&key, &ApiTokenItem::from(token), [time_to_live(token.expires_at)])?;
        self.write("create an API token", Write::create::<ApiTokenItem>(item)).await
    }

    async fn api_token(&self, tenant: TenantId, id: ApiTokenId) -> Result<Option<ApiToken>, StoreError> {
        let found = self.get::<ApiTokenItem>("get an API token", &Key::api_token(tenant, id)).await?;
        Ok(found.map(|item| item.into_record(tenant, id)))
    }

    async fn api_tokens(
        &self,
        tenant: TenantId,
        part: Part<'_, ApiTokenId>,
    ) -> Result<Page<ApiToken, ApiTokenId>, StoreError> {
        let (range, key) = (Range::api_tokens(tenant), |id: &ApiTokenId| Key::api_token(tenant, *id));
        let found = self.list_part::<ApiTokenItem, _>("list API tokens", &range, part, key).await?;
        let record = |(key, item): (Key, ApiTokenItem)| {
            let id = key.api_token_of().map_err(misplaced(ApiTokenItem::ENTITY))?;
            Ok(item.into_record(tenant, id))
        };
        let found = found.into_iter().map(record).collect::<Result<Vec<ApiToken>, StoreError>>()?;
        Ok(page(found, part.limit, |token| token.id))
    }

    async fn mark_api_token(&self, tenant: TenantId, id: ApiTokenId, day: Date) -> Result<(), StoreError> {
        let used = Expression::new("SET #last_used = :day").name("last_used").text("day", day.to_string());
        let still_there = Expression::new("attribute_exists(pk)");
        let write = Write::update::<ApiTokenItem>(Key::api_token(tenant, id), used, still_there);
        self.write("mark an API token", write).await
    }

    async fn delete_api_token(&self, tenant: TenantId, id: ApiTokenId) -> Result<(), StoreError> {
        // Whatever its format: what must end, ends.
        let write = Write::delete::<ApiTokenItem>(Key::api_token(tenant, id));
        self.write("delete an API token", write).await
    }
}
