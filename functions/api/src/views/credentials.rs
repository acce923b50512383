//! Passwords and second factors on the wire.

use jiff::Timestamp;
use powerdown_domain::{EmailAddress, Password};
use powerdown_engine::accounts::{RecoveryCodes, Standing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One's own new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password of now.
    #[schema(format = Password, max_length = 128)]
    pub current: String,
    /// The new one. Well-known ones, one's own address and the company's name are refused.
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    pub new: Password,
}

/// Who forgot their password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordResetRequest {
    /// The address that they signed up with.
    #[schema(value_type = String, format = Email, max_length = 254)]
    pub email: EmailAddress,
}

/// A new password, by the link in the mail.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// The token, as the link carries it.
    #[schema(max_length = 256)]
    pub token: String,
    /// The new password; as in `PasswordChange`.
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    pub password: Password,
}

/// How one stands with one's second factor.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactorView {
    /// Whether log-ins need a code.
    pub enabled: bool,
    /// Since when.
    pub since: Option<Timestamp>,
    /// How many recovery codes were not used yet.
    #[schema(minimum = 0, maximum = 10)]
    pub recovery_codes_left: usize,
}

impl From<Standing> for SecondFactorView {
    fn from(standing: Standing) -> Self {
        let Standing { since, recovery_codes_left } = standing;
        Self { enabled: since.is_some(), since, recovery_codes_left }
    }
}

/// What an app needs to make codes. Shown once.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactorSecret {
    /// The seed in base 32, for typing.
    #[schema(example = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    pub secret: String,
    /// The same with all that an app wants to know, for a QR code.
    pub uri: String,
}

/// A code: the one that the app shows now, or a recovery code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The code; spaces and dashes do not count.
    #[schema(max_length = 64, example = "287082")]
    pub code: String,
}

/// Recovery codes, shown once. Each works once in the place of a code of the app.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodesView {
    /// The codes.
    #[schema(min_items = 10, max_items = 10)]
    pub recovery_codes: Vec<String>,
}

impl From<RecoveryCodes> for RecoveryCodesView {
    fn from(codes: RecoveryCodes) -> Self {
        Self { recovery_codes: codes.expose().map(str::to_owned).collect() }
    }
}
