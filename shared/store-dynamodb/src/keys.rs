//! Every key of the table: partition key `pk`, sort key `sk`.
//!
//! | entity | pk | sk |
//! |---|---|---|
//! | tenant | `t#<tenant>` | `tenant` |
//! | membership | `t#<tenant>` | `member#<user>` |
//! | invitation | `t#<tenant>` | `invitation#<invitation>` |
//! | API token | `t#<tenant>` | `api-token#<token>` |
//! | cloud | `t#<tenant>` | `cloud#<cloud>` |
//! | schedule | `t#<tenant>` | `schedule#<schedule>` |
//! | calendar | `t#<tenant>` | `calendar#<calendar>` |
//! | export | `t#<tenant>` | `export#<user>#<export>` |
//! | target | `t#<tenant>` | `target#<schedule>#<cloud>#<region>` |
//! | audit head | `t#<tenant>` | `audit-head#<writer>` |
//! | last verification of an audit trail | `t#<tenant>` | `last-verification` |
//! | socket | `t#<tenant>` | `socket#<connection>` |
//! | session of a tenant | `t#<tenant>` | `session#<handle>` |
//! | number of news | `t#<tenant>` | `news-head` |
//! | piece of news | `n#<tenant>` | `<number, 20 digits>` |
//! | machine | `t#<tenant>#<cloud>#<region>` | `res#<instance>` |
//! | ledger of a month | `l#<tenant>#<month>#<shard>` | `<lineage>` |
//! | audit entry | `a#<tenant>#<writer>#<month>` | `<number, 20 digits>` |
//! | data key | `k#<tenant>#<purpose>` | `<number, 10 digits>` |
//! | call with an idempotency key | `i#<tenant>#<hash>` | `call` |
//! | user | `user#<user>` | `user` |
//! | session of a user | `user#<user>` | `session#<handle>` |
//! | claim to an address | `u#email#<blind index>` | `u` |
//! | claim to an account | `u#account#<AWS account>` | `u` |
//! | one-time token | `token#<kind>#<hash>` | `token` |
//! | session | `session#<session>` | `session` |
//! | connection | `socket#<connection>` | `socket` |
//! | token bucket | `rate#<rule>#<hash>` | `rate` |
//! | mark on a source | `mark#<what>#<hashes>` | `mark` |
//! | progress of the admin's work | `upkeep` | `<work>` |
//! | security event | `sec#<tenant>` | `<window>#<kind>#<source>` |
//!
//! User to progress belong to no tenant: they are what a request without one begins with, and what the
//! admin keeps. Ids sort by
//! creation time, so lists come oldest first. `#` occurs in no id, region, month or hash; API Gateway's
//! connection ids come last in their keys.

mod reading;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::civil::Date;
use powerdown_domain::{
    ApiTokenId, AwsAccountId, CalendarId, CloudId, ExportId, InvitationId, LineageId, MachineId, Region,
    ScheduleId, SessionHandle, SessionId, TenantId, UserId,
};
use powerdown_engine::{
    ports::{BlindIndex, BucketKey, Purpose},
    record::{CallKey, Mark, SecurityEventPlace, TokenHash, TokenKind, Writer},
};

use crate::indexes::{LEDGER_SHARDS, shard};

pub(crate) use reading::MalformedKey;

/// Where one item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

/// Where all items of one kind are that are listed together: a partition and how its sort keys begin.
#[derive(Debug, Clone)]
pub(crate) struct Range {
    pub(crate) pk: String,
    pub(crate) prefix: String,
}

fn of_tenant(tenant: TenantId, sk: String) -> Key {
    Key { pk: format!("t#{tenant}"), sk }
}

fn month_text(month: Date) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}

fn kind_text(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::EmailVerification => "email-verification",
        TokenKind::SocketTicket => "socket-ticket",
        TokenKind::PasswordReset => "password-reset",
    }
}

impl Key {
    pub(crate) fn tenant(tenant: TenantId) -> Self {
        of_tenant(tenant, "tenant".to_owned())
    }

    pub(crate) fn membership(tenant: TenantId, user: UserId) -> Self {
        of_tenant(tenant, format!("member#{user}"))
    }

    pub(crate) fn invitation(tenant: TenantId, invitation: InvitationId) -> Self {
        of_tenant(tenant, format!("invitation#{invitation}"))
    }

    pub(crate) fn api_token(tenant: TenantId, token: ApiTokenId) -> Self {
        of_tenant(tenant, format!("api-token#{token}"))
    }

    pub(crate) fn cloud(tenant: TenantId, cloud: CloudId) -> Self {
        of_tenant(tenant, format!("cloud#{cloud}"))
    }

    pub(crate) fn leaving(tenant: TenantId, cloud: CloudId) -> Self {
        of_tenant(tenant, format!("leaving#{cloud}"))
    }

    pub(crate) fn schedule(tenant: TenantId, schedule: ScheduleId) -> Self {
        of_tenant(tenant, format!("schedule#{schedule}"))
    }

    pub(crate) fn calendar(tenant: TenantId, calendar: CalendarId) -> Self {
        of_tenant(tenant, format!("calendar#{calendar}"))
    }

    pub(crate) fn target(tenant: TenantId, schedule: ScheduleId, cloud: CloudId, region: &Region) -> Self {
        of_tenant(tenant, format!("target#{schedule}#{cloud}#{region}"))
    }

    pub(crate) fn export(tenant: TenantId, user: UserId, export: ExportId) -> Self {
        of_tenant(tenant, format!("export#{user}#{export}"))
    }

    pub(crate) fn audit_head(tenant: TenantId, writer: &Writer) -> Self {
        of_tenant(tenant, format!("audit-head#{writer}"))
    }

    pub(crate) fn last_verification(tenant: TenantId) -> Self {
        of_tenant(tenant, "last-verification".to_owned())
    }

    pub(crate) fn socket(tenant: TenantId, connection: &str) -> Self {
        of_tenant(tenant, format!("socket#{connection}"))
    }

    pub(crate) fn news_head(tenant: TenantId) -> Self {
        of_tenant(tenant, "news-head".to_owned())
    }

    pub(crate) fn news(tenant: TenantId, number: u64) -> Self {
        Self { pk: Range::news(tenant).pk, sk: format!("{number:020}") }
    }

    pub(crate) fn machine(tenant: TenantId, id: &MachineId) -> Self {
        let Range { pk, prefix } = Range::machines(tenant, id.cloud, &id.region);
        Self { pk, sk: format!("{prefix}{}", id.instance) }
    }

    pub(crate) fn ledger(tenant: TenantId, month: Date, lineage: LineageId) -> Self {
        let lineage = lineage.to_string();
        let shard = shard(&lineage, LEDGER_SHARDS);
        Self { pk: format!("l#{tenant}#{}#{shard}", month_text(month)), sk: lineage }
    }

    pub(crate) fn audit_entry(tenant: TenantId, writer: &Writer, month: Date, number: u64) -> Self {
        Self { pk: Range::audit(tenant, writer, month).pk, sk: format!("{number:020}") }
    }

    pub(crate) fn data_key(tenant: TenantId, purpose: Purpose, number: u32) -> Self {
        Self { pk: Range::data_keys(tenant, purpose).pk, sk: format!("{number:010}") }
    }

    pub(crate) fn call(tenant: TenantId, call: &CallKey) -> Self {
        Self { pk: format!("i#{tenant}#{}", call.0), sk: "call".to_owned() }
    }

    pub(crate) fn user(user: UserId) -> Self {
        Self { pk: format!("user#{user}"), sk: "user".to_owned() }
    }

    pub(crate) fn email(index: &BlindIndex) -> Self {
        Self { pk: format!("u#email#{}", index.0), sk: "u".to_owned() }
    }

    pub(crate) fn account(account: &AwsAccountId) -> Self {
        Self { pk: format!("u#account#{account}"), sk: "u".to_owned() }
    }

    pub(crate) fn token(kind: TokenKind, hash: &TokenHash) -> Self {
        Self { pk: format!("token#{}#{}", kind_text(kind), hash.0), sk: "token".to_owned() }
    }

    pub(crate) fn session(session: SessionId) -> Self {
        Self { pk: format!("session#{session}"), sk: "session".to_owned() }
    }

    pub(crate) fn session_of_user(user: UserId, session: SessionHandle) -> Self {
        let Range { pk, prefix } = Range::sessions_of_user(user);
        Self { pk, sk: format!("{prefix}{session}") }
    }

    pub(crate) fn session_of_tenant(tenant: TenantId, session: SessionHandle) -> Self {
        let Range { pk, prefix } = Range::sessions_of_tenant(tenant);
        Self { pk, sk: format!("{prefix}{session}") }
    }

    pub(crate) fn connection(connection: &str) -> Self {
        Self { pk: format!("socket#{connection}"), sk: "socket".to_owned() }
    }

    pub(crate) fn bucket(bucket: &BucketKey) -> Self {
        Self { pk: format!("rate#{}", bucket.as_str()), sk: "rate".to_owned() }
    }

    pub(crate) fn mark(mark: &Mark) -> Self {
        Self { pk: format!("mark#{}", mark.key()), sk: "mark".to_owned() }
    }

    pub(crate) fn progress(work: &str) -> Self {
        Self { pk: "upkeep".to_owned(), sk: work.to_owned() }
    }

    pub(crate) fn security_event(tenant: TenantId, place: &SecurityEventPlace) -> Self {
        Self { pk: Range::security_events(tenant).pk, sk: place.key() }
    }

    /// As DynamoDB takes it.
    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        let text = |text: &String| AttributeValue::S(text.clone());
        HashMap::from([("pk".to_owned(), text(&self.pk)), ("sk".to_owned(), text(&self.sk))])
    }
}

impl Range {
    fn of_tenant(tenant: TenantId, prefix: String) -> Self {
        Self { pk: format!("t#{tenant}"), prefix }
    }

    pub(crate) fn clouds(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "cloud#".to_owned())
    }

    pub(crate) fn schedules(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "schedule#".to_owned())
    }

    pub(crate) fn calendars(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "calendar#".to_owned())
    }

    pub(crate) fn invitations(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "invitation#".to_owned())
    }

    pub(crate) fn api_tokens(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "api-token#".to_owned())
    }

    pub(crate) fn members(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "member#".to_owned())
    }

    pub(crate) fn targets(tenant: TenantId, schedule: ScheduleId) -> Self {
        Self::of_tenant(tenant, format!("target#{schedule}#"))
    }

    pub(crate) fn sockets(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "socket#".to_owned())
    }

    pub(crate) fn sessions_of_user(user: UserId) -> Self {
        Self { pk: format!("user#{user}"), prefix: "session#".to_owned() }
    }

    pub(crate) fn sessions_of_tenant(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "session#".to_owned())
    }

    pub(crate) fn news(tenant: TenantId) -> Self {
        Self { pk: format!("n#{tenant}"), prefix: String::new() }
    }

    pub(crate) fn machines(tenant: TenantId, cloud: CloudId, region: &Region) -> Self {
        Self { pk: format!("t#{tenant}#{cloud}#{region}"), prefix: "res#".to_owned() }
    }

    pub(crate) fn exports(tenant: TenantId, user: UserId) -> Self {
        Self::of_tenant(tenant, format!("export#{user}#"))
    }

    pub(crate) fn audit_heads(tenant: TenantId) -> Self {
        Self::of_tenant(tenant, "audit-head#".to_owned())
    }

    pub(crate) fn audit(tenant: TenantId, writer: &Writer, month: Date) -> Self {
        Self { pk: format!("a#{tenant}#{writer}#{}", month_text(month)), prefix: String::new() }
    }

    pub(crate) fn security_events(tenant: TenantId) -> Self {
        Self { pk: format!("sec#{tenant}"), prefix: String::new() }
    }

    pub(crate) fn data_keys(tenant: TenantId, purpose: Purpose) -> Self {
        Self { pk: format!("k#{tenant}#{}", purpose.as_str()), prefix: String::new() }
    }
}

#[cfg(test)]
mod tests;
