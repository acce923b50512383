//! What a schedule means to do with a machine, given what the machine was last brought to and whether
//! people touched it since.
//!
//! The table is that of AWS Instance Scheduler's stored states, of which four distinctions matter; its
//! `enforced`, `retain_running` and `stop_new_instances` are our [`Behaviour`].

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Action;
use crate::schedule::{Behaviour, ManualChange, NewMachines, Wish};

/// What a machine was last brought to by the schedule that it follows.
///
/// Stored with the machine; forgotten when it follows another schedule. It tells an edge (the wish is
/// another than the last one carried out) from a change by hand (the wish is the same, the machine is
/// not).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Followed {
    /// Nothing yet: it is new to its schedule.
    #[default]
    Unknown,
    /// On.
    On,
    /// Off.
    Off,
    /// Left alone.
    HandsOff,
    /// On, but somebody else had started it before the on-edge: the off-edge leaves it running.
    Retained,
}

/// What is to be done, and what the machine has then been brought to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Intent {
    /// Start, stop or nothing.
    pub action: Option<Action>,
    /// To be stored once the action, if any, was accepted.
    pub followed: Followed,
    /// Why.
    pub reason: IntentReason,
}

/// Why something is meant to be done, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntentReason {
    /// The schedule wants another state than the one last carried out.
    Edge,
    /// The behaviour says that changes by hand are undone.
    Enforced,
    /// The schedule wants nothing.
    HandsOff,
    /// What the schedule wants was carried out; a change by hand since then is respected.
    CarriedOut,
    /// It was running already at the on-edge, and is left so.
    Retained,
    /// It is new, and new machines wait for the next edge.
    New,
}

impl fmt::Display for IntentReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Edge => "the schedule wants it so",
            Self::Enforced => "the schedule undoes changes by hand",
            Self::HandsOff => "the schedule leaves it alone",
            Self::CarriedOut => "carried out; changes by hand are respected until the next edge",
            Self::Retained => "it was running before the schedule wanted it on, and is left running",
            Self::New => "it is new to the schedule and waits for the next edge",
        })
    }
}

/// Says what a schedule with this behaviour means to do with a machine.
///
/// `running` is whether the machine runs or is about to.
pub fn intend(wish: Wish, behaviour: &Behaviour, followed: Followed, running: bool) -> Intent {
    let (action, carried_out, enforced) = match wish {
        Wish::HandsOff => {
            return Intent { action: None, followed: Followed::HandsOff, reason: IntentReason::HandsOff };
        }
        Wish::On => (Action::Start, Followed::On, behaviour.manual_stop == ManualChange::Enforce),
        Wish::Off => (Action::Stop, Followed::Off, behaviour.manual_start == ManualChange::Enforce),
    };
    let leave = |followed, reason| Intent { action: None, followed, reason };
    let act = |reason| Intent { action: Some(action), followed: carried_out, reason };
    let waits = match behaviour.new_machines {
        NewMachines::Act => false,
        NewMachines::StartOnly => wish == Wish::Off,
        NewMachines::Wait => true,
    };
    match (wish, followed) {
        (_, Followed::Unknown) if waits => leave(carried_out, IntentReason::New),
        _ if enforced => act(IntentReason::Enforced),
        (Wish::On, Followed::Retained) => leave(Followed::Retained, IntentReason::Retained),
        (Wish::Off, Followed::Retained) if behaviour.retain_running => {
            leave(Followed::Off, IntentReason::Retained)
        }
        (Wish::On, Followed::Off) if running && behaviour.retain_running => {
            leave(Followed::Retained, IntentReason::Retained)
        }
        (_, followed) if followed == carried_out => leave(followed, IntentReason::CarriedOut),
        _ => act(IntentReason::Edge),
    }
}
