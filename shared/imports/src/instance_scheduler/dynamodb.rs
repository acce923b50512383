//! The configuration table, as `aws dynamodb scan` prints it, as plain JSON, or an item a line.

use std::rc::Rc;

use super::{Configuration, Kind};
use crate::{
    fields::{Fields, shared_name},
    node::{self, Node, Value},
};

/// Attributes of the configuration item that schedules depend on.
const USED_SETTINGS: [&str; 4] = ["type", "name", "defaulttimezone", "tagname"];

pub(super) fn read(text: &str) -> Result<Configuration, String> {
    let mut configuration = Configuration::new();
    let mut found = false;
    for value in node::from_json(text)? {
        for item in items(&value)? {
            found = true;
            take(item, &mut configuration);
        }
    }
    if found { Ok(configuration) } else { Err(nothing()) }
}

fn nothing() -> String {
    "there is no item in it; export the table with aws dynamodb scan --table-name <ConfigTable> --output json"
        .to_owned()
}

/// The items of a scan, of a list, or the one that is an item itself.
fn items(value: &Node) -> Result<Vec<&Node>, String> {
    let listed = value.get("Items").map_or(value, |items| items);
    match &listed.value {
        Value::List(items) => Ok(items.iter().map(|item| single(item)).collect()),
        Value::Map(_) => Ok(vec![single(listed)]),
        Value::Scalar { .. } => Err(nothing()),
    }
}

/// An item, out of the envelope that an export to S3 puts around it.
fn single(node: &Node) -> &Node {
    node.get("Item").map_or(node, |item| item)
}

fn take(item: &Node, configuration: &mut Configuration) {
    let plain = match item.map() {
        Some(entries) => entries.iter().map(|(key, value)| (key.clone(), untyped(value))).collect(),
        None => {
            return configuration
                .report
                .refused("item", format!("must be a map of attributes, is {}", item.kind()));
        }
    };
    let plain = Node { line: item.line, tag: None, value: Value::Map(plain) };
    let fields = Fields::of(&plain).and_then(|mut fields| Ok((fields.text("type")?, fields)));
    match fields {
        Err(why) => configuration.report.refused("item", why),
        Ok((Some(kind), fields)) if kind == "period" => configuration.add(Kind::Period, fields),
        Ok((Some(kind), fields)) if kind == "schedule" => configuration.add(Kind::Schedule, fields),
        Ok((Some(kind), _)) if kind == "config" => settings(&plain, configuration),
        Ok((Some(kind), _)) => {
            let kind = node::short(&kind);
            configuration
                .report
                .refused("item", format!("type \"{kind}\" is none of config, period and schedule"));
        }
        Ok((None, _)) => {
            configuration
                .report
                .refused("item", "it has no type; every item has type config, period or schedule");
        }
    }
}

/// The scheduler's own settings, of which the zone and the tag's key concern schedules.
fn settings(item: &Node, configuration: &mut Configuration) {
    let Ok(mut fields) = Fields::of(item) else { return };
    match fields.text("defaulttimezone") {
        Ok(Some(zone)) => {
            configuration
                .report
                .exact("config", format!("default_timezone: schedules without a zone are in {zone}"));
            configuration.zone = Some(zone);
        }
        Ok(None) => {}
        Err(why) => configuration.report.refused("config", why),
    }
    match fields.text("tagname") {
        Ok(Some(key)) => configuration.tag_key = key,
        Ok(None) => {}
        Err(why) => configuration.report.refused("config", why),
    }
    for written in fields.left().filter(|written| !USED_SETTINGS.contains(&shared_name(written).as_str())) {
        let why = format!("{written}: it is about how Instance Scheduler itself runs, not about a schedule");
        configuration.report.refused("config", why);
    }
}

/// An attribute without its type: `{"S": "x"}` is `"x"`, `{"SS": ["a"]}` is `["a"]`.
fn untyped(node: &Rc<Node>) -> Rc<Node> {
    let Some([(kind, value)]) = node.map() else { return Rc::clone(node) };
    match (kind.as_str(), &value.value) {
        ("S" | "N" | "BOOL", Value::Scalar { .. }) | ("SS" | "NS", Value::List(_)) => Rc::clone(value),
        ("NULL", _) => null(),
        ("L", Value::List(items)) => {
            let value = Value::List(items.iter().map(untyped).collect());
            Rc::new(Node { line: node.line, tag: None, value })
        }
        _ => Rc::clone(node),
    }
}

fn null() -> Rc<Node> {
    Rc::new(Node { line: 0, tag: None, value: Value::Scalar { text: String::new(), plain: true } })
}
