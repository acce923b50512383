//! A schedule: the periods it names, its zone and its flags.

use powerdown_domain::schedule::{Behaviour, ManualChange, NewMachines, Wish};

use crate::{fields::Fields, node::short};

/// A schedule that Instance Scheduler would accept, but for the periods it names, which may be missing.
#[derive(Debug)]
pub(super) struct ScheduleDefinition {
    pub(super) zone: Option<String>,
    pub(super) periods: Vec<PeriodUse>,
    /// What it is kept at, whatever its periods say.
    pub(super) status: Option<Wish>,
    pub(super) behaviour: Behaviour,
    /// What is known there and has no counterpart here, each in a sentence.
    pub(super) differences: Vec<String>,
}

/// A period that a schedule names: `period` or `period@instance-type`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PeriodUse {
    pub(super) period: String,
    pub(super) instance_type: Option<String>,
}

impl ScheduleDefinition {
    /// Reads the fields of a schedule, and leaves those it does not know.
    ///
    /// # Errors
    /// The field, the value and the rule it broke.
    pub(super) fn read(fields: &mut Fields) -> Result<Self, String> {
        let zone = fields.text("timezone")?;
        let status = status(fields.text("overridestatus")?)?;
        let periods = fields.texts("periods")?.unwrap_or_default();
        if periods.is_empty() && status.is_none() {
            return Err(
                "periods: must name at least one period, or override_status must be running or stopped"
                    .to_owned(),
            );
        }
        let enforced = if fields.flag("enforced")? == Some(true) {
            ManualChange::Enforce
        } else {
            ManualChange::Respect
        };
        let behaviour = Behaviour {
            manual_start: enforced,
            manual_stop: enforced,
            retain_running: fields.flag("retainrunning")? == Some(true),
            new_machines: match fields.flag("stopnewinstances")? {
                Some(false) => NewMachines::StartOnly,
                Some(true) | None => NewMachines::Act,
            },
            hibernate: fields.flag("hibernate")? == Some(true),
            ..Behaviour::default()
        };
        let periods = periods.iter().map(|text| PeriodUse::read(text)).collect();
        Ok(Self { zone, periods, status, behaviour, differences: differences(fields)? })
    }
}

impl PeriodUse {
    fn read(text: &str) -> Self {
        let mut parts = text.trim().split('@');
        let period = parts.next().unwrap_or_default().to_owned();
        Self { period, instance_type: parts.next().filter(|part| !part.is_empty()).map(str::to_owned) }
    }
}

fn status(text: Option<String>) -> Result<Option<Wish>, String> {
    match text.map(|text| text.to_ascii_lowercase()).as_deref() {
        None => Ok(None),
        Some("running") => Ok(Some(Wish::On)),
        Some("stopped") => Ok(Some(Wish::Off)),
        Some(other) => Err(format!("override_status: \"{}\" must be running or stopped", short(other))),
    }
}

fn differences(fields: &mut Fields) -> Result<Vec<String>, String> {
    let mut differences = Vec::new();
    if let Some(windows) = fields.texts("ssmmaintenancewindow")?.filter(|windows| !windows.is_empty()) {
        differences.push(format!(
            "ssm_maintenance_window: machines are not started for the maintenance window {}; add its hours as a \
             period",
            short(&windows.join(", "))
        ));
    }
    if fields.flag("usemaintenancewindow")? == Some(true) {
        differences.push(
            "use_maintenance_window: maintenance windows are not looked at; add their hours as a period"
                .to_owned(),
        );
    }
    if let Some(description) = fields.text("description")? {
        differences
            .push(format!("description: schedules have none here; it was \"{}\"", short(&description)));
    }
    Ok(differences)
}
