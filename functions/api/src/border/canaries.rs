//! Canaries: what nobody does who uses PowerDown as it is meant.
//!
//! Whoever sets one off gets the answer that any unknown thing gets, and is written down: for their
//! company where it is known, else for the installation. Their network is then held to less, in calls
//! without a session alone, so that colleagues behind the same address go on working.

use axum::response::Response;
use http::Uri;
use jiff::SignedDuration;
use powerdown_domain::TenantId;
use powerdown_engine::{
    UseCaseError,
    limits::Allowance,
    ports::BucketKey,
    record::{Mark, SecurityEvent, SecurityEventKind, SourceHash},
    security,
};
use powerdown_lambda_support::{faults, metrics::counter};

use super::{Caller, Visit, limits};
use crate::{
    problem::{Kind, Problem},
    state::Base,
};

/// For how long a network is held to less after its last canary.
const SUSPECT_FOR: SignedDuration = SignedDuration::from_mins(15);
/// What a suspect network may ask without a session, whatever it is.
const STRANGER: Allowance = Allowance::new(30, 2);
/// How many things that are not there a person may ask for before it is probing: links grow old.
const MISSES: Allowance = Allowance::new(20, 30);

/// Paths that only a search for weak spots asks for. One that ends in a slash stands for all below it.
const DECOY_PATHS: &[&str] = &[
    "/.aws/",
    "/.env",
    "/.git/",
    "/.ssh/",
    "/actuator/",
    "/api/v1/admin",
    "/api/v1/debug",
    "/api/v1/internal",
    "/api/v1/users",
    "/backup.sql",
    "/cgi-bin/",
    "/phpmyadmin/",
    "/server-status",
    "/vendor/phpunit/",
    "/wp-admin/",
    "/wp-login.php",
    "/xmlrpc.php",
];

/// Fields and parameters that mean something elsewhere, and nothing where we do not know them.
const DECOY_FIELDS: &[&str] = &[
    "$gt",
    "$ne",
    "$where",
    "__proto__",
    "constructor",
    "isAdmin",
    "is_admin",
    "is_superuser",
    "owner_id",
    "password_hash",
    "permissions",
    "prototype",
    "role",
    "tenant_id",
    "user_id",
];

/// The digits of an id that is never given out.
const NEVER_GIVEN_OUT: &str = "00000000000000000000000000";

/// The decoy that a path is.
pub fn decoy_path(uri: &Uri) -> Option<&'static str> {
    let path = uri.path().to_ascii_lowercase();
    DECOY_PATHS.iter().copied().find(|decoy| match decoy.strip_suffix('/') {
        Some(folder) => {
            path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }
        None => path == **decoy,
    })
}

/// Adds to the refusal of an unknown field, given by its path or name, that it is a decoy.
pub fn look_at_field(problem: Problem, field: &str) -> Problem {
    let name = field.rsplit('.').next().unwrap_or(field);
    match DECOY_FIELDS.iter().find(|decoy| **decoy == name) {
        Some(decoy) => problem.noticed(SecurityEventKind::DecoyField, decoy),
        None => problem,
    }
}

/// What there is to know of a request when it has been answered.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) decoy: Option<&'static str>,
    pub(super) in_api: bool,
    /// It names an id that is never given out.
    pub(super) reserved_id: bool,
    /// Its route has an id.
    pub(super) has_id: bool,
}

impl Asked {
    /// Of a path and the route that it matched.
    pub(super) fn of(uri: &Uri, route: Option<&str>) -> Self {
        Self {
            decoy: decoy_path(uri),
            in_api: uri.path().starts_with("/api/"),
            reserved_id: uri.path().contains(NEVER_GIVEN_OUT),
            has_id: route.is_some_and(|route| route.contains('{')),
        }
    }
}

/// Writes down what an answer tells of its request. The answer stays as it is, except that a suspect
/// network that asks too much is refused.
///
/// The store's and the vault's faults are logged: nobody is refused for them.
pub(super) async fn watch(base: &Base, visit: &Visit, asked: &Asked, response: Response) -> Response {
    let problem = response.extensions().get::<Problem>().cloned();
    match seen(base, visit, asked, problem.as_ref()).await {
        Ok(None) => response,
        Ok(Some(problem)) => axum::response::IntoResponse::into_response(problem),
        Err(error) => {
            tracing::error!(error = faults::chain(&error), "a sign of an attack could not be written down");
            response
        }
    }
}

async fn seen(
    base: &Base,
    visit: &Visit,
    asked: &Asked,
    problem: Option<&Problem>,
) -> Result<Option<Problem>, UseCaseError> {
    let sign = match (asked.decoy, problem) {
        (Some(decoy), _) => Some((SecurityEventKind::DecoyRoute, decoy)),
        (None, Some(problem)) => sign_of(base, visit, asked, problem).await?,
        (None, None) => None,
    };
    if let Some((kind, detail)) = sign {
        note(base, visit, kind, detail).await?;
    }
    if problem.is_none() || !asked.in_api || visit.caller().is_some() || visit.draw().is_some() {
        return Ok(None);
    }
    slowed(base, visit).await
}

async fn sign_of(
    base: &Base,
    visit: &Visit,
    asked: &Asked,
    problem: &Problem,
) -> Result<Option<(SecurityEventKind, &'static str)>, UseCaseError> {
    if problem.notice().is_some() {
        return Ok(problem.notice());
    }
    match problem.kind() {
        Kind::RateLimited => {
            Ok(Some((SecurityEventKind::RateLimited, visit.rule().map_or("", |rule| rule.path))))
        }
        Kind::NotFound if asked.has_id && asked.reserved_id => {
            Ok(Some((SecurityEventKind::DecoyId, "an id that is never given out")))
        }
        Kind::NotFound if asked.has_id => {
            let Some(Caller { tenant, user, .. }) = visit.caller() else { return Ok(None) };
            let bucket = BucketKey::new("misses", &SourceHash(format!("{tenant}-{user}")));
            let draw = base.store.draw(&bucket, MISSES, base.clock.now()).await?;
            Ok((!draw.granted).then_some((SecurityEventKind::Probing, "many ids that are not there")))
        }
        _ => Ok(None),
    }
}

async fn note(
    base: &Base,
    visit: &Visit,
    kind: SecurityEventKind,
    detail: &'static str,
) -> Result<(), UseCaseError> {
    let now = base.clock.now();
    let source = visit.source(base).await?;
    let (tenant, user) =
        visit.caller().map_or((TenantId::SYSTEM, None), |caller| (caller.tenant, Some(caller.user)));
    tracing::warn!(kind = kind.as_str(), detail, source = source.0, "a sign of an attack");
    let event = SecurityEvent::once(tenant, kind, source.clone(), user, detail, now);
    security::count(&*base.store, &*base.bus, &event).await?;
    if kind.is_canary() {
        counter!("Canaries").increment(1);
        base.store.put_mark(&Mark::Suspect { address: source }, now + SUSPECT_FOR).await?;
    } else if kind == SecurityEventKind::RateLimited {
        counter!("RateLimited").increment(1);
    }
    Ok(())
}

/// Refuses a suspect network that asks too much without a session.
async fn slowed(base: &Base, visit: &Visit) -> Result<Option<Problem>, UseCaseError> {
    let (address, now) = (visit.source(base).await?, base.clock.now());
    let suspect = Mark::Suspect { address: address.clone() };
    if base.store.marked_until(&suspect).await?.is_none_or(|until| until <= now) {
        return Ok(None);
    }
    let allowance = limits::scale(base, STRANGER);
    let draw = base.store.draw(&BucketKey::new("suspect", &address), allowance, now).await?;
    if draw.granted {
        return Ok(None);
    }
    visit.drew(draw);
    Ok(Some(limits::refused(draw)))
}
