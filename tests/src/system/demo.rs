//! The demo company, and the form in which its whereabouts are told.

use std::{collections::BTreeSet, time::Duration};

use jiff::Timestamp;
use serde_json::Value;

use super::{
    browser::Browser,
    stack::{raw_status, stack_or_skip},
    views::{Cloud, Machine, Page, Schedule, Session},
    wait::{SOON, eventually},
    week,
};

/// DESIGN §8: other programs rely on these fields.
#[tokio::test]
async fn the_status_has_the_form_that_programs_rely_on() {
    let Some(_) = stack_or_skip("the status") else { return };
    let status = raw_status();
    assert_eq!(status["ready"], true);
    let texts = [
        "/url",
        "/websocket",
        "/login/email",
        "/login/password",
        "/endpoints/aws",
        "/endpoints/clouds",
        "/table",
    ];
    for pointer in texts {
        let text = status.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        assert!(!text.is_empty(), "no {pointer} in {status}");
    }
    assert!(
        status["url"].as_str().is_some_and(|url| url.starts_with("http") && !url.ends_with('/')),
        "{status}"
    );
    assert!(
        status["websocket"].as_str().is_some_and(|url| url.starts_with("ws") && url.ends_with("/ws")),
        "{status}"
    );
}

#[tokio::test]
async fn a_visitor_finds_a_company_at_work() {
    let Some(stack) = stack_or_skip("the demo company") else { return };
    let mut browser = Browser::new(stack);
    let session: Session = browser.log_in(&stack.login.email, &stack.login.password).await.read(200);
    assert_eq!(session.role, "owner");
    let clouds: Page<Cloud> = browser.get("/clouds").await.read(200);
    assert_eq!(clouds.items.len(), 2);
    for cloud in &clouds.items {
        assert_eq!((cloud.health.status.as_str(), cloud.regions.len()), ("healthy", 2), "{cloud:?}");
    }
    let schedules: Page<Schedule> = browser.get("/schedules").await.read(200);
    // The browser's own test may have added one.
    assert!(schedules.items.len() >= 3, "{schedules:?}");
    assert!(
        schedules.items.iter().all(|schedule| schedule.machines > 0 && !schedule.name.is_empty()),
        "{schedules:?}"
    );

    let machines = eventually("60 machines", SOON, async || {
        let machines = fleet(&mut browser).await;
        if machines.len() >= 60 { Ok(machines) } else { Err(format!("{} machines", machines.len())) }
    })
    .await;
    let kinds = |of: fn(&Machine) -> &str| machines.iter().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(kinds(|machine| &machine.cloud_id), 2);
    assert_eq!(kinds(|machine| &machine.region), 2);
    assert!(kinds(|machine| &machine.r#type) >= 5, "types are all alike");
    assert!(kinds(|machine| &machine.state) >= 2, "states are all alike");
    assert!(kinds(|machine| machine.name.as_deref().unwrap_or_default()) >= 30, "names are all alike");
    let followed = machines.iter().filter(|machine| machine.schedule.is_some()).count();
    assert!(followed > 0 && followed < machines.len(), "{followed} of {} follow a schedule", machines.len());
}

/// A visitor need not wait long to see a machine stop or start.
#[tokio::test]
async fn something_happens_within_two_minutes() {
    let Some(stack) = stack_or_skip("the demo's pulse") else { return };
    let mut browser = Browser::new(stack);
    browser.log_in(&stack.login.email, &stack.login.password).await.expect(200);
    let arrived = week::now();
    let acted = eventually("a machine stopped or started", Duration::from_secs(140), async || {
        let machines = fleet(&mut browser).await;
        let acted = machines.iter().filter(|machine| {
            let last = machine.last_action.as_ref().filter(|last| last.outcome == "accepted");
            last.is_some_and(|last| last.at.parse::<Timestamp>().expect("an instant") >= arrived)
        });
        let acted = acted.count();
        if acted > 0 { Ok(acted) } else { Err("nothing happened".to_owned()) }
    })
    .await;
    assert!(acted < 30, "all at once is no demonstration: {acted}");
}

async fn fleet(browser: &mut Browser) -> Vec<Machine> {
    let first: Page<Machine> = browser.get("/machines?limit=200").await.read(200);
    let mut machines = first.items;
    let mut cursor = first.next_cursor;
    while let Some(after) = cursor {
        let path = format!("/machines?limit=200&cursor={}", super::aws_call::encoded(&after));
        let page: Page<Machine> = browser.get(&path).await.read(200);
        machines.extend(page.items);
        cursor = page.next_cursor;
    }
    machines
}
