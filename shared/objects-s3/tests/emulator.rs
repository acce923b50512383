//! The contract over an S3 that answers over the network, when there is one.

use std::{
    hash::{BuildHasher, RandomState},
    sync::Arc,
};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_runtime_api::{
    client::http::{HttpConnector, SharedHttpConnector},
    http::Request,
};
use aws_smithy_types::{body::SdkBody, byte_stream::ByteStream};
use aws_types::{SdkConfig, region::Region};
use powerdown_lambda_support::{SystemClock, aws};
use powerdown_objects_s3::S3Objects;
use powerdown_testkit::{contract::objects, emulator};

const BUCKET: &str = "powerdown-objects-contract";

struct Bucket {
    store: S3Objects,
    connector: SharedHttpConnector,
    /// Nobody else's names begin with it.
    prefix: String,
}

impl Bucket {
    async fn new() -> Option<Self> {
        let endpoint = emulator::endpoint(emulator::AWS)?;
        let connector = aws::connector();
        let credentials = Credentials::new("111111111111", "test", None, None, "test");
        let config = SdkConfig::builder()
            .region(Region::new("us-east-1"))
            .endpoint_url(&endpoint)
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .build();
        // The emulator of S3 looks at no signature, and makes a bucket that exists once more.
        send(&connector, "PUT", &format!("{endpoint}/{BUCKET}")).await;
        // The emulator knows when a link has expired, by its own clock.
        let store = S3Objects::new(&config, connector.clone(), Arc::new(SystemClock), BUCKET).unwrap();
        let prefix = format!("suite-{:016x}", RandomState::new().hash_one("prefix"));
        Some(Self { store, connector, prefix })
    }
}

async fn send(connector: &SharedHttpConnector, method: &str, url: &str) -> Option<Vec<u8>> {
    let mut request = Request::new(SdkBody::empty());
    request.set_method(method).unwrap();
    request.set_uri(url.to_owned()).unwrap();
    let answer = connector.call(request).await.unwrap();
    let found = answer.status().is_success();
    let body = ByteStream::new(answer.into_body()).collect().await.unwrap();
    found.then(|| body.to_vec())
}

#[tokio::test]
async fn an_object_is_stored_once() {
    let Some(bucket) = Bucket::new().await else { return };
    objects::an_object_is_stored_once(&bucket.store, &bucket.prefix).await;
}

#[tokio::test]
async fn objects_are_listed_in_order() {
    let Some(bucket) = Bucket::new().await else { return };
    objects::objects_are_listed_in_order(&bucket.store, &bucket.prefix).await;
}

#[tokio::test]
async fn an_upload_is_seen_when_it_is_finished() {
    let Some(bucket) = Bucket::new().await else { return };
    let fetch = async |url: &str| send(&bucket.connector, "GET", url).await;
    objects::an_upload_is_seen_when_it_is_finished(&bucket.store, &bucket.prefix, fetch).await;
}

#[tokio::test]
async fn an_upload_that_is_gone_is_told() {
    let Some(bucket) = Bucket::new().await else { return };
    objects::an_upload_that_is_gone_is_told(&bucket.store, &bucket.prefix).await;
}
