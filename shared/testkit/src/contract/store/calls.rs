//! Calls that carry an idempotency key.

use futures::future::join_all;
use powerdown_engine::record::{CallKey, CallState, RepeatableCall};

use super::{Store, StoreBench, assert_conflict};

fn call<S: Store>(bench: &StoreBench<S>) -> RepeatableCall {
    RepeatableCall {
        tenant: bench.fresh_tenant(),
        key: CallKey(bench.hash().0),
        request: "5e55".to_owned(),
        state: CallState::Running,
        expires_at: "2026-03-03T08:00:00Z".parse().unwrap(),
    }
}

/// A hundred browsers press "save" at once: one carries it out, all others see that it does.
pub async fn of_simultaneous_claims_to_a_call_one_wins<S: Store>(bench: &StoreBench<S>) {
    let (call, now) = (call(bench), "2026-03-02T08:00:00Z".parse().unwrap());
    let claims = join_all((0..8).map(|_| bench.store.claim_call(&call, now))).await;
    let (won, lost): (Vec<_>, Vec<_>) = claims.into_iter().map(Result::unwrap).partition(Option::is_none);
    assert_eq!(won.len(), 1);
    assert!(lost.iter().all(|found| found.as_ref() == Some(&call)), "{lost:?}");
}

/// It ends once; its key is free again when it is forgotten or has expired.
pub async fn a_call_ends_once_and_its_key_expires<S: Store>(bench: &StoreBench<S>) {
    let (store, call, now) = (&bench.store, call(bench), "2026-03-02T08:00:00Z".parse().unwrap());
    assert_conflict(store.end_call(call.tenant, &call.key, &CallState::ShownOnce).await);
    assert_eq!(store.claim_call(&call, now).await.unwrap(), None);
    store.end_call(call.tenant, &call.key, &CallState::ShownOnce).await.unwrap();
    assert_conflict(store.end_call(call.tenant, &call.key, &CallState::ShownOnce).await);
    let ended = RepeatableCall { state: CallState::ShownOnce, ..call.clone() };
    assert_eq!(store.claim_call(&call, now).await.unwrap(), Some(ended));

    let later = RepeatableCall { expires_at: "2026-03-04T08:00:00Z".parse().unwrap(), ..call.clone() };
    assert_eq!(store.claim_call(&later, call.expires_at).await.unwrap(), None, "it has expired");
    store.forget_call(call.tenant, &call.key).await.unwrap();
    store.forget_call(call.tenant, &call.key).await.unwrap();
    assert_eq!(store.claim_call(&call, now).await.unwrap(), None);
}

/// The same key of another company, or of somebody else, is another.
pub async fn calls_are_apart_by_tenant_and_key<S: Store>(bench: &StoreBench<S>) {
    let (one, now) = (call(bench), "2026-03-02T08:00:00Z".parse().unwrap());
    let others = [
        RepeatableCall { tenant: bench.fresh_tenant(), ..one.clone() },
        RepeatableCall { key: CallKey(bench.hash().0), ..one.clone() },
    ];
    for call in others.iter().chain([&one]) {
        assert_eq!(bench.store.claim_call(call, now).await.unwrap(), None);
    }
}
