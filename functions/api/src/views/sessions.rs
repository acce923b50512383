//! A person's own sessions on the wire.

use jiff::Timestamp;
use powerdown_domain::SessionHandle;
use powerdown_engine::record::Session;
use serde::Serialize;
use utoipa::ToSchema;

/// One of a person's own log-ins.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnSession {
    /// Its name, for ending it.
    #[schema(value_type = String, example = "sess_01JZ0000000000000000000000")]
    pub id: SessionHandle,
    /// Whether it is the one that asks.
    pub current: bool,
    /// When they logged in.
    pub created_at: Timestamp,
    /// When it was last used, to within ten minutes.
    pub last_used_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// With what they logged in, as far as it is well known.
    #[schema(example = "Firefox on Linux")]
    pub agent: Option<String>,
}

impl OwnSession {
    /// Shows a session to its person, who asks by way of `current`.
    pub fn of(session: &Session, current: &Session) -> Self {
        Self {
            id: session.handle(),
            current: session.id == current.id,
            created_at: session.created_at,
            last_used_at: session.rotated_at,
            expires_at: session.expires_at,
            agent: session.agent.clone(),
        }
    }
}
