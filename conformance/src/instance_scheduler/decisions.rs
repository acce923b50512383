//! `is_decisions`: what is done with a machine, for every combination of schedule, flags, what the
//! machine was last brought to, and whether it runs.

use jiff::tz::TimeZoneDatabase;
use powerdown_domain::{
    reconcile::{Action, Followed, intend},
    schedule::{Behaviour, Wish},
};
use serde::Deserialize;
use serde_json::json;

use super::import;
use crate::tally::Tally;

#[derive(Deserialize)]
struct Case<'a> {
    id: &'a str,
    schedule_state: &'a str,
    enforced: bool,
    retain_running: bool,
    stop_new_instances: bool,
    use_maintenance_window: bool,
    maintenance_window: Option<&'a str>,
    stored_state: &'a str,
    is_running: bool,
    expected: Expected<'a>,
}

#[derive(Deserialize)]
struct Expected<'a> {
    action: &'a str,
    new_stored_state: &'a str,
}

pub(crate) fn check(cases: &[u8], zones: &TimeZoneDatabase) -> serde_json::Result<Tally> {
    let cases: Vec<Case<'_>> = serde_json::from_slice(cases)?;
    let mut tally = Tally::default();
    for case in &cases {
        if case.use_maintenance_window && case.maintenance_window.is_some() {
            tally.not_covered("those with a maintenance window");
            continue;
        }
        let expected = (case.expected.action, case.expected.new_stored_state);
        let flags = Flags {
            enforced: case.enforced,
            retain_running: case.retain_running,
            stop_new_instances: case.stop_new_instances,
        };
        let (Some(behaviour), Some(wish)) = (flags.imported(zones), wish(case.schedule_state)) else {
            tally.fail(case.id, &expected, &"refused by the importer");
            continue;
        };
        let intent = intend(wish, &behaviour, followed(case.stored_state), case.is_running);
        let action = match intent.action {
            None => "None",
            Some(Action::Start) => "Start",
            Some(Action::Stop) => "Stop",
        };
        tally.compare(case.id, &expected, &(action, stored(intent.followed)));
    }
    Ok(tally)
}

/// The flags of a schedule.
struct Flags {
    enforced: bool,
    retain_running: bool,
    stop_new_instances: bool,
}

impl Flags {
    /// What the importer makes of them.
    fn imported(&self, zones: &TimeZoneDatabase) -> Option<Behaviour> {
        let schedule = json!({
            "type": "schedule",
            "name": "flags",
            "override_status": "running",
            "enforced": self.enforced,
            "retain_running": self.retain_running,
            "stop_new_instances": self.stop_new_instances,
        });
        import(vec![schedule], zones).map(|imported| imported.document.behaviour)
    }
}

fn wish(state: &str) -> Option<Wish> {
    [Wish::On, Wish::Off, Wish::HandsOff].into_iter().find(|wish| super::word(*wish) == state)
}

/// A stored state: every one that stands for nothing that the schedule brought about is *hands off*.
pub(super) fn followed(stored: &str) -> Followed {
    match stored {
        "unknown" => Followed::Unknown,
        "running" => Followed::On,
        "stopped" => Followed::Off,
        "retain-running" => Followed::Retained,
        _ => Followed::HandsOff,
    }
}

/// What Instance Scheduler stores for it.
pub(super) fn stored(followed: Followed) -> &'static str {
    match followed {
        Followed::Unknown => "unknown",
        Followed::On => "running",
        Followed::Off => "stopped",
        Followed::HandsOff => "any",
        Followed::Retained => "retain-running",
    }
}
