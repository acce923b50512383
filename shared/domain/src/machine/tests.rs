use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{CloudId, LineageId};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

fn machine(state: MachineState) -> Machine {
    let id = MachineId {
        cloud: CloudId::from_parts(1, 1),
        region: "us-east-1".parse().unwrap(),
        instance: "i-0123456789abcdef0".parse().unwrap(),
    };
    let facts = InstanceFacts {
        instance_type: "m5.large".into(),
        zone: "us-east-1a".into(),
        platform: "Linux/UNIX".into(),
        lifecycle: Lifecycle::OnDemand,
        root_device: RootDevice::Ebs,
        launched_at: at(-100),
        tags: BTreeMap::new(),
    };
    Machine::discovered(id, LineageId::from_parts(1, 1), state, at(0), facts)
}

fn event(state: MachineState, second: i64) -> Sighting {
    Sighting { state, at: at(second), source: IntervalSource::Event, facts: None }
}

#[test]
fn a_running_machine_is_open_since_its_launch() {
    let mut machine = machine(MachineState::Running);
    assert_eq!(machine.state_at, at(-100));
    assert_eq!(machine.observe(event(MachineState::Stopping, 20)), Observed::Changed);
    assert_eq!(machine.closed.len(), 1);
    assert_eq!((machine.closed[0].from, machine.closed[0].to), (at(-100), at(20)));
    assert_eq!(machine.closed[0].state, MachineState::Running);
}

#[test]
fn late_and_repeated_events_are_dropped() {
    let mut machine = machine(MachineState::Running);
    machine.observe(event(MachineState::Stopped, 20));
    assert_eq!(machine.observe(event(MachineState::Stopping, 20)), Observed::Stale);
    assert_eq!(machine.observe(event(MachineState::Running, 10)), Observed::Stale);
    assert_eq!(machine.observe(event(MachineState::Stopped, 20)), Observed::Confirmed);
    assert_eq!(machine.state, MachineState::Stopped);
}

#[test]
fn a_poll_confirms_and_updates_facts() {
    let mut machine = machine(MachineState::Running);
    let mut facts = machine.facts.clone();
    facts.tags.insert("Name".into(), "web".into());
    let seen = Sighting {
        state: MachineState::Running,
        at: at(5),
        source: IntervalSource::Poll,
        facts: Some(facts),
    };
    assert_eq!(machine.observe(seen.clone()), Observed::Changed);
    assert_eq!(machine.observe(seen), Observed::Confirmed);
    assert_eq!(machine.facts.name(), "web");
    assert!(machine.closed.is_empty(), "a tag changes no price");
}

#[test]
fn a_new_type_closes_the_interval() {
    let mut machine = machine(MachineState::Stopped);
    let facts = InstanceFacts { instance_type: "m5.xlarge".into(), ..machine.facts.clone() };
    machine.observe(Sighting {
        state: MachineState::Stopped,
        at: at(5),
        source: IntervalSource::Poll,
        facts: Some(facts),
    });
    assert_eq!(machine.closed[0].instance_type, "m5.large");
    assert_eq!(machine.state_at, at(5));
}

proptest! {
    /// Events of distinct seconds, in any order and any number of copies, end in the newest state,
    /// and intervals never overlap.
    #[test]
    fn order_of_arrival_does_not_matter(
        order in Just((1..8_i64).collect::<Vec<_>>()).prop_shuffle(),
        states in proptest::collection::vec(0..4_usize, 8),
    ) {
        use MachineState::{Pending, Running, Stopped, Stopping};
        let state = |second: i64| [Pending, Running, Stopping, Stopped][states[second as usize]];
        let mut machine = machine(Running);
        for second in order.iter().chain(&order) {
            machine.observe(event(state(*second), *second));
        }
        prop_assert_eq!(machine.state, state(7));
        for pair in machine.closed.windows(2) {
            prop_assert!(pair[0].to <= pair[1].from);
        }
    }
}
