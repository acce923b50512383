//! The cloud port: one customer account, one region, the few calls PowerDown makes there.

use async_trait::async_trait;
use powerdown_domain::{
    AccessKeys, ExternalId, InstanceId, Region, RoleArn,
    machine::{InstanceFacts, MachineState},
};

/// How to enter a customer's account, opened for the moment of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloudAccess {
    /// AssumeRole with our external id.
    Role {
        /// The role in the customer's account.
        arn: RoleArn,
        /// What its trust policy demands.
        external_id: ExternalId,
    },
    /// An IAM user's keys.
    Keys(AccessKeys),
}

/// What to do about an error of EC2 or STS (CLOUD-FACTS, error classes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CloudErrorClass {
    /// AWS has no room for this type in this zone now.
    Capacity,
    /// The account's own limit is reached.
    Quota,
    /// These instances are not in a state, or do not exist, for the call; take them out.
    BadInstance,
    /// These instances were not launched for hibernation.
    CannotHibernate,
    /// A spot request's state forbids it.
    SpotState,
    /// Too many calls; wait.
    Throttled,
    /// The role, its trust or its permissions do not allow it.
    Denied,
    /// The region is unknown or not enabled in the account.
    BadRegion,
    /// AWS did not answer, or answered with its own fault.
    Unavailable,
    /// Anything else; a person must look.
    Other,
}

impl CloudErrorClass {
    /// What it means, in plain words for the account's owner; stands before AWS's own message.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Capacity => "AWS has no room for this machine type in this zone right now",
            Self::Quota => "a limit of the AWS account is reached",
            Self::BadInstance => "a machine does not exist, or is not in a state for this",
            Self::CannotHibernate => {
                "the machine was not launched for hibernation, so it is left running; launch it anew with hibernation enabled, or let the schedule stop instead"
            }
            Self::SpotState => "the state of the machine's spot request does not allow this",
            Self::Throttled => "AWS asks for fewer calls",
            Self::Denied => "AWS does not allow PowerDown to do this",
            Self::BadRegion => "this region is not enabled in the AWS account",
            Self::Unavailable => "AWS did not answer, or failed by itself",
            Self::Other => "AWS refused",
        }
    }
}

/// A refused or failed call. Its `Display` may be shown to the account's owner: plain words first,
/// then what AWS said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message} ({code})", class.explain())]
pub struct CloudError {
    /// What to do about it.
    pub class: CloudErrorClass,
    /// AWS's error code, such as `UnauthorizedOperation`.
    pub code: String,
    /// AWS's message, free of secrets, of at most [`Self::MAX_MESSAGE`] characters.
    pub message: String,
    /// The instances it names, if any.
    pub instances: Vec<InstanceId>,
}

impl CloudError {
    /// The most characters of [`Self::message`]: it is stored with every machine it befell, and an
    /// event tells of a hundred of them.
    pub const MAX_MESSAGE: usize = 400;
}

/// An instance as EC2 lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedInstance {
    /// Its id.
    pub id: InstanceId,
    /// Its state.
    pub state: MachineState,
    /// Everything else.
    pub facts: InstanceFacts,
}

/// One page of a listing.
#[derive(Debug, Clone, Default)]
pub struct InstancePage {
    /// Up to 1,000 instances.
    pub instances: Vec<ListedInstance>,
    /// EC2's token of the next page; `None` on the last.
    pub next: Option<String>,
}

/// EC2's answer about one instance of a start or stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateChange {
    /// Which instance.
    pub id: InstanceId,
    /// Its state right after the call.
    pub now: MachineState,
}

/// Opens sessions in customers' accounts.
#[async_trait]
pub trait CloudGateway: Send + Sync {
    /// Enters the account (AssumeRole, or the keys as they are) for one region.
    ///
    /// # Errors
    /// [`CloudErrorClass::Denied`] with STS's reason when the role cannot be assumed.
    async fn open(&self, access: &CloudAccess, region: &Region)
    -> Result<Box<dyn RegionSession>, CloudError>;
}

/// A session in one region of one account.
#[async_trait]
pub trait RegionSession: Send + Sync {
    /// One page of all instances, terminated ones that EC2 still lists included.
    ///
    /// # Errors
    /// Any class; an unknown region is [`CloudErrorClass::BadRegion`].
    async fn list_instances(&self, page: Option<String>) -> Result<InstancePage, CloudError>;

    /// Starts 1 to 100 instances in one call. Starting a running instance is no error.
    ///
    /// # Errors
    /// One bad instance fails the whole call; the error names it where EC2 does.
    async fn start(&self, instances: &[InstanceId]) -> Result<Vec<StateChange>, CloudError>;

    /// Stops 1 to 100 instances in one call, or hibernates them: their memory is written to the root
    /// volume, and read back at the next start. Stopping a stopped instance is no error.
    ///
    /// # Errors
    /// One bad instance fails the whole call; the error names it where EC2 does. An instance that was
    /// not launched for hibernation is [`CloudErrorClass::CannotHibernate`], and nothing is stopped.
    async fn stop(&self, instances: &[InstanceId], hibernate: bool) -> Result<Vec<StateChange>, CloudError>;
}
