//! The mail that was sent: MiniStack keeps what SES would have delivered.

use std::fmt;

use anyhow::Result;
use jiff::Timestamp;
use serde::Deserialize;

use crate::stack::Stack;

/// One mail.
#[derive(Deserialize)]
pub(super) struct Mail {
    #[serde(rename = "To", default)]
    to: Vec<String>,
    #[serde(rename = "Subject", default)]
    subject: String,
    #[serde(rename = "BodyText", default)]
    text: Option<String>,
    /// Seconds since 1970, as MiniStack tells them.
    #[serde(rename = "Timestamp", default)]
    sent: f64,
}

#[derive(Deserialize)]
struct Inbox {
    messages: std::collections::BTreeMap<String, Vec<Mail>>,
}

impl Mail {
    /// One line: to whom, what, and the first link in it.
    pub(super) fn short(&self) -> String {
        let text = self.text.as_deref().unwrap_or_default();
        let link = text.split_whitespace().find(|word| word.starts_with("http")).unwrap_or_default();
        format!("to {}: {} {link}", self.to.join(", "), self.subject)
    }
}

impl fmt::Display for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sent = Timestamp::from_second(self.sent as i64).unwrap_or_default();
        writeln!(f, "── {sent}\nTo: {}\nSubject: {}\n", self.to.join(", "), self.subject)?;
        writeln!(f, "{}", self.text.as_deref().unwrap_or_default().trim_end())
    }
}

/// Everything sent since the stack was started, oldest first.
pub(super) fn inbox(stack: &Stack) -> Result<Vec<Mail>> {
    let inbox: Inbox = serde_json::from_str(&stack.get("/_ministack/ses/messages")?)?;
    Ok(inbox.messages.into_values().flatten().collect())
}
