//! AWS's own codes and wording, as users have quoted them in public issue trackers and as the EC2 API
//! reference ("Error codes") lists them.

use powerdown_domain::{AwsAccountId, InstanceId, RoleArn};
use powerdown_engine::ports::{CloudError, CloudErrorClass};

use super::Operation;

fn error(class: CloudErrorClass, code: &str, message: impl Into<String>) -> CloudError {
    CloudError { class, code: code.to_owned(), message: message.into(), instances: Vec::new() }
}

fn about(id: &InstanceId, code: &str, message: String) -> CloudError {
    let instances = vec![id.clone()];
    CloudError { class: CloudErrorClass::BadInstance, code: code.to_owned(), message, instances }
}

pub(super) fn cannot_assume(role: &RoleArn) -> CloudError {
    let us = "arn:aws:sts::111111111111:assumed-role/powerdown-orders/powerdown";
    let message = format!("User: {us} is not authorized to perform: sts:AssumeRole on resource: {role}");
    error(CloudErrorClass::Denied, "AccessDenied", message)
}

pub(super) fn malformed_arn(role: &RoleArn) -> CloudError {
    error(CloudErrorClass::Other, "ValidationError", format!("{role} is invalid"))
}

pub(super) fn wrong_keys() -> CloudError {
    let message = "AWS was not able to validate the provided access credentials";
    error(CloudErrorClass::Denied, "AuthFailure", message)
}

pub(super) fn region_disabled() -> CloudError {
    let message = "You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.";
    error(CloudErrorClass::BadRegion, "OptInRequired", message)
}

pub(super) fn forbidden(account: &AwsAccountId, operation: Operation) -> CloudError {
    let message = format!(
        "You are not authorized to perform this operation. User: arn:aws:sts::{account}:assumed-role/\
         PowerDown/powerdown is not authorized to perform: {} because no identity-based policy allows it",
        operation.action()
    );
    error(CloudErrorClass::Denied, "UnauthorizedOperation", message)
}

pub(super) fn not_found(ids: Vec<InstanceId>) -> CloudError {
    let names: Vec<&str> = ids.iter().map(InstanceId::as_str).collect();
    let message = match names.as_slice() {
        [one] => format!("The instance ID '{one}' does not exist"),
        many => format!("The instance IDs '{}' do not exist", many.join(", ")),
    };
    let class = CloudErrorClass::BadInstance;
    CloudError { class, code: "InvalidInstanceID.NotFound".to_owned(), message, instances: ids }
}

pub(super) fn cannot_start(id: &InstanceId) -> CloudError {
    let message = format!("The instance '{id}' is not in a state from which it can be started.");
    about(id, "IncorrectInstanceState", message)
}

pub(super) fn cannot_stop(id: &InstanceId) -> CloudError {
    let message = format!("This instance '{id}' is not in a state from which it can be stopped.");
    about(id, "IncorrectInstanceState", message)
}

pub(super) fn never_ran(id: &InstanceId) -> CloudError {
    let message = format!("Instance '{id}' cannot be stopped as it has never reached the 'running' state.");
    about(id, "IncorrectInstanceState", message)
}

pub(super) fn instance_store(id: &InstanceId) -> CloudError {
    let message =
        format!("The instance '{id}' does not have an 'ebs' root device type and cannot be stopped");
    about(id, "UnsupportedOperation", message)
}

pub(super) fn one_time_spot(id: &InstanceId) -> CloudError {
    let message = format!(
        "You can't stop the Spot Instance '{id}' because it is associated with a one-time Spot Instance \
         request. You can only stop Spot Instances associated with persistent Spot Instance requests."
    );
    about(id, "UnsupportedOperation", message)
}

pub(super) fn cannot_hibernate(id: &InstanceId) -> CloudError {
    let message = format!("The instance '{id}' is not configured for hibernation.");
    CloudError {
        class: CloudErrorClass::CannotHibernate,
        ..about(id, "UnsupportedHibernationConfiguration", message)
    }
}

pub(super) fn no_capacity(instance_type: &str, zone: &str) -> CloudError {
    let message = format!(
        "We currently do not have sufficient {instance_type} capacity in the Availability Zone you \
         requested ({zone}). Our system will be working on provisioning additional capacity."
    );
    error(CloudErrorClass::Capacity, "InsufficientInstanceCapacity", message)
}

pub(super) fn batch_size(found: usize) -> CloudError {
    error(CloudErrorClass::Other, "InvalidParameterValue", format!("{found} instances, must be 1 to 100"))
}

pub(super) fn bad_token(token: &str) -> CloudError {
    error(CloudErrorClass::Other, "InvalidNextToken", format!("The token '{token}' is not valid"))
}

pub(super) fn no_answer() -> CloudError {
    error(CloudErrorClass::Unavailable, "Timeout", "no answer within the time allowed")
}

/// An error of a class, as planned by a test; names all instances of the call where EC2 names some.
pub(super) fn planned(class: CloudErrorClass, instances: &[InstanceId]) -> CloudError {
    let (code, message) = match class {
        CloudErrorClass::Capacity => {
            ("InsufficientInstanceCapacity", "We currently do not have sufficient capacity.")
        }
        CloudErrorClass::Quota => {
            ("VcpuLimitExceeded", "You have requested more vCPU capacity than your current vCPU limit.")
        }
        CloudErrorClass::BadInstance => return not_found(instances.to_vec()),
        CloudErrorClass::CannotHibernate => {
            ("UnsupportedHibernationConfiguration", "An instance is not configured for hibernation.")
        }
        CloudErrorClass::SpotState => {
            ("IncorrectSpotRequestState", "The Spot request is not in an appropriate state.")
        }
        CloudErrorClass::Throttled => ("RequestLimitExceeded", "Request limit exceeded."),
        CloudErrorClass::Denied => {
            ("UnauthorizedOperation", "You are not authorized to perform this operation.")
        }
        CloudErrorClass::BadRegion => return region_disabled(),
        CloudErrorClass::Unavailable => {
            ("Unavailable", "The server is overloaded and can't handle the request.")
        }
        CloudErrorClass::Other => ("InvalidParameterValue", "A value is not valid."),
    };
    error(class, code, message)
}
