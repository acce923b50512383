//! The token in a verification mail: `<user id>.<64 hexadecimal digits>`.
//!
//! Its stored hash covers the password's hash too, so that a link confirms the very password that was
//! typed when it was asked for. Whoever signs up with somebody else's address and is overtaken by its
//! owner is left with a link that no longer works.

use powerdown_domain::UserId;
use zeroize::Zeroizing;

use crate::{
    ports::{Ids, PasswordHash},
    record::TokenHash,
};

pub(super) struct VerificationToken {
    pub(super) user: UserId,
    secret: Zeroizing<String>,
}

impl VerificationToken {
    pub(super) fn fresh(ids: Ids<'_>, user: UserId) -> Self {
        Self { user, secret: ids.secret() }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let (user, secret) = text.split_once('.')?;
        let well_formed = secret.len() == 64 && secret.bytes().all(|b| b.is_ascii_hexdigit());
        let user = user.parse().ok().filter(|_| well_formed)?;
        Some(Self { user, secret: Zeroizing::new(secret.to_owned()) })
    }

    pub(super) fn hash(&self, password: &PasswordHash) -> TokenHash {
        TokenHash::of(&Zeroizing::new(format!("{}.{}", *self.secret, password.0)))
    }

    pub(super) fn link(&self, public_url: &str) -> Zeroizing<String> {
        Zeroizing::new(format!("{public_url}/verify-email?token={}.{}", self.user, *self.secret))
    }
}
