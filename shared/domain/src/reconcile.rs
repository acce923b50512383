//! The one decision everything else carries out: what should be done with a machine now, and why.
//!
//! It is level-triggered: it looks at the wish and the state, never at what was ordered before.
//! Asking it twice, late or out of order gives the right answer for the moment of asking.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    machine::{Lifecycle, Machine, MachineState, RootDevice},
    schedule::Wish,
};

/// Machines with this tag, whatever its value, are never touched.
pub const IGNORE_TAG: &str = "powerdown:ignore";

/// A call to EC2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// StartInstances.
    Start,
    /// StopInstances.
    Stop,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Start => "start",
            Self::Stop => "stop",
        })
    }
}

/// What to do with a machine now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Call EC2.
    Act(Action),
    /// Nothing, until the wish or the state changes.
    Leave(Reason),
    /// Nothing yet: the machine is between two states. Look again in a minute.
    LookAgain(Reason),
}

/// Why a machine is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The state is the wished one.
    AsWished,
    /// The schedule says hands off.
    HandsOff,
    /// It is on its way from one state to another.
    InTransition,
    /// It is terminated.
    Gone,
    /// Its tags forbid any action.
    Ignored,
    /// It belongs to an Auto Scaling group, which would replace it.
    GroupMember,
    /// EC2 cannot stop a machine whose root volume is on the host's disk.
    InstanceStore,
    /// EC2 can stop a spot machine only under a persistent request, which is not known to exist.
    Spot,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AsWished => "already as the schedule wants it",
            Self::HandsOff => "the schedule leaves it alone",
            Self::InTransition => "it is changing state; looked at again in a minute",
            Self::Gone => "the machine is terminated",
            Self::Ignored => "its tag powerdown:ignore forbids any action",
            Self::GroupMember => "it belongs to an Auto Scaling group, which would replace it",
            Self::InstanceStore => "its root volume is an instance store, which EC2 cannot stop",
            Self::Spot => "EC2 stops spot machines only under a persistent request",
        })
    }
}

/// Decides what to do with a machine whose schedule currently wishes `wish`.
///
/// Protection comes first: an ignored machine, a member of an Auto Scaling group, an instance-store
/// machine and a spot machine are left alone whatever the wish.
pub fn decide(wish: Wish, machine: &Machine) -> Decision {
    if machine.state == MachineState::Terminated || machine.state == MachineState::ShuttingDown {
        return Decision::Leave(Reason::Gone);
    }
    if let Some(reason) = protection(machine) {
        return Decision::Leave(reason);
    }
    match (wish, machine.state) {
        (Wish::HandsOff, _) => Decision::Leave(Reason::HandsOff),
        (Wish::On, MachineState::Running | MachineState::Pending)
        | (Wish::Off, MachineState::Stopped | MachineState::Stopping) => Decision::Leave(Reason::AsWished),
        (Wish::On, MachineState::Stopped) => Decision::Act(Action::Start),
        (Wish::Off, MachineState::Running) => Decision::Act(Action::Stop),
        (Wish::On | Wish::Off, _) => Decision::LookAgain(Reason::InTransition),
    }
}

/// Why a machine may never be started or stopped, if so.
pub fn protection(machine: &Machine) -> Option<Reason> {
    let tags = &machine.facts.tags;
    if tags.contains_key(IGNORE_TAG) {
        Some(Reason::Ignored)
    } else if tags.contains_key("aws:autoscaling:groupName") {
        Some(Reason::GroupMember)
    } else if machine.facts.root_device == RootDevice::InstanceStore {
        Some(Reason::InstanceStore)
    } else if machine.facts.lifecycle == Lifecycle::Spot {
        Some(Reason::Spot)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{CloudId, LineageId, MachineId, machine::InstanceFacts};

    fn machine(state: MachineState) -> Machine {
        let id = MachineId {
            cloud: CloudId::from_parts(1, 1),
            region: "us-east-1".parse().unwrap(),
            instance: "i-0123456789abcdef0".parse().unwrap(),
        };
        let facts = InstanceFacts {
            instance_type: "t3.micro".into(),
            zone: "us-east-1a".into(),
            platform: "Linux/UNIX".into(),
            lifecycle: Lifecycle::OnDemand,
            root_device: RootDevice::Ebs,
            launched_at: Timestamp::UNIX_EPOCH,
            tags: Default::default(),
        };
        Machine::discovered(id, LineageId::from_parts(1, 1), state, Timestamp::UNIX_EPOCH, facts)
    }

    #[test]
    fn the_table() {
        use Decision::{Act, Leave, LookAgain};
        use MachineState::{Pending, Running, ShuttingDown, Stopped, Stopping, Terminated};
        let cases = [
            (Wish::On, Stopped, Act(Action::Start)),
            (Wish::On, Running, Leave(Reason::AsWished)),
            (Wish::On, Pending, Leave(Reason::AsWished)),
            (Wish::On, Stopping, LookAgain(Reason::InTransition)),
            (Wish::Off, Running, Act(Action::Stop)),
            (Wish::Off, Stopped, Leave(Reason::AsWished)),
            (Wish::Off, Stopping, Leave(Reason::AsWished)),
            (Wish::Off, Pending, LookAgain(Reason::InTransition)),
            (Wish::HandsOff, Running, Leave(Reason::HandsOff)),
            (Wish::On, Terminated, Leave(Reason::Gone)),
            (Wish::Off, ShuttingDown, Leave(Reason::Gone)),
        ];
        for (wish, state, expected) in cases {
            assert_eq!(decide(wish, &machine(state)), expected, "{wish:?} {state}");
        }
    }

    #[test]
    fn protection_beats_every_wish() {
        let mut ignored = machine(MachineState::Running);
        ignored.facts.tags.insert(IGNORE_TAG.into(), String::new());
        let mut member = machine(MachineState::Running);
        member.facts.tags.insert("aws:autoscaling:groupName".into(), "web".into());
        let mut spot = machine(MachineState::Running);
        spot.facts.lifecycle = Lifecycle::Spot;
        let mut store = machine(MachineState::Running);
        store.facts.root_device = RootDevice::InstanceStore;
        for (machine, reason) in [
            (ignored, Reason::Ignored),
            (member, Reason::GroupMember),
            (spot, Reason::Spot),
            (store, Reason::InstanceStore),
        ] {
            assert_eq!(decide(Wish::Off, &machine), Decision::Leave(reason));
        }
    }
}
