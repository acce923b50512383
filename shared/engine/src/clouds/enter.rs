//! Opening the way into an account: write down that its secret is opened, unseal it for the moment of
//! use, then AssumeRole.

use jiff::SignedDuration;
use powerdown_domain::Region;

use crate::{
    UseCaseError,
    audit::{AuditNote, record_once},
    ports::{
        AuditStore, Clock, CloudAccess, CloudError, CloudGateway, RegionSession, SecurityStore, StoreError,
        Vault, VaultError,
    },
    record::{Access, Actor, AuditOutcome, Cloud, Writer},
};

/// What entering needs; only the scheduler has it.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Entrance<'a> {
    pub gateway: &'a dyn CloudGateway,
    pub vault: &'a dyn Vault,
    pub audit: &'a dyn AuditStore,
    pub marks: &'a dyn SecurityStore,
    pub clock: &'a dyn Clock,
}

/// What an account is entered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Starting and stopping machines.
    Orders,
    /// Listing the machines of a region, by itself every hour.
    Inventory,
    /// Finding out whether it can be entered, before each inventory and when somebody asks.
    Verification,
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Errand {
    /// What the audit trail says of it, and how long one entry counts.
    fn told(self) -> (&'static str, SignedDuration) {
        match self {
            Self::Orders => ("for orders; said once an hour", SignedDuration::from_hours(1)),
            Self::Inventory => ("for inventory; said once a day", DAY),
            Self::Verification => ("for verification; said once a day", DAY),
        }
    }
}

/// Why an account was not entered.
#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    /// AWS refused or failed.
    #[error(transparent)]
    Cloud(#[from] CloudError),
    /// One of our own parts failed: the credentials stayed closed, or could not be opened.
    #[error("the credentials could not be opened")]
    Ours(#[from] UseCaseError),
}

impl From<StoreError> for EnterError {
    fn from(error: StoreError) -> Self {
        Self::Ours(error.into())
    }
}

impl From<VaultError> for EnterError {
    fn from(error: VaultError) -> Self {
        Self::Ours(error.into())
    }
}

impl Entrance<'_> {
    /// Enters one region of a cloud. That its secret is opened is in the audit trail before it is; what
    /// cannot be written down is not opened.
    ///
    /// # Errors
    /// AWS's refusal, the store's or the vault's.
    pub async fn enter(
        self,
        cloud: &Cloud,
        region: &Region,
        errand: Errand,
    ) -> Result<Box<dyn RegionSession>, EnterError> {
        self.write_down(cloud, region, errand).await?;
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

    async fn write_down(self, cloud: &Cloud, region: &Region, errand: Errand) -> Result<(), StoreError> {
        let secret = match &cloud.access {
            Access::Role { .. } => "external id",
            Access::Keys { .. } => "access keys",
        };
        let (told, window) = errand.told();
        let note = AuditNote {
            tenant: cloud.tenant,
            at: self.clock.now(),
            actor: Actor::System,
            action: "cloud.credential-open",
            subjects: vec![cloud.id.to_string()],
            outcome: AuditOutcome::Done,
            detail: format!("{secret}, {told}"),
        };
        let writer = Writer::Scheduler(cloud.id, region.clone());
        record_once(self.audit, self.marks, &writer, note, window).await
    }
}
