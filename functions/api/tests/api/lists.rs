//! What is true of every list.

use jiff::SignedDuration;
use powerdown_domain::{MachineId, machine::Machine};
use powerdown_engine::ports::MachineStore;
use serde_json::{Value, json};

use crate::world::{Browser, World, office};

const LISTS: [&str; 4] = ["/clouds", "/machines", "/schedules", "/calendars"];

/// Five of everything, in order of age.
async fn filled(world: &World) -> Browser<'_> {
    let ada = world.owner("ada@example.com").await;
    for number in 0..5 {
        world.advance(SignedDuration::from_millis(1));
        let cloud = ada.connect(&format!("22222222222{number}"), &["eu-west-1", "us-east-1"]).await;
        ada.machine(&cloud, "eu-west-1", number, &[]).await;
        ada.post("/schedules", office(json!([]))).await.expect(201);
        ada.post("/calendars", json!({"name": "Holidays", "document": {}})).await.expect(201);
    }
    ada
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// All ids of a list, page by page.
async fn walk(browser: &Browser<'_>, path: &str) -> Vec<String> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    let joined = if path.contains('?') { '&' } else { '?' };
    loop {
        let page = browser.get(&format!("{path}{cursor}")).await.expect(200);
        found.extend(ids(&page));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("{joined}cursor={next}"),
            None => return found,
        }
    }
}

#[tokio::test]
async fn every_list_is_read_in_parts_from_either_end() {
    let world = World::new();
    let ada = filled(&world).await;
    for list in LISTS {
        let by = if list == "/machines" { "id" } else { "created_at" };
        let all = ids(&ada.get(list).await.expect(200));
        assert_eq!(all.len(), 5, "{list}");
        assert!(all.is_sorted(), "{list}: oldest first");
        for limit in [1, 2, 3, 5, 6] {
            assert_eq!(walk(&ada, &format!("{list}?limit={limit}")).await, all, "{list} by {limit}");
            assert_eq!(walk(&ada, &format!("{list}?sort={by}&limit={limit}")).await, all);
            let mut backward = walk(&ada, &format!("{list}?limit={limit}&sort=-{by}")).await;
            backward.reverse();
            assert_eq!(backward, all, "{list} backward by {limit}");
        }
    }
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_and_question_alone() {
    let world = World::new();
    let ada = filled(&world).await;
    let eve = world.owner("eve@example.com").await;
    let mut cursors = Vec::new();
    for list in LISTS {
        let page = ada.get(&format!("{list}?limit=2")).await.expect(200);
        cursors.push(page["next_cursor"].as_str().unwrap().to_owned());
    }
    let cloud = ids(&ada.get("/clouds").await.expect(200)).remove(0);
    for (list, own) in LISTS.iter().zip(&cursors) {
        let refusal = ada.get(&format!("{list}?cursor=nonsense")).await;
        assert_eq!(refusal.field(), "cursor");
        for cursor in &cursors {
            let answer = ada.get(&format!("{list}?cursor={cursor}")).await;
            if cursor == own {
                // The size of a page and what is shown of it may change on the way.
                answer.expect(200);
                ada.get(&format!("{list}?limit=1&fields=id&cursor={cursor}")).await.expect(200);
            } else {
                assert_eq!(answer.essence(), refusal.essence(), "{list}");
            }
        }
        let by = if *list == "/machines" { "id" } else { "created_at" };
        let turned = ada.get(&format!("{list}?sort=-{by}&cursor={own}")).await;
        assert_eq!(turned.essence(), refusal.essence(), "{list}");
        let foreign = eve.get(&format!("{list}?cursor={own}")).await;
        assert_eq!(foreign.essence(), refusal.essence(), "{list}");
    }
    let filtered = ada.get(&format!("/machines?cloud={cloud}&cursor={}", cursors[1])).await;
    assert_eq!(filtered.field(), "cursor");
}

#[tokio::test]
async fn only_the_fields_that_were_asked_for() {
    let world = World::new();
    let ada = filled(&world).await;
    for (list, fields) in [
        ("/clouds", vec!["id", "name"]),
        ("/machines", vec!["id", "state", "override"]),
        ("/schedules", vec!["document", "id", "zone"]),
        ("/calendars", vec!["version"]),
    ] {
        let page = ada.get(&format!("{list}?fields={}&limit=2", fields.join(","))).await.expect(200);
        for item in page["items"].as_array().unwrap() {
            let mut shown: Vec<&String> = item.as_object().unwrap().keys().collect();
            let mut fields = fields.clone();
            shown.sort();
            fields.sort_unstable();
            assert_eq!(shown, fields, "{list}");
        }
        assert!(page["next_cursor"].is_string());
    }
    // Not every field is shown unasked.
    let schedules = ada.get("/schedules").await.expect(200);
    assert_eq!(schedules["items"][0].get("document"), None);
}

#[tokio::test]
async fn what_a_list_does_not_know_is_refused_and_what_it_knows_is_said() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    for (query, field, said) in [
        ("/machines?state=running", "state", "cloud, region, schedule"),
        ("/machines?tag=env", "tag", "no index answers it"),
        ("/machines?colour=red", "colour", "limit, cursor, sort, fields"),
        ("/machines?sort=name", "sort", "id or -id"),
        ("/machines?fields=id,colour", "fields", "cloud_id"),
        ("/machines?fields=", "fields", "cloud_id"),
        ("/machines?region=eu-west-1", "region", "`cloud` or `schedule`"),
        ("/machines?cloud=cld_00000000000000000000000001&region=nowhere", "region", "region"),
        ("/clouds?health=failed", "health", "nothing"),
        ("/clouds?sort=name", "sort", "created_at or -created_at"),
        ("/clouds?cloud=x", "cloud", "nothing"),
        ("/schedules?zone=UTC", "zone", "no index answers it"),
        ("/schedules?limit=0", "limit", "1 to 200"),
        ("/calendars?name=x", "name", "no index answers it"),
        ("/calendars?limit=201", "limit", "1 to 200"),
    ] {
        let problem = ada.get(query).await.problem(422);
        assert_eq!(problem["errors"][0]["field"], field, "{query}");
        let message = problem["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(said), "{query}: {message}");
    }
}

#[tokio::test]
async fn machines_are_filtered_by_cloud_region_and_schedule() {
    let world = World::new();
    let ada = filled(&world).await;
    let machines = ids(&ada.get("/machines").await.expect(200));
    let clouds = ids(&ada.get("/clouds").await.expect(200));
    let schedule = ids(&ada.get("/schedules").await.expect(200)).remove(0);
    let further = ada.machine(&clouds[1], "us-east-1", 9, &[]).await;
    let request = json!({"assign": [machines[0], machines[1], further], "release": []});
    ada.post(&format!("/schedules/{schedule}/assignments"), request).await.expect(200);
    let [one, two] = [&clouds[0], &clouds[1]];
    for (query, expected) in [
        (format!("cloud={two}"), vec![&machines[1], &further]),
        (format!("cloud={two}&region=us-east-1"), vec![&further]),
        (format!("cloud={two}&region=sa-east-1"), vec![]),
        (format!("schedule={schedule}"), vec![&machines[0], &machines[1], &further]),
        (format!("schedule={schedule}&cloud={one}"), vec![&machines[0]]),
        (format!("schedule={schedule}&region=eu-west-1"), vec![&machines[0], &machines[1]]),
        (format!("schedule={schedule}&cloud={two}&region=us-east-1"), vec![&further]),
        (format!("schedule={schedule}&cloud={}", clouds[4]), vec![]),
    ] {
        for limit in [1, 100] {
            let mut found = walk(&ada, &format!("/machines?{query}&limit={limit}")).await;
            assert!(found.iter().eq(expected.iter().copied()), "{query}: {found:?}");
            found.reverse();
            assert_eq!(walk(&ada, &format!("/machines?{query}&limit={limit}&sort=-id")).await, found);
        }
    }
    let path = format!("/schedules/{schedule}/machines");
    let mut found = walk(&ada, &format!("{path}?limit=1&sort=-id")).await;
    found.reverse();
    assert_eq!(found, [&machines[0], &machines[1], &further].map(String::clone));
    // Another schedule's cursor is none of this one's.
    let cursor = ada.get(&format!("{path}?limit=1")).await.expect(200)["next_cursor"].clone();
    let other = ids(&ada.get("/schedules").await.expect(200)).remove(1);
    let path = format!("/schedules/{other}/machines?cursor={}", cursor.as_str().unwrap());
    assert_eq!(ada.get(&path).await.field(), "cursor");
    for (name, what) in [("cloud", "cloud"), ("schedule", "schedule")] {
        for id in ["x", "cld_00000000000000000000000009", "sch_00000000000000000000000009"] {
            let problem = ada.get(&format!("/machines?{name}={id}")).await.problem(404);
            assert!(problem["detail"].as_str().unwrap().contains(what), "{problem}");
        }
    }
}

/// A hundred thousand machines: each page reads as much as it shows, wherever it lies.
#[tokio::test]
async fn a_page_of_a_hundred_thousand_costs_what_a_page_of_a_hundred_does() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let regions = ["eu-west-1", "eu-west-2", "us-east-1", "us-east-2"];
    let mut clouds = Vec::new();
    for number in 0..5 {
        world.advance(SignedDuration::from_millis(1));
        clouds.push(ada.connect(&format!("22222222222{number}"), &regions).await);
    }
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let follows = schedule["id"].as_str().unwrap().parse().unwrap();
    let sample = ada.machine(&clouds[0], regions[0], 0, &[("env", "dev")]).await;
    let tenant = ada.tenant().await;
    let sample = world.store.machine(tenant, &sample.parse().unwrap()).await.unwrap().unwrap();
    for cloud in &clouds {
        for region in regions {
            for number in 1..=5_000_u32 {
                let id: MachineId = format!("{cloud}:{region}:i-{number:017x}").parse().unwrap();
                let mut machine = Machine { id, rev: 0, ..sample.clone() };
                machine.assignment.by_id = Some(follows);
                world.store.put_machine(tenant, &machine, None).await.unwrap();
            }
        }
    }
    let filter = format!("schedule={}", schedule["id"].as_str().unwrap());
    for query in ["", "sort=-id", &format!("cloud={}", clouds[2]), &filter, &format!("{filter}&sort=-id")] {
        let (mut cursor, mut most) = (String::new(), 0);
        // The first pages and, since every cursor is a place, as good as any other.
        for _ in 0..60 {
            let before = world.store.reads();
            let page = ada.get(&format!("/machines?limit=200&{query}{cursor}")).await.expect(200);
            most = most.max(world.store.reads() - before);
            assert_eq!(page["items"].as_array().unwrap().len(), 200, "{query}");
            cursor = format!("&cursor={}", page["next_cursor"].as_str().unwrap());
        }
        assert!(most <= 12, "{query}: {most} reads for a page");
    }
}
