//! What can be called, what was called, and what a test planned to go wrong.

use jiff::Timestamp;
use powerdown_domain::{AwsAccountId, InstanceId, Region};
use powerdown_engine::ports::CloudErrorClass;

/// A call to AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// STS: entering by a role.
    AssumeRole,
    /// EC2: one page of a listing.
    DescribeInstances,
    /// EC2: starting up to 100 machines.
    StartInstances,
    /// EC2: stopping up to 100 machines.
    StopInstances,
}

impl Operation {
    /// The IAM action, such as `ec2:StopInstances`.
    pub fn action(self) -> &'static str {
        match self {
            Self::AssumeRole => "sts:AssumeRole",
            Self::DescribeInstances => "ec2:DescribeInstances",
            Self::StartInstances => "ec2:StartInstances",
            Self::StopInstances => "ec2:StopInstances",
        }
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// When, by the test's clock.
    pub at: Timestamp,
    /// In which account; all zeros for keys that belong to none.
    pub account: AwsAccountId,
    /// In which region.
    pub region: Region,
    /// What was called.
    pub operation: Operation,
    /// The instances it named.
    pub instances: Vec<InstanceId>,
    /// Why it was refused; `None` when it was done.
    pub refused: Option<CloudErrorClass>,
}

/// How one call is to go.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fault {
    /// As usual.
    Pass,
    /// Not done.
    Refuse(CloudErrorClass),
    /// Done, but not answered.
    LoseAnswer,
}
