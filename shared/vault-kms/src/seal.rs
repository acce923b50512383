//! Sealing one value under one key, bound to one place.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey},
    error::Unspecified,
};
use powerdown_engine::ports::Binding;
use zeroize::Zeroizing;

use crate::{
    derive::{Label, derive},
    envelope::{Envelope, KeyRef, NONCE, VERSION},
};

/// What the tag covers besides the ciphertext: where the value belongs, and under which key it lies.
/// Each part stands behind its length, so that no two places share a byte string.
fn associated_data(binding: &Binding<'_>, key: &KeyRef) -> Vec<u8> {
    let tenant = binding.tenant.to_string();
    let (kind, key) = key.parts();
    let parts = [
        VERSION.as_bytes(),
        kind.as_bytes(),
        &key,
        tenant.as_bytes(),
        binding.purpose.as_str().as_bytes(),
        binding.entity.as_bytes(),
        binding.id.as_bytes(),
        binding.field.as_bytes(),
    ];
    let mut data = Vec::with_capacity(256);
    for part in parts {
        data.extend((part.len() as u64).to_be_bytes());
        data.extend(part);
    }
    data
}

fn cipher(data_key: &[u8]) -> Result<RandomizedNonceKey, Unspecified> {
    RandomizedNonceKey::new(&AES_256_GCM, &derive(data_key, Label::Seal)?)
}

/// Seals `plaintext` under `data_key`, which `key` names.
///
/// The 96-bit nonce is the one random value of the system that is no argument: the library draws it,
/// because a repeated nonce would give both plaintexts away.
pub(crate) fn seal(
    data_key: &[u8],
    key: KeyRef,
    binding: &Binding<'_>,
    plaintext: &[u8],
) -> Result<Envelope, Unspecified> {
    let aad = Aad::from(associated_data(binding, &key));
    let mut sealed = Zeroizing::new(plaintext.to_vec());
    let nonce = cipher(data_key)?.seal_in_place_append_tag(aad, &mut *sealed)?;
    let payload = [nonce.as_ref().as_slice(), &sealed].concat();
    Ok(Envelope { key, payload })
}

/// Opens what [`seal`] made for the same place under the same key.
pub(crate) fn open(
    data_key: &[u8],
    envelope: &Envelope,
    binding: &Binding<'_>,
) -> Result<Zeroizing<Vec<u8>>, Unspecified> {
    let aad = Aad::from(associated_data(binding, &envelope.key));
    let (nonce, sealed) = envelope.payload.split_at_checked(NONCE).ok_or(Unspecified)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce)?;
    let mut buffer = Zeroizing::new(sealed.to_vec());
    let length = cipher(data_key)?.open_in_place(nonce, aad, &mut buffer)?.len();
    buffer.truncate(length);
    Ok(buffer)
}

#[cfg(test)]
mod tests {
    use powerdown_domain::TenantId;
    use powerdown_engine::ports::{Binding, Purpose};
    use proptest::prelude::*;

    use super::{associated_data, open, seal};
    use crate::envelope::{Envelope, KeyRef};

    const KEY: [u8; 32] = [9; 32];

    fn places() -> impl Strategy<Value = (u128, bool, String, String, String)> {
        (0..3_u128, any::<bool>(), "[ab]{0,3}", "[ab]{0,3}", "[ab]{0,3}")
    }

    fn binding(place: &(u128, bool, String, String, String)) -> Binding<'_> {
        let (tenant, pii, entity, id, field) = place;
        let purpose = if *pii { Purpose::Pii } else { Purpose::CloudCredential };
        Binding { tenant: TenantId::from_parts(1, *tenant), purpose, entity, id, field }
    }

    proptest! {
        #[test]
        fn a_value_opens_in_its_own_place_alone(
            home in places(),
            other in places(),
            plaintext in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let sealed = seal(&KEY, KeyRef::DataKey(1), &binding(&home), &plaintext).unwrap();
            let opened = open(&KEY, &sealed, &binding(&home)).unwrap();
            prop_assert_eq!(&*opened, &plaintext);
            prop_assert_eq!(open(&KEY, &sealed, &binding(&other)).is_ok(), home == other);
            prop_assert_eq!(
                associated_data(&binding(&home), &sealed.key) == associated_data(&binding(&other), &sealed.key),
                home == other
            );
        }

        #[test]
        fn one_flipped_bit_of_the_text_never_opens(
            home in places(),
            plaintext in prop::collection::vec(any::<u8>(), 0..40),
            wrapped in any::<bool>(),
            position in any::<prop::sample::Index>(),
            bit in 0..7_u32,
        ) {
            let key = if wrapped { KeyRef::Wrapped(vec![1; 40]) } else { KeyRef::DataKey(12) };
            let mut text = seal(&KEY, key, &binding(&home), &plaintext).unwrap().to_text().into_bytes();
            let position = position.index(text.len());
            text[position] ^= 1 << bit;
            let opened = Envelope::parse(std::str::from_utf8(&text).unwrap())
                .is_some_and(|envelope| open(&KEY, &envelope, &binding(&home)).is_ok());
            prop_assert!(!opened);
        }
    }

    #[test]
    fn the_key_and_its_name_both_matter() {
        let home = (1, true, "user".to_owned(), "1".to_owned(), "email".to_owned());
        let home = binding(&home);
        let sealed = seal(&KEY, KeyRef::DataKey(1), &home, b"x").unwrap();
        assert!(open(&[8; 32], &sealed, &home).is_err());
        assert!(open(&KEY, &Envelope { key: KeyRef::DataKey(2), ..sealed.clone() }, &home).is_err());
        let moved = KeyRef::Wrapped(1_u32.to_be_bytes().to_vec());
        assert!(open(&KEY, &Envelope { key: moved, ..sealed.clone() }, &home).is_err());
        assert!(open(&KEY, &Envelope { payload: vec![0; 3], ..sealed }, &home).is_err());
    }
}
