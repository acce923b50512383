//! What is wanted of machines now, each schedule asked once for a whole page of them.

use std::collections::{BTreeMap, BTreeSet};

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
        self.read_schedules_of(portal, tenant, &machines).await?;
        let now = portal.base.clock.now();
        let mut people = People::of(&portal.base, tenant);
        let mut views = Vec::with_capacity(machines.len());
        for machine in machines {
            let standing = self.of(portal, machine.assignment.schedule()).await?;
            let state = standing.effective_for(&machine).state_at(now);
            let wish = (state.cause != Cause::NoSchedule).then_some(state.wish);
            let overridden = people.show(machine.overridden.as_ref(), now).await?;
            views.push(MachineView::of(machine, wish, overridden));
        }
        Ok(views)
    }

    /// Reads the schedules that these machines follow, all in one question.
    async fn read_schedules_of(
        &mut self,
        portal: &Portal,
        tenant: TenantId,
        machines: &[Machine],
    ) -> Answer<()> {
        let followed: BTreeSet<ScheduleId> =
            machines.iter().filter_map(|machine| machine.assignment.schedule()).collect();
        let unread: Vec<ScheduleId> = followed.into_iter().filter(|id| !self.read.contains_key(id)).collect();
        if !unread.is_empty() {
            let found = portal.base.store.schedules_by_id(tenant, &unread).await?;
            self.read.extend(found.into_iter().map(|record| (record.id, record)));
        }
        Ok(())
    }

    async fn of(&mut self, portal: &Portal, id: Option<ScheduleId>) -> Answer<&Standing> {
        let base = &portal.base;
        if !self.asked.contains_key(&id) {
            // A schedule that was not found is gone, and its machines follow nothing.
            let standing = match id.and_then(|id| self.read.remove(&id)) {
                Some(record) => Standing::of_record(&*base.store, &base.zones, record).await?,
                None => Standing::default(),
            };
            self.asked.insert(id, standing);
        }
        Ok(&self.asked[&id])
    }
}
