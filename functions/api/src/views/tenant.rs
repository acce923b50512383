//! A company's settings on the wire.

use jiff::Timestamp;
use powerdown_domain::{Name, TenantId};
use powerdown_engine::{people, record::Tenant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A company's settings as its owner writes them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TenantDraft {
    /// The company's name.
    #[schema(value_type = String, min_length = 1, max_length = 120, example = "Analytical Engines Ltd")]
    pub name: Name,
    /// The IANA zone in which its days and months are counted.
    #[schema(example = "Europe/London")]
    pub time_zone: String,
}

impl From<TenantDraft> for people::TenantDraft {
    fn from(TenantDraft { name, time_zone }: TenantDraft) -> Self {
        Self { name, zone: time_zone }
    }
}

/// A company.
#[derive(Debug, Serialize, ToSchema)]
pub struct TenantView {
    /// Its id.
    #[schema(value_type = String, example = "ten_01JZ0000000000000000000000")]
    pub id: TenantId,
    /// Its name.
    #[schema(value_type = String)]
    pub name: Name,
    /// The IANA zone in which its days and months are counted.
    pub time_zone: String,
    /// When it signed up.
    pub created_at: Timestamp,
    /// Counts changes; `If-Match` names it.
    pub version: u64,
}

impl From<Tenant> for TenantView {
    fn from(Tenant { id, name, zone, created_at, rev }: Tenant) -> Self {
        Self { id, name, time_zone: zone, created_at, version: rev }
    }
}
