//! What is wanted of machines now, each schedule asked once for a whole page of them.

use std::collections::BTreeMap;

use powerdown_domain::{ScheduleId, TenantId, machine::Machine, schedule::Cause};
use powerdown_engine::{record::ScheduleRecord, schedules::Standing};

use crate::{people::People, problem::Answer, state::Portal, views::MachineView};

/// The schedules of an answer, compiled when a machine follows them.
#[derive(Default)]
pub(crate) struct Standings {
    read: BTreeMap<ScheduleId, ScheduleRecord>,
    asked: BTreeMap<Option<ScheduleId>, Standing>,
}

impl Standings {
    /// With schedules that were read already.
    pub(crate) fn knowing(records: impl IntoIterator<Item = ScheduleRecord>) -> Self {
        let read = records.into_iter().map(|record| (record.id, record)).collect();
        Self { read, ..Self::default() }
    }

    /// Shows machines with what is wanted of them now.
    ///
    /// # Errors
    /// The store's and the vault's.
    pub(crate) async fn show(
        mut self,
        portal: &Portal,
        tenant: TenantId,
        machines: Vec<Machine>,
    ) -> Answer<Vec<MachineView>> {
        let now = portal.base.clock.now();
        let mut people = People::of(&portal.base, tenant);
        let mut views = Vec::with_capacity(machines.len());
        for machine in machines {
            let standing = self.of(portal, tenant, machine.assignment.schedule()).await?;
            let state = standing.effective_for(&machine).state_at(now);
            let wish = (state.cause != Cause::NoSchedule).then_some(state.wish);
            let overridden = people.show(machine.overridden.as_ref(), now).await?;
            views.push(MachineView::of(machine, wish, overridden));
        }
        Ok(views)
    }

    async fn of(&mut self, portal: &Portal, tenant: TenantId, id: Option<ScheduleId>) -> Answer<&Standing> {
        let base = &portal.base;
        if !self.asked.contains_key(&id) {
            let standing = match id.and_then(|id| self.read.remove(&id)) {
                Some(record) => Standing::of_record(&*base.store, &base.zones, record).await?,
                None => Standing::of(portal.standing_desk(), tenant, id).await?,
            };
            self.asked.insert(id, standing);
        }
        Ok(&self.asked[&id])
    }
}
