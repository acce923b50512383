//! Signature version 4, as S3 wants it: the path encoded once, the payload's hash in a header.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{
        PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation,
        SigningError, SigningInstructions, SigningSettings, UriPathNormalizationMode, sign,
    },
    sign::v4::{self, signing_params::BuildError},
};

/// Why a request could not be signed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignError {
    #[error("the signature has not all it needs")]
    Incomplete(#[from] BuildError),
    #[error("the request cannot be signed")]
    Unsignable(#[from] SigningError),
}

/// Whose signature, for where and when.
pub(crate) struct Signer<'a> {
    pub(crate) credentials: Credentials,
    pub(crate) region: &'a str,
    pub(crate) now: SystemTime,
}

fn settings() -> SigningSettings {
    let mut settings = SigningSettings::default();
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    settings
}

impl Signer<'_> {
    /// Signs a request by headers.
    pub(crate) fn headers(
        self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<SigningInstructions, SignError> {
        let body = SignableBody::Bytes(body);
        let request = SignableRequest::new(method, address, headers.iter().copied(), body)?;
        self.sign(request, settings())
    }

    /// Signs a GET by parameters: whoever has the address may send it, for `life`.
    pub(crate) fn parameters(self, address: &str, life: Duration) -> Result<SigningInstructions, SignError> {
        let mut settings = settings();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(life);
        settings.payload_checksum_kind = PayloadChecksumKind::NoHeader;
        let none = std::iter::empty::<(&str, &str)>();
        let request = SignableRequest::new("GET", address, none, SignableBody::UnsignedPayload)?;
        self.sign(request, settings)
    }

    fn sign(
        self,
        request: SignableRequest<'_>,
        settings: SigningSettings,
    ) -> Result<SigningInstructions, SignError> {
        let identity = self.credentials.into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name("s3")
            .time(self.now)
            .settings(settings)
            .build()?;
        Ok(sign(request, &params.into())?.into_parts().0)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use aws_credential_types::Credentials;

    use super::Signer;

    /// The requester of the examples in the S3 API Reference.
    fn signer() -> Signer<'static> {
        let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        Signer {
            credentials: Credentials::new("AKIAIOSFODNN7EXAMPLE", secret, None, None, "example"),
            region: "us-east-1",
            now: SystemTime::UNIX_EPOCH + Duration::from_secs(1_369_353_600),
        }
    }

    /// S3 API Reference, "Authenticating Requests: Using Query Parameters".
    #[test]
    fn a_link_is_signed_as_in_aws_s_example() {
        let address = "https://examplebucket.s3.amazonaws.com/test.txt";
        let signed = signer().parameters(address, Duration::from_secs(86_400)).unwrap();
        let signature = signed.params().iter().find(|(name, _)| *name == "X-Amz-Signature").unwrap();
        assert_eq!(signature.1, "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    /// S3 API Reference, "Signature Calculations for the Authorization Header: Transferring Payload in
    /// a Single Chunk", the example of a list.
    #[test]
    fn a_list_is_signed_as_in_aws_s_example() {
        let address = "https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J";
        let signed = signer().headers("GET", address, &[], b"").unwrap();
        let (_, authorization) = signed.headers().find(|(name, _)| *name == "authorization").unwrap();
        assert!(
            authorization.contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date,")
                && authorization
                    .ends_with("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
            "{authorization}"
        );
    }

    #[test]
    fn a_session_token_is_part_of_a_link() {
        let credentials = Credentials::new("id", "secret", Some("token/+=".to_owned()), None, "example");
        let signer = Signer { credentials, ..signer() };
        let signed = signer.parameters("https://b.s3.amazonaws.com/k", Duration::from_secs(60)).unwrap();
        assert!(
            signed
                .params()
                .iter()
                .any(|(name, value)| *name == "X-Amz-Security-Token" && value == "token/+=")
        );
    }
}
