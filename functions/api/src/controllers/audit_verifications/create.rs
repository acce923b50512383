//! Verifying a chain.

use axum::{Json as Body, extract::State};
use powerdown_engine::{audit, record::LastVerification};

use crate::{
    controllers::audit_writers::list::months_of,
    extract::Admin,
    json::Json,
    problem::Answer,
    state::Portal,
    views::{AuditVerificationRequest, AuditVerificationView},
};

/// Verify the audit trail of one writer: that no entry was changed, removed or added, and that all is
/// as it was when it was anchored outside the database. Needs the role admin.
///
/// Looks at 20,000 entries at most, the newest first; a longer trail is verified month by month. The
/// security status says what the last verification found.
#[utoipa::path(
    post, path = "/api/v1/audit-verifications", operation_id = "verifyAudit", tag = "audit",
    security(("session" = [])), request_body = AuditVerificationRequest,
    responses(
        (status = 200, description = "What was found.", body = AuditVerificationView),
        (status = 403, description = "Needs a higher role."),
    )
)]
pub async fn create(
    State(portal): State<Portal>,
    Admin(person): Admin,
    Json(request): Json<AuditVerificationRequest>,
) -> Answer<Body<AuditVerificationView>> {
    let tenant = person.tenant();
    let span = months_of(&portal, tenant, &request.writer).await?;
    let month = request.month.map(|month| month.0);
    let chain = (tenant, &request.writer);
    let found = audit::verify(&*portal.base.store, portal.anchors(), chain, span, month).await?;
    let answer = AuditVerificationView::of(&request.writer, &found);
    let verification = LastVerification {
        at: portal.base.clock.now(),
        by: person.user(),
        writer: request.writer,
        whole: month.is_none() && found.complete,
        verified: answer.verified,
    };
    portal.base.store.put_verification(tenant, &verification).await?;
    Ok(Body(answer))
}
