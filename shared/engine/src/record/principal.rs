//! Who asks, and what they may: decided once a request, at its beginning.

use powerdown_domain::{ApiTokenId, CloudId, Reach, TenantId, UserId, machine::Machine};

use super::{Actor, Membership, Role};
use crate::Refusal;

/// A member of a company, by themselves or through a token that acts in their place.
///
/// Never stored. It is made of the membership as it is stored now, so that a changed role or reach
/// counts from the next request on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    tenant: TenantId,
    user: UserId,
    token: Option<ApiTokenId>,
    role: Role,
    reach: Reach,
}

impl Principal {
    /// A member themselves.
    pub fn member(membership: &Membership) -> Self {
        Self {
            tenant: membership.tenant,
            user: membership.user,
            token: None,
            role: membership.role,
            reach: membership.reach.clone(),
        }
    }

    /// A token that acts in a member's place, for no more than `reach`.
    pub fn through_token(membership: &Membership, token: ApiTokenId, reach: Reach) -> Self {
        Self { token: Some(token), reach, ..Self::member(membership) }
    }

    /// The company they work in.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// The person, or the one in whose place the token acts.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Who does it, for the audit trail.
    pub fn actor(&self) -> Actor {
        self.token.map_or(Actor::User(self.user), Actor::ApiToken)
    }

    /// What they may do.
    pub fn role(&self) -> Role {
        self.role
    }

    /// To which machines.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The machine, if it is there for them; what is not answers as unknown.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn found(&self, machine: Option<Machine>) -> Result<Machine, Refusal> {
        machine.filter(|machine| self.covers(machine)).ok_or(Refusal::NotFound("machine"))
    }

    /// Whether a machine of their company is there for them.
    pub fn covers(&self, machine: &Machine) -> bool {
        self.reach.covers(machine.id.cloud, &machine.facts)
    }

    /// Whether a cloud of their company is there for them as a whole.
    pub fn covers_cloud(&self, cloud: CloudId) -> bool {
        self.reach.covers_cloud(cloud)
    }
}
