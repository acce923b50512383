//! Ctrl-C as a question that long work asks, so that it can stop what it started before it ends.
//!
//! The second Ctrl-C ends us at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use anyhow::{Context, Result, bail};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

static REQUESTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// From now on, the first SIGINT, SIGTERM or SIGHUP is only noted. Call once.
pub(crate) fn watch() -> Result<()> {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register_conditional_shutdown(signal, 130, REQUESTED.clone())
            .and_then(|_| signal_hook::flag::register(signal, REQUESTED.clone()))
            .context("cannot watch for Ctrl-C")?;
    }
    Ok(())
}

/// Whether we were asked to end.
pub(crate) fn requested() -> bool {
    REQUESTED.load(Ordering::Relaxed)
}

/// An error when we were asked to end: for the loops of long work.
pub(crate) fn check() -> Result<()> {
    if requested() {
        bail!("interrupted");
    }
    Ok(())
}
