//! What a browser says over its socket, and what it is answered.

use std::collections::BTreeSet;

use powerdown_engine::{
    UseCaseError,
    accounts::standing,
    news::{Missed, missed},
    ports::StoreError,
    record::{Principal, Socket, Topic},
};
use powerdown_lambda_support::metrics::counter;
use serde::{Deserialize, Serialize};

use super::Sockets;
use crate::{
    news::{Bulletin, VERSION},
    push::{close, deliver, hears},
};

/// The longest message that is looked at, in bytes. What a browser has to say is short.
const LONGEST: usize = 4 * 1024;

/// What a browser may say.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
enum Said {
    /// "I am here", and perhaps: "this is the last number I know".
    Ping {
        #[serde(default)]
        since: Option<u64>,
    },
    /// "I want to hear of these", and perhaps the last number it knows.
    Subscribe {
        #[serde(default)]
        topics: Option<BTreeSet<Topic>>,
        #[serde(default)]
        since: Option<u64>,
    },
}

/// What it is answered.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Answer<'a> {
    /// It has everything up to this number now.
    Pong { v: u8, number: u64 },
    /// So it has, and will hear of these.
    Subscribed { v: u8, number: u64, topics: &'a BTreeSet<Topic> },
    /// What it missed is not to be had any more: read everything again.
    Reload { v: u8, number: u64 },
    /// Its message was not understood, or is not allowed. Nothing changed.
    Error { v: u8, detail: &'a str },
}

impl Answer<'_> {
    fn text(&self) -> Vec<String> {
        serde_json::to_string(self).into_iter().collect()
    }
}

/// Takes one message of a browser. Whatever it is, the answer is a message, or a closed connection.
///
/// # Errors
/// The store's.
pub(super) async fn take(
    sockets: &Sockets,
    connection: &str,
    body: Option<&str>,
    binary: bool,
) -> Result<(), StoreError> {
    let said = match read(body.unwrap_or_default(), binary) {
        Ok(said) => said,
        Err(why) => return refuse(sockets, connection, why).await,
    };
    let Some((socket, principal)) = whose(sockets, connection).await? else {
        close(&*sockets.push, &*sockets.store, connection).await;
        return Ok(());
    };
    let now = sockets.clock.now();
    let (topics, since, asked) = match said {
        Said::Ping { since } => (None, since, false),
        Said::Subscribe { topics, since } => (topics, since, true),
    };
    let topics = topics.unwrap_or_else(|| socket.topics.clone());
    if asked && topics.iter().any(|topic| principal.role() < topic.needs()) {
        return refuse(sockets, connection, "a topic needs a higher role").await;
    }
    let socket = Socket { topics, seen_at: now, ..socket };
    match sockets.store.update_socket(&socket).await {
        // Forgotten since we looked.
        Err(StoreError::Conflict(_)) => {
            close(&*sockets.push, &*sockets.store, connection).await;
            return Ok(());
        }
        outcome => outcome?,
    }
    let Some(number) = catch_up(sockets, &socket, &principal, since).await? else { return Ok(()) };
    let answer = match asked {
        true => Answer::Subscribed { v: VERSION, number, topics: &socket.topics },
        false => Answer::Pong { v: VERSION, number },
    };
    deliver(&*sockets.push, &*sockets.store, connection, &answer.text()).await;
    Ok(())
}

fn read(body: &str, binary: bool) -> Result<Said, &'static str> {
    if binary {
        return Err("messages are text");
    }
    if body.len() > LONGEST {
        return Err("the message is too long");
    }
    serde_json::from_str(body).map_err(|_| "the message is not understood")
}

async fn refuse(sockets: &Sockets, connection: &str, detail: &'static str) -> Result<(), StoreError> {
    counter!("SocketMessagesRefused").increment(1);
    tracing::info!(detail, "a message over a socket was refused");
    let answer = Answer::Error { v: VERSION, detail };
    deliver(&*sockets.push, &*sockets.store, connection, &answer.text()).await;
    Ok(())
}

/// The remembered socket and what its person may do now; nothing when it is to be closed.
async fn whose(sockets: &Sockets, connection: &str) -> Result<Option<(Socket, Principal)>, StoreError> {
    let now = sockets.clock.now();
    let store = &*sockets.store;
    let socket = store.socket(connection).await?.filter(|socket| now < socket.expires_at);
    let Some((socket, session)) = socket.and_then(|socket| socket.session.map(|id| (socket, id))) else {
        return Ok(None);
    };
    match standing(store, store, session, now).await {
        // A session that went over to another company hears that one's news, over another socket.
        Ok((session, principal)) => Ok((session.tenant == socket.tenant).then_some((socket, principal))),
        Err(UseCaseError::Store(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Tells what was missed, and returns the number up to which the browser knows everything then; `None`
/// when it went away meanwhile.
async fn catch_up(
    sockets: &Sockets,
    socket: &Socket,
    principal: &Principal,
    since: Option<u64>,
) -> Result<Option<u64>, StoreError> {
    let (store, push) = (&*sockets.store, &*sockets.push);
    let Some(since) = since else { return store.newest_news(socket.tenant).await.map(Some) };
    match missed(store, socket.tenant, since).await? {
        Missed::Reload { number } => {
            let answer = Answer::Reload { v: VERSION, number };
            let taken = deliver(push, store, &socket.connection, &answer.text()).await;
            Ok(taken.then_some(number))
        }
        Missed::News { news, number } => {
            for news in news {
                let Some(bulletin) = Bulletin::of(store, news).await? else { continue };
                if !hears(socket, principal, bulletin.topic) {
                    continue;
                }
                let frames = bulletin.frames(store, principal.reach()).await?;
                if !deliver(push, store, &socket.connection, &frames).await {
                    return Ok(None);
                }
            }
            Ok(Some(number))
        }
    }
}
