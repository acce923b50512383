//! What came of looking at machines: stored on each, and written to the audit trail by the batch.

use std::collections::BTreeSet;

use powerdown_domain::{
    IntervalSource,
    machine::{LastAction, Machine, MachineState, Outcome, Retry, Sighting},
    reconcile::{Action, Followed},
};

use super::{OrderError, Task, Visit};
use crate::{
    audit::{self, AuditNote},
    clouds::{mark_failed, plain_words},
    inventory::change_machine,
    overrides,
    ports::{CloudError, MachineChange, StoreError},
    record::{Actor, AuditOutcome, Writer},
    scheduling::{batch::Outcomes, retry},
};

/// What is to be stored about a machine after a look at it.
#[derive(Clone, Default)]
pub(super) struct Verdict {
    /// The state that EC2 answered with.
    pub(super) seen: Option<MachineState>,
    /// What was tried; what was tried before stays when absent.
    pub(super) action: Option<LastAction>,
    /// The next look by itself, if any.
    pub(super) retry: Option<Retry>,
    /// What the machine has been brought to; stays when absent.
    pub(super) followed: Option<Followed>,
}

impl Visit<'_> {
    /// Stores what came of one call, and writes it to the audit trail as one entry for what EC2 took
    /// and one for what it refused.
    pub(super) async fn conclude(
        &mut self,
        action: Action,
        tasks: &[Task<'_>],
        outcomes: Outcomes,
    ) -> Result<Vec<MachineChange>, OrderError> {
        let mut news = Vec::new();
        let (mut accepted, mut refused) = (Vec::new(), Vec::new());
        let (mut reasons, mut cause) = (BTreeSet::new(), None);
        for (instance, outcome) in outcomes {
            let Some(task) = tasks.iter().find(|task| task.machine.id.instance == instance) else {
                continue;
            };
            let verdict = self.verdict(action, task, &outcome);
            match outcome {
                Ok(_) => {
                    accepted.push(task.machine.id.to_string());
                    reasons.insert(task.reason.as_str());
                }
                Err(error) => {
                    refused.push(task.machine.id.to_string());
                    cause = Some(error);
                }
            }
            news.extend(self.store(task.machine, verdict).await?);
        }
        match action {
            Action::Start => self.report.started += accepted.len(),
            Action::Stop => self.report.stopped += accepted.len(),
        }
        self.report.failed += refused.len();
        let action = match action {
            Action::Start => "machines.start",
            Action::Stop => "machines.stop",
        };
        let why: Vec<&str> = reasons.into_iter().take(MAX_REASONS).collect();
        self.note(action, accepted, AuditOutcome::Done, why.join("; ")).await?;
        if let Some(error) = cause {
            self.note(action, refused, AuditOutcome::Failed, error.to_string()).await?;
            if shuts_us_out(&error) {
                self.lost_access(&error).await?;
            }
        }
        Ok(news)
    }

    fn verdict(
        &self,
        action: Action,
        task: &Task<'_>,
        outcome: &Result<MachineState, CloudError>,
    ) -> Verdict {
        let tried = |outcome, reason| Some(LastAction { action, outcome, reason, at: self.now });
        match outcome {
            Ok(state) => Verdict {
                seen: Some(*state),
                action: tried(Outcome::Accepted, task.reason.clone()),
                retry: None,
                followed: Some(task.followed),
            },
            Err(error) => Verdict {
                seen: None,
                action: tried(Outcome::Failed, error.to_string()),
                retry: Some(retry::after_failure(error.class, task.machine.retry, self.now)),
                followed: None,
            },
        }
    }

    /// Stores a verdict, unless the machine is as it says already, and takes off an override that has
    /// ended. What somebody else changed since the machine was read stays theirs.
    pub(super) async fn store(
        &self,
        read: &Machine,
        verdict: Verdict,
    ) -> Result<Option<MachineChange>, StoreError> {
        let ended = read.overridden.as_ref().filter(|set| set.until <= self.now);
        let tenant = self.order.tenant;
        let change = change_machine(self.desk.machines, tenant, read.clone(), |machine| {
            let before = machine.clone();
            if let Some(state) = verdict.seen {
                let source = IntervalSource::Response;
                machine.observe(Sighting { state, at: self.now, source, facts: None });
            }
            if verdict.action.is_some() {
                machine.last_action.clone_from(&verdict.action);
            }
            if machine.retry == read.retry {
                machine.retry = verdict.retry;
            }
            if machine.assignment.schedule() == read.assignment.schedule() {
                machine.followed = verdict.followed.unwrap_or(machine.followed);
            }
            if ended.is_some() && machine.overridden.as_ref() == ended {
                machine.overridden = None;
            }
            *machine != before
        })
        .await?;
        if let (Some(set), Some(_)) = (ended, &change) {
            let detail = overrides::ended(set);
            self.note("machine.override-end", vec![read.id.to_string()], AuditOutcome::Done, detail).await?;
        }
        Ok(change)
    }

    /// Appends to the chain of this cloud and region.
    pub(super) async fn note(
        &self,
        action: &'static str,
        subjects: Vec<String>,
        outcome: AuditOutcome,
        detail: String,
    ) -> Result<(), StoreError> {
        if subjects.is_empty() {
            return Ok(());
        }
        let note = AuditNote {
            tenant: self.order.tenant,
            at: self.now,
            actor: Actor::System,
            action,
            subjects,
            outcome,
            detail,
        };
        let writer = Writer::Scheduler(self.order.cloud, self.order.region.clone());
        audit::record(self.desk.audit, &writer, note).await
    }

    /// A role that lets us in no longer is noticed at the first refused call.
    pub(super) async fn lost_access(&self, error: &CloudError) -> Result<(), OrderError> {
        let reason = plain_words(error, &self.order.region);
        mark_failed(self.desk.clouds, self.desk.bus, self.cloud, reason, self.now).await
    }
}

/// How many different reasons one audit entry gives.
const MAX_REASONS: usize = 5;

/// Whether the error says that we are no longer let in at all, rather than that one permission is missing.
fn shuts_us_out(error: &CloudError) -> bool {
    matches!(error.code.as_str(), "AuthFailure" | "InvalidClientTokenId" | "ExpiredToken")
}

/// The same refusal for all of them.
pub(super) fn refused_all(tasks: &[Task<'_>], error: &CloudError) -> Outcomes {
    tasks.iter().map(|task| (task.machine.id.instance.clone(), Err(error.clone()))).collect()
}
