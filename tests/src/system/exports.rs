//! Lists as files: asked for, made by a job, fetched by a link that neither lasts nor leads to more than its
//! owner may see.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{
    browser::Browser,
    company::Company,
    customer::Customer,
    stack::{Stack, stack_or_skip},
    views::Cloud,
    wait::{SOON, eventually, expect_that},
    week::now,
};

/// Asks for a file and waits for it; the export with its link.
async fn ready(browser: &mut Browser, request: &Value) -> Value {
    let asked: Value = browser.post("/exports", request).await.read(202);
    let path = format!("/exports/{}", asked["id"].as_str().expect("an id"));
    eventually("the file is ready", SOON, async || {
        let export: Value = browser.get(&path).await.read(200);
        if export["state"] == "ready" { Ok(export) } else { Err(export.to_string()) }
    })
    .await
}

fn link(export: &Value) -> &str {
    export["url"].as_str().unwrap_or_else(|| panic!("no link: {export}"))
}

/// Follows a link as anybody does who has it: without a cookie.
async fn fetch(url: &str) -> (u16, String) {
    let answer = reqwest::get(url).await.expect("the bucket answers");
    (answer.status().as_u16(), answer.text().await.expect("a text"))
}

async fn lines(export: &Value) -> Vec<String> {
    let (status, text) = fetch(link(export)).await;
    assert_eq!(status, 200, "{text}");
    text.lines().map(str::to_owned).collect()
}

/// Two accounts, with two machines and one.
async fn two_clouds(stack: &'static Stack, company: &mut Company) -> [Cloud; 2] {
    let (first, second) = (Customer::new(stack), Customer::new(stack));
    first.region("us-east-1").launch_one(&[("Name", "=1+1")]).await;
    first.region("us-east-1").launch_one(&[("Name", "web, \"blue\"")]).await;
    second.region("eu-west-1").launch_one(&[("Name", "database")]).await;
    let clouds =
        [company.connect(&first, &["us-east-1"]).await, company.connect(&second, &["eu-west-1"]).await];
    eventually("three running machines", SOON, async || {
        let machines = company.machines().await;
        let running = machines.values().filter(|machine| machine.state == "running").count();
        expect_that(running == 3, machines)
    })
    .await;
    clouds
}

#[tokio::test]
async fn a_list_becomes_a_file_of_what_its_owner_may_see() {
    let Some(stack) = stack_or_skip("exports") else { return };
    let mut company = Company::found(stack).await;
    let clouds = two_clouds(stack, &mut company).await;
    let machines = company.machines().await;

    let jsonl = ready(&mut company.browser, &json!({"what": "machines", "format": "json-lines"})).await;
    let rows: Vec<Value> =
        lines(&jsonl).await.iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((rows.len(), &jsonl["rows"]), (3, &json!(3)), "{rows:?}");
    for row in &rows {
        let shown = &machines[row["instance_id"].as_str().expect("an id")];
        assert_eq!((&row["id"], &row["state"]), (&json!(shown.id), &json!(shown.state)));
        assert_eq!(row["tags"], json!(shown.tags));
    }

    let csv = ready(&mut company.browser, &json!({"what": "machines", "format": "csv"})).await;
    let csv = lines(&csv).await;
    assert!(csv[0].starts_with("id,cloud_id,region,instance_id,name,"), "{csv:?}");
    assert_eq!(csv.len(), 4, "{csv:?}");
    // A spreadsheet runs nothing, and a name with comma and quotes stays one cell.
    for cell in [",\"'=1+1\",", ",\"web, \"\"blue\"\"\","] {
        assert!(csv.iter().any(|line| line.contains(cell)), "no {cell} in {csv:?}");
    }

    let trail = ready(&mut company.browser, &json!({"what": "audit", "format": "json-lines"})).await;
    let trail = lines(&trail).await.join("\n");
    assert!(trail.contains("account.sign-up") && trail.contains("export.create"), "{trail}");

    // Somebody who reaches one of the clouds finds its machine, and nothing of the trail.
    let reach = json!({"type": "clouds", "clouds": [clouds[1].id]});
    let mut viewer = company.colleague("viewer", &reach).await.browser;
    let theirs = ready(&mut viewer, &json!({"what": "machines", "format": "csv"})).await;
    let theirs = lines(&theirs).await;
    assert!(theirs.len() == 2 && theirs[1].contains(",database,"), "{theirs:?}");
    viewer.post("/exports", &json!({"what": "audit", "format": "csv"})).await.problem(403);
    let outside = json!({"what": "machines", "format": "csv", "filters": {"cloud": clouds[0].id}});
    viewer.post("/exports", &outside).await.problem(404);
}

#[tokio::test]
async fn a_file_is_its_owners_alone_and_its_link_soon_ends() {
    let Some(stack) = stack_or_skip("links of exports") else { return };
    let mut company = Company::found(stack).await;
    let export = ready(&mut company.browser, &json!({"what": "schedules", "format": "csv"})).await;
    let path = format!("/exports/{}", export["id"].as_str().expect("an id"));

    let ends: Timestamp = export["url_expires_at"].as_str().expect("an end").parse().expect("an instant");
    assert!(ends > now() && ends <= now() + SignedDuration::from_mins(5), "{export}");
    let url = link(&export);
    let lives = url.split(['?', '&']).find_map(|part| part.strip_prefix("X-Amz-Expires="));
    assert!(
        lives.is_some_and(|seconds| (1..=300).contains(&seconds.parse::<u32>().expect("seconds"))),
        "{url}"
    );
    assert_eq!(fetch(url).await.0, 200);
    let signed = url.split(['?', '&']).find_map(|part| part.strip_prefix("X-Amz-Date=")).expect("a date");
    let (minutes, zone) = (SignedDuration::from_mins(6), jiff::tz::TimeZone::UTC);
    let earlier = (now() - minutes).to_zoned(zone).strftime("%Y%m%dT%H%M%SZ").to_string();
    assert_eq!(fetch(&url.replace(signed, &earlier)).await.0, 403, "six minutes later the link still works");

    // Neither a colleague nor another company finds it, and what it is not is not told.
    let mut other = Company::found(stack).await;
    let mut admin = company.colleague("admin", &json!({"type": "everything"})).await.browser;
    for stranger in [&mut other.browser, &mut admin] {
        let never = "/exports/exp_01ARZ3NDEKTSV4RRFFQ69G5FAV";
        let (theirs, nobodys) = (stranger.get(&path).await, stranger.get(never).await);
        assert_eq!(theirs.problem(404)["detail"], nobodys.problem(404)["detail"]);
        let listed: Value = stranger.get("/exports").await.read(200);
        assert_eq!(listed["items"], json!([]));
    }
    Browser::new(stack).get(&path).await.problem(401);
}
