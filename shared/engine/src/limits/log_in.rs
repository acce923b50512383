//! Log-ins: limited so that guessing is slow, and so that no guesser can lock an owner out.
//!
//! An account's bucket, which everybody shares who tries its address, never refuses. Empty, it says
//! that somebody is guessing, and narrows what each *unknown* source may do: one try in a quarter of an
//! hour. So a right password always gets in:
//! - from a source that the account logged in from before, which keeps its own bucket, whatever others
//!   do elsewhere; and
//! - from any other source, at the first try.
//!
//! What is refused is refused by the source's own bucket for this account. All of it is done for
//! addresses that nobody has, too, with the same reads and writes.

use jiff::{SignedDuration, Timestamp};

use super::{Allowance, Draw};
use crate::{
    ports::{BucketKey, RateStore, SecurityStore, StoreError},
    record::{Mark, SourceHash},
};

/// For how long a source stays known to an account after a log-in.
pub const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What an account takes from everybody together before strangers are held back.
const ACCOUNT: Allowance = Allowance::new(20, 180);
/// What one source may try of one account.
const OWN: Allowance = Allowance::new(10, 30);
/// What a stranger may try of an account that is being guessed at.
const STRANGER: Allowance = Allowance::new(1, 900);

/// Who tries to log in, as keyed hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogInSource {
    /// Of the address the request came from.
    pub address: SourceHash,
    /// Of the e-mail address that was typed, whether anybody has it or not.
    pub account: SourceHash,
}

impl LogInSource {
    fn pair(&self) -> SourceHash {
        SourceHash(format!("{}-{}", self.account.0, self.address.0))
    }

    fn known(&self) -> Mark {
        Mark::KnownSource { account: self.account.clone(), address: self.address.clone() }
    }
}

/// Whether a source may try an account's password now. `scale` is applied to every allowance.
///
/// # Errors
/// The store's.
pub async fn admit_log_in(
    rates: &dyn RateStore,
    security: &dyn SecurityStore,
    source: &LogInSource,
    scale: impl Fn(Allowance) -> Allowance + Send,
    now: Timestamp,
) -> Result<Draw, StoreError> {
    let everybody = BucketKey::new("log-in-account", &source.account);
    let quiet = rates.draw(&everybody, scale(ACCOUNT), now).await?.granted;
    let known = security.marked_until(&source.known()).await?.is_some_and(|until| now < until);
    if quiet || known {
        rates.draw(&BucketKey::new("log-in", &source.pair()), scale(OWN), now).await
    } else {
        rates.draw(&BucketKey::new("log-in-stranger", &source.pair()), scale(STRANGER), now).await
    }
}

/// Notes that an account logged in from a source.
///
/// # Errors
/// The store's.
pub async fn remember(
    security: &dyn SecurityStore,
    source: &LogInSource,
    now: Timestamp,
) -> Result<(), StoreError> {
    security.put_mark(&source.known(), now + KNOWN_FOR).await
}
