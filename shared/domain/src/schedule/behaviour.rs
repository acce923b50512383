//! How a schedule treats machines that people also touch by hand.

use serde::{Deserialize, Serialize};

/// What a schedule does beyond saying on and off. Each flag has the default that surprises least.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Behaviour {
    /// What it means when somebody starts a machine that the schedule wants off.
    #[serde(skip_serializing_if = "is_default")]
    pub manual_start: ManualChange,
    /// What it means when somebody stops a machine that the schedule wants on.
    #[serde(skip_serializing_if = "is_default")]
    pub manual_stop: ManualChange,
    /// Whether a machine that was running already at an on-edge, having been started by hand, is left
    /// running at the off-edge that follows.
    #[serde(skip_serializing_if = "is_default")]
    pub retain_running: bool,
    /// What happens to a machine that newly follows the schedule.
    #[serde(skip_serializing_if = "is_default")]
    pub new_machines: NewMachines,
    /// Hibernate instead of stop. EC2 refuses it for machines that were not launched for it; those
    /// are left running, with the reason.
    #[serde(skip_serializing_if = "is_default")]
    pub hibernate: bool,
    /// How many minutes before a stop it is announced: 0 (not at all) to 60.
    #[serde(skip_serializing_if = "is_default")]
    pub stop_warning_minutes: u8,
    /// How many minutes before an on-edge machines are started, so that they are ready at the edge:
    /// 0 to 120. Only time that is off is used for it.
    #[serde(skip_serializing_if = "is_default")]
    pub start_lead_minutes: u8,
}

/// What a start or stop by hand means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ManualChange {
    /// It holds until the schedule's next edge.
    #[default]
    Respect,
    /// It is undone.
    Enforce,
}

/// What happens to a machine that newly follows a schedule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewMachines {
    /// It is brought to what the schedule wants at once.
    #[default]
    Act,
    /// It is started if the schedule wants it on, but not stopped before the next off-edge.
    StartOnly,
    /// Nothing before the next edge.
    Wait,
}

impl Behaviour {
    /// The longest announcement of a stop, in minutes.
    pub const MAX_STOP_WARNING: u8 = 60;
    /// The longest start lead, in minutes.
    pub const MAX_START_LEAD: u8 = 120;
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
