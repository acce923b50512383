//! Which data key to use: found in the cache, unwrapped from the store, or made on first use.

use std::sync::Arc;

use jiff::Timestamp;
use powerdown_domain::TenantId;
use powerdown_engine::ports::{
    Clock, DATA_KEY_LIFE, DataKeyRecord, DataKeyStore, Purpose, StoreError, VaultError,
};
use zeroize::Zeroizing;

use crate::{cache::Cache, kms::KeyService};

/// The most data keys in memory at once, 32 bytes each.
const CAPACITY: usize = 1000;

/// An unwrapped data key and its number.
#[derive(Clone)]
pub(crate) struct DataKey {
    pub(crate) number: u32,
    pub(crate) bytes: Arc<Zeroizing<Vec<u8>>>,
    pub(crate) created_at: Timestamp,
    /// The first instant at which KMS must be asked again.
    until: Timestamp,
}

/// Which of a tenant's data keys is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which {
    /// The newest, made if there is none: what seals.
    Newest,
    /// The first, made if there is none: what keyed look-ups hang on, which cannot be made again.
    First,
    /// This one, if it exists: what opens.
    Number(u32),
}

/// What the cache knows a key by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Slot {
    Newest,
    Number(u32),
}

impl Which {
    fn slot(self) -> Slot {
        match self {
            Self::Newest => Slot::Newest,
            Self::First => Slot::Number(1),
            Self::Number(number) => Slot::Number(number),
        }
    }
}

pub(crate) struct DataKeys {
    service: Arc<dyn KeyService>,
    store: Arc<dyn DataKeyStore>,
    clock: Arc<dyn Clock>,
    cache: Cache<(TenantId, Purpose, Slot), DataKey>,
}

impl DataKeys {
    pub(crate) fn new(
        service: Arc<dyn KeyService>,
        store: Arc<dyn DataKeyStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { service, store, clock, cache: Cache::new(CAPACITY) }
    }

    /// The wanted key; `None` for a number that does not exist.
    pub(crate) async fn get(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        which: Which,
    ) -> Result<Option<DataKey>, VaultError> {
        let now = self.clock.now();
        if let Some(key) = self.cache.get(&(tenant, purpose, which.slot()), now) {
            return Ok(Some(key));
        }
        let key = match (self.stored(tenant, purpose, which.slot()).await?, which) {
            (Some(record), _) => self.unwrap(tenant, purpose, &record, now).await?,
            (None, Which::Number(_)) => return Ok(None),
            (None, Which::Newest | Which::First) => self.make_first(tenant, purpose, now).await?,
        };
        for slot in [which.slot(), Slot::Number(key.number)] {
            self.cache.put((tenant, purpose, slot), key.clone(), now, key.until);
        }
        Ok(Some(key))
    }

    async fn stored(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        slot: Slot,
    ) -> Result<Option<DataKeyRecord>, VaultError> {
        let found = match slot {
            Slot::Newest => self.store.newest_data_key(tenant, purpose).await,
            Slot::Number(number) => self.store.data_key(tenant, purpose, number).await,
        };
        found.map_err(unavailable)
    }

    async fn unwrap(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        record: &DataKeyRecord,
        now: Timestamp,
    ) -> Result<DataKey, VaultError> {
        if let Some(key) = self.cache.get(&(tenant, purpose, Slot::Number(record.number)), now) {
            return Ok(key);
        }
        let bytes = self.service.unwrap(tenant, purpose, &record.wrapped).await?;
        // Withdrawing a permission takes effect within this time.
        let until = now + DATA_KEY_LIFE;
        let (number, created_at) = (record.number, record.created_at);
        Ok(DataKey { number, bytes: Arc::new(bytes), created_at, until })
    }

    async fn make_first(
        &self,
        tenant: TenantId,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<DataKey, VaultError> {
        let made = self.service.generate(tenant, purpose).await?;
        let record = DataKeyRecord { number: 1, wrapped: made.wrapped, created_at: now };
        match self.store.put_data_key(tenant, purpose, &record).await {
            Ok(()) => {
                tracing::info!(%tenant, purpose = purpose.as_str(), "made the first data key");
                let until = now + DATA_KEY_LIFE;
                Ok(DataKey { number: 1, bytes: Arc::new(made.key), created_at: now, until })
            }
            // Somebody else was faster: theirs counts, ours was never used.
            Err(StoreError::Conflict(_)) => match self.stored(tenant, purpose, Slot::Number(1)).await? {
                Some(record) => self.unwrap(tenant, purpose, &record, now).await,
                None => Err(VaultError::Unavailable("a data key exists and cannot be read".into())),
            },
            Err(error) => Err(unavailable(error)),
        }
    }
}

fn unavailable(error: StoreError) -> VaultError {
    VaultError::Unavailable(error.into())
}
