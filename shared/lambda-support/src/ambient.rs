//! The real clock and the real randomness, for `main.rs` to hand down.

use jiff::Timestamp;
use powerdown_engine::ports::{Clock, Entropy};

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Random bytes from AWS-LC's generator, seeded by the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    /// # Panics
    /// When the operating system gives no randomness: no id and no secret made without it would be
    /// safe, so the process must not go on.
    fn fill(&self, buffer: &mut [u8]) {
        if aws_lc_rs::rand::fill(buffer).is_err() {
            panic!("the operating system gives no random bytes");
        }
    }
}

#[cfg(test)]
mod tests {
    use powerdown_engine::ports::Entropy;

    use super::OsEntropy;

    #[test]
    fn two_fills_differ() {
        let (mut one, mut other) = ([0; 32], [0; 32]);
        OsEntropy.fill(&mut one);
        OsEntropy.fill(&mut other);
        assert_ne!(one, other);
    }
}
