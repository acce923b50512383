//! The accounts and their machines, and how they move.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use jiff::Timestamp;
use powerdown_domain::{
    AccessKeys, AwsAccountId, ExternalId, InstanceId, Region, RoleArn,
    machine::{InstanceFacts, Lifecycle, MachineState, RootDevice},
};
use powerdown_engine::ports::CloudError;

use super::{
    Launch,
    fault::{Call, Fault, Operation},
    words,
};

/// A machine that changed its state in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// In which account.
    pub account: AwsAccountId,
    /// In which region.
    pub region: Region,
    /// Which machine.
    pub id: InstanceId,
    /// Its state now.
    pub state: MachineState,
}

pub(super) struct Instance {
    pub(super) account: AwsAccountId,
    pub(super) region: Region,
    pub(super) state: MachineState,
    pub(super) facts: InstanceFacts,
    /// Of a spot machine: its request survives a stop.
    pub(super) persistent: bool,
    /// Launched for hibernation.
    pub(super) hibernation: bool,
    /// Its memory is on its root volume.
    pub(super) hibernated: bool,
    pub(super) broken_start: bool,
}

impl Instance {
    /// What keeps it from being stopped, whatever its state.
    pub(super) fn unstoppable(&self, id: &InstanceId) -> Option<CloudError> {
        if self.facts.root_device == RootDevice::InstanceStore {
            return Some(words::instance_store(id));
        }
        (self.facts.lifecycle == Lifecycle::Spot && !self.persistent).then(|| words::one_time_spot(id))
    }
}

pub(super) struct World {
    pub(super) roles: HashMap<RoleArn, ExternalId>,
    pub(super) keys: Vec<(AccessKeys, AwsAccountId)>,
    pub(super) disabled: HashSet<(AwsAccountId, Region)>,
    pub(super) forbidden: HashSet<(AwsAccountId, Operation)>,
    /// Free places by zone and type; unlimited where nothing stands.
    pub(super) capacity: HashMap<(String, String), usize>,
    pub(super) page_size: usize,
    /// Of all accounts and regions, as ids are unique in AWS; in order, as pages need.
    pub(super) instances: BTreeMap<InstanceId, Instance>,
    pub(super) calls: Vec<Call>,
    launched: u64,
    faults: HashMap<Operation, VecDeque<Fault>>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            roles: HashMap::new(),
            keys: Vec::new(),
            disabled: HashSet::new(),
            forbidden: HashSet::new(),
            capacity: HashMap::new(),
            page_size: 3,
            instances: BTreeMap::new(),
            calls: Vec::new(),
            launched: 0,
            faults: HashMap::new(),
        }
    }
}

impl World {
    pub(super) fn plan(&mut self, operation: Operation, fault: Fault) {
        self.faults.entry(operation).or_default().push_back(fault);
    }

    pub(super) fn account_of(&self, keys: &AccessKeys) -> Option<AwsAccountId> {
        self.keys.iter().find(|(known, _)| known == keys).map(|(_, account)| account.clone())
    }

    /// Makes one call under the fault that is planned for it, and writes it into the log.
    pub(super) fn record<T>(
        &mut self,
        at: Timestamp,
        account: &AwsAccountId,
        region: &Region,
        operation: Operation,
        instances: &[InstanceId],
        act: impl FnOnce(&mut Self) -> Result<T, CloudError>,
    ) -> Result<T, CloudError> {
        let fault = self.faults.get_mut(&operation).and_then(VecDeque::pop_front).unwrap_or(Fault::Pass);
        let outcome = match fault {
            Fault::Pass | Fault::LoseAnswer => act(self),
            Fault::Refuse(class) => Err(words::planned(class, instances)),
        };
        self.calls.push(Call {
            at,
            account: account.clone(),
            region: region.clone(),
            operation,
            instances: instances.to_vec(),
            refused: outcome.as_ref().err().map(|error| error.class),
        });
        match fault {
            Fault::LoseAnswer => outcome.and(Err(words::no_answer())),
            Fault::Pass | Fault::Refuse(_) => outcome,
        }
    }

    pub(super) fn launch(
        &mut self,
        account: &AwsAccountId,
        region: &Region,
        launch: Launch,
        now: Timestamp,
    ) -> InstanceId {
        self.launched += 1;
        let id: InstanceId = format!("i-{:017x}", self.launched).parse().expect("17 hexadecimal digits");
        let facts = InstanceFacts {
            instance_type: launch.instance_type,
            zone: format!("{region}{}", launch.zone),
            platform: launch.platform,
            lifecycle: launch.lifecycle,
            root_device: launch.root_device,
            launched_at: now,
            tags: launch.tags,
        };
        let instance = Instance {
            account: account.clone(),
            region: region.clone(),
            state: MachineState::Running,
            facts,
            persistent: launch.persistent,
            hibernation: launch.hibernation,
            hibernated: false,
            broken_start: false,
        };
        self.instances.insert(id.clone(), instance);
        id
    }

    pub(super) fn instance_mut(&mut self, id: &InstanceId) -> &mut Instance {
        self.instances.get_mut(id).unwrap_or_else(|| panic!("no instance {id} was launched"))
    }

    pub(super) fn step(&mut self) -> Vec<Moved> {
        let mut moved = Vec::new();
        for (id, instance) in &mut self.instances {
            instance.state = match instance.state {
                MachineState::Pending if std::mem::take(&mut instance.broken_start) => MachineState::Stopped,
                MachineState::Pending => MachineState::Running,
                MachineState::Stopping => MachineState::Stopped,
                MachineState::ShuttingDown => MachineState::Terminated,
                MachineState::Running | MachineState::Stopped | MachineState::Terminated => continue,
            };
            if instance.state != MachineState::Running {
                let place = (instance.facts.zone.clone(), instance.facts.instance_type.clone());
                if let Some(free) = self.capacity.get_mut(&place) {
                    *free += 1;
                }
            }
            let (account, region) = (instance.account.clone(), instance.region.clone());
            moved.push(Moved { account, region, id: id.clone(), state: instance.state });
        }
        moved
    }
}
