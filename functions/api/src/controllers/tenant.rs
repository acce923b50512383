//! The company itself.

pub mod show;
pub mod update;

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use powerdown_engine::record::Tenant;

use super::tag;
use crate::views::TenantView;

/// A company with its version as an entity tag.
fn tagged(tenant: Tenant) -> Response {
    tag(tenant.rev, Json(TenantView::from(tenant)).into_response())
}
