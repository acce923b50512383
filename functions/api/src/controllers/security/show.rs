//! The security status.

use std::collections::BTreeSet;

use axum::{Json, extract::State};
use jiff::Timestamp;
use powerdown_domain::TenantId;
use powerdown_engine::{
    keys,
    ports::Part,
    record::{SecurityEvent, SecurityEventKind},
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
    Ok(Json(SecurityView {
        threat: ThreatView::from(threat(&own, now)),
        installation: LevelView::from(&threat(&installation, now)),
        failed_log_ins: by_hour(&own, now),
        canaries: count(SecurityEventKind::is_canary),
        limited_sources: limited.len() as u64,
        sessions: living_sessions(base, tenant, now).await?,
        api_tokens: living_tokens(base, tenant, now).await?,
        keys: keys::ages(store, tenant, now).await?.into_iter().map(|age| KeyView::of(age, now)).collect(),
        clouds_failing: failing_clouds(base, tenant).await?,
        audit: AuditStanding { entries: audit_entries(base, tenant).await? },
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

async fn living_sessions(base: &Base, tenant: TenantId, now: Timestamp) -> Answer<u64> {
    let (mut seen, mut living, mut after) = (0, 0, None);
    while seen < MOST_SESSIONS {
        let page = base.store.sessions_of_tenant(tenant, Part::after(after.as_ref(), PAGE)).await?;
        seen += page.items.len();
        living += page.items.iter().filter(|session| now < session.expires_at).count() as u64;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(living)
}

async fn living_tokens(base: &Base, tenant: TenantId, now: Timestamp) -> Answer<u64> {
    let (mut seen, mut living, mut after) = (0, 0, None);
    while seen < MOST_TOKENS {
        let page = base.store.api_tokens(tenant, Part::after(after.as_ref(), PAGE)).await?;
        seen += page.items.len();
        living += page.items.iter().filter(|token| now < token.expires_at).count() as u64;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(living)
}

async fn failing_clouds(base: &Base, tenant: TenantId) -> Answer<Vec<FailingCloud>> {
    Ok(base.store.clouds(tenant).await?.into_iter().filter_map(FailingCloud::of).collect())
}

async fn audit_entries(base: &Base, tenant: TenantId) -> Answer<u64> {
    let (mut seen, mut entries, mut after) = (0, 0, None);
    while seen < MOST_WRITERS {
        let page = base.store.audit_heads(tenant, Part::after(after.as_ref(), PAGE)).await?;
        seen += page.items.len();
        entries += page.items.iter().map(|(_, head)| head.number).sum::<u64>();
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(entries)
}
