//! Whatever the domain writes, its mirror reads, and writes back the same.

use powerdown_domain::{
    assignment, machine, reconcile,
    schedule::{self, ScheduleDocument},
};
use powerdown_engine::record;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{from_value, json, to_value};

use super::*;

fn same<M: Serialize + DeserializeOwned>(ours: impl Serialize) {
    let written = to_value(ours).unwrap();
    let mirrored: M = from_value(written.clone()).unwrap();
    assert_eq!(to_value(mirrored).unwrap(), written);
}

#[test]
fn documents_are_mirrored() {
    let point = |day: &str| json!({"day": day, "time": "08:30"});
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        let window = json!({"from": point(day), "to": {"day": "mon", "time": "00:00"}});
        let document = json!({"zone": "UTC", "windows": [window]});
        let document: ScheduleDocument = from_value(document).unwrap();
        same::<WeeklyWindow>(document.windows[0]);
    }
    for selector in [
        json!({"priority": 1000, "tags": [{"key": "env"}]}),
        json!({"priority": 0, "cloud_id": "cld_00000000000000000000000001", "tags": [{"key": "a", "value": "b"}]}),
    ] {
        same::<Selector>(from_value::<assignment::Selector>(selector).unwrap());
    }
}

#[test]
fn names_are_mirrored() {
    use machine::MachineState::{Pending, Running, ShuttingDown, Stopped, Stopping, Terminated};
    for state in [Pending, Running, Stopping, Stopped, ShuttingDown, Terminated] {
        same::<MachineState>(state);
    }
    same::<Lifecycle>(machine::Lifecycle::OnDemand);
    same::<Lifecycle>(machine::Lifecycle::Spot);
    for wish in [schedule::Wish::On, schedule::Wish::Off, schedule::Wish::HandsOff] {
        same::<Wish>(wish);
    }
    for role in [record::Role::Viewer, record::Role::Operator, record::Role::Admin, record::Role::Owner] {
        same::<Role>(role);
    }
    use record::HealthStatus::{Failed, Healthy, Unverified};
    for status in [Unverified, Healthy, Failed] {
        same::<HealthStatus>(status);
    }
    for (action, outcome) in [
        (reconcile::Action::Start, machine::Outcome::Accepted),
        (reconcile::Action::Stop, machine::Outcome::Failed),
    ] {
        let at = "2026-03-02T08:00:00Z".parse().unwrap();
        same::<LastAction>(machine::LastAction { action, outcome, reason: "because".to_owned(), at });
    }
}
