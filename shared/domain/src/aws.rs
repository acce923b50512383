//! Names that AWS gives to things, checked for form. Whether the thing exists is the scheduler's to find out.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{CloudId, Invalid};

macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $rule:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text as AWS writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                let check: fn(&str) -> bool = $check;
                if check(text) { Ok(Self(text.to_owned())) } else { Err(Invalid::new($rule)) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;

            fn try_from(text: String) -> Result<Self, Invalid> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

checked_text!(
    /// The 12 digits of an AWS account.
    AwsAccountId,
    "must be the 12 digits of an AWS account, such as 123456789012",
    |text| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
);
checked_text!(
    /// The code of an AWS region that PowerDown works in, such as `eu-west-1`.
    ///
    /// Only known codes are accepted: a typing error would otherwise show as a cloud without machines.
    Region,
    "must be the code of an AWS region, such as us-east-1 or eu-west-1",
    |text| REGIONS.contains(&text)
);
checked_text!(
    /// An EC2 instance id: `i-` and 8 or 17 hexadecimal digits.
    InstanceId,
    "must be an EC2 instance id, such as i-0123456789abcdef0",
    |text| text.strip_prefix("i-").is_some_and(|hex| {
        matches!(hex.len(), 8 | 17) && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
);
checked_text!(
    /// The ARN of an IAM role in a customer's account.
    RoleArn,
    "must be the ARN of an IAM role, such as arn:aws:iam::123456789012:role/PowerDown",
    |text| {
        let Some(rest) = ["arn:aws:iam::", "arn:aws-us-gov:iam::", "arn:aws-cn:iam::"]
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
        else {
            return false;
        };
        let Some((account, name)) = rest.split_once(":role/") else { return false };
        account.parse::<AwsAccountId>().is_ok()
            && (1..=512).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"+=,.@-_/".contains(&b))
    }
);

/// Commercial regions (AWS General Reference, 2026), GovCloud and China.
const REGIONS: &[&str] = &[
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "cn-north-1",
    "cn-northwest-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-gov-east-1",
    "us-gov-west-1",
    "us-west-1",
    "us-west-2",
];

impl RoleArn {
    /// The account the role lives in: the fifth part of its ARN.
    pub fn account(&self) -> &str {
        self.0.split(':').nth(4).unwrap_or_default()
    }
}

/// Where a machine is found: cloud, region and instance id, shown as `cld_…:us-east-1:i-0abc…`.
///
/// It names one EC2 instance. A machine that moves to spot gets another one and keeps its
/// [`LineageId`](crate::LineageId).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MachineId {
    /// The connected account.
    pub cloud: CloudId,
    /// The region within it.
    pub region: Region,
    /// The EC2 instance.
    pub instance: InstanceId,
}

impl fmt::Display for MachineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.cloud, self.region, self.instance)
    }
}

impl FromStr for MachineId {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let malformed = || Invalid::new("must be <cloud id>:<region>:<instance id>");
        let mut parts = text.splitn(3, ':');
        let mut part = || parts.next().ok_or_else(malformed);
        Ok(Self { cloud: part()?.parse()?, region: part()?.parse()?, instance: part()?.parse()? })
    }
}

impl TryFrom<String> for MachineId {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<MachineId> for String {
    fn from(id: MachineId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{AwsAccountId, InstanceId, MachineId, Region, RoleArn};

    #[test]
    fn forms_are_checked() {
        assert!("123456789012".parse::<AwsAccountId>().is_ok());
        assert!("12345678901".parse::<AwsAccountId>().is_err());
        assert!("us-east-1".parse::<Region>().is_ok());
        assert!("us-east-9".parse::<Region>().is_err());
        assert!("i-0123456789abcdef0".parse::<InstanceId>().is_ok());
        assert!("i-0123456789ABCDEF0".parse::<InstanceId>().is_err());
        let role: RoleArn = "arn:aws:iam::123456789012:role/team/PowerDown".parse().unwrap();
        assert_eq!(role.account(), "123456789012");
        assert!("arn:aws:iam::123456789012:user/PowerDown".parse::<RoleArn>().is_err());
    }

    #[test]
    fn a_machine_id_reads_back() {
        let shown = "cld_00000000000000000000000001:eu-west-1:i-0123456789abcdef0";
        assert_eq!(shown.parse::<MachineId>().unwrap().to_string(), shown);
        assert!("cld_1:eu-west-1".parse::<MachineId>().is_err());
    }
}
