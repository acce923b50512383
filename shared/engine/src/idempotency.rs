//! A call that is sent twice is carried out once (IETF draft-ietf-httpapi-idempotency-key-header).
//!
//! The key is claimed before the work begins. What was done is answered again for [`KEY_LIFE`]; what was
//! refused changed nothing, so its key is free again. A call that ended without an answer stays
//! claimed: nobody knows how far it came, and to carry it out again might do it twice.

use jiff::SignedDuration;
use powerdown_domain::TenantId;

use crate::{
    Refusal, Sealed, UseCaseError,
    ports::{CallStore, Clock, StoreError, Vault},
    record::{CallKey, CallState, RecordedAnswer, RepeatableCall},
};

/// For how long an answer is repeated.
pub const KEY_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// The largest answer that is kept, in bytes. Sealed, it must fit into one item of the table.
pub const LARGEST_ANSWER: usize = 250_000;

/// What keys need.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct CallDesk<'a> {
    pub calls: &'a dyn CallStore,
    pub vault: &'a dyn Vault,
    pub clock: &'a dyn Clock,
}

/// What to do with a call that carries a key.
#[derive(Debug)]
pub enum Claim {
    /// Carry it out, then [`settle`] or [`release`] it.
    CarryOut,
    /// Answer as before.
    Repeat(RecordedAnswer),
}

/// Claims a key for a request, given as the hash of all it asks for.
///
/// # Errors
/// [`Refusal::Invalid`] when the key was used for another request, [`Refusal::Conflict`] when the call
/// still runs, ended without an answer, or was answered with something that is shown once.
pub async fn claim(
    desk: CallDesk<'_>,
    tenant: TenantId,
    key: &CallKey,
    request: String,
) -> Result<Claim, UseCaseError> {
    let now = desk.clock.now();
    let expires_at = now + KEY_LIFE;
    let call = RepeatableCall { tenant, key: key.clone(), request, state: CallState::Running, expires_at };
    let Some(before) = desk.calls.claim_call(&call, now).await? else { return Ok(Claim::CarryOut) };
    if before.request != call.request {
        let message = "this key was used for another request; use a fresh one for each";
        return Err(Refusal::invalid("Idempotency-Key", message).into());
    }
    match before.state {
        CallState::Answered(answer) => Ok(Claim::Repeat(answer.open(desk.vault, tenant, &key.0).await?)),
        CallState::Running => Err(conflict(
            "a call with this idempotency key is still running, or ended without an answer; look whether it took effect before you send it with a fresh key",
        )),
        CallState::ShownOnce => Err(conflict(
            "a call with this idempotency key was carried out, and its answer cannot be shown again",
        )),
    }
}

fn conflict(message: &str) -> UseCaseError {
    Refusal::Conflict(message.to_owned()).into()
}

/// Keeps the answer of a call that was carried out; `None` for one that is shown only once.
///
/// # Errors
/// The store's and the vault's. The call was carried out all the same.
pub async fn settle(
    desk: CallDesk<'_>,
    tenant: TenantId,
    key: &CallKey,
    answer: Option<RecordedAnswer>,
) -> Result<(), UseCaseError> {
    let state = match answer.filter(|answer| answer.0.len() <= LARGEST_ANSWER) {
        Some(answer) => CallState::Answered(Sealed::seal(desk.vault, tenant, &key.0, &answer).await?),
        None => CallState::ShownOnce,
    };
    match desk.calls.end_call(tenant, key, &state).await {
        // Gone meanwhile: it took longer than keys live.
        Err(StoreError::Conflict(_)) => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// Gives a key back whose call was refused.
///
/// # Errors
/// The store's.
pub async fn release(desk: CallDesk<'_>, tenant: TenantId, key: &CallKey) -> Result<(), UseCaseError> {
    Ok(desk.calls.forget_call(tenant, key).await?)
}
