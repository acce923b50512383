//! A CloudFormation template with resources of the type `Custom::ServiceInstanceSchedule`.

use std::rc::Rc;

use super::{Configuration, Kind};
use crate::{
    fields::{Fields, resolved},
    node::{self, Node, Value, short},
};

/// The type of a schedule as a resource.
const RESOURCE: &str = "Custom::ServiceInstanceSchedule";

pub(super) fn read(text: &str) -> Result<Configuration, String> {
    let mut configuration = Configuration::new();
    let mut others = Vec::new();
    let mut found = false;
    for template in node::from_yaml(text)? {
        let resources = template.get("Resources").and_then(|resources| resources.map());
        for (logical_name, resource) in resources.unwrap_or_default() {
            match resource.get("Type").and_then(|kind| kind.text()) {
                Some(RESOURCE) => {
                    found = true;
                    take(logical_name, resource, &mut configuration);
                }
                _ => others.push(short(logical_name)),
            }
        }
    }
    if !found {
        return Err(format!("there is no resource of the type {RESOURCE} in it"));
    }
    if !others.is_empty() {
        let why = format!("not a {RESOURCE}: {}", short(&others.join(", ")));
        configuration.report.refused("other resources", why);
    }
    Ok(configuration)
}

fn take(logical_name: &str, resource: &Node, configuration: &mut Configuration) {
    let subject = format!("resource {}", short(logical_name));
    if let Err(why) = schedule(logical_name, &subject, resource, configuration) {
        configuration.report.refused(&subject, why);
    }
}

fn schedule(
    logical_name: &str,
    subject: &str,
    resource: &Node,
    configuration: &mut Configuration,
) -> Result<(), String> {
    let properties =
        resource.get("Properties").ok_or("it has no Properties; a schedule has Periods at least")?;
    let mut fields = Fields::of(properties)?;
    // Where it is created, not what it is.
    fields.take("servicetoken");
    fields.take("timeout");
    if fields.take("metrics").is_some() {
        configuration.report.exact(subject, "Metrics: it does nothing there any more, and nothing here");
    }
    let prefixed = fields.flag("nostackprefix")? != Some(true);
    let name = fields.text("name")?.unwrap_or_else(|| logical_name.to_owned());
    let uses = match fields.take("periods") {
        Some(periods) => inline_periods(&name, &periods, configuration)?,
        None => Vec::new(),
    };
    fields.put("Name", scalar(&name));
    fields.put("Periods", Rc::new(Node { line: 0, tag: None, value: Value::List(uses) }));
    configuration.add(Kind::Schedule, fields);
    if prefixed && let Some(item) = configuration.schedules.last_mut().filter(|item| item.name == name) {
        item.tagged = false;
        configuration.report.differs(
            subject,
            format!(
                "NoStackPrefix is not True, so the schedule is called <stack name>-{name} there, and machines are \
                 tagged with that; the stack's name is not in the template"
            ),
        );
    }
    Ok(())
}

/// Makes the periods that are written within a schedule periods of their own, named as Instance
/// Scheduler names them. Gives what the schedule then uses.
fn inline_periods(
    schedule: &str,
    periods: &Node,
    configuration: &mut Configuration,
) -> Result<Vec<Rc<Node>>, String> {
    resolved("Periods", periods)?;
    let list = periods.list().ok_or_else(|| format!("Periods: must be a list, is {}", periods.kind()))?;
    let mut uses = Vec::new();
    for (index, period) in list.iter().enumerate() {
        let place = format!("Periods[{index}]");
        resolved(&place, period)?;
        let mut fields = Fields::of(period).map_err(|why| format!("{place}: {why}"))?;
        let instance_type = fields.text("instancetype").map_err(|why| format!("{place}: {why}"))?;
        let name = format!("{schedule}-period-{:04}", index + 1);
        uses.push(match instance_type {
            Some(instance_type) => scalar(&format!("{name}@{instance_type}")),
            None => scalar(&name),
        });
        fields.put("Name", scalar(&name));
        configuration.add(Kind::Period, fields);
    }
    Ok(uses)
}

fn scalar(text: &str) -> Rc<Node> {
    Rc::new(Node { line: 0, tag: None, value: Value::Scalar { text: text.to_owned(), plain: false } })
}
