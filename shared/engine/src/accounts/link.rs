//! The token in the link of a mail: `<user id>.<64 hexadecimal digits>`.
//!
//! Its stored hash covers the password's hash too. So a link confirms the very password that was typed
//! when it was asked for: whoever signs up with somebody else's address and is overtaken by its owner is
//! left with a link that no longer works. And a link that sets a new password works while there is the old.

use powerdown_domain::UserId;
use zeroize::Zeroizing;

use crate::{
    ports::{Ids, PasswordHash},
    record::TokenHash,
};

pub(super) struct LinkToken {
    pub(super) user: UserId,
    secret: Zeroizing<String>,
}

impl LinkToken {
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

    /// The link to a page of the web app.
    pub(super) fn link(&self, public_url: &str, page: &str) -> Zeroizing<String> {
        Zeroizing::new(format!("{public_url}/{page}?token={}.{}", self.user, *self.secret))
    }
}
