//! Time, randomness and fresh ids: arguments like any other.

use jiff::Timestamp;
use powerdown_domain::{
    ApiTokenId, CalendarId, CloudId, ExportId, InvitationId, LineageId, ScheduleId, SessionId, TenantId,
    UserId,
};

/// The present instant. The system's clock in a function, a hand-turned one in a test.
pub trait Clock: Send + Sync {
    /// The present instant, UTC.
    fn now(&self) -> Timestamp;
}

/// Unpredictable bytes from a cryptographic source; a seeded one in tests.
pub trait Entropy: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// Hands out fresh ids and secrets from a clock and a source of randomness.
#[derive(Clone, Copy)]
pub struct Ids<'a> {
    clock: &'a dyn Clock,
    entropy: &'a dyn Entropy,
}

impl<'a> Ids<'a> {
    /// Ids that carry the clock's time and the source's randomness.
    pub fn new(clock: &'a dyn Clock, entropy: &'a dyn Entropy) -> Self {
        Self { clock, entropy }
    }

    fn parts(self) -> (u64, u128) {
        let mut random = [0; 16];
        self.entropy.fill(&mut random);
        let millis = self.clock.now().as_millisecond();
        (u64::try_from(millis).unwrap_or(0), u128::from_le_bytes(random))
    }

    /// A fresh tenant id.
    pub fn tenant(self) -> TenantId {
        let (millis, random) = self.parts();
        TenantId::from_parts(millis, random)
    }

    /// A fresh user id.
    pub fn user(self) -> UserId {
        let (millis, random) = self.parts();
        UserId::from_parts(millis, random)
    }

    /// A fresh cloud id.
    pub fn cloud(self) -> CloudId {
        let (millis, random) = self.parts();
        CloudId::from_parts(millis, random)
    }

    /// A fresh schedule id.
    pub fn schedule(self) -> ScheduleId {
        let (millis, random) = self.parts();
        ScheduleId::from_parts(millis, random)
    }

    /// A fresh calendar id.
    pub fn calendar(self) -> CalendarId {
        let (millis, random) = self.parts();
        CalendarId::from_parts(millis, random)
    }

    /// A fresh export id.
    pub fn export(self) -> ExportId {
        let (millis, random) = self.parts();
        ExportId::from_parts(millis, random)
    }

    /// A fresh session id.
    pub fn session(self) -> SessionId {
        let (millis, random) = self.parts();
        SessionId::from_parts(millis, random)
    }

    /// A fresh id of an API token.
    pub fn api_token(self) -> ApiTokenId {
        let (millis, random) = self.parts();
        ApiTokenId::from_parts(millis, random)
    }

    /// A fresh id of an invitation.
    pub fn invitation(self) -> InvitationId {
        let (millis, random) = self.parts();
        InvitationId::from_parts(millis, random)
    }

    /// A fresh lineage id.
    pub fn lineage(self) -> LineageId {
        let (millis, random) = self.parts();
        LineageId::from_parts(millis, random)
    }

    /// 256 random bits as 64 lower-case hexadecimal digits: links, tickets, refresh tokens.
    pub fn secret(self) -> zeroize::Zeroizing<String> {
        let mut random = zeroize::Zeroizing::new([0_u8; 32]);
        self.entropy.fill(random.as_mut());
        zeroize::Zeroizing::new(hex::encode(random.as_ref()))
    }
}
