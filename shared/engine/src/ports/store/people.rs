//! Who belongs to a company, who is invited, and which programs act for whom.

use async_trait::async_trait;
use jiff::civil::Date;
use powerdown_domain::{ApiTokenId, InvitationId, TenantId, UserId};

use super::{Page, Part, StoreError};
use crate::{
    ports::BlindIndex,
    record::{ApiToken, Invitation, Membership, User},
};

/// The members of companies. Members begin with an account, or with an invitation.
#[async_trait]
pub trait MemberStore: Send + Sync {
    /// Part of a tenant's members, in order of their ids.
    async fn members(
        &self,
        tenant: TenantId,
        part: Part<'_, UserId>,
    ) -> Result<Page<Membership, UserId>, StoreError>;

    /// Several people, in no particular order; unknown ones are left out.
    async fn users(&self, ids: &[UserId]) -> Result<Vec<User>, StoreError>;

    /// Replaces a membership, conditional on its `rev`, and on `witness`, if there is one, being an
    /// owner of the same tenant still.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when either does not hold.
    async fn update_membership(
        &self,
        membership: &Membership,
        witness: Option<UserId>,
    ) -> Result<(), StoreError>;

    /// Ends a membership, on the same conditions.
    ///
    /// # Errors
    /// As for [`MemberStore::update_membership`].
    async fn delete_membership(
        &self,
        membership: &Membership,
        witness: Option<UserId>,
    ) -> Result<(), StoreError>;
}

/// Who accepts an invitation.
#[derive(Debug, Clone, Copy)]
pub enum Joining<'a> {
    /// Nobody knew the address yet; the person is stored with it.
    New(&'a User, &'a BlindIndex),
    /// A person who signed up and never proved their address, as they are from now on; conditional on
    /// the record's `rev`.
    Proved(&'a User),
    /// A person with an account, which stays as it is.
    Known,
}

/// Invitations.
#[async_trait]
pub trait InvitationStore: Send + Sync {
    /// Stores a new invitation.
    async fn create_invitation(&self, invitation: &Invitation) -> Result<(), StoreError>;

    /// An invitation; expired ones too, for the caller's clock to judge.
    async fn invitation(&self, tenant: TenantId, id: InvitationId) -> Result<Option<Invitation>, StoreError>;

    /// Part of a tenant's invitations, in order of age, expired ones included for a while.
    async fn invitations(
        &self,
        tenant: TenantId,
        part: Part<'_, InvitationId>,
    ) -> Result<Page<Invitation, InvitationId>, StoreError>;

    /// Takes an invitation back; one that is gone is no error.
    async fn delete_invitation(&self, tenant: TenantId, id: InvitationId) -> Result<(), StoreError>;

    /// Takes an invitation away and makes a member of whom it was for, all or nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the invitation is gone, the person is a member already, or is not
    /// as [`Joining`] says.
    async fn accept_invitation(
        &self,
        id: InvitationId,
        membership: &Membership,
        who: Joining<'_>,
    ) -> Result<(), StoreError>;
}

/// API tokens.
#[async_trait]
pub trait ApiTokenStore: Send + Sync {
    /// Stores a new token.
    async fn create_api_token(&self, token: &ApiToken) -> Result<(), StoreError>;

    /// A token; expired ones too, for the caller's clock to judge.
    async fn api_token(&self, tenant: TenantId, id: ApiTokenId) -> Result<Option<ApiToken>, StoreError>;

    /// Part of a tenant's tokens, in order of age, expired ones included for a while.
    async fn api_tokens(
        &self,
        tenant: TenantId,
        part: Part<'_, ApiTokenId>,
    ) -> Result<Page<ApiToken, ApiTokenId>, StoreError>;

    /// Writes down on which day a token was used.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is gone.
    async fn mark_api_token(&self, tenant: TenantId, id: ApiTokenId, day: Date) -> Result<(), StoreError>;

    /// Ends a token; one that is gone is no error.
    async fn delete_api_token(&self, tenant: TenantId, id: ApiTokenId) -> Result<(), StoreError>;
}
