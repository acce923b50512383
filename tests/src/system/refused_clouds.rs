//! Accounts that do not let us in: the owner reads the exact reason, and mends it.

use serde_json::json;

use super::{
    company::Company,
    customer::Customer,
    socket::Live,
    stack::stack_or_skip,
    views::Cloud,
    wait::{SOON, eventually, expect_that},
};

async fn verify_until(company: &mut Company, cloud: &str, status: &str) -> Cloud {
    let before = company.cloud(cloud).await.health.checked_at;
    company.browser.ask(&format!("/clouds/{cloud}/verification")).await.expect(202);
    eventually(&format!("health is {status}"), SOON, async || {
        let cloud = company.cloud(cloud).await;
        let news = cloud.health.checked_at != before;
        if news && cloud.health.status == status { Ok(cloud) } else { Err(format!("{:?}", cloud.health)) }
    })
    .await
}

fn reason(cloud: &Cloud) -> &str {
    cloud.health.reason.as_deref().expect("a failure has a reason")
}

#[tokio::test]
async fn a_role_that_cannot_be_assumed_shows_the_exact_reason() {
    let Some(stack) = stack_or_skip("a role that cannot be assumed") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    customer.region("us-east-1").launch_one(&[("Name", "behind the door")]).await;
    let cloud = company.write_down_cloud(&customer, &["us-east-1"]).await;
    assert_eq!((cloud.health.status.as_str(), cloud.version), ("unverified", 1));
    let launch = company.launch(&cloud.id).await;
    assert!(launch.external_id.len() >= 32, "a guessable external id");
    let mut live = Live::open(stack, &mut company.browser).await;

    let missing = verify_until(&mut company, &cloud.id, "failed").await;
    for word in ["AccessDenied", "sts:AssumeRole", &customer.role_arn(), "us-east-1"] {
        assert!(reason(&missing).contains(word), "{word} is not in: {}", reason(&missing));
    }
    eventually("the failure told live", SOON, async || {
        let told = live
            .told()
            .iter()
            .any(|message| message["type"] == "clouds" && message["changes"][0]["id"] == json!(cloud.id));
        expect_that(told, "nothing")
    })
    .await;

    customer.trust_powerdown("somebody else's external id").await;
    let other = verify_until(&mut company, &cloud.id, "failed").await;
    assert!(reason(&other).contains("AccessDenied"), "{}", reason(&other));
    assert_eq!(company.launch(&cloud.id).await, launch, "the external id changed");

    customer.withdraw_trust().await;
    customer.trust_powerdown(&launch.external_id).await;
    let healthy = verify_until(&mut company, &cloud.id, "healthy").await;
    assert_eq!(healthy.health.reason, None);
    company.inventory_of(1).await;

    customer.withdraw_trust().await;
    let lost = verify_until(&mut company, &cloud.id, "failed").await;
    // A session of a role that is gone, or no new session: AWS says either.
    let denied = ["AccessDenied", "AuthFailure"].iter().any(|code| reason(&lost).contains(code));
    assert!(denied, "{}", reason(&lost));
    assert_eq!(company.machines().await.len(), 1, "what was known is kept");
}

#[tokio::test]
async fn keys_that_nobody_issued_show_the_exact_reason() {
    let Some(stack) = stack_or_skip("keys that nobody issued") else { return };
    let mut company = Company::found(stack).await;
    let customer = Customer::new(stack);
    let access = json!({
        "type": "access_keys", "access_key_id": "AKIAIOSFODNN7EXAMPLE",
        "secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    });
    let body =
        json!({ "name": "By keys", "account_id": customer.id, "regions": ["us-east-1"], "access": access });
    // With keys there is nothing to wait for: they are verified at once.
    let cloud: Cloud = company.browser.post("/clouds", &body).await.read(201);
    let failed = eventually("health is failed", SOON, async || {
        let cloud = company.cloud(&cloud.id).await;
        if cloud.health.status == "failed" { Ok(cloud) } else { Err(format!("{:?}", cloud.health)) }
    })
    .await;
    assert!(reason(&failed).contains("AuthFailure"), "{}", reason(&failed));
    assert!(!reason(&failed).contains("wJalr"), "the reason shows the key");
}
