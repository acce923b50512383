//! The walk of the daily upkeep.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::SessionId;
use powerdown_engine::ports::{BlindIndex, Page, StoreError, UniqueEntry, UpkeepStore};

use super::{MemoryStore, page};

/// Records looked at for one page. Small, so that tests walk more than one.
const PAGE: u32 = 10;

#[async_trait]
impl UpkeepStore for MemoryStore {
    async fn expired_sessions(
        &self,
        now: Timestamp,
        after: Option<String>,
    ) -> Result<Page<SessionId, String>, StoreError> {
        let tables = self.read();
        let all = &tables.sessions.sessions;
        let by_position: BTreeMap<String, _> = all.iter().map(|(id, it)| (id.to_string(), it)).collect();
        let looked_at = page(&by_position, after.as_ref(), PAGE, |_, session| *session);
        let expired = looked_at.items.into_iter().filter(|session| session.expires_at <= now);
        Ok(Page { items: expired.map(|session| session.id).collect(), next: looked_at.next })
    }

    async fn unique_entries(&self, after: Option<String>) -> Result<Page<UniqueEntry, String>, StoreError> {
        let tables = self.read();
        let addresses = tables.accounts.addresses.iter().map(|(index, user)| {
            (format!("email#{index}"), UniqueEntry::Email(BlindIndex(index.clone()), *user))
        });
        let accounts = tables.clouds.accounts.iter().map(|(account, (tenant, cloud))| {
            (format!("account#{account}"), UniqueEntry::Account(account.clone(), *tenant, *cloud))
        });
        let by_position: BTreeMap<String, UniqueEntry> = addresses.chain(accounts).collect();
        Ok(page(&by_position, after.as_ref(), PAGE, |_, entry| entry.clone()))
    }

    async fn has_owner(&self, entry: &UniqueEntry) -> Result<bool, StoreError> {
        let tables = self.read();
        Ok(match entry {
            UniqueEntry::Email(_, user) => tables.accounts.users.contains_key(user),
            UniqueEntry::Account(account, tenant, cloud) => {
                let found = tables.clouds.clouds.get(&(*tenant, *cloud));
                found.is_some_and(|cloud| cloud.account == *account)
            }
        })
    }
}
