//! What must be true of the table, the queues and the keys, whoever edits the template next.

use serde_json::json;

use super::template::{FORMS, Form, of_type, resources};

#[test]
fn the_table_survives_mistakes() {
    for form in FORMS {
        let resources = resources(form);
        let table = &resources["Table"];
        for pointer in ["DeletionPolicy", "UpdateReplacePolicy"] {
            let policy = table.body[pointer].as_str().unwrap_or("Delete");
            assert!(policy.starts_with("Retain"), "{pointer} of the table is {policy}");
        }
        assert_eq!(
            *table.property("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled"),
            json!(true)
        );
        assert_eq!(*table.property("/SSESpecification/SSEEnabled"), json!(true));
        assert_eq!(*table.property("/TimeToLiveSpecification/AttributeName"), json!("ttl"));
        assert_eq!(*table.property("/DeletionProtectionEnabled"), json!(form == Form::Cloud));
    }
}

#[test]
fn indexes_are_sparse_and_hold_keys_only() {
    let tables = of_type(Form::Cloud, "AWS::DynamoDB::Table");
    assert_eq!(tables.len(), 1, "there is one table");
    let indexes = tables["Table"].property("/GlobalSecondaryIndexes").as_array().cloned().unwrap_or_default();
    let names: Vec<&str> = indexes.iter().filter_map(|index| index["IndexName"].as_str()).collect();
    assert_eq!(names, ["due", "schedule", "member", "outbox"]);
    for index in &indexes {
        assert_eq!(index["Projection"]["ProjectionType"], "KEYS_ONLY", "{}", index["IndexName"]);
        // An index whose partition key is the table's would hold every item.
        assert_ne!(index["KeySchema"][0]["AttributeName"], "pk", "{}", index["IndexName"]);
    }
}

#[test]
fn no_message_is_lost_or_read_by_others() {
    for form in FORMS {
        for (id, queue) in of_type(form, "AWS::SQS::Queue") {
            assert_eq!(*queue.property("/SqsManagedSseEnabled"), json!(true), "{id}");
            let redrive = queue.property("/RedrivePolicy/deadLetterTargetArn");
            assert!(id.contains("Dead") || !redrive.is_null(), "{id} has no dead-letter queue");
        }
        for (id, function) in of_type(form, "AWS::Serverless::Function") {
            for (event, body) in function.property("/Events").as_object().cloned().unwrap_or_default() {
                if body["Type"] == "SQS" {
                    let types = &body["Properties"]["FunctionResponseTypes"];
                    assert_eq!(*types, json!(["ReportBatchItemFailures"]), "{id}, {event}");
                } else {
                    assert!(
                        !body["Properties"]["DeadLetterConfig"].is_null(),
                        "{id}, {event} has no dead-letter queue"
                    );
                }
            }
        }
    }
}

/// Deduplication ids are the scheduler's own: equal content does not make two orders one.
#[test]
fn orders_are_deduplicated_by_their_own_ids() {
    let queues = of_type(Form::Cloud, "AWS::SQS::Queue");
    let orders = &queues["OrdersQueue"];
    assert_eq!(*orders.property("/FifoQueue"), json!(true));
    assert_eq!(*orders.property("/ContentBasedDeduplication"), json!(false));
    assert_eq!(*orders.property("/DeduplicationScope"), json!("messageGroup"));
}

#[test]
fn keys_are_rotated_and_kept() {
    let keys = of_type(Form::Cloud, "AWS::KMS::Key");
    assert_eq!(keys.len(), 4, "one key per purpose");
    for (id, key) in keys {
        // KMS rotates no asymmetric key.
        let signs = *key.property("/KeyUsage") == json!("SIGN_VERIFY");
        assert_eq!(*key.property("/EnableKeyRotation") == json!(true), !signs, "{id}");
        assert!(
            key.body["DeletionPolicy"].as_str().is_some_and(|policy| policy.starts_with("Retain")),
            "{id}"
        );
    }
}

#[test]
fn buckets_are_private_encrypted_and_kept_for_as_long_as_they_should() {
    for form in FORMS {
        let buckets = of_type(form, "AWS::S3::Bucket");
        for (id, bucket) in &buckets {
            for block in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]
            {
                let blocked = bucket.property(&format!("/PublicAccessBlockConfiguration/{block}"));
                assert_eq!(*blocked, json!(true), "{id}: {block}");
            }
            let encryption = bucket.property("/BucketEncryption/ServerSideEncryptionConfiguration");
            assert!(!encryption.is_null(), "{id} is not encrypted");
            // The emulator speaks plain HTTP.
            if form != Form::Cloud {
                continue;
            }
            let policies = of_type(form, "AWS::S3::BucketPolicy");
            let policy = policies.values().find(|policy| policy.target("/Bucket") == *id);
            let statement = policy.expect("a policy").property("/PolicyDocument/Statement/0");
            assert_eq!(statement["Condition"], json!({"Bool": {"aws:SecureTransport": "false"}}), "{id}");
            assert_eq!(statement["Effect"], "Deny", "{id}");
        }
        let exports = buckets["ExportsBucket"].property("/LifecycleConfiguration/Rules/0");
        assert_eq!(exports["ExpirationInDays"], 1);
        let anchors = &buckets["AnchorsBucket"];
        assert_eq!(*anchors.property("/VersioningConfiguration/Status"), json!("Enabled"));
        let retention = anchors.property("/ObjectLockConfiguration/Rule/DefaultRetention/Mode");
        assert_eq!(
            *retention == json!("COMPLIANCE"),
            form == Form::Cloud,
            "production cannot rewrite anchors"
        );
    }
}

#[test]
fn what_is_logged_about_requests_holds_no_secret() {
    for form in FORMS {
        let stages = of_type(form, "AWS::ApiGatewayV2::Stage");
        let formats = stages.values().map(|stage| stage.property("/AccessLogSettings/Format").to_string());
        for format in formats {
            for leak in ["queryString", "path", "header.", "authorizer", "$context.identity.userAgent"] {
                assert!(!format.contains(leak), "the access log would hold {leak}: {format}");
            }
        }
    }
}
