//! Opening the way into an account: unseal for the moment of use, then AssumeRole.

use powerdown_domain::Region;

use crate::{
    ports::{CloudAccess, CloudError, CloudGateway, RegionSession, Vault, VaultError},
    record::{Access, Cloud},
};

/// What entering needs; only the scheduler has it.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Entrance<'a> {
    pub gateway: &'a dyn CloudGateway,
    pub vault: &'a dyn Vault,
}

/// Why an account was not entered.
#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    /// AWS refused or failed.
    #[error(transparent)]
    Cloud(#[from] CloudError),
    /// The credentials could not be opened.
    #[error("the credentials could not be opened")]
    Vault(#[from] VaultError),
}

impl Entrance<'_> {
    /// Enters one region of a cloud.
    ///
    /// # Errors
    /// AWS's refusal, or the vault's.
    pub async fn enter(self, cloud: &Cloud, region: &Region) -> Result<Box<dyn RegionSession>, EnterError> {
        let id = cloud.id.to_string();
        let access = match &cloud.access {
            Access::Role { arn, external_id } => CloudAccess::Role {
                arn: arn.clone(),
                external_id: external_id.open(self.vault, cloud.tenant, &id).await?,
            },
            Access::Keys { keys, .. } => CloudAccess::Keys(keys.open(self.vault, cloud.tenant, &id).await?),
        };
        Ok(self.gateway.open(&access, region).await?)
    }
}
