//! What holds for every kind of sealed field, whatever vault seals it: its ciphertext opens in its own
//! place alone, and no changed bit goes unnoticed.
//!
//! A kind that is missing here fails a test of the repository (`architecture::secrets`).

use async_trait::async_trait;
use powerdown_domain::{AccessKeys, EmailAddress, ExternalId, TenantId, TotpSeed};
use powerdown_engine::{
    Sealable, Sealed,
    ports::{Ciphertext, Purpose, Vault, VaultError},
    record::{InvitedAddress, RecordedAnswer},
};
use zeroize::Zeroizing;

const ID: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const OTHER_ID: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAW";
/// A value with a key of its own asks the key service each time: of its bits, one in so many is flipped.
const SAMPLED: usize = 23;

fn home() -> TenantId {
    TenantId::from_parts(1_790_000_000_000, 71)
}

fn neighbour() -> TenantId {
    TenantId::from_parts(1_790_000_000_000, 72)
}

/// One kind of sealed field, whatever its type.
#[async_trait]
trait Field: Send + Sync {
    /// Its record and name, for messages.
    fn name(&self) -> String;
    fn purpose(&self) -> Purpose;
    async fn seal(&self, vault: &dyn Vault) -> Ciphertext;
    /// Reads a ciphertext as one of this kind and opens it; whether the value came back.
    async fn open(&self, vault: &dyn Vault, at: (TenantId, &str), sealed: &str) -> Result<bool, VaultError>;
    async fn reseal(&self, vault: &dyn Vault, sealed: &Ciphertext) -> Option<Ciphertext>;
}

/// A value of a kind.
struct Sample<T>(T);

fn read<T>(sealed: &str) -> Sealed<T> {
    serde_json::from_value(serde_json::Value::from(sealed)).expect("a sealed field is a text")
}

fn written<T>(sealed: &Sealed<T>) -> Ciphertext {
    let text = serde_json::to_value(sealed).expect("a sealed field is a text");
    Ciphertext(text.as_str().expect("a sealed field is a text").to_owned())
}

#[async_trait]
impl<T: Sealable + PartialEq + Send + Sync> Field for Sample<T> {
    fn name(&self) -> String {
        format!("{}.{}", T::ENTITY, T::FIELD)
    }

    fn purpose(&self) -> Purpose {
        T::PURPOSE
    }

    async fn seal(&self, vault: &dyn Vault) -> Ciphertext {
        written(&Sealed::seal(vault, home(), ID, &self.0).await.expect("sealing is allowed"))
    }

    async fn open(&self, vault: &dyn Vault, at: (TenantId, &str), sealed: &str) -> Result<bool, VaultError> {
        Ok(read::<T>(sealed).open(vault, at.0, at.1).await? == self.0)
    }

    async fn reseal(&self, vault: &dyn Vault, sealed: &Ciphertext) -> Option<Ciphertext> {
        let again = read::<T>(&sealed.0).reseal(vault, home(), ID).await.expect("it opens");
        again.as_ref().map(written)
    }
}

fn field<T: Sealable + PartialEq + Send + Sync + 'static>(value: T) -> Box<dyn Field> {
    Box::new(Sample(value))
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::try_from(text.to_owned()).expect("an address")
}

/// One of each kind. Sealed under keys of the vault's own, no two of them may share a place.
fn every_kind() -> Vec<Box<dyn Field>> {
    let external_id = ExternalId::try_from("5f4dcc3b5aa765d61d8327deb882cf99".to_owned());
    let keys =
        AccessKeys::parse("AKIAIOSFODNN7EXAMPLE".into(), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into());
    vec![
        field::<EmailAddress>(address("ada@example.com")),
        field::<InvitedAddress>(InvitedAddress(address("ada@example.com"))),
        field::<TotpSeed>(TotpSeed::new(Zeroizing::new(*b"12345678901234567890"))),
        field::<ExternalId>(external_id.expect("an external id")),
        field::<AccessKeys>(keys.expect("access keys")),
        field::<RecordedAnswer>(RecordedAnswer(Zeroizing::new(b"{\"v\":1}".to_vec()))),
    ]
}

async fn must_not_open(field: &dyn Field, vault: &dyn Vault, at: (TenantId, &str), sealed: &str, why: &str) {
    match field.open(vault, at, sealed).await {
        Err(VaultError::DoesNotOpen) => {}
        other => panic!("{}: {why}: {other:?} instead of DoesNotOpen", field.name()),
    }
}

/// Moved to another tenant, record or field, a ciphertext of no kind opens.
pub async fn every_kind_opens_in_its_own_place_alone(vault: &dyn Vault) {
    let kinds = every_kind();
    let mut sealed = Vec::new();
    for kind in &kinds {
        sealed.push(kind.seal(vault).await);
    }
    for (number, kind) in kinds.iter().enumerate() {
        for (other, ciphertext) in sealed.iter().enumerate() {
            if number == other {
                let opened = kind.open(vault, (home(), ID), &ciphertext.0).await;
                assert!(matches!(opened, Ok(true)), "{}: {opened:?}", kind.name());
            } else {
                let why = format!("that of {}", kinds[other].name());
                must_not_open(&**kind, vault, (home(), ID), &ciphertext.0, &why).await;
            }
        }
        for (at, why) in [
            ((neighbour(), ID), "the neighbour's"),
            ((home(), OTHER_ID), "another record's"),
            ((neighbour(), OTHER_ID), "a record's of the neighbour"),
            ((TenantId::SYSTEM, ID), "the system's"),
        ] {
            must_not_open(&**kind, vault, at, &sealed[number].0, why).await;
        }
    }
}

/// With one bit changed, a ciphertext of no kind opens.
pub async fn one_changed_bit_never_opens(vault: &dyn Vault) {
    for kind in every_kind() {
        let sealed = kind.seal(vault).await.0;
        let step = if kind.purpose() == Purpose::CloudCredential { SAMPLED } else { 1 };
        for bit in (0..sealed.len() * 8).step_by(step) {
            let mut changed = sealed.clone().into_bytes();
            changed[bit / 8] ^= 1 << (bit % 8);
            // A text that is no UTF-8 is none that a record could hold.
            if let Ok(changed) = String::from_utf8(changed) {
                let why = format!("bit {bit} changed");
                must_not_open(&*kind, vault, (home(), ID), &changed, &why).await;
            }
        }
    }
}

/// What was sealed before a rotation still opens after it, is sealed again under the newer key, and
/// passes under the name of neither key for what lies under the other.
pub async fn every_kind_outlives_a_rotation(
    before: &dyn Vault,
    rotate: impl AsyncFnOnce(TenantId),
    after: &dyn Vault,
) {
    let kinds = every_kind();
    let mut sealed = Vec::new();
    for kind in &kinds {
        sealed.push(kind.seal(before).await);
    }
    rotate(home()).await;
    for (kind, older) in kinds.iter().zip(&sealed) {
        let opened = kind.open(after, (home(), ID), &older.0).await;
        assert!(matches!(opened, Ok(true)), "{}: {opened:?}", kind.name());
        let again = kind.reseal(after, older).await;
        assert_eq!(again.is_some(), kind.purpose() == Purpose::Pii, "{}", kind.name());
        let newer = match again {
            Some(newer) => newer,
            // Each value has a key of its own.
            None => kind.seal(after).await,
        };
        assert!(matches!(kind.open(after, (home(), ID), &newer.0).await, Ok(true)), "{}", kind.name());
        for (name, payload) in [(&older.0, &newer.0), (&newer.0, &older.0)] {
            let (head, tail) = (name.rsplit_once('.'), payload.rsplit_once('.'));
            let mixed = head.zip(tail).map(|((head, _), (_, tail))| format!("{head}.{tail}"));
            let mixed = mixed.expect("a ciphertext names its key");
            if mixed != *payload {
                must_not_open(&**kind, after, (home(), ID), &mixed, "the other key's name").await;
            }
        }
    }
}
