//! Calendars: what may be written, and that an edit reaches every schedule that uses them.

use powerdown_domain::{
    CalendarId, TenantId,
    schedule::{CalendarDocument, Wish},
};
use powerdown_engine::{
    Refusal, UseCaseError,
    calendars::{self, CalendarDraft},
    ports::CalendarStore,
    record::{CalendarRecord, Writer},
    schedules,
};
use powerdown_testkit::cloud::Launch;
use serde_json::json;

use crate::world::{World, name};

fn days(calendar: &str, days: &[&str], includes: &[CalendarId]) -> CalendarDraft {
    let entries: Vec<_> =
        days.iter().map(|day| json!({"when": {"type": "dates", "from": day, "to": day}})).collect();
    let document: CalendarDocument =
        serde_json::from_value(json!({"entries": entries, "includes": includes})).unwrap();
    CalendarDraft { name: name(calendar), document }
}

/// A calendar with this many entries.
fn long(calendar: &str, entries: usize, includes: &[CalendarId]) -> CalendarDraft {
    days(calendar, &vec!["2026-12-25"; entries], includes)
}

impl World {
    async fn calendar(&self, draft: CalendarDraft) -> Result<CalendarRecord, UseCaseError> {
        calendars::create(self.calendar_desk(), self.tenant, &self.actor(), draft).await
    }

    async fn edit(
        &self,
        calendar: &CalendarRecord,
        draft: CalendarDraft,
    ) -> Result<CalendarRecord, UseCaseError> {
        let (desk, version) = (self.calendar_desk(), calendar.version);
        calendars::update(desk, self.tenant, &self.actor(), calendar.id, version, draft).await
    }
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> Refusal {
    match outcome {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn field<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> String {
    match refusal(outcome) {
        Refusal::Invalid { field, .. } => field,
        other => panic!("{other}"),
    }
}

fn using(calendar: CalendarId) -> serde_json::Value {
    json!({
        "zone": "UTC", "periods": [{"begin": "08:00", "end": "18:00"}],
        "calendars": [{"calendar": calendar, "wish": "off"}],
    })
}

#[tokio::test]
async fn an_edit_reaches_the_schedules_that_use_it_and_the_calendars_that_include_it() {
    let world = World::new();
    world.launch(Launch::named("web").tagged("env", "dev"));
    world.connect().await;
    let inner = world.calendar(days("holidays", &["2026-12-25"], &[])).await.unwrap();
    let outer = world.calendar(days("company", &[], &[inner.id])).await.unwrap();
    let schedule = world.dev_schedule(using(outer.id)).await;
    let unrelated = world.schedule("unrelated", "mon 08:00-mon 18:00", vec![]).await;
    world.run_jobs().await;
    assert_eq!(world.minute().await.stopped, 0);
    let waiting = world.stored(unrelated.id).await.next_edge;

    let today = days("holidays", &["2026-12-25", "2026-03-02"], &[]);
    let edited = world.edit(&inner, today.clone()).await.unwrap();
    assert_eq!(edited.version, 2);
    assert_eq!(world.stored(schedule.id).await.next_edge, Some(world.now()));
    assert_eq!(world.stored(unrelated.id).await.next_edge, waiting);
    assert_eq!(world.minute().await.stopped, 1, "today is a holiday");
    let tomorrow = Some("2026-03-03T08:00:00Z".parse().unwrap());
    assert_eq!(world.stored(schedule.id).await.next_edge, tomorrow);

    assert_eq!(refusal(world.edit(&inner, today).await), Refusal::Changed);
    let trail = world.trail(&Writer::Portal).await;
    assert_eq!(trail.last().unwrap().action, "calendar.update");
}

#[tokio::test]
async fn a_loop_and_a_missing_calendar_are_refused() {
    let world = World::new();
    let first = world.calendar(days("first", &[], &[])).await.unwrap();
    let second = world.calendar(days("second", &[], &[first.id])).await.unwrap();
    for through in [first.id, second.id] {
        assert_eq!(field(world.edit(&first, days("first", &[], &[through])).await), "document.includes");
    }
    let nowhere = CalendarId::from_parts(9, 9);
    assert_eq!(field(world.calendar(days("lost", &[], &[nowhere])).await), "document.includes");
    let used = world.dev_schedule_refused(using(nowhere)).await;
    assert_eq!(field::<()>(Err(used)), "document.calendars[0]");
}

#[tokio::test]
async fn entries_that_are_none_are_refused() {
    let world = World::new();
    assert_eq!(field(world.calendar(long("long", 2_001, &[])).await), "document.entries");
    assert_eq!(
        field(world.calendar(days("old", &["2026-12-25", "1969-12-31"], &[])).await),
        "document.entries[1]"
    );
    let mut wordy = long("wordy", 2_000, &[]);
    wordy.document.entries.iter_mut().for_each(|entry| entry.name = Some(name(&"ö".repeat(120))));
    assert_eq!(field(world.calendar(wordy).await), "document.entries");
}

#[tokio::test]
async fn an_edit_that_breaks_a_schedule_is_refused_and_names_it() {
    let world = World::new();
    let large = world.calendar(long("large", 2_000, &[])).await.unwrap();
    let grows = world.calendar(long("grows", 1_000, &[])).await.unwrap();
    let all = world.calendar(long("all", 2_000, &[large.id, grows.id])).await.unwrap();
    world.dev_schedule(using(all.id)).await;
    let Refusal::Conflict(message) = refusal(world.edit(&grows, long("grows", 1_001, &[])).await) else {
        panic!()
    };
    assert!(message.contains("schedule \"dev\"") && message.contains("5000 entries"), "{message}");
    assert_eq!(world.store.calendar(world.tenant, grows.id).await.unwrap(), Some(grows));
}

#[tokio::test]
async fn one_in_use_is_not_deleted() {
    let world = World::new();
    let inner = world.calendar(days("holidays", &[], &[])).await.unwrap();
    let outer = world.calendar(days("company", &[], &[inner.id])).await.unwrap();
    let schedule = world.dev_schedule(using(outer.id)).await;
    let delete =
        async |tenant, id| calendars::delete(world.calendar_desk(), tenant, &world.actor(), id, None).await;
    for (id, user) in [(outer.id, "schedule \"dev\""), (inner.id, "calendar \"company\"")] {
        let Refusal::Conflict(message) = refusal(delete(world.tenant, id).await) else { panic!() };
        assert!(message.contains(user), "{message}");
    }
    schedules::delete(world.schedule_desk(), world.tenant, &world.actor(), schedule.id, None).await.unwrap();
    let stranger = TenantId::from_parts(2, 2);
    assert_eq!(refusal(delete(stranger, outer.id).await), Refusal::NotFound("calendar"));
    delete(world.tenant, outer.id).await.unwrap();
    delete(world.tenant, inner.id).await.unwrap();
    assert_eq!(world.store.calendars(world.tenant).await.unwrap(), []);
}

#[tokio::test]
async fn a_machine_is_explained_with_its_calendars() {
    let world = World::new();
    let web = world.launch(Launch::named("web").tagged("env", "dev"));
    let cloud = world.connect().await.id;
    let mut draft = days("holidays", &["2026-03-02"], &[]);
    draft.document.entries[0].name = Some(name("Carnival"));
    let calendar = world.calendar(draft).await.unwrap();
    world.dev_schedule(using(calendar.id)).await;
    world.run_jobs().await;
    let machine = world.machine(cloud, &web).await;
    let why = world.explain(&machine).await;
    assert_eq!(why.wish, Wish::Off);
    assert!(why.sentence.contains("Carnival"), "{}", why.sentence);
}
