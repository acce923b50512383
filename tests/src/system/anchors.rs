//! The audit trail is anchored outside the table, and whoever rewrites it behind our back is found out.

use serde_json::{Value, json};

use super::{
    company::Company,
    operator::Operator,
    stack::stack_or_skip,
    wait::{NEXT_TICK, eventually},
};

async fn verification(company: &mut Company) -> Value {
    company.browser.post("/audit-verifications", &json!({ "writer": "portal" })).await.read(200)
}

#[tokio::test]
async fn a_trail_is_anchored_and_a_rewritten_entry_is_named() {
    let Some(stack) = stack_or_skip("anchors") else { return };
    let mut company = Company::found(stack).await;
    let operator = Operator::of(stack);
    let writers: Value = company.browser.get("/audit-writers").await.read(200);
    let last = writers["items"][0]["entries"].as_u64().expect("a number");
    assert!(last >= 3, "signed up, verified, logged in: {writers}");
    let found = eventually("the trail is anchored", NEXT_TICK, async || {
        // Its own minute may be far, and its round may be on already.
        operator.invoke("Maintenance", &json!({})).await;
        let found = verification(&mut company).await;
        let anchored = found["anchored_until"].as_u64() >= Some(last);
        if anchored { Ok(found) } else { Err(found.to_string()) }
    })
    .await;
    assert_eq!((&found["verified"], &found["complete"]), (&json!(true), &json!(true)), "{found}");
    let anchors = operator.objects_about("AnchorsBucketName", company.tenant()).await;
    assert!(anchors.iter().any(|anchor| anchor.contains("signature")), "{anchors:?}");

    // An entry in the middle, as it was and as somebody would rather have it.
    let trail = operator.items_about(company.tenant()).await;
    let is_entry = |item: &&Value| {
        item["action"]["S"] == "account.verify-email"
            && item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("a#"))
    };
    let entry = trail.iter().find(is_entry).expect("the verification is on record").clone();
    let mut rewritten = entry.clone();
    rewritten["detail"]["S"] = json!("nothing of note");
    operator.put(&rewritten).await;
    let broken = verification(&mut company).await;
    assert_eq!((&broken["verified"], &broken["fault"]), (&json!(false), &json!("changed")), "{broken}");
    let number = broken["broken_at"].as_u64().expect("an entry is named");
    let listed: Value = company.browser.get("/audit-entries?sort=at").await.read(200);
    let named = listed["items"].as_array().into_iter().flatten().find(|entry| entry["number"] == number);
    assert_eq!(named.map(|entry| &entry["action"]), Some(&json!("account.verify-email")), "{listed}");

    operator.put(&entry).await;
    let whole = verification(&mut company).await;
    assert_eq!(whole["verified"], true, "put back, it holds again: {whole}");
}
