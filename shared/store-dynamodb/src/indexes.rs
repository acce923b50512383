//! The sparse indexes: an item is in one only while it has both of its attributes. All hold keys only.
//!
//! | index | hash | range | who is in it |
//! |---|---|---|---|
//! | `due` | `due_pk` = `due#<shard>` | `due_sk` = `<instant>#<id>` | what must be looked at, by instant |
//! | `schedule` | `sched_pk` = `s#<schedule>#<cloud>#<region>` | `sk` | machines that follow a schedule |
//! | `member` | `member_pk` = `user#<user>` | `pk` | memberships, by person |
//! | `outbox` | `outbox_pk` = `outbox#<shard>` | `outbox_sk` = `<instant>#<id>` | machines with unrecorded intervals |
//! | | `outbox_pk` = `anchor#<shard>` | `outbox_sk` = `<tenant>#<writer>` | audit heads that moved since the last anchor |
//!
//! `template.yaml` declares the same ones; a test compares the two.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use powerdown_domain::{CloudId, Region, ScheduleId, UserId};

/// A global secondary index and its key attributes, both strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Index {
    /// Its name.
    pub name: &'static str,
    /// The attribute that partitions it.
    pub hash: &'static str,
    /// The attribute that sorts it.
    pub range: &'static str,
}

/// The table's own key: the attributes that partition and sort it, both strings.
pub const TABLE_KEY: (&str, &str) = ("pk", "sk");

/// The attribute by which DynamoDB removes what expired: whole seconds since 1970, a number.
pub const TIME_TO_LIVE: &str = "ttl";

pub(crate) const DUE: Index = Index { name: "due", hash: "due_pk", range: "due_sk" };
pub(crate) const SCHEDULE: Index = Index { name: "schedule", hash: "sched_pk", range: "sk" };
pub(crate) const MEMBER: Index = Index { name: "member", hash: "member_pk", range: "pk" };
pub(crate) const OUTBOX: Index = Index { name: "outbox", hash: "outbox_pk", range: "outbox_sk" };

/// All of them.
pub const INDEXES: [Index; 4] = [DUE, SCHEDULE, MEMBER, OUTBOX];

/// A quiet tick costs one Query per shard of `due`.
pub(crate) const DUE_SHARDS: u32 = 4;
pub(crate) const OUTBOX_SHARDS: u32 = 4;
/// How many partitions a tenant's ledger of a month is spread over.
pub(crate) const LEDGER_SHARDS: u32 = 8;

/// An attribute beside the body: of an index, or the time to live.
pub(crate) type Extra = (&'static str, AttributeValue);

pub(crate) fn due_pk(shard: u32) -> String {
    format!("due#{shard}")
}

pub(crate) fn outbox_pk(shard: u32) -> String {
    format!("outbox#{shard}")
}

pub(crate) fn followers_pk(schedule: ScheduleId, cloud: CloudId, region: &Region) -> String {
    format!("s#{schedule}#{cloud}#{region}")
}

pub(crate) fn member_pk(user: UserId) -> String {
    format!("user#{user}")
}

/// A place in `due` or `outbox`: sorts as text like the instant, then the id.
///
/// RFC 3339 with a fraction of fixed width does so for the years 0 to 9999; earlier years come before
/// all of these, which is enough for something that is due.
pub(crate) fn position(at: Timestamp, id: &str) -> String {
    format!("{at:.9}#{id}")
}

/// Behind every place of an instant and its predecessors: `$` comes right after `#`.
pub(crate) fn behind(until: Timestamp) -> String {
    format!("{until:.9}$")
}

/// Puts a thing into `due`, if it is due at all.
pub(crate) fn due(at: Option<Timestamp>, id: &str) -> Vec<Extra> {
    placed(DUE, at, id, |id| due_pk(shard(id, DUE_SHARDS)))
}

/// Puts a thing into `outbox`, if it has anything unrecorded.
pub(crate) fn outbox(oldest: Option<Timestamp>, id: &str) -> Vec<Extra> {
    placed(OUTBOX, oldest, id, |id| outbox_pk(shard(id, OUTBOX_SHARDS)))
}

pub(crate) fn anchor_pk(shard: u32) -> String {
    format!("anchor#{shard}")
}

/// Puts a chain among those that grew. Its place is its id alone, so that only the first entry since the
/// last anchor costs a write of the index.
pub(crate) fn unanchored(id: &str) -> Vec<Extra> {
    let shard = anchor_pk(shard(id, OUTBOX_SHARDS));
    vec![(OUTBOX.hash, AttributeValue::S(shard)), (OUTBOX.range, AttributeValue::S(id.to_owned()))]
}

fn placed(index: Index, at: Option<Timestamp>, id: &str, hash: impl Fn(&str) -> String) -> Vec<Extra> {
    let Some(at) = at else { return Vec::new() };
    vec![(index.hash, AttributeValue::S(hash(id))), (index.range, AttributeValue::S(position(at, id)))]
}

/// The time to live that ends with the second in which something expires, so never before it does.
pub(crate) fn time_to_live(expires_at: Timestamp) -> Extra {
    let partial = i64::from(expires_at.subsec_nanosecond() > 0);
    (TIME_TO_LIVE, AttributeValue::N((expires_at.as_second() + partial).to_string()))
}

/// Spreads ids over shards; the same id always falls into the same one. FNV-1a, its halves folded
/// because its low bits alone know only the low bits of the text.
pub(crate) fn shard(id: &str, shards: u32) -> u32 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 32) as u32 ^ hash as u32) % shards
}

#[cfg(test)]
mod tests {
    use super::{AttributeValue, behind, position, shard, time_to_live};
    use jiff::Timestamp;

    #[test]
    fn positions_sort_like_instants_whatever_their_fractions() {
        let instants = [
            "1969-12-31T23:59:59.5Z",
            "1970-01-01T00:00:00Z",
            "2026-03-02T08:00:00Z",
            "2026-03-02T08:00:00.000000001Z",
            "2026-03-02T08:00:00.25Z",
            "2026-03-02T08:00:01Z",
            "2026-11-02T08:00:00Z",
        ];
        let instants: Vec<Timestamp> = instants.iter().map(|text| text.parse().unwrap()).collect();
        for pair in instants.windows(2) {
            assert!(position(pair[0], "z") < position(pair[1], "a"), "{pair:?}");
            assert!(position(pair[0], "z") < behind(pair[0]) && behind(pair[0]) < position(pair[1], ""));
        }
        assert_eq!(position(instants[2], "sch_1"), "2026-03-02T08:00:00.000000000Z#sch_1");
    }

    #[test]
    fn nothing_is_swept_before_it_expires() {
        let second = |text: &str| time_to_live(text.parse().unwrap()).1;
        let number = |text: &str| AttributeValue::N(text.to_owned());
        assert_eq!(second("2026-03-02T08:00:00Z"), number("1772438400"));
        assert_eq!(second("2026-03-02T08:00:00.000000001Z"), number("1772438401"));
    }

    #[test]
    fn ids_spread_over_all_shards() {
        let mut counts = [0; 4];
        for number in 0..4_000 {
            counts[shard(&format!("cld_01:us-east-1:i-{number:017x}"), 4) as usize] += 1;
        }
        assert!(counts.iter().all(|count| (800..1_200).contains(count)), "{counts:?}");
        // Stored in the table: must never change.
        assert_eq!(shard("sch_00000000000000000000000001", 4), 1);
    }
}
