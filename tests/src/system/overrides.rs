//! A person wants something else than the schedule for a while: it happens, it is explained, it ends by
//! itself or when they say so, and all of it is on record.

use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::json;

use super::{
    company::{Company, by_tag},
    customer::{Customer, CustomerRegion},
    operator::Operator,
    stack::stack_or_skip,
    views::{Explanation, Machine},
    wait::{NEXT_TICK, SOON, eventually, expect_that},
    week,
};

/// How long the override lasts that ends by itself: longer than a late tick takes to start the machine.
const A_WHILE: SignedDuration = SignedDuration::from_secs(90);

#[tokio::test]
async fn a_machine_is_kept_on_for_a_while() {
    let Some(stack) = stack_or_skip("overrides") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let region = customer.region("us-east-1");
    let [brief, long, other] = [
        region.launch_one(&[("env", "dev"), ("Name", "brief")]).await,
        region.launch_one(&[("env", "dev"), ("Name", "long")]).await,
        region.launch_one(&[("env", "dev"), ("Name", "other")]).await,
    ];
    // Stopped already, so that the schedule has nothing to do.
    for id in [&brief, &long, &other] {
        region.stop(id).await;
    }
    company.connect(&customer, &["us-east-1"]).await;
    let inventory = company.inventory_of(3).await;
    let ids = [&inventory[&brief].id, &inventory[&long].id];
    company.schedule("Nights", "UTC", &week::closed_now("UTC"), &json!([by_tag(10, "env", "dev")])).await;
    eventually("the schedule wants them off", SOON, async || {
        let wishes: Vec<_> = company.machines().await.into_values().map(|machine| machine.wish).collect();
        expect_that(wishes.iter().all(|wish| wish.as_deref() == Some("off")), wishes)
    })
    .await;

    let end = week::now() + A_WHILE;
    let in_a_day = week::now() + SignedDuration::from_hours(24);
    keep_on(&mut company, ids[0], end, "release weekend").await;
    keep_on(&mut company, ids[1], in_a_day, "load test").await;
    eventually("both started by a tick", NEXT_TICK, async || {
        let states = region.states().await;
        expect_that(states[&brief] == "running" && states[&long] == "running", states)
    })
    .await;
    assert!(week::now() < end, "the start came too late to tell it from the end");
    it_is_explained(&mut company, ids[0], end).await;

    company.browser.delete(&format!("/machines/{}/override", ids[1])).await.expect(204);
    eventually("one stopped when its override was removed", NEXT_TICK, async || {
        let states = region.states().await;
        expect_that(states[&long] == "stopped", states)
    })
    .await;
    it_ends_by_itself(&mut company, &region, ids[0], &brief, end).await;
    assert_eq!(region.states().await[&other], "stopped", "nobody asked for this one");
    it_is_on_record(&company, ids).await;
}

async fn keep_on(company: &mut Company, machine: &str, until: Timestamp, reason: &str) {
    let draft = json!({ "keep": "on", "until": until, "reason": reason });
    let shown: Machine = company
        .browser
        .call(Method::PUT, &format!("/machines/{machine}/override"), Some(&draft))
        .await
        .read(200);
    let set = shown.r#override.expect("it is overridden");
    assert_eq!((set.keep.as_str(), set.reason.as_str()), ("on", reason));
    assert_eq!(set.until.parse::<Timestamp>().expect("an instant"), until);
    assert_eq!(shown.wish.as_deref(), Some("on"));
}

async fn explanation(company: &mut Company, machine: &str) -> Explanation {
    company.browser.get(&format!("/machines/{machine}/explanation")).await.read(200)
}

/// Who, why, until when.
async fn it_is_explained(company: &mut Company, machine: &str, end: Timestamp) {
    let explained = eventually("the machine is shown as running", SOON, async || {
        let explained = explanation(company, machine).await;
        if explained.state == "running" { Ok(explained) } else { Err(format!("{explained:?}")) }
    })
    .await;
    assert_eq!((explained.wish.as_str(), explained.agrees), ("on", true));
    let until = end.strftime("%a %Y-%m-%d %H:%M +00:00").to_string();
    let wanted = format!("On, by an override on this machine until {until}: release weekend.");
    assert!(explained.sentence.starts_with(&wanted), "{}", explained.sentence);
    let next = explained.next_edge.expect("it ends");
    assert_eq!((next.at.parse::<Timestamp>().expect("an instant"), next.wish.as_str()), (end, "off"));
    let set = explained.r#override.expect("it is overridden");
    assert_eq!(set.set_by.id, company.session.user.id);
    assert_eq!(set.set_by.email.as_ref(), Some(&company.email));
    let last = explained.last_action.expect("it was started");
    assert_eq!((last.action.as_str(), last.outcome.as_str()), ("start", "accepted"));
}

async fn it_ends_by_itself(
    company: &mut Company,
    region: &CustomerRegion,
    machine: &str,
    instance: &str,
    end: Timestamp,
) {
    if week::now() < end {
        assert_eq!(region.states().await[instance], "running", "stopped before its end");
    }
    let left = end.duration_since(week::now()).max(SignedDuration::ZERO);
    let patience = std::time::Duration::try_from(left).expect("not negative") + NEXT_TICK;
    eventually("the other stopped when its override had ended", patience, async || {
        let states = region.states().await;
        expect_that(states[instance] == "stopped", &states[instance])
    })
    .await;
    assert!(week::now() >= end, "stopped before its end");
    let explained = explanation(company, machine).await;
    assert_eq!((explained.wish.as_str(), explained.r#override), ("off", None));
    assert!(explained.sentence.starts_with("Off, as nothing else is scheduled."), "{}", explained.sentence);
}

/// Setting, removing and ending are in the audit trail, with who and why.
async fn it_is_on_record(company: &Company, [brief, long]: [&String; 2]) {
    let operator = Operator::of(company.stack);
    let user = &company.session.user.id;
    eventually("the end is on record", SOON, async || {
        let items = operator.items_about(company.tenant()).await;
        let trail: Vec<String> = items
            .iter()
            .filter(|item| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("a#")))
            .map(ToString::to_string)
            .collect();
        let noted = |words: &[&str]| trail.iter().any(|entry| words.iter().all(|word| entry.contains(word)));
        let all = noted(&["machine.override", brief, user, "release weekend"])
            && noted(&["machine.override", long, user, "load test"])
            && noted(&["machine.override-end", long, user, "removed before its end"])
            && noted(&["machine.override-end", brief, user, "ended by itself"]);
        expect_that(all, trail)
    })
    .await;
}
