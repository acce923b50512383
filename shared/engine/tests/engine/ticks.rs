//! Ticks: what is due is ordered once, whatever dies in between.

use jiff::SignedDuration;
use powerdown_engine::{ports::OrderScope, scheduling};
use powerdown_testkit::cloud::Launch;

use crate::world::{World, selector};

/// A world with one matched machine and nothing due.
async fn quiet() -> (World, powerdown_engine::record::ScheduleRecord) {
    let world = World::new();
    world.launch(Launch::named("web").tagged("env", "dev"));
    world.connect().await;
    let schedule = world.schedule("days", "mon 08:00-mon 18:00", vec![selector(10, "env", "dev")]).await;
    world.run_jobs().await;
    world.minute().await;
    (world, schedule)
}

#[tokio::test]
async fn a_quiet_tick_reads_one_page_per_shard_and_writes_nothing() {
    let (world, _) = quiet().await;
    let (reads, writes) = (world.store.reads(), world.store.writes());
    let calls = world.aws.calls().len();
    assert_eq!(world.tick().await, Default::default());
    assert_eq!(world.store.reads() - reads, 4, "one query per due-shard");
    assert_eq!(world.store.writes(), writes);
    assert_eq!(world.aws.calls().len(), calls, "no cloud call");
}

#[tokio::test]
async fn a_due_edge_is_ordered_once_and_moves_on() {
    let (world, schedule) = quiet().await;
    world.clock.set("2026-03-02T18:00:00Z".parse().unwrap());
    assert_eq!(world.tick().await.orders, 1);
    assert_eq!(world.tick().await.orders, 0);
    let [order] = &world.outbox.take_orders()[..] else { panic!("one order") };
    assert!(
        matches!(&order.scope, OrderScope::Schedule { schedule: id, after: None, .. } if *id == schedule.id)
    );
    assert_eq!(world.stored(schedule.id).await.next_edge, Some("2026-03-09T08:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn a_tick_that_dies_between_sending_and_advancing_orders_nothing_new() {
    let (world, schedule) = quiet().await;
    world.clock.set("2026-03-02T18:00:00Z".parse().unwrap());
    // The queue takes the orders, and the tick never learns of it.
    world.outbox.lose_answer_next(1);
    assert_eq!(world.tick().await.failed, 1);
    assert_eq!(world.stored(schedule.id).await.next_edge, Some(world.now()), "still due");
    assert_eq!(world.outbox.orders().len(), 1);

    assert_eq!(world.tick().await.failed, 0);
    assert_eq!(world.outbox.orders().len(), 1, "the same order again, dropped by its deduplication id");
    assert_eq!(world.run_orders().await.stopped, 1);
}

#[tokio::test]
async fn missed_ticks_are_caught_up_with_by_one_look() {
    let (world, schedule) = quiet().await;
    // Ten days without a tick: three edges were missed.
    world.clock.set("2026-03-12T12:00:00Z".parse().unwrap());
    let report = world.tick().await;
    assert_eq!((report.schedules, report.orders), (1, 1));
    assert_eq!(world.stored(schedule.id).await.next_edge, Some("2026-03-16T08:00:00Z".parse().unwrap()));
    assert_eq!(world.run_orders().await.stopped, 1, "Thursday is off-time");
}

#[tokio::test]
async fn two_ticks_at_once_do_what_one_does() {
    let (world, _) = quiet().await;
    world.clock.set("2026-03-02T18:00:00Z".parse().unwrap());
    let (one, other) = futures::join!(
        scheduling::tick(world.tick_desk(), world.now()),
        scheduling::tick(world.tick_desk(), world.now())
    );
    assert_eq!((one.unwrap().failed, other.unwrap().failed), (0, 0));
    assert_eq!(world.outbox.orders().len(), 1);
}

#[tokio::test]
async fn an_edit_takes_effect_with_the_next_tick() {
    let (world, schedule) = quiet().await;
    let draft = crate::world::draft("days", "mon 08:00-mon 09:00", schedule.selectors.clone());
    powerdown_engine::schedules::update(
        world.schedule_desk(),
        world.tenant,
        &world.actor(),
        schedule.id,
        1,
        draft,
    )
    .await
    .unwrap();
    world.clock.advance(SignedDuration::from_secs(30));
    assert_eq!(world.tick().await.orders, 1);
    assert_eq!(world.run_orders().await.stopped, 1);
}
