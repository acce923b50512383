//! The admin: removes expired sessions, checks that every entry that makes an e-mail address or an
//! account unique has its owner, rotates keys, and seals again what lies under older ones.
//!
//! It runs by the clock. Keys are rotated at once when it is invoked with `{"rotate": "session"}` or
//! `{"rotate": "pii"}`.

use jiff::Timestamp;
use powerdown_engine::{
    UseCaseError,
    keys::{KeyDesk, KeyReport, KeyUpkeep, ResealDesk, ResealReport, reseal, rotate_all, rotate_due},
    ports::{
        AccountStore, AuditStore, Clock, CloudStore, DataKeyStore, KeyMaker, Purpose, SessionStore,
        UpkeepStore, Vault,
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

/// What one run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AdminReport {
    /// The walk for expired and orphaned data.
    pub upkeep: UpkeepReport,
    /// Keys that were rotated.
    pub keys: KeyReport,
    /// What was sealed again.
    pub reseal: ResealReport,
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
) -> Result<AdminReport, UseCaseError> {
    let mut report = AdminReport::default();
    match event.rotate {
        Some(Rotation::Session) => report.keys = rotate_all(admin.key_upkeep(), Purpose::Session).await?,
        Some(Rotation::Pii) => report.keys = rotate_all(admin.key_upkeep(), Purpose::Pii).await?,
        None => {
            report.upkeep = sweep(admin.upkeep, admin.sessions, admin.clock.now()).await?;
            report.keys = rotate_due(admin.key_upkeep()).await?;
            report.reseal = reseal(admin.reseal_desk(), until).await?;
        }
    }
    tell(&report);
    Ok(report)
}

impl<'a> Admin<'a> {
    fn key_upkeep(self) -> KeyUpkeep<'a> {
        let desk = KeyDesk { keys: self.keys, maker: self.maker, audit: self.audit, clock: self.clock };
        KeyUpkeep { desk, upkeep: self.upkeep }
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
    let AdminReport { upkeep, keys, reseal } = report;
    tracing::info!(
        sessions_removed = upkeep.sessions_removed,
        unique_checked = upkeep.unique_checked,
        unique_orphaned = upkeep.unique_orphaned,
        session_keys_rotated = keys.session_keys_rotated,
        pii_keys_rotated = keys.pii_keys_rotated,
        resealed = reseal.resealed,
        reseal_overtaken = reseal.overtaken,
        reseal_goes_on = reseal.goes_on,
        "upkeep done"
    );
    counter!("SessionsRemoved").increment(upkeep.sessions_removed as u64);
    counter!("UniqueEntriesOrphaned").increment(upkeep.unique_orphaned as u64);
    counter!("KeysRotated").increment((keys.session_keys_rotated + keys.pii_keys_rotated) as u64);
    counter!("RecordsResealed").increment(reseal.resealed as u64);
    counter!("RecordsUnopened").increment(reseal.unopened as u64);
}
