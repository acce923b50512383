//! API tokens.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::civil::Date;
use powerdown_domain::{ApiTokenId, TenantId};
use powerdown_engine::{
    ports::{ApiTokenStore, Page, Part, StoreError},
    record::ApiToken,
};

use super::{MemoryStore, page_of, unless};

pub(super) type ApiTokens = BTreeMap<(TenantId, ApiTokenId), ApiToken>;

#[async_trait]
impl ApiTokenStore for MemoryStore {
    async fn create_api_token(&self, token: &ApiToken) -> Result<(), StoreError> {
        let tokens = &mut self.write().api_tokens;
        let key = (token.tenant, token.id);
        unless(tokens.contains_key(&key), "API token", ())?;
        tokens.insert(key, token.clone());
        Ok(())
    }

    async fn api_token(&self, tenant: TenantId, id: ApiTokenId) -> Result<Option<ApiToken>, StoreError> {
        Ok(self.read().api_tokens.get(&(tenant, id)).cloned())
    }

    async fn api_tokens(
        &self,
        tenant: TenantId,
        part: Part<'_, ApiTokenId>,
    ) -> Result<Page<ApiToken, ApiTokenId>, StoreError> {
        Ok(page_of(&self.read().api_tokens, tenant, part))
    }

    async fn mark_api_token(&self, tenant: TenantId, id: ApiTokenId, day: Date) -> Result<(), StoreError> {
        let tokens = &mut self.write().api_tokens;
        let stored = tokens.get_mut(&(tenant, id)).ok_or(StoreError::Conflict("API token"))?;
        stored.last_used = Some(day);
        Ok(())
    }

    async fn delete_api_token(&self, tenant: TenantId, id: ApiTokenId) -> Result<(), StoreError> {
        self.write().api_tokens.remove(&(tenant, id));
        Ok(())
    }
}
