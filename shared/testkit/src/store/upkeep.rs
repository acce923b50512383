//! The walk of the daily upkeep.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::Timestamp;
use powerdown_domain::{SessionId, TenantId};
use powerdown_engine::{
    ports::{BlindIndex, DataKeyRecord, Page, Purpose, SealedRecord, StoreError, UniqueEntry, UpkeepStore},
    record::Progress,
};

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

    async fn sealed_records(&self, after: Option<String>) -> Result<Page<SealedRecord, String>, StoreError> {
        let tables = self.read();
        let people = tables.accounts.users.values();
        let people = people.map(|user| (format!("user#{}", user.id), SealedRecord::User(user.clone())));
        let clouds =
            tables.clouds.clouds.values().map(|cloud| {
                (format!("t#{}#{}", cloud.tenant, cloud.id), SealedRecord::Cloud(cloud.clone()))
            });
        let by_position: BTreeMap<String, SealedRecord> = people.chain(clouds).collect();
        Ok(page(&by_position, after.as_ref(), PAGE, |_, record| record.clone()))
    }

    async fn data_keys_of_all(
        &self,
        after: Option<String>,
    ) -> Result<Page<(TenantId, Purpose, DataKeyRecord), String>, StoreError> {
        let tables = self.read();
        let mut by_position = BTreeMap::new();
        for ((tenant, of), keys) in &tables.data_keys.0 {
            for purpose in Purpose::ALL.into_iter().filter(|purpose| purpose.as_str() == *of) {
                for key in keys.values() {
                    let position = format!("{tenant}#{of}#{:010}", key.number);
                    by_position.insert(position, (*tenant, purpose, key.clone()));
                }
            }
        }
        Ok(page(&by_position, after.as_ref(), PAGE, |_, key| key.clone()))
    }

    async fn progress(&self, work: &str) -> Result<Option<Progress>, StoreError> {
        Ok(self.read().progress.get(work).cloned())
    }

    async fn put_progress(&self, work: &str, progress: &Progress) -> Result<(), StoreError> {
        self.write().progress.insert(work.to_owned(), progress.clone());
        Ok(())
    }

    async fn delete_progress(&self, work: &str) -> Result<(), StoreError> {
        self.write().progress.remove(work);
        Ok(())
    }
}
