//! What to do about an error of EC2 or STS, by its code.
//!
//! Sources: Amazon EC2 API Reference, "Error codes for the Amazon EC2 API"; AWS STS API Reference,
//! "AssumeRole" and "Common Errors"; AWS Account Management Reference Guide, "Enable or disable AWS
//! Regions in your account".

use powerdown_domain::Region;
use powerdown_engine::ports::CloudErrorClass;

/// The class of an error code; codes that are not known are [`CloudErrorClass::Other`].
pub(crate) fn class_of(code: &str) -> CloudErrorClass {
    // State reasons carry these prefixes, and some older endpoints do.
    let code = code.strip_prefix("Client.").or_else(|| code.strip_prefix("Server.")).unwrap_or(code);
    match code {
        "InsufficientInstanceCapacity"
        | "InsufficientHostCapacity"
        | "InsufficientCapacityOnHost"
        | "InsufficientReservedInstanceCapacity"
        | "InsufficientFreeAddressesInSubnet"
        | "ReservationCapacityExceeded"
        | "UnfulfillableCapacity"
        | "Unsupported"
        | "SpotMaxPriceTooLow" => CloudErrorClass::Capacity,

        "VcpuLimitExceeded"
        | "InstanceLimitExceeded"
        | "MaxSpotInstanceCountExceeded"
        | "ResourceCountExceeded"
        | "VolumeLimitExceeded"
        | "NetworkInterfaceLimitExceeded" => CloudErrorClass::Quota,

        // OperationNotPermitted: stop protection. UnsupportedOperation: instance store, one-time spot.
        "InvalidInstanceID"
        | "InvalidInstanceID.NotFound"
        | "InvalidInstanceID.Malformed"
        | "IncorrectInstanceState"
        | "IncorrectState"
        | "InvalidState"
        | "OperationNotPermitted"
        | "UnsupportedOperation" => CloudErrorClass::BadInstance,

        "UnsupportedHibernationConfiguration" => CloudErrorClass::CannotHibernate,

        "IncorrectSpotRequestState" => CloudErrorClass::SpotState,

        "RequestLimitExceeded"
        | "BandwidthLimitExceeded"
        | "EC2ThrottledException"
        | "RequestThrottled"
        | "RequestThrottledException"
        | "SlowDown"
        | "Throttling"
        | "ThrottlingException"
        | "ThrottledException"
        | "TooManyRequestsException" => CloudErrorClass::Throttled,

        // RegionDisabledException: the account switched STS off in the region we call it in.
        "AccessDenied"
        | "AccessDeniedException"
        | "AuthFailure"
        | "Blocked"
        | "IncompleteSignature"
        | "InvalidClientTokenId"
        | "MissingAuthenticationToken"
        | "PendingVerification"
        | "RegionDisabledException"
        | "SignatureDoesNotMatch"
        | "UnauthorizedOperation"
        | "UnrecognizedClientException" => CloudErrorClass::Denied,

        "OptInRequired" | "InvalidRegion" | "UnknownRegion" => CloudErrorClass::BadRegion,

        // The expired ones end with the next session, or when the clocks agree again.
        "ExpiredToken"
        | "ExpiredTokenException"
        | "RequestExpired"
        | "InternalError"
        | "InternalFailure"
        | "ServiceUnavailable"
        | "ServiceUnavailableException"
        | "Unavailable" => CloudErrorClass::Unavailable,

        _ if code.starts_with("AuthFailure.") => CloudErrorClass::Denied,
        _ => CloudErrorClass::Other,
    }
}

/// The class of an error of EC2 in a region. Where a region must be enabled first, EC2 does not know
/// the account's credentials until it is, and says only that.
pub(crate) fn class_in(code: &str, region: &Region) -> CloudErrorClass {
    match code {
        "AuthFailure" | "InvalidClientTokenId" | "UnrecognizedClientException" if must_be_enabled(region) => {
            CloudErrorClass::BadRegion
        }
        _ => class_of(code),
    }
}

/// Whether the region is off in an account until its owner enables it: all but the regions that were
/// there before 2019-03-20, in the commercial partition.
fn must_be_enabled(region: &Region) -> bool {
    let region = region.as_str();
    let other_partition = region.starts_with("cn-") || region.starts_with("us-gov-");
    !other_partition && !ENABLED_BY_DEFAULT.contains(&region)
}

const ENABLED_BY_DEFAULT: &[&str] = &[
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];

#[cfg(test)]
mod tests {
    use powerdown_engine::ports::CloudErrorClass::{
        self, BadInstance, BadRegion, Capacity, Denied, Other, Quota, SpotState, Throttled, Unavailable,
    };

    use super::{class_in, class_of};

    #[test]
    fn the_codes_of_the_facts_have_their_classes() {
        let table: &[(CloudErrorClass, &[&str])] = &[
            (
                Capacity,
                &[
                    "InsufficientInstanceCapacity",
                    "UnfulfillableCapacity",
                    "Unsupported",
                    "InsufficientFreeAddressesInSubnet",
                    "SpotMaxPriceTooLow",
                ],
            ),
            (Quota, &["MaxSpotInstanceCountExceeded", "VcpuLimitExceeded"]),
            (BadInstance, &["IncorrectInstanceState", "InvalidInstanceID.NotFound", "UnsupportedOperation"]),
            (SpotState, &["IncorrectSpotRequestState"]),
            (Throttled, &["RequestLimitExceeded", "Client.RequestLimitExceeded"]),
            (
                Denied,
                &[
                    "UnauthorizedOperation",
                    "AuthFailure.ServiceLinkedRoleCreationNotPermitted",
                    "AccessDenied",
                ],
            ),
            (BadRegion, &["OptInRequired"]),
            (Unavailable, &["InternalError", "Server.Unavailable", "ExpiredToken"]),
            (Other, &["InvalidParameterValue", "SomethingNew", ""]),
        ];
        for (class, codes) in table {
            for code in *codes {
                assert_eq!(class_of(code), *class, "{code}");
            }
        }
    }

    #[test]
    fn a_region_that_must_be_enabled_does_not_know_the_account() {
        let (default, opt_in) = ("eu-west-1".parse().unwrap(), "me-south-1".parse().unwrap());
        assert_eq!(class_in("AuthFailure", &default), Denied);
        assert_eq!(class_in("AuthFailure", &opt_in), BadRegion);
        assert_eq!(class_in("AuthFailure", &"us-gov-west-1".parse().unwrap()), Denied);
        assert_eq!(class_in("UnauthorizedOperation", &opt_in), Denied);
    }
}
