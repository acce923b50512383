//! API tokens.

use powerdown_domain::{Reach, Scope, TenantId};
use powerdown_engine::{
    ports::{Direction, Part},
    record::ApiToken,
};

use super::{
    Store, StoreBench, assert_conflict,
    samples::{FAR, at, name},
};

impl<S: Store> StoreBench<S> {
    fn api_token(&self, tenant: TenantId) -> ApiToken {
        ApiToken {
            id: self.ids().api_token(),
            tenant,
            name: name("nightly report"),
            secret: self.hash(),
            scopes: Scope::ALL.into(),
            reach: Reach::Clouds([self.ids().cloud()].into()),
            created_by: self.ids().user(),
            created_at: at("2026-03-02T08:00:00Z"),
            expires_at: FAR,
            last_used: None,
        }
    }
}

/// Ended, one is gone; ending it again is no error.
pub async fn api_tokens_are_listed_page_by_page_to_their_tenant_alone<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let mut expected = Vec::new();
    for _ in 0..3 {
        let token = bench.api_token(tenant);
        store.create_api_token(&token).await.unwrap();
        expected.push(token);
    }
    assert_conflict(store.create_api_token(&expected[0]).await);
    let first = store.api_tokens(tenant, Part::first(2)).await.unwrap();
    assert_eq!((&first.items[..], first.next), (&expected[..2], Some(expected[1].id)));
    let second = store.api_tokens(tenant, Part::after(first.next.as_ref(), 2)).await.unwrap();
    assert_eq!((&second.items[..], second.next), (&expected[2..], None));
    let last = store.api_tokens(tenant, Part::first(2).going(Direction::Backward)).await.unwrap();
    assert_eq!((last.items.first(), last.next), (expected.last(), Some(expected[1].id)));
    assert_eq!(store.api_tokens(other, Part::first(2)).await.unwrap().items, vec![]);
    assert_eq!(store.api_token(other, expected[0].id).await.unwrap(), None);

    store.delete_api_token(other, expected[0].id).await.unwrap();
    assert_eq!(store.api_token(tenant, expected[0].id).await.unwrap(), Some(expected[0].clone()));
    store.delete_api_token(tenant, expected[0].id).await.unwrap();
    store.delete_api_token(tenant, expected[0].id).await.unwrap();
    assert_eq!(store.api_token(tenant, expected[0].id).await.unwrap(), None);
}

/// Nothing else changes, and what is gone does not come back.
pub async fn a_token_is_marked_with_the_day_of_its_use<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant) = (&bench.store, bench.fresh_tenant());
    let token = bench.api_token(tenant);
    let day = "2026-03-03".parse().expect("a day");
    assert_conflict(store.mark_api_token(tenant, token.id, day).await);
    assert_eq!(store.api_token(tenant, token.id).await.unwrap(), None);
    store.create_api_token(&token).await.unwrap();
    store.mark_api_token(tenant, token.id, day).await.unwrap();
    let marked = ApiToken { last_used: Some(day), ..token };
    assert_eq!(store.api_token(tenant, marked.id).await.unwrap(), Some(marked));
}
