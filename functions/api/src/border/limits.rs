//! The limits of slow and sensitive calls: a table, and what it takes to hold requests to it.
//!
//! An address's bucket is drawn from before anything else is done, a person's and their company's as
//! soon as their session is known, before the handler. An account's, named by the e-mail address that
//! is typed, is drawn from by the handlers that read it.
//!
//! Staying logged in (`POST /session/refresh`) has no limit: a refresh token cannot be guessed, and a
//! flood must end nobody's session.

use axum::extract::{MatchedPath, Request};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts};
use jiff::SignedDuration;
use powerdown_domain::EmailAddress;
use powerdown_engine::{
    limits::{self, Allowance, Draw, LogInSource},
    ports::BucketKey,
    record::{Mark, Principal, SourceHash},
};

use super::{Visit, source};
use crate::{
    problem::{Answer, Kind, Problem},
    state::Base,
};

/// The limits of one route. Absent is unlimited.
#[derive(Debug)]
pub struct Rule {
    /// The method.
    pub method: Method,
    /// The path, as the API's description writes it.
    pub path: &'static str,
    /// Names its buckets; stored.
    name: &'static str,
    /// Of one network, whoever asks.
    pub address: Option<Allowance>,
    /// Of one person.
    person: Option<Allowance>,
    /// Of one company.
    tenant: Option<Allowance>,
}

const fn strangers(path: &'static str, name: &'static str, address: Allowance) -> Rule {
    Rule { method: Method::POST, path, name, address: Some(address), person: None, tenant: None }
}

const fn people(path: &'static str, name: &'static str, person: Allowance, tenant: Allowance) -> Rule {
    Rule { method: Method::POST, path, name, address: None, person: Some(person), tenant: Some(tenant) }
}

/// Every limited route.
pub const RULES: &[Rule] = &[
    strangers("/api/v1/sessions", "sessions", Allowance::new(20, 3)),
    strangers("/api/v1/tenants", "tenants", Allowance::new(10, 30)),
    strangers("/api/v1/email-verifications", "email-verifications", Allowance::new(20, 6)),
    strangers("/api/v1/invitations/preview", "invitation-previews", Allowance::new(20, 6)),
    strangers("/api/v1/invitations/acceptance", "invitation-acceptances", Allowance::new(10, 15)),
    // Each sends a mail.
    people("/api/v1/invitations", "invitations", Allowance::new(20, 30), Allowance::new(60, 30)),
    people("/api/v1/api-tokens", "api-tokens", Allowance::new(20, 30), Allowance::new(60, 30)),
    strangers("/api/v1/password-resets", "password-resets", Allowance::new(10, 30)),
    strangers("/api/v1/password-resets/confirmation", "password-reset-confirmations", Allowance::new(20, 6)),
    Rule {
        method: Method::PUT,
        path: "/api/v1/password",
        name: "password",
        address: None,
        person: Some(Allowance::new(10, 30)),
        tenant: Some(Allowance::new(200, 1)),
    },
    people(
        "/api/v1/second-factor/confirmation",
        "second-factor-confirmations",
        Allowance::new(10, 30),
        Allowance::new(200, 1),
    ),
    people(
        "/api/v1/second-factor/recovery-codes",
        "recovery-codes",
        Allowance::new(10, 30),
        Allowance::new(200, 1),
    ),
    people(
        "/api/v1/second-factor/removal",
        "second-factor-removals",
        Allowance::new(10, 30),
        Allowance::new(200, 1),
    ),
    people("/api/v1/clouds", "clouds", Allowance::new(20, 15), Allowance::new(40, 10)),
    people(
        "/api/v1/clouds/{cloud_id}/verification",
        "verifications",
        Allowance::new(20, 15),
        Allowance::new(40, 10),
    ),
    people("/api/v1/imports", "imports", Allowance::new(20, 6), Allowance::new(60, 3)),
    people("/api/v1/calendars/import", "calendar-imports", Allowance::new(20, 6), Allowance::new(60, 3)),
    people(
        "/api/v1/audit-verifications",
        "audit-verifications",
        Allowance::new(20, 15),
        Allowance::new(40, 10),
    ),
    people("/api/v1/exports", "exports", Allowance::new(10, 30), Allowance::new(30, 30)),
    people("/api/v1/socket-tickets", "socket-tickets", Allowance::new(60, 1), Allowance::new(600, 1)),
];

/// How often a mail may be asked for to one e-mail address, whoever asks. Its owner has the ones that
/// were sent, so nobody is locked out by somebody else's asking.
const MAILS: Allowance = Allowance::new(5, 900);

/// The rule of a request's route.
pub fn rule_of(request: &Request) -> Option<&'static Rule> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    RULES.iter().find(|rule| rule.path == path && rule.method == *request.method())
}

pub(super) fn scale(base: &Base, allowance: Allowance) -> Allowance {
    if base.site.load_test { allowance.raised() } else { allowance }
}

fn outcome(visit: &Visit, draw: Draw) -> Answer<()> {
    visit.drew(draw);
    if draw.granted { Ok(()) } else { Err(refused(draw)) }
}

/// The refusal of a bucket.
pub(super) fn refused(draw: Draw) -> Problem {
    let seconds = whole_seconds(draw.retry_in).max(1);
    Problem::because(Kind::RateLimited, format!("that is too often; try again in {seconds} s"))
}

fn whole_seconds(duration: SignedDuration) -> i64 {
    duration.as_secs() + i64::from(duration.subsec_nanos() > 0)
}

/// Draws for the network a request came from. A network that gave cause has a quarter.
///
/// # Errors
/// [`Kind::RateLimited`], and the ports'.
pub async fn by_address(base: &Base, visit: &Visit) -> Answer<()> {
    let Some((rule, allowance)) = visit.rule().and_then(|rule| Some((rule, rule.address?))) else {
        return Ok(());
    };
    let (address, now) = (visit.source(base).await?, base.clock.now());
    let suspect = Mark::Suspect { address: address.clone() };
    let suspicious = base.store.marked_until(&suspect).await?.is_some_and(|until| now < until);
    let (name, allowance) = if suspicious {
        (format!("{}-suspect", rule.name), allowance.reduced())
    } else {
        (rule.name.to_owned(), allowance)
    };
    let draw = base.store.draw(&BucketKey::new(&name, &address), scale(base, allowance), now).await?;
    outcome(visit, draw)
}

/// Draws for a person, or a program in their place, and for their company; once a request, however often it is asked who makes it.
///
/// # Errors
/// [`Kind::RateLimited`], and the store's.
pub async fn by_person(base: &Base, parts: &Parts, person: &Principal) -> Answer<()> {
    let Some(visit) = parts.extensions.get::<Visit>() else { return Ok(()) };
    let Some(rule) = visit.rule().filter(|_| visit.begin_limiting()) else { return Ok(()) };
    let (tenant, user) = (person.tenant(), person.user());
    // Ids are no secret here: the table's keys hold them everywhere.
    let whose = [(rule.person, format!("{tenant}-{user}")), (rule.tenant, tenant.to_string())];
    for (allowance, whose) in whose {
        let Some(allowance) = allowance else { continue };
        let bucket = BucketKey::new(rule.name, &SourceHash(whose));
        outcome(visit, base.store.draw(&bucket, scale(base, allowance), base.clock.now()).await?)?;
    }
    Ok(())
}

/// Draws for a mail to an address that a stranger typed, known to us or not.
///
/// # Errors
/// [`Kind::RateLimited`], and the ports'.
pub async fn by_mail(base: &Base, visit: &Visit, what: &str, email: &EmailAddress) -> Answer<()> {
    let account = source::hash(&*base.vault, "account", email.expose()).await?;
    let bucket = BucketKey::new(what, &account);
    outcome(visit, base.store.draw(&bucket, scale(base, MAILS), base.clock.now()).await?)
}

/// Draws for a log-in; see [`powerdown_engine::limits::admit_log_in`] for how.
///
/// # Errors
/// [`Kind::RateLimited`], and the ports'.
pub async fn by_account(base: &Base, visit: &Visit, email: &EmailAddress) -> Answer<LogInSource> {
    let account = source::hash(&*base.vault, "account", email.expose()).await?;
    let source = LogInSource { address: visit.source(base).await?, account };
    let scale = |allowance| scale(base, allowance);
    let draw = limits::admit_log_in(&*base.store, &*base.store, &source, scale, base.clock.now()).await?;
    outcome(visit, draw).map(|()| source)
}

/// Says what a limit left (draft-ietf-httpapi-ratelimit-headers-03), and when to come again.
pub fn tell(headers: &mut HeaderMap, visit: &Visit) {
    let Some(draw) = visit.draw() else { return };
    let reset = whole_seconds(draw.full_in);
    let mut set = |name, value: i64| headers.insert(name, HeaderValue::from(value));
    set(HeaderName::from_static("ratelimit-limit"), draw.limit.into());
    set(HeaderName::from_static("ratelimit-remaining"), draw.remaining.into());
    set(HeaderName::from_static("ratelimit-reset"), reset);
    if !draw.granted {
        set(header::RETRY_AFTER, whole_seconds(draw.retry_in).max(1));
    }
}
