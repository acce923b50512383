//! The one decision everything else carries out: what should be done with a machine now, and why.
//!
//! It is level-triggered: it looks at the wish, the state and what the machine was last brought to,
//! never at what an order says. Asking it twice, late or out of order gives the right answer for the
//! moment of asking.

mod intend;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use intend::{Followed, Intent, IntentReason, intend};

use crate::{
    machine::{Lifecycle, Machine, MachineState, RootDevice},
    schedule::{Behaviour, Wish},
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
    /// The schedule means to do nothing about it, as its behaviour says.
    Meant(IntentReason),
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
            Self::Meant(reason) => return reason.fmt(f),
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

/// A decision, and what the machine has been brought to once it is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// What to do.
    pub decision: Decision,
    /// To be stored: at once when nothing is to be done, after EC2 accepted the action otherwise.
    pub followed: Followed,
}

/// Decides what to do with a machine whose schedule, overrides included, currently wishes `wish` and
/// behaves as `behaviour` says.
///
/// Protection comes first: an ignored machine, a member of an Auto Scaling group, an instance-store
/// machine and a spot machine are left alone whatever the wish.
pub fn decide(wish: Wish, behaviour: &Behaviour, machine: &Machine) -> Plan {
    let leave = |reason| Plan { decision: Decision::Leave(reason), followed: machine.followed };
    if machine.state == MachineState::Terminated || machine.state == MachineState::ShuttingDown {
        return leave(Reason::Gone);
    }
    if let Some(reason) = protection(machine) {
        return leave(reason);
    }
    let running = matches!(machine.state, MachineState::Running | MachineState::Pending);
    let intent = intend(wish, behaviour, machine.followed, running);
    let decision = match (intent.action, machine.state) {
        (None, _) if wish == Wish::HandsOff => Decision::Leave(Reason::HandsOff),
        (None, _) if running == (wish == Wish::On) => Decision::Leave(Reason::AsWished),
        (None, _) => Decision::Leave(Reason::Meant(intent.reason)),
        (Some(Action::Start), MachineState::Running | MachineState::Pending)
        | (Some(Action::Stop), MachineState::Stopped | MachineState::Stopping) => {
            Decision::Leave(Reason::AsWished)
        }
        (Some(action @ Action::Start), MachineState::Stopped)
        | (Some(action @ Action::Stop), MachineState::Running) => Decision::Act(action),
        (Some(_), _) => Decision::LookAgain(Reason::InTransition),
    };
    match decision {
        Decision::LookAgain(_) => Plan { decision, followed: machine.followed },
        _ => Plan { decision, followed: intent.followed },
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
    use crate::{CloudId, LineageId, MachineId, machine::InstanceFacts, schedule::ManualChange};

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
            let plan = decide(wish, &Behaviour::default(), &machine(state));
            assert_eq!(plan.decision, expected, "{wish:?} {state}");
        }
    }

    #[test]
    fn a_change_by_hand_is_respected_until_the_next_edge_or_undone() {
        let mut stopped_by_hand = machine(MachineState::Stopped);
        stopped_by_hand.followed = Followed::On;
        let respect = Behaviour::default();
        let left = Plan {
            decision: Decision::Leave(Reason::Meant(IntentReason::CarriedOut)),
            followed: Followed::On,
        };
        assert_eq!(decide(Wish::On, &respect, &stopped_by_hand), left);
        let enforce = Behaviour { manual_stop: ManualChange::Enforce, ..respect };
        let started = Plan { decision: Decision::Act(Action::Start), followed: Followed::On };
        assert_eq!(decide(Wish::On, &enforce, &stopped_by_hand), started);
    }

    #[test]
    fn a_machine_that_ran_before_the_on_edge_is_retained_at_the_off_edge() {
        let retain = Behaviour { retain_running: true, ..Behaviour::default() };
        let mut running = machine(MachineState::Running);
        running.followed = Followed::Off;
        let plan = decide(Wish::On, &retain, &running);
        assert_eq!(plan.followed, Followed::Retained);
        running.followed = plan.followed;
        let plan = decide(Wish::Off, &retain, &running);
        assert_eq!(plan.decision, Decision::Leave(Reason::Meant(IntentReason::Retained)));
        assert_eq!(plan.followed, Followed::Off);
    }

    #[test]
    fn what_is_between_two_states_is_not_yet_carried_out() {
        let plan = decide(Wish::On, &Behaviour::default(), &machine(MachineState::Stopping));
        assert_eq!(plan.followed, Followed::Unknown);
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
            assert_eq!(decide(Wish::Off, &Behaviour::default(), &machine).decision, Decision::Leave(reason));
        }
    }
}
