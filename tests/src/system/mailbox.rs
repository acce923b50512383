//! The mail that was sent: the emulator keeps what SES would have delivered.

use serde_json::Value;

use super::{
    stack::Stack,
    wait::{SOON, eventually},
};

/// The texts of all mail to an address, oldest first.
pub(crate) async fn mail_to(stack: &Stack, address: &str) -> Vec<String> {
    let url = format!("{}/_ministack/ses/messages", stack.endpoints.aws);
    let answer = reqwest::get(url).await.expect("the mailbox answers");
    let inbox: Value = answer.json().await.expect("the mailbox is JSON");
    let accounts = inbox["messages"].as_object().cloned().unwrap_or_default();
    let mails = accounts.values().filter_map(Value::as_array).flatten();
    mails
        .filter(|mail| mail["To"].as_array().is_some_and(|to| to.iter().any(|to| to == address)))
        .map(|mail| mail["BodyText"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The token of the newest verification link, once there are `count` of them.
pub(crate) async fn verification_token(stack: &Stack, address: &str, count: usize) -> String {
    link_token(stack, address, count, "verify-email").await
}

/// The token of the newest link to a page, once mail to an address has brought `count` of them.
pub(crate) async fn link_token(stack: &Stack, address: &str, count: usize, page: &str) -> String {
    let place = format!("{}/{page}?token=", stack.url);
    eventually(&format!("link number {count} to {page}"), SOON, async || {
        let mails = mail_to(stack, address).await;
        let links = mails.iter().flat_map(|mail| mail.split_whitespace());
        let tokens: Vec<_> = links.filter_map(|word| word.strip_prefix(&place)).collect();
        let newest = tokens.last().filter(|_| tokens.len() >= count);
        newest.map(|token| (*token).to_owned()).ok_or_else(|| format!("{mails:?}"))
    })
    .await
}
