//! All schedules.

use axum::{Json, extract::State};
use futures::{StreamExt, TryStreamExt, stream};
use powerdown_domain::ScheduleId;
use powerdown_engine::record::ScheduleRecord;

use super::{compiled_now, count};
use crate::{
    extract::{Query, Viewer},
    listing::{List, Listing},
    people::People,
    problem::Answer,
    state::Portal,
    views::{
        OverrideView, Page,
        schedule::{ScheduleFacts, ScheduleSummary},
    },
};

/// How many schedules are counted at a time.
const AT_ONCE: usize = 16;
/// The most bytes of documents in one page: Lambda answers six megabytes at most.
const MOST_BYTES: usize = 4_000_000;

/// The list of schedules.
pub struct Schedules;

impl List for Schedules {
    const NAME: &'static str = "schedules";
    const UNINDEXED: &'static [&'static str] = &["name", "zone", "wish_now", "cloud", "calendar"];
    const ONLY_BY_NAME: &'static [&'static str] = &["document"];
    type Place = ScheduleId;
    type Item = ScheduleSummary;
}

/// List the schedules. Their documents, which may be long, come only where `fields` asks for them.
#[utoipa::path(
    get, path = "/api/v1/schedules", operation_id = "listSchedules", tag = "schedules",
    security(("session" = [])), params(Listing<Schedules>),
    responses(
        (status = 200, description = "The schedules.", body = Page<ScheduleSummary>),
        (status = 422, description = "A parameter breaks a rule."),
    )
)]
pub async fn list(
    State(portal): State<Portal>,
    Viewer(person): Viewer,
    query: Query,
) -> Answer<Json<Page<ScheduleSummary>>> {
    let (base, tenant) = (&portal.base, person.tenant());
    let listing = Listing::<Schedules>::read(base, tenant, query).await?;
    let page = base.store.page_of_schedules(tenant, listing.part()).await?;
    let (records, cut) = cut(page.items, listing.wants("document"));
    let now = base.clock.now();
    let mut people = People::of(base, tenant);
    let mut shown = Vec::with_capacity(records.len());
    for record in records {
        let overridden = people.show(record.overridden.as_ref(), now).await?;
        shown.push((record, overridden));
    }
    let views = shown.into_iter().map(|(record, set)| summary(&portal, &listing, record, set));
    let items = stream::iter(views).buffered(AT_ONCE).try_collect().await?;
    listing.answer(base, tenant, items, cut.or(page.next)).await
}

/// As many schedules as fit, at least one, and the last of them if there are more.
fn cut(mut records: Vec<ScheduleRecord>, with_documents: bool) -> (Vec<ScheduleRecord>, Option<ScheduleId>) {
    let mut bytes = 0;
    let fits = |record: &&ScheduleRecord| {
        let document = Some(&record.document).filter(|_| with_documents);
        bytes += serde_json::to_vec(&(document, &record.selectors)).map_or(0, |json| json.len());
        bytes <= MOST_BYTES
    };
    let count = records.iter().take_while(fits).count().max(1);
    if count >= records.len() {
        return (records, None);
    }
    records.truncate(count);
    let last = records.last().map(|record| record.id);
    (records, last)
}

async fn summary(
    portal: &Portal,
    listing: &Listing<Schedules>,
    record: ScheduleRecord,
    overridden: Option<OverrideView>,
) -> Answer<ScheduleSummary> {
    let machines = if listing.wants("machines") { count(portal, &record).await? } else { 0 };
    let compiled = compiled_now(portal, &record).await?;
    let facts = ScheduleFacts { compiled, overridden, machines };
    Ok(ScheduleSummary::of(record, facts, portal.base.clock.now(), listing.wants("document")))
}
