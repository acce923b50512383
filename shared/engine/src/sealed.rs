//! Sealed fields as types: a record can hold only the ciphertext of a secret, because the plaintext
//! types cannot be serialised and this type cannot be built from plaintext without the vault.

use std::{fmt, marker::PhantomData};

use powerdown_domain::{AccessKeys, EmailAddress, ExternalId, TenantId, TotpSeed};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::ports::{Binding, Ciphertext, Purpose, Vault, VaultError};

/// A secret that can be sealed into one field of one kind of record.
pub trait Sealable: Sized {
    /// The key that seals it.
    const PURPOSE: Purpose;
    /// The kind of record it is a field of.
    const ENTITY: &'static str;
    /// The field's name.
    const FIELD: &'static str;

    /// The plaintext bytes to seal.
    fn to_plaintext(&self) -> Zeroizing<Vec<u8>>;

    /// Reads them back; `None` when they are not a valid value.
    fn from_plaintext(plaintext: Zeroizing<Vec<u8>>) -> Option<Self>;
}

/// The ciphertext of a `T`, the only form of it a record can hold.
///
/// A plaintext secret in a record does not compile, since it cannot be serialised:
///
/// ```compile_fail
/// #[derive(serde::Serialize)]
/// struct UserRecord {
///     email: powerdown_domain::EmailAddress,
/// }
/// ```
///
/// The sealed one does:
///
/// ```
/// #[derive(serde::Serialize)]
/// struct UserRecord {
///     email: powerdown_engine::Sealed<powerdown_domain::EmailAddress>,
/// }
/// ```
///
/// Nor can plaintext be passed off as sealed:
///
/// ```compile_fail
/// let email = powerdown_domain::EmailAddress::try_from("ada@example.com".to_owned()).unwrap();
/// let sealed: powerdown_engine::Sealed<powerdown_domain::EmailAddress> = email.into();
/// ```
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed<T> {
    ciphertext: Ciphertext,
    #[serde(skip)]
    plaintext: PhantomData<fn() -> T>,
}

impl<T: Sealable> Sealed<T> {
    /// Seals a value for the record `id` of `tenant`.
    ///
    /// # Errors
    /// Those of [`Vault::seal`].
    pub async fn seal(vault: &dyn Vault, tenant: TenantId, id: &str, value: &T) -> Result<Self, VaultError> {
        let ciphertext = vault.seal(binding::<T>(tenant, id), &value.to_plaintext()).await?;
        Ok(Self { ciphertext, plaintext: PhantomData })
    }

    /// Opens the value for the moment of use.
    ///
    /// # Errors
    /// [`VaultError::DoesNotOpen`] when the ciphertext was made for another record or was changed.
    pub async fn open(&self, vault: &dyn Vault, tenant: TenantId, id: &str) -> Result<T, VaultError> {
        let plaintext = vault.open(binding::<T>(tenant, id), &self.ciphertext).await?;
        T::from_plaintext(plaintext).ok_or(VaultError::DoesNotOpen)
    }

    /// The same value under its tenant's newest data key; `None` where nothing is to be done.
    ///
    /// # Errors
    /// As for [`Self::open`].
    pub async fn reseal(
        &self,
        vault: &dyn Vault,
        tenant: TenantId,
        id: &str,
    ) -> Result<Option<Self>, VaultError> {
        let again = vault.reseal(binding::<T>(tenant, id), &self.ciphertext).await?;
        Ok(again.map(|ciphertext| Self { ciphertext, plaintext: PhantomData }))
    }
}

fn binding<T: Sealable>(tenant: TenantId, id: &str) -> Binding<'_> {
    Binding { tenant, purpose: T::PURPOSE, entity: T::ENTITY, id, field: T::FIELD }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self { ciphertext: self.ciphertext.clone(), plaintext: PhantomData }
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.ciphertext == other.ciphertext
    }
}

impl<T> Eq for Sealed<T> {}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

fn text(plaintext: Zeroizing<Vec<u8>>) -> Option<String> {
    // The copy moves into a wiping type at once, in every caller.
    std::str::from_utf8(&plaintext).ok().map(str::to_owned)
}

impl Sealable for EmailAddress {
    const PURPOSE: Purpose = Purpose::Pii;
    const ENTITY: &'static str = "user";
    const FIELD: &'static str = "email";

    fn to_plaintext(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.expose().as_bytes().to_vec())
    }

    fn from_plaintext(plaintext: Zeroizing<Vec<u8>>) -> Option<Self> {
        Self::try_from(text(plaintext)?).ok()
    }
}

impl Sealable for ExternalId {
    const PURPOSE: Purpose = Purpose::Pii;
    const ENTITY: &'static str = "cloud";
    const FIELD: &'static str = "external_id";

    fn to_plaintext(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.expose().as_bytes().to_vec())
    }

    fn from_plaintext(plaintext: Zeroizing<Vec<u8>>) -> Option<Self> {
        Self::try_from(text(plaintext)?).ok()
    }
}

impl Sealable for TotpSeed {
    const PURPOSE: Purpose = Purpose::Pii;
    const ENTITY: &'static str = "user";
    const FIELD: &'static str = "second_factor";

    fn to_plaintext(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.expose().to_vec())
    }

    fn from_plaintext(plaintext: Zeroizing<Vec<u8>>) -> Option<Self> {
        Some(Self::new(Zeroizing::new(plaintext.as_slice().try_into().ok()?)))
    }
}

impl Sealable for AccessKeys {
    const PURPOSE: Purpose = Purpose::CloudCredential;
    const ENTITY: &'static str = "cloud";
    const FIELD: &'static str = "access_keys";

    /// The id and the secret, parted by a line feed, which neither may contain.
    fn to_plaintext(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(format!("{}\n{}", self.id(), self.expose_secret()).into_bytes())
    }

    fn from_plaintext(plaintext: Zeroizing<Vec<u8>>) -> Option<Self> {
        let text = Zeroizing::new(text(plaintext)?);
        let (id, secret) = text.split_once('\n')?;
        Self::parse(id.to_owned(), secret.to_owned()).ok()
    }
}
