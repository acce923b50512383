//! The company itself.

pub mod show;
pub mod update;

use axum::response::Response;
use powerdown_engine::record::Tenant;

use crate::{etag, problem::Answer, views::TenantView};

/// A company with its tag.
fn tagged(tenant: Tenant) -> Answer<Response> {
    etag::document(tenant.rev, &TenantView::from(tenant))
}
