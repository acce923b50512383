//! The states EC2 knows (EC2 User Guide, "Instance lifecycle").

use std::fmt;

use serde::{Deserialize, Serialize};

/// An instance's state, by EC2's own names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MachineState {
    /// Starting; not billed yet.
    Pending,
    /// The only state that is billed for compute.
    Running,
    /// On its way to `stopped`.
    Stopping,
    /// Off, its volumes kept and billed.
    Stopped,
    /// On its way to `terminated`.
    ShuttingDown,
    /// Gone for good, or no longer listed.
    Terminated,
}

/// Whether a state ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transience {
    /// `pending`, `stopping`, `shutting-down`: another state follows within minutes.
    Passing,
    /// `running`, `stopped`, `terminated`: stays until somebody acts.
    Lasting,
}

impl MachineState {
    /// Whether the state ends by itself.
    pub fn transience(self) -> Transience {
        match self {
            Self::Pending | Self::Stopping | Self::ShuttingDown => Transience::Passing,
            Self::Running | Self::Stopped | Self::Terminated => Transience::Lasting,
        }
    }

    /// Whether `next` can follow this state without an action in between being missed, directly or
    /// through states too short to be seen. Decides between observations of one second, since EC2's
    /// events carry whole seconds: `stopping` then `stopped` is progress, `stopped` then `stopping` is
    /// the same pair delivered the wrong way round.
    pub fn may_become(self, next: Self) -> bool {
        use MachineState::{Pending, Running, ShuttingDown, Stopped, Stopping, Terminated};
        match self {
            Pending => matches!(next, Running | Stopping | Stopped | ShuttingDown | Terminated),
            Running => matches!(next, Stopping | Stopped | ShuttingDown | Terminated),
            Stopping => matches!(next, Stopped | ShuttingDown | Terminated),
            Stopped => matches!(next, Pending | Running | ShuttingDown | Terminated),
            ShuttingDown => next == Terminated,
            Terminated => false,
        }
    }

    /// EC2's name of the state.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Stopping => "stopping",
            Self::Stopped => "stopped",
            Self::ShuttingDown => "shutting-down",
            Self::Terminated => "terminated",
        }
    }

    /// Reads EC2's name; `None` for a name this version does not know.
    pub fn from_ec2(name: &str) -> Option<Self> {
        [Self::Pending, Self::Running, Self::Stopping, Self::Stopped, Self::ShuttingDown, Self::Terminated]
            .into_iter()
            .find(|state| state.as_str() == name)
    }
}

impl fmt::Display for MachineState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
