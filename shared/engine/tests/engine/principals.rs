//! The people of the small company, as the portal sees them.

use powerdown_domain::Reach;
use powerdown_engine::record::{Membership, Principal, Role};

use crate::world::World;

impl World {
    /// The person, as an operator of the whole company.
    pub(crate) fn principal(&self) -> Principal {
        self.narrowed(Reach::Everything)
    }

    /// The person, as an operator of part of the company.
    pub(crate) fn narrowed(&self, reach: Reach) -> Principal {
        Principal::member(&Membership {
            tenant: self.tenant,
            user: self.person(),
            role: Role::Operator,
            reach,
            since: self.now(),
            rev: 1,
        })
    }
}
