//! Overrides on the wire.

use jiff::Timestamp;
use powerdown_domain::{
    UserId,
    schedule::{Override, OverrideReason, Wish},
};
use powerdown_engine::overrides;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mirrors;

/// What a person wants for a while, whatever schedules say. It ends by itself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OverrideDraft {
    /// On: keep on. Off: keep off. Hands off: leave it as it is.
    #[schema(value_type = mirrors::Wish)]
    pub keep: Wish,
    /// The first instant at which it no longer counts: in the future, within 366 days.
    pub until: Timestamp,
    /// Why.
    #[schema(value_type = String, min_length = 1, max_length = 500, example = "release weekend")]
    pub reason: OverrideReason,
}

impl From<OverrideDraft> for overrides::OverrideDraft {
    fn from(draft: OverrideDraft) -> Self {
        Self { keep: draft.keep, until: draft.until, reason: draft.reason }
    }
}

/// What a person wants for a while, whatever schedules say.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OverrideView {
    /// On: kept on. Off: kept off. Hands off: left as it is.
    #[schema(value_type = mirrors::Wish)]
    pub keep: Wish,
    /// The first instant at which it no longer counts.
    pub until: Timestamp,
    /// Why.
    #[schema(value_type = String)]
    pub reason: OverrideReason,
    /// Who set it.
    pub set_by: PersonView,
    /// Since when it counts.
    pub set_at: Timestamp,
}

/// A person of the same company.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonView {
    /// Their id.
    #[schema(value_type = String, example = "usr_01JZ0000000000000000000000")]
    pub id: UserId,
    /// Their address; absent for somebody who has left the company.
    #[schema(required = true)]
    pub email: Option<String>,
}

impl OverrideView {
    /// Shows an override; `email` is the address of who set it.
    pub fn of(set: &Override, email: Option<String>) -> Self {
        Self {
            keep: set.keep,
            until: set.until,
            reason: set.reason.clone(),
            set_by: PersonView { id: set.set_by, email },
            set_at: set.set_at,
        }
    }
}
