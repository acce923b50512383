//! Where the next page of a list begins: opaque to the client, and ours by its signature.
//!
//! A cursor is good for the list it was given with: the same company, list, filters and order. It says
//! the place alone; all the rest is signed along and must be the same when it comes back, so that a
//! cursor that was forged, changed, or taken to another list is no cursor.

use std::collections::BTreeMap;

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use powerdown_domain::TenantId;
use powerdown_engine::ports::{MacPurpose, Vault};
use serde::{Serialize, de::DeserializeOwned};

use crate::problem::{Answer, Problem};

/// The longest text that is looked at as a cursor.
const LONGEST: usize = 512;
/// The format version; signed along.
const VERSION: &str = "powerdown cursor 1";
/// Bytes of the signature that are sent: 128 bits, of HMAC-SHA-256.
const SIGNATURE: usize = 16;

/// What was asked of a list, by name: its filters and its order.
pub type Question = BTreeMap<&'static str, String>;

/// Writes and reads the cursors of one company.
#[derive(Clone, Copy)]
pub struct Cursors<'a> {
    pub(crate) vault: &'a dyn Vault,
    pub(crate) tenant: TenantId,
}

impl Cursors<'_> {
    /// The text for the client: a place in this list, as this question orders it.
    ///
    /// # Errors
    /// The vault's.
    pub async fn write<P: Serialize>(self, list: &str, question: &Question, place: &P) -> Answer<String> {
        // Places are ids and numbers: they always have a JSON form.
        let mut bytes = serde_json::to_vec(place).map_err(|_| refused())?;
        let signature = hmac::sign(&self.key().await?, &self.signed(list, question, &bytes));
        bytes.extend(&signature.as_ref()[..SIGNATURE]);
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads what a client sent to this list with this question.
    ///
    /// # Errors
    /// One problem for everything that is not a cursor we gave for this very list; the vault's.
    pub async fn read<P: DeserializeOwned>(self, list: &str, question: &Question, text: &str) -> Answer<P> {
        if text.len() > LONGEST {
            return Err(refused());
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| refused())?;
        let (place, signature) = bytes.split_last_chunk::<SIGNATURE>().ok_or_else(refused)?;
        let expected = hmac::sign(&self.key().await?, &self.signed(list, question, place));
        aws_lc_rs::constant_time::verify_slices_are_equal(&expected.as_ref()[..SIGNATURE], signature)
            .map_err(|_| refused())?;
        serde_json::from_slice(place).map_err(|_| refused())
    }

    async fn key(self) -> Answer<hmac::Key> {
        let key = self.vault.mac_key(MacPurpose::CursorSigning).await?;
        Ok(hmac::Key::new(hmac::HMAC_SHA256, &key.bytes))
    }

    fn signed(self, list: &str, question: &Question, place: &[u8]) -> Vec<u8> {
        let tenant = self.tenant.to_string();
        let fixed = [VERSION.as_bytes(), tenant.as_bytes(), list.as_bytes(), place];
        let asked = question.iter().flat_map(|(name, value)| [name.as_bytes(), value.as_bytes()]);
        let mut signed = Vec::new();
        for part in fixed.into_iter().chain(asked) {
            // Each behind its length, so that no two cursors share a byte string.
            signed.extend((part.len() as u64).to_be_bytes());
            signed.extend(part);
        }
        signed
    }
}

/// What is answered to a cursor that is none of this list.
fn refused() -> Problem {
    Problem::invalid("cursor", "is not a place in this list; begin again without it")
}

#[cfg(test)]
mod tests;
