//! Changing one machine when others may change it too.

use powerdown_domain::{TenantId, machine::Machine};

use crate::ports::{MachineChange, MachineStore, StoreError};

use super::news::news_of;

/// How often a machine is read again because somebody else was faster. Writers of one machine are
/// few: its region's orders, its events, a scan, and people.
const ATTEMPTS: u32 = 8;

/// Applies a change to a machine as it was read (`rev` 0: never stored) and stores it; when somebody
/// else was faster, reads it again and applies the change to that. Returns the news, or `None` when
/// there was nothing to change.
///
/// # Errors
/// The store's; [`StoreError::Conflict`] only if others were faster eight times in a row.
pub(crate) async fn change_machine(
    store: &dyn MachineStore,
    tenant: TenantId,
    machine: Machine,
    mut apply: impl FnMut(&mut Machine) -> bool + Send,
) -> Result<Option<MachineChange>, StoreError> {
    let mut current = machine;
    for _ in 0..ATTEMPTS {
        let followed = if current.rev == 0 { None } else { current.assignment.schedule() };
        if !apply(&mut current) {
            return Ok(None);
        }
        match store.put_machine(tenant, &current, followed).await {
            Ok(rev) => return Ok(Some(news_of(&current, rev))),
            Err(StoreError::Conflict(_)) => {
                let Some(newer) = store.machine(tenant, &current.id).await? else {
                    return Err(StoreError::Conflict("machine"));
                };
                current = newer;
            }
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Conflict("machine"))
}
