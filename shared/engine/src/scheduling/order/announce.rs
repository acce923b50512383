//! Announcing stops: which machines of a schedule will be stopped within its stop warning.

use std::collections::BTreeMap;

use jiff::Timestamp;
use powerdown_domain::{
    MachineId,
    machine::Machine,
    reconcile::{Action, Decision},
};

use super::{OrderError, Visit};
use crate::{
    ports::{DomainEvent, OrderScope},
    record::AuditOutcome,
    schedules::Standing,
};

impl Visit<'_> {
    /// Tells browsers and the audit trail of machines that are about to be stopped. An order that finds
    /// the same stop still to come says it again.
    pub(super) async fn announce(&self, standing: &Standing, machines: &[Machine]) -> Result<(), OrderError> {
        let OrderScope::Schedule { schedule, .. } = self.order.scope else { return Ok(()) };
        let mut stops: BTreeMap<Timestamp, Vec<MachineId>> = BTreeMap::new();
        for machine in machines {
            let warned = standing.effective_for(machine).warned_stop(self.now);
            let Some(stop) = warned else { continue };
            if standing.plan(machine, stop.at).decision == Decision::Act(Action::Stop) {
                stops.entry(stop.at).or_default().push(machine.id.clone());
            }
        }
        let (v, tenant) = (DomainEvent::VERSION, self.order.tenant);
        for (at, machines) in stops {
            let subjects = machines.iter().map(MachineId::to_string).collect();
            let detail = format!("will be stopped at {at}, as the schedule announces");
            self.note("machines.stop-warning", subjects, AuditOutcome::Done, detail).await?;
            let events: Vec<DomainEvent> = machines
                .chunks(DomainEvent::MAX_CHANGES)
                .map(|machines| {
                    let machines = machines.to_vec();
                    DomainEvent::StopsAnnounced { v, tenant, schedule, at, machines }
                })
                .collect();
            self.desk.bus.publish(&events).await?;
        }
        Ok(())
    }
}
