//! Wiring: reads the settings, builds the adapters, and hands them over.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use powerdown_lambda_support::{Settings, SystemClock, aws, faults, logs, metrics::Metrics};
use powerdown_maintenance::{Admin, AdminEvent, handle};
use powerdown_objects_s3::S3Objects;
use powerdown_store_dynamodb::DynamoStore;
use powerdown_vault_kms::{KmsKeys, KmsNotary, KmsVault};

/// What is left of an invocation's time when it stops beginning new work.
const RESERVE: SignedDuration = SignedDuration::from_secs(30);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = Settings::from_environment();
    logs::start(&settings);
    run(&settings).await.inspect_err(|error| tracing::error!(error = %error, "the function cannot start"))
}

async fn run(settings: &Settings) -> Result<(), Error> {
    let table = settings.text("POWERDOWN_TABLE", "the table")?;
    let stage = settings.stage()?;
    let key = |name, purpose| settings.text(name, purpose).map(|arn| Some(arn.to_owned()));
    let keys = KmsKeys {
        pii: key("POWERDOWN_KEY_PII", "the KMS key of personal data")?,
        session: key("POWERDOWN_KEY_SESSION", "the KMS key of sessions")?,
        cloud_credential: None,
    };
    let metrics = Metrics::start(stage.as_str(), "maintenance")?;
    let config = aws::sdk_config(settings)?;
    let store = DynamoStore::new(aws_sdk_dynamodb::Client::new(&config), table);
    let kms = aws_sdk_kms::Client::new(&config);
    let notary =
        KmsNotary::new(kms.clone(), settings.text("POWERDOWN_KEY_ANCHOR", "the KMS key that signs anchors")?);
    let bucket = settings.text("POWERDOWN_ANCHORS_BUCKET", "where anchors of the audit trail are")?;
    let anchors = S3Objects::new(&config, aws::connector(), Arc::new(SystemClock), bucket)?;
    let vault = KmsVault::new(kms, keys, stage.as_str(), Arc::new(store.clone()), Arc::new(SystemClock));
    let admin = Admin {
        upkeep: &store,
        sessions: &store,
        accounts: &store,
        clouds: &store,
        audit: &store,
        keys: &store,
        maker: &vault,
        vault: &vault,
        anchors: &anchors,
        notary: &notary,
        clock: &SystemClock,
    };
    lambda_runtime::run(service_fn(async |event: LambdaEvent<AdminEvent>| {
        let deadline = i64::try_from(event.context.deadline).map(Timestamp::from_millisecond)??;
        let report = handle(admin, event.payload, deadline - RESERVE).await;
        metrics.flush();
        report.map_err(faults::failed)
    }))
    .await
}
