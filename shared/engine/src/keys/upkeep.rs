//! The admin's part: rotate what is due, or what somebody asks for, and have the rest follow.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use powerdown_domain::TenantId;

use super::{KeyDesk, lifetime, reseal, rotate};
use crate::{
    Refusal, UseCaseError,
    ports::{DATA_KEY_LIFE, DataKeyRecord, Purpose, UpkeepStore},
    record::Progress,
};

/// The mark of the next look at everybody's keys.
const WORK: &str = "data-keys";
/// How often everybody's keys are looked at.
const LOOK_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// What the admin needs for keys.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct KeyUpkeep<'a> {
    pub desk: KeyDesk<'a>,
    pub upkeep: &'a dyn UpkeepStore,
}

/// What was rotated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct KeyReport {
    /// New signing keys.
    pub session_keys_rotated: usize,
    /// New data keys of personal data.
    pub pii_keys_rotated: usize,
}

/// Looks at everybody's keys once a day and rotates those that have been the newest for long enough:
/// signing keys after 30 days, those of personal data after a year.
///
/// # Errors
/// The store's or the key service's; the next run begins anew.
pub async fn rotate_due(admin: KeyUpkeep<'_>) -> Result<KeyReport, UseCaseError> {
    let now = admin.desk.clock.now();
    if admin.upkeep.progress(WORK).await?.is_some_and(|progress| now < progress.at) {
        return Ok(KeyReport::default());
    }
    let keys = newest_of_all(admin).await?.into_iter().filter(|((_, purpose), created_at)| {
        lifetime(*purpose).is_some_and(|lasts| now >= *created_at + lasts)
    });
    let report = rotate_these(admin, keys.map(|(key, _)| key).collect(), now).await?;
    admin.upkeep.put_progress(WORK, &Progress { at: now + LOOK_EVERY, position: None }).await?;
    Ok(report)
}

/// Rotates all keys of a purpose now, whatever their age.
///
/// # Errors
/// [`Refusal::Conflict`] for a signing key that was rotated less than half an hour ago; the store's or
/// the key service's. Asking again rotates the rest.
pub async fn rotate_all(admin: KeyUpkeep<'_>, purpose: Purpose) -> Result<KeyReport, UseCaseError> {
    let now = admin.desk.clock.now();
    if purpose == Purpose::Session {
        let number = rotate(admin.desk, TenantId::SYSTEM, purpose).await?;
        return Ok(KeyReport { session_keys_rotated: usize::from(number > 0), ..KeyReport::default() });
    }
    let keys = newest_of_all(admin).await?.into_keys().filter(|(_, of)| *of == purpose);
    rotate_these(admin, keys.collect(), now).await
}

/// Rotates these, and asks for the walk that seals again before any key of personal data is new: after
/// a crash in between the walk finds nothing to do.
async fn rotate_these(
    admin: KeyUpkeep<'_>,
    keys: Vec<(TenantId, Purpose)>,
    now: Timestamp,
) -> Result<KeyReport, UseCaseError> {
    let mut report = KeyReport::default();
    if keys.iter().any(|(_, purpose)| *purpose == Purpose::Pii) {
        // Until then some function may still seal under a key that it knows as the newest.
        let at = now + DATA_KEY_LIFE * 2;
        admin.upkeep.put_progress(reseal::WORK, &Progress { at, position: None }).await?;
    }
    for (tenant, purpose) in keys {
        match rotate(admin.desk, tenant, purpose).await {
            Ok(0) => {}
            Ok(_) if purpose == Purpose::Session => report.session_keys_rotated += 1,
            Ok(_) => report.pii_keys_rotated += 1,
            // Asked for twice: what was to happen has happened.
            Err(UseCaseError::Refused(Refusal::Conflict(_))) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(report)
}

/// When the newest key of each tenant and purpose was made.
async fn newest_of_all(
    admin: KeyUpkeep<'_>,
) -> Result<BTreeMap<(TenantId, Purpose), Timestamp>, UseCaseError> {
    let mut newest: BTreeMap<(TenantId, Purpose), DataKeyRecord> = BTreeMap::new();
    let mut after = None;
    loop {
        let page = admin.upkeep.data_keys_of_all(after).await?;
        for (tenant, purpose, key) in page.items {
            let known = newest.entry((tenant, purpose)).or_insert_with(|| key.clone());
            if known.number < key.number {
                *known = key;
            }
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(newest.into_iter().map(|(of, key)| (of, key.created_at)).collect()),
        }
    }
}
