//! What a company says about itself.

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::Name;

use crate::{
    Refusal, UseCaseError,
    accounts::checked_zone,
    audit::{self, AuditNote},
    ports::{AccountStore, AuditStore, Clock, StoreError},
    record::{AuditOutcome, Principal, Tenant, Writer},
};

/// What changing settings needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct SettingsDesk<'a> {
    pub accounts: &'a dyn AccountStore,
    pub audit: &'a dyn AuditStore,
    pub clock: &'a dyn Clock,
    pub zones: &'a TimeZoneDatabase,
}

/// A company's settings as its owner writes them.
#[derive(Debug, Clone)]
pub struct TenantDraft {
    /// Its name.
    pub name: Name,
    /// The IANA zone in which its days and months are counted.
    pub zone: String,
}

/// Replaces the settings of version `version`.
///
/// # Errors
/// [`Refusal::Invalid`] for an unknown zone, [`Refusal::Changed`] when they are of another version.
pub async fn change_tenant(
    desk: SettingsDesk<'_>,
    by: &Principal,
    version: u64,
    draft: TenantDraft,
) -> Result<Tenant, UseCaseError> {
    let zone = checked_zone(desk.zones, Some(&draft.zone))?;
    let before = desk.accounts.tenant(by.tenant()).await?.ok_or(Refusal::NoSession)?;
    if before.rev != version {
        return Err(Refusal::Changed.into());
    }
    let changed = Tenant { name: draft.name, zone, ..before.clone() };
    match desk.accounts.update_tenant(&changed).await {
        Err(StoreError::Conflict(_)) => return Err(Refusal::Changed.into()),
        outcome => outcome?,
    }
    let note = AuditNote {
        tenant: by.tenant(),
        at: desk.clock.now(),
        actor: by.actor(),
        action: "tenant.change",
        subjects: vec![by.tenant().to_string()],
        outcome: AuditOutcome::Done,
        detail: format!("{} in {}, before {} in {}", changed.name, changed.zone, before.name, before.zone),
    };
    audit::record(desk.audit, &Writer::Portal, note).await?;
    Ok(Tenant { rev: changed.rev + 1, ..changed })
}
