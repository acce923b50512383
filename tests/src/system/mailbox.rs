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

/// The token of the newest verification link, once there are `count` mails.
pub(crate) async fn verification_token(stack: &Stack, address: &str, count: usize) -> String {
    link_token(stack, address, count, "verify-email").await
}

/// The token of the newest mail's link to a page, once there are `count` mails.
pub(crate) async fn link_token(stack: &Stack, address: &str, count: usize, page: &str) -> String {
    let place = format!("/{page}?token=");
    eventually(&format!("mail number {count} with a link"), SOON, async || {
        let mails = mail_to(stack, address).await;
        if mails.len() < count {
            return Err(format!("{} mails", mails.len()));
        }
        let link = mails[count - 1].split_whitespace().find(|word| word.contains(&place));
        let link = link.ok_or_else(|| format!("a mail without a link: {}", mails[count - 1]))?;
        assert!(link.starts_with(&stack.url), "the link leads elsewhere: {link}");
        Ok(link.split_once("token=").expect("it was found by this").1.to_owned())
    })
    .await
}
