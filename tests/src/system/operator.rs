//! Our own account as its operator sees it: the table as it is, queues, functions, logs.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    aws_call::{Account, elements},
    stack::Stack,
};

/// Our own account, entered as root.
#[derive(Debug)]
pub(crate) struct Operator {
    stack: &'static Stack,
    account: Account,
}

impl Operator {
    pub(crate) fn of(stack: &'static Stack) -> Self {
        Self { stack, account: Account::new(&stack.endpoints.aws, "111111111111", "us-east-1") }
    }

    /// Every item of the table in DynamoDB's own JSON.
    pub(crate) async fn dump(&self) -> Vec<Value> {
        let mut items = Vec::new();
        let mut request = json!({ "TableName": self.stack.table, "ConsistentRead": true });
        loop {
            let page = self.account.json("dynamodb", "DynamoDB_20120810.Scan", &request).await;
            items.extend(page["Items"].as_array().cloned().unwrap_or_default());
            match page.get("LastEvaluatedKey") {
                Some(key) => request["ExclusiveStartKey"] = key.clone(),
                None => return items,
            }
        }
    }

    /// One item, which must be there.
    pub(crate) async fn item(&self, pk: &str, sk: &str) -> Value {
        let key = json!({ "pk": { "S": pk }, "sk": { "S": sk } });
        let request = json!({ "TableName": self.stack.table, "Key": key, "ConsistentRead": true });
        let answer = self.account.json("dynamodb", "DynamoDB_20120810.GetItem", &request).await;
        answer.get("Item").unwrap_or_else(|| panic!("no item {pk}, {sk}")).clone()
    }

    /// Puts an item as it is given, whatever is there.
    pub(crate) async fn put(&self, item: &Value) {
        let request = json!({ "TableName": self.stack.table, "Item": item });
        self.account.json("dynamodb", "DynamoDB_20120810.PutItem", &request).await;
    }

    /// Every item that mentions a word, such as a tenant's id.
    pub(crate) async fn items_about(&self, word: &str) -> Vec<Value> {
        let mut items = self.dump().await;
        items.retain(|item| item.to_string().contains(word));
        items
    }

    /// The keys of a person's sessions.
    pub(crate) async fn sessions_of(&self, user: &str) -> Vec<String> {
        let items = self.items_about(user).await;
        let keys = items.iter().filter_map(|item| item["pk"]["S"].as_str());
        keys.filter(|pk| pk.starts_with("session#")).map(str::to_owned).collect()
    }

    /// Makes a stored session end at an instant, as if it had begun long ago.
    pub(crate) async fn end_session(&self, key: &str, at: Timestamp) {
        let request = json!({
            "TableName": self.stack.table,
            "Key": { "pk": { "S": key }, "sk": { "S": "session" } },
            "UpdateExpression": "SET expires_at = :at",
            "ConditionExpression": "attribute_exists(pk)",
            "ExpressionAttributeValues": { ":at": { "S": at.to_string() } },
        });
        self.account.json("dynamodb", "DynamoDB_20120810.UpdateItem", &request).await;
    }

    /// Puts a copy of a session under another key, ended at an instant.
    pub(crate) async fn copy_session(&self, from: &str, to: &str, ended: Timestamp) {
        let mut copy = self.item(from, "session").await;
        copy["pk"] = json!({ "S": to });
        copy["expires_at"] = json!({ "S": ended.to_string() });
        copy["ttl"] = json!({ "N": ended.as_second().to_string() });
        self.put(&copy).await;
    }

    /// Sends a message to the FIFO queue of orders.
    pub(crate) async fn send_order(&self, group: &str, deduplication: &str, order: &Value) {
        let request = json!({
            "QueueUrl": self.stack.output("OrdersQueueUrl"),
            "MessageBody": order.to_string(),
            "MessageGroupId": group,
            "MessageDeduplicationId": deduplication,
        });
        self.account.json("sqs", "AmazonSQS.SendMessage", &request).await;
    }

    /// How many messages wait in a queue or are being handled; by the name of its output.
    pub(crate) async fn waiting_in(&self, output: &str) -> u64 {
        let names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];
        let request = json!({ "QueueUrl": self.stack.output(output), "AttributeNames": names });
        let answer = self.account.json("sqs", "AmazonSQS.GetQueueAttributes", &request).await;
        let count =
            |name: &str| answer["Attributes"][name].as_str().and_then(|count| count.parse::<u64>().ok());
        names.into_iter().filter_map(count).sum()
    }

    /// The messages that wait in a queue, as they are, and left there; by the name of its output.
    pub(crate) async fn messages_in(&self, output: &str) -> Vec<String> {
        let request = json!({
            "QueueUrl": self.stack.output(output),
            "MaxNumberOfMessages": 10,
            "VisibilityTimeout": 0,
        });
        let answer = self.account.json("sqs", "AmazonSQS.ReceiveMessage", &request).await;
        let messages = answer["Messages"].as_array().cloned().unwrap_or_default();
        messages.iter().map(ToString::to_string).collect()
    }

    /// The objects of a bucket whose names hold a word: names and contents; by the name of its output.
    pub(crate) async fn objects_about(&self, output: &str, word: &str) -> Vec<String> {
        let bucket = self.stack.output(output);
        let (mut names, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.account.get("s3", &format!("/{bucket}?list-type=2&start-after={after}")).await;
            let found: Vec<String> = elements(&page, "Key").into_iter().map(str::to_owned).collect();
            let Some(last) = found.last() else { break };
            after = last.clone();
            names.extend(found);
            if !page.contains("<IsTruncated>true") {
                break;
            }
        }
        let mut objects = Vec::new();
        for name in names.iter().filter(|name| name.contains(word)) {
            objects.push(format!("{name} {}", self.account.get("s3", &format!("/{bucket}/{name}")).await));
        }
        objects
    }

    /// Invokes a function and waits for its answer.
    pub(crate) async fn invoke(&self, function: &str, event: &Value) -> String {
        let path = format!("/2015-03-31/functions/{}/invocations", self.stack.function(function));
        self.account.post("lambda", &path, event).await
    }

    /// Every line a function has logged.
    pub(crate) async fn log_of(&self, function: &str) -> Vec<String> {
        self.log(&format!("/aws/lambda/{}", self.stack.function(function))).await
    }

    /// Every line of every log group of the stack.
    pub(crate) async fn all_logs(&self) -> Vec<String> {
        let answer = self.account.json("logs", "Logs_20140328.DescribeLogGroups", &json!({})).await;
        let groups = answer["logGroups"].as_array().cloned().unwrap_or_default();
        let mut lines = Vec::new();
        for group in groups.iter().filter_map(|group| group["logGroupName"].as_str()) {
            lines.extend(self.log(group).await);
        }
        lines
    }

    async fn log(&self, group: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let mut request = json!({ "logGroupName": group });
        loop {
            let page = self.account.json("logs", "Logs_20140328.FilterLogEvents", &request).await;
            let events = page["events"].as_array().cloned().unwrap_or_default();
            lines.extend(events.iter().filter_map(|event| event["message"].as_str()).map(str::to_owned));
            match page["nextToken"].as_str() {
                Some(token) if !events.is_empty() => request["nextToken"] = json!(token),
                _ => return lines,
            }
        }
    }

    /// The log lines of a function that contain all these words.
    pub(crate) async fn log_lines(&self, function: &str, words: &[&str]) -> Vec<String> {
        let mut lines = self.log_of(function).await;
        lines.retain(|line| words.iter().all(|word| line.contains(word)));
        lines
    }
}
