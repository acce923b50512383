//! The objects in memory keep the contract of the port.

use std::sync::Arc;

use powerdown_testkit::{
    ambient::ManualClock,
    contract::{notary, objects},
    notary::FakeNotary,
    objects::MemoryObjects,
};

fn bucket() -> MemoryObjects {
    MemoryObjects::new(Arc::new(ManualClock::at("2026-03-02T08:00:00Z")))
}

#[tokio::test]
async fn an_object_is_stored_once() {
    objects::an_object_is_stored_once(&bucket(), "suite").await;
}

#[tokio::test]
async fn objects_are_listed_in_order() {
    objects::objects_are_listed_in_order(&bucket(), "suite").await;
}

#[tokio::test]
async fn an_upload_is_seen_when_it_is_finished() {
    let bucket = bucket();
    objects::an_upload_is_seen_when_it_is_finished(&bucket, "suite", async |url: &str| bucket.fetch(url))
        .await;
}

#[tokio::test]
async fn an_upload_that_is_gone_is_told() {
    objects::an_upload_that_is_gone_is_told(&bucket(), "suite").await;
}

#[tokio::test]
async fn a_signature_is_of_one_message() {
    notary::a_signature_is_of_one_message(&FakeNotary, None).await;
}
