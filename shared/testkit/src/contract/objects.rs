//! What every [`ObjectStore`] must hold. Each behaviour uses names of its own below `prefix`, so that
//! suites may share one bucket.

use jiff::SignedDuration;
use powerdown_engine::ports::{
    FileKind, LARGEST_READ, ObjectError, ObjectKey, ObjectStore, PartTag, SMALLEST_PART, Upload,
};

fn key(prefix: &str, name: &str) -> ObjectKey {
    ObjectKey::try_from(format!("{prefix}/{name}")).expect("a plain name")
}

const CSV: FileKind<'static> = FileKind { content_type: "text/csv", file_name: "machines.csv" };

/// What is stored once stays as it is.
pub async fn an_object_is_stored_once(store: &dyn ObjectStore, prefix: &str) {
    let name = key(prefix, "once/ten_01.json");
    assert_eq!(store.get(&name).await.unwrap(), None);
    store.put_new(&name, b"first".to_vec()).await.unwrap();
    let second = store.put_new(&name, b"second".to_vec()).await;
    assert!(matches!(second, Err(ObjectError::Exists)), "{second:?}");
    assert_eq!(store.get(&name).await.unwrap().unwrap(), b"first");
    assert_eq!(store.get(&key(prefix, "once/ten_0")).await.unwrap(), None);
}

/// In order of their names, from the beginning.
pub async fn objects_are_listed_in_order(store: &dyn ObjectStore, prefix: &str) {
    for name in ["list/b/2", "list/a/3", "list/b/1", "list/a/1", "lists"] {
        store.put_new(&key(prefix, name), b"x".to_vec()).await.unwrap();
    }
    let list = async |below: &str, limit| {
        let keys = store.list(&format!("{prefix}/{below}"), None, limit).await.unwrap();
        keys.into_iter().map(|key| key.as_str()[prefix.len() + 1..].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list("list/", 10).await, ["list/a/1", "list/a/3", "list/b/1", "list/b/2"]);
    assert_eq!(list("list/b/", 1).await, ["list/b/1"]);
    assert_eq!(list("nothing/", 10).await, [""; 0]);
    let behind = async |after: &str| {
        let after = format!("{prefix}/{after}");
        let keys = store.list(&format!("{prefix}/list/"), Some(&after), 1).await.unwrap();
        keys.first().map(|key| key.as_str()[prefix.len() + 1..].to_owned())
    };
    assert_eq!(behind("list/a/1").await.as_deref(), Some("list/a/3"));
    assert_eq!(behind("list/a/3~").await.as_deref(), Some("list/b/1"));
    assert_eq!(behind("list/b/2").await, None);
}

/// Parts may be uploaded again; nothing is seen before the end; a link leads to the whole.
pub async fn an_upload_is_seen_when_it_is_finished(
    store: &dyn ObjectStore,
    prefix: &str,
    fetch: impl AsyncFn(&str) -> Option<Vec<u8>>,
) {
    let name = key(prefix, "upload.csv");
    let upload = store.begin(&name, CSV).await.unwrap();
    let whole = vec![b'a'; SMALLEST_PART];
    store.put_part(&name, &upload, 1, vec![b'x'; SMALLEST_PART]).await.unwrap();
    let last = store.put_part(&name, &upload, 2, b"end".to_vec()).await.unwrap();
    let first = store.put_part(&name, &upload, 1, whole.clone()).await.unwrap();
    let link = store.link(&name, SignedDuration::from_mins(5)).await.unwrap();
    assert_eq!(fetch(&link.url).await, None, "nothing is there before the end");
    assert!(!format!("{link:?}").contains("http"), "a link is a secret");

    store.finish(&name, &upload, &[first, last]).await.unwrap();
    let link = store.link(&name, SignedDuration::from_mins(5)).await.unwrap();
    let fetched = fetch(&link.url).await.expect("it is there");
    assert_eq!(fetched.len(), SMALLEST_PART + 3);
    assert!(fetched.starts_with(&whole) && fetched.ends_with(b"end"));
    let too_large = store.get(&name).await;
    assert!(LARGEST_READ < SMALLEST_PART && matches!(too_large, Err(ObjectError::Unavailable { .. })));
}

/// An upload that is gone takes no part; one that is given up leaves nothing.
pub async fn an_upload_that_is_gone_is_told(store: &dyn ObjectStore, prefix: &str) {
    let name = key(prefix, "gone.csv");
    let upload = store.begin(&name, CSV).await.unwrap();
    let part = store.put_part(&name, &upload, 1, b"end".to_vec()).await.unwrap();
    let wrong =
        store.finish(&name, &upload, &[PartTag("\"0123456789abcdef0123456789abcdef\"".to_owned())]).await;
    assert!(matches!(wrong, Err(ObjectError::NotThere)), "{wrong:?}");
    store.abort(&name, &upload).await.unwrap();
    store.abort(&name, &upload).await.unwrap();
    let late = store.put_part(&name, &upload, 1, b"end".to_vec()).await;
    assert!(matches!(late, Err(ObjectError::NotThere)), "{late:?}");
    let late = store.finish(&name, &upload, &[part]).await;
    assert!(matches!(late, Err(ObjectError::NotThere)), "{late:?}");
    let never = Upload("never-begun".to_owned());
    let never = store.put_part(&name, &never, 1, b"end".to_vec()).await;
    assert!(matches!(never, Err(ObjectError::NotThere)), "{never:?}");
    assert_eq!(store.get(&name).await.unwrap(), None);
}
