//! Calling EC2 for many machines so that one bad machine never blocks the others.
//!
//! EC2 refuses a whole call for one bad id (CLOUD-FACTS, EC2 limits). Ids that its error names are
//! taken out; when it names none, the batch is halved until the culprit is alone.

use powerdown_domain::{
    InstanceId,
    machine::{Machine, MachineState},
    reconcile::Action,
};

use crate::ports::{CloudError, CloudErrorClass, RegionSession};

/// The most ids in one call (CLOUD-FACTS recommends 50 to 100).
const MAX_BATCH: usize = 100;

/// What became of each machine: its state right after the call, or why not.
pub(super) type Outcomes = Vec<(InstanceId, Result<MachineState, CloudError>)>;

/// Splits machines into calls: by type and zone for starts, where lack of capacity hits all machines
/// of one call alike; in order for stops.
pub(super) fn calls(action: Action, machines: &[&Machine]) -> Vec<Vec<InstanceId>> {
    let mut sorted: Vec<&Machine> = machines.to_vec();
    if action == Action::Start {
        sorted.sort_by(|a, b| pool(a).cmp(&pool(b)));
    }
    sorted
        .chunk_by(|a, b| action == Action::Stop || pool(a) == pool(b))
        .flat_map(|group| group.chunks(MAX_BATCH))
        .map(|call| call.iter().map(|machine| machine.id.instance.clone()).collect())
        .collect()
}

fn pool(machine: &Machine) -> (&str, &str) {
    (&machine.facts.instance_type, &machine.facts.zone)
}

/// Makes the call, taking out or isolating what EC2 refuses. Never fails: every id has an outcome.
pub(super) async fn call(
    session: &dyn RegionSession,
    action: Action,
    hibernate: bool,
    instances: Vec<InstanceId>,
) -> Outcomes {
    let mut outcomes = Outcomes::new();
    let mut waiting = vec![instances];
    while let Some(batch) = waiting.pop() {
        if batch.is_empty() {
            continue;
        }
        let answer = match action {
            Action::Start => session.start(&batch).await,
            Action::Stop => session.stop(&batch, hibernate).await,
        };
        match answer {
            Ok(changes) => outcomes.extend(batch.into_iter().map(|id| {
                let state = changes
                    .iter()
                    .find(|change| change.id == id)
                    .map_or(assumed(action), |change| change.now);
                (id, Ok(state))
            })),
            Err(error) => {
                let (rest, refused) = split(batch, &error);
                outcomes.extend(refused.into_iter().map(|id| (id, Err(error.clone()))));
                waiting.extend(rest);
            }
        }
    }
    outcomes
}

/// What is to be tried again, in which batches, and what has failed for good.
fn split(batch: Vec<InstanceId>, error: &CloudError) -> (Vec<Vec<InstanceId>>, Vec<InstanceId>) {
    let isolates = matches!(
        error.class,
        CloudErrorClass::BadInstance
            | CloudErrorClass::CannotHibernate
            | CloudErrorClass::SpotState
            | CloudErrorClass::Other
    );
    if !isolates || batch.len() == 1 {
        return (Vec::new(), batch);
    }
    let (named, rest): (Vec<_>, Vec<_>) = batch.iter().cloned().partition(|id| error.instances.contains(id));
    if named.is_empty() {
        let (left, right) = batch.split_at(batch.len() / 2);
        return (vec![left.to_vec(), right.to_vec()], Vec::new());
    }
    (vec![rest], named)
}

/// The state EC2 enters when it accepts a call, should its answer leave an id out.
fn assumed(action: Action) -> MachineState {
    match action {
        Action::Start => MachineState::Pending,
        Action::Stop => MachineState::Stopping,
    }
}
