//! Wiring: reads the settings, builds the adapters one handler needs, and hands them over.

use std::sync::Arc;

use jiff::tz::TimeZoneDatabase;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use powerdown_api::{
    gateway,
    launch::LaunchLink,
    passwords::{BcryptPasswords, COST},
    push::{self, BusEvent, Push},
    routes,
    sockets::{self, SocketEvent, Sockets},
    state::{Base, Login, Portal, Site},
};
use powerdown_engine::ports::{Clock, Entropy, Mailer};
use powerdown_lambda_support::{
    OsEntropy, SettingError, Settings, Stage, SystemClock, aws, faults, logs, metrics::Metrics,
};
use powerdown_messaging_aws::{ApiGatewaySockets, EventBridgeBus, SesMailer, SqsJobs};
use powerdown_objects_s3::S3Objects;
use powerdown_store_dynamodb::DynamoStore;
use powerdown_vault_kms::{KmsKeys, KmsNotary, KmsVault};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let settings = Settings::from_environment();
    logs::start(&settings);
    run(&settings).await.inspect_err(|error| tracing::error!(error = %error, "the function cannot start"))
}

async fn run(settings: &Settings) -> Result<(), Error> {
    match settings.text("POWERDOWN_HANDLER", "what this function does: portal, login, sockets or push")? {
        "portal" => run_portal(settings).await,
        "login" => run_login(settings).await,
        "sockets" => run_sockets(settings).await,
        "push" => run_push(settings).await,
        other => {
            Err(format!("POWERDOWN_HANDLER is {other}; it must be portal, login, sockets or push").into())
        }
    }
}

/// What every handler has.
struct Common {
    config: aws_types::SdkConfig,
    store: DynamoStore,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    stage: Stage,
}

impl Common {
    async fn new(settings: &Settings) -> Result<Self, Error> {
        let table = settings.text("POWERDOWN_TABLE", "the table")?;
        let stage = settings.stage()?;
        let config = aws::sdk_config(settings)?;
        Ok(Self {
            store: DynamoStore::new(aws_sdk_dynamodb::Client::new(&config), table),
            clock: Arc::new(SystemClock),
            entropy: Arc::new(OsEntropy),
            stage,
            config,
        })
    }

    /// What a handler of HTTP has. It is given the keys of personal data and of sessions, and of
    /// cloud credentials only for sealing, which its role enforces.
    fn base(&self, settings: &Settings, cloud_credential: Option<String>) -> Result<Base, SettingError> {
        let key = |name, purpose| settings.text(name, purpose).map(|arn| Some(arn.to_owned()));
        let keys = KmsKeys {
            pii: key("POWERDOWN_KEY_PII", "the KMS key of personal data")?,
            session: key("POWERDOWN_KEY_SESSION", "the KMS key of sessions")?,
            cloud_credential,
        };
        let client = aws_sdk_kms::Client::new(&self.config);
        let data_keys = Arc::new(self.store.clone());
        let vault = KmsVault::new(client, keys, self.stage.as_str(), data_keys, Arc::clone(&self.clock));
        Ok(Base {
            store: Arc::new(self.store.clone()),
            vault: Arc::new(vault),
            bus: Arc::new(EventBridgeBus::new(
                aws_sdk_eventbridge::Client::new(&self.config),
                settings.text("POWERDOWN_BUS", "the event bus")?,
            )),
            clock: Arc::clone(&self.clock),
            entropy: Arc::clone(&self.entropy),
            zones: TimeZoneDatabase::bundled(),
            site: Arc::new(site(settings)?),
        })
    }

    fn gateway(&self, settings: &Settings) -> Result<ApiGatewaySockets, SettingError> {
        let url = settings
            .address("POWERDOWN_SOCKET_MANAGEMENT_URL", "where API Gateway takes messages to browsers")?;
        Ok(ApiGatewaySockets::new(&self.config, url))
    }

    fn bucket(&self, name: &str) -> Result<S3Objects, Error> {
        Ok(S3Objects::new(&self.config, aws::connector(), Arc::clone(&self.clock), name)?)
    }

    fn mailer(&self, settings: &Settings) -> Result<Arc<dyn Mailer>, SettingError> {
        let from = settings.text("POWERDOWN_MAIL_FROM", "whom mails come from")?;
        Ok(Arc::new(SesMailer::new(aws_sdk_sesv2::Client::new(&self.config), from)))
    }
}

fn site(settings: &Settings) -> Result<Site, SettingError> {
    Ok(Site {
        public_url: settings.address("POWERDOWN_PUBLIC_URL", "the address of the web app")?.to_owned(),
        origin_secret: settings.optional("POWERDOWN_ORIGIN_SECRET").map(str::to_owned),
        cors_origins: settings
            .optional("POWERDOWN_CORS_ORIGINS")
            .map(|origins| origins.split(',').map(|origin| origin.trim().to_owned()).collect())
            .unwrap_or_default(),
        load_test: settings.optional("POWERDOWN_LOAD_TEST_LIMITS") == Some("true"),
    })
}

async fn run_portal(settings: &Settings) -> Result<(), Error> {
    let common = Common::new(settings).await?;
    let sealing = settings.text("POWERDOWN_KEY_CLOUD_CREDENTIAL", "the KMS key of cloud credentials")?;
    let queue = settings.text("POWERDOWN_JOBS_QUEUE_URL", "the queue of jobs")?;
    let anchor_key = settings.text("POWERDOWN_KEY_ANCHOR", "the KMS key that signs anchors")?;
    let portal = Portal {
        base: common.base(settings, Some(sealing.to_owned()))?,
        jobs: Arc::new(SqsJobs::new(aws_sdk_sqs::Client::new(&common.config), queue)),
        launch: Arc::new(launch(settings, common.stage)?),
        exports: Arc::new(common.bucket(settings.text("POWERDOWN_EXPORTS_BUCKET", "where exports are")?)?),
        anchors: Arc::new(
            common
                .bucket(settings.text("POWERDOWN_ANCHORS_BUCKET", "where anchors of the audit trail are")?)?,
        ),
        notary: Arc::new(KmsNotary::new(aws_sdk_kms::Client::new(&common.config), anchor_key)),
    };
    gateway::run(routes::portal(portal), Metrics::start(common.stage.as_str(), "portal")?).await
}

fn launch(settings: &Settings, stage: Stage) -> Result<LaunchLink, SettingError> {
    let template = match stage {
        // Nobody's CloudFormation reads a template from this machine.
        Stage::Local => settings.optional("POWERDOWN_ONBOARDING_TEMPLATE_URL"),
        Stage::Staging | Stage::Production => Some(
            settings
                .address("POWERDOWN_ONBOARDING_TEMPLATE_URL", "where the onboarding stack's template lies")?,
        ),
    };
    Ok(LaunchLink {
        account: settings.parsed("POWERDOWN_ACCOUNT_ID", "the AWS account PowerDown runs in")?,
        template_url: template.map(str::to_owned),
        bus_arn: settings.optional("POWERDOWN_BUS_ARN").map(str::to_owned),
    })
}

async fn run_login(settings: &Settings) -> Result<(), Error> {
    let common = Common::new(settings).await?;
    let base = common.base(settings, None)?;
    let passwords = BcryptPasswords::new(Arc::clone(&base.vault), Arc::clone(&base.entropy), COST);
    let login = Login { passwords: Arc::new(passwords), mailer: common.mailer(settings)?, base };
    gateway::run(routes::login(login), Metrics::start(common.stage.as_str(), "login")?).await
}

async fn run_sockets(settings: &Settings) -> Result<(), Error> {
    let common = Common::new(settings).await?;
    let metrics = Metrics::start(common.stage.as_str(), "sockets")?;
    let sockets = Sockets {
        store: Arc::new(common.store.clone()),
        push: Arc::new(common.gateway(settings)?),
        clock: Arc::clone(&common.clock),
        site: Arc::new(site(settings)?),
    };
    lambda_runtime::run(service_fn(async |event: LambdaEvent<SocketEvent>| {
        let answer = sockets::handle(&sockets, event.payload).await;
        metrics.flush();
        answer.map_err(faults::failed)
    }))
    .await
}

async fn run_push(settings: &Settings) -> Result<(), Error> {
    let common = Common::new(settings).await?;
    let push = Push {
        sockets: Arc::new(common.gateway(settings)?),
        store: Arc::new(common.store),
        clock: common.clock,
    };
    lambda_runtime::run(service_fn(async |event: LambdaEvent<BusEvent>| {
        push::handle(&push, event.payload).await.map_err(faults::failed)
    }))
    .await
}
