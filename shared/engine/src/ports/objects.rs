//! The object port: files that live outside the table.

use std::fmt;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use powerdown_domain::Invalid;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// The name of an object: letters, digits and `- _ . /` only, so that it is the same in a URL, in XML
/// and in a signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ObjectKey(String);

impl ObjectKey {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ObjectKey {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        let parts = text.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if text.len() <= 512 && parts && text.bytes().all(plain) {
            Ok(Self(text))
        } else {
            Err(Invalid::new("must be at most 512 letters, digits and - _ . in parts between slashes"))
        }
    }
}

impl From<ObjectKey> for String {
    fn from(key: ObjectKey) -> Self {
        key.0
    }
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An upload in parts that has begun; the store's own name for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Upload(pub String);

/// What the store calls a part that it holds; [`ObjectStore::finish`] wants all of them back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartTag(pub String);

/// What a browser is told of an object that it downloads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileKind<'a> {
    /// Its media type.
    pub content_type: &'a str,
    /// The name it is saved under: letters, digits and `- _ .`.
    pub file_name: &'a str,
}

/// An address from which anybody who has it may download one object, for a while.
pub struct Link {
    /// The address. A secret for as long as it works.
    pub url: Zeroizing<String>,
    /// When it stops working.
    pub expires_at: Timestamp,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link(redacted, until {})", self.expires_at)
    }
}

/// Why an object was not stored or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ObjectError {
    /// An object of this name exists, and stays as it is.
    #[error("the object exists already")]
    Exists,
    /// There is no such object or upload, or a part is not what was uploaded last.
    #[error("there is no such object or upload")]
    NotThere,
    /// The store did not answer, or refused.
    #[error("the object store failed to {doing}")]
    Unavailable {
        /// What was asked of it, such as `list objects`.
        doing: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Files outside the table: exports, and anchors of the audit trail.
#[async_trait]
pub trait ObjectStore: Send + Sync {
    /// Stores a small object where there is none.
    ///
    /// # Errors
    /// [`ObjectError::Exists`] when there is one.
    async fn put_new(&self, key: &ObjectKey, content: Vec<u8>) -> Result<(), ObjectError>;

    /// A small object, at most [`LARGEST_READ`] bytes.
    ///
    /// # Errors
    /// [`ObjectError::Unavailable`], for a larger one too.
    async fn get(&self, key: &ObjectKey) -> Result<Option<Vec<u8>>, ObjectError>;

    /// The names of objects that begin with `prefix` and sort behind `after`, in order, at most `limit`
    /// (up to 1,000).
    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Vec<ObjectKey>, ObjectError>;

    /// Begins an upload in parts. Nothing is seen of it before it is finished.
    async fn begin(&self, key: &ObjectKey, kind: FileKind<'_>) -> Result<Upload, ObjectError>;

    /// Uploads one part; parts count from 1. Each but the last has at least [`SMALLEST_PART`] bytes.
    /// A part that is uploaded again replaces the one before.
    ///
    /// # Errors
    /// [`ObjectError::NotThere`] when the upload was finished or aborted.
    async fn put_part(
        &self,
        key: &ObjectKey,
        upload: &Upload,
        number: u16,
        content: Vec<u8>,
    ) -> Result<PartTag, ObjectError>;

    /// Makes one object of all parts, in order.
    ///
    /// # Errors
    /// [`ObjectError::NotThere`] when the upload is gone, or a part is not the one of its tag.
    async fn finish(&self, key: &ObjectKey, upload: &Upload, parts: &[PartTag]) -> Result<(), ObjectError>;

    /// Gives an upload up; one that is gone is no error.
    async fn abort(&self, key: &ObjectKey, upload: &Upload) -> Result<(), ObjectError>;

    /// An address to download an object from; made without asking the store, so the object need not exist.
    async fn link(&self, key: &ObjectKey, life: SignedDuration) -> Result<Link, ObjectError>;
}

/// Each part of an upload but the last has at least this many bytes (S3's rule).
pub const SMALLEST_PART: usize = 5 * 1024 * 1024;
/// The most parts of an upload (S3's rule).
pub const MOST_PARTS: u16 = 10_000;
/// The largest object that is read into memory.
pub const LARGEST_READ: usize = 1024 * 1024;
