//! Doing the jobs of the queue.

use powerdown_engine::{
    clouds::{self, Leaver},
    exports,
    inventory::{self, Rematcher},
    ports::Job,
};

use super::World;

impl World {
    pub(crate) fn leaver(&self) -> Leaver<'_> {
        Leaver {
            clouds: &self.store,
            machines: &self.store,
            ledger: &self.store,
            jobs: &self.outbox,
            clock: &*self.clock,
        }
    }

    /// Runs all jobs, and those they ask for, until none is left.
    pub(crate) async fn run_jobs(&self) {
        for _ in 0..100 {
            let jobs = self.outbox.take_jobs();
            if jobs.is_empty() {
                return;
            }
            for job in jobs {
                match job {
                    Job::VerifyCloud { tenant, cloud, .. } => {
                        clouds::verify(self.verifier(), tenant, cloud).await.unwrap();
                    }
                    Job::ScanRegion { tenant, cloud, region, .. } => {
                        inventory::scan(self.scanner(), tenant, cloud, &region).await.unwrap();
                    }
                    Job::LeaveCloud { tenant, cloud, .. } => {
                        clouds::leave(self.leaver(), tenant, cloud).await.unwrap();
                    }
                    Job::Rematch { tenant, cloud, region, after, .. } => {
                        let rematcher = Rematcher {
                            machines: &self.store,
                            schedules: &self.store,
                            jobs: &self.outbox,
                            bus: &self.outbox,
                            clock: &*self.clock,
                        };
                        inventory::rematch(rematcher, tenant, cloud, &region, after.as_ref()).await.unwrap();
                    }
                    Job::Export { tenant, user, export, .. } => {
                        exports::work(self.exporter(), tenant, user, export).await.unwrap();
                    }
                }
            }
        }
        panic!("jobs ask for jobs without end");
    }
}
