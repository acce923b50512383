//! Another company's things answer exactly as things that do not exist, byte for byte.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    browser::{Answer, Browser},
    company::{Company, by_tag},
    customer::Customer,
    stack::stack_or_skip,
    week,
};

/// The answer without what differs between any two answers: the request's own id.
fn comparable(answer: &Answer) -> (u16, String, Vec<(String, String)>) {
    let mut body: Value = serde_json::from_slice(&answer.body).unwrap_or_else(|_| json!(answer.text()));
    if let Some(id) = body.get_mut("request_id") {
        *id = json!("…");
    }
    let passing = [
        "x-request-id",
        "apigw-requestid",
        "date",
        "x-amzn-requestid",
        "x-amz-request-id",
        "x-amzn-trace-id",
        "x-amz-id-2",
    ];
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .filter(|(name, _)| !passing.contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    headers.sort();
    (answer.status.as_u16(), body.to_string(), headers)
}

/// The same request for a thing of the neighbour's and for one that never was.
async fn assert_same(browser: &mut Browser, method: Method, paths: [String; 2], body: Option<Value>) {
    let mut answers = Vec::new();
    for path in &paths {
        let headers = vec![("content-type", "application/json".to_owned()), ("if-match", "\"1\"".to_owned())];
        let sent = body.clone().map(|body| body.to_string().into_bytes()).unwrap_or_default();
        answers.push(browser.send(method.clone(), &format!("/api/v1{path}"), &headers, sent).await);
    }
    let [foreign, unknown] = [comparable(&answers[0]), comparable(&answers[1])];
    assert_eq!(foreign, unknown, "{method} {} tells that it exists", paths[0]);
    assert!(foreign.0 == 404 || foreign.0 == 200, "{method} {}: {}", paths[0], foreign.1);
}

#[tokio::test]
async fn another_companys_things_are_as_if_they_did_not_exist() {
    let Some(stack) = stack_or_skip("another company's things") else { return };
    let mut neighbour = Company::found(stack).await;
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    customer.region("us-east-1").launch_one(&[("env", "dev")]).await;
    let cloud = neighbour.connect(&customer, &["us-east-1"]).await;
    let machine = neighbour.inventory_of(1).await.into_values().next().expect("there is one");
    let on = week::open_now("UTC");
    let schedule = neighbour.schedule("Theirs", "UTC", &on, &json!([by_tag(10, "env", "dev")])).await;
    let own = company.schedule("Ours", "UTC", &on, &json!([])).await;

    let never = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    let [cloud_never, schedule_never] = [format!("cld_{never}"), format!("sch_{never}")];
    let machine_never = machine.id.replace(&cloud.id, &cloud_never);
    let calendar = json!({ "name": "Holidays", "document": {} });
    let calendar: Value = neighbour.browser.post("/calendars", &calendar).await.read(201);
    let calendar = calendar["id"].as_str().expect("a calendar has an id");
    let calendar_never = format!("cal_{never}");
    let document = json!({ "zone": "UTC", "windows": [on] });
    let draft = json!({ "name": "Mine now", "document": document, "selectors": [] });
    let until = week::now() + jiff::SignedDuration::from_hours(1);
    let keep = json!({ "keep": "off", "until": until, "reason": "mine now" });
    let days_off = json!({ "name": "Mine now", "document": {} });
    let assign = json!({ "assign": [machine.id], "release": [] });
    let cases = [
        (Method::GET, "/clouds/{c}", None),
        (Method::POST, "/clouds/{c}/verification", None),
        (Method::GET, "/machines/{m}", None),
        (Method::GET, "/machines/{m}/explanation", None),
        (Method::PUT, "/machines/{m}/override", Some(keep.clone())),
        (Method::DELETE, "/machines/{m}/override", None),
        (Method::GET, "/machines?cloud={c}", None),
        (Method::GET, "/machines?cloud={c}&region=us-east-1", None),
        (Method::GET, "/schedules/{s}", None),
        (Method::PUT, "/schedules/{s}", Some(draft)),
        (Method::DELETE, "/schedules/{s}", None),
        (Method::POST, "/schedules/{s}/assignments", Some(assign)),
        (Method::GET, "/schedules/{s}/machines", None),
        (Method::GET, "/schedules/{s}/preview", None),
        (Method::PUT, "/schedules/{s}/override", Some(keep)),
        (Method::DELETE, "/schedules/{s}/override", None),
        (Method::GET, "/calendars/{d}", None),
        (Method::PUT, "/calendars/{d}", Some(days_off)),
        (Method::DELETE, "/calendars/{d}", None),
    ];
    for (method, path, body) in cases {
        let named = |cloud: &str, machine: &str, schedule: &str, calendar: &str| {
            let path = path.replace("{c}", cloud).replace("{m}", machine);
            path.replace("{s}", schedule).replace("{d}", calendar)
        };
        let foreign = named(&cloud.id, &machine.id, &schedule.id, calendar);
        let unknown = named(&cloud_never, &machine_never, &schedule_never, &calendar_never);
        assert_same(&mut company.browser, method, [foreign, unknown], body).await;
    }
    for id in [&machine.id, &machine_never] {
        let body = json!({ "assign": [id], "release": [] });
        let answer: Value =
            company.browser.post(&format!("/schedules/{}/assignments", own.id), &body).await.read(200);
        assert_eq!(answer["results"], json!([{ "machine_id": id, "status": "not-found" }]));
    }
    assert!(company.machines().await.is_empty());

    let after = neighbour.machine(&machine.id).await;
    assert!(after.r#override.is_none(), "the neighbour's machine was overridden");
    assert_eq!(
        after.schedule.map(|follows| follows.id),
        Some(schedule.id.clone()),
        "the neighbour's machine was touched"
    );
    let theirs: Value = neighbour.browser.get(&format!("/schedules/{}", schedule.id)).await.read(200);
    assert_eq!((&theirs["name"], &theirs["version"]), (&json!("Theirs"), &json!(1)));
}

#[tokio::test]
async fn an_account_belongs_to_one_company_and_whose_is_not_said() {
    let Some(stack) = stack_or_skip("an account claimed twice") else { return };
    let mut neighbour = Company::found(stack).await;
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let cloud = neighbour.write_down_cloud(&customer, &["us-east-1"]).await;
    let access = json!({ "type": "role", "role_arn": customer.role_arn() });
    let body =
        json!({ "name": "Mine", "account_id": customer.id, "regions": ["us-east-1"], "access": access });
    let claim = company.browser.post("/clouds", &body).await;
    let again = neighbour.browser.post("/clouds", &body).await;
    claim.problem(409);
    assert_eq!(comparable(&claim), comparable(&again), "the refusal tells whose it is");
    for word in [neighbour.tenant(), &cloud.id, &cloud.name, &neighbour.email] {
        assert!(!claim.text().contains(word), "the refusal names {word}");
    }
    let clouds: Value = company.browser.get("/clouds").await.read(200);
    assert_eq!(clouds["items"], json!([]), "something of the claim was kept");
}
