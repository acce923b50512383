//! Jobs from the standard queue: longer work, in no particular order, each by itself.

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use powerdown_domain::{CloudId, TenantId};
use powerdown_engine::{
    UseCaseError,
    clouds::{Leaver, Verifier, VerifyError, leave, verify},
    exports::{ExportError, Exporter, work},
    inventory::{Rematcher, ScanError, Scanner, rematch, scan},
    ports::Job,
};
use powerdown_lambda_support::faults;
use tracing::Instrument;

use crate::messages::{Failures, Unreadable, read};

/// What the jobs need.
#[derive(Clone, Copy)]
pub struct JobDesk<'a> {
    /// For [`Job::VerifyCloud`].
    pub verifier: Verifier<'a>,
    /// For [`Job::ScanRegion`].
    pub scanner: Scanner<'a>,
    /// For [`Job::LeaveCloud`].
    pub leaver: Leaver<'a>,
    /// For [`Job::Rematch`].
    pub rematcher: Rematcher<'a>,
    /// For [`Job::Export`].
    pub exporter: Exporter<'a>,
}

#[derive(Debug, thiserror::Error)]
enum JobError {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the verification did not finish")]
    Verify(#[from] VerifyError),
    #[error("the inventory did not finish")]
    Scan(#[from] ScanError),
    #[error("the matching, or the leaving, did not finish")]
    Ours(#[from] UseCaseError),
    #[error("the export did not get further")]
    Export(#[from] ExportError),
}

/// Does the jobs of a batch; those that fail are delivered again.
pub async fn handle(desk: JobDesk<'_>, event: &SqsEvent) -> SqsBatchResponse {
    let mut failures = Failures::default();
    for message in &event.records {
        if let Err(error) = run(desk, message).await {
            tracing::error!(error = faults::chain(&error), "a job failed; it will be delivered again");
            failures.add(message);
        }
    }
    failures.response()
}

async fn run(desk: JobDesk<'_>, message: &SqsMessage) -> Result<(), JobError> {
    let job: Job = read(message, Job::VERSION)?;
    let (tenant, cloud) = subject(&job);
    let span = tracing::info_span!("job", %tenant, cloud = cloud.map(tracing::field::display));
    async {
        match job {
            Job::VerifyCloud { tenant, cloud, .. } => {
                let outcome = verify(desk.verifier, tenant, cloud).await?;
                tracing::info!(?outcome, "cloud verified");
            }
            Job::ScanRegion { tenant, cloud, region, .. } => {
                let report = scan(desk.scanner, tenant, cloud, &region).await?;
                tracing::info!(%region, listed = report.listed, changed = report.changed, gone = report.gone, "inventory taken");
            }
            Job::LeaveCloud { tenant, cloud, .. } => {
                let left = leave(desk.leaver, tenant, cloud).await?;
                tracing::info!(left, "machines left the inventory");
            }
            Job::Rematch { tenant, cloud, region, after, .. } => {
                let changed = rematch(desk.rematcher, tenant, cloud, &region, after.as_ref()).await?;
                tracing::info!(%region, changed, "selectors matched");
            }
            Job::Export { tenant, user, export, .. } => {
                let worked = work(desk.exporter, tenant, user, export).await?;
                tracing::info!(%export, ?worked, "export");
            }
        }
        Ok(())
    }
    .instrument(span)
    .await
}

/// Whose job it is, and which cloud's, if it is about one.
fn subject(job: &Job) -> (TenantId, Option<CloudId>) {
    match job {
        Job::VerifyCloud { tenant, cloud, .. }
        | Job::ScanRegion { tenant, cloud, .. }
        | Job::LeaveCloud { tenant, cloud, .. }
        | Job::Rematch { tenant, cloud, .. } => (*tenant, Some(*cloud)),
        Job::Export { tenant, .. } => (*tenant, None),
    }
}
