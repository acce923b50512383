//! Making one log line readable. Functions log JSON for machines; a person wants time, level, message, fields.

use serde_json::{Map, Value};

/// Fields that say nothing to a person who reads the line beside its source.
const HIDDEN: [&str; 8] = ["timestamp", "level", "message", "fields", "target", "span", "spans", "threadId"];
const EMULATORS: [&str; 4] = ["ministack", "moto", "edge", "events"];

/// The line for people, or `None` when it is left out: metrics always; in a crowd an emulator's small talk, and events
/// that changed nothing.
pub(crate) fn readable(source: &str, text: &str, in_a_crowd: bool) -> Option<String> {
    let is_emulator = EMULATORS.contains(&source);
    if let Ok(Value::Object(record)) = serde_json::from_str(text) {
        // MiniStack repeats what the functions say.
        let is_dull = in_a_crowd && (is_emulator || text.contains("\"NothingNew\""));
        return (!record.contains_key("_aws") && !is_dull).then(|| from_record(&record));
    }
    let is_worth_it = ["WARN", "ERROR", "CRITICAL", "Traceback"].iter().any(|word| text.contains(word));
    let is_small_talk = in_a_crowd && is_emulator && !is_worth_it;
    (!is_small_talk && !text.trim().is_empty()).then(|| text.to_owned())
}

/// When a line was written, as text that sorts: `2026-01-31T09:00:00…`.
pub(super) fn time(text: &str) -> Option<String> {
    let written = match serde_json::from_str(text) {
        Ok(Value::Object(record)) => record.get("timestamp")?.as_str()?.to_owned(),
        _ => text.trim_start_matches('[').get(..19)?.to_owned(),
    };
    let looks_right =
        written.len() >= 19 && written.starts_with("20") && written.as_bytes().get(13) == Some(&b':');
    looks_right.then(|| written.replacen(' ', "T", 1))
}

fn from_record(record: &Map<String, Value>) -> String {
    let fields = record.get("fields").and_then(Value::as_object);
    let get = |name: &str| fields.and_then(|fields| fields.get(name)).or_else(|| record.get(name));
    let time =
        record.get("timestamp").and_then(Value::as_str).and_then(|time| time.get(11..19)).unwrap_or("");
    let level = record.get("level").and_then(Value::as_str).unwrap_or("");
    let message = get("message").map(plain).unwrap_or_default();
    let mut line = format!("{time} {level:<5} {message}");
    for (name, value) in fields.into_iter().flatten().chain(record) {
        if !HIDDEN.contains(&name.as_str()) {
            line.push_str(&format!(" {name}={}", plain(value)));
        }
    }
    line
}

fn plain(value: &Value) -> String {
    value.as_str().map(str::to_owned).unwrap_or_else(|| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::{readable, time};

    #[test]
    fn json_becomes_a_line() {
        let text = r#"{"timestamp":"2026-01-31T09:00:01.5Z","level":"INFO","fields":{"message":"stopped","count":3},"target":"x"}"#;
        assert_eq!(readable("orders", text, true).unwrap(), "09:00:01 INFO  stopped count=3");
        assert_eq!(time(text).unwrap(), "2026-01-31T09:00:01.5Z");
    }

    #[test]
    fn metrics_are_for_machines() {
        assert_eq!(readable("orders", r#"{"_aws":{},"stops":1}"#, false), None);
    }

    #[test]
    fn what_is_said_twice_is_shown_once() {
        assert_eq!(readable("ministack", r#"{"level":"INFO","message":"order carried out"}"#, true), None);
        assert_eq!(
            readable("cloud-events", r#"{"message":"cloud event","outcome":"NothingNew"}"#, true),
            None
        );
        assert!(
            readable("cloud-events", r#"{"message":"cloud event","outcome":"NothingNew"}"#, false).is_some()
        );
    }

    #[test]
    fn emulators_are_heard_in_a_crowd_only_when_they_complain() {
        assert_eq!(readable("moto", "2026-01-31 09:00:00 INFO hello", true), None);
        assert!(readable("moto", "2026-01-31 09:00:00 INFO hello", false).is_some());
        assert!(readable("moto", "2026-01-31 09:00:00 ERROR oh", true).is_some());
        assert_eq!(time("2026-01-31 09:00:00 ERROR oh").unwrap(), "2026-01-31T09:00:00");
    }
}
