//! The live connection: what the server tells a browser without being asked.

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

use super::{browser::Browser, stack::Stack};

/// An open connection that keeps everything it was told.
#[derive(Debug)]
pub(crate) struct Live {
    incoming: UnboundedReceiver<Value>,
    outgoing: UnboundedSender<String>,
    told: Vec<Value>,
}

/// A fresh ticket for one connection.
pub(crate) async fn ticket(browser: &mut Browser) -> String {
    let answer: Value = browser.ask("/socket-tickets").await.read(201);
    answer["ticket"].as_str().expect("there is a ticket").to_owned()
}

impl Live {
    /// Opens a connection with a fresh ticket.
    pub(crate) async fn open(stack: &Stack, browser: &mut Browser) -> Self {
        let ticket = ticket(browser).await;
        Self::with_ticket(stack, &ticket).await.expect("a fresh ticket opens a connection")
    }

    /// Opens a connection with this ticket.
    ///
    /// # Errors
    /// The HTTP status of the refusal.
    pub(crate) async fn with_ticket(stack: &Stack, ticket: &str) -> Result<Self, u16> {
        Self::from_page(stack, ticket, &stack.url).await
    }

    /// Opens a connection as the page of some origin does.
    ///
    /// # Errors
    /// The HTTP status of the refusal.
    pub(crate) async fn from_page(stack: &Stack, ticket: &str, origin: &str) -> Result<Self, u16> {
        let url = format!("{}?ticket={ticket}", stack.websocket);
        let mut request = url.into_client_request().expect("an address");
        request.headers_mut().insert("origin", origin.parse().expect("an origin"));
        let socket = match connect_async(request).await {
            Ok((socket, _)) => socket,
            Err(Error::Http(refusal)) => return Err(refusal.status().as_u16()),
            Err(error) => panic!("the WebSocket: {error}"),
        };
        let (tell, incoming) = unbounded_channel();
        let (outgoing, mut said) = unbounded_channel::<String>();
        let (mut sink, mut socket) = socket.split();
        tokio::spawn(async move {
            while let Some(text) = said.recv().await {
                if sink.send(Message::text(text)).await.is_err() {
                    break;
                }
            }
            // Its owner is gone: so is the connection.
            sink.close().await.ok();
        });
        tokio::spawn(async move {
            while let Some(Ok(message)) = socket.next().await {
                if let Message::Text(text) = message {
                    let value =
                        serde_json::from_str(&text).unwrap_or_else(|_| json!({ "not json": text.as_str() }));
                    if tell.send(value).is_err() {
                        break;
                    }
                }
            }
        });
        Ok(Self { incoming, outgoing, told: Vec::new() })
    }

    /// Says something.
    pub(crate) fn say(&self, message: &Value) {
        self.outgoing.send(message.to_string()).expect("the connection is open");
    }

    /// Whether it is closed; everything told before is kept.
    pub(crate) fn is_closed(&mut self) -> bool {
        let closed = self.incoming.is_closed();
        self.told();
        closed
    }

    /// The last message of one kind.
    pub(crate) fn last(&mut self, kind: &str) -> Option<Value> {
        self.told().iter().rev().find(|message| message["type"] == kind).cloned()
    }

    /// Everything told so far, oldest first.
    pub(crate) fn told(&mut self) -> &[Value] {
        while let Ok(message) = self.incoming.try_recv() {
            assert_eq!(message["v"], 1, "a message of an unknown form: {message}");
            self.told.push(message);
        }
        &self.told
    }

    /// The changes told about one machine, oldest first.
    pub(crate) fn changes_of(&mut self, machine: &str) -> Vec<Value> {
        let messages = self.told().iter().filter(|message| message["type"] == "machines");
        let changes = messages.filter_map(|message| message["changes"].as_array()).flatten();
        changes.filter(|change| change["id"] == machine).cloned().collect()
    }
}
