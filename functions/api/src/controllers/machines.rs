//! The inventory.

pub mod bulk;
pub mod explain;
mod fleet;
pub mod list;
pub mod overriding;
pub mod show;
mod standings;
mod walk;

use powerdown_domain::{MachineId, TenantId, machine::Machine};
use powerdown_engine::record::Principal;

pub(super) use fleet::Fleet;
use standings::Standings;
pub use walk::Place;

use crate::{
    extract::Resource,
    problem::{Answer, Problem},
    state::Portal,
    views::MachineView,
};

/// A machine that is there for whoever asks.
async fn find(portal: &Portal, person: &Principal, id: &MachineId) -> Answer<Machine> {
    Ok(person.found(portal.base.store.machine(person.tenant(), id).await?)?)
}

/// A machine as of now.
async fn view(portal: &Portal, tenant: TenantId, machine: Machine) -> Answer<MachineView> {
    let mut views = Standings::default().show(portal, tenant, vec![machine]).await?;
    // One in, one out.
    views.pop().ok_or_else(|| Problem::not_found(MachineId::WHAT))
}
