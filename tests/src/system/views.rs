//! What the API answers, as far as tests look at it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Part of a list.
#[derive(Debug, Deserialize)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    #[serde(default)]
    pub(crate) next_cursor: Option<String>,
}

/// Who is logged in.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Session {
    pub(crate) user: User,
    pub(crate) tenant: Tenant,
    pub(crate) role: String,
    pub(crate) expires_at: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) email: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Tenant {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) time_zone: String,
}

/// A connected AWS account.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Cloud {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) account_id: String,
    pub(crate) regions: Vec<String>,
    pub(crate) access: Access,
    pub(crate) health: Health,
    pub(crate) machines_seen_at: Option<String>,
    pub(crate) version: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Access {
    Role { role_arn: String },
    AccessKeys { access_key_id_hint: String },
}

/// What is to be done in an account that is entered by a role.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Launch {
    pub(crate) external_id: String,
    pub(crate) launch_url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Health {
    pub(crate) status: String,
    pub(crate) reason: Option<String>,
    pub(crate) checked_at: Option<String>,
}

/// A machine. Two of them are equal when nothing at all has changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Machine {
    pub(crate) id: String,
    pub(crate) cloud_id: String,
    pub(crate) region: String,
    pub(crate) instance_id: String,
    pub(crate) name: Option<String>,
    pub(crate) r#type: String,
    pub(crate) zone: String,
    pub(crate) platform: String,
    pub(crate) lifecycle: String,
    pub(crate) state: String,
    pub(crate) state_at: String,
    pub(crate) launched_at: String,
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) schedule: Option<Follows>,
    pub(crate) r#override: Option<Override>,
    pub(crate) conflict: Vec<String>,
    pub(crate) wish: Option<String>,
    pub(crate) last_action: Option<LastAction>,
    pub(crate) next_attempt_at: Option<String>,
    pub(crate) rev: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Follows {
    pub(crate) id: String,
    pub(crate) by: String,
}

/// What a person wants for a while, whatever a schedule says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Override {
    pub(crate) keep: String,
    pub(crate) until: String,
    pub(crate) reason: String,
    pub(crate) set_by: Person,
    pub(crate) set_at: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) email: Option<String>,
}

/// Why a machine runs, or does not.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Explanation {
    pub(crate) state: String,
    pub(crate) wish: String,
    pub(crate) agrees: bool,
    pub(crate) sentence: String,
    pub(crate) next_edge: Option<Edge>,
    pub(crate) r#override: Option<Override>,
    pub(crate) last_action: Option<LastAction>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct LastAction {
    pub(crate) action: String,
    pub(crate) outcome: String,
    pub(crate) reason: String,
    pub(crate) at: String,
}

/// A schedule.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Schedule {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: u64,
    pub(crate) next_edge: Option<Edge>,
    pub(crate) wish_now: String,
    pub(crate) machines: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Edge {
    pub(crate) at: String,
    pub(crate) wish: String,
}
