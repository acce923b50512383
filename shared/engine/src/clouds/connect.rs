//! The portal's half: write down the account and how to enter it.

use jiff::SignedDuration;
use powerdown_domain::{AccessKeys, AwsAccountId, CloudId, ExternalId, Name, Region, RoleArn, TenantId};

use crate::{
    Refusal, Sealed, UseCaseError,
    audit::{self, AuditNote},
    news,
    ports::{
        AuditStore, Clock, CloudStore, DomainEvent, Entropy, EventBus, Ids, Job, JobQueue, SecurityStore,
        StoreError, Vault,
    },
    record::{Access, Actor, AuditOutcome, Cloud, Health, Principal, Writer},
};

/// What connecting needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct CloudDesk<'a> {
    pub clouds: &'a dyn CloudStore,
    pub audit: &'a dyn AuditStore,
    pub vault: &'a dyn Vault,
    pub jobs: &'a dyn JobQueue,
    pub bus: &'a dyn EventBus,
    pub clock: &'a dyn Clock,
    pub entropy: &'a dyn Entropy,
}

/// An account to be connected, as its owner describes it.
#[derive(Debug)]
pub struct ConnectCloud {
    /// What to call it.
    pub name: Name,
    /// Its 12 digits.
    pub account: AwsAccountId,
    /// The regions to look at: 1 to 40, without repetition.
    pub regions: Vec<Region>,
    /// How to enter it.
    pub access: AccessRequest,
}

/// How to enter an account, as its owner gives it.
#[derive(Debug)]
pub enum AccessRequest {
    /// A role of that account; the external id will be ours.
    Role(RoleArn),
    /// An IAM user's keys, for accounts where a role is impossible.
    Keys(AccessKeys),
}

const MAX_REGIONS: usize = 40;

/// Connects an account. With keys the scheduler is asked to verify at once; a role can only be
/// verified after its owner gave it the external id that this call made.
///
/// # Errors
/// [`Refusal::Invalid`] for regions or a role of another account; [`Refusal::Conflict`] when the
/// account is connected already. Whose it is is not said; its owner finds the attempt in the audit trail.
pub async fn connect(
    desk: CloudDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    request: ConnectCloud,
) -> Result<Cloud, UseCaseError> {
    check_regions(&request.regions)?;
    let id = Ids::new(desk.clock, desk.entropy).cloud();
    let verify_at_once = matches!(request.access, AccessRequest::Keys(_));
    let cloud = Cloud {
        id,
        tenant,
        name: request.name,
        access: seal_access(desk, tenant, &id.to_string(), &request.account, request.access).await?,
        account: request.account,
        regions: request.regions,
        health: Health::UNVERIFIED,
        machines_seen_at: None,
        next_scan_at: None,
        created_at: desk.clock.now(),
        rev: 0,
    };
    match desk.clouds.create_cloud(&cloud).await {
        Err(StoreError::Conflict(_)) => {
            tell_first_owner(desk, tenant, &cloud.account).await?;
            return Err(Refusal::Conflict(
                "this AWS account is connected already; an account can be connected once, by one company"
                    .to_owned(),
            )
            .into());
        }
        outcome => outcome?,
    }
    let note = note(desk, tenant, actor.clone(), "cloud.connect", id.to_string(), AuditOutcome::Done);
    audit::record(
        desk.audit,
        &Writer::Portal,
        AuditNote { detail: format!("account {}", cloud.account), ..note },
    )
    .await?;
    tell(desk.bus, &cloud).await;
    if verify_at_once {
        desk.jobs.send(&[Job::VerifyCloud { v: Job::VERSION, tenant, cloud: id }]).await?;
    }
    Ok(Cloud { rev: 1, ..cloud })
}

/// Tells that a cloud is there, has changed or is gone.
pub(super) async fn tell(bus: &dyn EventBus, cloud: &Cloud) {
    let (tenant, clouds) = (cloud.tenant, vec![cloud.id]);
    news::tell(bus, DomainEvent::CloudsChanged { v: DomainEvent::VERSION, tenant, clouds }).await;
}

/// Asks the scheduler to enter the account now.
///
/// # Errors
/// [`Refusal::NotFound`] for a cloud that is not the tenant's.
pub async fn request_verification(
    desk: CloudDesk<'_>,
    tenant: TenantId,
    actor: &Actor,
    id: CloudId,
) -> Result<Cloud, UseCaseError> {
    let cloud = desk.clouds.cloud(tenant, id).await?.ok_or(Refusal::NotFound("cloud"))?;
    desk.jobs.send(&[Job::VerifyCloud { v: Job::VERSION, tenant, cloud: id }]).await?;
    let note =
        note(desk, tenant, actor.clone(), "cloud.request-verification", id.to_string(), AuditOutcome::Done);
    audit::record(desk.audit, &Writer::Portal, note).await?;
    Ok(cloud)
}

/// How long it is not said again that somebody was shown the external id of the same cloud.
const SHOWN_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// Shows somebody the external id of a cloud, and the cloud. It is in the audit trail before it is opened.
///
/// # Errors
/// [`Refusal::NotFound`] for a cloud that is not theirs, and for one that is entered by access keys.
pub async fn show_external_id(
    desk: CloudDesk<'_>,
    marks: &dyn SecurityStore,
    by: &Principal,
    id: CloudId,
) -> Result<(Cloud, ExternalId), UseCaseError> {
    let cloud = desk.clouds.cloud(by.tenant(), id).await?.filter(|cloud| by.covers_cloud(cloud.id));
    let cloud = cloud.ok_or(Refusal::NotFound("cloud"))?;
    if !matches!(cloud.access, Access::Role { .. }) {
        return Err(NO_EXTERNAL_ID.into());
    }
    let action = "cloud.external-id-show";
    let note = note(desk, by.tenant(), by.actor(), action, id.to_string(), AuditOutcome::Done);
    audit::record_once(desk.audit, marks, &Writer::Portal, note, SHOWN_WINDOW).await?;
    let external_id = external_id(desk.vault, &cloud).await?.ok_or(NO_EXTERNAL_ID)?;
    Ok((cloud, external_id))
}

const NO_EXTERNAL_ID: Refusal = Refusal::NotFound("external id");

/// The external id of a cloud that is entered by a role, for its owner's eyes.
///
/// # Errors
/// The vault's.
pub async fn external_id(vault: &dyn Vault, cloud: &Cloud) -> Result<Option<ExternalId>, UseCaseError> {
    match &cloud.access {
        Access::Role { external_id, .. } => {
            Ok(Some(external_id.open(vault, cloud.tenant, &cloud.id.to_string()).await?))
        }
        Access::Keys { .. } => Ok(None),
    }
}

pub(super) fn check_regions(regions: &[Region]) -> Result<(), Refusal> {
    if regions.is_empty() || regions.len() > MAX_REGIONS {
        return Err(Refusal::invalid("regions", format!("name 1 to {MAX_REGIONS} regions")));
    }
    match regions.iter().enumerate().find(|(index, region)| regions[..*index].contains(region)) {
        Some((index, region)) => {
            Err(Refusal::invalid(format!("regions[{index}]"), format!("{region} is named twice")))
        }
        None => Ok(()),
    }
}

pub(super) async fn seal_access(
    desk: CloudDesk<'_>,
    tenant: TenantId,
    id: &str,
    account: &AwsAccountId,
    access: AccessRequest,
) -> Result<Access, UseCaseError> {
    match access {
        AccessRequest::Role(arn) if arn.account() != account.as_str() => Err(Refusal::invalid(
            "access.role_arn",
            format!("the role must be in account {account}, this one is in {}", arn.account()),
        )
        .into()),
        AccessRequest::Role(arn) => {
            let secret = Ids::new(desk.clock, desk.entropy).secret();
            let external_id = ExternalId::try_from(secret.to_string())
                .map_err(|invalid| Refusal::invalid("access", invalid))?;
            Ok(Access::Role { arn, external_id: Sealed::seal(desk.vault, tenant, id, &external_id).await? })
        }
        AccessRequest::Keys(keys) => {
            let tail = keys.id().len() - 4;
            Ok(Access::Keys {
                hint: keys.id()[tail..].to_owned(),
                keys: Sealed::seal(desk.vault, tenant, id, &keys).await?,
            })
        }
    }
}

async fn tell_first_owner(
    desk: CloudDesk<'_>,
    claimant: TenantId,
    account: &AwsAccountId,
) -> Result<(), StoreError> {
    let Some((owner, cloud)) = desk.clouds.owner_of_account(account).await? else { return Ok(()) };
    let detail = if owner == claimant {
        "somebody of your company tried to connect the account a second time"
    } else {
        "another company tried to connect this account and was refused"
    };
    let note =
        note(desk, owner, Actor::System, "cloud.claim-refused", cloud.to_string(), AuditOutcome::Denied);
    audit::record(desk.audit, &Writer::Portal, AuditNote { detail: detail.to_owned(), ..note }).await
}

pub(super) fn note(
    desk: CloudDesk<'_>,
    tenant: TenantId,
    actor: Actor,
    action: &'static str,
    subject: String,
    outcome: AuditOutcome,
) -> AuditNote {
    AuditNote {
        tenant,
        at: desk.clock.now(),
        actor,
        action,
        subjects: vec![subject],
        outcome,
        detail: String::new(),
    }
}
