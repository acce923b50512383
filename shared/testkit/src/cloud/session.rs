//! One region of one account: listing, starting and stopping by EC2's rules.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use powerdown_domain::{AwsAccountId, InstanceId, Region, machine::MachineState};
use powerdown_engine::ports::{CloudError, InstancePage, ListedInstance, RegionSession, StateChange};

use super::{
    Inside,
    fault::Operation,
    words,
    world::{Instance, World},
};

pub(super) struct Session {
    pub(super) inside: Arc<Inside>,
    /// `None` for keys that belong to no account.
    pub(super) account: Option<AwsAccountId>,
    pub(super) region: Region,
    /// The page tokens handed out; any other one is refused.
    pub(super) tokens: Mutex<HashSet<String>>,
}

impl Session {
    /// Makes one call if credentials, region and permissions allow it.
    fn call<T>(
        &self,
        operation: Operation,
        instances: &[InstanceId],
        act: impl FnOnce(&mut World, &AwsAccountId) -> Result<T, CloudError>,
    ) -> Result<T, CloudError> {
        let now = self.inside.clock.now();
        let nobody = || "000000000000".parse().expect("12 digits");
        let account = self.account.clone().unwrap_or_else(nobody);
        self.inside.lock().record(now, &account, &self.region, operation, instances, |world| {
            if self.account.is_none() {
                return Err(words::wrong_keys());
            }
            if world.disabled.contains(&(account.clone(), self.region.clone())) {
                return Err(words::region_disabled());
            }
            if world.forbidden.contains(&(account.clone(), operation)) {
                return Err(words::forbidden(&account, operation));
            }
            act(world, &account)
        })
    }

    fn is_here(&self, account: &AwsAccountId, instance: &Instance) -> bool {
        instance.account == *account && instance.region == self.region
    }

    /// Refuses the whole call for one unknown id, naming all of them, as EC2 does.
    fn check_ids(&self, world: &World, account: &AwsAccountId, ids: &[InstanceId]) -> Result<(), CloudError> {
        if !(1..=100).contains(&ids.len()) {
            return Err(words::batch_size(ids.len()));
        }
        let known =
            |id: &&InstanceId| world.instances.get(*id).is_some_and(|found| self.is_here(account, found));
        let unknown: Vec<InstanceId> = ids.iter().filter(|id| !known(id)).cloned().collect();
        if unknown.is_empty() { Ok(()) } else { Err(words::not_found(unknown)) }
    }
}

#[async_trait]
impl RegionSession for Session {
    async fn list_instances(&self, page: Option<String>) -> Result<InstancePage, CloudError> {
        self.call(Operation::DescribeInstances, &[], |world, account| {
            let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(token) = page.as_ref().filter(|token| !tokens.contains(*token)) {
                return Err(words::bad_token(token));
            }
            let after = page.as_deref().and_then(|token| token.strip_prefix("after-"));
            let mut rest = world
                .instances
                .iter()
                .filter(|(_, instance)| self.is_here(account, instance))
                .skip_while(|(id, _)| after.is_some_and(|after| id.as_str() <= after))
                .map(|(id, instance)| ListedInstance {
                    id: id.clone(),
                    state: instance.state,
                    facts: instance.facts.clone(),
                })
                .peekable();
            let instances: Vec<ListedInstance> = rest.by_ref().take(world.page_size).collect();
            let more = rest.peek().is_some();
            let next = instances.last().filter(|_| more).map(|last| format!("after-{}", last.id));
            tokens.extend(next.clone());
            Ok(InstancePage { instances, next })
        })
    }

    async fn start(&self, instances: &[InstanceId]) -> Result<Vec<StateChange>, CloudError> {
        let now = self.inside.clock.now();
        self.call(Operation::StartInstances, instances, |world, account| {
            self.check_ids(world, account, instances)?;
            let mut wanted: HashMap<(String, String), usize> = HashMap::new();
            for id in instances {
                let instance = world.instance_mut(id);
                match instance.state {
                    MachineState::Stopped => {
                        let place = (instance.facts.zone.clone(), instance.facts.instance_type.clone());
                        *wanted.entry(place).or_default() += 1;
                    }
                    MachineState::Pending | MachineState::Running => {}
                    MachineState::Stopping | MachineState::ShuttingDown | MachineState::Terminated => {
                        return Err(words::cannot_start(id));
                    }
                }
            }
            for (place, wanted) in &wanted {
                if world.capacity.get(place).is_some_and(|free| free < wanted) {
                    return Err(words::no_capacity(&place.1, &place.0));
                }
            }
            for (place, wanted) in wanted {
                world.capacity.entry(place).and_modify(|free| *free -= wanted);
            }
            let changes = instances.iter().map(|id| {
                let instance = world.instance_mut(id);
                if instance.state == MachineState::Stopped {
                    instance.state = MachineState::Pending;
                    instance.hibernated = false;
                    instance.facts.launched_at = now;
                }
                StateChange { id: id.clone(), now: instance.state }
            });
            Ok(changes.collect())
        })
    }

    async fn stop(&self, instances: &[InstanceId], hibernate: bool) -> Result<Vec<StateChange>, CloudError> {
        self.call(Operation::StopInstances, instances, |world, account| {
            self.check_ids(world, account, instances)?;
            for id in instances {
                let instance = world.instance_mut(id);
                if let Some(refusal) = instance.unstoppable(id) {
                    return Err(refusal);
                }
                if hibernate && !instance.hibernation {
                    return Err(words::cannot_hibernate(id));
                }
                match instance.state {
                    MachineState::Running | MachineState::Stopping | MachineState::Stopped => {}
                    MachineState::Pending => return Err(words::never_ran(id)),
                    MachineState::ShuttingDown | MachineState::Terminated => {
                        return Err(words::cannot_stop(id));
                    }
                }
            }
            let changes = instances.iter().map(|id| {
                let instance = world.instance_mut(id);
                if instance.state == MachineState::Running {
                    instance.state = MachineState::Stopping;
                    instance.hibernated = hibernate;
                }
                StateChange { id: id.clone(), now: instance.state }
            });
            Ok(changes.collect())
        })
    }
}
