//! The app that makes codes of a second factor, written from RFC 6238 alone: SHA-1, six digits, thirty seconds.

use aws_lc_rs::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};
use jiff::Timestamp;

const BASE32: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// For how many seconds a code is shown.
pub(crate) const STEP: i64 = 30;

/// The bytes of a secret as it was shown, in base 32 without padding (RFC 4648, section 6).
pub(crate) fn seed(secret: &str) -> Vec<u8> {
    let digit = |c: char| BASE32.find(c).unwrap_or_else(|| panic!("{c} is no digit of base 32"));
    let bits: Vec<u8> = secret
        .chars()
        .map(digit)
        .flat_map(|digit| (0..5).rev().map(move |bit| (digit >> bit & 1) as u8))
        .collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | bit)).collect()
}

/// What the app shows at an instant.
pub(crate) fn code(secret: &str, at: Timestamp) -> String {
    let step = u64::try_from(at.as_second() / STEP).expect("an instant after 1970");
    let mac = sign(&Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, &seed(secret)), &step.to_be_bytes());
    let mac = mac.as_ref();
    // RFC 4226, section 5.3: the last half byte says where four bytes are taken from.
    let from = usize::from(mac[19] & 15);
    let number = u32::from_be_bytes(mac[from..from + 4].try_into().expect("four bytes")) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// RFC 6238, appendix B, the last six of its eight digits.
#[test]
fn codes_are_those_of_the_standard() {
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    assert_eq!(seed(secret), b"12345678901234567890");
    for (second, shown) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
        assert_eq!(code(secret, Timestamp::from_second(second).expect("an instant")), shown, "{second}");
    }
}
