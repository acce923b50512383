//! A second factor: an app that makes codes. Turning it on takes a first code, turning it off, renewing
//! the recovery codes and logging in one more. A code works once.
//!
//! That a code was used is written with the person's record, conditional on the version that was read: of
//! two log-ins with one code at the same instant, one is refused.
//!
//! A person hears of each change by mail.

use jiff::Timestamp;
use powerdown_domain::{TenantId, TotpSeed, component};
use zeroize::Zeroizing;

use super::{
    change_password::address,
    codes::{RecoveryCodes, base32, recovery_hash, step_of},
    ending::change_user,
    log_in::LogInDesk,
    mails::{self, Words},
    session::{SessionDesk, note},
};
use crate::{
    Refusal, Sealed, UseCaseError,
    ports::{AccountStore, Mailer, StoreError, Vault},
    record::{Actor, AuditOutcome, SecondFactor, Session, User},
};

/// How often a person's record is tried again because somebody else changed it.
const ATTEMPTS: u32 = 8;

/// What second factors need.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct SecondFactorDesk<'a> {
    pub sessions: SessionDesk<'a>,
    pub vault: &'a dyn Vault,
    pub mailer: &'a dyn Mailer,
    /// Where the web app is, without a slash at the end; links in mails begin with it.
    pub public_url: &'a str,
}

/// How a person stands with their second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Since when it is on; `None` when it is off.
    pub since: Option<Timestamp>,
    /// How many recovery codes were not used yet.
    pub recovery_codes_left: usize,
}

/// What an app needs, shown once.
pub struct Enrolment {
    /// The seed, in base 32.
    pub secret: Zeroizing<String>,
    /// The same as an address that apps read from a QR code
    /// (<https://github.com/google/google-authenticator/wiki/Key-Uri-Format>).
    pub uri: Zeroizing<String>,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enrolment(redacted)")
    }
}

/// Whether log-ins need a code, and how many recovery codes are left.
///
/// # Errors
/// [`Refusal::NoSession`] when the person is gone.
pub async fn second_factor_standing(
    accounts: &dyn AccountStore,
    own: &Session,
) -> Result<Standing, UseCaseError> {
    let user = accounts.user(own.user).await?.ok_or(Refusal::NoSession)?;
    let factor = user.second_factor.filter(|factor| factor.since.is_some());
    Ok(Standing {
        since: factor.as_ref().and_then(|factor| factor.since),
        recovery_codes_left: factor.map_or(0, |factor| factor.recovery.len()),
    })
}

/// Makes a seed for an app. Log-ins need no code until [`confirm_second_factor`]; begun again, the seed
/// before is forgotten.
///
/// # Errors
/// [`Refusal::Conflict`] when the second factor is on already.
pub async fn begin_second_factor(
    desk: SecondFactorDesk<'_>,
    own: &Session,
) -> Result<Enrolment, UseCaseError> {
    let sessions = desk.sessions;
    let mut random = Zeroizing::new([0; TotpSeed::BYTES]);
    sessions.entropy.fill(random.as_mut());
    let seed = TotpSeed::new(random);
    let sealed = Sealed::seal(desk.vault, TenantId::SYSTEM, &own.user.to_string(), &seed).await?;
    let user = change_user(sessions, own.user, |user| {
        if user.second_factor.as_ref().is_some_and(|factor| factor.since.is_some()) {
            let on = "the second factor is on already; remove it before you set up another one";
            return Err(Refusal::Conflict(on.to_owned()).into());
        }
        let pending = SecondFactor { seed: sealed.clone(), since: None, last_step: 0, recovery: Vec::new() };
        Ok(User { second_factor: Some(pending), ..user })
    })
    .await?;
    write_down(desk, own, "second-factor.begin", AuditOutcome::Done, "").await?;
    let email = address(desk.vault, &user).await?;
    let secret = base32(&seed);
    let account = component(email.expose());
    let uri = Zeroizing::new(format!(
        "otpauth://totp/PowerDown:{}?secret={}&issuer=PowerDown&algorithm=SHA1&digits=6&period=30",
        account, *secret
    ));
    Ok(Enrolment { secret, uri })
}

/// Turns the second factor on with a first code of the app, and gives the recovery codes.
///
/// # Errors
/// [`Refusal::Conflict`] when none was begun or it is on already, [`Refusal::Invalid`] for a wrong code.
pub async fn confirm_second_factor(
    desk: SecondFactorDesk<'_>,
    own: &Session,
    code: &str,
) -> Result<RecoveryCodes, UseCaseError> {
    let codes = RecoveryCodes::fresh(desk.sessions.entropy);
    let now = desk.sessions.clock.now();
    let confirmed =
        |factor: SecondFactor| SecondFactor { since: Some(now), recovery: codes.hashes(own.user), ..factor };
    let action = "second-factor.confirm";
    let user = with_code(desk, own, code, action, false, |factor| Some(confirmed(factor))).await?;
    tell(desk, &user, &mails::second_factor_on(desk.public_url)).await;
    Ok(codes)
}

/// Replaces all recovery codes by fresh ones.
///
/// # Errors
/// [`Refusal::Conflict`] when the second factor is off, [`Refusal::Invalid`] for a wrong code.
pub async fn renew_recovery_codes(
    desk: SecondFactorDesk<'_>,
    own: &Session,
    code: &str,
) -> Result<RecoveryCodes, UseCaseError> {
    let codes = RecoveryCodes::fresh(desk.sessions.entropy);
    let renewed = |factor| SecondFactor { recovery: codes.hashes(own.user), ..factor };
    let action = "second-factor.renew-recovery-codes";
    let user = with_code(desk, own, code, action, true, |factor| Some(renewed(factor))).await?;
    tell(desk, &user, &mails::recovery_codes_renewed(desk.public_url)).await;
    Ok(codes)
}

/// Turns the second factor off.
///
/// # Errors
/// As for [`renew_recovery_codes`].
pub async fn remove_second_factor(
    desk: SecondFactorDesk<'_>,
    own: &Session,
    code: &str,
) -> Result<(), UseCaseError> {
    let user = with_code(desk, own, code, "second-factor.remove", true, |_| None).await?;
    tell(desk, &user, &mails::second_factor_off(desk.public_url)).await;
    Ok(())
}

async fn tell(desk: SecondFactorDesk<'_>, user: &User, words: &Words) {
    match address(desk.vault, user).await {
        Ok(email) => mails::send(desk.mailer, &email, words).await,
        Err(error) => {
            let error: &dyn std::error::Error = &error;
            tracing::warn!(error, "a person could not be told of a change");
        }
    }
}

/// Uses a code up and changes the factor, in one write; the person as they are then.
async fn with_code(
    desk: SecondFactorDesk<'_>,
    own: &Session,
    code: &str,
    action: &'static str,
    is_on: bool,
    change: impl Fn(SecondFactor) -> Option<SecondFactor> + Send + Sync,
) -> Result<User, UseCaseError> {
    let sessions = desk.sessions;
    let read = sessions.accounts.user(own.user).await?.ok_or(Refusal::NoSession)?;
    let factor = read.second_factor.as_ref().filter(|factor| factor.since.is_some() == is_on);
    let Some(factor) = factor else {
        let wrong = if is_on { "the second factor is off" } else { "no second factor is being set up" };
        return Err(Refusal::Conflict(wrong.to_owned()).into());
    };
    let seed = factor.seed.open(desk.vault, TenantId::SYSTEM, &own.user.to_string()).await?;
    let now = sessions.clock.now();
    let outcome = change_user(sessions, own.user, |user| {
        // What was read may have been replaced, also by the same seed sealed again.
        let same = user.second_factor.as_ref().is_some_and(|found| found.seed == factor.seed);
        if !same {
            return Err(Refusal::Changed.into());
        }
        let user = used(user, &seed, code, now)
            .ok_or_else(|| Refusal::invalid("code", "is not a code that works now"))?;
        let second_factor = user.second_factor.clone().and_then(&change);
        Ok(User { second_factor, ..user })
    })
    .await;
    match outcome {
        Ok(user) => {
            write_down(desk, own, action, AuditOutcome::Done, "").await?;
            Ok(user)
        }
        Err(error @ UseCaseError::Refused(Refusal::Invalid { .. })) => {
            write_down(desk, own, action, AuditOutcome::Denied, "wrong code").await?;
            Err(error)
        }
        Err(error) => Err(error),
    }
}

/// The person with this code used up; `None` when it does not work, or works no more.
fn used(user: User, seed: &TotpSeed, code: &str, at: Timestamp) -> Option<User> {
    let factor = user.second_factor.clone()?;
    let factor = match recovery_hash(user.id, code) {
        Some(hash) => {
            let left: Vec<_> = factor.recovery.iter().filter(|other| **other != hash).cloned().collect();
            if left.len() == factor.recovery.len() {
                return None;
            }
            SecondFactor { recovery: left, ..factor }
        }
        None => {
            let step = step_of(seed, code, at).filter(|step| *step > factor.last_step)?;
            SecondFactor { last_step: step, ..factor }
        }
    };
    Some(User { second_factor: Some(factor), ..user })
}

/// What a second factor says to a log-in.
pub(super) enum Passed {
    /// Go on, with this record of the person and this word in the trail.
    Yes(Box<User>, &'static str),
    /// There is no code.
    NeedsCode,
    /// The code is wrong, or was used.
    No,
}

/// Asks the second factor of somebody whose password was right.
pub(super) async fn pass(
    desk: LogInDesk<'_>,
    user: &User,
    code: Option<&str>,
) -> Result<Passed, UseCaseError> {
    let password = &user.password;
    let mut user = user.clone();
    for _ in 0..ATTEMPTS {
        let Some(factor) = user.second_factor.as_ref().filter(|factor| factor.since.is_some()) else {
            return Ok(Passed::Yes(Box::new(user), ""));
        };
        let Some(code) = code else { return Ok(Passed::NeedsCode) };
        let seed = factor.seed.open(desk.vault, TenantId::SYSTEM, &user.id.to_string()).await?;
        let (id, codes_before) = (user.id, factor.recovery.len());
        let Some(changed) = used(user, &seed, code, desk.sessions.clock.now()) else {
            return Ok(Passed::No);
        };
        match desk.sessions.accounts.update_user(&changed).await {
            Ok(()) => {
                let left = changed.second_factor.as_ref().map_or(0, |factor| factor.recovery.len());
                let detail = if left < codes_before { "with a recovery code" } else { "with a code" };
                let rev = changed.rev + 1;
                return Ok(Passed::Yes(Box::new(User { rev, ..changed }), detail));
            }
            // Somebody used a code, or changed the password, at the same instant: look again.
            Err(StoreError::Conflict(_)) => {
                let found = desk.sessions.accounts.user(id).await?;
                let Some(found) = found.filter(|found| found.password == *password) else {
                    return Ok(Passed::No);
                };
                user = found;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Passed::No)
}

async fn write_down(
    desk: SecondFactorDesk<'_>,
    own: &Session,
    action: &'static str,
    outcome: AuditOutcome,
    detail: &str,
) -> Result<(), StoreError> {
    let actor = Actor::User(own.user);
    note(desk.sessions, own.tenant, actor, own.user, action, outcome, detail).await
}
