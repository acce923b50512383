//! Who set an override, in the words of their colleagues.
//!
//! Addresses are sealed; they are opened for members of the same company alone, and only for as long
//! as both are members.

use std::collections::BTreeMap;

use jiff::Timestamp;
use powerdown_domain::{TenantId, UserId, schedule::Override};

use crate::{problem::Answer, state::Base, views::OverrideView};

/// The addresses of a company's people, each asked for once an answer.
pub struct People<'a> {
    base: &'a Base,
    tenant: TenantId,
    known: BTreeMap<UserId, Option<String>>,
}

impl<'a> People<'a> {
    /// Nobody yet, of a company.
    pub fn of(base: &'a Base, tenant: TenantId) -> Self {
        Self { base, tenant, known: BTreeMap::new() }
    }

    /// Shows an override that counts at an instant; one that has ended is none.
    ///
    /// # Errors
    /// The store's and the vault's.
    pub async fn show(&mut self, set: Option<&Override>, at: Timestamp) -> Answer<Option<OverrideView>> {
        match set.filter(|set| set.counts_at(at)) {
            Some(set) => Ok(Some(OverrideView::of(set, self.address(set.set_by).await?))),
            None => Ok(None),
        }
    }

    /// A colleague's address; `None` for somebody who is not, or no longer, in the company.
    async fn address(&mut self, user: UserId) -> Answer<Option<String>> {
        if let Some(known) = self.known.get(&user) {
            return Ok(known.clone());
        }
        let address = self.read(user).await?;
        self.known.insert(user, address.clone());
        Ok(address)
    }

    async fn read(&self, id: UserId) -> Answer<Option<String>> {
        let store = &self.base.store;
        if store.membership(self.tenant, id).await?.is_none() {
            return Ok(None);
        }
        let Some(user) = store.user(id).await? else { return Ok(None) };
        let email = user.email.open(&*self.base.vault, TenantId::SYSTEM, &id.to_string()).await?;
        Ok(Some(email.expose().to_owned()))
    }
}
