//! Bad input: each kind has a clear answer that names the field, and nothing is written.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    browser::{Answer, Browser, CLIENT},
    company::{Company, random},
    mailbox::mail_to,
    operator::Operator,
    stack::stack_or_skip,
    week,
};

/// A request body that is refused, and the field that is named for it.
type Case = (&'static str, Value, &'static str);

fn draft_with(changes: Value) -> Value {
    let document = json!({ "zone": "UTC", "windows": [week::closed_now("UTC")] });
    with(json!({ "name": "Nights", "document": document, "selectors": [] }), &changes)
}

/// A draft whose document is right but for these fields.
fn document_with(changes: Value) -> Value {
    let mut draft = draft_with(json!({}));
    draft["document"] = with(draft["document"].take(), &changes);
    draft
}

fn with(mut right: Value, changes: &Value) -> Value {
    for (field, value) in changes.as_object().expect("changes are an object") {
        right[field] = value.clone();
    }
    right
}

fn window(from: (&str, &str), to: (&str, &str)) -> Value {
    json!([{ "from": { "day": from.0, "time": from.1 }, "to": { "day": to.0, "time": to.1 } }])
}

fn bad_schedules() -> Vec<Case> {
    let selector = |selector: Value| draft_with(json!({ "selectors": [selector] }));
    vec![
        ("an unknown field", draft_with(json!({ "colour": "red" })), "colour"),
        ("an empty name", draft_with(json!({ "name": "   " })), "name"),
        ("an over-long name", draft_with(json!({ "name": "n".repeat(121) })), "name"),
        ("a control character", draft_with(json!({ "name": "a\u{7}b" })), "name"),
        ("a name of another type", draft_with(json!({ "name": 7 })), "name"),
        ("an unknown zone", document_with(json!({ "zone": "Europe/Berln" })), "document.zone"),
        ("an empty zone", document_with(json!({ "zone": "" })), "document.zone"),
        ("an over-long zone", document_with(json!({ "zone": "Z".repeat(5000) })), "document.zone"),
        ("no window", document_with(json!({ "windows": [] })), "document.windows"),
        (
            "a window that never opens",
            document_with(json!({ "windows": window(("mon", "09:00"), ("mon", "09:00")) })),
            "document.windows[0]",
        ),
        (
            "an hour that does not exist",
            document_with(json!({ "windows": window(("mon", "24:00"), ("tue", "09:00")) })),
            "document.windows[0].from.time",
        ),
        (
            "a day that does not exist",
            document_with(json!({ "windows": window(("mon", "09:00"), ("someday", "10:00")) })),
            "document.windows[0].to.day",
        ),
        (
            "too many windows",
            document_with(json!({ "windows": vec![week::closed_now("UTC"); 101] })),
            "document.windows",
        ),
        (
            "a cron that never fires",
            document_with(json!({ "cron": [{ "at": "cron(0 8 31 2 ? *)", "wish": "on" }] })),
            "document.cron[0].at",
        ),
        (
            "a calendar that is not there",
            document_with(
                json!({ "calendars": [{ "calendar": "cal_01ARZ3NDEKTSV4RRFFQ69G5FAV", "wish": "off" }] }),
            ),
            "document.calendars[0]",
        ),
        ("a selector of nothing", selector(json!({ "priority": 1, "tags": [] })), "selectors[0]"),
        (
            "a priority out of range",
            selector(json!({ "priority": 1001, "tags": [{ "key": "a" }] })),
            "selectors[0].priority",
        ),
        ("an empty tag key", selector(json!({ "priority": 1, "tags": [{ "key": "" }] })), "selectors[0]"),
        (
            "an over-long tag value",
            selector(json!({ "priority": 1, "tags": [{ "key": "a", "value": "v".repeat(257) }] })),
            "selectors[0]",
        ),
        (
            "an unknown field deep inside",
            selector(json!({ "priority": 1, "tags": [{ "key": "a", "regex": ".*" }] })),
            "selectors[0].tags[0].regex",
        ),
    ]
}

fn bad_clouds() -> Vec<Case> {
    let account = "123456789012";
    let cloud = |account: &str, regions: Value, access: Value| json!({ "name": "Production", "account_id": account, "regions": regions, "access": access });
    let role = |account: &str| json!({ "type": "role", "role_arn": format!("arn:aws:iam::{account}:role/PowerDown") });
    let here = json!(["us-east-1"]);
    vec![
        ("an account of 11 digits", cloud("12345678901", here.clone(), role(account)), "account_id"),
        ("a region that does not exist", cloud(account, json!(["us-east-9"]), role(account)), "regions[0]"),
        ("no region", cloud(account, json!([]), role(account)), "regions"),
        (
            "a region named twice",
            cloud(account, json!(["us-east-1", "us-east-1"]), role(account)),
            "regions[1]",
        ),
        ("a role of another account", cloud(account, here.clone(), role("210987654321")), "access.role_arn"),
        (
            "a role that is none",
            cloud(account, here.clone(), json!({ "type": "role", "role_arn": "PowerDown" })),
            "access",
        ),
        ("an unknown kind of access", cloud(account, here.clone(), json!({ "type": "password" })), "access"),
        (
            "an unknown field",
            cloud(
                account,
                here.clone(),
                json!({ "type": "role", "role_arn": role(account)["role_arn"], "external_id": "mine" }),
            ),
            "access",
        ),
        (
            "keys of a wrong form",
            cloud(
                account,
                here,
                json!({ "type": "access_keys", "access_key_id": "lower-case", "secret_access_key": "hush hush, a secret" }),
            ),
            "access",
        ),
    ]
}

fn bad_sign_ups() -> Vec<Case> {
    let sign_up = |company: String, email: String, password: String| json!({ "company": company, "email": email, "password": password });
    let email = || format!("bad.{:016x}@example.com", random());
    let password = || "long enough to do".to_owned();
    vec![
        ("an empty company", sign_up(String::new(), email(), password()), "company"),
        ("an over-long company", sign_up("c".repeat(121), email(), password()), "company"),
        ("an empty address", sign_up("A".into(), String::new(), password()), "email"),
        ("an address that is none", sign_up("A".into(), "not an address".into(), password()), "email"),
        (
            "an over-long address",
            sign_up("A".into(), format!("{}@example.com", "a".repeat(300)), password()),
            "email",
        ),
        ("a short password", sign_up("A".into(), email(), "short".into()), "password"),
        ("an over-long password", sign_up("A".into(), email(), "p".repeat(129)), "password"),
        (
            "an unknown zone",
            json!({ "company": "A", "email": email(), "password": password(), "time_zone": "Mars/Olympus" }),
            "time_zone",
        ),
        (
            "an unknown field",
            json!({ "company": "A", "email": email(), "password": password(), "admin": true }),
            "admin",
        ),
        ("a missing field", json!({ "company": "A", "email": email() }), "password"),
    ]
}

/// A refusal with 422 that names the field, in the answer's form for all of them.
#[track_caller]
fn assert_names(what: &str, answer: &Answer, field: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}: {}", answer.text());
    let problem = answer.problem(422);
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let named = |error: &Value| {
        error["field"]
            .as_str()
            .is_some_and(|name| name == field || (field == "access" && name.starts_with("access")))
    };
    assert!(errors.iter().any(named), "{what}: {field} is not named in {problem}");
    assert!(
        errors.iter().all(|error| error["message"].as_str().is_some_and(|text| text.len() > 5)),
        "{what}: {problem}"
    );
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() < 1000), "{what}: {problem}");
}

/// What is stored about a company, but for what its requests drew from their allowances, and for the ends of its
/// chains, which are anchored at any time.
async fn kept(operator: &Operator, company: &Company) -> Vec<Value> {
    let mut items = operator.items_about(company.tenant()).await;
    let moves = |sk: &str| sk == "rate" || sk.starts_with("audit-head#");
    items.retain(|item| !item["sk"]["S"].as_str().is_some_and(moves));
    items
}

#[tokio::test]
async fn bad_fields_are_named_and_nothing_is_written() {
    let Some(stack) = stack_or_skip("bad fields") else { return };
    let mut company = Company::found(stack).await;
    let operator = Operator::of(stack);
    let before = kept(&operator, &company).await;
    for (what, body, field) in bad_schedules() {
        assert_names(what, &company.browser.post("/schedules", &body).await, field);
    }
    for (what, body, field) in bad_clouds() {
        let answer = company.browser.post("/clouds", &body).await;
        assert_names(what, &answer, field);
        assert!(!answer.text().contains("hush"), "{what}: the answer repeats a secret");
    }
    let queries = [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("cursor=garbage", "cursor"),
        ("colour=red", "colour"),
        ("region=us-east-1", "cloud"),
        ("limit=5&limit=6", "limit"),
    ];
    for (query, field) in queries {
        let answer = company.browser.get(&format!("/machines?{query}")).await;
        let problem = answer.problem(422);
        let named = problem["errors"][0]["field"].as_str().unwrap_or_default();
        assert!(named == field || (query.starts_with("region") && named == "region"), "{query}: {problem}");
    }
    assert_eq!(kept(&operator, &company).await, before, "something was written");
}

#[tokio::test]
async fn bad_sign_ups_are_refused_and_leave_nothing() {
    let Some(stack) = stack_or_skip("bad sign-ups") else { return };
    let mut browser = Browser::new(stack);
    for (what, body, field) in bad_sign_ups() {
        assert_names(what, &browser.post("/tenants", &body).await, field);
        if let (Some(email), Some(password)) = (body["email"].as_str(), body["password"].as_str()) {
            assert!(mail_to(stack, email).await.is_empty(), "{what}: a mail was sent");
            let status = browser.log_in(email, password).await.status.as_u16();
            assert!(matches!(status, 401 | 422), "{what}: {status}");
        }
    }
}

#[tokio::test]
async fn requests_that_cannot_be_read_say_why() {
    let Some(stack) = stack_or_skip("unreadable requests") else { return };
    let mut company = Company::found(stack).await;
    let operator = Operator::of(stack);
    let before = kept(&operator, &company).await;
    let good = draft_with(json!({})).to_string().into_bytes();
    let (half, twice) = (good[..good.len() / 2].to_vec(), [good.as_slice(), b"{}"].concat());
    let large = format!("{{\"name\":\"{}\"}}", "x".repeat(1_100_000)).into_bytes();
    let cases: [(&str, &str, Vec<u8>, &[u16]); 8] = [
        ("cut short", "application/json", half, &[400]),
        ("no JSON at all", "application/json", b"name=Nights".to_vec(), &[400]),
        ("two documents", "application/json", twice, &[400]),
        ("half a character", "application/json", br#"{"name":"\ud800"}"#.to_vec(), &[400]),
        // It may be refused for its depth or for what it is not.
        ("deeply nested", "application/json", "[".repeat(100_000).into_bytes(), &[400, 422]),
        ("another content type", "text/plain", good.clone(), &[415]),
        ("an empty content type", "", good, &[415]),
        ("too large", "application/json", large, &[413]),
    ];
    for (what, kind, body, allowed) in cases {
        let headers = [("content-type", kind.to_owned())];
        let answer = company.browser.send(Method::POST, "/api/v1/schedules", &headers, body).await;
        let status = answer.status.as_u16();
        assert!(allowed.contains(&status), "{what}: {status} {}", answer.text());
        answer.problem(status);
    }
    let unknown = company.browser.get("/nothing-here").await;
    unknown.problem(404);
    let method = company.browser.delete("/schedules").await;
    method.problem(405);
    assert!(method.header("allow").contains("POST"), "{:?}", method.headers);
    assert_eq!(kept(&operator, &company).await, before, "something was written");
}

#[tokio::test]
async fn a_change_names_the_version_it_is_meant_for() {
    let Some(stack) = stack_or_skip("versions") else { return };
    let mut company = Company::found(stack).await;
    let schedule = company.schedule("Nights", "UTC", &week::closed_now("UTC"), &json!([])).await;
    let path = format!("/schedules/{}", schedule.id);
    let renamed = draft_with(json!({ "name": "Evenings" }));
    company.browser.call(Method::PUT, &path, Some(&renamed)).await.problem(428);
    company.browser.put(&path, schedule.version + 1, &renamed).await.problem(412);
    company.browser.put(&path, schedule.version, &renamed).await.expect(200);
    company.browser.put(&path, schedule.version, &draft_with(json!({ "name": "Lost" }))).await.problem(412);
    let now: Value = company.browser.get(&path).await.read(200);
    assert_eq!(now["name"], "Evenings");

    let assignments = format!("{path}/assignments");
    let machine = "cld_00000000000000000000000001:us-east-1:i-0123456789abcdef0";
    for (what, body) in [
        ("nothing", json!({ "assign": [], "release": [] })),
        ("too many", json!({ "assign": vec![machine; 101], "release": [] })),
        ("one twice", json!({ "assign": [machine], "release": [machine] })),
    ] {
        let answer = company.browser.post(&assignments, &body).await;
        assert_eq!(answer.status.as_u16(), 422, "{what}: {}", answer.text());
    }
}

#[tokio::test]
async fn another_sites_page_can_do_nothing() {
    let Some(stack) = stack_or_skip("requests of other sites") else { return };
    let mut company = Company::found(stack).await;
    let body = draft_with(json!({})).to_string().into_bytes();
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let headers = [("content-type", "application/json".to_owned()), (name, value.to_owned())];
        let answer = company.browser.send(Method::POST, "/api/v1/schedules", &headers, body.clone()).await;
        answer.problem(403);
    }
    // Nor can a form, which sends no header of its own.
    let headers = [("content-type", "application/json".to_owned()), (CLIENT, String::new())];
    let answer = company.browser.send(Method::POST, "/api/v1/schedules", &headers, body).await;
    assert_eq!(answer.problem(403)["type"], "urn:powerdown:problem:needs-client-header");
    let schedules: Value = company.browser.get("/schedules").await.read(200);
    assert_eq!(schedules["items"], json!([]));
}
