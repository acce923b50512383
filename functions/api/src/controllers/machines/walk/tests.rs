use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use powerdown_domain::{
    LineageId, MachineId,
    machine::{InstanceFacts, Lifecycle, MachineState, RootDevice},
};

use super::*;

fn machine(cloud: CloudId, region: &Region, number: u32) -> Machine {
    let id =
        MachineId { cloud, region: region.clone(), instance: format!("i-{number:08x}").parse().unwrap() };
    let facts = InstanceFacts {
        instance_type: "t3.micro".into(),
        zone: "us-east-1a".into(),
        platform: "Linux/UNIX".into(),
        lifecycle: Lifecycle::OnDemand,
        root_device: RootDevice::Ebs,
        launched_at: Timestamp::UNIX_EPOCH,
        tags: Default::default(),
    };
    Machine::discovered(id, LineageId::from_parts(1, 1), MachineState::Running, Timestamp::UNIX_EPOCH, facts)
}

/// Places with so many machines each.
fn places(counts: &[u32]) -> Vec<((CloudId, Region), Vec<Machine>)> {
    let region: Region = "us-east-1".parse().unwrap();
    let place = |(index, count): (usize, &u32)| {
        let cloud = CloudId::from_parts(index as u64 + 1, 0);
        let machines = (0..*count).map(|number| machine(cloud, &region, number)).collect();
        ((cloud, region.clone()), machines)
    };
    counts.iter().enumerate().map(place).collect()
}

async fn page(
    all: &[((CloudId, Region), Vec<Machine>)],
    from: Option<Place>,
    limit: u32,
    direction: Direction,
    looks: &AtomicUsize,
) -> Found {
    let keys = all.iter().map(|(place, _)| place.clone()).collect();
    let look = |cloud: CloudId, region: Region, after: Option<InstanceId>, limit: u32| async move {
        looks.fetch_add(1, Ordering::Relaxed);
        let wanted = (cloud, region);
        let (_, machines) = all.iter().find(|(place, _)| *place == wanted).unwrap();
        let mut rest = machines.clone();
        if !direction.is_forward() {
            rest.reverse();
        }
        if let Some(after) = after {
            let is_behind = |machine: &Machine| match direction {
                Direction::Forward => machine.id.instance > after,
                Direction::Backward => machine.id.instance < after,
            };
            rest.retain(is_behind);
        }
        let items: Vec<Machine> = rest.iter().take(limit as usize).cloned().collect();
        let next = (items.len() < rest.len()).then(|| items.last().unwrap().id.instance.clone());
        Ok(Page { items, next })
    };
    walk(keys, from.as_ref(), limit, direction, look).await.unwrap()
}

#[tokio::test]
async fn every_limit_finds_every_machine_once_and_in_order() {
    let all = places(&[3, 0, 1, 0, 0, 4, 2, 0]);
    let mut wanted: Vec<MachineId> =
        all.iter().flat_map(|(_, machines)| machines).map(|m| m.id.clone()).collect();
    for direction in [Direction::Forward, Direction::Backward] {
        for limit in 1..=12 {
            let (mut found, mut place) = (Vec::new(), None);
            loop {
                let part = page(&all, place, limit, direction, &AtomicUsize::new(0)).await;
                assert!(part.machines.len() <= limit as usize);
                found.extend(part.machines.into_iter().map(|machine| machine.id));
                place = part.next;
                if place.is_none() {
                    break;
                }
            }
            assert_eq!(found, wanted, "{direction:?}, limit {limit}");
        }
        wanted.reverse();
    }
}

#[tokio::test]
async fn a_request_looks_into_a_bounded_number_of_places() {
    let mut counts = vec![0; 60];
    counts.push(1);
    let all = places(&counts);
    let looks = AtomicUsize::new(0);
    let first = page(&all, None, 100, Direction::Forward, &looks).await;
    assert!(first.machines.is_empty() && first.next.is_some());
    assert_eq!(looks.load(Ordering::Relaxed), MOST_PLACES);
    let second = page(&all, first.next, 100, Direction::Forward, &looks).await;
    let third = page(&all, second.next, 100, Direction::Forward, &looks).await;
    assert_eq!(third.machines.len(), 1);
    assert_eq!(third.next, None);
}

#[tokio::test]
async fn a_list_goes_on_behind_a_place_that_is_gone() {
    let mut all = places(&[2, 2, 2]);
    let gone =
        Place { cloud: all[1].0.0, region: all[1].0.1.clone(), after: Some("i-00000000".parse().unwrap()) };
    all.remove(1);
    for (direction, rest) in [(Direction::Forward, &all[1]), (Direction::Backward, &all[0])] {
        let found = page(&all, Some(gone.clone()), 9, direction, &AtomicUsize::new(0)).await;
        assert!(found.machines.iter().all(|machine| machine.id.cloud == rest.0.0), "{direction:?}");
        assert_eq!((found.machines.len(), found.next), (2, None));
    }
}
