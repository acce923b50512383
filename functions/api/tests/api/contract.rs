//! docs/openapi.json is what the code says, and what it should be.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::world::World;

fn document() -> Value {
    sorted(serde_json::to_value(powerdown_api::routes::document()).unwrap())
}

/// Fields in order of their names, whatever order serde_json was built to keep.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.into_iter().collect();
            fields.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(fields.into_iter().map(|(name, value)| (name, sorted(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the way to ask this test to write the file")]
fn the_document_is_committed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let made = format!("{}\n", serde_json::to_string_pretty(&document()).unwrap());
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &made).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        made == committed,
        "docs/openapi.json is not what the code says; write it with UPDATE_OPENAPI=1 cargo test -p powerdown-api --test api contract"
    );
}

#[test]
fn it_is_openapi_3_1_with_the_names_the_web_app_uses() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for name in [
        "AssignmentRequest",
        "AssignmentResults",
        "CalendarDraft",
        "CalendarView",
        "CloudDraft",
        "CloudView",
        "ExplanationView",
        "ImportView",
        "MachineView",
        "OverrideDraft",
        "OverrideView",
        "Page_MachineView",
        "PreviewView",
        "Problem",
        "ScheduleDocument",
        "ScheduleDraft",
        "ScheduleView",
        "Selector",
        "SessionView",
        "SocketTicket",
        "TemplateList",
        "WeeklyWindow",
    ] {
        assert!(schemas.contains_key(name), "{name}: {:?}", schemas.keys().collect::<Vec<_>>());
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    found.push(reference.clone());
                }
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn every_operation_is_complete() {
    let mut names = Vec::new();
    for (path, item) in document()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path}"));
            names.push(name.to_owned());
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{name}");
            assert_eq!(operation["tags"].as_array().unwrap().len(), 1, "{name}");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{name}");
            assert!(!responses.contains_key("default"), "{name}: every status has a line of its own");
            for (status, response) in responses {
                if !status.starts_with('2') && status != "304" {
                    let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
                    assert_eq!(schema, "#/components/schemas/Problem", "{name} {status}");
                }
            }
        }
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "operation ids are unique");
}

#[tokio::test]
async fn the_document_is_served() {
    let world = World::new();
    let served = world.browser().get("/openapi.json").await.expect(200);
    assert_eq!(served, document());
    assert_eq!(world.browser().get("/health").await.expect(200)["status"], json!("ok"));
}
