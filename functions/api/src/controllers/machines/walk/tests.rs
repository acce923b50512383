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
    from: Option<Cursor>,
    limit: u32,
    looks: &AtomicUsize,
) -> Found {
    let keys: Vec<_> = all.iter().map(|(place, _)| place.clone()).collect();
    let look = |cloud: CloudId, region: Region, after: Option<InstanceId>, limit: u32| async move {
        looks.fetch_add(1, Ordering::Relaxed);
        let wanted = (cloud, region);
        let (_, machines) = all.iter().find(|(place, _)| *place == wanted).unwrap();
        let rest: Vec<Machine> = machines
            .iter()
            .filter(|machine| after.as_ref().is_none_or(|after| machine.id.instance > *after))
            .cloned()
            .collect();
        let items: Vec<Machine> = rest.iter().take(limit as usize).cloned().collect();
        let next = (items.len() < rest.len()).then(|| items.last().unwrap().id.instance.clone());
        Ok(Page { items, next })
    };
    walk(&keys, from, limit, look).await.unwrap()
}

#[tokio::test]
async fn every_limit_finds_every_machine_once_and_in_order() {
    let all = places(&[3, 0, 1, 0, 0, 4, 2, 0]);
    let wanted: Vec<MachineId> =
        all.iter().flat_map(|(_, machines)| machines).map(|m| m.id.clone()).collect();
    for limit in 1..=12 {
        let (mut found, mut cursor) = (Vec::new(), None);
        loop {
            let part = page(&all, cursor, limit, &AtomicUsize::new(0)).await;
            assert!(part.machines.len() <= limit as usize);
            found.extend(part.machines.into_iter().map(|machine| machine.id));
            match part.next {
                // What a client sends back is the text.
                Some(next) => cursor = Some(Cursor::read(&next.write()).unwrap()),
                None => break,
            }
        }
        assert_eq!(found, wanted, "limit {limit}");
    }
}

#[tokio::test]
async fn a_request_looks_into_a_bounded_number_of_places() {
    let mut counts = vec![0; 60];
    counts.push(1);
    let all = places(&counts);
    let looks = AtomicUsize::new(0);
    let first = page(&all, None, 100, &looks).await;
    assert!(first.machines.is_empty() && first.next.is_some());
    assert_eq!(looks.load(Ordering::Relaxed), MOST_PLACES);
    let second = page(&all, first.next, 100, &looks).await;
    let third = page(&all, second.next, 100, &looks).await;
    assert_eq!(third.machines.len(), 1);
    assert_eq!(third.next, None);
}

#[tokio::test]
async fn a_cursor_to_a_place_outside_the_list_is_refused() {
    let all = places(&[1]);
    let keys: Vec<_> = all.iter().map(|(place, _)| place.clone()).collect();
    let foreign =
        Cursor { cloud: CloudId::from_parts(9, 9), region: "us-east-1".parse().unwrap(), after: None };
    let outcome = walk(&keys, Some(foreign), 1, |_, _, _, _| async { unreachable!("nothing is read") }).await;
    assert!(outcome.is_err());
}
