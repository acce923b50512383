//! Anchors: what a chain ended with, signed, outside the table.
//!
//! Whoever can write the table could replace a chain as a whole, head included, and it would hold. So
//! every hour the ends of all chains that grew go to a bucket in which nothing is overwritten or removed,
//! each under a signature. An anchor is given only to a chain that still holds back to the anchor before,
//! so that each vouches for the step from its predecessor, and the newest for the whole way.
//!
//! The name of an anchor tells number and hash, so that a list of names is enough to compare a chain with
//! all of its anchors; it counts down, so that the newest comes first:
//! `anchors/<tenant>/<writer>/<2⁶⁴ − 1 − number, 20 digits>-<hash>`.

use jiff::Timestamp;
use powerdown_domain::TenantId;
use serde::{Deserialize, Serialize};

use super::{
    read::{Span, month_of},
    verify::{Broken, Fault, step},
};
use crate::{
    ports::{
        AccountStore, AuditStore, Clock, Notary, ObjectError, ObjectKey, ObjectStore, Signature, StoreError,
        VaultError,
    },
    record::{AuditHead, Writer},
};

/// Chains looked up at once.
const PAGE: u32 = 100;
/// Anchors compared with one stretch of a chain: six weeks of hours.
const COMPARED: u32 = 1_000;

/// Why anchoring, or asking anchors, did not finish.
#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    /// The store is at fault.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The object store is at fault.
    #[error("the object store failed")]
    Objects(#[from] ObjectError),
    /// The key service is at fault.
    #[error("the key service failed")]
    Vault(#[from] VaultError),
    /// An anchor does not read as one; nothing but an anchor may lie among them.
    #[error("an anchor cannot be read: {0}")]
    Malformed(String),
}

/// What an anchor says. Its JSON, field by field in this order, is what is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Format version; 1.
    pub v: u8,
    /// Whose chain.
    pub tenant: TenantId,
    /// Which chain, as it is shown.
    pub writer: String,
    /// The number of the entry that was the last.
    pub number: u64,
    /// Its hash.
    pub hash: String,
    /// The number of the anchor before, 0 for the first: the chain held from there on.
    pub since: u64,
    /// When it was made.
    pub at: Timestamp,
}

/// An anchor as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    /// The anchor's JSON: the signature is of these very bytes.
    anchor: String,
    /// ECDSA over P-256 and SHA-256.
    signature: Signature,
}

/// What asking anchors needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Anchors<'a> {
    pub objects: &'a dyn ObjectStore,
    pub notary: &'a dyn Notary,
}

/// An anchor as far as its name tells.
struct Named {
    key: ObjectKey,
    number: u64,
    hash: String,
}

fn folder(tenant: TenantId, writer: &Writer) -> String {
    format!("anchors/{tenant}/{}/", writer.to_string().replace(':', "/"))
}

fn named(tenant: TenantId, writer: &Writer, number: u64, hash: &str) -> Result<ObjectKey, AnchorError> {
    let name = format!("{}{:020}-{hash}", folder(tenant, writer), u64::MAX - number);
    ObjectKey::try_from(name.clone()).map_err(|_| AnchorError::Malformed(name))
}

impl Named {
    fn read(key: ObjectKey) -> Result<Self, AnchorError> {
        let parse = || {
            let (_, name) = key.as_str().rsplit_once('/')?;
            let (number, hash) = name.split_once('-')?;
            Some((u64::MAX - number.parse::<u64>().ok()?, hash.to_owned()))
        };
        match parse() {
            Some((number, hash)) => Ok(Self { key, number, hash }),
            None => Err(AnchorError::Malformed(key.into())),
        }
    }
}

impl Anchors<'_> {
    /// The newest anchors of a chain with numbers up to `number`, newest first.
    async fn named(
        self,
        tenant: TenantId,
        writer: &Writer,
        number: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Named>, AnchorError> {
        // Behind every name of the number above: `~` sorts behind hexadecimal digits.
        let after = number.and_then(|number| number.checked_add(1));
        let after = after.map(|above| format!("{}{:020}-~", folder(tenant, writer), u64::MAX - above));
        let keys = self.objects.list(&folder(tenant, writer), after.as_deref(), limit).await?;
        keys.into_iter().map(Named::read).collect()
    }

    /// Reads an anchor; `None` if its signature is not ours, or it is not what its name says.
    async fn open(
        self,
        tenant: TenantId,
        writer: &Writer,
        named: &Named,
    ) -> Result<Option<Anchor>, AnchorError> {
        let malformed = || AnchorError::Malformed(named.key.to_string());
        let bytes = self.objects.get(&named.key).await?.ok_or_else(malformed)?;
        let signed: Signed = serde_json::from_slice(&bytes).map_err(|_| malformed())?;
        let anchor: Anchor = serde_json::from_str(&signed.anchor).map_err(|_| malformed())?;
        let genuine = self.notary.verify(signed.anchor.as_bytes(), &signed.signature).await?;
        let fits = (anchor.tenant, anchor.writer.as_str()) == (tenant, writer.to_string().as_str())
            && (anchor.number, &anchor.hash) == (named.number, &named.hash);
        Ok((genuine && fits).then_some(anchor))
    }

    /// The newest anchor of a chain; one that is not genuine is told as broken.
    ///
    /// # Errors
    /// The ports'.
    pub async fn newest(
        self,
        tenant: TenantId,
        writer: &Writer,
    ) -> Result<Result<Option<Anchor>, Broken>, AnchorError> {
        let Some(named) = self.named(tenant, writer, None, 1).await?.pop() else { return Ok(Ok(None)) };
        let forged = Broken { number: named.number, fault: Fault::Forged };
        Ok(self.open(tenant, writer, &named).await?.map(Some).ok_or(forged))
    }

    /// Compares a stretch of a chain with all anchors it has there. `hash_of` knows the stretch, which
    /// ends with `last`.
    pub(super) async fn compare(
        self,
        tenant: TenantId,
        writer: &Writer,
        last: u64,
        hash_of: impl Fn(u64) -> Option<String>,
    ) -> Result<Result<Option<Anchor>, Broken>, AnchorError> {
        let mut newest = None;
        for named in self.named(tenant, writer, Some(last), COMPARED).await? {
            let Some(hash) = hash_of(named.number) else { break };
            if hash != named.hash {
                return Ok(Err(Broken { number: named.number, fault: Fault::Replaced }));
            }
            newest.get_or_insert(named);
        }
        let Some(named) = newest else { return Ok(Ok(None)) };
        let forged = Broken { number: named.number, fault: Fault::Forged };
        Ok(self.open(tenant, writer, &named).await?.map(Some).ok_or(forged))
    }
}

/// What anchoring needs.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct AnchorDesk<'a> {
    pub audit: &'a dyn AuditStore,
    pub accounts: &'a dyn AccountStore,
    pub anchors: Anchors<'a>,
    pub clock: &'a dyn Clock,
}

/// What a round of anchoring did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AnchorReport {
    /// Chains that were given an anchor.
    pub anchored: usize,
    /// Chains that do not hold, and were given none. Somebody must look.
    pub broken: usize,
    /// Whether time ran out; the next round goes on.
    pub goes_on: bool,
}

/// Anchors all chains that grew since their last anchor, until `until`.
///
/// # Errors
/// The ports'; what was anchored stays so, and the next round does the rest.
pub async fn anchor_all(desk: AnchorDesk<'_>, until: Timestamp) -> Result<AnchorReport, AnchorError> {
    let mut report = AnchorReport::default();
    for shard in 0..desk.audit.anchor_shards() {
        let mut after = None;
        loop {
            let page = desk.audit.unanchored(shard, after.as_ref(), PAGE).await?;
            for (tenant, writer) in &page.items {
                if desk.clock.now() >= until {
                    return Ok(AnchorReport { goes_on: true, ..report });
                }
                match anchor(desk, *tenant, writer).await? {
                    Ok(()) => report.anchored += 1,
                    Err(broken) => {
                        report.broken += 1;
                        tracing::error!(%tenant, %writer, ?broken, "an audit trail does not hold");
                    }
                }
            }
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    Ok(report)
}

async fn anchor(
    desk: AnchorDesk<'_>,
    tenant: TenantId,
    writer: &Writer,
) -> Result<Result<(), Broken>, AnchorError> {
    let last = match desk.anchors.newest(tenant, writer).await? {
        Ok(last) => last,
        Err(forged) => return Ok(Err(forged)),
    };
    let head = desk.audit.audit_head(tenant, writer).await?;
    let since = last.as_ref().map_or_else(AuditHead::empty, |anchor| AuditHead {
        number: anchor.number,
        hash: anchor.hash.clone(),
        at: Some(anchor.at),
        anchored_at: Some(anchor.at),
    });
    let now = desk.clock.now();
    let created_at = desk.accounts.tenant(tenant).await?.map(|tenant| tenant.created_at);
    // Without a company on record, back to where the walk must have ended long since.
    let first = month_of(created_at.unwrap_or(Timestamp::UNIX_EPOCH));
    let span = Span { first, last: month_of(head.at.map_or(now, |at| at.max(now))) };
    if let Err(broken) = step(desk.audit, tenant, writer, span, (&head, &since)).await? {
        return Ok(Err(broken));
    }
    if head.number > since.number {
        let anchor = Anchor {
            v: 1,
            tenant,
            writer: writer.to_string(),
            number: head.number,
            hash: head.hash.clone(),
            since: since.number,
            at: now,
        };
        put(desk.anchors, writer, &anchor).await?;
    }
    // Should a round before have died right behind its anchor, that one counts.
    let anchored_at = if head.number > since.number { Some(now) } else { since.anchored_at };
    match desk.audit.anchored(tenant, writer, &AuditHead { anchored_at, ..head }).await {
        // It grew meanwhile: the next round has it again.
        Ok(()) | Err(StoreError::Conflict(_)) => Ok(Ok(())),
        Err(error) => Err(error.into()),
    }
}

async fn put(anchors: Anchors<'_>, writer: &Writer, anchor: &Anchor) -> Result<(), AnchorError> {
    let text = serde_json::to_string(anchor).map_err(|error| AnchorError::Malformed(error.to_string()))?;
    let signature = anchors.notary.sign(text.as_bytes()).await?;
    let signed = serde_json::to_vec(&Signed { anchor: text, signature });
    let signed = signed.map_err(|error| AnchorError::Malformed(error.to_string()))?;
    let key = named(anchor.tenant, writer, anchor.number, &anchor.hash)?;
    match anchors.objects.put_new(&key, signed).await {
        // A round before died right behind it.
        Ok(()) | Err(ObjectError::Exists) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
