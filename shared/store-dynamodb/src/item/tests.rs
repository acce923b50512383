//! What is stored must stay readable: a golden item per entity and format. A change that breaks one
//! needs a new format version and an upgrade, never a new golden item alone.

mod people;

use serde_json::{Value, json};

use super::{Body, Entity, Item, StoreError, decode};
use crate::{
    audit::{EntryItem, HeadItem, VerificationItem},
    calendars::CalendarItem,
    calls::CallItem,
    clouds::{AccountItem, CloudItem, LeavingItem},
    data_keys::DataKeyItem,
    exports::ExportItem,
    ledger::LedgerItem,
    machines::{MachineItem, TargetItem},
    news::{NewsHeadItem, NewsItem},
    rates::RateItem,
    schedules::ScheduleItem,
    security::{MarkItem, SecurityEventItem},
    sockets::SocketItem,
    upkeep::ProgressItem,
};

const ID: &str = "00000000000000000000000001";

fn stored(version: u32, body: &Value) -> Item {
    let mut item: Item = serde_dynamo::to_item(body).unwrap();
    for (name, value) in [("pk", "a"), ("sk", "b"), ("due_pk", "due#0"), ("member_pk", "user#1")] {
        item.insert(name.to_owned(), super::AttributeValue::S(value.to_owned()));
    }
    for (name, value) in [("v", version), ("ttl", 7)] {
        item.insert(name.to_owned(), super::AttributeValue::N(value.to_string()));
    }
    item
}

/// Reads the golden item, and writes the very same again.
fn assert_held<B: Body>(body: Value) {
    let (_, read) = decode::<B>(stored(B::ENTITY.version, &body)).unwrap();
    let written: Item = serde_dynamo::to_item(&read).unwrap();
    let written: Value = serde_dynamo::from_item(written).unwrap();
    assert_eq!(written, body, "{}", B::ENTITY.name);

    let mut strange = body.clone();
    strange["never_heard_of"] = json!(1);
    let refused = decode::<B>(stored(B::ENTITY.version, &strange));
    assert!(matches!(refused, Err(StoreError::Corrupt { .. })), "{}", B::ENTITY.name);
    let newer = decode::<B>(stored(B::ENTITY.version + 1, &body));
    assert!(matches!(newer, Err(StoreError::NewerFormat { .. })), "{}", B::ENTITY.name);
}

/// Reads an item of an older format as the newest one.
fn assert_upgraded<B: Body>(from: u32, older: Value, newest: Value) {
    let (_, read) = decode::<B>(stored(from, &older)).unwrap();
    let written: Item = serde_dynamo::to_item(&read).unwrap();
    let written: Value = serde_dynamo::from_item(written).unwrap();
    assert_eq!(written, newest, "{} of format {from}", B::ENTITY.name);
}

#[test]
fn calls_are_held() {
    for state in [
        json!({"type": "running"}),
        json!({"type": "answered", "answer": "sealed"}),
        json!({"type": "shown-once"}),
    ] {
        assert_held::<CallItem>(
            json!({"request": "5e55", "state": state, "expires_at": "2026-03-02T08:00:00Z"}),
        );
    }
}

/// Format 1 had neither topics nor a time of the last sign of life.
#[test]
fn older_sockets_are_read() {
    let first = json!({
        "user": format!("usr_{ID}"), "session": format!("ses_{ID}"), "expires_at": "2026-03-02T10:00:00Z",
    });
    let (_, read) = decode::<SocketItem>(stored(1, &first)).unwrap();
    let now: Value = serde_dynamo::from_item(serde_dynamo::to_item::<_, Item>(&read).unwrap()).unwrap();
    assert_eq!(now["topics"], json!(["machines", "clouds", "schedules"]));
    assert_eq!(now["seen_at"], "2026-03-02T08:00:00Z");
}

#[test]
fn news_are_held() {
    assert_held::<NewsItem>(json!({
        "event": {
            "type": "machines-changed", "v": 1, "tenant": format!("ten_{ID}"),
            "changes": [{
                "id": format!("cld_{ID}:eu-west-1:i-00000000000000001"), "rev": 4, "state": "stopping",
                "last_action": {
                    "action": "stop", "outcome": "accepted", "reason": "r", "at": "2026-03-02T08:00:00Z",
                },
            }],
        },
        "expires_at": "2026-03-02T08:15:00Z",
    }));
    assert_held::<NewsItem>(json!({
        "event": {"type": "clouds-changed", "v": 1, "tenant": format!("ten_{ID}"), "clouds": []},
        "expires_at": "2026-03-02T08:15:00Z",
    }));
    assert_held::<NewsHeadItem>(json!({"number": 7}));
}

#[test]
fn what_the_border_keeps_is_held() {
    assert_held::<RateItem>(json!({"full_at": 1_772_438_400_123_i64}));
    assert_held::<SecurityEventItem>(json!({
        "user": format!("usr_{ID}"), "detail": "/.env", "count": 3,
        "first_at": "2026-03-02T08:00:00Z", "last_at": "2026-03-02T08:04:00Z",
    }));
    assert_held::<MarkItem>(json!({"until": "2026-03-02T08:00:00Z"}));
}

#[test]
fn progress_is_held() {
    assert_held::<ProgressItem>(json!({"at": "2026-03-02T08:00:00Z", "position": "[\"t#1\",\"cloud#2\"]"}));
    assert_held::<ProgressItem>(json!({"at": "2026-03-02T08:00:00Z"}));
}

#[test]
fn clouds_are_held() {
    let cloud = |access: Value| {
        json!({
            "name": "production", "account": "123456789012", "regions": ["us-east-1"], "access": access,
            "health": {"status": "failed", "reason": "denied", "checked_at": "2026-03-02T08:00:00Z"},
            "machines_seen_at": "2026-03-02T08:00:00Z", "next_scan_at": "2026-03-02T08:05:00Z",
            "created_at": "2026-03-02T08:00:00Z", "rev": 4,
        })
    };
    let arn = "arn:aws:iam::123456789012:role/PowerDown";
    assert_held::<CloudItem>(cloud(json!({"type": "role", "arn": arn, "external_id": "sealed"})));
    assert_held::<CloudItem>(cloud(json!({"type": "keys", "hint": "MPLE", "keys": "sealed"})));
    assert_held::<LeavingItem>(json!({
        "regions": ["eu-west-1"], "since": "2026-03-02T08:00:00Z", "due_at": "2026-03-02T08:20:00Z", "rev": 2,
    }));
    assert_held::<AccountItem>(json!({"tenant": format!("ten_{ID}"), "cloud": format!("cld_{ID}")}));
}

#[test]
fn schedules_are_held() {
    let window = json!({"from": {"day": "fri", "time": "18:00"}, "to": {"day": "mon", "time": "07:00"}});
    assert_held::<ScheduleItem>(json!({
        "name": "office hours", "document": {"zone": "Europe/Berlin", "windows": [window]},
        "selectors": [
            {"priority": 10, "cloud_id": format!("cld_{ID}"), "tags": [{"key": "env", "value": "dev"}]},
            {"priority": 0, "tags": [{"key": "env"}]},
        ],
        "next_edge": "2026-03-02T17:00:00Z", "created_at": "2026-03-02T08:00:00Z",
        "updated_at": "2026-03-02T08:00:00Z", "version": 2,
    }));
}

/// Every list of a document, and every flag.
#[test]
fn whole_documents_are_held() {
    assert_held::<ScheduleItem>(json!({
        "name": "office hours",
        "document": {
            "zone": "Europe/Berlin", "otherwise": "off",
            "windows": [{
                "name": "week", "from": {"day": "fri", "time": "18:00"}, "to": {"day": "mon", "time": "07:00"},
                "wish": "hands-off",
            }],
            "periods": [{
                "name": "office", "days": {"weekdays": "mon-fri", "month_days": "L", "months": "jan"},
                "begin": "08:00", "end": "24:00", "wish": "off",
            }],
            "edges": [{"name": "early", "days": {"weekdays": "sat"}, "at": "09:00", "wish": "on"}],
            "cron": [{"name": "late", "at": "cron(0 20 ? * MON-FRI *)", "wish": "off"}],
            "exceptions": [{
                "name": "party", "from": "2026-12-24T12:00", "to": "2026-12-27T00:00", "wish": "on",
            }],
            "freezes": [{"name": "release", "from": "2026-12-01T00:00", "to": "2026-12-02T00:00"}],
            "calendars": [{"calendar": format!("cal_{ID}"), "wish": "off"}],
            "join_gap_minutes": 1,
            "behaviour": {
                "manual_start": "enforce", "manual_stop": "enforce", "retain_running": true,
                "new_machines": "start-only", "hibernate": true, "stop_warning_minutes": 10,
                "start_lead_minutes": 15,
            },
        },
        "selectors": [], "overridden": overridden(),
        "created_at": "2026-03-02T08:00:00Z", "updated_at": "2026-03-02T08:00:00Z", "version": 2,
    }));
}

#[test]
fn calendars_are_held() {
    assert_held::<CalendarItem>(json!({
        "name": "holidays",
        "document": {
            "entries": [
                {"name": "Christmas", "when": {"type": "dates", "from": "2026-12-25", "to": "2026-12-26"}},
                {"when": {"type": "recurring", "days": {"weekdays": "thu#4", "months": "nov"}}},
                {"when": {"type": "local", "from": "2026-12-24T12:00", "to": "2026-12-24T18:00"}},
                {"when": {"type": "instants", "from": "2026-03-02T22:00:00Z", "to": "2026-03-03T04:00:00Z"}},
            ],
            "includes": [format!("cal_{ID}")],
        },
        "created_at": "2026-03-02T08:00:00Z", "updated_at": "2026-03-02T08:00:00Z", "version": 2,
    }));
}

fn overridden() -> Value {
    json!({
        "keep": "on", "until": "2026-03-02T20:00:00Z", "reason": "release", "set_by": format!("usr_{ID}"),
        "set_at": "2026-03-02T12:00:00Z",
    })
}

fn interval() -> Value {
    json!({
        "from": "2026-03-01T00:00:00Z", "to": "2026-03-02T08:00:00Z", "state": "shutting-down",
        "lifecycle": "on-demand", "instance_type": "m5.large", "zone": "us-east-1a", "source": "event",
    })
}

#[test]
fn machines_are_held() {
    let mut machine = json!({
        "lineage": format!("lin_{ID}"),
        "facts": {
            "instance_type": "m5.large", "zone": "us-east-1a", "platform": "Linux/UNIX",
            "lifecycle": "spot", "root_device": "instance-store", "launched_at": "2026-03-01T00:00:00Z",
            "tags": {"Name": "web", "empty": ""},
        },
        "state": "running", "state_at": "2026-03-02T08:00:00Z", "source": "response",
        "seen_at": "2026-03-02T08:00:00Z",
        "assignment": {"by_id": format!("sch_{ID}"), "by_selector": null, "tie": [format!("sch_{ID}")]},
        "followed": "on", "overridden": overridden(),
        "last_action": {
            "action": "stop", "outcome": "accepted", "reason": "schedule", "at": "2026-03-02T08:00:00Z",
        },
        "retry": {"at": "2026-03-02T08:05:00Z", "attempt": 1},
        "closed": [interval()], "rev": 9,
    });
    assert_held::<MachineItem>(machine.clone());
    for absent in ["overridden", "last_action", "retry", "closed"] {
        machine.as_object_mut().unwrap().remove(absent);
    }
    assert_held::<MachineItem>(machine.clone());
    machine.as_object_mut().unwrap().remove("followed");
    let (_, first) = decode::<MachineItem>(stored(1, &machine)).unwrap();
    let item: Item = serde_dynamo::to_item(&first).unwrap();
    assert_eq!(
        item["followed"].as_s().unwrap(),
        "unknown",
        "a machine of format 1 was brought to nothing yet"
    );
    assert_held::<TargetItem>(json!({"machines": 12}));
    assert_held::<LedgerItem>(json!({"intervals": [interval()]}));
}

#[test]
fn audit_trails_are_held() {
    let token = json!({"type": "api-token", "id": format!("tok_{ID}")});
    let user = json!({"type": "user", "id": format!("usr_{ID}")});
    for actor in [user, token, json!({"type": "system"})] {
        let entry = json!({
            "at": "2026-03-02T08:00:00Z", "actor": actor, "action": "machines.stop",
            "subjects": ["cld_1"], "outcome": "denied", "detail": "", "previous": "00", "hash": "ff",
        });
        assert_held::<EntryItem>(entry.clone());
        assert_upgraded::<EntryItem>(1, entry.clone(), entry);
    }
    let head = json!({"number": 7, "hash": "ff", "at": "2026-03-02T08:00:00Z"});
    let anchored = |at: Option<&str>| {
        let mut head = head.clone();
        head["anchored_at"] = json!(at);
        head
    };
    assert_held::<HeadItem>(anchored(Some("2026-03-02T09:00:00Z")));
    assert_upgraded::<HeadItem>(2, head.clone(), anchored(None));
    let (_, first) = decode::<HeadItem>(stored(1, &json!({"number": 7, "hash": "ff"}))).unwrap();
    let item: Item = serde_dynamo::to_item(&first).unwrap();
    assert_eq!(item["at"], super::AttributeValue::Null(true), "format 1 knew no time");
    assert_held::<VerificationItem>(json!({
        "at": "2026-03-02T08:00:00Z", "by": format!("usr_{ID}"), "writer": "portal",
        "whole": true, "verified": true,
    }));
}

#[test]
fn exports_are_held() {
    let place = json!({"list": "machines", "cloud": format!("cld_{ID}"), "region": "eu-west-1", "after": "i-0123456789abcdef0"});
    let month = json!({"list": "audit", "month": "2026-03-01", "after": null});
    let schedule = json!({"list": "schedules", "after": format!("sch_{ID}")});
    for (of, place) in [
        (json!({"what": "machines", "cloud": null, "region": "eu-west-1", "schedule": null}), place),
        (json!({"what": "schedules"}), schedule),
        (json!({"what": "audit", "writer": "portal", "month": "2026-03-01"}), month),
    ] {
        assert_held::<ExportItem>(json!({
            "reach": {"type": "everything"}, "of": of, "format": "json-lines", "state": "running",
            "rows": 7, "bytes": 700, "restarts": 0, "leased_until": null, "rev": 3,
            "progress": {"upload": "u", "parts": ["\"e\""], "place": place},
            "created_at": "2026-03-02T08:00:00Z", "updated_at": "2026-03-02T08:00:00Z",
            "expires_at": "2026-03-03T08:00:00Z",
        }));
    }
}

#[test]
fn data_keys_are_held_as_binary() {
    let mut item = stored(1, &json!({"created_at": "2026-03-02T08:00:00Z"}));
    let bytes = super::AttributeValue::B(aws_sdk_dynamodb::primitives::Blob::new([0, 255]));
    item.insert("wrapped".to_owned(), bytes.clone());
    let (_, read) = decode::<DataKeyItem>(item).unwrap();
    let written: Item = serde_dynamo::to_item(&read).unwrap();
    assert_eq!(written.get("wrapped"), Some(&bytes));
}

/// How an entity's second format will read its first.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Second {
    minutes: u32,
}

impl Body for Second {
    const ENTITY: Entity = Entity { name: "second", version: 2 };

    fn upgrade(from: u32, item: &mut Item) {
        if from < 2
            && let Some(minutes) = item.remove("min")
        {
            item.insert("minutes".to_owned(), minutes);
        }
    }
}

#[test]
fn an_older_format_is_upgraded_and_a_missing_one_refused() {
    let (_, first) = decode::<Second>(stored(1, &json!({"min": 5}))).unwrap();
    let (_, second) = decode::<Second>(stored(2, &json!({"minutes": 6}))).unwrap();
    assert_eq!((first.minutes, second.minutes), (5, 6));
    let mut without = stored(2, &json!({"minutes": 6}));
    without.remove("v");
    assert!(matches!(decode::<Second>(without), Err(StoreError::Corrupt { .. })));
}
