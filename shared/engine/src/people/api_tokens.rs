//! API tokens: `pdt_<tenant>_<id>_<64 hexadecimal digits>`. The two ids say where the record is; the rest
//! is the secret, of which the record holds a hash.

use std::{collections::BTreeSet, fmt};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use powerdown_domain::{ApiTokenId, Name, Reach, Scope, TenantId};
use zeroize::Zeroizing;

use super::{check_reach, told_reach};
use crate::{
    Refusal, UseCaseError,
    audit::{self, AuditNote},
    ports::{AccountStore, ApiTokenStore, AuditStore, Clock, CloudStore, Entropy, Ids, Part, StoreError},
    record::{ApiToken, AuditOutcome, Principal, TokenHash, Writer},
};

/// How every token begins.
pub const TOKEN_PREFIX: &str = "pdt_";
/// For how long a token may work at most.
const LONGEST_LIFE: SignedDuration = SignedDuration::from_hours(366 * 24);
/// The most living tokens of one company.
pub const MOST_API_TOKENS: u32 = 100;

/// What making and ending tokens needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct ApiTokenDesk<'a> {
    pub tokens: &'a dyn ApiTokenStore,
    pub clouds: &'a dyn CloudStore,
    pub audit: &'a dyn AuditStore,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
}

/// A token as a person asks for it.
#[derive(Debug, Clone)]
pub struct ApiTokenDraft {
    /// What it is called.
    pub name: Name,
    /// What it may be used for; at least one.
    pub scopes: BTreeSet<Scope>,
    /// To which machines.
    pub reach: Reach,
    /// The first instant at which it no longer works: in the future, within 366 days.
    pub expires_at: Timestamp,
}

/// A fresh token. Shown once, to whoever asked for it.
pub struct IssuedToken {
    token: Zeroizing<String>,
    /// The record.
    pub record: ApiToken,
}

impl IssuedToken {
    /// The plaintext, for the answer alone.
    pub fn expose(&self) -> &str {
        &self.token
    }
}

impl fmt::Debug for IssuedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IssuedToken(redacted)")
    }
}

/// Makes a token that acts in a person's place. It is in the audit trail before it is given out.
///
/// # Errors
/// [`Refusal::Invalid`] for no scope, an expiry outside its bounds or an unknown cloud;
/// [`Refusal::Conflict`] when the company has [`MOST_API_TOKENS`].
pub async fn issue_api_token(
    desk: ApiTokenDesk<'_>,
    by: &Principal,
    draft: ApiTokenDraft,
) -> Result<IssuedToken, UseCaseError> {
    let (now, tenant) = (desk.clock.now(), by.tenant());
    if draft.scopes.is_empty() {
        return Err(Refusal::invalid("scopes", "name at least one scope").into());
    }
    if draft.expires_at <= now || draft.expires_at > now + LONGEST_LIFE {
        return Err(Refusal::invalid("expires_at", "must be in the future, at most 366 days ahead").into());
    }
    check_reach(desk.clouds, tenant, None, &draft.reach).await?;
    // Those that have expired leave by themselves, and are few.
    let known = desk.tokens.api_tokens(tenant, Part::first(2 * MOST_API_TOKENS)).await?.items;
    let living = known.iter().filter(|token| now < token.expires_at).count();
    if living >= MOST_API_TOKENS as usize {
        let reason = format!("a company has at most {MOST_API_TOKENS} tokens; end one that is not needed");
        return Err(Refusal::Conflict(reason).into());
    }
    let ids = Ids::new(desk.clock, desk.entropy);
    let (id, secret) = (ids.api_token(), ids.secret());
    let ApiTokenDraft { name, scopes, reach, expires_at } = draft;
    let record = ApiToken {
        id,
        tenant,
        name,
        secret: TokenHash::of(&secret),
        scopes,
        reach,
        created_by: by.user(),
        created_at: now,
        expires_at,
        last_used: None,
    };
    desk.tokens.create_api_token(&record).await?;
    let scopes: Vec<String> = record.scopes.iter().map(Scope::to_string).collect();
    let detail = format!("{} to {}, until {expires_at}", scopes.join(", "), told_reach(&record.reach));
    if let Err(error) = note(desk, by, "api-token.create", id, detail).await {
        // Nobody was given it, and what is not on record is not to work.
        desk.tokens.delete_api_token(tenant, id).await?;
        return Err(error.into());
    }
    Ok(IssuedToken { token: written(tenant, id, &secret), record })
}

/// Ends a token. It stops working at once.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn end_api_token(
    desk: ApiTokenDesk<'_>,
    by: &Principal,
    id: ApiTokenId,
) -> Result<(), UseCaseError> {
    let token = desk.tokens.api_token(by.tenant(), id).await?.ok_or(Refusal::NotFound("API token"))?;
    desk.tokens.delete_api_token(by.tenant(), id).await?;
    let detail = format!("made by {}", token.created_by);
    Ok(note(desk, by, "api-token.end", id, detail).await?)
}

/// A token as it is presented, while it lives.
///
/// # Errors
/// [`Refusal::NoSession`] for what is no token of ours, or no longer one.
pub async fn living_token(
    tokens: &dyn ApiTokenStore,
    presented: &str,
    now: Timestamp,
) -> Result<ApiToken, UseCaseError> {
    let (tenant, id, secret) = read(presented).ok_or(Refusal::NoSession)?;
    // Hashes of random secrets are compared, so the time of comparing tells nothing of use.
    let token = tokens.api_token(tenant, id).await?;
    let token = token.filter(|token| token.secret == TokenHash::of(secret) && now < token.expires_at);
    Ok(token.ok_or(Refusal::NoSession)?)
}

/// Who asks with a token: what it was made for, and no more than its maker may do now.
///
/// # Errors
/// [`Refusal::NoSession`] when its maker has left; [`Refusal::Forbidden`] for a token that reaches
/// nothing its maker reaches.
pub async fn principal_of_token(
    accounts: &dyn AccountStore,
    token: &ApiToken,
) -> Result<Principal, UseCaseError> {
    let maker = accounts
        .membership(token.tenant, token.created_by)
        .await?
        .filter(|maker| maker.since <= token.created_at)
        .ok_or(Refusal::NoSession)?;
    let reach = token
        .reach
        .common(&maker.reach)
        .ok_or(Refusal::Forbidden("this token reaches nothing that its maker reaches; make another one"))?;
    Ok(Principal::through_token(&maker, token.id, reach))
}

/// Writes down the day on which a token is used, once a day.
///
/// # Errors
/// [`Refusal::NoSession`] for one that was ended since it was read.
pub async fn mark_used(
    tokens: &dyn ApiTokenStore,
    token: &ApiToken,
    now: Timestamp,
) -> Result<(), UseCaseError> {
    let today = now.to_zoned(TimeZone::UTC).date();
    if token.last_used == Some(today) {
        return Ok(());
    }
    match tokens.mark_api_token(token.tenant, token.id, today).await {
        Err(StoreError::Conflict(_)) => Err(Refusal::NoSession.into()),
        outcome => Ok(outcome?),
    }
}

fn written(tenant: TenantId, id: ApiTokenId, secret: &str) -> Zeroizing<String> {
    let (tenant, id) = (tenant.to_string(), id.to_string());
    let bare = |id: &str, prefix: &str| id.strip_prefix(prefix).unwrap_or_default().to_owned();
    let (tenant, id) = (bare(&tenant, TenantId::PREFIX), bare(&id, ApiTokenId::PREFIX));
    Zeroizing::new(format!("{TOKEN_PREFIX}{tenant}_{id}_{secret}"))
}

fn read(presented: &str) -> Option<(TenantId, ApiTokenId, &str)> {
    let (tenant, rest) = presented.strip_prefix(TOKEN_PREFIX)?.split_once('_')?;
    let (id, secret) = rest.split_once('_')?;
    let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if secret.len() != 64 || !secret.bytes().all(is_digit) {
        return None;
    }
    let tenant = format!("{}{tenant}", TenantId::PREFIX).parse().ok()?;
    let id = format!("{}{id}", ApiTokenId::PREFIX).parse().ok()?;
    Some((tenant, id, secret))
}

async fn note(
    desk: ApiTokenDesk<'_>,
    by: &Principal,
    action: &'static str,
    id: ApiTokenId,
    detail: String,
) -> Result<(), StoreError> {
    let note = AuditNote {
        tenant: by.tenant(),
        at: desk.clock.now(),
        actor: by.actor(),
        action,
        subjects: vec![id.to_string()],
        outcome: AuditOutcome::Done,
        detail,
    };
    audit::record(desk.audit, &Writer::Portal, note).await
}
