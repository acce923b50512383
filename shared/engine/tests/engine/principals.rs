//! The people of the small company, as the portal sees them.

use powerdown_domain::{CloudId, MachineId, Reach, schedule::Wish};
use powerdown_engine::{
    Refusal, UseCaseError,
    overrides::{self, OverrideDraft},
    record::{Membership, Principal, Role},
    schedules::{self, AssignmentOutcome, AssignmentRequest},
};
use powerdown_testkit::cloud::Launch;

use crate::world::World;

impl World {
    /// The person, as an operator of the whole company.
    pub(crate) fn principal(&self) -> Principal {
        self.narrowed(Reach::Everything)
    }

    /// The person, as an operator of part of the company.
    pub(crate) fn narrowed(&self, reach: Reach) -> Principal {
        Principal::member(&Membership {
            tenant: self.tenant,
            user: self.person(),
            role: Role::Operator,
            reach,
            since: self.now(),
            rev: 1,
        })
    }
}

#[tokio::test]
async fn whoever_reaches_elsewhere_finds_no_machine() {
    let world = World::new();
    let web = world.launch(Launch::named("web").tagged("team", "web"));
    let cloud = world.connect().await.id;
    let schedule = world.schedule("office", "mon 08:00-mon 18:00", vec![]).await.id;
    world.run_jobs().await;
    let id = MachineId { cloud, region: world.region(), instance: web };
    let tag = |value: &str| Reach::Tag { key: "team".to_owned(), value: value.to_owned() };
    for (reach, reaches) in [
        (Reach::Clouds([CloudId::from_parts(9, 9)].into()), false),
        (tag("db"), false),
        (tag("web"), true),
        (Reach::Clouds([cloud].into()), true),
    ] {
        let by = world.narrowed(reach);
        let reason = "release weekend".to_owned().try_into().unwrap();
        let until = "2026-03-02T20:00:00Z".parse().unwrap();
        let draft = OverrideDraft { keep: Wish::On, until, reason };
        let outcomes = [
            overrides::set_on_machine(world.override_desk(), &by, &id, draft).await.map(drop),
            overrides::clear_on_machine(world.override_desk(), &by, &id).await,
        ];
        for outcome in outcomes {
            match outcome {
                Ok(()) => assert!(reaches, "{by:?}"),
                Err(UseCaseError::Refused(refusal)) => {
                    assert!(!reaches && refusal == Refusal::NotFound("machine"), "{by:?}");
                }
                Err(error) => panic!("{error}"),
            }
        }
        let request = AssignmentRequest { assign: vec![id.clone()], release: vec![] };
        let outcomes = schedules::assign(world.schedule_desk(), &by, schedule, request).await.unwrap();
        assert_eq!(outcomes[0].1 == AssignmentOutcome::NotFound, !reaches, "{by:?}");
    }
}
