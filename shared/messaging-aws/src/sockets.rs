//! Pushes to browsers.

use async_trait::async_trait;
use aws_sdk_apigatewaymanagement::{Client, config::Builder, primitives::Blob};
use aws_types::SdkConfig;
use powerdown_engine::ports::{Delivery, MessageError, SocketPush};

/// API Gateway's management API of one WebSocket stage.
pub struct ApiGatewaySockets {
    client: Client,
}

impl ApiGatewaySockets {
    /// `management_url` is the stage's own endpoint, such as
    /// `https://abc123.execute-api.us-east-1.amazonaws.com/live`; it stands before any endpoint of
    /// the configuration.
    pub fn new(config: &SdkConfig, management_url: &str) -> Self {
        Self { client: Client::from_conf(Builder::from(config).endpoint_url(management_url).build()) }
    }
}

#[async_trait]
impl SocketPush for ApiGatewaySockets {
    async fn post(&self, connection: &str, message: &str) -> Result<Delivery, MessageError> {
        let request = self.client.post_to_connection().connection_id(connection).data(Blob::new(message));
        match request.send().await {
            Ok(_) => Ok(Delivery::Sent),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_gone_exception()) => {
                Ok(Delivery::Gone)
            }
            Err(error) => Err(MessageError { what: "a push", source: error.into() }),
        }
    }

    async fn close(&self, connection: &str) -> Result<(), MessageError> {
        match self.client.delete_connection().connection_id(connection).send().await {
            Ok(_) => Ok(()),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_gone_exception()) => Ok(()),
            Err(error) => Err(MessageError { what: "the end of a connection", source: error.into() }),
        }
    }
}
