//! How each secret is kept: the one list that tests of secrets go by.
//!
//! `architecture::secrets` holds it to the sources, so that a new sealed field or hash cannot be forgotten
//! here; `system::secrets` sends in at least one recognisable value for each and looks for it afterwards;
//! the contract of sealed fields has a sample of each sealed type.

/// What is sealed, by the type of its plaintext.
pub(crate) const SEALED: [&str; 6] =
    ["AccessKeys", "EmailAddress", "ExternalId", "InvitedAddress", "RecordedAnswer", "TotpSeed"];

/// What is stored as a hash, by the field that holds the hash.
pub(crate) const HASHED: [&str; 7] = [
    "ApiToken.secret",
    "Invitation.secret",
    "OneTimeToken.hash",
    "SecondFactor.recovery",
    "Session.previous",
    "Session.refresh",
    "User.password",
];
