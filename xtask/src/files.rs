//! Files, and the question "has anything changed since?".

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::layout;

/// A fingerprint of files and folders: names and contents, not times. Folders named in `except` are left out.
pub(crate) fn fingerprint(paths: &[PathBuf], except: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        absorb(path, except, &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn absorb(path: &Path, except: &[&str], hasher: &mut DefaultHasher) -> Result<()> {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> = fs::read_dir(path)
            .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
            .with_context(|| format!("cannot list {}", path.display()))?;
        entries.sort();
        for entry in entries {
            let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !except.contains(&name.as_str()) {
                absorb(&entry, except, hasher)?;
            }
        }
    } else if path.is_file() {
        path.strip_prefix(layout::root()).unwrap_or(path).hash(hasher);
        read(path)?.hash(hasher);
    }
    Ok(())
}

/// Whether `name` was last done with these inputs. See [`stamp`].
pub(crate) fn is_stamped(name: &str, inputs: &str) -> bool {
    fs::read_to_string(stamp_path(name)).is_ok_and(|last| last == inputs)
}

/// Record that `name` was done with these inputs.
pub(crate) fn stamp(name: &str, inputs: &str) -> Result<()> {
    write(&stamp_path(name), inputs)
}

fn stamp_path(name: &str) -> PathBuf {
    layout::local().join("stamps").join(name)
}

/// The content of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Write a file, making its folder, never leaving half of it behind.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    let failed = || format!("cannot write {}", path.display());
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let half = path.with_extension("half");
    fs::write(&half, content).with_context(failed)?;
    fs::rename(&half, path).with_context(failed)
}

/// Make a folder and those above it.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("cannot make the folder {}", path.display()))
}

/// Remove a folder with all it holds. None there is fine.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}
