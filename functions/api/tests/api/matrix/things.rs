//! What a company has: one thing for each id that a request can name.

use std::collections::{BTreeMap, BTreeSet};

use http::Method;
use serde_json::{Value, json};

use super::document;
use crate::world::{Browser, office};

/// Whose thing a request names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Own,
    /// Another company's.
    Foreign,
    /// A well-formed id that was never given out.
    Never,
    /// A text that is no id.
    Malformed,
}

/// The things of a company, by the name that paths give their ids.
pub(super) struct Things(BTreeMap<String, String>);

/// Makes a thing: its id, or the token that stands for it.
async fn make(owner: &Browser<'_>, account: &str, name: &str) -> String {
    let id = |answer: Value| answer["id"].as_str().unwrap().to_owned();
    match name {
        "cloud_id" => id(owner.connect_by_role(account).await),
        "machine_id" => {
            let cloud = owner.connect(&format!("4{}", &account[1..]), &["eu-west-1"]).await;
            owner.machine(&cloud, "eu-west-1", 1, &[("env", "dev")]).await
        }
        "schedule_id" => id(owner.post("/schedules", office(json!([]))).await.expect(201)),
        "export_id" => {
            id(owner.post("/exports", json!({"what": "schedules", "format": "csv"})).await.expect(202))
        }
        "calendar_id" => {
            id(owner.post("/calendars", json!({"name": "Holidays", "document": {}})).await.expect(201))
        }
        "session_id" => {
            let email = owner.get("/session").await.expect(200)["user"]["email"].as_str().unwrap().to_owned();
            owner.world.log_in(&email).await.session().await.handle().to_string()
        }
        "tenant_id" => owner.tenant().await.to_string(),
        "user_id" => owner.joined_by(&format!("member-{account}@example.com"), "viewer").await.1,
        "invitation_id" => {
            let invited = owner.invite(&format!("guest-{account}@example.com"), "viewer").await.expect(201);
            owner.world.link_token();
            id(invited)
        }
        "api_token_id" => id(owner.api_token(&["machines:read"]).await["api_token"].clone()),
        other => panic!("matrix/things.rs does not know how to make a {other}"),
    }
}

/// An id of this kind that nobody was ever given.
fn never(name: &str) -> &'static str {
    match name {
        "cloud_id" => "cld_00000000000000000000000009",
        "machine_id" => "cld_00000000000000000000000009:eu-west-1:i-00000000000000009",
        "schedule_id" => "sch_00000000000000000000000009",
        "export_id" => "exp_00000000000000000000000009",
        "calendar_id" => "cal_00000000000000000000000009",
        "session_id" => "sess_00000000000000000000000009",
        "tenant_id" => "ten_00000000000000000000000009",
        "user_id" => "usr_00000000000000000000000009",
        "invitation_id" => "inv_00000000000000000000000009",
        "api_token_id" => "tok_00000000000000000000000009",
        other => panic!("matrix/things.rs does not know an id of a {other} that never was"),
    }
}

impl Things {
    /// Makes those that are wanted; `account` is an AWS account of the company's own.
    pub(super) async fn make(owner: &Browser<'_>, account: &str, wanted: &BTreeSet<String>) -> Self {
        let mut things = BTreeMap::new();
        for name in wanted {
            things.insert(name.clone(), make(owner, account, name).await);
        }
        Self(things)
    }

    /// What a request says for a name, with the thing of this column.
    pub(super) fn value(&self, name: &str, column: Column, foreign: &Self) -> String {
        match column {
            Column::Own => self.0[name].clone(),
            Column::Foreign => foreign.0[name].clone(),
            Column::Never => never(name).to_owned(),
            Column::Malformed => "x".to_owned(),
        }
    }

    /// All of them, as their company sees them now.
    pub(super) async fn look(&self, owner: &Browser<'_>) -> Vec<(String, Value)> {
        let mut seen = Vec::new();
        for operation in document::operations() {
            let Some(name) = operation.parameters().next() else { continue };
            let shows = operation.method == Method::GET && operation.path.ends_with(&format!("{{{name}}}"));
            let (true, Some(id)) = (shows, self.0.get(name)) else { continue };
            let answer = owner.get(&operation.path.replace(&format!("{{{name}}}"), id)).await;
            seen.push((operation.path.clone(), answer.essence().2));
        }
        seen
    }
}
