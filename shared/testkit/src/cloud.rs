//! A simulated AWS: accounts, regions and instances whose states move only when a test steps them.
//!
//! It is stricter than moto and no kinder than EC2: one bad id fails a whole call and is named in
//! EC2's own wording, a stop of a starting machine is refused, capacity runs out, pages are short,
//! terminated machines stay listed. It knows no time but the clock it is given, and nothing happens
//! in it between two calls of a test.

mod fault;
mod launch;
mod session;
mod words;
mod world;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use powerdown_domain::{
    AccessKeys, AwsAccountId, ExternalId, InstanceId, Region, RoleArn,
    machine::{InstanceFacts, MachineState},
};
use powerdown_engine::ports::{Clock, CloudAccess, CloudError, CloudErrorClass, CloudGateway, RegionSession};

pub use fault::{Call, Operation};
pub use launch::Launch;
pub use world::Moved;

use fault::Fault;
use session::Session;
use world::World;

/// A [`CloudGateway`] over accounts in memory. Clones share the same accounts.
#[derive(Clone)]
pub struct SimulatedCloud {
    inside: Arc<Inside>,
}

struct Inside {
    clock: Arc<dyn Clock>,
    world: Mutex<World>,
}

impl Inside {
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SimulatedCloud {
    /// An AWS without accounts. The clock gives launch times and the times of the log.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { inside: Arc::new(Inside { clock, world: Mutex::default() }) }
    }

    /// Creates a role, and its account, that lets in whoever presents this external id. Doing it again
    /// changes the external id.
    pub fn trust(&self, role: &RoleArn, external_id: &ExternalId) {
        self.lock().roles.insert(role.clone(), external_id.clone());
    }

    /// Deletes a role, as an owner who disconnects does. Open sessions go on, as in AWS.
    pub fn distrust(&self, role: &RoleArn) {
        self.lock().roles.remove(role);
    }

    /// Creates access keys of an account.
    pub fn trust_keys(&self, account: &AwsAccountId, keys: &AccessKeys) {
        self.lock().keys.push((keys.clone(), account.clone()));
    }

    /// Disables a region in an account; every other one is enabled.
    pub fn disable_region(&self, account: &AwsAccountId, region: &Region) {
        self.lock().disabled.insert((account.clone(), region.clone()));
    }

    /// Takes a permission away from all roles and keys of an account.
    pub fn forbid(&self, account: &AwsAccountId, operation: Operation) {
        self.lock().forbidden.insert((account.clone(), operation));
    }

    /// Gives it back.
    pub fn permit(&self, account: &AwsAccountId, operation: Operation) {
        self.lock().forbidden.remove(&(account.clone(), operation));
    }

    /// Limits how many more machines of a type can be started in a zone, until changed. A machine
    /// that reaches `stopped` gives its place back.
    pub fn limit_capacity(&self, zone: &str, instance_type: &str, places: usize) {
        self.lock().capacity.insert((zone.to_owned(), instance_type.to_owned()), places);
    }

    /// How many instances one page of a listing holds; 3 unless changed, so that every test pages.
    pub fn set_page_size(&self, instances: usize) {
        self.lock().page_size = instances.max(1);
    }

    /// The next call of this kind fails with an error of this class and does nothing. Planned
    /// outcomes of one operation take effect one call after another.
    pub fn fail_next(&self, operation: Operation, class: CloudErrorClass) {
        self.lock().plan(operation, Fault::Refuse(class));
    }

    /// The next call of this kind does its work, but the caller hears that AWS did not answer.
    pub fn lose_answer_next(&self, operation: Operation) {
        self.lock().plan(operation, Fault::LoseAnswer);
    }

    /// The next call of this kind goes through, so that a fault planned after it strikes later.
    pub fn pass_next(&self, operation: Operation) {
        self.lock().plan(operation, Fault::Pass);
    }

    /// A machine that has been running since the clock's present instant.
    pub fn launch(&self, account: &AwsAccountId, region: &Region, launch: Launch) -> InstanceId {
        let now = self.inside.clock.now();
        self.lock().launch(account, region, launch, now)
    }

    /// Puts a machine into a state at once, as if its owner had done it and waited.
    ///
    /// # Panics
    /// When there is no such machine; a test's own mistake.
    pub fn set_state(&self, id: &InstanceId, state: MachineState) {
        self.lock().instance_mut(id).state = state;
    }

    /// Changes what EC2 says about a machine: its tags, its type.
    ///
    /// # Panics
    /// When there is no such machine; a test's own mistake.
    pub fn edit(&self, id: &InstanceId, change: impl FnOnce(&mut InstanceFacts)) {
        change(&mut self.lock().instance_mut(id).facts);
    }

    /// The next start of this machine is accepted and comes to nothing: it goes from `pending` back to
    /// `stopped`, as with a volume whose key the role may not use.
    ///
    /// # Panics
    /// When there is no such machine; a test's own mistake.
    pub fn break_next_start(&self, id: &InstanceId) {
        self.lock().instance_mut(id).broken_start = true;
    }

    /// EC2 no longer lists this machine, as an hour after its termination.
    pub fn forget(&self, id: &InstanceId) {
        self.lock().instances.remove(id);
    }

    /// A machine's state; `None` when EC2 does not list it.
    pub fn state(&self, id: &InstanceId) -> Option<MachineState> {
        self.lock().instances.get(id).map(|instance| instance.state)
    }

    /// Whether a machine was stopped by hibernation and not started since.
    pub fn is_hibernated(&self, id: &InstanceId) -> bool {
        self.lock().instances.get(id).is_some_and(|instance| instance.hibernated)
    }

    /// Moves every machine on its way one state further (`pending` → `running`, `stopping` →
    /// `stopped`, `shutting-down` → `terminated`), and tells which moved, as EC2's events would.
    pub fn step(&self) -> Vec<Moved> {
        self.lock().step()
    }

    /// Everything that was called, in order, refused calls included.
    pub fn calls(&self) -> Vec<Call> {
        self.lock().calls.clone()
    }

    /// How often an operation was called, refused calls included.
    pub fn count(&self, operation: Operation) -> usize {
        self.lock().calls.iter().filter(|call| call.operation == operation).count()
    }

    /// The instances that calls of this kind named and EC2 accepted, repetitions included.
    pub fn accepted(&self, operation: Operation) -> Vec<InstanceId> {
        let world = self.lock();
        let calls = world.calls.iter().filter(|call| call.operation == operation && call.refused.is_none());
        calls.flat_map(|call| call.instances.clone()).collect()
    }

    /// Empties the log of calls.
    pub fn forget_calls(&self) {
        self.lock().calls.clear();
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        self.inside.lock()
    }
}

#[async_trait]
impl CloudGateway for SimulatedCloud {
    async fn open(
        &self,
        access: &CloudAccess,
        region: &Region,
    ) -> Result<Box<dyn RegionSession>, CloudError> {
        let now = self.inside.clock.now();
        let mut world = self.lock();
        let account = match access {
            CloudAccess::Role { arn, external_id } => {
                let account: AwsAccountId = arn.account().parse().map_err(|_| words::malformed_arn(arn))?;
                world.record(now, &account, region, Operation::AssumeRole, &[], |world| {
                    let trusted = world.roles.get(arn).is_some_and(|expected| expected == external_id);
                    let allowed = !world.forbidden.contains(&(account.clone(), Operation::AssumeRole));
                    if trusted && allowed { Ok(()) } else { Err(words::cannot_assume(arn)) }
                })?;
                Some(account)
            }
            // Keys are used as they are: that they are wrong shows in the first call.
            CloudAccess::Keys(keys) => world.account_of(keys),
        };
        let session = Session {
            inside: Arc::clone(&self.inside),
            account,
            region: region.clone(),
            tokens: HashSet::new().into(),
        };
        Ok(Box::new(session))
    }
}

#[cfg(test)]
mod tests;
