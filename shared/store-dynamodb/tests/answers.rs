//! What the emulator never answers: half a batch, a transaction met by another, pages cut short. A
//! server that plays DynamoDB gives these answers in turn and remembers what it was asked.

#[path = "support/client.rs"]
mod client;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
    thread,
};

use jiff::Timestamp;
use powerdown_domain::{
    CloudId, LineageId, MachineId, ScheduleId, SessionId, TenantId,
    machine::{Assignment, InstanceFacts, Lifecycle, Machine, MachineState, RootDevice},
};
use powerdown_engine::{
    limits::Allowance,
    ports::{BucketKey, MachineStore, Part, RateStore, SessionStore, StoreError},
    record::SourceHash,
};
use powerdown_store_dynamodb::DynamoStore;
use serde_json::{Value, json};

/// A store over a server that gives these answers, each a status and a body, one a request; and the
/// requests it got.
fn answering(answers: Vec<(u16, Value)>) -> (DynamoStore, Receiver<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let (asked, requests) = channel();
    thread::spawn(move || {
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
            let mut length = 0;
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).expect("a header");
                let line = line.trim().to_ascii_lowercase();
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().expect("a length");
                }
                if line.is_empty() {
                    break;
                }
            }
            let mut request = vec![0; length];
            reader.read_exact(&mut request).expect("a body");
            asked.send(serde_json::from_slice(&request).expect("JSON")).expect("somebody listens");
            let body = body.to_string();
            write!(
                stream,
                "HTTP/1.1 {status} x\r\ncontent-type: application/x-amz-json-1.0\r\n\
                 content-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            )
            .expect("an answer");
        }
    });
    (DynamoStore::new(client::at(&endpoint), "table"), requests)
}

fn canceled(reasons: &[&str]) -> (u16, Value) {
    let reasons: Vec<Value> = reasons.iter().map(|code| json!({"Code": code})).collect();
    let kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
    (400, json!({"__type": kind, "Message": "canceled", "CancellationReasons": reasons}))
}

fn id(number: u8) -> MachineId {
    format!("{}:us-east-1:i-{number:017x}", CloudId::from_parts(1, 1)).parse().expect("a machine id")
}

fn tenant() -> TenantId {
    TenantId::from_parts(1, 1)
}

fn key(number: u8) -> Value {
    let id = id(number);
    json!({
        "pk": {"S": format!("t#{}#{}#us-east-1", tenant(), id.cloud)},
        "sk": {"S": format!("res#{}", id.instance)},
    })
}

fn item(number: u8) -> Value {
    let text = |text: &str| json!({"S": text});
    let at = text("2026-03-02T08:00:00Z");
    let mut item = json!({
        "v": {"N": "1"}, "rev": {"N": "1"}, "lineage": text(&LineageId::from_parts(1, 1).to_string()),
        "facts": {"M": {
            "instance_type": text("m5.large"), "zone": text("us-east-1a"), "platform": text("Linux/UNIX"),
            "lifecycle": text("spot"), "root_device": text("ebs"), "launched_at": at, "tags": {"M": {}},
        }},
        "state": text("running"), "state_at": at, "seen_at": at, "source": text("poll"),
        "assignment": {"M": {"by_id": {"NULL": true}, "by_selector": {"NULL": true}, "tie": {"L": []}}},
    });
    for part in ["pk", "sk"] {
        item[part] = key(number)[part].clone();
    }
    item
}

#[tokio::test]
async fn what_a_batch_left_unread_is_asked_for_again() {
    let half = json!({
        "Responses": {"table": [item(1)]},
        "UnprocessedKeys": {"table": {"Keys": [key(2)], "ConsistentRead": true}},
    });
    let rest = json!({"Responses": {"table": [item(2)]}, "UnprocessedKeys": {}});
    let (store, requests) = answering(vec![(200, half), (200, rest)]);
    let found = store.machines(tenant(), &[id(1), id(2)]).await.unwrap();
    assert_eq!(found.iter().map(|machine| machine.id.clone()).collect::<Vec<_>>(), [id(1), id(2)]);
    let asked = |request: Value| request["RequestItems"]["table"].clone();
    let (first, second) = (asked(requests.recv().unwrap()), asked(requests.recv().unwrap()));
    assert_eq!(first["Keys"], json!([key(1), key(2)]));
    assert_eq!(second, json!({"Keys": [key(2)], "ConsistentRead": true}));
}

#[tokio::test]
async fn a_batch_that_stays_unread_is_given_up() {
    let nothing = json!({"Responses": {}, "UnprocessedKeys": {"table": {"Keys": [key(1)]}}});
    let (store, requests) = answering(vec![(200, nothing); 7]);
    let answer = store.machines(tenant(), &[id(1)]).await;
    assert!(matches!(answer, Err(StoreError::Unavailable { doing: "get machines", .. })), "{answer:?}");
    assert_eq!(requests.iter().count(), 7);
}

#[tokio::test]
async fn a_query_goes_on_where_an_answer_was_cut_short() {
    let cut = json!({"Items": [item(1)], "LastEvaluatedKey": key(1)});
    let nothing = json!({"Items": [], "LastEvaluatedKey": key(7)});
    let rest = json!({"Items": [item(8), item(9)]});
    let (store, requests) = answering(vec![(200, cut), (200, nothing), (200, rest)]);
    let region = id(1).region;
    let page = store.machines_in(tenant(), id(1).cloud, &region, Part::first(2)).await.unwrap();
    assert_eq!(page.items.iter().map(|machine| machine.id.clone()).collect::<Vec<_>>(), [id(1), id(8)]);
    assert_eq!(page.next, Some(id(8).instance));
    let asked: Vec<Value> = requests.iter().collect();
    assert_eq!(asked.iter().map(|request| request["Limit"].clone()).collect::<Vec<_>>(), [3, 2, 2]);
    assert_eq!([&asked[1]["ExclusiveStartKey"], &asked[2]["ExclusiveStartKey"]], [&key(1), &key(7)]);
    assert!(asked.iter().all(|request| request["ConsistentRead"] == true));
}

#[tokio::test]
async fn a_transaction_that_met_another_is_sent_again_under_a_new_token() {
    let met = canceled(&["None", "TransactionConflict"]);
    let (store, requests) = answering(vec![met.clone(), met, (200, json!({}))]);
    let machine = following();
    assert_eq!(store.put_machine(tenant(), &machine, None).await.unwrap(), 2);
    let mut tokens: Vec<String> = requests.iter().map(|it| it["ClientRequestToken"].to_string()).collect();
    tokens.dedup();
    assert_eq!(tokens.len(), 3, "{tokens:?}");
}

#[tokio::test]
async fn transactions_that_keep_meeting_are_given_up() {
    let (store, requests) = answering(vec![canceled(&["TransactionConflict", "None"]); 7]);
    let machine = following();
    let answer = store.put_machine(tenant(), &machine, None).await;
    assert!(matches!(answer, Err(StoreError::Unavailable { doing: "put a machine", .. })), "{answer:?}");
    assert_eq!(requests.iter().count(), 7);
}

#[tokio::test]
async fn a_failed_condition_is_a_conflict_at_once_whatever_else_failed() {
    let machine = following();
    for reasons in [["ConditionalCheckFailed", "TransactionConflict"], ["None", "ConditionalCheckFailed"]] {
        let (store, requests) = answering(vec![canceled(&reasons)]);
        let answer = store.put_machine(tenant(), &machine, None).await;
        let expected = if reasons[0] == "None" { "target" } else { "machine" };
        assert!(matches!(answer, Err(StoreError::Conflict(it)) if it == expected), "{answer:?}");
        assert_eq!(requests.iter().count(), 1);
    }
}

#[tokio::test]
async fn a_refused_call_tells_what_it_was_for_and_why() {
    let denied = json!({"__type": "com.amazon.coral.service#AccessDeniedException", "Message": "not you"});
    let (store, _requests) = answering(vec![(400, denied)]);
    let session = SessionId::from_parts(1, 1);
    let error = store.session(session).await.unwrap_err();
    assert_eq!(error.to_string(), "the database failed to get a session");
    let mut cause = std::error::Error::source(&error);
    let mut words = String::new();
    while let Some(error) = cause {
        words.push_str(&error.to_string());
        words.push('\n');
        cause = error.source();
    }
    assert!(words.contains("AccessDeniedException") && words.contains("not you"), "{words}");
}

/// A stored machine that begins to follow a schedule.
fn following() -> Machine {
    let (at, schedule) = ("2026-03-02T08:00:00Z".parse().unwrap(), ScheduleId::from_parts(1, 1));
    let facts = InstanceFacts {
        instance_type: "m5.large".to_owned(),
        zone: "us-east-1a".to_owned(),
        platform: "Linux/UNIX".to_owned(),
        lifecycle: Lifecycle::OnDemand,
        root_device: RootDevice::Ebs,
        launched_at: at,
        tags: [].into(),
    };
    let machine = Machine::discovered(id(1), LineageId::from_parts(1, 1), MachineState::Running, at, facts);
    let assignment = Assignment { by_id: Some(schedule), ..Assignment::default() };
    Machine { assignment, rev: 1, ..machine }
}

#[tokio::test]
async fn a_draw_that_others_kept_coming_before_is_refused() {
    let kind = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
    let (store, requests) = answering(vec![(400, json!({"__type": kind, "message": "not so"})); 7]);
    let bucket = BucketKey::new("sessions", &SourceHash("network".to_owned()));
    let draw = store.draw(&bucket, Allowance::new(3, 60), Timestamp::UNIX_EPOCH).await.unwrap();
    assert!(!draw.granted && draw.retry_in.is_positive(), "{draw:?}");
    assert_eq!(requests.iter().count(), 7);
}
