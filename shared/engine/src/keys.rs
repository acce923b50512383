//! Data keys: rotation, ages, and sealing again what lies under an older one.
//!
//! Rules:
//! - A rotation adds a key and takes none away. What an older key sealed stays readable; what is sealed
//!   from then on lies under the newest.
//! - No request fails: a new signing key is used only when every function knows it, and the one before
//!   counts until nothing that it signed can be alive. So two rotations of one key lie at least
//!   [`PREVIOUS_KEY_COUNTS_FOR`](crate::ports::PREVIOUS_KEY_COUNTS_FOR) apart.
//! - Keyed look-ups (blind index, pre-hash of passwords) hang on the first key of the system and do
//!   not move: nobody has the addresses and passwords they were made from.
//! - A cloud credential has a data key of its own, fresh each time it is sealed: nothing to rotate.

mod ages;
mod reseal;
mod rotate;
mod upkeep;

pub use ages::{KeyAge, KeyKind, ages};
pub use reseal::{ResealDesk, ResealReport, reseal};
pub use rotate::{KeyDesk, rotate};
pub use upkeep::{KeyReport, KeyUpkeep, rotate_all, rotate_due};

use jiff::SignedDuration;

use crate::ports::Purpose;

/// For how long a signing key is the newest.
pub const SESSION_KEYS_LAST: SignedDuration = SignedDuration::from_hours(30 * 24);
/// For how long a data key of personal data is the newest.
pub const PII_KEYS_LAST: SignedDuration = SignedDuration::from_hours(365 * 24);

/// For how long a key of this purpose is the newest; `None` where each value has a key of its own.
pub fn lifetime(purpose: Purpose) -> Option<SignedDuration> {
    match purpose {
        Purpose::Session => Some(SESSION_KEYS_LAST),
        Purpose::Pii => Some(PII_KEYS_LAST),
        Purpose::CloudCredential => None,
    }
}
