use aws_sdk_ec2::{
    config::http::HttpResponse,
    error::{ConnectorError, ErrorMetadata, SdkError},
    operation::stop_instances::StopInstancesError,
};
use aws_smithy_types::body::SdkBody;
use powerdown_engine::ports::{CloudError, CloudErrorClass};

use super::{clean, cloud_error, named_instances};
use crate::classify::class_of;

fn named(message: &str) -> Vec<String> {
    named_instances(message).iter().map(ToString::to_string).collect()
}

fn refused(status: u16, code: Option<&str>, message: &str) -> CloudError {
    let mut meta = ErrorMetadata::builder().message(message);
    if let Some(code) = code {
        meta = meta.code(code);
    }
    let raw = HttpResponse::new(status.try_into().unwrap(), SdkBody::empty());
    cloud_error(SdkError::service_error(StopInstancesError::generic(meta.build()), raw), class_of)
}

#[test]
fn instances_are_found_in_aws_own_wording() {
    let one = "i-0123456789abcdef0";
    let two = "i-0aaaaaaaaaaaaaaaa";
    assert_eq!(named(&format!("The instance ID '{one}' does not exist")), [one]);
    assert_eq!(named(&format!("The instance IDs '{one}, {two}' do not exist")), [one, two]);
    assert_eq!(
        named(&format!("The instance '{two}' is not in a state from which it can be started.")),
        [two]
    );
    assert_eq!(
        named(&format!("You can't stop the Spot Instance '{one}' because '{one}' is one-time")),
        [one]
    );
    assert_eq!(
        named("on resource: arn:aws:ec2:us-east-1:222222222222:instance/i-1234abcd because"),
        ["i-1234abcd"]
    );
    assert!(named("image ami-0123456789abcdef0, eni-0123456789abcdef0").is_empty());
    assert!(named("Invalid id: \"i-123\" (expecting \"i-...\"), i-0123456789ABCDEF0, i-").is_empty());
}

#[test]
fn words_are_cleaned_and_bounded() {
    assert_eq!(
        clean("You are not authorized.\nEncoded authorization failure message: 4pPcxkM9wD"),
        "You are not authorized."
    );
    assert_eq!(clean(" two\t words\u{7} "), "two words");
    let long = clean(&"wörd ".repeat(200));
    assert_eq!(long.chars().count(), CloudError::MAX_MESSAGE);
    assert!(long.ends_with('…'));
}

#[test]
fn a_refusal_keeps_its_code_and_names() {
    let error =
        refused(400, Some("InvalidInstanceID.NotFound"), "The instance ID 'i-1234abcd' does not exist");
    assert_eq!(error.class, CloudErrorClass::BadInstance);
    assert_eq!(error.instances, ["i-1234abcd".parse().unwrap()]);
    assert_eq!(
        error.to_string(),
        "a machine does not exist, or is not in a state for this: The instance ID 'i-1234abcd' does not exist \
         (InvalidInstanceID.NotFound)"
    );
}

#[test]
fn a_status_stands_in_for_a_code_nobody_knows() {
    assert_eq!(refused(503, Some("Brandnew"), "").class, CloudErrorClass::Unavailable);
    assert_eq!(refused(429, Some("Brandnew"), "").class, CloudErrorClass::Throttled);
    assert_eq!(refused(400, Some("Brandnew"), "").class, CloudErrorClass::Other);
    let nameless = refused(502, None, "");
    assert_eq!((nameless.class, nameless.code.as_str()), (CloudErrorClass::Unavailable, "Http502"));
}

#[test]
fn a_host_that_does_not_exist_is_a_region_that_does_not() {
    let dispatch = |text: &str| {
        let error: SdkError<StopInstancesError, HttpResponse> =
            SdkError::dispatch_failure(ConnectorError::io(text.into()));
        cloud_error(error, class_of).class
    };
    assert_eq!(
        dispatch("failed to lookup address information: Name or service not known"),
        CloudErrorClass::BadRegion
    );
    assert_eq!(
        dispatch("failed to lookup address information: Temporary failure in name resolution"),
        CloudErrorClass::Unavailable
    );
    assert_eq!(dispatch("connection refused"), CloudErrorClass::Unavailable);
}
