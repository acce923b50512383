//! Socket tickets: how a WebSocket, which carries no cookie of ours to its own function's keys, is
//! tied to a session. A ticket is asked for over HTTPS, works once and for half a minute.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::session::current_session;
use crate::{
    Refusal, UseCaseError,
    ports::{AccountStore, Clock, Entropy, Ids, SessionStore, SocketStore},
    record::{OneTimeToken, Session, Socket, TokenHash, TokenKind, Topic},
};

/// For how long a ticket works.
pub const TICKET_LIFE: SignedDuration = SignedDuration::from_secs(30);

/// For how long API Gateway keeps a WebSocket open at most.
pub const SOCKET_LIFE: SignedDuration = SignedDuration::from_hours(2);

/// A ticket for one WebSocket.
pub struct SocketTicket {
    ticket: Zeroizing<String>,
    /// The first instant at which it no longer works.
    pub expires_at: Timestamp,
}

impl SocketTicket {
    /// The plaintext, for the browser alone.
    pub fn expose(&self) -> &str {
        &self.ticket
    }
}

impl fmt::Debug for SocketTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SocketTicket(redacted)")
    }
}

/// Makes a ticket for a session.
///
/// # Errors
/// The store's.
pub async fn issue_ticket(
    accounts: &dyn AccountStore,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
    session: &Session,
) -> Result<SocketTicket, UseCaseError> {
    let ticket = Ids::new(clock, entropy).secret();
    let expires_at = clock.now() + TICKET_LIFE;
    let stored = OneTimeToken {
        hash: TokenHash::of(&ticket),
        kind: TokenKind::SocketTicket,
        user: session.user,
        tenant: session.tenant,
        session: Some(session.id),
        expires_at,
    };
    accounts.put_token(&stored).await?;
    Ok(SocketTicket { ticket, expires_at })
}

/// Trades a ticket for a remembered connection that gets its company's news.
///
/// # Errors
/// [`Refusal::Expired`] for a ticket that is unknown, used or too old, or whose session has ended.
pub async fn redeem_ticket(
    accounts: &dyn AccountStore,
    sessions: &dyn SessionStore,
    sockets: &dyn SocketStore,
    clock: &dyn Clock,
    ticket: &str,
    connection: &str,
) -> Result<Socket, UseCaseError> {
    let now = clock.now();
    let stored = accounts
        .take_token(TokenKind::SocketTicket, &TokenHash::of(ticket))
        .await?
        .filter(|stored| now < stored.expires_at)
        .ok_or(Refusal::Expired)?;
    let session = stored.session.ok_or(Refusal::Expired)?;
    let socket = Socket {
        connection: connection.to_owned(),
        tenant: stored.tenant,
        user: stored.user,
        session: Some(session),
        topics: Topic::usual(),
        seen_at: now,
        expires_at: now + SOCKET_LIFE,
    };
    // Remembered first, looked up then: whoever ends the session meanwhile finds the socket to close.
    sockets.put_socket(&socket).await?;
    match current_session(sessions, session, now).await {
        Ok(_) => Ok(socket),
        Err(UseCaseError::Refused(_)) => {
            sockets.delete_socket(connection).await?;
            Err(Refusal::Expired.into())
        }
        Err(fault) => Err(fault),
    }
}
