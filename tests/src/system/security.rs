//! The security page of a company that does nothing but what everybody does stays calm.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    browser::Browser,
    company::{Company, by_tag},
    customer::Customer,
    socket::Live,
    stack::stack_or_skip,
    views::{Cloud, Schedule},
    wait::{SOON, eventually},
    week,
};

/// What the web app reads when it is opened and walked through.
const PAGES: [&str; 16] = [
    "/session",
    "/tenant",
    "/clouds?limit=200",
    "/schedules?limit=200",
    "/calendars?limit=200",
    "/machines?limit=100",
    "/schedule-templates?zone=Europe%2FBerlin",
    "/members",
    "/invitations",
    "/api-tokens",
    "/sessions",
    "/second-factor",
    "/exports",
    "/security",
    "/security/events",
    "/audit-writers",
];

async fn fleet(company: &mut Company) -> Cloud {
    let customer = Customer::new(company.stack);
    customer.region("us-east-1").launch(2, "t3.micro", &[("env", "dev")]).await;
    let cloud = company.connect(&customer, &["us-east-1"]).await;
    company.inventory_of(2).await;
    cloud
}

/// Schedules, calendars and machines, as somebody works with them.
async fn at_work(company: &mut Company, cloud: &Cloud) {
    let selectors = json!([by_tag(10, "env", "dev")]);
    let schedule = company.schedule("Office", "UTC", &week::open_now("UTC"), &selectors).await;
    let browser = &mut company.browser;
    let document = json!({ "zone": "UTC", "windows": [week::open_now("UTC")] });
    browser.post("/schedules/preview", &json!({ "document": document })).await.expect(200);
    let renamed = json!({ "name": "Offices", "document": document, "selectors": selectors });
    let renamed: Schedule =
        browser.put(&format!("/schedules/{}", schedule.id), schedule.version, &renamed).await.read(200);
    // Somebody else was faster, and a form was filled in wrongly: both happen every day.
    let late = json!({ "name": "Late", "document": document, "selectors": selectors });
    browser.put(&format!("/schedules/{}", schedule.id), schedule.version, &late).await.problem(412);
    browser.post("/schedules", &json!({ "name": "", "document": document })).await.problem(422);
    let holidays: Value =
        browser.post("/calendars", &json!({ "name": "Holidays", "document": {} })).await.read(201);
    let machine = company.machines().await.into_values().next().expect("there is one");
    let browser = &mut company.browser;
    browser.get(&format!("/machines/{}/explanation", machine.id)).await.expect(200);
    let until = week::now() + SignedDuration::from_hours(1);
    let keep = json!({ "keep": "on", "until": until, "reason": "a release" });
    let path = format!("/machines/{}/override", machine.id);
    browser.call(Method::PUT, &path, Some(&keep)).await.expect(200);
    browser.delete(&path).await.expect(204);
    browser.get(&format!("/machines?cloud={}", cloud.id)).await.expect(200);
    // A link to what was taken away meanwhile.
    let gone = format!("/calendars/{}", holidays["id"].as_str().expect("an id"));
    browser.delete(&gone).await.expect(204);
    browser.get(&gone).await.problem(404);
    browser.get(&format!("/schedules/{}", renamed.id)).await.expect(200);
}

/// People, tokens and files.
async fn among_people(company: &mut Company) {
    let mut viewer = company.colleague("viewer", &json!({ "type": "everything" })).await;
    viewer.browser.get("/machines").await.expect(200);
    // Pages that are not for viewers are not shown to them; one that was left open asks once more.
    viewer.browser.get("/members").await.problem(403);
    viewer.browser.delete("/session").await.expect(204);
    viewer.browser.get("/session").await.problem(401);
    viewer.browser.log_in(&viewer.email, &viewer.password).await.expect(200);
    let expires_at = week::now() + SignedDuration::from_hours(1);
    let draft = json!({
        "name": "report", "scopes": ["machines:read"], "reach": { "type": "everything" },
        "expires_at": expires_at,
    });
    let issued: Value = company.browser.post("/api-tokens", &draft).await.read(201);
    let token = format!("Bearer {}", issued["token"].as_str().expect("a token"));
    let program = [("authorization", token)];
    Browser::new(company.stack).send(Method::GET, "/api/v1/machines", &program, Vec::new()).await.expect(200);
    let asked: Value =
        company.browser.post("/exports", &json!({ "what": "machines", "format": "csv" })).await.read(202);
    let path = format!("/exports/{}", asked["id"].as_str().expect("an id"));
    eventually("the file is ready", SOON, async || {
        let export: Value = company.browser.get(&path).await.read(200);
        if export["state"] == "ready" { Ok(()) } else { Err(export.to_string()) }
    })
    .await;
    company.browser.post("/audit-verifications", &json!({ "writer": "portal" })).await.expect(200);
}

/// What a browser does by itself: the page, its parts, what browsers ask every site for, and a tab that wakes
/// up without a session.
async fn with_a_browser(company: &mut Company) {
    let page = company.browser.send(Method::GET, "/", &[], Vec::new()).await;
    let parts: Vec<String> =
        page.text().split('"').filter(|text| text.starts_with('/')).map(str::to_owned).collect();
    assert!(parts.iter().any(|part| part.starts_with("/assets/")), "{parts:?}");
    let by_itself = ["/favicon.ico", "/robots.txt", "/apple-touch-icon.png", "/schedules/sch_old", "/login"];
    for path in by_itself.iter().map(ToString::to_string).chain(parts) {
        company.browser.send(Method::GET, &path, &[], Vec::new()).await;
    }
    let mut asleep = Browser::new(company.stack);
    asleep.get("/session").await.problem(401);
    asleep.ask("/session/refresh").await.problem(401);
    for path in PAGES {
        company.browser.get(path).await.expect(200);
    }
    let mut live = Live::open(company.stack, &mut company.browser).await;
    live.say(&json!({ "type": "subscribe" }));
    eventually("it is told the number", SOON, async || {
        live.last("subscribed").ok_or_else(|| "not yet".to_owned())
    })
    .await;
    live.say(&json!({ "type": "ping", "since": 0 }));
    drop(live);
    company.browser.ask("/session/refresh").await.expect(200);
}

#[tokio::test]
async fn an_ordinary_life_sets_off_no_alarm() {
    let Some(stack) = stack_or_skip("false alarms") else { return };
    let mut company = Company::found(stack).await;
    let cloud = fleet(&mut company).await;
    at_work(&mut company, &cloud).await;
    among_people(&mut company).await;
    with_a_browser(&mut company).await;

    let security: Value = company.browser.get("/security").await.read(200);
    let threat = &security["threat"];
    assert_eq!((&threat["level"], &threat["score"]), (&json!("calm"), &json!(0)), "{security}");
    assert_eq!(threat["why"], json!([]), "{security}");
    assert_eq!((&security["canaries"], &security["limited_sources"]), (&json!(0), &json!(0)), "{security}");
    let refused = security["failed_log_ins"].as_array().into_iter().flatten();
    assert_eq!(refused.filter_map(|hour| hour["count"].as_u64()).sum::<u64>(), 0, "{security}");
    let events: Value = company.browser.get("/security/events").await.read(200);
    assert_eq!(events["items"], json!([]));
}
