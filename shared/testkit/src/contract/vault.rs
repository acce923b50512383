//! What every [`Vault`] must hold. Each function makes its own tenants and records from the ids it is
//! given, so that suites may share one key service.

use powerdown_domain::{EmailAddress, TenantId};
use powerdown_engine::ports::{Binding, Ciphertext, MacPurpose, Purpose, Vault, VaultError};

const PLAINTEXT: &[u8] = b"arn:aws:iam::123456789012:role/PowerDown";

fn tenant(number: u128) -> TenantId {
    TenantId::from_parts(1_790_000_000_000, number)
}

fn binding(purpose: Purpose) -> Binding<'static> {
    Binding { tenant: tenant(1), purpose, entity: "cloud", id: "cld_1", field: "external_id" }
}

async fn must_not_open(vault: &dyn Vault, binding: Binding<'_>, sealed: &Ciphertext, why: &str) {
    match vault.open(binding, sealed).await {
        Err(VaultError::DoesNotOpen) => {}
        Err(other) => panic!("{why}: answered {other:?} instead of DoesNotOpen"),
        Ok(_) => panic!("{why}: opened"),
    }
}

/// A value opens in its own place and nowhere else, and no changed character goes unnoticed.
pub async fn binds_and_detects_changes(vault: &dyn Vault, purpose: Purpose) {
    let home = binding(purpose);
    let sealed = vault.seal(home, PLAINTEXT).await.expect("sealing is allowed");
    assert_eq!(&*vault.open(home, &sealed).await.expect("opening is allowed"), PLAINTEXT);
    assert!(!sealed.0.contains("arn:aws"), "the ciphertext contains the plaintext");
    assert!(sealed.0.is_ascii() && !sealed.0.contains(char::is_whitespace), "a printable word");
    let again = vault.seal(home, PLAINTEXT).await.expect("sealing is allowed");
    assert_ne!(sealed, again, "equal values must not be seen to be equal");

    let empty = vault.seal(home, b"").await.expect("sealing is allowed");
    assert_eq!(&*vault.open(home, &empty).await.expect("opening is allowed"), b"");

    let other_purpose = if purpose == Purpose::Pii { Purpose::CloudCredential } else { Purpose::Pii };
    let elsewhere = [
        ("another tenant", Binding { tenant: tenant(2), ..home }),
        ("another purpose", Binding { purpose: other_purpose, ..home }),
        ("another entity", Binding { entity: "user", ..home }),
        ("another record", Binding { id: "cld_2", ..home }),
        ("another field", Binding { field: "access_keys", ..home }),
        ("a border moved", Binding { entity: "cloudcld", id: "_1", ..home }),
        ("another border moved", Binding { id: "cld_1e", field: "xternal_id", ..home }),
    ];
    for (why, place) in elsewhere {
        must_not_open(vault, place, &sealed, why).await;
    }

    for at in 0..sealed.0.len() {
        let mut text = sealed.0.clone().into_bytes();
        text[at] = if text[at] == b'A' { b'B' } else { b'A' };
        let changed = Ciphertext(String::from_utf8(text).expect("ASCII"));
        must_not_open(vault, home, &changed, "a changed character").await;
        must_not_open(vault, home, &Ciphertext(sealed.0[..at].to_owned()), "a cut end").await;
    }
    for text in ["", ".", "pd1", "pd1..", "fake1.", "ü", "{}", &format!("{}A", sealed.0)] {
        must_not_open(vault, home, &Ciphertext(text.to_owned()), "not one of ours").await;
    }
}

/// Blind index and keys are the same wherever they are asked for, and differ where they must.
pub async fn keyed_values_are_stable_and_apart(one: &dyn Vault, other: &dyn Vault) {
    let email = |text: &str| EmailAddress::try_from(text.to_owned()).expect("an address");
    let ada = one.blind_index(&email("ada@example.com")).await.expect("allowed");
    assert_eq!(ada, other.blind_index(&email(" Ada@Example.com")).await.expect("allowed"));
    assert_ne!(ada, one.blind_index(&email("bob@example.com")).await.expect("allowed"));
    assert_eq!(ada.0.len(), 64);
    assert!(ada.0.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));

    let signing = one.mac_key(MacPurpose::SessionSigning).await.expect("allowed");
    let same = other.mac_key(MacPurpose::SessionSigning).await.expect("allowed");
    let prehash = one.mac_key(MacPurpose::PasswordPrehash).await.expect("allowed");
    assert_eq!((&signing.id, &*signing.bytes), (&same.id, &*same.bytes));
    let sources = one.mac_key(MacPurpose::SourceHash).await.expect("allowed");
    assert_eq!(*sources.bytes, *other.mac_key(MacPurpose::SourceHash).await.expect("allowed").bytes);
    assert_ne!(*sources.bytes, *prehash.bytes);
    assert_ne!(*sources.bytes, *signing.bytes);
    assert_eq!((signing.bytes.len(), prehash.bytes.len()), (32, 32));
    assert_ne!(*signing.bytes, *prehash.bytes);
    assert_ne!(signing.id, prehash.id);
    assert!(!format!("{signing:?}").contains(&format!("{:?}", &signing.bytes[..4])), "bytes are not shown");
}

/// The portal seals a cloud credential, and cannot open it; the scheduler can.
pub async fn seals_what_only_another_opens(portal: &dyn Vault, scheduler: &dyn Vault) {
    let home = Binding { field: "access_keys", ..binding(Purpose::CloudCredential) };
    let sealed = portal.seal(home, PLAINTEXT).await.expect("the portal may seal");
    match portal.open(home, &sealed).await {
        Err(VaultError::Denied(Purpose::CloudCredential)) => {}
        other => panic!("the portal got {:?} instead of Denied", other.map(|_| "the plaintext")),
    }
    assert_eq!(&*scheduler.open(home, &sealed).await.expect("the scheduler may open"), PLAINTEXT);
}
