//! The security status.

use std::collections::BTreeSet;

use axum::{Json, extract::State};
use jiff::Timestamp;
use powerdown_domain::{ApiTokenId, SessionHandle, TenantId};
use powerdown_engine::{
    keys,
    ports::{Page, Part, StoreError},
    record::{SecurityEvent, SecurityEventKind, Writer},
    security::{self, threat},
};

use crate::{
    extract::Admin,
    problem::Answer,
    state::{Base, Portal},
    views::security::{AuditStanding, FailingCloud, HourCount, KeyView, LevelView, SecurityView, ThreatView},
};

/// The most sessions that are counted.
const MOST_SESSIONS: usize = 2_000;
/// The most API tokens that are counted.
const MOST_TOKENS: usize = 1_000;
/// The most writers whose entries are counted.
const MOST_WRITERS: usize = 1_000;
const PAGE: u32 = 200;

/// Show how safe the company is: attacks and tries of the last day, sessions, tokens, keys, clouds, audit
/// trail. Needs the role admin.
#[utoipa::path(
    get, path = "/api/v1/security", operation_id = "showSecurity", tag = "security",
    security(("session" = [])),
    responses(
        (status = 200, description = "The status.", body = SecurityView),
        (status = 403, description = "Needs a higher role."),
    )
)]
pub async fn show(State(portal): State<Portal>, Admin(person): Admin) -> Answer<Json<SecurityView>> {
    let (base, tenant, now) = (&portal.base, person.tenant(), portal.base.clock.now());
    let store = &*base.store;
    let own = security::events_of_a_day(store, tenant, now).await?;
    let installation = security::events_of_a_day(store, TenantId::SYSTEM, now).await?;
    let count = |wanted: fn(SecurityEventKind) -> bool| {
        own.iter().filter(|event| wanted(event.kind)).map(|event| event.count).sum()
    };
    let limited: BTreeSet<_> = own
        .iter()
        .filter(|event| event.kind == SecurityEventKind::RateLimited)
        .map(|event| &event.source)
        .collect();
    let sessions = walk(MOST_SESSIONS, |after: Option<SessionHandle>| async move {
        store.sessions_of_tenant(tenant, Part::after(after.as_ref(), PAGE)).await
    });
    let tokens = walk(MOST_TOKENS, |after: Option<ApiTokenId>| async move {
        store.api_tokens(tenant, Part::after(after.as_ref(), PAGE)).await
    });
    let heads = walk(MOST_WRITERS, |after: Option<Writer>| async move {
        store.audit_heads(tenant, Part::after(after.as_ref(), PAGE)).await
    });
    let (sessions, tokens) = (sessions.await?, tokens.await?);
    let alive = |until: &Timestamp| now < *until;
    Ok(Json(SecurityView {
        threat: ThreatView::from(threat(&own, now)),
        installation: LevelView::from(&threat(&installation, now)),
        failed_log_ins: by_hour(&own, now),
        canaries: count(SecurityEventKind::is_canary),
        limited_sources: limited.len() as u64,
        sessions: sessions.iter().filter(|session| alive(&session.expires_at)).count() as u64,
        api_tokens: tokens.iter().filter(|token| alive(&token.expires_at)).count() as u64,
        keys: keys::ages(store, tenant, now).await?.into_iter().map(|age| KeyView::of(age, now)).collect(),
        clouds_failing: failing_clouds(base, tenant).await?,
        audit: AuditStanding::of(&heads.await?, store.last_verification(tenant).await?),
    }))
}

/// Refused log-ins of each of the last 24 hours, the oldest first. An event counts where it ended.
fn by_hour(events: &[SecurityEvent], now: Timestamp) -> Vec<HourCount> {
    let this_hour = now.as_second().div_euclid(3_600);
    let hours = (this_hour - 23)..=this_hour;
    let count = |hour: i64| {
        events
            .iter()
            .filter(|event| event.kind == SecurityEventKind::FailedLogIn)
            .filter(|event| event.last_at.as_second().div_euclid(3_600) == hour)
            .map(|event| event.count)
            .sum()
    };
    let bucket =
        |hour: i64| Timestamp::from_second(hour * 3_600).ok().map(|at| HourCount { at, count: count(hour) });
    hours.filter_map(bucket).collect()
}

async fn failing_clouds(base: &Base, tenant: TenantId) -> Answer<Vec<FailingCloud>> {
    Ok(base.store.clouds(tenant).await?.into_iter().filter_map(FailingCloud::of).collect())
}

/// The first `most` things of a list, page by page.
async fn walk<T, K, F>(most: usize, page: impl Fn(Option<K>) -> F) -> Answer<Vec<T>>
where
    F: Future<Output = Result<Page<T, K>, StoreError>>,
{
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let next = page(after).await?;
        seen.extend(next.items);
        after = next.next;
        if after.is_none() || seen.len() >= most {
            return Ok(seen);
        }
    }
}
