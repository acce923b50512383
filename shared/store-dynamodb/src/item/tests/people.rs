//! People, their companies, and what lets them in.

use serde_json::{Value, json};

use super::{ID, assert_held, assert_upgraded};
use crate::{
    accounts::{EmailItem, MembershipItem, TenantItem, TokenItem, UserItem},
    api_tokens::ApiTokenItem,
    invitations::InvitationItem,
    sessions::{PointerItem, SessionItem},
    sockets::{ConnectionItem, SocketItem},
};

#[test]
fn accounts_are_held() {
    assert_held::<TenantItem>(
        json!({"name": "Acme", "zone": "Europe/Berlin", "created_at": "2026-03-02T08:00:00.5Z", "rev": 3}),
    );
    assert_upgraded::<TenantItem>(
        1,
        json!({"name": "Acme", "zone": "UTC", "created_at": "2026-03-02T08:00:00Z"}),
        json!({"name": "Acme", "zone": "UTC", "created_at": "2026-03-02T08:00:00Z", "rev": 1}),
    );
    assert_held::<UserItem>(json!({
        "email": "sealed", "password": "$2b$", "verified_at": "2026-03-02T08:00:00Z",
        "created_at": "2026-03-02T08:00:00Z", "epoch": 2, "rev": 3,
        "second_factor": {
            "seed": "sealed", "since": "2026-03-02T08:00:00Z", "last_step": 59_147_001, "recovery": ["aa"],
        },
    }));
    assert_held::<UserItem>(json!({
        "email": "sealed", "password": "$2b$", "created_at": "2026-03-02T08:00:00Z", "epoch": 0, "rev": 1,
        "second_factor": {"seed": "sealed", "last_step": 0, "recovery": []},
    }));
    assert_upgraded::<UserItem>(
        1,
        json!({"email": "sealed", "password": "$2b$", "created_at": "2026-03-02T08:00:00Z", "rev": 1}),
        json!({"email": "sealed", "password": "$2b$", "created_at": "2026-03-02T08:00:00Z", "epoch": 0, "rev": 1}),
    );
    let member =
        |reach: Value| json!({"role": "owner", "reach": reach, "since": "2026-03-02T08:00:00Z", "rev": 2});
    assert_held::<MembershipItem>(member(json!({"type": "everything"})));
    assert_held::<MembershipItem>(member(json!({"type": "clouds", "clouds": [format!("cld_{ID}")]})));
    assert_held::<MembershipItem>(member(json!({"type": "tag", "key": "team", "value": "web"})));
    assert_upgraded::<MembershipItem>(
        1,
        json!({"role": "viewer"}),
        json!({
            "role": "viewer", "reach": {"type": "everything"}, "since": "1970-01-01T00:00:00Z", "rev": 1,
        }),
    );
    assert_held::<EmailItem>(json!({"user": format!("usr_{ID}")}));
    assert_held::<TokenItem>(json!({
        "user": format!("usr_{ID}"), "tenant": format!("ten_{ID}"), "session": format!("ses_{ID}"),
        "expires_at": "2026-03-02T08:00:00Z",
    }));
}

#[test]
fn invitations_and_api_tokens_are_held() {
    assert_held::<InvitationItem>(json!({
        "email": "sealed", "index": "b11d", "role": "operator",
        "reach": {"type": "tag", "key": "team", "value": "web"}, "invited_by": format!("usr_{ID}"),
        "secret": "5e55", "created_at": "2026-03-02T08:00:00Z", "expires_at": "2026-03-09T08:00:00Z",
    }));
    let mut token = json!({
        "name": "nightly report", "secret": "5e55", "scopes": ["machines:read", "audit:read"],
        "reach": {"type": "everything"}, "created_by": format!("usr_{ID}"),
        "created_at": "2026-03-02T08:00:00Z", "expires_at": "2027-03-02T08:00:00Z",
        "last_used": "2026-03-03",
    });
    assert_held::<ApiTokenItem>(token.clone());
    token.as_object_mut().unwrap().remove("last_used");
    assert_held::<ApiTokenItem>(token);
}

#[test]
fn sessions_are_held() {
    assert_held::<SessionItem>(json!({
        "user": format!("usr_{ID}"), "tenant": format!("ten_{ID}"),
        "refresh": "aa", "previous": "bb", "rotated_at": "2026-03-02T08:00:00Z",
        "created_at": "2026-03-02T08:00:00Z", "expires_at": "2026-03-09T08:00:00Z",
        "agent": "Firefox on Linux", "epoch": 3, "rev": 2,
    }));
    let first = |role: Value| {
        let mut item = json!({
            "user": format!("usr_{ID}"), "tenant": format!("ten_{ID}"), "refresh": "aa",
            "rotated_at": "2026-03-02T08:00:00Z", "created_at": "2026-03-02T08:00:00Z",
            "expires_at": "2026-03-09T08:00:00Z", "rev": 2,
        });
        item.as_object_mut().unwrap().extend(role.as_object().unwrap().clone());
        item
    };
    assert_upgraded::<SessionItem>(1, first(json!({"role": "viewer"})), first(json!({"epoch": 0})));
    assert_upgraded::<SessionItem>(2, first(json!({})), first(json!({"epoch": 0})));
    assert_held::<PointerItem>(json!({"session": format!("ses_{ID}")}));
    assert_held::<SocketItem>(json!({
        "user": format!("usr_{ID}"), "session": format!("ses_{ID}"), "topics": ["machines", "security"],
        "seen_at": "2026-03-02T08:04:00Z", "expires_at": "2026-03-02T10:00:00Z",
    }));
    assert_held::<ConnectionItem>(json!({"tenant": format!("ten_{ID}")}));
}
