//! One rotation of one key.

use jiff::Timestamp;
use powerdown_domain::TenantId;

use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    ports::{
        AuditStore, Clock, DataKeyRecord, DataKeyStore, KeyMaker, PREVIOUS_KEY_COUNTS_FOR, Purpose,
        StoreError,
    },
    record::{Actor, AuditOutcome, Writer},
};

/// What rotating needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct KeyDesk<'a> {
    pub keys: &'a dyn DataKeyStore,
    pub maker: &'a dyn KeyMaker,
    pub audit: &'a dyn AuditStore,
    pub clock: &'a dyn Clock,
}

/// Adds a newest data key and returns its number; 0 when there is none yet, since the first is made
/// when it is first needed.
///
/// # Errors
/// [`Refusal::Conflict`] less than half an hour after the rotation before, or when another one ran at
/// the same time: the key that was to go is on its way out already.
pub async fn rotate(desk: KeyDesk<'_>, tenant: TenantId, purpose: Purpose) -> Result<u32, UseCaseError> {
    let Some(newest) = desk.keys.newest_data_key(tenant, purpose).await? else { return Ok(0) };
    let now = desk.clock.now();
    let next_at = newest.created_at + PREVIOUS_KEY_COUNTS_FOR;
    if newest.number > 1 && now < next_at {
        return Err(too_soon(purpose, next_at).into());
    }
    let number = newest.number + 1;
    let wrapped = desk.maker.make_data_key(tenant, purpose).await?;
    let record = DataKeyRecord { number, wrapped, created_at: now };
    match desk.keys.put_data_key(tenant, purpose, &record).await {
        Err(StoreError::Conflict(_)) => {
            return Err(too_soon(purpose, now + PREVIOUS_KEY_COUNTS_FOR).into());
        }
        outcome => outcome?,
    }
    tracing::info!(%tenant, purpose = purpose.as_str(), number, "rotated a data key");
    let note = AuditNote {
        tenant,
        at: now,
        actor: Actor::System,
        action: "key.rotate",
        subjects: vec![format!("{}-{number}", purpose.as_str())],
        outcome: AuditOutcome::Done,
        detail: format!("took the place of {}-{}", purpose.as_str(), newest.number),
    };
    audit::record(desk.audit, &Writer::Portal, note).await?;
    Ok(number)
}

fn too_soon(purpose: Purpose, next_at: Timestamp) -> Refusal {
    let purpose = purpose.as_str();
    Refusal::Conflict(format!("the {purpose} key was rotated a moment ago; again from {next_at:.0} on"))
}
