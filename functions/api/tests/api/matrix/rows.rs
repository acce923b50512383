//! The rows: who may ask for each operation, and a request that it takes.

use std::collections::BTreeSet;

use powerdown_engine::record::Role::{self, Admin, Operator, Owner, Viewer};
use serde_json::{Value, json};

use crate::world::{PASSWORD, office};

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Everybody, with a session or without.
    Nobody,
    /// A member of this role or a higher one.
    Member(Role),
}

/// One operation.
pub(super) struct Row {
    pub(super) operation: &'static str,
    pub(super) needs: Needs,
    /// The scope with which an API token may ask in the place of such a member; `None` where none may.
    pub(super) scope: Option<&'static str>,
    /// A body that it takes, with names of [`super::things`] in braces.
    pub(super) body: Option<Value>,
    /// A query that it takes, likewise.
    pub(super) query: String,
    /// What it answers to this request, where that is no success.
    pub(super) answers: Option<u16>,
}

/// An operation for members of this role or a higher one.
pub(super) fn row(operation: &'static str, role: Role) -> Row {
    Row {
        operation,
        needs: Needs::Member(role),
        scope: None,
        body: None,
        query: String::new(),
        answers: None,
    }
}

/// An operation for everybody.
fn open(operation: &'static str) -> Row {
    Row { needs: Needs::Nobody, ..row(operation, Viewer) }
}

impl Row {
    fn scope(self, scope: &'static str) -> Self {
        Self { scope: Some(scope), ..self }
    }

    fn sends(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }

    fn asks(self, query: &str) -> Self {
        Self { query: query.to_owned(), ..self }
    }

    fn answers(self, status: u16) -> Self {
        Self { answers: Some(status), ..self }
    }

    /// The names in braces, in body and query.
    pub(super) fn placeholders(&self) -> BTreeSet<String> {
        let text = format!("{} {}", self.query, self.body.as_ref().unwrap_or(&Value::Null));
        let words = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        let is_name =
            |word: &str| !word.is_empty() && word.bytes().all(|b| b == b'_' || b.is_ascii_lowercase());
        words.map(|(word, _)| word.to_owned()).filter(|word| is_name(word)).collect()
    }

    /// Those of them that are ids.
    pub(super) fn references(&self) -> Vec<String> {
        self.placeholders().into_iter().filter(|name| name.ends_with("_id")).collect()
    }
}

/// All rows, in the order of docs/openapi.json.
#[rustfmt::skip]
pub(super) fn rows() -> Vec<Row> {
    let keep = || json!({"keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "release weekend"});
    let including = || json!({"name": "Holidays", "document": {"includes": ["{calendar_id}"],
        "entries": [{"when": {"type": "recurring", "days": {"month_days": "25", "months": "dec"}}}]}});
    let following = || json!({"name": "x", "document": {"zone": "UTC", "otherwise": "on", "calendars": [{"calendar": "{calendar_id}", "wish": "off"}]}});
    vec![
        row("listApiTokens", Admin),
        row("createApiToken", Admin).sends(json!({"name": "x", "scopes": ["machines:read"], "expires_at": "2026-04-01T00:00:00Z",
            "reach": {"type": "clouds", "clouds": ["{cloud_id}"]}})),
        row("endApiToken", Admin),
        row("listAuditEntries", Admin).scope("audit:read"),
        row("verifyAudit", Admin).scope("audit:read").sends(json!({"writer": "portal"})),
        row("listAuditWriters", Admin).scope("audit:read"),
        row("listCalendars", Viewer).scope("calendars:read"),
        row("createCalendar", Admin).scope("calendars:write").sends(including()),
        row("importCalendar", Admin).scope("calendars:write").sends(json!({"name": "Holidays", "icalendar": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"})),
        row("showCalendar", Viewer).scope("calendars:read"),
        row("updateCalendar", Admin).scope("calendars:write").sends(json!({"name": "Holidays", "document": {}})),
        row("deleteCalendar", Admin).scope("calendars:write"),
        row("listClouds", Viewer).scope("clouds:read"),
        row("connectCloud", Admin).scope("clouds:write").sends(json!({"name": "x", "account_id": "555555555555", "regions": ["eu-west-1"],
            "access": {"type": "role", "role_arn": "arn:aws:iam::555555555555:role/PowerDown"}})),
        row("showCloud", Viewer).scope("clouds:read"),
        row("updateCloud", Admin).scope("clouds:write").sends(json!({"name": "x", "regions": ["eu-west-1"]})),
        row("deleteCloud", Admin).scope("clouds:write"),
        row("showLaunch", Admin).scope("clouds:read"),
        row("verifyCloud", Admin).scope("clouds:write"),
        open("verifyEmail").sends(json!({"token": "x"})).answers(410),
        row("listExports", Viewer),
        row("createExport", Viewer).sends(json!({"what": "machines", "format": "csv", "filters": {"cloud": "{cloud_id}"}})),
        row("showExport", Viewer),
        open("showHealth"),
        row("importSchedules", Admin).scope("schedules:write").sends(json!({"format": "custodian-tag", "text": "off=[(M-F,21)]", "zone": "UTC"})),
        row("listInvitations", Admin),
        row("createInvitation", Admin).sends(json!({"email": "joan@example.com", "role": "viewer",
            "reach": {"type": "clouds", "clouds": ["{cloud_id}"]}})),
        open("acceptInvitation").sends(json!({"token": "x"})).answers(410),
        open("previewInvitation").sends(json!({"token": "x"})).answers(410),
        row("deleteInvitation", Admin),
        row("listMachines", Viewer).scope("machines:read").asks("cloud={cloud_id}"),
        row("actOnMachines", Operator).scope("machines:write").sends(json!({"action": {"type": "clear-override"}, "machines": ["{machine_id}"]})),
        row("showMachine", Viewer).scope("machines:read"),
        row("explainMachine", Viewer).scope("machines:read"),
        row("overrideMachine", Operator).scope("machines:write").sends(keep()),
        row("endMachineOverride", Operator).scope("machines:write"),
        row("listMembers", Admin),
        row("updateMember", Admin).sends(json!({"role": "operator", "reach": {"type": "everything"}})),
        row("removeMember", Admin),
        row("listScheduleTemplates", Viewer).scope("schedules:read").asks("zone=Europe/London"),
        row("listSchedules", Viewer).scope("schedules:read"),
        row("createSchedule", Admin).scope("schedules:write").sends(following()),
        row("previewDocument", Viewer).scope("schedules:read").sends(json!({"document": following()["document"]})),
        row("showSchedule", Viewer).scope("schedules:read"),
        row("updateSchedule", Admin).scope("schedules:write").sends(office(json!([]))),
        row("deleteSchedule", Admin).scope("schedules:write"),
        row("assignMachines", Operator).scope("schedules:write").sends(json!({"assign": ["{machine_id}"], "release": []})),
        row("listScheduleMachines", Viewer).scope("schedules:read"),
        row("overrideSchedule", Admin).scope("schedules:write").sends(keep()),
        row("endScheduleOverride", Admin).scope("schedules:write"),
        row("previewSchedule", Viewer).scope("schedules:read"),
        row("showSecurity", Admin),
        row("listSecurityEvents", Admin),
        row("showSession", Viewer),
        open("logOut"),
        row("refreshSession", Viewer),
        row("enterTenant", Viewer).sends(json!({"tenant": "{tenant_id}"})),
        row("changePassword", Viewer).sends(json!({"current": PASSWORD, "new": "quiet turbines at dawn"})),
        open("askPasswordReset").sends(json!({"email": "ada@example.com"})),
        open("resetPassword").sends(json!({"token": "x", "password": "quiet turbines at dawn"})).answers(410),
        row("showSecondFactor", Viewer),
        row("beginSecondFactor", Viewer),
        row("confirmSecondFactor", Viewer).sends(json!({"code": "287082"})).answers(409),
        row("renewRecoveryCodes", Viewer).sends(json!({"code": "287082"})).answers(409),
        row("removeSecondFactor", Viewer).sends(json!({"code": "287082"})).answers(409),
        row("listSessions", Viewer),
        row("logOutEverywhere", Viewer),
        row("endSession", Viewer),
        open("logIn").sends(json!({"email": "ada@example.com", "password": PASSWORD})),
        row("createSocketTicket", Viewer),
        row("showTenant", Viewer),
        row("updateTenant", Owner).sends(json!({"name": "Engines", "time_zone": "UTC"})),
        open("signUp").sends(json!({"company": "Engines", "email": "grace@example.com", "password": PASSWORD})),
    ]
}
