//! Connected accounts, and what leaves with them.

use async_trait::async_trait;
use powerdown_domain::{AwsAccountId, CloudId, TenantId};

use super::{Page, Part, StoreError};
use crate::record::{Cloud, Leaving};

/// Connected accounts.
#[async_trait]
pub trait CloudStore: Send + Sync {
    /// Stores a new cloud with the entry that makes its account unique, all or nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the account is connected already, by whomever.
    async fn create_cloud(&self, cloud: &Cloud) -> Result<(), StoreError>;

    /// A cloud.
    async fn cloud(&self, tenant: TenantId, id: CloudId) -> Result<Option<Cloud>, StoreError>;

    /// All clouds of a tenant, oldest first.
    async fn clouds(&self, tenant: TenantId) -> Result<Vec<Cloud>, StoreError>;

    /// A page of a tenant's clouds in order of age.
    async fn page_of_clouds(
        &self,
        tenant: TenantId,
        part: Part<'_, CloudId>,
    ) -> Result<Page<Cloud, CloudId>, StoreError>;

    /// Replaces a cloud, conditional on its `rev`.
    async fn update_cloud(&self, cloud: &Cloud) -> Result<(), StoreError>;

    /// Replaces a cloud, conditional on its `rev`, and stores what leaves, conditional on its own `rev`
    /// (0: must be new), all or nothing.
    async fn shrink_cloud(&self, cloud: &Cloud, leaving: &Leaving) -> Result<(), StoreError>;

    /// Deletes a cloud, conditional on its `rev`, with the entry that makes its account unique, and
    /// stores what leaves, as [`CloudStore::shrink_cloud`] does.
    async fn delete_cloud(&self, cloud: &Cloud, leaving: &Leaving) -> Result<(), StoreError>;

    /// What must still leave, of a cloud that may be gone.
    async fn leaving(&self, tenant: TenantId, cloud: CloudId) -> Result<Option<Leaving>, StoreError>;

    /// Replaces what leaves, conditional on its `rev`.
    async fn update_leaving(&self, leaving: &Leaving) -> Result<(), StoreError>;

    /// Forgets what left, conditional on its `rev`.
    async fn end_leaving(&self, leaving: &Leaving) -> Result<(), StoreError>;

    /// Whose account it is; how an event finds its cloud.
    async fn owner_of_account(
        &self,
        account: &AwsAccountId,
    ) -> Result<Option<(TenantId, CloudId)>, StoreError>;
}
