//! The codes of a second factor: those that an app makes (TOTP, RFC 6238: SHA-1, six digits, thirty
//! seconds), and the recovery codes for who lost it.
//!
//! A recovery code is 80 random bits, as sixteen digits of Crockford's base 32 that are hard to mistake:
//! `0k3d-9xqp-71wz-m8rt`. Its stored hash covers its person, so that none can be looked for in all of a
//! stolen table at once.

use std::fmt;

use jiff::Timestamp;
use powerdown_domain::{TotpSeed, UserId};
use totp_rs::{Builder, Secret};
use zeroize::Zeroizing;

use crate::{ports::Entropy, record::TokenHash};

/// How many recovery codes a person gets at a time.
const RECOVERY_CODES: usize = 10;
const RECOVERY_BYTES: usize = 10;
const RECOVERY_DIGITS: usize = 16;
/// RFC 4648, section 6: what apps read seeds in.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Without i, l, o and u.
const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Recovery codes in plaintext, for their owner's eyes, once.
pub struct RecoveryCodes(Vec<Zeroizing<String>>);

impl fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCodes(redacted)")
    }
}

impl RecoveryCodes {
    pub(super) fn fresh(entropy: &dyn Entropy) -> Self {
        let one = || {
            let mut random = Zeroizing::new([0_u8; RECOVERY_BYTES]);
            entropy.fill(random.as_mut());
            let digits = digits(random.as_ref(), CROCKFORD);
            let groups: Vec<&str> = (0..4).map(|group| &digits[group * 4..][..4]).collect();
            Zeroizing::new(groups.join("-"))
        };
        Self((0..RECOVERY_CODES).map(|_| one()).collect())
    }

    /// The plaintext, for the answer alone.
    pub fn expose(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|code| code.as_str())
    }

    pub(super) fn hashes(&self, user: UserId) -> Vec<TokenHash> {
        self.expose().filter_map(|code| recovery_hash(user, code)).collect()
    }
}

/// The hash under which a recovery code is stored, however it was typed; `None` for what is none.
pub(super) fn recovery_hash(user: UserId, typed: &str) -> Option<TokenHash> {
    let plain = |c: char| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    let code: Zeroizing<String> =
        Zeroizing::new(typed.chars().filter(|c| *c != '-' && !c.is_whitespace()).map(plain).collect());
    let is_code = code.len() == RECOVERY_DIGITS && code.bytes().all(|digit| CROCKFORD.contains(&digit));
    is_code.then(|| TokenHash::of(&Zeroizing::new(format!("recovery code of {user}: {}", *code))))
}

/// The time step whose code this is: the present one, the one before or the next; `None` for any other.
pub(super) fn step_of(seed: &TotpSeed, typed: &str, at: Timestamp) -> Option<u64> {
    let code: Zeroizing<String> = Zeroizing::new(typed.chars().filter(|c| !c.is_whitespace()).collect());
    if code.len() != 6 || !code.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let totp = Builder::new().with_secret(Secret::new_stack(*seed.expose())).build().ok()?;
    totp.check(&code, u64::try_from(at.as_second()).ok()?)
}

/// A seed as an app takes it.
pub(super) fn base32(seed: &TotpSeed) -> Zeroizing<String> {
    digits(seed.expose(), BASE32)
}

/// Five bits a digit; the bytes must be a multiple of five.
fn digits(bytes: &[u8], alphabet: &[u8; 32]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 8 / 5));
    for chunk in bytes.chunks_exact(5) {
        let bits = chunk.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        for place in (0..8).rev() {
            text.push(char::from(alphabet[(bits >> (place * 5)) as usize & 31]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed() -> TotpSeed {
        TotpSeed::new(Zeroizing::new(*b"12345678901234567890"))
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// RFC 6238, appendix B, the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(&seed(), code, at(second)), Some(second.unsigned_abs() / 30), "{second}");
        }
    }

    #[test]
    fn a_code_counts_for_its_step_and_the_ones_beside_it() {
        // The step from 30 to 60.
        for (second, found) in [(29, Some(1)), (0, Some(1)), (89, Some(1)), (90, None), (59, Some(1))] {
            assert_eq!(step_of(&seed(), "287082", at(second)), found, "{second}");
        }
        assert_eq!(step_of(&seed(), "287 082", at(59)), Some(1));
        for wrong in ["", "28708", "2870823", "28708x", "２８７０８２", "-87082"] {
            assert_eq!(step_of(&seed(), wrong, at(59)), None, "{wrong}");
        }
    }

    #[test]
    fn seeds_are_written_as_apps_read_them() {
        assert_eq!(*base32(&seed()), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn recovery_codes_differ_and_forgive_how_they_are_typed() {
        let (ada, eve) = (UserId::from_parts(1, 1), UserId::from_parts(1, 2));
        let hash = recovery_hash(ada, "0k3d-9xqp-71wz-m8rt").unwrap();
        for typed in ["0K3D9XQP71WZM8RT", " ok3d 9xqp 7Lwz m8rt ", "0k3d-9xqp-7iwz-m8rt"] {
            assert_eq!(recovery_hash(ada, typed).as_ref(), Some(&hash), "{typed}");
        }
        assert_ne!(recovery_hash(eve, "0k3d-9xqp-71wz-m8rt").unwrap(), hash);
        for wrong in ["", "287082", "0k3d-9xqp-71wz-m8ru", "0k3d-9xqp-71wz"] {
            assert_eq!(recovery_hash(ada, wrong), None, "{wrong}");
        }
    }
}
