//! The table's keys are stored in it: none may ever change.

use jiff::civil::date;
use powerdown_domain::{
    ApiTokenId, CalendarId, CloudId, InvitationId, LineageId, MachineId, ScheduleId, SessionHandle,
    SessionId, TenantId, UserId,
};
use powerdown_engine::{
    ports::{BlindIndex, BucketKey, Due, Purpose},
    record::{
        CallKey, Mark, SecurityEventKind, SecurityEventPlace, SourceHash, TokenHash, TokenKind, Writer,
    },
};

use super::{Key, Range};

const ZEROS: &str = "0000000000000000000000000";

fn machine() -> MachineId {
    format!("cld_{ZEROS}2:eu-west-1:i-0123456789abcdef0").parse().unwrap()
}

#[test]
fn keys_are_what_they_always_were() {
    let (tenant, user) = (TenantId::from_parts(0, 1), UserId::from_parts(0, 5));
    let (cloud, schedule) = (CloudId::from_parts(0, 2), ScheduleId::from_parts(0, 3));
    let (lineage, session) = (LineageId::from_parts(0, 4), SessionId::from_parts(0, 6));
    let (id, handle) = (machine(), SessionHandle::from_parts(0, 8));
    let writer = Writer::Scheduler(cloud, id.region.clone());
    let march = date(2026, 3, 2);
    let hash = TokenHash("5e55".to_owned());
    let account = "123456789012".parse().unwrap();
    let source = |hash: &str| SourceHash(hash.to_owned());
    let place = SecurityEventPlace {
        window: 1_772_438_400,
        kind: SecurityEventKind::DecoyRoute,
        source: source("ab"),
    };
    let keys = [
        (Key::tenant(tenant), "t#ten_01", "tenant"),
        (Key::membership(tenant, user), "t#ten_01", "member#usr_05"),
        (Key::invitation(tenant, InvitationId::from_parts(0, 8)), "t#ten_01", "invitation#inv_08"),
        (Key::api_token(tenant, ApiTokenId::from_parts(0, 9)), "t#ten_01", "api-token#tok_09"),
        (Key::cloud(tenant, cloud), "t#ten_01", "cloud#cld_02"),
        (Key::schedule(tenant, schedule), "t#ten_01", "schedule#sch_03"),
        (Key::calendar(tenant, CalendarId::from_parts(0, 7)), "t#ten_01", "calendar#cal_07"),
        (Key::target(tenant, schedule, cloud, &id.region), "t#ten_01", "target#sch_03#cld_02#eu-west-1"),
        (Key::audit_head(tenant, &Writer::Portal), "t#ten_01", "audit-head#portal"),
        (Key::audit_head(tenant, &writer), "t#ten_01", "audit-head#cld_02:eu-west-1"),
        (Key::last_verification(tenant), "t#ten_01", "last-verification"),
        (Key::socket(tenant, "L0SM9cOFvHcCIhw="), "t#ten_01", "socket#L0SM9cOFvHcCIhw="),
        (Key::machine(tenant, &id), "t#ten_01#cld_02#eu-west-1", "res#i-0123456789abcdef0"),
        (Key::ledger(tenant, march, lineage), "l#ten_01#2026-03#3", "lin_04"),
        (
            Key::audit_entry(tenant, &writer, march, 7),
            "a#ten_01#cld_02:eu-west-1#2026-03",
            "00000000000000000007",
        ),
        (Key::data_key(tenant, Purpose::CloudCredential, 7), "k#ten_01#cloud-credential", "0000000007"),
        (Key::call(tenant, &CallKey("5e55".to_owned())), "i#ten_01#5e55", "call"),
        (Key::user(user), "user#usr_05", "user"),
        (Key::email(&BlindIndex("b11d".to_owned())), "u#email#b11d", "u"),
        (Key::account(&account), "u#account#123456789012", "u"),
        (Key::token(TokenKind::EmailVerification, &hash), "token#email-verification#5e55", "token"),
        (Key::token(TokenKind::SocketTicket, &hash), "token#socket-ticket#5e55", "token"),
        (Key::token(TokenKind::PasswordReset, &hash), "token#password-reset#5e55", "token"),
        (Key::session(session), "session#ses_06", "session"),
        (Key::session_of_user(user, handle), "user#usr_05", "session#sess_08"),
        (Key::session_of_tenant(tenant, handle), "t#ten_01", "session#sess_08"),
        (Key::connection("L0SM9cOFvHcCIhw="), "socket#L0SM9cOFvHcCIhw=", "socket"),
        (Key::bucket(&BucketKey::new("log-in", &source("5e55-ab"))), "rate#log-in#5e55-ab", "rate"),
        (Key::mark(&Mark::Suspect { address: source("ab") }), "mark#suspect#ab", "mark"),
        (Key::mark(&Mark::Noted("5e".to_owned())), "mark#noted#5e", "mark"),
        (
            Key::mark(&Mark::KnownSource { account: source("5e55"), address: source("ab") }),
            "mark#known#5e55#ab",
            "mark",
        ),
        (Key::security_event(tenant, &place), "sec#ten_01", "001772438400#decoy-route#ab"),
    ];
    for (key, pk, sk) in keys {
        // The table above writes ids short.
        let long = |text: &str| {
            ["ten_", "usr_", "cld_", "sch_", "cal_", "lin_", "ses_", "sess_", "inv_", "tok_"]
                .iter()
                .fold(text.to_owned(), |text, prefix| {
                    text.replace(&format!("{prefix}0"), &format!("{prefix}{ZEROS}"))
                })
        };
        assert_eq!((key.pk, key.sk), (long(pk), long(sk)));
    }
}

#[test]
fn keys_read_back() {
    let (tenant, cloud) = (TenantId::from_parts(0, 1), CloudId::from_parts(0, 2));
    let (schedule, id) = (ScheduleId::from_parts(0, 3), machine());
    let target = Key::target(tenant, schedule, cloud, &id.region);
    assert_eq!(target.target_of().unwrap(), (cloud, id.region.clone()));
    assert!(target.sk.starts_with(&Range::targets(tenant, schedule).prefix));
    let connection = Key::socket(tenant, "a#b=").connection_of().unwrap();
    assert_eq!(connection, "a#b=");
    let user = UserId::from_parts(0, 5);
    assert_eq!(Key::membership(tenant, user).member_of().unwrap(), user);
    assert_eq!(Key::user(user).user_of().unwrap(), user);
    let (invitation, token) = (InvitationId::from_parts(0, 8), ApiTokenId::from_parts(0, 9));
    assert_eq!(Key::invitation(tenant, invitation).invitation_of().unwrap(), invitation);
    assert_eq!(Key::api_token(tenant, token).api_token_of().unwrap(), token);
    let session = SessionId::from_parts(0, 6);
    assert_eq!(Key::session(session).session_of().unwrap(), session);
    let handle = SessionHandle::from_parts(0, 8);
    assert_eq!(Key::session_of_tenant(tenant, handle).handle_of().unwrap(), handle);
    assert_eq!(Key::data_key(tenant, Purpose::Pii, 12).number_of::<u32>().unwrap(), 12);
    for (key, thing) in [
        (Key::schedule(tenant, schedule), Due::Schedule(tenant, schedule)),
        (Key::cloud(tenant, cloud), Due::Cloud(tenant, cloud)),
        (Key::leaving(tenant, cloud), Due::Leaving(tenant, cloud)),
        (Key::machine(tenant, &id), Due::Machine(tenant, id)),
    ] {
        assert_eq!(key.due_of().unwrap(), thing);
    }
}

#[test]
fn a_key_of_another_kind_is_malformed() {
    let tenant = Key::tenant(TenantId::from_parts(0, 1));
    assert!(tenant.due_of().is_err());
    assert!(tenant.cloud_of().is_err());
    assert!(tenant.machine_of().is_err());
    assert!(tenant.number_of::<u64>().is_err());
    let elsewhere = Key { pk: "u#email#b11d".to_owned(), sk: "cloud#cld_1".to_owned() };
    assert!(elsewhere.tenant_of().is_err() && elsewhere.due_of().is_err());
}
