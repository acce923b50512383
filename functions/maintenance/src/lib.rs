//! The admin: removes expired sessions, checks that every entry that makes an e-mail address or an
//! account unique has its owner, rotates keys, seals again what lies under older ones, and anchors the
//! audit trails that grew.
//!
//! It runs by the clock. Keys are rotated at once when it is invoked with `{"rotate": "session"}` or
//! `{"rotate": "pii"}`.

use jiff::Timestamp;
use powerdown_engine::{
    UseCaseError,
    audit::{AnchorDesk, AnchorError, AnchorReport, Anchors, anchor_all},
    keys::{KeyDesk, KeyReport, KeyUpkeep, ResealDesk, ResealReport, reseal, rotate_all, rotate_due},
    ports::{
        AccountStore, AuditStore, Clock, CloudStore, DataKeyStore, KeyMaker, Notary, ObjectStore, Purpose,
        SessionStore, StoreError, UpkeepStore, Vault,
    },
    upkeep::{UpkeepReport, sweep},
};
use powerdown_lambda_support::metrics::counter;
use serde::{Deserialize, Serialize};

/// What the admin needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Admin<'a> {
    pub upkeep: &'a dyn UpkeepStore,
    pub sessions: &'a dyn SessionStore,
    pub accounts: &'a dyn AccountStore,
    pub clouds: &'a dyn CloudStore,
    pub audit: &'a dyn AuditStore,
    pub keys: &'a dyn DataKeyStore,
    pub maker: &'a dyn KeyMaker,
    pub vault: &'a dyn Vault,
    pub anchors: &'a dyn ObjectStore,
    pub notary: &'a dyn Notary,
    pub clock: &'a dyn Clock,
}

/// The part of the event that is looked at; EventBridge's schedule says more.
#[derive(Debug, Default, Deserialize)]
pub struct AdminEvent {
    /// Which keys to rotate now, instead of the round.
    #[serde(default)]
    pub rotate: Option<Rotation>,
}

/// Keys that can be rotated on demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rotation {
    /// The key that signs sessions.
    Session,
    /// Everybody's data keys of personal data.
    Pii,
}

/// Why a run did not finish.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// Upkeep, or the keys.
    #[error(transparent)]
    UseCase(#[from] UseCaseError),
    /// The anchors of the audit trail.
    #[error("the audit trails were not anchored")]
    Anchors(#[from] AnchorError),
}

impl From<StoreError> for AdminError {
    fn from(error: StoreError) -> Self {
        Self::UseCase(error.into())
    }
}

/// What one run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AdminReport {
    /// The walk for expired and orphaned data.
    pub upkeep: UpkeepReport,
    /// Keys that were rotated.
    pub keys: KeyReport,
    /// What was sealed again.
    pub reseal: ResealReport,
    /// Audit trails that were anchored.
    pub anchors: AnchorReport,
}

/// Makes its round, or rotates the keys it was asked to, and reports in the log and as metrics. Work
/// that is not done by `until` goes on in the next run.
///
/// # Errors
/// The store's or the vault's; the next run begins anew, behind what was done.
pub async fn handle(
    admin: Admin<'_>,
    event: AdminEvent,
    until: Timestamp,
) -> Result<AdminReport, AdminError> {
    if let Some(rotation) = event.rotate {
        let keys = rotate_now(admin, rotation).await?;
        return Ok(AdminReport { keys, ..AdminReport::default() });
    }
    // Anchors first: what the rest of the round does is anchored in the next.
    let report = AdminReport {
        anchors: anchor_all(admin.anchor_desk(), until).await?,
        upkeep: sweep(admin.upkeep, admin.sessions, admin.clock.now()).await?,
        keys: rotate_due(admin.key_upkeep()).await?,
        reseal: reseal(admin.reseal_desk(), until).await?,
    };
    tell(&report);
    Ok(report)
}

/// Rotates what was asked for. Asked again too early there is nothing to do, which is no fault: an
/// invocation may be delivered twice.
async fn rotate_now(admin: Admin<'_>, rotation: Rotation) -> Result<KeyReport, AdminError> {
    let purpose = match rotation {
        Rotation::Session => Purpose::Session,
        Rotation::Pii => Purpose::Pii,
    };
    match rotate_all(admin.key_upkeep(), purpose).await {
        Ok(keys) => {
            count(&keys);
            Ok(keys)
        }
        Err(UseCaseError::Refused(refusal)) => {
            tracing::warn!(%refusal, "no key was rotated");
            Ok(KeyReport::default())
        }
        Err(error) => Err(error.into()),
    }
}

fn count(keys: &KeyReport) {
    counter!("KeysRotated").increment((keys.session_keys_rotated + keys.pii_keys_rotated) as u64);
}

impl<'a> Admin<'a> {
    fn key_upkeep(self) -> KeyUpkeep<'a> {
        let desk = KeyDesk { keys: self.keys, maker: self.maker, audit: self.audit, clock: self.clock };
        KeyUpkeep { desk, upkeep: self.upkeep }
    }

    fn anchor_desk(self) -> AnchorDesk<'a> {
        let anchors = Anchors { objects: self.anchors, notary: self.notary };
        AnchorDesk { audit: self.audit, accounts: self.accounts, anchors, clock: self.clock }
    }

    fn reseal_desk(self) -> ResealDesk<'a> {
        ResealDesk {
            upkeep: self.upkeep,
            accounts: self.accounts,
            clouds: self.clouds,
            vault: self.vault,
            clock: self.clock,
        }
    }
}

fn tell(report: &AdminReport) {
    let AdminReport { upkeep, keys, reseal, anchors } = report;
    tracing::info!(
        sessions_removed = upkeep.sessions_removed,
        unique_checked = upkeep.unique_checked,
        unique_orphaned = upkeep.unique_orphaned,
        session_keys_rotated = keys.session_keys_rotated,
        pii_keys_rotated = keys.pii_keys_rotated,
        resealed = reseal.resealed,
        reseal_overtaken = reseal.overtaken,
        reseal_goes_on = reseal.goes_on,
        trails_anchored = anchors.anchored,
        trails_broken = anchors.broken,
        anchoring_goes_on = anchors.goes_on,
        "upkeep done"
    );
    counter!("AuditTrailsAnchored").increment(anchors.anchored as u64);
    counter!("AuditTrailsBroken").increment(anchors.broken as u64);
    counter!("SessionsRemoved").increment(upkeep.sessions_removed as u64);
    counter!("UniqueEntriesOrphaned").increment(upkeep.unique_orphaned as u64);
    count(keys);
    counter!("RecordsResealed").increment(reseal.resealed as u64);
    counter!("RecordsUnopened").increment(reseal.unopened as u64);
}
