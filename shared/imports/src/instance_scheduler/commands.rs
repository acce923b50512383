//! Schedules and periods in the words of the command line: what `scheduler-cli describe-schedules` and
//! `describe-periods` print, and the same as YAML.
//!
//! ```yaml
//! schedules:
//!   - name: office
//!     periods: weekdays
//!     timezone: Europe/Berlin
//! periods:
//!   - name: weekdays
//!     begintime: 9:00
//!     endtime: 17:00
//!     weekdays: mon-fri
//! ```
//!
//! Instead of a list there may be a map from names to the rest. A script of `scheduler-cli` commands is
//! read as well.

use std::rc::Rc;

use super::{Configuration, Kind, command_lines};
use crate::{
    fields::{Fields, shared_name},
    node::{self, Node, Value, short},
};

pub(super) fn read(text: &str) -> Result<Configuration, String> {
    if command_lines::is_script(text) {
        return Ok(command_lines::read(text));
    }
    let mut configuration = Configuration::new();
    let mut found = false;
    for document in node::from_yaml(text)? {
        if document.is_null() {
            continue;
        }
        let entries = document.map().ok_or_else(|| nothing(document.kind()))?;
        for (key, value) in entries {
            let kind = match shared_name(key).as_str() {
                "schedules" | "schedule" => Kind::Schedule,
                "periods" | "period" => Kind::Period,
                _ => {
                    let why = format!("\"{}\" is none of schedules and periods", short(key));
                    configuration.report.refused("the document", why);
                    continue;
                }
            };
            found = true;
            take(kind, value, &mut configuration);
        }
    }
    if found { Ok(configuration) } else { Err(nothing("something else")) }
}

fn nothing(kind: &str) -> String {
    format!("it must be a map with the keys schedules and periods, is {kind}")
}

fn take(kind: Kind, value: &Rc<Node>, configuration: &mut Configuration) {
    match &value.value {
        Value::List(items) => items.iter().for_each(|item| add(kind, Fields::of(item), configuration)),
        Value::Map(_)
            if value.get("name").or_else(|| value.get("Name")).is_some_and(|name| name.text().is_some()) =>
        {
            add(kind, Fields::of(value), configuration);
        }
        Value::Map(entries) => {
            for (name, item) in entries {
                let named = Fields::of(item).map(|mut fields| {
                    let value = Value::Scalar { text: name.clone(), plain: false };
                    fields.take("name");
                    fields.put("name", Rc::new(Node { line: item.line, tag: None, value }));
                    fields
                });
                add(kind, named.map_err(|why| format!("{}: {why}", short(name))), configuration);
            }
        }
        Value::Scalar { .. } => {
            let why = format!("must be a list, is {}", value.kind());
            configuration.report.refused(kind.word(), why);
        }
    }
}

fn add(kind: Kind, fields: Result<Fields, String>, configuration: &mut Configuration) {
    match fields {
        Ok(mut fields) => {
            // What describe-schedules and describe-periods print with each.
            fields.take("type");
            configuration.add(kind, fields);
        }
        Err(why) => configuration.report.refused(kind.word(), why),
    }
}
