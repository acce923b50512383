//! Objects in memory, as strict as S3.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use jiff::SignedDuration;
use powerdown_engine::ports::{
    Clock, FileKind, LARGEST_READ, Link, MOST_PARTS, ObjectError, ObjectKey, ObjectStore, PartTag,
    SMALLEST_PART, Upload,
};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A bucket that lives as long as its clones.
#[derive(Clone)]
pub struct MemoryObjects {
    content: Arc<Mutex<Content>>,
    clock: Arc<dyn Clock>,
}

#[derive(Default)]
struct Content {
    objects: BTreeMap<ObjectKey, Vec<u8>>,
    uploads: BTreeMap<(String, ObjectKey), BTreeMap<u16, Vec<u8>>>,
    begun: usize,
}

fn tag(part: &[u8]) -> PartTag {
    PartTag(hex::encode(Sha256::digest(part)))
}

impl MemoryObjects {
    /// An empty bucket.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { content: Arc::default(), clock }
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a browser gets from a link, while it works.
    pub fn fetch(&self, url: &str) -> Option<Vec<u8>> {
        let (key, until) = url.strip_prefix("https://objects.test/")?.split_once("?until=")?;
        let key = ObjectKey::try_from(key.to_owned()).ok()?;
        let alive = self.clock.now() < until.parse().ok()?;
        self.content().objects.get(&key).filter(|_| alive).cloned()
    }

    /// Rewrites or removes an object, as only somebody with the bucket's own rights could.
    pub fn tamper(&self, key: &ObjectKey, content: Option<Vec<u8>>) {
        let mut stored = self.content();
        match content {
            Some(content) => drop(stored.objects.insert(key.clone(), content)),
            None => drop(stored.objects.remove(key)),
        }
    }

    /// How many uploads have begun and are neither finished nor aborted.
    pub fn open_uploads(&self) -> usize {
        self.content().uploads.len()
    }
}

#[async_trait]
impl ObjectStore for MemoryObjects {
    async fn put_new(&self, key: &ObjectKey, content: Vec<u8>) -> Result<(), ObjectError> {
        let mut stored = self.content();
        if stored.objects.contains_key(key) {
            return Err(ObjectError::Exists);
        }
        stored.objects.insert(key.clone(), content);
        Ok(())
    }

    async fn get(&self, key: &ObjectKey) -> Result<Option<Vec<u8>>, ObjectError> {
        let found = self.content().objects.get(key).cloned();
        match found {
            Some(content) if content.len() > LARGEST_READ => {
                Err(ObjectError::Unavailable { doing: "get an object", source: "it is too large".into() })
            }
            found => Ok(found),
        }
    }

    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Vec<ObjectKey>, ObjectError> {
        let content = self.content();
        let keys = content.objects.keys().filter(|key| key.as_str().starts_with(prefix));
        let behind = keys.filter(|key| after.is_none_or(|after| key.as_str() > after));
        Ok(behind.take(limit as usize).cloned().collect())
    }

    async fn begin(&self, key: &ObjectKey, _: FileKind<'_>) -> Result<Upload, ObjectError> {
        let mut content = self.content();
        content.begun += 1;
        let id = format!("upload-{}", content.begun);
        content.uploads.insert((id.clone(), key.clone()), BTreeMap::new());
        Ok(Upload(id))
    }

    async fn put_part(
        &self,
        key: &ObjectKey,
        upload: &Upload,
        number: u16,
        content: Vec<u8>,
    ) -> Result<PartTag, ObjectError> {
        assert!((1..=MOST_PARTS).contains(&number), "parts count from 1 to 10,000");
        let mut stored = self.content();
        let parts = stored.uploads.get_mut(&(upload.0.clone(), key.clone()));
        let tag = tag(&content);
        parts.ok_or(ObjectError::NotThere)?.insert(number, content);
        Ok(tag)
    }

    async fn finish(&self, key: &ObjectKey, upload: &Upload, parts: &[PartTag]) -> Result<(), ObjectError> {
        let place = (upload.0.clone(), key.clone());
        let mut stored = self.content();
        let uploaded = stored.uploads.get(&place).ok_or(ObjectError::NotThere)?;
        let mut whole = Vec::new();
        for (number, wanted) in (1..).zip(parts) {
            let part = uploaded.get(&number).filter(|part| tag(part) == *wanted);
            let part = part.ok_or(ObjectError::NotThere)?;
            let last = usize::from(number) == parts.len();
            assert!(last || part.len() >= SMALLEST_PART, "S3 refuses parts below 5 MiB but for the last");
            whole.extend_from_slice(part);
        }
        stored.uploads.remove(&place);
        stored.objects.insert(key.clone(), whole);
        Ok(())
    }

    async fn abort(&self, key: &ObjectKey, upload: &Upload) -> Result<(), ObjectError> {
        self.content().uploads.remove(&(upload.0.clone(), key.clone()));
        Ok(())
    }

    async fn link(&self, key: &ObjectKey, life: SignedDuration) -> Result<Link, ObjectError> {
        let expires_at = self.clock.now() + life;
        Ok(Link { url: Zeroizing::new(format!("https://objects.test/{key}?until={expires_at}")), expires_at })
    }
}
