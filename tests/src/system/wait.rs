//! Waiting for a condition, with a deadline and an account of what was seen last.

use std::time::Duration;

/// How often a condition is looked at.
const PAUSE: Duration = Duration::from_millis(400);

/// What reacts to an event: a queue, an event rule, a push. Generous, since two processors do everything.
pub(crate) const SOON: Duration = Duration::from_secs(60);
/// What happens at the next tick: a minute, the emulator's jitter, and the work itself.
pub(crate) const NEXT_TICK: Duration = Duration::from_secs(180);

/// Looks until there is something, and gives it.
///
/// `look` answers `Err` with what it saw instead; the last of these is what the failure tells.
pub(crate) async fn eventually<T>(
    what: &str,
    within: Duration,
    mut look: impl AsyncFnMut() -> Result<T, String>,
) -> T {
    let mut seen = String::from("nothing was looked at");
    let found = tokio::time::timeout(within, async {
        loop {
            match look().await {
                Ok(found) => break found,
                Err(instead) => seen = instead,
            }
            tokio::time::sleep(PAUSE).await;
        }
    });
    match found.await {
        Ok(found) => found,
        Err(_) => panic!("{what}: not within {} s; seen last: {seen}", within.as_secs()),
    }
}

/// `Ok` when a condition holds, else `Err` with what is there instead.
pub(crate) fn expect_that(holds: bool, instead: impl std::fmt::Debug) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("{instead:?}")) }
}
