//! The lists, a page of rows at a time.

use jiff::civil::Date;
use powerdown_domain::{CloudId, InstanceId, Region, ScheduleId, machine::Machine};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Exporter, text::Row};
use crate::{
    audit::{self, Place, Span, month_of},
    ports::{Direction, Part, StoreError},
    record::{AuditEntry, Export, ExportOf, ExportPlace, ScheduleRecord, Writer},
};

/// Things read at once.
const PAGE: u32 = 200;

/// Some rows, and where to go on; `None` at the list's end.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) next: Option<ExportPlace>,
}

/// The names of a list's columns.
pub(super) fn columns(of: &ExportOf) -> &'static [&'static str] {
    match of {
        ExportOf::Machines { .. } => &MACHINE,
        ExportOf::Schedules {} => &SCHEDULE,
        ExportOf::Audit { .. } => &ENTRY,
    }
}

/// The rows behind a place. May be empty and not the last.
pub(super) async fn read(
    exporter: Exporter<'_>,
    export: &Export,
    place: Option<&ExportPlace>,
) -> Result<Rows, StoreError> {
    match &export.of {
        ExportOf::Machines { cloud, region, schedule } => {
            let wanted = Wanted { cloud: *cloud, region: region.as_ref(), schedule: *schedule };
            machines(exporter, export, wanted, place).await
        }
        ExportOf::Schedules {} => schedules(exporter, export, place).await,
        ExportOf::Audit { writer, month } => entries(exporter, export, writer, *month, place).await,
    }
}

fn value(of: impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

#[derive(Clone, Copy)]
struct Wanted<'a> {
    cloud: Option<CloudId>,
    region: Option<&'a Region>,
    schedule: Option<ScheduleId>,
}

const MACHINE: [&str; 15] = [
    "id",
    "cloud_id",
    "region",
    "instance_id",
    "name",
    "type",
    "zone",
    "platform",
    "lifecycle",
    "state",
    "state_at",
    "launched_at",
    "schedule_id",
    "override_until",
    "tags",
];

fn machine(machine: &Machine) -> Row {
    let (id, facts) = (&machine.id, &machine.facts);
    vec![
        json!(id),
        json!(id.cloud),
        json!(id.region),
        json!(id.instance),
        json!(facts.tags.get("Name")),
        json!(facts.instance_type),
        json!(facts.zone),
        json!(facts.platform),
        value(facts.lifecycle),
        value(machine.state),
        json!(machine.state_at),
        json!(facts.launched_at),
        json!(machine.assignment.schedule()),
        json!(machine.overridden.as_ref().map(|overridden| overridden.until)),
        json!(facts.tags),
    ]
}

async fn machines(
    exporter: Exporter<'_>,
    export: &Export,
    wanted: Wanted<'_>,
    place: Option<&ExportPlace>,
) -> Result<Rows, StoreError> {
    let mut regions: Vec<(CloudId, Region)> = Vec::new();
    for cloud in exporter.clouds.clouds(export.tenant).await? {
        let of = cloud.regions.into_iter().filter(|region| wanted.region.is_none_or(|only| only == region));
        let there = wanted.cloud.is_none_or(|only| only == cloud.id) && export.reach.enters(cloud.id);
        regions.extend(of.filter(|_| there).map(|region| (cloud.id, region)));
    }
    regions.sort();
    let (from, after): (_, Option<&InstanceId>) = match place {
        Some(ExportPlace::Machines { cloud, region, after }) => {
            let place = (*cloud, region.clone());
            // A region that is gone since has nothing more to tell.
            let from = regions.iter().position(|region| *region >= place);
            let same = from.is_some_and(|from| regions[from] == place);
            (from, after.as_ref().filter(|_| same))
        }
        _ => (Some(0), None),
    };
    let Some((cloud, region)) = from.and_then(|from| regions.get(from)).cloned() else {
        return Ok(Rows { rows: Vec::new(), next: None });
    };
    let page = exporter.machines.machines_in(export.tenant, cloud, &region, Part::after(after, PAGE)).await?;
    let theirs = page.items.iter().filter(|machine| {
        export.reach.covers(machine.id.cloud, &machine.facts)
            && wanted.schedule.is_none_or(|only| machine.assignment.schedule() == Some(only))
    });
    let next = match page.next {
        Some(after) => Some((cloud, region, Some(after))),
        None => {
            from.and_then(|from| regions.get(from + 1)).map(|(cloud, region)| (*cloud, region.clone(), None))
        }
    };
    let next = next.map(|(cloud, region, after)| ExportPlace::Machines { cloud, region, after });
    Ok(Rows { rows: theirs.map(machine).collect(), next })
}

const SCHEDULE: [&str; 8] =
    ["id", "name", "zone", "version", "created_at", "updated_at", "selectors", "document"];

fn schedule(schedule: &ScheduleRecord) -> Row {
    vec![
        json!(schedule.id),
        json!(schedule.name),
        value(&schedule.document)["zone"].clone(),
        json!(schedule.version),
        json!(schedule.created_at),
        json!(schedule.updated_at),
        value(&schedule.selectors),
        value(&schedule.document),
    ]
}

async fn schedules(
    exporter: Exporter<'_>,
    export: &Export,
    place: Option<&ExportPlace>,
) -> Result<Rows, StoreError> {
    let all = exporter.schedules.schedules(export.tenant).await?;
    let begin = match place {
        Some(ExportPlace::Schedules { after }) => all.partition_point(|schedule| schedule.id <= *after),
        _ => 0,
    };
    let page: Vec<&ScheduleRecord> = all[begin..].iter().take(PAGE as usize).collect();
    let last = page.last().filter(|_| begin + page.len() < all.len());
    let next = last.map(|schedule| ExportPlace::Schedules { after: schedule.id });
    Ok(Rows { rows: page.into_iter().map(schedule).collect(), next })
}

const ENTRY: [&str; 11] = [
    "writer",
    "number",
    "at",
    "actor_type",
    "actor_id",
    "action",
    "subjects",
    "outcome",
    "detail",
    "previous",
    "hash",
];

fn entry(writer: &Writer, entry: &AuditEntry) -> Row {
    let actor = value(&entry.actor);
    vec![
        json!(writer.to_string()),
        json!(entry.number),
        json!(entry.at),
        actor["type"].clone(),
        actor["id"].clone(),
        json!(entry.action),
        json!(entry.subjects.join(" ")),
        value(entry.outcome),
        json!(entry.detail),
        json!(entry.previous),
        json!(entry.hash),
    ]
}

async fn entries(
    exporter: Exporter<'_>,
    export: &Export,
    writer: &Writer,
    month: Option<Date>,
    place: Option<&ExportPlace>,
) -> Result<Rows, StoreError> {
    let tenant = export.tenant;
    let span = match month {
        Some(month) => Span { first: month, last: month },
        None => {
            let created_at = exporter.accounts.tenant(tenant).await?.map(|tenant| tenant.created_at);
            let first = month_of(created_at.unwrap_or(export.created_at));
            Span { first, last: month_of(export.created_at).max(first) }
        }
    };
    let place = match place {
        Some(ExportPlace::Audit { month, after }) => Some(Place { month: *month, after: *after }),
        _ => None,
    };
    let way = (span, Direction::Forward);
    let page = audit::list(exporter.audit, tenant, writer, way, place, PAGE).await?;
    let next = page.next.map(|Place { month, after }| ExportPlace::Audit { month, after });
    Ok(Rows { rows: page.items.iter().map(|found| entry(writer, found)).collect(), next })
}
