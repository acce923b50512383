use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use powerdown_engine::record::TokenHash;
use powerdown_testkit::vault::FakeVault;
use serde_json::{Value, json};

use super::*;

struct World {
    vault: FakeVault,
    site: Site,
    session: Session,
    now: Timestamp,
    key: MacKey,
}

async fn world() -> World {
    let vault = FakeVault::new();
    let now: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
    let session = Session {
        id: SessionId::from_parts(1, 1),
        user: UserId::from_parts(1, 2),
        tenant: powerdown_domain::TenantId::from_parts(1, 3),
        refresh: TokenHash::of("x"),
        previous: None,
        rotated_at: now,
        created_at: now,
        expires_at: now + SignedDuration::from_hours(1),
        agent: None,
        epoch: 0,
        rev: 1,
    };
    let site = Site { public_url: "https://powerdown.example".to_owned(), ..Site::default() };
    let key = vault.mac_key(MacPurpose::SessionSigning).await.unwrap();
    World { vault, site, session, now, key }
}

impl World {
    async fn takes(&self, token: &str, at: Timestamp) -> bool {
        verify(&self.vault, &self.site, token, at).await.unwrap().is_some()
    }

    fn right_header(&self) -> Value {
        json!({"typ": "at+jwt", "alg": "HS256", "kid": self.key.id})
    }

    fn right_claims(&self) -> Value {
        let now = self.now.as_second();
        json!({
            "iss": "https://powerdown.example", "aud": "powerdown-portal",
            "sub": self.session.user, "sid": self.session.id,
            "iat": now, "nbf": now, "exp": now + 600,
        })
    }
}

/// Signs whatever it is given, as somebody who has the key would.
fn forged(header: &Value, claims: &Value, key: &[u8]) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, key);
    let signature = URL_SAFE_NO_PAD.encode(aws_lc_rs::hmac::sign(&key, signed.as_bytes()));
    format!("{signed}.{signature}")
}

fn with(mut value: Value, name: &str, to: Value) -> Value {
    value[name] = to;
    value
}

#[tokio::test]
async fn a_token_works_for_ten_minutes() {
    let world = world().await;
    let token = sign(&world.vault, &world.site, &world.session, world.now).await.unwrap();
    assert_eq!(token.expires_at, world.now + ACCESS_LIFE);
    let claims = verify(&world.vault, &world.site, token.expose(), world.now).await.unwrap().unwrap();
    assert_eq!((claims.sub, claims.sid), (world.session.user, world.session.id));
    let second = SignedDuration::from_secs(1);
    assert!(world.takes(token.expose(), world.now + ACCESS_LIFE - second).await);
    assert!(!world.takes(token.expose(), world.now + ACCESS_LIFE).await);
    assert!(!world.takes(token.expose(), world.now - second).await);
}

#[tokio::test]
async fn a_token_does_not_outlive_its_session() {
    let mut world = world().await;
    world.session.expires_at = world.now + SignedDuration::from_mins(1);
    let token = sign(&world.vault, &world.site, &world.session, world.now).await.unwrap();
    assert_eq!(token.expires_at, world.session.expires_at);
}

#[tokio::test]
async fn tokens_live_through_a_rotation() {
    let world = world().await;
    let sign = async || sign(&world.vault, &world.site, &world.session, world.now).await.unwrap();
    let kid = |token: &AccessToken| jsonwebtoken::decode_header(token.expose()).unwrap().kid;
    let before = sign().await;
    world.vault.begin_signing_rotation();
    let meanwhile = sign().await;
    assert_eq!(kid(&meanwhile), kid(&before), "the new key waits until everybody knows it");
    world.vault.settle_signing_rotation();
    let after = sign().await;
    assert_ne!(kid(&after), kid(&before));
    for token in [&before, &meanwhile, &after] {
        assert!(world.takes(token.expose(), world.now).await);
    }
    // The old name over the new signature, and the other way round.
    let (old, new) = (kid(&before).unwrap(), kid(&after).unwrap());
    let newest = world.vault.mac_key(MacPurpose::SessionSigning).await.unwrap();
    let named = |kid: &str| with(world.right_header(), "kid", json!(kid));
    assert!(!world.takes(&forged(&named(&old), &world.right_claims(), &newest.bytes), world.now).await);
    assert!(!world.takes(&forged(&named(&new), &world.right_claims(), &world.key.bytes), world.now).await);
    // Two rotations later nothing that it signed can be alive.
    world.vault.begin_signing_rotation();
    assert!(!world.takes(before.expose(), world.now).await);
}

#[test]
fn a_key_counts_for_longer_than_what_it_signed_last_may_live() {
    use powerdown_engine::ports::{DATA_KEY_LIFE, PREVIOUS_KEY_COUNTS_FOR, SIGNING_SETTLES_AFTER};
    assert!(SIGNING_SETTLES_AFTER > DATA_KEY_LIFE);
    assert!(PREVIOUS_KEY_COUNTS_FOR > SIGNING_SETTLES_AFTER + DATA_KEY_LIFE + ACCESS_LIFE);
}
