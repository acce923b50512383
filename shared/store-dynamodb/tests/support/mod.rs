//! A table in the emulator, made as `template.yaml` makes the production one.

pub(crate) mod client;

use std::{
    io::Write,
    sync::atomic::{AtomicU32, Ordering},
};

use aws_sdk_dynamodb::{
    Client,
    types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
        ProjectionType, ScalarAttributeType,
    },
};
use powerdown_store_dynamodb::{INDEXES, TABLE_KEY};
use tokio::sync::OnceCell;

/// The emulator's address, such as `http://127.0.0.1:4566`. `None` says loudly that a test is skipped.
pub(crate) fn endpoint(test: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "a test has no wiring that could hand it in")]
    let endpoint = std::env::var("POWERDOWN_TEST_AWS_ENDPOINT").ok();
    if endpoint.is_none() {
        // Not `eprintln!`: the test harness keeps that to itself when a test passes.
        let why = "POWERDOWN_TEST_AWS_ENDPOINT is not set, so there is no DynamoDB to ask";
        writeln!(std::io::stderr(), "SKIPPED {test}: {why}").expect("somebody reads");
    }
    endpoint
}

/// The one table of this test binary, made by whichever test comes first.
pub(crate) async fn table(client: &Client) -> String {
    static TABLE: OnceCell<String> = OnceCell::const_new();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let make = || async {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("store-contract-{}-{count}", std::process::id());
        create_table(client, &name).await;
        name
    };
    TABLE.get_or_init(make).await.clone()
}

/// Creates the table, replacing one that an earlier process of the same id left behind. Its keys and
/// indexes must be those of `template.yaml`; both are compared with the adapter's own list.
pub(crate) async fn create_table(client: &Client, name: &str) {
    // Fails where there is none, as it should be.
    drop(client.delete_table().table_name(name).send().await);
    let mut attributes = vec![TABLE_KEY.0, TABLE_KEY.1];
    let mut create = client.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    for element in key_schema(TABLE_KEY.0, TABLE_KEY.1) {
        create = create.key_schema(element);
    }
    for index in INDEXES {
        attributes.extend([index.hash, index.range]);
        let keys_only = Projection::builder().projection_type(ProjectionType::KeysOnly).build();
        let index = GlobalSecondaryIndex::builder()
            .index_name(index.name)
            .set_key_schema(Some(key_schema(index.hash, index.range)))
            .projection(keys_only);
        create = create.global_secondary_indexes(index.build().expect("a complete index"));
    }
    attributes.sort_unstable();
    attributes.dedup();
    for name in attributes {
        let attribute = AttributeDefinition::builder().attribute_name(name);
        let attribute = attribute.attribute_type(ScalarAttributeType::S).build();
        create = create.attribute_definitions(attribute.expect("a complete definition"));
    }
    create.send().await.expect("the emulator makes a table");
}

fn key_schema(hash: &str, range: &str) -> Vec<KeySchemaElement> {
    [(hash, KeyType::Hash), (range, KeyType::Range)]
        .map(|(name, kind)| KeySchemaElement::builder().attribute_name(name).key_type(kind).build())
        .map(|element| element.expect("a complete element"))
        .into()
}
