//! Calls that carry an idempotency key.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::TenantId;
use powerdown_engine::{
    ports::{CallStore, StoreError},
    record::{CallKey, CallState, RepeatableCall},
};

use super::MemoryStore;

pub(super) type Calls = BTreeMap<(TenantId, CallKey), RepeatableCall>;

#[async_trait]
impl CallStore for MemoryStore {
    async fn claim_call(
        &self,
        call: &RepeatableCall,
        now: Timestamp,
    ) -> Result<Option<RepeatableCall>, StoreError> {
        let calls = &mut self.write().calls;
        let place = (call.tenant, call.key.clone());
        if let Some(found) = calls.get(&place).filter(|found| now < found.expires_at) {
            return Ok(Some(found.clone()));
        }
        calls.insert(place, call.clone());
        Ok(None)
    }

    async fn end_call(&self, tenant: TenantId, key: &CallKey, state: &CallState) -> Result<(), StoreError> {
        let calls = &mut self.write().calls;
        let stored = calls.get_mut(&(tenant, key.clone()));
        let stored = stored.filter(|stored| stored.state == CallState::Running);
        stored.ok_or(StoreError::Conflict("call"))?.state = state.clone();
        Ok(())
    }

    async fn forget_call(&self, tenant: TenantId, key: &CallKey) -> Result<(), StoreError> {
        self.write().calls.remove(&(tenant, key.clone()));
        Ok(())
    }
}
