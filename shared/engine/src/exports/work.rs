//! Making the file: one part a job.

use jiff::SignedDuration;
use powerdown_domain::{ExportId, TenantId, UserId};

use super::{rows, text};
use crate::ports::{
    AccountStore, AuditStore, Clock, CloudStore, ExportStore, FileKind, Job, JobQueue, MachineStore,
    MessageError, ObjectError, ObjectKey, ObjectStore, SMALLEST_PART, ScheduleStore, StoreError, Upload,
};
use crate::record::{Export, ExportPlace, ExportProgress, ExportState};

/// For how long one worker has an export for itself: longer than a job may take, shorter than a
/// failed one waits for its next delivery.
const LEASE: SignedDuration = SignedDuration::from_mins(6);
/// How often an export whose upload was lost is begun anew.
const RESTARTS: u32 = 3;

/// What making exports needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Exporter<'a> {
    pub exports: &'a dyn ExportStore,
    pub accounts: &'a dyn AccountStore,
    pub clouds: &'a dyn CloudStore,
    pub machines: &'a dyn MachineStore,
    pub schedules: &'a dyn ScheduleStore,
    pub audit: &'a dyn AuditStore,
    pub objects: &'a dyn ObjectStore,
    pub jobs: &'a dyn JobQueue,
    pub clock: &'a dyn Clock,
}

/// What a job did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worked {
    /// Nothing: it is over, or gone.
    Nothing,
    /// Nothing: somebody else is at it.
    Taken,
    /// A part; the next one was asked for.
    Part,
    /// The last part: the file is ready.
    Ready,
    /// The upload was lost; the file was begun anew.
    Restarted,
    /// The upload was lost too often.
    GivenUp,
}

/// Why a job did not finish; delivered again, it writes the same part again.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store is at fault.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The object store is at fault.
    #[error("the object store failed")]
    Objects(#[from] ObjectError),
    /// The queue is at fault.
    #[error("a message failed")]
    Message(#[from] MessageError),
}

/// Writes the next part of an export.
///
/// # Errors
/// Those of our own parts.
pub async fn work(
    exporter: Exporter<'_>,
    tenant: TenantId,
    user: UserId,
    id: ExportId,
) -> Result<Worked, ExportError> {
    let now = exporter.clock.now();
    let found = exporter.exports.export(tenant, user, id).await?;
    let Some(export) = found.filter(|export| !export.is_over() && now < export.expires_at) else {
        return Ok(Worked::Nothing);
    };
    if export.leased_until.is_some_and(|until| now < until) {
        return Ok(Worked::Taken);
    }
    let Some(key) = export.object() else { return Ok(Worked::Nothing) };
    let leased = Export { leased_until: Some(now + LEASE), state: ExportState::Running, ..export };
    let leased = match save(exporter, leased).await {
        Err(StoreError::Conflict(_)) => return Ok(Worked::Taken),
        outcome => outcome?,
    };
    match next_part(exporter, &key, &leased).await {
        Err(ExportError::Objects(ObjectError::NotThere)) => restart(exporter, leased).await,
        Err(error) => {
            // The next delivery need not wait for the lease to end.
            drop(save(exporter, Export { leased_until: None, ..leased }).await);
            Err(error)
        }
        Ok((export, worked)) => {
            let export = save(exporter, Export { leased_until: None, ..export }).await?;
            if worked == Worked::Part {
                ask_again(exporter, &export).await?;
            }
            Ok(worked)
        }
    }
}

async fn save(exporter: Exporter<'_>, export: Export) -> Result<Export, StoreError> {
    let export = Export { updated_at: exporter.clock.now(), ..export };
    exporter.exports.update_export(&export).await?;
    Ok(Export { rev: export.rev + 1, ..export })
}

async fn ask_again(exporter: Exporter<'_>, export: &Export) -> Result<(), MessageError> {
    let Export { tenant, user, id, .. } = *export;
    exporter.jobs.send(&[Job::Export { v: Job::VERSION, tenant, user, export: id }]).await
}

/// Writes and uploads one part, and finishes the upload behind the last.
async fn next_part(
    exporter: Exporter<'_>,
    key: &ObjectKey,
    export: &Export,
) -> Result<(Export, Worked), ExportError> {
    let mut export = export.clone();
    let upload = match &export.progress.upload {
        Some(upload) => upload.clone(),
        None => begin(exporter, key, &export).await?,
    };
    let columns = rows::columns(&export.of);
    let first = export.progress.parts.is_empty();
    let mut file = if first { text::heading(export.format, columns) } else { String::new() };
    let mut place: Option<ExportPlace> = export.progress.place.clone();
    loop {
        let page = rows::read(exporter, &export, place.as_ref()).await?;
        for row in &page.rows {
            text::write(export.format, columns, row, &mut file);
        }
        export.rows += page.rows.len() as u64;
        place = page.next;
        if place.is_none() || file.len() >= SMALLEST_PART {
            break;
        }
    }
    export.bytes += file.len() as u64;
    let number = u16::try_from(export.progress.parts.len() + 1).map_err(|_| ObjectError::NotThere)?;
    let tag = exporter.objects.put_part(key, &upload, number, file.into_bytes()).await?;
    export.progress.parts.push(tag);
    let worked = if place.is_none() {
        exporter.objects.finish(key, &upload, &export.progress.parts).await?;
        export.state = ExportState::Ready;
        export.progress = ExportProgress::default();
        Worked::Ready
    } else {
        export.progress.upload = Some(upload);
        export.progress.place = place;
        Worked::Part
    };
    Ok((export, worked))
}

async fn begin(exporter: Exporter<'_>, key: &ObjectKey, export: &Export) -> Result<Upload, ObjectError> {
    let day = export.created_at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let file_name = format!("{}-{day}.{}", export.of.name(), export.format.extension());
    let kind = FileKind { content_type: export.format.content_type(), file_name: &file_name };
    exporter.objects.begin(key, kind).await
}

/// The upload is gone, or a part is not what is on record: everything is written again.
async fn restart(exporter: Exporter<'_>, export: Export) -> Result<Worked, ExportError> {
    if let (Some(key), Some(upload)) = (export.object(), &export.progress.upload) {
        exporter.objects.abort(&key, upload).await?;
    }
    let restarts = export.restarts + 1;
    let given_up = restarts > RESTARTS;
    let state = if given_up { ExportState::Failed } else { ExportState::Waiting };
    let progress = ExportProgress::default();
    let begun = Export { state, progress, restarts, rows: 0, bytes: 0, leased_until: None, ..export };
    let begun = save(exporter, begun).await?;
    if given_up {
        return Ok(Worked::GivenUp);
    }
    ask_again(exporter, &begun).await?;
    Ok(Worked::Restarted)
}
