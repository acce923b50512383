//! What a use case answers when it does not do what was asked.

use powerdown_domain::{TenantId, UserId};

use crate::ports::{MessageError, StoreError, VaultError};

/// A refusal the caller can do something about; its message is for them to read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A field breaks a rule.
    #[error("{field}: {message}")]
    Invalid {
        /// The field's path in the request, such as `windows[1]`.
        field: String,
        /// The rule and what would be accepted.
        message: String,
    },
    /// There is no such thing for this tenant; the same for another tenant's.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Whoever asks may not do this.
    #[error("{0}")]
    Forbidden(&'static str),
    /// It contradicts something that exists.
    #[error("{0}")]
    Conflict(String),
    /// It changed since it was read; read it again.
    #[error("it was changed meanwhile; read it again and repeat your change")]
    Changed,
    /// The link or ticket was used, or is too old.
    #[error("this link is no longer valid; ask for a new one")]
    Expired,
    /// Address or password are wrong, or the address is not verified: one answer for all.
    #[error("e-mail address or password are not right, or the address is not verified yet")]
    BadCredentials,
    /// Address and password are right, and a code of the second factor is needed besides.
    #[error("a code is needed besides the password: of your app, or a recovery code")]
    NeedsCode,
    /// The session ended.
    #[error("the session has ended; log in again")]
    NoSession,
    /// A refresh token was used again, long after it was replaced; the session was ended for everybody.
    /// Nobody is told whose it was.
    #[error("the session has ended; log in again")]
    ReusedToken {
        /// Where its person worked.
        tenant: TenantId,
        /// Whose it was.
        user: UserId,
    },
    /// The refresh token was used a moment ago by the same browser; use the newer cookies.
    #[error("the session was refreshed a moment ago; repeat with the newer cookies")]
    JustRefreshed,
}

/// Refuses a write that was not done because the record is not what was read any more.
pub(crate) fn changed_is_refused(outcome: Result<(), StoreError>) -> Result<(), UseCaseError> {
    match outcome {
        Err(StoreError::Conflict(_)) => Err(Refusal::Changed.into()),
        outcome => Ok(outcome?),
    }
}

impl Refusal {
    /// A broken rule of one field.
    pub fn invalid(field: impl Into<String>, message: impl ToString) -> Self {
        Self::Invalid { field: field.into(), message: message.to_string() }
    }
}

/// Why a use case did not finish.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// The request is at fault.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store is at fault.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The vault is at fault.
    #[error("the vault failed")]
    Vault(#[from] VaultError),
    /// A queue, the bus or the mail service is at fault.
    #[error("a message failed")]
    Message(#[from] MessageError),
}
