//! The object port over S3.
//!
//! The nine calls it needs are written out here and signed by the SDK's own signer, rather than by
//! `aws-sdk-s3`: that client brings checksums, event streams, access points and a second signature
//! scheme along, which would take half of the room that is left in the portal's zip (ADR 18).
//!
//! - Every call has a timeout of its own and is tried three times; all of them may be repeated.
//! - Keys need no escaping ([`powerdown_engine::ports::ObjectKey`]), so a name is the same in the
//!   address, in the signature and in S3's XML.
//! - No error repeats an address: a signed one is a secret while it works.

mod address;
mod call;
mod sign;
mod store;
mod xml;

pub use store::S3Objects;
