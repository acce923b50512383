//! Identities we hand out. Each has its own type and carries a prefix when shown, so that a pasted
//! id says what it is and one kind can never stand in for another.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::Invalid;

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Ulid);

        impl $name {
            /// What the shown form starts with.
            pub const PREFIX: &'static str = $prefix;

            /// An id from its creation time (milliseconds since 1970-01-01T00:00Z) and 80 random
            /// bits; ids sort by creation time.
            pub fn from_parts(unix_millis: u64, random: u128) -> Self {
                Self(Ulid::from_parts(unix_millis, random))
            }

            /// When it was made, in milliseconds since 1970-01-01T00:00Z.
            pub fn unix_millis(self) -> u64 {
                self.0.timestamp_ms()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $prefix, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            /// Reads the shown form only: canonical upper-case, so that one id has one spelling.
            fn from_str(text: &str) -> Result<Self, Invalid> {
                text.strip_prefix($prefix)
                    .and_then(|rest| Ulid::from_string(rest).ok().filter(|id| id.to_string() == rest))
                    .map(Self)
                    .ok_or_else(|| Invalid::new(concat!("must be an id that starts with \"", $prefix, "\"")))
            }
        }

        impl TryFrom<String> for $name {
            type Error = Invalid;

            fn try_from(text: String) -> Result<Self, Invalid> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    };
}

typed_id!(
    /// A customer company: the border that no request crosses.
    TenantId,
    "ten_"
);
typed_id!(
    /// A person, in any number of tenants.
    UserId,
    "usr_"
);
typed_id!(
    /// One connected AWS account.
    CloudId,
    "cld_"
);
typed_id!(
    /// A schedule.
    ScheduleId,
    "sch_"
);
typed_id!(
    /// A calendar that schedules share.
    CalendarId,
    "cal_"
);
typed_id!(
    /// A login and all refreshes that followed from it. Half of a secret: shown to nobody.
    SessionId,
    "ses_"
);
typed_id!(
    /// A key that a program uses in a person's place.
    ApiTokenId,
    "tok_"
);
typed_id!(
    /// An invitation to join a company.
    InvitationId,
    "inv_"
);
typed_id!(
    /// The name of a login that may be shown. It is made from the [`SessionId`], one way only.
    SessionHandle,
    "sess_"
);
typed_id!(
    /// A list as a file.
    ExportId,
    "exp_"
);
typed_id!(
    /// One machine through all the instance ids it will ever have.
    LineageId,
    "lin_"
);

impl TenantId {
    /// The owner of keys and records that belong to no customer: blind index, session signing, users.
    pub const SYSTEM: Self = Self(Ulid::nil());
}

#[cfg(test)]
mod tests {
    use super::{CloudId, TenantId};

    #[test]
    fn an_id_reads_back_only_in_its_own_kind_and_spelling() {
        let id = CloudId::from_parts(1_790_000_000_000, 7);
        let shown = id.to_string();
        assert_eq!(shown.parse::<CloudId>().unwrap(), id);
        assert!(shown.parse::<TenantId>().is_err());
        assert!(shown.to_lowercase().parse::<CloudId>().is_err());
        assert!("cld_".parse::<CloudId>().is_err());
    }
}
