//! The arithmetic of a token bucket, told by one number: the instant at which it will be full again.
//!
//! A bucket that holds `burst` tokens and gets one back every `refill` is full at some instant, past or
//! to come. Taking a token moves that instant by `refill`, counted from now if it is past, and is
//! refused when the bucket would then need longer than `burst × refill` to fill. This is the generic
//! cell rate algorithm (ITU-T I.371), which needs no count and no timer.

use jiff::{SignedDuration, Timestamp};

/// The size of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// How many tokens it holds: what may be asked at once.
    pub burst: u32,
    /// After how long a token comes back: how often may be asked in the long run.
    pub refill: SignedDuration,
}

/// What came of taking a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// Whether there was one.
    pub granted: bool,
    /// How many tokens the full bucket holds.
    pub limit: u32,
    /// How many are left.
    pub remaining: u32,
    /// After how long the bucket is full again.
    pub full_in: SignedDuration,
    /// After how long the next token is there; zero while there are some.
    pub retry_in: SignedDuration,
    /// The instant at which the bucket is full again, in milliseconds since 1970: what is stored.
    pub full_at: i64,
}

impl Allowance {
    /// `burst` tokens, one more every so many seconds.
    pub const fn new(burst: u32, refill_seconds: i64) -> Self {
        Self { burst, refill: SignedDuration::from_secs(refill_seconds) }
    }

    /// A thousand times as much, for load tests.
    pub fn raised(self) -> Self {
        let refill = (self.refill / 1_000).max(SignedDuration::from_millis(1));
        Self { burst: self.burst.saturating_mul(1_000), refill }
    }

    /// A quarter of it, for sources that gave cause.
    pub fn reduced(self) -> Self {
        Self { burst: (self.burst / 4).max(1), refill: self.refill * 4 }
    }

    /// A token's worth of time, in milliseconds; never zero.
    pub fn refill_millis(self) -> i64 {
        i64::try_from(self.refill.as_millis()).unwrap_or(i64::MAX).max(1)
    }

    /// The latest instant at which a bucket that still has a token may become full.
    pub fn latest_with_a_token(self, now: Timestamp) -> i64 {
        let tokens = i64::from(self.burst).saturating_sub(1);
        now.as_millisecond().saturating_add(self.refill_millis().saturating_mul(tokens))
    }

    /// Takes a token of a bucket that is full at `full_at` (`None`: there is no such bucket yet).
    pub fn draw(self, full_at: Option<i64>, now: Timestamp) -> Draw {
        let millis = now.as_millisecond();
        let full_at = full_at.unwrap_or(millis).max(millis);
        let granted = self.burst > 0 && full_at <= self.latest_with_a_token(now);
        let after = if granted { full_at.saturating_add(self.refill_millis()) } else { full_at };
        self.standing(after, granted, now)
    }

    /// What a bucket that is full at `full_at` says of itself.
    pub fn standing(self, full_at: i64, granted: bool, now: Timestamp) -> Draw {
        let (millis, refill) = (now.as_millisecond(), self.refill_millis());
        let missing = full_at.saturating_sub(millis).max(0);
        // A token that is not whole is none.
        let used = missing.div_euclid(refill) + i64::from(missing.rem_euclid(refill) > 0);
        let remaining = i64::from(self.burst).saturating_sub(used);
        let retry = full_at.saturating_sub(self.latest_with_a_token(now)).max(0);
        Draw {
            granted,
            limit: self.burst,
            remaining: u32::try_from(remaining.max(0)).unwrap_or(0),
            full_in: SignedDuration::from_millis(missing),
            retry_in: SignedDuration::from_millis(retry),
            full_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Allowance, Draw};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    /// Draws at each of these seconds, from one bucket.
    fn draws(allowance: Allowance, seconds: &[i64]) -> Vec<Draw> {
        let mut full_at = None;
        let draw = |&second| {
            let draw = allowance.draw(full_at, at(second));
            full_at = Some(draw.full_at);
            draw
        };
        seconds.iter().map(draw).collect()
    }

    fn granted(allowance: Allowance, seconds: &[i64]) -> Vec<bool> {
        draws(allowance, seconds).iter().map(|draw| draw.granted).collect()
    }

    #[test]
    fn a_burst_is_granted_and_then_one_at_a_time() {
        let allowance = Allowance::new(3, 10);
        let seen = granted(allowance, &[0, 0, 0, 0, 9, 10, 10, 20, 30]);
        assert_eq!(seen, [true, true, true, false, false, true, false, true, true]);
    }

    #[test]
    fn an_idle_bucket_gathers_no_more_than_it_holds() {
        let seen = granted(Allowance::new(2, 10), &[0, 100_000, 100_000, 100_000]);
        assert_eq!(seen, [true, true, true, false]);
    }

    #[test]
    fn a_refusal_takes_nothing() {
        let seen = granted(Allowance::new(1, 10), &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!(seen.iter().filter(|granted| **granted).count(), 2, "{seen:?}");
    }

    #[test]
    fn a_draw_says_what_is_left_and_when_to_come_again() {
        let seen = draws(Allowance::new(2, 10), &[0, 4, 4]);
        let told: Vec<_> = seen
            .iter()
            .map(|draw| (draw.remaining, draw.full_in.as_secs(), draw.retry_in.as_secs()))
            .collect();
        // After the second, the bucket fills at 20: the next token is there at 10, six seconds on.
        assert_eq!(told, [(1, 10, 0), (0, 16, 6), (0, 16, 6)]);
        assert!(!seen[2].granted);
    }

    #[test]
    fn an_allowance_of_nothing_grants_nothing() {
        assert_eq!(granted(Allowance::new(0, 1), &[0, 1_000]), [false, false]);
    }

    #[test]
    fn raised_and_reduced_allowances() {
        let allowance = Allowance::new(10, 6);
        assert_eq!(allowance.raised(), Allowance { burst: 10_000, refill: SignedDuration::from_millis(6) });
        assert_eq!(allowance.reduced(), Allowance::new(2, 24));
        assert_eq!(Allowance::new(1, 1).reduced().burst, 1);
    }
}
