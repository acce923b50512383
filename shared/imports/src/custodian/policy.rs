//! Policy files: which filters they have, and which schedules follow from them.

use jiff::{civil::Date, tz::TimeZoneDatabase};

use super::{
    document,
    filter::{Filter, Outcome, Side},
    name,
};
use crate::{
    Import, ImportedSchedule,
    fields::Fields,
    node::{self, Node, Value, short},
    report::Report,
};

/// The most filters that are read from one text.
const MAX_FILTERS: usize = 1_000;

/// A filter with the policy it is in.
struct Found {
    policy: String,
    filter: Filter,
}

/// All filters of a file.
pub(super) fn filters(text: &str, report: &mut Report) -> Result<Vec<Filter>, String> {
    Ok(read(text, report)?.into_iter().map(|found| found.filter).collect())
}

fn read(text: &str, report: &mut Report) -> Result<Vec<Found>, String> {
    let mut found = Vec::new();
    for document in node::from_yaml(text)? {
        let policies = document.get("policies").and_then(|policies| policies.list());
        let policies =
            policies.ok_or("it must have a list of policies: policies: [{name: …, resource: ec2, …}]")?;
        for policy in policies {
            read_policy(policy, &mut found, report);
        }
    }
    Ok(found)
}

/// The schedules of a file.
pub(super) fn import(text: &str, zones: &TimeZoneDatabase) -> Result<Import, String> {
    let mut report = Report::default();
    let found = read(text, &mut report)?;
    let mut schedules = Vec::new();
    for pair in pairs(found) {
        let subject = format!("policy {}", short(&pair.policies()));
        for kind in [Machines::TaggedOn, Machines::Untagged] {
            match pair.schedule(kind, &subject, zones, &mut report) {
                Ok(Some(schedule)) => schedules.push(schedule),
                Ok(None) => {}
                Err(why) => report.refused(&subject, why),
            }
        }
    }
    Ok(Import { schedules, report: report.lines() })
}

fn read_policy(policy: &Node, found: &mut Vec<Found>, report: &mut Report) {
    let name = policy.get("name").and_then(|name| name.text()).unwrap_or("without a name").to_owned();
    let subject = format!("policy {}", short(&name));
    let before = found.len();
    let resource = policy.get("resource").and_then(|resource| resource.text()).unwrap_or("none");
    if !["ec2", "aws.ec2"].contains(&resource) {
        let why = format!(
            "resource: \"{}\" is not ec2; only machines of EC2 are started and stopped",
            short(resource)
        );
        return report.refused(&subject, why);
    }
    if let Some(filters) = policy.get("filters") {
        walk(filters, &name, &subject, Within::All, found, report);
    }
    match &found[before..] {
        [] => {
            report.refused(&subject, "it has neither an onhour nor an offhour filter, so it is no schedule")
        }
        filters => actions(policy, filters, &subject, report),
    }
}

/// What a filter is nested in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// All of a list must pass.
    All,
    /// One of a list must pass.
    Any,
    /// None of a list may pass.
    None,
}

fn walk(
    node: &Node,
    policy: &str,
    subject: &str,
    within: Within,
    found: &mut Vec<Found>,
    report: &mut Report,
) {
    match &node.value {
        Value::List(filters) => {
            filters.iter().for_each(|filter| walk(filter, policy, subject, within, found, report));
        }
        Value::Map(entries) => match entries.as_slice() {
            [(key, inner)] if key == "and" => walk(inner, policy, subject, within, found, report),
            [(key, inner)] if key == "or" => walk(inner, policy, subject, within.any(), found, report),
            [(key, inner)] if key == "not" => walk(inner, policy, subject, Within::None, found, report),
            _ => {
                let kind = node.get("type").and_then(|kind| kind.text());
                let first = entries.first().map_or("an empty one", |(key, _)| key.as_str());
                take(kind.unwrap_or(first), node, policy, subject, within, found, report);
            }
        },
        Value::Scalar { text, .. } => take(text, node, policy, subject, within, found, report),
    }
}

impl Within {
    fn any(self) -> Self {
        if self == Self::None { self } else { Self::Any }
    }
}

fn take(
    kind: &str,
    node: &Node,
    policy: &str,
    subject: &str,
    within: Within,
    found: &mut Vec<Found>,
    report: &mut Report,
) {
    let side = match kind {
        "onhour" => Side::On,
        "offhour" => Side::Off,
        other => {
            let why = format!(
                "filter {}: it also chooses the machines; choose them by a selector of the schedule here",
                short(other)
            );
            return report.differs(subject, why);
        }
    };
    if within == Within::None {
        let why = format!("filter {kind}: within not, it means every other hour; write the hours themselves");
        return report.refused(subject, why);
    }
    if within == Within::Any {
        report.differs(
            subject,
            format!("filter {kind}: machines that other filters of its or let pass are not seen"),
        );
    }
    let fields = if node.map().is_some() { Fields::of(node) } else { Ok(Fields::default()) };
    match fields.and_then(|fields| filter(side, fields, subject, report)) {
        Ok(_) if found.len() == MAX_FILTERS => {
            report.refused(subject, format!("at most {MAX_FILTERS} filters are read from one text"));
        }
        Ok(filter) => found.push(Found { policy: policy.to_owned(), filter }),
        Err(why) => report.refused(subject, format!("filter {kind}: {why}")),
    }
}

fn filter(side: Side, mut fields: Fields, subject: &str, report: &mut Report) -> Result<Filter, String> {
    let mut filter = Filter::new(side);
    fields.take("type");
    if let Some(tag) = fields.text("tag")? {
        filter.tag = tag;
    }
    if let Some(zone) = fields.text("defaulttz")? {
        filter.zone = zone;
    }
    let (on, off) = (hour(&mut fields, "onhour")?, hour(&mut fields, "offhour")?);
    if let Some(hour) = if side == Side::On { on } else { off } {
        filter.hour = hour;
    }
    filter.weekends = fields.flag("weekends")?.unwrap_or(filter.weekends);
    filter.weekends_only = fields.flag("weekendsonly")?.unwrap_or(filter.weekends_only);
    filter.opt_out = fields.flag("optout")?.unwrap_or(filter.opt_out);
    filter.fallback = fields.text("fallbackschedule")?;
    for day in fields.texts("skipdays")?.unwrap_or_default() {
        match day.parse::<Date>().ok().filter(|_| day.len() == 10) {
            Some(day) => filter.skip_days.push(day),
            None => report
                .refused(subject, format!("skip-days: \"{}\" is no date such as 2026-12-25", short(&day))),
        }
    }
    if fields.take("skipdaysfrom").is_some() {
        let why = "skip-days-from: it is read from an address whenever the policy runs; make those days a calendar \
                   and let the schedule use it, hands off";
        report.refused(subject, why);
    }
    for written in fields.left() {
        report.refused(subject, format!("{}: this field is not known; it was left out", short(written)));
    }
    Ok(filter)
}

fn hour(fields: &mut Fields, name: &str) -> Result<Option<u8>, String> {
    let Some(text) = fields.text(name)? else { return Ok(None) };
    let hour = text.parse().ok().filter(|hour| *hour < 24);
    hour.map(Some)
        .ok_or_else(|| format!("{name}: \"{}\" must be an hour from 0 to 23, such as 7", short(&text)))
}

/// A filter only finds machines; what is done with them is an action of the policy.
fn actions(policy: &Node, filters: &[Found], subject: &str, report: &mut Report) {
    let listed = policy.get("actions").and_then(|actions| actions.list()).unwrap_or_default();
    let kind = |action: &Node| match action.map() {
        Some(_) => action.get("type").and_then(|kind| kind.text()).unwrap_or("none").to_owned(),
        None => action.text().unwrap_or("none").to_owned(),
    };
    let kinds: Vec<String> = listed.iter().map(|action| kind(action)).collect();
    for found in filters {
        let meant = if found.filter.side == Side::On { "start" } else { "stop" };
        if !kinds.iter().any(|kind| kind == meant) {
            let why = format!("actions: machines are {meant}ed here; the policy has no action {meant}");
            report.differs(subject, why.replace("stoped", "stopped"));
        }
        for other in kinds.iter().filter(|kind| *kind != meant) {
            report.refused(subject, format!("action {}: only start and stop are done here", short(other)));
        }
    }
}

/// An onhour and an offhour filter that are about the same machines, or one of them alone.
struct Pair {
    on: Option<Found>,
    off: Option<Found>,
}

/// Which machines a schedule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Machines {
    /// Those whose tag names no times.
    TaggedOn,
    /// Those without the tag.
    Untagged,
}

/// Joins each onhour filter with the first offhour filter that is otherwise the same.
fn pairs(found: Vec<Found>) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for next in found {
        let free = pairs.iter_mut().find(|pair| match next.filter.side {
            Side::On => {
                pair.on.is_none() && pair.off.as_ref().is_some_and(|off| same(&off.filter, &next.filter))
            }
            Side::Off => {
                pair.off.is_none() && pair.on.as_ref().is_some_and(|on| same(&on.filter, &next.filter))
            }
        });
        match (free, next.filter.side) {
            (Some(pair), Side::On) => pair.on = Some(next),
            (Some(pair), Side::Off) => pair.off = Some(next),
            (None, Side::On) => pairs.push(Pair { on: Some(next), off: None }),
            (None, Side::Off) => pairs.push(Pair { on: None, off: Some(next) }),
        }
    }
    pairs
}

/// Whether two filters are about the same machines, zone and days.
fn same(one: &Filter, other: &Filter) -> bool {
    one.tag.eq_ignore_ascii_case(&other.tag)
        && one.zone == other.zone
        && one.opt_out == other.opt_out
        && one.fallback == other.fallback
        && one.skip_days == other.skip_days
}

impl Pair {
    fn filters(&self) -> impl Iterator<Item = &Found> {
        self.off.iter().chain(&self.on)
    }

    fn policies(&self) -> String {
        let mut names: Vec<&str> = self.filters().map(|found| found.policy.as_str()).collect();
        names.dedup();
        names.join(" and ")
    }

    fn schedule(
        &self,
        machines: Machines,
        subject: &str,
        zones: &TimeZoneDatabase,
        report: &mut Report,
    ) -> Result<Option<ImportedSchedule>, String> {
        let Some(any) = self.filters().next().map(|found| &found.filter) else { return Ok(None) };
        let value = match machines {
            Machines::TaggedOn => "on",
            Machines::Untagged => match &any.fallback {
                Some(fallback) => fallback.as_str(),
                None => return Ok(None),
            },
        };
        let times = |found: &Option<Found>| match found {
            None => Ok(None),
            Some(found) => match found.filter.read_tag(value, zones) {
                Outcome::Follows(times) => Ok(Some(times)),
                Outcome::Refused(why) => Err(why),
                Outcome::OptedOut | Outcome::NotTagged => Ok(None),
            },
        };
        let (on, off) = (times(&self.on)?, times(&self.off)?);
        let Some(either) = on.clone().or(off.clone()) else { return Ok(None) };
        let (on, off) = (on.unwrap_or(neither(&either.zone)), off.unwrap_or(neither(&either.zone)));
        let document = document::checked(&on, &off, &any.skip_days, subject, zones, report)?;
        let (title, tags) = match machines {
            Machines::TaggedOn => {
                let text = format!(
                    "machines whose tag {} names other times follow those; import each value as custodian-tag",
                    short(&any.tag)
                );
                report.differs(subject, text);
                if any.opt_out && any.fallback.is_none() {
                    let text =
                        "opt-out: machines without the tag follow it too; choose them by a selector here";
                    report.differs(subject, text);
                }
                (self.policies(), vec![(any.tag.clone(), "on".to_owned())])
            }
            Machines::Untagged => {
                let text =
                    "fallback-schedule: it is a schedule of its own; choose machines without the tag for it";
                report.differs(subject, text);
                (format!("{} fallback", self.policies()), Vec::new())
            }
        };
        Ok(Some(ImportedSchedule { name: name(&title)?, document, instance_types: Default::default(), tags }))
    }
}

/// The side that no filter is about.
fn neither(zone: &str) -> super::TagSchedule {
    super::TagSchedule { zone: zone.to_owned(), ..Default::default() }
}
