//! The port, call by call (Amazon S3 API Reference).

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use aws_smithy_runtime_api::client::http::SharedHttpConnector;
use aws_types::SdkConfig;
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::SignedDuration;
use powerdown_engine::ports::{Clock, FileKind, Link, ObjectError, ObjectKey, ObjectStore, PartTag, Upload};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{
    address::Address,
    call::{Ask, Caller, failed},
    xml,
};

/// One bucket.
pub struct S3Objects {
    caller: Caller,
    address: Address,
}

/// The configuration names no credentials or no region.
#[derive(Debug, thiserror::Error)]
#[error("S3 needs credentials and a region")]
pub struct Incomplete;

impl S3Objects {
    /// The bucket of this name. It must exist and be private; `template.yaml` makes it.
    ///
    /// # Errors
    /// The configuration names no credentials or no region.
    pub fn new(
        config: &SdkConfig,
        connector: SharedHttpConnector,
        clock: Arc<dyn Clock>,
        bucket: &str,
    ) -> Result<Self, Incomplete> {
        let credentials = config.credentials_provider().ok_or(Incomplete)?;
        let region = config.region().ok_or(Incomplete)?.to_string();
        Ok(Self {
            caller: Caller { connector, credentials, region, clock },
            address: Address::of(config, bucket),
        })
    }
}

impl fmt::Debug for S3Objects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S3Objects({:?})", self.address)
    }
}

#[async_trait]
impl ObjectStore for S3Objects {
    async fn put_new(&self, key: &ObjectKey, content: Vec<u8>) -> Result<(), ObjectError> {
        let doing = "put an object";
        let address = self.address.with(key.as_str(), &[]);
        // A bucket with Object Lock takes nothing without a checksum.
        let checksum = STANDARD.encode(Sha256::digest(&content));
        let headers = [("if-none-match", "*"), ("x-amz-checksum-sha256", checksum.as_str())];
        let ask = Ask { doing, method: "PUT", address: &address, headers: &headers, body: &content };
        let reply = self.caller.ask(ask).await?;
        if reply.succeeded() { Ok(()) } else { Err(reply.refused(doing)) }
    }

    async fn get(&self, key: &ObjectKey) -> Result<Option<Vec<u8>>, ObjectError> {
        let doing = "get an object";
        let address = self.address.with(key.as_str(), &[]);
        let ask = Ask { doing, method: "GET", address: &address, headers: &[], body: b"" };
        let reply = self.caller.ask(ask).await?;
        if reply.succeeded() {
            return Ok(Some(reply.body));
        }
        match reply.refused(doing) {
            ObjectError::NotThere => Ok(None),
            refused => Err(refused),
        }
    }

    async fn list(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Vec<ObjectKey>, ObjectError> {
        let doing = "list objects";
        let limit = limit.to_string();
        let mut wanted = vec![("list-type", "2"), ("max-keys", &limit), ("prefix", prefix)];
        wanted.extend(after.map(|after| ("start-after", after)));
        let address = self.address.with("", &wanted);
        let ask = Ask { doing, method: "GET", address: &address, headers: &[], body: b"" };
        let reply = self.caller.ask(ask).await?;
        if !reply.succeeded() {
            return Err(reply.refused(doing));
        }
        let keys = xml::texts(reply.text(), "Key").into_iter();
        let keys = keys.map(|key| ObjectKey::try_from(key.to_owned()));
        keys.collect::<Result<_, _>>().map_err(|error| failed(doing, error))
    }

    async fn begin(&self, key: &ObjectKey, kind: FileKind<'_>) -> Result<Upload, ObjectError> {
        let doing = "begin an upload";
        let address = self.address.with(key.as_str(), &[("uploads", "")]);
        let disposition = format!("attachment; filename=\"{}\"", kind.file_name);
        let headers = [("content-type", kind.content_type), ("content-disposition", &disposition)];
        let ask = Ask { doing, method: "POST", address: &address, headers: &headers, body: b"" };
        let reply = self.caller.ask(ask).await?;
        match xml::text(reply.text(), "UploadId") {
            Some(id) if reply.succeeded() => Ok(Upload(id.to_owned())),
            _ => Err(reply.refused(doing)),
        }
    }

    async fn put_part(
        &self,
        key: &ObjectKey,
        upload: &Upload,
        number: u16,
        content: Vec<u8>,
    ) -> Result<PartTag, ObjectError> {
        let doing = "upload a part";
        let number = number.to_string();
        let place = [("partNumber", number.as_str()), ("uploadId", &upload.0)];
        let address = self.address.with(key.as_str(), &place);
        let ask = Ask { doing, method: "PUT", address: &address, headers: &[], body: &content };
        let reply = self.caller.ask(ask).await?;
        match &reply.etag {
            Some(tag) if reply.succeeded() => Ok(PartTag(tag.clone())),
            _ => Err(reply.refused(doing)),
        }
    }

    async fn finish(&self, key: &ObjectKey, upload: &Upload, parts: &[PartTag]) -> Result<(), ObjectError> {
        let doing = "finish an upload";
        let address = self.address.with(key.as_str(), &[("uploadId", &upload.0)]);
        let body = xml::parts(parts.iter().map(|part| part.0.as_str()));
        let headers = [("content-type", "application/xml")];
        let ask = Ask { doing, method: "POST", address: &address, headers: &headers, body: body.as_bytes() };
        let reply = self.caller.ask(ask).await?;
        // S3 may find out that it cannot after it has said 200.
        let finished = reply.succeeded() && xml::text(reply.text(), "Code").is_none();
        if finished { Ok(()) } else { Err(reply.refused(doing)) }
    }

    async fn abort(&self, key: &ObjectKey, upload: &Upload) -> Result<(), ObjectError> {
        let doing = "abort an upload";
        let address = self.address.with(key.as_str(), &[("uploadId", &upload.0)]);
        let ask = Ask { doing, method: "DELETE", address: &address, headers: &[], body: b"" };
        let reply = self.caller.ask(ask).await?;
        match reply.status {
            200..300 | 404 => Ok(()),
            _ => Err(reply.refused(doing)),
        }
    }

    async fn link(&self, key: &ObjectKey, life: SignedDuration) -> Result<Link, ObjectError> {
        let doing = "sign a link";
        let seconds = u64::try_from(life.as_secs()).unwrap_or(0);
        let address = self.address.with(key.as_str(), &[]);
        let signer = self.caller.signer().await.map_err(|error| failed(doing, error))?;
        let signature = signer.parameters(&address, Duration::from_secs(seconds));
        let signature = signature.map_err(|error| failed(doing, error))?;
        let mut request = http::Request::get(&address).body(()).map_err(|error| failed(doing, error))?;
        signature.apply_to_request_http1x(&mut request);
        let expires_at = self.caller.clock.now() + life;
        Ok(Link { url: Zeroizing::new(request.uri().to_string()), expires_at })
    }
}
