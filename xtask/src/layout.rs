//! Where things are. Everything that is not committed lives under `.local/`:
//!
//! ```text
//! .local/venvs/{emulators,tools}   Python environments
//! .local/stamps/                   what was installed or built from which inputs
//! .local/{up,test,bench}/          one running stack each: pids, state, logs, status
//! .local/logs/                     logs of `cargo xtask test`, one per part
//! ```

use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The ignored folder that everything we write goes to.
pub(crate) fn local() -> PathBuf {
    root().join(".local")
}

/// Where the parts of `cargo xtask test` leave their logs.
pub(crate) fn test_logs() -> PathBuf {
    local().join("logs")
}

/// Cargo's target directory. `CARGO_TARGET_DIR` is honoured, as cargo does.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root().join(directory),
        None => root().join("target"),
    }
}

/// A path as a person would type it: relative to the root where it can be.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
