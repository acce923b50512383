//! Refusing selectors that would tie with another schedule's on a machine that exists today.
//!
//! Only schedules that use the same priority can tie, so the inventory is walked only when there are
//! such schedules, and only as far as a request's time allows. A machine that comes to match later is
//! left alone and shows the tie.

use powerdown_domain::{
    CloudId, ScheduleId, TenantId,
    assignment::{Match, Selector, match_selectors},
};

use super::ScheduleDesk;
use crate::{Refusal, UseCaseError, ports::Part, record::ScheduleRecord};

/// The most machines that are walked for one request; a larger fleet must use distinct priorities.
const MAX_WALKED: usize = 10_000;
/// How many machines a refusal names.
const MAX_NAMED: usize = 10;

pub(super) async fn refuse_ties(
    desk: ScheduleDesk<'_>,
    tenant: TenantId,
    id: ScheduleId,
    selectors: &[Selector],
    existing: &[ScheduleRecord],
) -> Result<(), UseCaseError> {
    let others: Vec<&ScheduleRecord> = existing.iter().filter(|schedule| schedule.id != id).collect();
    let rival = others.iter().find(|other| {
        other.selectors.iter().any(|theirs| selectors.iter().any(|ours| ours.priority == theirs.priority))
    });
    let Some(rival) = rival else { return Ok(()) };
    let claims: Vec<(ScheduleId, &[Selector])> =
        others.iter().map(|other| (other.id, other.selectors.as_slice())).chain([(id, selectors)]).collect();
    let mut tied = Tied::default();
    let mut walked = 0;
    for cloud in desk.clouds.clouds(tenant).await? {
        for region in &cloud.regions {
            let mut after = None;
            loop {
                let page = desk
                    .machines
                    .machines_in(tenant, cloud.id, region, Part::after(after.as_ref(), 200))
                    .await?;
                walked += page.items.len();
                if walked > MAX_WALKED {
                    return Err(Refusal::Conflict(format!(
                        "\"{}\" uses the same priority, and the inventory is too large to rule out a tie; choose a priority that no other schedule uses",
                        rival.name
                    ))
                    .into());
                }
                for machine in &page.items {
                    tied.check(id, cloud.id, machine, &claims);
                }
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
        }
    }
    tied.refuse()
}

#[derive(Default)]
struct Tied {
    named: Vec<String>,
    count: usize,
}

impl Tied {
    fn check(
        &mut self,
        id: ScheduleId,
        cloud: CloudId,
        machine: &powerdown_domain::machine::Machine,
        claims: &[(ScheduleId, &[Selector])],
    ) {
        let Match::Tie(schedules) = match_selectors(cloud, &machine.facts, claims.iter().copied()) else {
            return;
        };
        if !schedules.contains(&id) {
            return;
        }
        self.count += 1;
        if self.named.len() < MAX_NAMED {
            self.named.push(match machine.facts.name() {
                "" => machine.id.to_string(),
                name => format!("{name} ({})", machine.id),
            });
        }
    }

    fn refuse(self) -> Result<(), UseCaseError> {
        if self.count == 0 {
            return Ok(());
        }
        let more = match self.count - self.named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Err(Refusal::Conflict(format!(
            "{} machines are claimed by another schedule with the same priority: {}{more}; choose another priority or narrow the tags",
            self.count,
            self.named.join(", "),
        ))
        .into())
    }
}
