//! Whatever the domain writes, its mirror reads, and writes back the same.

use powerdown_domain::{assignment, machine, reconcile, schedule};
use powerdown_engine::record;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, from_value, json, to_value};

use super::*;
use crate::views::import::{ImportFormat, ImportVerdict};

fn same<M: Serialize + DeserializeOwned>(ours: impl Serialize) {
    let written = to_value(ours).unwrap();
    let mirrored: M = from_value(written.clone()).unwrap();
    assert_eq!(to_value(mirrored).unwrap(), written);
}

/// One of everything, each field with a value that is not its default.
fn everything() -> Value {
    let days =
        json!({"weekdays": "mon-fri,sat#1,friL", "month_days": "1-15,L,L-2,15W,LW", "months": "nov-feb"});
    json!({
        "zone": "Europe/Berlin",
        "otherwise": "hands-off",
        "windows": [{
            "name": "weekend job", "wish": "off",
            "from": {"day": "fri", "time": "18:00"}, "to": {"day": "mon", "time": "07:00"},
        }],
        "periods": [{"name": "office", "days": days, "begin": "22:00", "end": "06:00", "wish": "hands-off"}],
        "edges": [{"name": "start", "days": days, "at": "08:00", "wish": "on"}],
        "cron": [{"name": "stop", "at": "cron(0 18 ? * MON-FRI *)", "wish": "off"}],
        "exceptions": [
            {"name": "release", "from": "2026-11-28T00:00", "to": "2026-11-30T00:00", "wish": "on"},
        ],
        "freezes": [{"name": "year's end", "from": "2026-12-24T12:00", "to": "2027-01-02T00:00"}],
        "calendars": [{"calendar": "cal_00000000000000000000000001", "wish": "off"}],
        "join_gap_minutes": 1,
        "behaviour": {
            "manual_start": "enforce", "manual_stop": "enforce", "retain_running": true,
            "new_machines": "start-only", "hibernate": true, "stop_warning_minutes": 10,
            "start_lead_minutes": 15,
        },
    })
}

#[test]
fn reaches_are_mirrored() {
    let cloud = powerdown_domain::CloudId::from_parts(1, 1);
    let (key, value) = ("team".to_owned(), "web".to_owned());
    for reach in [
        powerdown_domain::Reach::Everything,
        powerdown_domain::Reach::Clouds([cloud].into()),
        powerdown_domain::Reach::Tag { key, value },
    ] {
        same::<Reach>(reach);
    }
}

#[test]
fn scopes_are_mirrored() {
    for scope in powerdown_domain::Scope::ALL {
        same::<Scope>(scope);
    }
}

#[test]
fn schedule_documents_are_mirrored() {
    let everything = everything();
    let document: schedule::ScheduleDocument = from_value(everything.clone()).unwrap();
    assert_eq!(to_value(&document).unwrap(), everything, "nothing in it is a default");
    same::<ScheduleDocument>(&document);
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        let to = json!({"day": "mon", "time": "00:00"});
        let window = json!({"from": {"day": day, "time": "08:30"}, "to": to});
        let document = json!({"zone": "UTC", "windows": [window]});
        same::<ScheduleDocument>(from_value::<schedule::ScheduleDocument>(document).unwrap());
    }
    for wish in ["on", "off", "hands-off"] {
        let period = json!({"begin": "00:00", "end": "24:00", "wish": wish});
        let document = json!({"zone": "UTC", "otherwise": wish, "periods": [period]});
        same::<ScheduleDocument>(from_value::<schedule::ScheduleDocument>(document).unwrap());
    }
    for new_machines in ["act", "start-only", "wait"] {
        let document = json!({"zone": "UTC", "behaviour": {"new_machines": new_machines}});
        same::<ScheduleDocument>(from_value::<schedule::ScheduleDocument>(document).unwrap());
    }
    for template in schedule::templates("Asia/Tokyo") {
        same::<ScheduleDocument>(template.document);
    }
}

/// Whatever the domain takes may be left out, the mirror lets be left out.
#[test]
fn every_field_but_the_zone_may_be_left_out() {
    let everything = everything();
    for field in everything.as_object().unwrap().keys().filter(|field| *field != "zone") {
        let mut less = everything.clone();
        less.as_object_mut().unwrap().remove(field);
        same::<ScheduleDocument>(from_value::<schedule::ScheduleDocument>(less).unwrap());
    }
    for (list, fields) in [
        ("windows", &["name", "wish"][..]),
        ("periods", &["name", "days", "wish"]),
        ("edges", &["name", "days"]),
        ("cron", &["name"]),
        ("exceptions", &["name"]),
        ("freezes", &["name"]),
    ] {
        let mut less = everything.clone();
        for field in fields {
            less[list][0].as_object_mut().unwrap().remove(*field);
        }
        same::<ScheduleDocument>(from_value::<schedule::ScheduleDocument>(less).unwrap());
    }
}

#[test]
fn calendars_are_mirrored() {
    let document = json!({
        "entries": [
            {"name": "Christmas", "when": {"type": "dates", "from": "2026-12-25", "to": "2026-12-26"}},
            {"when": {"type": "recurring", "days": {"weekdays": "thu#4", "months": "nov"}}},
            {"when": {"type": "recurring", "days": {"month_days": "1", "months": "jan"}}},
            {"when": {"type": "local", "from": "2026-12-24T12:00", "to": "2026-12-24T18:00"}},
            {"when": {"type": "instants", "from": "2026-12-24T12:00:00Z", "to": "2026-12-24T18:00:00Z"}},
        ],
        "includes": ["cal_00000000000000000000000001"],
    });
    let read: schedule::CalendarDocument = from_value(document.clone()).unwrap();
    assert_eq!(to_value(&read).unwrap(), document);
    same::<CalendarDocument>(read);
    same::<CalendarDocument>(schedule::CalendarDocument::default());
}

#[test]
fn verdicts_are_mirrored() {
    use powerdown_imports::Verdict::{Differs, Exact, Refused};
    for verdict in [Exact, Differs, Refused] {
        same::<ImportVerdict>(verdict);
    }
}

#[test]
fn formats_are_named_as_the_importer_names_them() {
    use powerdown_imports::Format;
    for format in Format::ALL {
        let read: ImportFormat = from_value(json!(format.to_string())).unwrap();
        assert_eq!(Format::from(read), format);
    }
}

#[test]
fn selectors_are_mirrored() {
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
