//! Wiring: reads the settings, builds the store, and hands it over.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use powerdown_cost_rollup::{Timekeeper, handle};
use powerdown_lambda_support::{Settings, aws, faults, logs, metrics::Metrics};
use powerdown_store_dynamodb::DynamoStore;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = Settings::from_environment();
    logs::start(&settings);
    run(&settings).await.inspect_err(|error| tracing::error!(error = %error, "the function cannot start"))
}

async fn run(settings: &Settings) -> Result<(), Error> {
    let table = settings.text("POWERDOWN_TABLE", "the table")?;
    let metrics = Metrics::start(settings.stage()?.as_str(), "cost-rollup")?;
    let store = DynamoStore::new(aws_sdk_dynamodb::Client::new(&aws::sdk_config(settings)?), table);
    let timekeeper = Timekeeper { ledger: &store, machines: &store };
    lambda_runtime::run(service_fn(async |_: LambdaEvent<serde_json::Value>| {
        let report = handle(timekeeper).await;
        metrics.flush();
        report.map_err(faults::failed)
    }))
    .await
}
