//! Wiring: reads the settings, builds the adapters one handler needs, and hands them over.

use std::sync::Arc;

use aws_lambda_events::event::{eventbridge::EventBridgeEvent, sqs::SqsEvent};
use jiff::tz::TimeZoneDatabase;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use powerdown_cloud_aws::AwsCloud;
use powerdown_engine::{
    clouds::{Entrance, Leaver, Verifier},
    exports::Exporter,
    inventory::{EventDesk, Rematcher, Scanner},
    ports::Clock,
    scheduling::{OrderDesk, TickDesk},
};
use powerdown_lambda_support::{OsEntropy, Settings, SystemClock, aws, faults, logs, metrics::Metrics};
use powerdown_messaging_aws::{EventBridgeBus, SqsJobs, SqsOrders};
use powerdown_objects_s3::S3Objects;
use powerdown_scheduler_tick::{cloud_events, jobs, orders, tick};
use powerdown_store_dynamodb::DynamoStore;
use powerdown_vault_kms::{KmsKeys, KmsVault};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = Settings::from_environment();
    logs::start(&settings);
    run(&settings).await.inspect_err(|error| tracing::error!(error = %error, "the function cannot start"))
}

async fn run(settings: &Settings) -> Result<(), Error> {
    match settings.text("POWERDOWN_HANDLER", "what this function does: tick, orders, jobs or cloud-events")? {
        "tick" => run_tick(settings).await,
        "orders" => run_orders(settings).await,
        "jobs" => run_jobs(settings).await,
        "cloud-events" => run_cloud_events(settings).await,
        other => {
            Err(format!("POWERDOWN_HANDLER is {other}; it must be tick, orders, jobs or cloud-events").into())
        }
    }
}

/// What every handler has.
struct Base {
    config: aws_types::SdkConfig,
    store: DynamoStore,
    zones: TimeZoneDatabase,
    clock: Arc<dyn Clock>,
    metrics: Metrics,
}

impl Base {
    async fn new(settings: &Settings, handler: &'static str) -> Result<Self, Error> {
        let config = aws::sdk_config(settings)?;
        let table = settings.text("POWERDOWN_TABLE", "the table")?;
        Ok(Self {
            store: DynamoStore::new(aws_sdk_dynamodb::Client::new(&config), table),
            zones: TimeZoneDatabase::bundled(),
            clock: Arc::new(SystemClock),
            metrics: Metrics::start(settings.stage()?.as_str(), handler)?,
            config,
        })
    }

    fn orders(&self, settings: &Settings) -> Result<SqsOrders, Error> {
        let url = settings.text("POWERDOWN_ORDERS_QUEUE_URL", "the queue of orders")?;
        Ok(SqsOrders::new(aws_sdk_sqs::Client::new(&self.config), url))
    }

    fn jobs(&self, settings: &Settings) -> Result<SqsJobs, Error> {
        let url = settings.text("POWERDOWN_JOBS_QUEUE_URL", "the queue of jobs")?;
        Ok(SqsJobs::new(aws_sdk_sqs::Client::new(&self.config), url))
    }

    fn bus(&self, settings: &Settings) -> Result<EventBridgeBus, Error> {
        let bus = settings.text("POWERDOWN_BUS", "the event bus")?;
        Ok(EventBridgeBus::new(aws_sdk_eventbridge::Client::new(&self.config), bus))
    }

    /// A vault that opens external ids and cloud credentials; only the scheduler has both keys.
    fn vault(&self, settings: &Settings) -> Result<KmsVault, Error> {
        let key = |name, purpose| settings.text(name, purpose).map(|arn| Some(arn.to_owned()));
        let keys = KmsKeys {
            pii: key("POWERDOWN_KEY_PII", "the KMS key of personal data")?,
            cloud_credential: key("POWERDOWN_KEY_CLOUD_CREDENTIAL", "the KMS key of cloud credentials")?,
            session: None,
        };
        let client = aws_sdk_kms::Client::new(&self.config);
        let store = Arc::new(self.store.clone());
        Ok(KmsVault::new(client, keys, settings.stage()?.as_str(), store, Arc::clone(&self.clock)))
    }

    /// The way into customers' clouds.
    fn entrance<'a>(&'a self, gateway: &'a AwsCloud, vault: &'a KmsVault) -> Entrance<'a> {
        let (audit, marks, clock) = (&self.store, &self.store, &*self.clock);
        Entrance { gateway, vault, audit, marks, clock }
    }
}

async fn run_tick(settings: &Settings) -> Result<(), Error> {
    let base = Base::new(settings, "tick").await?;
    let (orders, jobs) = (base.orders(settings)?, base.jobs(settings)?);
    let desk = TickDesk {
        schedules: &base.store,
        calendars: &base.store,
        clouds: &base.store,
        audit: &base.store,
        orders: &orders,
        jobs: &jobs,
        zones: &base.zones,
    };
    let clock = &*base.clock;
    lambda_runtime::run(service_fn(async |event: LambdaEvent<EventBridgeEvent>| {
        let outcome = tick::handle(desk, clock, &event.payload).await;
        base.metrics.flush();
        outcome.map_err(faults::failed)
    }))
    .await
}

async fn run_orders(settings: &Settings) -> Result<(), Error> {
    let base = Base::new(settings, "orders").await?;
    let (queue, bus, vault) = (base.orders(settings)?, base.bus(settings)?, base.vault(settings)?);
    let gateway = AwsCloud::new(&base.config, Arc::clone(&base.clock));
    let entrance = base.entrance(&gateway, &vault);
    let desk = OrderDesk {
        schedules: &base.store,
        calendars: &base.store,
        machines: &base.store,
        clouds: &base.store,
        audit: &base.store,
        entrance,
        orders: &queue,
        bus: &bus,
        clock: &*base.clock,
        zones: &base.zones,
    };
    lambda_runtime::run(service_fn(async |event: LambdaEvent<SqsEvent>| {
        let failures = orders::handle(desk, &event.payload).await;
        base.metrics.flush();
        Ok::<_, Error>(failures)
    }))
    .await
}

async fn run_jobs(settings: &Settings) -> Result<(), Error> {
    let base = Base::new(settings, "jobs").await?;
    let (queue, bus, vault) = (base.jobs(settings)?, base.bus(settings)?, base.vault(settings)?);
    let gateway = AwsCloud::new(&base.config, Arc::clone(&base.clock));
    let entrance = base.entrance(&gateway, &vault);
    let bucket = settings.text("POWERDOWN_EXPORTS_BUCKET", "where exports are")?;
    let exports = S3Objects::new(&base.config, aws::connector(), Arc::clone(&base.clock), bucket)?;
    let (store, clock) = (&base.store, &*base.clock);
    let desk = jobs::JobDesk {
        verifier: Verifier { clouds: store, schedules: store, entrance, jobs: &queue, bus: &bus, clock },
        scanner: Scanner {
            clouds: store,
            machines: store,
            schedules: store,
            entrance,
            bus: &bus,
            clock,
            entropy: &OsEntropy,
        },
        leaver: Leaver { clouds: store, machines: store, ledger: store, jobs: &queue, clock },
        rematcher: Rematcher { machines: store, schedules: store, jobs: &queue, bus: &bus, clock },
        exporter: Exporter {
            exports: store,
            accounts: store,
            clouds: store,
            machines: store,
            schedules: store,
            audit: store,
            objects: &exports,
            jobs: &queue,
            clock,
        },
    };
    lambda_runtime::run(service_fn(async |event: LambdaEvent<SqsEvent>| {
        let failures = jobs::handle(desk, &event.payload).await;
        base.metrics.flush();
        Ok::<_, Error>(failures)
    }))
    .await
}

async fn run_cloud_events(settings: &Settings) -> Result<(), Error> {
    let base = Base::new(settings, "cloud-events").await?;
    let (queue, bus) = (base.jobs(settings)?, base.bus(settings)?);
    let store = &base.store;
    let desk =
        EventDesk { clouds: store, machines: store, schedules: store, jobs: &queue, bus: &bus, audit: store };
    lambda_runtime::run(service_fn(async |event: LambdaEvent<EventBridgeEvent>| {
        let outcome = cloud_events::handle(desk, &event.payload).await;
        base.metrics.flush();
        outcome.map(|outcome| format!("{outcome:?}")).map_err(faults::failed)
    }))
    .await
}
